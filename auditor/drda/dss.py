"""DSS and DDM: the frames that every DRDA command stands in.

A data stream structure (DSS) has 6 bytes of header (LL, X'D0', format, correlator) and one DDM object: LL, code point,
parameters, each again LL, code point, data. IMS 15, "DSSHDR syntax". Every length must agree with every other; bytes
that do not are refused with one `DrdaMalformed`, which quotes lengths and offsets and never data.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from auditor.drda.codepoints import CREDENTIALS, CodePoint
from auditor.errors import DrdaMalformed

REQUEST, REPLY, OBJECT, ENCRYPTED, REQUEST_WITHOUT_REPLY = 1, 2, 3, 4, 5
_KINDS = (REQUEST, REPLY, OBJECT, REQUEST_WITHOUT_REPLY)

MAXIMUM_DSS = 32767
MAXIMUM_STREAM = 1 << 24
_MAGIC = 0xD0
_RESERVED, _CHAINED, _CONTINUE, _SAME = 0x80, 0x40, 0x20, 0x10
_ADVICE = "Capture the command again, from X'D0' less two bytes to the end of the DSS, and offer all of it."


@dataclass(frozen=True, slots=True)
class Parameter:
    """One DDM parameter. `data` stays out of `repr`: it may be a credential."""

    codepoint: int
    data: bytes = field(repr=False)

    @property
    def credential(self) -> bool:
        """Whether the data is a password, a ticket or a security token."""
        return self.codepoint in CREDENTIALS


@dataclass(frozen=True, slots=True)
class Dss:
    """One data stream structure with its one DDM object."""

    kind: int
    """REQUEST, REPLY, OBJECT or REQUEST_WITHOUT_REPLY."""
    correlator: int
    codepoint: int
    parameters: tuple[Parameter, ...]
    chained: bool = False
    """Another DSS follows."""
    continue_on_error: bool = False
    same_correlator: bool = False
    """The DSS that follows has the same correlator."""

    @property
    def format(self) -> int:
        """The format byte."""
        flags = (self.chained and _CHAINED) | (self.continue_on_error and _CONTINUE) | (self.same_correlator and _SAME)
        return flags | self.kind

    def data(self, codepoint: CodePoint) -> bytes | None:
        """The data of a parameter, or None when it is not there."""
        return next((one.data for one in self.parameters if one.codepoint == codepoint), None)


def encode(dss: Dss) -> bytes:
    """The bytes of one DSS. `DrdaMalformed` when a length, type or correlator has no place in them."""
    body = b""
    for one in dss.parameters:
        _check_length(len(one.data) + 4)
        body += (len(one.data) + 4).to_bytes(2) + one.codepoint.to_bytes(2) + one.data
    length = 10 + len(body)
    _check_length(length)
    if dss.kind not in _KINDS or not 0 <= dss.correlator <= 0xFFFF:
        raise DrdaMalformed(
            "A DSS type or correlator has no place in a DSS header.", "Use types 1, 2, 3, 5 and 0-65535."
        )
    if dss.same_correlator and not dss.chained:
        raise DrdaMalformed("A DSS announces the correlator of a DSS that does not follow.", "Chain it as well.")
    if len({one.codepoint for one in dss.parameters}) < len(dss.parameters):
        raise DrdaMalformed("A command has a parameter twice.", "Give each parameter once.")
    head = bytes((*length.to_bytes(2), _MAGIC, dss.format)) + dss.correlator.to_bytes(2)
    return head + (length - 6).to_bytes(2) + dss.codepoint.to_bytes(2) + body


def decode(stream: bytes) -> tuple[Dss, ...]:
    """Every DSS of `stream`, which must hold whole ones and nothing else, at least one. Else `DrdaMalformed`."""
    if len(stream) > MAXIMUM_STREAM:
        raise _malformed("the stream is longer than 16 MiB", 0)
    found: list[Dss] = []
    at = 0
    while at < len(stream) or not found:
        dss, length = _one(stream, at)
        if found and found[-1].same_correlator and found[-1].correlator != dss.correlator:
            raise _malformed("the DSS before announces its own correlator, and this one has another", at + 4)
        found.append(dss)
        at += length
    return tuple(found)


def _one(stream: bytes, at: int) -> tuple[Dss, int]:
    left = len(stream) - at
    if left < 10:
        raise _malformed(f"{left} bytes are left, fewer than DSS and DDM headers have", at)
    length = int.from_bytes(stream[at : at + 2])
    if stream[at + 2] != _MAGIC:
        raise _malformed("the third byte is not X'D0', so this is no DSS", at + 2)
    if length > MAXIMUM_DSS:
        raise _malformed("the DSS is continued in segments, which no opening command needs", at)
    if not 10 <= length <= left:
        raise _malformed(f"the DSS says {length} bytes and {left} are there", at)
    flags, kind = stream[at + 3] & 0xF0, stream[at + 3] & 0x0F
    _check_format(flags, kind, at + 3)
    inner = int.from_bytes(stream[at + 6 : at + 8])
    if inner != length - 6:
        raise _malformed(f"the DDM object says {inner} bytes where the DSS leaves {length - 6}", at + 6)
    dss = Dss(
        kind=kind,
        correlator=int.from_bytes(stream[at + 4 : at + 6]),
        codepoint=int.from_bytes(stream[at + 8 : at + 10]),
        parameters=tuple(_parameters(stream, at + 10, at + length)),
        chained=bool(flags & _CHAINED),
        continue_on_error=bool(flags & _CONTINUE),
        same_correlator=bool(flags & _SAME),
    )
    return dss, length


def _check_format(flags: int, kind: int, at: int) -> None:
    if flags & _RESERVED:
        raise _malformed("the reserved bit of the format byte is on", at)
    if flags & _SAME and not flags & _CHAINED:
        raise _malformed("the format byte announces the correlator of a DSS that is not chained", at)
    if kind == ENCRYPTED:
        raise _malformed("the object is encrypted, which IMS does not support for a PassTicket", at)
    if kind not in _KINDS:
        raise _malformed(f"there is no DSS type {kind}", at)


def _parameters(stream: bytes, at: int, end: int) -> Iterator[Parameter]:
    seen: set[int] = set()
    while at < end:
        if end - at < 4:
            raise _malformed(f"{end - at} bytes are left, fewer than a parameter's header has", at)
        length = int.from_bytes(stream[at : at + 2])
        if length < 4:
            raise _malformed(f"a parameter says {length} bytes, fewer than its own header", at)
        if length > end - at:
            raise _malformed(f"a parameter says {length} bytes where {end - at} are left", at)
        codepoint = int.from_bytes(stream[at + 2 : at + 4])
        if codepoint in seen:
            raise _malformed(f"parameter X'{codepoint:04X}' is there twice", at + 2)
        seen.add(codepoint)
        yield Parameter(codepoint, stream[at + 4 : at + length])
        at += length


def _check_length(length: int) -> None:
    if length > MAXIMUM_DSS:
        raise DrdaMalformed("A DSS would be longer than 32767 bytes.", "Shorten its parameters.")


def _malformed(why: str, at: int) -> DrdaMalformed:
    return DrdaMalformed(f"Not a DRDA data stream structure: at byte {at} (from 0), {why}.", _ADVICE)
