"""A pasted text as separate messages: prefixes of logs are cut, wrapped lines joined, secrets masked.

Consoles, SYSLOG and OPERLOG, JES job logs, mails, log collectors and stack traces break lines each in its own way; a
message goes on until the next one begins. Source of the prefixes: *MVS System Commands*, "Hardcopy log".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

LIMIT: Final = 1_000_000
"""Characters of a paste that are read; the reading says when there were more."""
LONGEST: Final = 2_000
"""Characters of one message that are looked at: a real one has under 700."""

_NUMBER = re.compile(
    r"(?:[-+*]?\d{1,3}\s+|\*\s?)?(?P<id>(?:ICH|IRR|HWS[A-Z]|DFS|ZWE[A-Z]{1,3}|ICO|IEF|CSF[A-Z]?|IKJ|MML)\d{3,5}[A-Z]?)\b"
)
_TIME = re.compile(r"(?<!\d)(\d\d[:.]\d\d[:.]\d\d)(?!\d)")
_PREFIXES = (
    re.compile(
        r"^[NMEDSLXW][ CRIDMWX0-9]\s?\d{7}\s+\S{1,8}\s+\d{5,7}\s+\d\d:\d\d:\d\d\.\d\d\s+\S{1,8}\s+[0-9A-F]{8}\s+"
    ),
    re.compile(r"^\S{1,8}\s+\d{5,7}\s+\d\d:\d\d:\d\d\.\d\d\s+\S{1,8}\s+[0-9A-F]{8}\s+"),
    re.compile(r"^\s*\d\d\.\d\d\.\d\d\s+(?:JOB|STC|TSU|J0|S0|T0)\d{3,7}\s+"),
)
_GOES_ON = (
    re.compile(r"^[EDSL]?\s+(?P<connect>\d{3})\s+[0-9A-F]{8}\s+"),
    re.compile(r"^\s{1,60}(?P<connect>\d{3})\s{2,}"),
)
_BEGINS = re.compile(r"^\s*(?:JOBINIT|PTCREATE|PTEVAL|org\.|com\.|javax?\.|SAF_RESPONSE|\d{4}-\d\d-\d\d\s)")
_WORD = r"(?:pass(?:word|phrase|wd)?|phrase|pwd?|pswd|secret|token)"
_VALUE = r"(?:\"[^\"]{0,400}\"|'[^']{0,400}'|\([^)]{0,400}\)|[^\s,;&]{1,400})"
_SECRETS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?P<keep>\b(?:new)?{_WORD}[\"']?\s{{0,3}}[:=]\s{{0,3}}){_VALUE}",
        r"(?P<keep>\b(?:pass-?)?ticket[\"']?\s{0,3}[:=]\s{0,3})[\"']?[A-Za-z0-9_-]{8}(?![A-Za-z0-9_-])",
        r"(?P<keep>\b(?:new)?(?:password|phrase|pass)\()[^)]{1,400}(?=\))",
        r"(?P<keep>\b(?:pass-?)?ticket\s{1,3}(?:is|was|value|string|sent)?\s{0,3})[\"']?(?=[A-Za-z0-9_-]{8}\b)(?=\S{0,7}[0-9_-]|[A-Z]{8}\b)\S{8}",
        r"(?P<keep>\b(?:basic|bearer)\s{1,3})[A-Za-z0-9+/=._-]{8,4000}",
        r"(?P<keep>//[^/\s:@]{1,100}:)[^@\s]{1,200}(?=@)",
    )
)
_CONNECT_ID = re.compile(
    r"(\bICH408I (?:USER|JOB)\([^)]{0,30}\) (?:GROUP\([^)]{0,30}\) NAME\(.{0,20}?\)|STEP\([^)]{0,30}\)))"
    r" \d{3}(?= |$)"
)
_HEX_SECRET = re.compile(r"(?P<keep>11A1)(?:[0-9A-F]{2}){8}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Message:
    """One message: its text on one line, and when it was written, as the log says it."""

    text: str
    when: str | None = None


@dataclass(frozen=True, slots=True)
class Paste:
    """The messages of a text, in order. `cut`: the text was longer than what is read."""

    messages: tuple[Message, ...]
    cut: bool = False


def masked(text: str) -> str:
    """Return `text` with each password, ticket and token that its surroundings give away replaced by `****`."""
    for pattern in _SECRETS:
        text = pattern.sub(r"\g<keep>****", text)
    return text


def messages(text: str) -> Paste:
    """Return the messages of `text`, with secrets masked, prefixes cut and wrapped lines joined."""
    cut = len(text) > LIMIT
    rows: list[Message] = []
    lines: list[str] = []
    when: str | None = None
    number = ""
    for line in masked(text[:LIMIT]).splitlines():
        body, time, goes_on = _body(line)
        begins = _NUMBER.match(body)
        repeated = begins is not None and begins["id"] == number and not _opens(body)
        if lines and not goes_on and (not body or _BEGINS.match(body) or (begins and not repeated)):
            rows.append(_message(lines, when))
            lines, number, when = [], "", None
        if body:
            when = when or time
            number = begins["id"] if begins and not repeated else number
            lines.append(body[begins.end() :] if begins is not None and repeated else body)
    if lines:
        rows.append(_message(lines, when))
    return Paste(tuple(rows), cut)


def _opens(body: str) -> bool:
    """Whether a line with the number of the message before it begins another one: it names a user or a job again."""
    return re.search(r"\b(?:USER|JOB)\s*\(", body, re.IGNORECASE) is not None or not body.startswith("ICH408I")


def _body(line: str) -> tuple[str, str | None, bool]:
    """Return a line without what its log puts before it, its time, and whether it goes on with the message before."""
    for pattern in _PREFIXES:
        if found := pattern.match(line):
            time = _TIME.search(found[0])
            return line[found.end() :].strip(), time[1].replace(".", ":") if time else None, False
    for pattern in _GOES_ON:
        if found := pattern.match(line):
            return line[found.end() :].strip(), None, True
    time = _TIME.search(line[:80])
    return line.strip(), time[1].replace(".", ":") if time else None, False


def _message(lines: list[str], when: str | None) -> Message:
    text = " ".join(lines)[: 4 * LONGEST]
    squeezed = re.sub(r"\s+", " ", text)
    # The first line of a message of several ends with its connect ID, which is no part of it.
    squeezed = _CONNECT_ID.sub(r"\1", squeezed)
    return Message(squeezed[:LONGEST].strip(), when)


def hexadecimal(text: str) -> Iterator[bytes]:
    """Yield the bytes of each run of hexadecimal digits in `text` that is long enough for a DRDA reply."""
    for run in re.findall(r"(?:[0-9A-Fa-f]{2}[ \t\r\n]{0,2}){6,4000}", text[:LIMIT]):
        digits = re.sub(r"\s", "", run)
        yield bytes.fromhex(_HEX_SECRET.sub(lambda found: found["keep"] + "0" * 16, digits))
