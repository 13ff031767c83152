"""The commands around SECCHK: EXCSAT, ACCSEC and the replies, and a decoder that takes any stream of them.

IMS 15, "EXCSAT command (X'1041')", "ACCSEC command (X'106D')", "ACCSECRD reply object (X'14AC')", "SECCHKRM reply
message (X'1219')". EXCSAT comes first, ACCSEC is chained to it, SECCHK follows; SECCHKRM answers for good and bad.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from auditor.drda import dss, secchk, text
from auditor.drda.codepoints import USRIDPWD, CodePoint
from auditor.drda.secchk import Secchk
from auditor.drda.text import Encoding
from auditor.errors import DrdaMalformed

_ADVICE = "Offer the bytes as they were captured; the reference is the DDM architecture."


@dataclass(frozen=True, slots=True)
class Excsat:
    """Exchange server attributes. Each name at most 255 bytes, None when not sent."""

    extnam: str | None = None
    srvnam: str | None = None
    srvrlslv: str | None = None
    srvclsnm: str | None = None
    correlator: int = 1
    chained: bool = False


@dataclass(frozen=True, slots=True)
class Accsec:
    """The client asks for a security mechanism; `rdbnam` is the PSB, with or without the alias of a data store."""

    secmec: int = USRIDPWD
    rdbnam: str | None = None
    correlator: int = 1
    chained: bool = False


@dataclass(frozen=True, slots=True)
class Accsecrd:
    """The mechanisms the server supports, in its order; IMS answers 3. `secchkcd` only when it refuses."""

    secmecs: tuple[int, ...] = (USRIDPWD,)
    secchkcd: int | None = None
    correlator: int = 1


@dataclass(frozen=True, slots=True)
class Secchkrm:
    """The outcome. Which SECCHKCD IMS Connect gives for which RACF return code is not public."""

    svrcod: int = 0
    secchkcd: int = 0
    correlator: int = 1


@dataclass(frozen=True, slots=True)
class Other:
    """A well-formed DSS of another command: its code point and those of its parameters, no data."""

    codepoint: int
    parameters: tuple[int, ...]
    correlator: int


Command = Excsat | Accsec | Accsecrd | Secchk | Secchkrm | Other

_ATTRIBUTES = (
    ("extnam", CodePoint.EXTNAM),
    ("srvnam", CodePoint.SRVNAM),
    ("srvrlslv", CodePoint.SRVRLSLV),
    ("srvclsnm", CodePoint.SRVCLSNM),
)


def encode(command: Excsat | Accsec | Accsecrd | Secchkrm, encoding: Encoding = "ebcdic") -> bytes:
    """The bytes of one command or reply. `DrdaMalformed` when a value has no place in them."""
    if isinstance(command, Excsat):
        kind, codepoint, parameters = dss.REQUEST, CodePoint.EXCSAT, _attributes(command, encoding)
    elif isinstance(command, Accsec):
        kind, codepoint = dss.REQUEST, CodePoint.ACCSEC
        parameters = [_number(CodePoint.SECMEC, command.secmec, 2)]
        if command.rdbnam is not None:
            parameters.append(dss.Parameter(CodePoint.RDBNAM, text.encode(command.rdbnam, encoding, "RDBNAM")))
    elif isinstance(command, Accsecrd):
        kind, codepoint = dss.OBJECT, CodePoint.ACCSECRD
        values = [_number(CodePoint.SECMEC, one, 2).data for one in command.secmecs]
        parameters = [dss.Parameter(CodePoint.SECMEC, b"".join(values))]
        if command.secchkcd is not None:
            parameters.append(_number(CodePoint.SECCHKCD, command.secchkcd, 1))
    else:
        kind, codepoint = dss.REPLY, CodePoint.SECCHKRM
        parameters = [_number(CodePoint.SVRCOD, command.svrcod, 2), _number(CodePoint.SECCHKCD, command.secchkcd, 1)]
    chained = isinstance(command, (Excsat, Accsec)) and command.chained
    return dss.encode(dss.Dss(kind, command.correlator, codepoint, tuple(parameters), chained=chained))


def decode(stream: bytes) -> tuple[Command, ...]:
    """Every command of `stream`, at least one. Any other bytes: one `DrdaMalformed`."""
    return tuple(_command(frame) for frame in dss.decode(stream))


def _command(frame: dss.Dss) -> Command:
    kind, reader = _READERS.get(frame.codepoint, (frame.kind, _other))
    if frame.kind != kind:
        raise DrdaMalformed(f"Code point X'{frame.codepoint:04X}' does not belong into DSS type {frame.kind}.", _ADVICE)
    return reader(frame)


def _excsat(frame: dss.Dss) -> Excsat:
    found = {field: frame.data(codepoint) for field, codepoint in _ATTRIBUTES}
    for field, data in found.items():
        if data is not None and len(data) > 255:
            raise DrdaMalformed(f"EXCSAT has a {field.upper()} of more than 255 bytes.", _ADVICE)
    texts = {field: None if data is None else text.name(data, field.upper()) for field, data in found.items()}
    return Excsat(**texts, correlator=frame.correlator, chained=frame.chained)


def _accsec(frame: dss.Dss) -> Accsec:
    rdbnam = frame.data(CodePoint.RDBNAM)
    return Accsec(
        secmec=_value(frame, CodePoint.SECMEC, 2),
        rdbnam=None if rdbnam is None else text.name(rdbnam, "RDBNAM"),
        correlator=frame.correlator,
        chained=frame.chained,
    )


def _accsecrd(frame: dss.Dss) -> Accsecrd:
    data = frame.data(CodePoint.SECMEC)
    if not data or len(data) % 2:
        raise DrdaMalformed("ACCSECRD has no list of two-byte SECMEC values.", _ADVICE)
    values = tuple(int.from_bytes(data[at : at + 2]) for at in range(0, len(data), 2))
    refused = frame.data(CodePoint.SECCHKCD)
    return Accsecrd(values, None if refused is None else _value(frame, CodePoint.SECCHKCD, 1), frame.correlator)


def _secchkrm(frame: dss.Dss) -> Secchkrm:
    return Secchkrm(_value(frame, CodePoint.SVRCOD, 2), _value(frame, CodePoint.SECCHKCD, 1), frame.correlator)


def _other(frame: dss.Dss) -> Other:
    return Other(frame.codepoint, tuple(one.codepoint for one in frame.parameters), frame.correlator)


_READERS: dict[int, tuple[int, Callable[[dss.Dss], Command]]] = {
    CodePoint.EXCSAT: (dss.REQUEST, _excsat),
    CodePoint.ACCSEC: (dss.REQUEST, _accsec),
    CodePoint.ACCSECRD: (dss.OBJECT, _accsecrd),
    CodePoint.SECCHK: (dss.REQUEST, secchk.of),
    CodePoint.SECCHKRM: (dss.REPLY, _secchkrm),
}


def _attributes(command: Excsat, encoding: Encoding) -> list[dss.Parameter]:
    texts = ((codepoint, getattr(command, field)) for field, codepoint in _ATTRIBUTES)
    return [
        dss.Parameter(codepoint, text.encode(value, encoding, codepoint.name))
        for codepoint, value in texts
        if value is not None
    ]


def _number(codepoint: CodePoint, value: int, length: int) -> dss.Parameter:
    if not 0 <= value < 1 << 8 * length:
        raise DrdaMalformed(f"{codepoint.name} does not fit into {length} bytes.", _ADVICE)
    return dss.Parameter(codepoint, value.to_bytes(length))


def _value(frame: dss.Dss, codepoint: CodePoint, length: int) -> int:
    data = frame.data(codepoint)
    if data is None or len(data) != length:
        raise DrdaMalformed(f"X'{frame.codepoint:04X}' has no {codepoint.name} of {length} bytes.", _ADVICE)
    return int.from_bytes(data)
