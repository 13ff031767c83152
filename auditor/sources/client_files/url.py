"""The JDBC URL of the IMS Universal driver, wherever it stands.

    jdbc:ims://server[:port]/database[:name=value;name=value;]       type 4, through IMS Connect
    jdbc:ims:database[:...]                                          type 2, local: no client of an IMS Connect

Values are not quoted; names compare without case; the port is 8888 where none is given. Source: IMS, "Connecting to an
IMS database by using the JDBC DriverManager interface", "SQL Batch utility".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

import pyparsing as pp

from auditor.models.written import Password
from auditor.sources.client_files.secrets import is_secret, kind_of

START: Final = re.compile(r"jdbc:ims:", re.IGNORECASE)
PORT: Final = 8888
_TEXT: Final = re.compile(r"""[^\s"'<>`\\|]*""")
"""What a URL can be made of, in any text. A blank, quote or bracket ends it."""
LONGEST: Final = 4096
"""Characters of a URL behind its scheme: a longer one is not taken apart."""

_VARIABLE: Final = re.compile(
    r"\$\{([^{}]*)\}|\$\(([^()]*)\)|#\{([^{}]*)\}|\{\{([^{}]*)\}\}|\$([A-Za-z_]\w*)|&&?([A-Z@#$][A-Z0-9@#$]{0,7})\.?"
    r"|%([A-Za-z_]\w*)%|(%s)|\{(?!(?:xor|aes|hash|cipher|custom)\b)([\w.]*)\}"
)
_SYMBOL: Final = re.compile(r"&&?([A-Z@#$][A-Z0-9@#$]{0,7})\.?")
"""In a job; a dollar sign is a letter there."""
_NAMED: Final = re.compile(r"[A-Za-z_@#$][\w.@#$-]{0,63}")

_MARK: Final = "\x01"
_HOST = pp.Regex(r"\[[0-9A-Fa-f:.%]+\]|[A-Za-z0-9_.\x01-]+")("host")
_PORT = pp.Regex(r"\d{1,5}|\x01+")("port")
_DATABASE = pp.Regex(r"(?:class|xml)://[\w.$/\x01-]+|[\w.$#\x01-]+")("database")
_GRAMMAR = (
    pp.CaselessLiteral("jdbc:ims:")
    + (
        pp.Literal("//")("remote")
        + pp.Opt(pp.Regex(r"[^@/;\s]*@")("login"))
        + _HOST
        + pp.Opt(pp.Suppress(":") + _PORT)
        + pp.Opt(pp.Suppress("/") + pp.Opt(_DATABASE))
        | _DATABASE
    )
    + pp.Opt(pp.Suppress(":"))
).leave_whitespace()
_PROPERTY: Final = re.compile(r"([A-Za-z][\w.-]{0,63})=([^;]*)(?:;|$)")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a URL: its value, or the variable that stands in its place."""

    value: str | None = field(repr=False)
    variable: str | None = None


@dataclass(frozen=True, slots=True)
class Url:
    """A URL taken apart. `properties` by name in lower case, without any password."""

    readable: bool
    local: bool = False
    host: Part | None = None
    port: Part | None = None
    database: Part | None = None
    properties: dict[str, Part] = field(default_factory=dict)
    password: Password = "none"
    password_variable: str | None = None
    """The variable that stands in place of the password."""


def urls_in(line: str) -> list[tuple[int, str]]:
    """Return where each URL of a line begins, and its text."""
    found = []
    for start in START.finditer(line):
        rest = _TEXT.match(line, start.end(), start.end() + LONGEST)
        found.append((start.start(), start[0] + (rest[0] if rest else "")))
    return found


def overlong(text: str) -> Url:
    """Return a URL that is too long to be taken apart: only whether a password stands in it is looked for."""
    return Url(readable=False, password=_password_of(text))


def parse(text: str, known: Callable[[str], str | None] = lambda _: None, *, job: bool = False) -> Url:
    """Take a URL apart. `known` gives the value of a variable that the same file sets; `job`: it is of a job."""
    names: list[str] = []
    marked = (_SYMBOL if job else _VARIABLE).sub(lambda found: _replaced(found, known, names), text.replace(_MARK, ""))
    taken = iter(names)
    match, _, end = next(_GRAMMAR.scan_string(marked, max_matches=1), (None, 0, 0))
    if match is None or not marked.lower().startswith(match[0]):
        return Url(readable=False, password=_password_of(text))
    rest = marked[end:]
    if rest[:1] not in ("", ";") and not marked[:end].endswith(":"):  # more than a driver reads, a login perhaps
        return Url(readable=False, password=_password_of(text))
    found = match.as_dict()
    host, port, database = (_part(found.get(name), taken) for name in ("host", "port", "database"))
    properties: dict[str, Part] = {}
    variable: str | None = None
    password: Password = _login(found.get("login"))
    for name, value in _PROPERTY.findall(rest):
        if is_secret(name):
            part = _part(value, taken)
            variable = part.variable if part else None
            password = kind_of(value.replace(_MARK, "${v}"))
        else:
            properties.setdefault(name.lower(), _part(value, taken) or Part(None))
    return Url(True, "remote" not in found, host, port, database, properties, password, variable)


def _replaced(found: re.Match[str], known: Callable[[str], str | None], names: list[str]) -> str:
    inside = next((group for group in found.groups() if group is not None), "")
    name = _NAMED.match(inside)
    value = known(name[0]) if name and ":" not in inside else None
    if value is not None and _MARK not in value and not is_secret(inside):
        return value
    names.append(name[0] if name else "an expression")
    return _MARK


def _part(text: str | None, names: Iterator[str]) -> Part | None:
    """A part as its value, or as the first variable in it."""
    if text is None:
        return None
    found = [next(names, "a variable") for char in text if char == _MARK]
    return Part(None, found[0]) if found else Part(text)


def _login(text: str | None) -> Password:
    """Whether the part before an @ holds a password; the driver knows no such part, but people write it."""
    if not text or ":" not in text:
        return "none"
    return kind_of(text[:-1].partition(":")[2].replace(_MARK, "${v}"))


def _password_of(text: str) -> Password:
    """What of a password stands in a URL that cannot be taken apart."""
    found = re.search(r"password=([^;]*)", text, re.IGNORECASE)
    return kind_of(found[1]) if found else "none"
