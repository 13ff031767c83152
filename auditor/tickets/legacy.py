"""The legacy PassTicket: DES, eight characters of A-Z and 0-9, valid ten minutes either side.

*RACF Macros and Interfaces*, "Incorporating the PassTicket generator algorithm into your program"; z/VM *RACF*, "How
the Time-Coder Algorithm Works". Evaluation undoes the generation step by step, which gives the exact second a ticket
was made at; RACF's own method is not published, and trying every second of the window gives the same answer.

Two keys that differ only in DES parity bits make the same tickets. Weak DES keys work like any other. Time is taken
as unsigned: it passes 2038 without a break and ends on 2106-02-07.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable
from functools import lru_cache

from auditor.errors import TicketRefused
from auditor.tickets.keys import LEGACY_BYTES, Key
from auditor.tickets.names import application_name, padded, user_id
from auditor.tickets.times import second_to_carry, within_window

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
TIME_BITS = 32
WINDOW = 600
"""Seconds either side, fixed: *RACF System Programmer's Guide*, "How RACF processes the password or PassTicket"."""

_INDEX = {character: number for number, character in enumerate(ALPHABET)}

# Position i of the output takes the bit at position T[i] of the input, counted from 1 at the left.
# Each table is its own inverse, so that generation and evaluation share them.
_PERMUTATIONS = (
    (10, 2, 12, 4, 14, 6, 16, 8, 9, 1, 11, 3, 13, 5, 15, 7),
    (1, 10, 3, 12, 13, 16, 7, 15, 9, 2, 11, 4, 5, 14, 8, 6),
    (3, 10, 1, 12, 13, 16, 9, 15, 7, 2, 14, 4, 5, 11, 8, 6),
    (10, 4, 12, 2, 14, 8, 16, 6, 9, 1, 13, 3, 11, 5, 15, 7),
    (4, 10, 12, 1, 8, 16, 14, 5, 9, 2, 13, 3, 11, 7, 15, 6),
    (1, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2),
)


def _by_byte(table: tuple[int, ...], shift: int) -> tuple[int, ...]:
    """What one byte of the input, standing `shift` bits from the right, contributes to the output."""
    moves = [(16 - source, 16 - target) for target, source in enumerate(table, 1)]
    return tuple(sum(((byte << shift) >> old & 1) << new for old, new in moves) for byte in range(256))


_ROUNDS = tuple((_by_byte(table, 8), _by_byte(table, 0)) for table in _PERMUTATIONS)


def generate(user: str, application: str, key: bytes | Key, at: float) -> str:
    """The ticket for `user` and `application` in the second `at` (seconds since 1970 GMT): eight characters.

    `key`: 8 bytes. Names are folded to upper case. `TicketRefused` for a name, key or time the algorithm cannot take.
    """
    encrypt, pads, digest = _prepare(user, application, key)
    value = digest ^ second_to_carry(at, TIME_BITS)
    left, right = value >> 16, value & 0xFFFF
    for number, (high, low) in enumerate(_ROUNDS):
        block = encrypt(right.to_bytes(2) + pads[number & 1])
        mixed = left ^ (block[0] << 8 | block[1])
        left, right = right, high[mixed >> 8] | low[mixed & 0xFF]
    return _translate(left << 16 | right)


def generated_at(
    ticket: str, user: str, application: str, key: bytes | Key, near: float, within: int = WINDOW
) -> int | None:
    """The exact second `ticket` was made at, or None when it was not made within `within` seconds of `near`.

    None too for a string that is no legacy ticket, and for another user, application or key (they give an unrelated
    second, which falls into the window once in 3.5 million). Upper case only, as given: nothing is folded.
    """
    second = recover(ticket, user, application, key)
    return None if second is None else within_window(second, near, within, TIME_BITS)


def recover(ticket: str, user: str, application: str, key: bytes | Key) -> int | None:
    """The 32 bits of time inside `ticket`, for diagnosis; meaningless unless user, application and key are right.

    None when no user, key or time can make this string.
    """
    encrypt, pads, digest = _prepare(user, application, key)
    value = _untranslate(ticket)
    if value is None:
        return None
    left, right = value >> 16, value & 0xFFFF
    for number in (5, 4, 3, 2, 1, 0):
        high, low = _ROUNDS[number]
        block = encrypt(left.to_bytes(2) + pads[number & 1])
        left, right = (high[right >> 8] | low[right & 0xFF]) ^ (block[0] << 8 | block[1]), left
    return (left << 16 | right) ^ digest


def matches(ticket: str, user: str, application: str, key: bytes | Key, at: float) -> bool:
    """Whether `ticket` is the one of exactly that second, compared in constant time."""
    made = generate(user, application, key, at)
    return hmac.compare_digest(made.encode(), ticket.encode(errors="surrogatepass"))


def possible(ticket: str) -> bool:
    """Whether any user, application, key and second make this string: one in 657 strings of the alphabet."""
    return _untranslate(ticket) is not None


def available() -> bool:
    """Return whether legacy tickets can be made here: an OpenSSL in FIPS mode has no DES."""
    try:
        _des(bytes(LEGACY_BYTES))
    except TicketRefused:
        return False
    return True


def _prepare(
    user: str, application: str, key: bytes | Key
) -> tuple[Callable[[bytes], bytes], tuple[bytes, bytes], int]:
    """DES under the key, the two pads of the time-coder, and the digest that time is combined with."""
    return _machine(_clear(key), user_id(user), padded(application_name(application)))


@lru_cache(maxsize=256)
def _machine(key: bytes, name: bytes, target: bytes) -> tuple[Callable[[bytes], bytes], tuple[bytes, bytes], int]:
    encrypt = _des(key)
    first = int.from_bytes(encrypt(padded(name))) ^ int.from_bytes(target)
    digest = int.from_bytes(encrypt(first.to_bytes(8))[:4])
    pad = name.ljust(12, b"\x55")
    return encrypt, (pad[:6], pad[6:]), digest


def _clear(key: bytes | Key) -> bytes:
    raw = key.raw if isinstance(key, Key) else key
    if not isinstance(raw, bytes) or len(raw) != LEGACY_BYTES:
        raise TicketRefused("The key is not one for legacy tickets.", "Give 8 bytes (16 hexadecimal digits).")
    return raw


@lru_cache(maxsize=256)
def _des(key: bytes) -> Callable[[bytes], bytes]:
    """Single DES, block by block, as triple DES with three equal keys. ECB keeps no state: one encryptor serves all."""
    try:
        from cryptography.exceptions import InternalError, UnsupportedAlgorithm
        from cryptography.hazmat.decrepit.ciphers.algorithms import TripleDES
        from cryptography.hazmat.primitives.ciphers import Cipher, modes
    except ImportError:
        raise _no_des() from None
    try:
        return Cipher(TripleDES(key * 3), modes.ECB()).encryptor().update  # noqa: S305 - the algorithm is IBM's
    except (UnsupportedAlgorithm, InternalError):  # the latter where its configuration leaves no DES to be fetched
        raise _no_des() from None


def _no_des() -> TicketRefused:
    return TicketRefused(
        "This Python has no DES, which legacy tickets need (an OpenSSL in FIPS mode refuses it).",
        "Check legacy tickets on another machine; enhanced tickets work here.",
    )


def _translate(value: int) -> str:
    """Eight overlapping groups of six bits, cyclically, each modulo 36; the first group starts at bit 31."""
    ring = (value & 3) << 32 | value
    return "".join([ALPHABET[(ring >> shift & 63) % 36] for shift in (28, 24, 20, 16, 12, 8, 4, 0)])


def _untranslate(ticket: str) -> int | None:
    """Undo `_translate`. Lossless: 36 is a multiple of 4, so each character tells the two bits its neighbour lost."""
    if len(ticket) != 8:
        return None
    numbers = [_INDEX.get(character, -1) for character in ticket]
    if min(numbers) < 0:
        return None
    value = 0
    before = numbers[-1]
    for number in numbers:
        top = before & 3
        group = number if number >> 4 == top else number + 36
        if group > 63 or group >> 4 != top:
            return None
        value = value << 4 | group & 15
        before = number
    return value
