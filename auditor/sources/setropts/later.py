"""What commands in a capture change of the SETROPTS LIST that stands in front of them.

A capture is a stretch of time: a setting that a later SETROPTS or RVARY sets is no longer what the listing shows, and
whether the command was carried out, and what came after the capture, is not known either. So it is *unknown*, with the
record. A REFRESH and a LIST change no setting. An abbreviation touches whatever it could mean; an operand that is not
known, and a CLIST, exec or program that was run, could touch anything. Source: RACF Command Language Reference,
"SETROPTS", "RVARY", "Abbreviations".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from auditor.models.classes import mates
from auditor.models.setropts import BY_CLASS, PASSWORD, SWITCHES, VALUES
from auditor.sources.capture import Command, Operand, Row, commands, operands

_VERB = re.compile(
    r"(?<!\w)(?:(?:SETROPTS|SETR|RVARY)(?![\w-])(?!\s+RACLIST\s+CLASSES\b)(?!\s+PASSWORD\s+IS\b)"
    r"|(?:EXEC|EX)(?=\s+['\"\w])(?!\s+PGM=)|CALL(?=\s+['*]))",
    re.IGNORECASE,
)
_RUNS = frozenset({"EXEC", "EX", "CALL"})
"""Commands of other files or programs: which they are, and what these set, no line of the capture tells."""
_PROFILES = re.compile(
    r"(?<!\w)(RDEFINE|RDEF|RALTER|RALT|RDELETE|RDEL|PERMIT|PE|ADDUSER|AU|ALTUSER|ALU|DELUSER|DU|CONNECT|CO|REMOVE|RE|"
    r"ADDGROUP|AG|ALTGROUP|ALG|DELGROUP|DG|PASSWORD|PW)(?![\w-])",
    re.IGNORECASE,
)
_NOT_ACTIVE = re.compile(r"[\s*]*NO\s+PRIM\b|.*\bICH15013I\b.*\bINACTIVE\b", re.IGNORECASE)
_ANSWER = re.compile(r"\bICH14063I\b|SETROPTS\s+COMMAND\s+COMPLETE", re.IGNORECASE)
_SAID = re.compile(r"COMMANDS?\b", re.IGNORECASE)
_SECRET = re.compile(r"\bRV(?!ARY\b)\w*", re.IGNORECASE)

UNSEEN = "a SETROPTS that is answered here and is not shown"
"""A LIST has no such answer, so a command that set something was issued."""

RVARY = "RVARY"
INACTIVE = "a RACF DATABASE STATUS (ICH15013I) whose primary data set is not active"
ANYWHERE = frozenset({RVARY, INACTIVE})
"""Before or after the listing: what RACF does while its database is off or another one is no listing's matter."""

_ALONE = ("LIST", "REFRESH", "LOGOPTIONS", "PASSWORD")
"""Operands without a NO form."""
_NO_FORM = (*BY_CLASS, *SWITCHES, *VALUES, "ENHANCEDGENERICNAMING")
_KNOWN = frozenset([*_ALONE, *_NO_FORM, *(f"NO{name}" for name in _NO_FORM)])
_SYSTEM = {**SWITCHES, **VALUES, "ENHANCEDGENERICNAMING": SWITCHES["EGN"]}
_RENEWED = frozenset({"RACLIST", "GENERIC", "GLOBAL", "GENLIST", "WHEN"})
"""With REFRESH these renew what is loaded and set nothing."""


class Effect(NamedTuple):
    """What a command may change: `fields` of the classes in `names` (None: of every class), or of the system."""

    fields: tuple[str, ...]
    names: frozenset[str] | None
    system: bool
    value: bool | None
    """What it sets, where that is certain; a setting that is shown with that value already is not touched."""


class Change(NamedTuple):
    """A command in the capture and what it may change; `effects` None: anything."""

    record: int
    first: int
    last: int
    label: str
    effects: tuple[Effect, ...] | None
    lines: tuple[int, ...]


def changes(rows: Sequence[Row]) -> list[Change]:
    """Every SETROPTS and RVARY of the capture, in the order of its lines, and answers to one that is not shown."""
    by_record = {command.record: command for command in commands(rows, _VERB)}
    within = {record for command in by_record.values() for record in command.lines}
    result, unanswered = [], 0
    for record, skip, line in rows:
        change = _change(by_record[record]) if record in by_record else None
        if change is not None:
            result.append(change)
            unanswered += 1
        elif _NOT_ACTIVE.match(line):
            result.append(Change(record, skip + 1, skip + len(line.rstrip()), INACTIVE, None, ()))
        elif record not in within and _ANSWER.search(line):
            if not unanswered:
                place = (record, skip + 1, skip + len(line.rstrip()))
                result.append(Change(*place, UNSEEN, None, ()))
            unanswered = max(0, unanswered - 1)
    return result


def profile_commands(rows: Sequence[Row]) -> list[Command]:
    """Every command of the capture that changes profiles, users or groups: an unload may be older than it."""
    return [command for command in commands(rows, _PROFILES) if command.alone and command.text]


def masked(lines: Mapping[int, str], later: Iterable[Change], edits: Iterable[Command]) -> Mapping[int, str]:
    """The lines without secrets: what RVARYPW sets to the end of its command, and all operands of `edits`."""
    result = dict(lines)
    for command in edits:
        for record in command.lines:
            verb = f"{command.verb} " if record == command.lines[0] else ""
            result[record] = verb + "*" * 16
    for change in later:
        secret = False
        for record in change.lines:
            start = None if secret else _SECRET.search(result[record])
            at = 0 if secret else len(result[record]) if start is None else start.end()
            result[record] = result[record][:at] + "*" * (len(result[record]) - at)
            secret = secret or start is not None
    return result


def _change(command: Command) -> Change | None:
    """The command as a change; None for a sentence that mentions it, and for a LIST."""
    place = (command.record, command.first, command.last)
    if command.verb in _RUNS:
        return Change(*place, command.verb, None, command.lines) if command.alone else None
    given = list(operands(command.text))
    if given and all(one.inside is None and _meant(one.name, {"LIST"}) for one in given):
        return None
    if _SAID.match(command.text):
        return None
    if command.verb == "RVARY":
        return Change(*place, RVARY, None, command.lines)
    if not (given or command.alone):
        return None
    if not command.alone and _meant(given[0].name, _KNOWN) <= {"REFRESH"}:
        return None  # ICH10006I and others: "... until a SETROPTS REFRESH is issued"
    known = [(one, _meant(one.name, _KNOWN)) for one in given]
    label = " ".join(["SETROPTS", *(one.name if meant else "?" for one, meant in known[:3])])
    if not given or not all(meant for _, meant in known):
        return Change(*place, label, None, command.lines)
    refresh = any("REFRESH" in meant for _, meant in known)
    effects = tuple(effect for one, meant in known for effect in _effects(one, meant, refresh=refresh))
    return Change(*place, label, effects, command.lines)


def _meant(name: str, known: Iterable[str]) -> set[str]:
    """The operands that a name or its abbreviation can stand for."""
    name = name.strip(";.")
    return {name} if name in known else {one for one in known if name and one.startswith(name)}


def _effects(operand: Operand, meant: set[str], *, refresh: bool) -> Iterator[Effect]:
    words = frozenset(re.findall(r"[^\s,()'\"]+", (operand.inside or "").upper()))
    for one in sorted(meant):
        on = one in BY_CLASS or one in _SYSTEM
        name = one if on else one.removeprefix("NO")
        value = on if len(meant) == 1 else None
        if on and refresh and name in _RENEWED:
            continue
        if BY_CLASS.get(name):
            yield Effect(BY_CLASS[name], _named(words), system=False, value=value)
        elif _SYSTEM.get(name):
            number = name in ("INACTIVE", "PROTECTALL") and on
            yield Effect(_SYSTEM[name], None, system=True, value=None if number else value)
        elif name == "LOGOPTIONS":
            yield Effect(("logoptions",), _named(words), system=False, value=None)
        elif name == "PASSWORD":
            yield from _password(operand)


def _password(operand: Operand) -> Iterator[Effect]:
    known = {*PASSWORD, *(f"NO{name}" for name in PASSWORD)}
    for one in operands(operand.inside or ""):
        meant = _meant(one.name, known)
        for name in sorted(meant) or ["REVOKE", "MIXEDCASE"]:
            fields = PASSWORD[name if name in PASSWORD else name.removeprefix("NO")]
            value = name == "MIXEDCASE" if len(meant) == 1 and name.endswith("MIXEDCASE") else None
            if fields:
                yield Effect(fields, None, system=True, value=value)


def _named(words: frozenset[str]) -> frozenset[str] | None:
    """The classes with those that share their options; None for all, also where a name cannot be one."""
    if not words or any(not re.fullmatch(r"[A-Z0-9#@$]{1,8}", word) for word in words - {"*"}) or "*" in words:
        return None
    return words | {mate for word in words for mate in mates(word)}
