"""SECCHK: the command that carries user ID and PassTicket, as IMS takes it.

IMS 15, "SECCHK command (X'106E')": SECMEC 3 (USRIDPWD), USRID and PASSWORD, each once, in any order. Nothing in the
bytes says that the password is a PassTicket. RDBNAM, which general DRDA allows here, is read and not written.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from auditor.drda import dss, text
from auditor.drda.codepoints import SECMEC_NAMES, USRIDPWD, CodePoint
from auditor.drda.text import Encoding
from auditor.errors import DrdaMalformed

_ADVICE = "IMS takes SECMEC 3 (USRIDPWD) with USRID and PASSWORD, and nothing else carries a PassTicket."


@dataclass(frozen=True, slots=True)
class Secchk:
    """One SECCHK. `password` stays out of `repr`."""

    user: str
    """As sent, without padding; not folded."""
    password: str = field(repr=False)
    """Password, phrase or PassTicket, exactly as sent."""
    correlator: int = 1
    encoding: Encoding = "ebcdic"
    rdbnam: str | None = None
    chained: bool = False
    unknown: tuple[int, ...] = ()
    """Code points of parameters that SECCHK does not have."""


def encode(user: str, ticket: str, *, correlator: int = 1, encoding: Encoding = "ebcdic") -> bytes:
    """The bytes a client sends: one DSS, not chained. The user ID is folded to upper case, the ticket never.

    `DrdaMalformed` when either has no place in them (1 to 255 bytes each).
    """
    parameters = (
        dss.Parameter(CodePoint.SECMEC, USRIDPWD.to_bytes(2)),
        dss.Parameter(CodePoint.USRID, text.encode(user.upper(), encoding, "user ID")),
        dss.Parameter(CodePoint.PASSWORD, text.encode(ticket, encoding, "password")),
    )
    return dss.encode(dss.Dss(dss.REQUEST, correlator, CodePoint.SECCHK, parameters))


def decode(stream: bytes) -> Secchk:
    """The one SECCHK that `stream` holds. `DrdaMalformed` when it holds anything else, or one that IMS cannot take."""
    frames = dss.decode(stream)
    if len(frames) != 1:
        raise DrdaMalformed(f"There are {len(frames)} commands where one SECCHK was expected.", _ADVICE)
    return of(frames[0])


def of(frame: dss.Dss) -> Secchk:
    """The SECCHK in `frame`; else as `decode`."""
    if frame.codepoint != CodePoint.SECCHK or frame.kind != dss.REQUEST:
        raise DrdaMalformed(f"Code point X'{frame.codepoint:04X}' in DSS type {frame.kind} is not SECCHK.", _ADVICE)
    _check_mechanism(frame.data(CodePoint.SECMEC))
    user, password = frame.data(CodePoint.USRID), frame.data(CodePoint.PASSWORD)
    for what, data in (("USRID", user), ("PASSWORD", password)):
        if data is None or not 1 <= len(data) <= 255:
            raise DrdaMalformed(f"SECCHK has no {what} of 1 to 255 bytes.", _ADVICE)
    assert user is not None  # noqa: S101 - looked at just above
    assert password is not None  # noqa: S101 - looked at just above
    encoding = text.detect(user)
    rdbnam = frame.data(CodePoint.RDBNAM)
    known = {CodePoint.SECMEC, CodePoint.USRID, CodePoint.PASSWORD, CodePoint.RDBNAM}
    return Secchk(
        user=text.name(user, "USRID", encoding),
        password=text.decode(password, encoding, "PASSWORD"),
        correlator=frame.correlator,
        encoding=encoding,
        rdbnam=None if rdbnam is None else text.name(rdbnam, "RDBNAM"),
        chained=frame.chained,
        unknown=tuple(one.codepoint for one in frame.parameters if one.codepoint not in known),
    )


def _check_mechanism(data: bytes | None) -> None:
    if data is None or len(data) != 2:
        raise DrdaMalformed("SECCHK has no SECMEC of two bytes.", _ADVICE)
    value = int.from_bytes(data)
    if value != USRIDPWD:
        name = SECMEC_NAMES.get(value, "unknown")
        raise DrdaMalformed(f"SECCHK asks for SECMEC {value} ({name}), which IMS does not support.", _ADVICE)
