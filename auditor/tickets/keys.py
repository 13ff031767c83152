"""A PassTicket key that shows itself to nobody.

A key in a plain `bytes` gets into logs, tracebacks with locals, test failures and saved objects by accident. This type
gives its bytes only to who asks for `.raw`, and prints, pickles and formats to nothing.

Sizes: *RACF Security Administrator's Guide*, "Storing PassTicket keys encrypted in ICSF": legacy keys have 8 bytes,
enhanced keys 32 to 256.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from typing import Literal, NoReturn, final

from auditor.errors import TicketRefused

KeyKind = Literal["legacy", "enhanced"]

LEGACY_BYTES = 8
ENHANCED_BYTES = range(32, 257)

_PARITY = 0x0101010101010101
_SIZES = "A legacy key has 16 hexadecimal digits, an enhanced key 64 to 512 (32 to 256 bytes)."


@final
class Key:
    """One application key. `kind` follows from its length: 8 bytes are legacy (DES), 32 to 256 enhanced (HMAC).

    Raises `TicketRefused` for any other length, without saying what it was given. Compared in constant time; not
    hashable, not picklable; a copy is the key itself.
    """

    __hash__ = None  # type: ignore[assignment]  # a hash of the bytes would be a trace of the key
    __slots__ = ("_raw",)

    def __init__(self, raw: bytes) -> None:
        if not isinstance(raw, (bytes, bytearray)) or (len(raw) != LEGACY_BYTES and len(raw) not in ENHANCED_BYTES):
            raise TicketRefused("A PassTicket key has a length that neither algorithm takes.", _SIZES)
        self._raw = bytes(raw)

    @classmethod
    def from_hex(cls, text: str) -> Key:
        """Give the key that hexadecimal digits stand for; blanks between digits are allowed, nothing else is."""
        digits = "".join(text.split())
        try:
            raw = bytes.fromhex(digits) if digits.isascii() else b""
        except ValueError:
            raw = b""  # raised below, so that the digits do not stay in the chain of exceptions
        if not raw:
            raise TicketRefused("A PassTicket key is not a row of pairs of hexadecimal digits.", _SIZES)
        return cls(raw)

    @property
    def raw(self) -> bytes:
        """The clear bytes. Pass them on, never into text."""
        return self._raw

    @property
    def kind(self) -> KeyKind:
        """What the key is for."""
        return "legacy" if len(self._raw) == LEGACY_BYTES else "enhanced"

    def makes_the_same_tickets_as(self, other: Key) -> bool:
        """Whether no ticket can tell the two keys apart: legacy keys may differ in their DES parity bits."""
        if self.kind == other.kind == "legacy":
            return hmac.compare_digest(_without_parity(self._raw), _without_parity(other._raw))
        return self == other

    def __eq__(self, other: object) -> bool:
        return hmac.compare_digest(self._raw, other._raw) if isinstance(other, Key) else NotImplemented

    def __repr__(self) -> str:
        return "<Key>"

    __str__ = __repr__

    def __format__(self, spec: str) -> str:
        return format(repr(self), spec)

    def __copy__(self) -> Key:
        return self

    def __deepcopy__(self, memo: object) -> Key:
        return self

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError("a PassTicket key is not written anywhere")


@dataclass(frozen=True, slots=True)
class ProfileKeys:
    """The keys offered for one PTKTDATA profile; either may be missing. `type` is SSIGNON TYPE, if stated."""

    legacy: Key | None = None
    enhanced: Key | None = None
    type: Literal["UPPER", "MIXED"] | None = None

    def of(self, kind: KeyKind) -> Key | None:
        """The key of this kind."""
        return self.legacy if kind == "legacy" else self.enhanced


def _without_parity(raw: bytes) -> bytes:
    return (int.from_bytes(raw) & ~_PARITY).to_bytes(LEGACY_BYTES)
