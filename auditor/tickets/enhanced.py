"""The enhanced PassTicket: HMAC-SHA-512, type UPPER (0-9 A-Z) or MIXED (also a-z, - and _).

As IBM's sample EnhancedPassTicketGenerator.java implements *RACF Macros and Interfaces*, "The enhanced PassTicket
algorithm". Evaluation undoes the six rounds, which gives the exact second; RACF's own method is not published. For
type UPPER only the low 41 bits of time come back, enough for 69,000 years.

How long a ticket is good for is the key profile's SSIGNON TIMEOUT, 1 to 600 seconds. Whether RACF takes tickets from a
clock that runs ahead, and whether the end points count, is not published: here both sides count, ends included.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from functools import lru_cache
from typing import Literal

from auditor.errors import TicketRefused
from auditor.tickets.keys import ENHANCED_BYTES, Key
from auditor.tickets.names import application_name, padded, user_id
from auditor.tickets.times import second_to_carry, within_window

TicketType = Literal["UPPER", "MIXED"]

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"
TIME_BITS = 48
RECOVERED_BITS: dict[TicketType, int] = {"UPPER": 41, "MIXED": 48}
MAXIMUM_TIMEOUT = 600

_BASE: dict[TicketType, int] = {"UPPER": 36, "MIXED": 64}
_PLACES = {kind: tuple(base**power for power in range(7, -1, -1)) for kind, base in _BASE.items()}
_INDEX: dict[TicketType, dict[str, int]] = {
    kind: {character: number for number, character in enumerate(ALPHABET[:base])} for kind, base in _BASE.items()
}
_HALF = 0xFFFFFF
_UPPER_MASK = 0x01FFFF

# Of each round's new half: what is kept. For UPPER, 17 of 24 bits in the odd rounds.
_ROUNDS: dict[TicketType, tuple[tuple[int, int], ...]] = {
    "UPPER": tuple((number, _UPPER_MASK if number & 1 else _HALF) for number in range(1, 7)),
    "MIXED": tuple((number, _HALF) for number in range(1, 7)),
}
_UNDOING: dict[TicketType, tuple[tuple[int, int], ...]] = {kind: rounds[::-1] for kind, rounds in _ROUNDS.items()}


def generate(user: str, application: str, key: bytes | Key, at: float, kind: TicketType) -> str:
    """The ticket for `user` and `application` in the second `at` (seconds since 1970 GMT): eight characters.

    `key`: 32 to 256 bytes. `kind`: "UPPER" or "MIXED", the SSIGNON TYPE. Names are folded to upper case.
    `TicketRefused` for a name, key, kind or time the algorithm cannot take.
    """
    _known(kind)
    code, names, digest = _prepare(user, application, key)
    value = digest ^ second_to_carry(at, TIME_BITS)
    left, right = value >> 24, value & _HALF
    for number, mask in _ROUNDS[kind]:
        block = code((right << 8 | number).to_bytes(4) + names)
        left, right = right, (left ^ int.from_bytes(block[:3])) & mask
    return _translate(left << 24 | right, kind)


def generated_at(
    ticket: str,
    user: str,
    application: str,
    key: bytes | Key,
    kind: TicketType,
    near: float,
    within: int = MAXIMUM_TIMEOUT,
) -> int | None:
    """The exact second `ticket` was made at, or None when it was not made within `within` seconds of `near`.

    `within`: the key profile's TIMEOUT; without it the longest that RACF knows. None too for a string that is no ticket
    of this kind, and for another user, application or key. Case as given: nothing is folded.
    """
    second = recover(ticket, user, application, key, kind)
    return None if second is None else within_window(second, near, within, RECOVERED_BITS[kind])


def recover(ticket: str, user: str, application: str, key: bytes | Key, kind: TicketType) -> int | None:
    """The time inside `ticket` (MIXED 48 bits, UPPER the low 41), for diagnosis; else as `legacy.recover`."""
    _known(kind)
    code, names, digest = _prepare(user, application, key)
    value = _untranslate(ticket, kind)
    if value is None:
        return None
    left, right = value >> 24, value & _HALF
    for number, mask in _UNDOING[kind]:
        block = code((left << 8 | number).to_bytes(4) + names)
        left, right = (right ^ int.from_bytes(block[:3])) & mask, left
    # For UPPER round 1 threw the top 7 bits away; in rounds 3 and 5 the mask loses nothing.
    return ((left << 24 | right) ^ digest) & ((1 << RECOVERED_BITS[kind]) - 1)


def matches(ticket: str, user: str, application: str, key: bytes | Key, at: float, kind: TicketType) -> bool:
    """Whether `ticket` is the one of exactly that second, compared in constant time."""
    made = generate(user, application, key, at, kind)
    return hmac.compare_digest(made.encode(), ticket.encode(errors="surrogatepass"))


def possible(ticket: str, kind: TicketType) -> bool:
    """Whether any user, application, key and second make this string as a ticket of this kind."""
    _known(kind)
    return _untranslate(ticket, kind) is not None


def _known(kind: TicketType) -> None:
    if kind not in ("UPPER", "MIXED"):
        raise TicketRefused("The ticket type is neither UPPER nor MIXED.", 'Give the SSIGNON TYPE: "UPPER" or "MIXED".')


def _prepare(user: str, application: str, key: bytes | Key) -> tuple[Callable[[bytes], bytes], bytes, int]:
    """HMAC under the key, both names padded, and the digest that time is combined with."""
    return _machine(_clear(key), padded(user_id(user)) + padded(application_name(application)))


@lru_cache(maxsize=256)
def _machine(key: bytes, names: bytes) -> tuple[Callable[[bytes], bytes], bytes, int]:
    code = _hmac(key)
    return code, names, int.from_bytes(code(names)[:6])


def _clear(key: bytes | Key) -> bytes:
    raw = key.raw if isinstance(key, Key) else key
    if not isinstance(raw, bytes) or len(raw) not in ENHANCED_BYTES:
        raise TicketRefused("The key is not one for enhanced tickets.", "Give 32 to 256 bytes.")
    return raw


@lru_cache(maxsize=256)
def _hmac(key: bytes) -> Callable[[bytes], bytes]:
    """HMAC-SHA-512 (RFC 2104) with both key blocks hashed once; twice as fast as copies of `hmac.new`."""
    block = (hashlib.sha512(key).digest() if len(key) > 128 else key).ljust(128, b"\0")
    inner = hashlib.sha512(bytes(byte ^ 0x36 for byte in block)).copy
    outer = hashlib.sha512(bytes(byte ^ 0x5C for byte in block)).copy

    def code(message: bytes) -> bytes:
        first = inner()
        first.update(message)
        second = outer()
        second.update(first.digest())
        return second.digest()

    return code


def _translate(value: int, kind: TicketType) -> str:
    base = _BASE[kind]
    places = _PLACES[kind]
    return "".join([ALPHABET[value // place % base] for place in places])


def _untranslate(ticket: str, kind: TicketType) -> int | None:
    if len(ticket) != 8:
        return None
    base, index = _BASE[kind], _INDEX[kind]
    value = 0
    for character in ticket:
        digit = index.get(character)
        if digit is None:
            return None
        value = value * base + digit
    return value if value < 1 << RECOVERED_BITS[kind] else None
