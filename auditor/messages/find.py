"""Which codes of the book stand in the messages of a paste, and whom and what they name.

A name is taken only where the form of its code has it, and only if it is a name that RACF can have: nothing else of a
paste is ever shown again, so that no ticket or password in it can be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from auditor.drda import commands
from auditor.errors import DrdaMalformed
from auditor.messages.book import Book, Code
from auditor.messages.paste import Message, Paste, hexadecimal

NAMES: Final = (
    "user", "group", "application", "for_user", "submitter", "job", "class", "resource", "profile", "intent",
    "allowed", "client", "rc",
)  # fmt: skip
"""What a sighting may name."""

_GENERAL = {"ICH408I/insufficient-access": 1, "ICH408I": 2, "HWSP1503E": 1, "HWS/other": 1}
"""Codes that stand behind a more special one of the same message, and how far."""
_FORM = re.compile(r"[A-Z0-9#$@.*%&-]{1,246}")
_NOT_A_USER = re.compile(r"[?#*]+")
_TRIPLE = re.compile(
    r"safRc\s*=\s*(\d{1,3})\s*,?\s*racfRc\s*=\s*(\d{1,3})\s*,?\s*racfRsn\s*=\s*(\d{1,3})"
    r"|(?<![\d/.])(\d{1,2})/(\d{1,2})/(\d{1,3})(?![\d/.])|\((\d{1,2}),\s*(\d{1,2}),\s*(\d{1,3})\)",
    re.IGNORECASE,
)
_TICKET_SERVICE = re.compile(
    r"R_ticketserv|R_GenSec|IRRSPK00|IRRSGS00|PassTicket|ticket\b|generat|evaluat", re.IGNORECASE
)
_INITACEE = re.compile(r"initACEE|IRRSIA00|__passwd|pthread_security", re.IGNORECASE)
_OTHER_SERVICE = re.compile(
    r"R_datalib|IRRSDL00|R_usermap|IRRSIM00|R_admin|IRRSEQ00|ck_access|R_proxyserv", re.IGNORECASE
)
_IDENTIFIER = re.compile(
    r"\b(?:ICH\d{3,5}[A-Z]?|IRR\d{3}[A-Z]|HWS[A-Z]\d{4}[A-Z]|DFS\d{3,4}[A-Z]|ZWE[A-Z]{1,3}\d{3}[A-Z]|ICO\d{4}[A-Z])\b"
)
_RECORD = re.compile(r"\b(JOBINIT|PTCREATE|PTEVAL)\s*[,;|]?\s*([A-Z]{3,8})\b")
_SECCHKCD = re.compile(r"\bSECCHKCD\s*[=:(]?\s*(?:X'|0x)?([0-9A-F]{2})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sighting:
    """A code in one message, with the names that the message gives."""

    code: Code
    names: dict[str, str] = field(default_factory=dict)
    when: str | None = None
    message: int = 0
    """The message, counted from 0."""
    also: tuple[Code, ...] = ()
    """What the same number means where another service spoke, and the message does not say which."""


@dataclass(frozen=True, slots=True)
class Seen:
    """The sightings of a paste in its order, and what looks like a code and is in no book."""

    sightings: tuple[Sighting, ...]
    unknown: tuple[str, ...]


def find(paste: Paste, book: Book) -> Seen:
    """Return what the messages of `paste` hold."""
    sightings: list[Sighting] = []
    unknown: dict[str, None] = {}
    for number, message in enumerate(paste.messages):
        here = [*_in_message(message, number, book), *_in_bytes(message, number, book)]
        sightings += here
        unknown.update(dict.fromkeys(_unknown(message, here, book)))
    return Seen(tuple(sightings), tuple(unknown))


def by_key(text: str, book: Book) -> tuple[Sighting, ...]:
    """Return the codes that `text` names by their keys in the book, as `JOBINIT/33`."""
    keys = {key.upper(): code for key, code in book.codes.items()}
    return tuple(Sighting(keys[word]) for word in text[:2000].upper().split() if word in keys)


def special(sightings: tuple[Sighting, ...]) -> tuple[Sighting, ...]:
    """Return the most special codes of each message: what `ICH408I` alone says is said better by its second line.

    Names that only the general form gives are handed on.
    """
    same: dict[tuple[int, str], list[Sighting]] = {}
    for each in sightings:
        same.setdefault((each.message, each.code.key.partition("/")[0]), []).append(each)
    kept = []
    for each in sightings:
        rows = same[each.message, each.code.key.partition("/")[0]]
        if _generality(each) <= min(map(_generality, rows)):
            general = {name: value for row in rows for name, value in row.names.items()}
            kept.append(replace(each, names=general | each.names))
    return tuple(kept)


def _generality(sighting: Sighting) -> int:
    return _GENERAL.get(sighting.code.key, 0)


def _in_message(message: Message, number: int, book: Book) -> Iterator[Sighting]:
    found: list[tuple[Code, dict[str, str]]] = []
    for code in book.codes.values():
        match = code.pattern.search(message.text) if code.pattern is not None else None
        if match is not None and not _misread(code, message.text):
            found.append((code, _names(match)))
    found += [(code, {}) for code in _of_initacee(message.text, book)]
    names = _record_names(message.text)
    job = re.match(r"ICH408I JOB\(\s*([A-Z0-9#$@]{1,8})\s*\)", message.text)
    if job is not None:
        names["job"] = job[1]
    for code, own in found:
        yield Sighting(code, own | names, message.when, number, _also(code, message.text, book))


def _misread(code: Code, text: str) -> bool:
    """Whether the text names another service than those of tickets, whose numbers mean something else."""
    other = _OTHER_SERVICE.search(text) or _INITACEE.search(text)
    return code.family == "saf-ticket-service" and other is not None


def _of_initacee(text: str, book: Book) -> Iterator[Code]:
    if _INITACEE.search(text) is None:
        return
    for found in _TRIPLE.finditer(text):
        code = book.codes.get("INITACEE/" + "/".join(part for part in found.groups() if part is not None))
        if code is not None:
            yield code


def _also(code: Code, text: str, book: Book) -> tuple[Code, ...]:
    """Return the meanings of a triple in other services, where the message does not say which service spoke."""
    if code.family != "saf-ticket-service" or _TICKET_SERVICE.search(text) is not None:
        return ()
    other = book.codes.get("INITACEE/" + code.key.partition("/")[2])
    return () if other is None else (other,)


def _names(match: re.Match[str]) -> dict[str, str]:
    rows = {name: (value or "").strip().upper() for name, value in match.groupdict().items() if name in NAMES}
    return {name: value for name, value in rows.items() if _FORM.fullmatch(value) and not _NOT_A_USER.fullmatch(value)}


def _record_names(text: str) -> dict[str, str]:
    """Return the names in a line of IRRADU00 output that was made a CSV.

    Its fields: event, qualifier, time, date, system, user, group, job, application, the user of a ticket that was made.
    """
    fields = [part.strip(' "').upper() for part in re.split(r"[,;|]", text[:400])]
    if fields[0] not in ("JOBINIT", "PTCREATE") or len(fields) < 9:
        return {}
    rows = dict(zip(("user", "group", "job", "application", "for_user"), fields[5:10], strict=False))
    return {name: value for name, value in rows.items() if re.fullmatch(r"[A-Z0-9#$@]{1,8}", value)}


def _in_bytes(message: Message, number: int, book: Book) -> Iterator[Sighting]:
    """The security check codes of DRDA replies that were pasted as hexadecimal digits."""
    for data in hexadecimal(message.text):
        for value in _security_codes(data):
            code = book.codes.get(f"SECCHKCD/{value:02X}")
            if code is not None:
                yield Sighting(code, {}, message.when, number)


def _security_codes(data: bytes) -> list[int]:
    try:
        replies = [each for each in commands.decode(data) if isinstance(each, commands.Secchkrm)]
        return [each.secchkcd for each in replies]
    except DrdaMalformed:
        return [found[1][0] for found in re.finditer(rb"\x00\x05\x11\xa4(.)", data, re.DOTALL)]


def _unknown(message: Message, here: list[Sighting], book: Book) -> Iterator[str]:
    known = {each.code.key for each in here}
    text = message.text
    for word in _IDENTIFIER.findall(text):
        if not any(key.startswith(word) for key in book.codes):
            yield word
    for event, word in _RECORD.findall(text):
        if not any(key.startswith(f"{event}/{word}") or key in (f"{event}/failure", event) for key in known):
            yield f"{event} {word}"
    for value in _SECCHKCD.findall(text):
        if f"SECCHKCD/{value.upper()}" not in book.codes:
            yield f"SECCHKCD {value.upper()}"
    if _TICKET_SERVICE.search(text) and _OTHER_SERVICE.search(text) is None and _INITACEE.search(text) is None:
        for found in _TRIPLE.finditer(text):
            triple = "/".join(part for part in found.groups() if part is not None)
            if not {f"TICKETSERV/{triple}", "TICKETSERV/8/16/X"} & known:
                yield triple
