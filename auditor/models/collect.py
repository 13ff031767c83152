"""`[collect]` of auditor.toml: where the evidence of one system is, and how its z/OSMF is reached. Never a secret."""

from __future__ import annotations

import re
from typing import Annotated, Final
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field

from auditor.models.base import Model

_QUALIFIER: Final = r"[A-Z#$@][A-Z0-9#$@-]{0,7}"
_DATA_SET: Final = re.compile(rf"{_QUALIFIER}(\.{_QUALIFIER})*")
_MEMBER: Final = re.compile(rf"({_QUALIFIER}(?:\.{_QUALIFIER})*)\([A-Z#$@][A-Z0-9#$@]{{0,7}}\)")
_CARD: Final = re.compile(r"//[A-Z#$@][A-Z0-9#$@]{0,7} +JOB\b")


def _data_set(name: str) -> str:
    """A data set name as it stands in JCL: nothing else can be slipped in by it."""
    if not _DATA_SET.fullmatch(name) or len(name) > 44:
        raise ValueError(f"{name[:60]!r} is no data set name")
    return name


def _hlq(name: str) -> str:
    if len(name) > 30:
        raise ValueError("the qualifier of the collector's own data sets has at most 30 characters")
    return _data_set(name)


def _member(name: str) -> str:
    found = _MEMBER.fullmatch(name)
    if found is None or len(found[1]) > 44:
        raise ValueError(f"{name[:60]!r} is no member: write DATA.SET(MEMBER)")
    return name


def _plex(name: str) -> str:
    if not re.fullmatch(r"[A-Z0-9#$@]{1,8}", name):
        raise ValueError(f"{name[:16]!r} is no name of an IMSplex")
    return name


def _card(text: str) -> str:
    lines = text.rstrip("\n").split("\n")
    if not _CARD.match(lines[0]) or any(len(line) > 71 or not line.isascii() for line in lines):
        raise ValueError("a job card begins with //NAME JOB, and has no line of more than 71 columns")
    if any(not re.match(r"//[ *]", line) for line in lines[1:]):
        raise ValueError("a job card is one statement: its further lines begin with // and a blank")
    if re.search(r"\bPASSWORD\s*=", text.upper()) or not text.replace("\n", "").isprintable():
        raise ValueError("a job card holds no password: the job runs as the user that submits it")
    return "\n".join(lines)


def _address(url: str) -> str:
    parts = urlsplit(url)
    _ = parts.port  # raises ValueError for one that no host has
    if (
        not url.isprintable()
        or not url.isascii()
        or parts.scheme != "https"
        or not parts.hostname
        or "@" in url
        or parts.query
        or parts.fragment
    ):
        raise ValueError("write https://host:port/zosmf, without a user: a password never stands in a configuration")
    return url.rstrip("/")


DataSet = Annotated[str, AfterValidator(_data_set)]


class CollectTable(Model):
    """`[collect]`."""

    zosmf: Annotated[str, AfterValidator(_address)] | None = None
    """Base of all paths of z/OSMF's REST interface, `https://host:443/zosmf`."""
    ca: str | None = None
    """Certificates (PEM) that vouch for z/OSMF; it wins over REQUESTS_CA_BUNDLE."""
    certificate: str | None = None
    """Client certificate (PEM), with its key in the same file or in `certificate_key`."""
    certificate_key: str | None = None
    """Key (PEM) of the client certificate."""
    credentials: str | None = None
    """File with `user=`, `password=` or `token=`; refused if group or others can read it."""
    keyring: bool = False
    """Ask the keyring of this computer for the password, under the service `auditor-zosmf`."""
    zowe: str | None = None
    """A `zowe.config.json`, from which host, port and client certificate are taken where they are not given here."""
    jobcard: Annotated[str, AfterValidator(_card)] = "//AUDCOLL  JOB (ACCT),'AUDIT',CLASS=A,MSGCLASS=H"
    """The job card of the site, in one line or several."""
    hlq: Annotated[str, AfterValidator(_hlq)]
    """Begin of the names of the collector's own data sets, which are made anew by each job."""
    racf_database: tuple[DataSet, ...] = ()
    """The data sets of a copy of the RACF database."""
    setropts: bool = True
    """Whether SETROPTS LIST is run."""
    members: tuple[Annotated[str, AfterValidator(_member)], ...] = ()
    """HWSCFGxx members, as DATA.SET(MEMBER)."""
    imsplex: Annotated[str, AfterValidator(_plex)] | None = None
    """The IMSplex that QUERY IMSCON is sent to, where `steplib` is given too."""
    steplib: DataSet | None = None
    """SDFSRESL of IMS, for the batch SPOC (CSLUSPOC)."""
    smf: tuple[DataSet, ...] = ()
    """Data sets of dumped SMF records."""
    minimise: bool = False
    """Cut the unload on the host to the record types that are read; SMF records are always cut."""
    wait: int = Field(default=3600, ge=1, le=86400)
    """Seconds for everything of this system together."""
    max_bytes: int = Field(default=8 << 30, ge=1 << 10)
    """Bytes of one file that is fetched."""
