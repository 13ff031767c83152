"""Captured displays of a running IMS Connect: QUERY IMSCON TYPE(CONFIG), or VIEWHWS and QUERY MEMBER (HWSC0001I).

As a terminal shows them, as the batch SPOC (CSLUSPOC) prints them, or as JSON of `ims_command`.

Sources: IMS, "QUERY IMSCON TYPE(CONFIG) command" (its SHOW filter names are accepted as column headings), and the shape
of HWSC0001I lines as published for VIEWHWS. The `RACF APPL NAME` of a display belongs to a DATASTORE, never to DRDA.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from auditor.errors import EvidenceUnreadable
from auditor.models.imsconnect import DrdaPort, Running
from auditor.models.place import At, Fact
from auditor.sources.evidence import read_text
from auditor.sources.imscon.answers import Row, rows_of
from auditor.sources.imscon.facts import Draft
from auditor.sources.imscon.later import Later, later_commands
from auditor.sources.imscon.table import FIELDS, NAME, OTHERS, READ
from auditor.sources.issue import Issue
from auditor.sources.looks import looks_like
from auditor.sources.read import Read, reading
from auditor.sources.wrapping import unwrap

_MEMBER = ("MBRNAME", "MBR", "MEMBER", "IMSCON", "ICONNAME", "HWSID")
_ATTRIBUTE = re.compile(r"\b([A-Za-z][A-Za-z0-9]*)\(([^()]*)\)")
"""`NAME(VALUE)`, as the operations manager's XML has it between its tags."""
_DECORATION = re.compile(r"[\s*=+-]*(READY|\*\*\*|\d{5}/\d{6}\*)?\s*")
_ROW = re.compile(r"\s*\S+\s+\d+\s+\S")
"""A name, a completion code and more: a row of a table."""
_COMMAND = re.compile(r"\s*(\S+\s+|R\s+\d+,\s*)?((QUERY|QRY)\s+(IMSCON|MEMBER)\b|VIEWHWS\b).*", re.IGNORECASE)
"""The command that a display answers, as a capture repeats it."""
_HWSC = re.compile(r"^\s*\+?(?:\d\d:?\S*\s+)?HWSC0001I\s?(.*)$")
_PAIR = re.compile(r"(\b[A-Z][A-Z0-9-]*)=(\S*)")
_PORT = re.compile(r"\s*PORT=(\d{1,5})D\b")


def read_display(path: str, source: int) -> Read[dict[str, Running]]:
    """Return the running values by HWS ID.

    Raises `InputMissing` (16) and `EvidenceUnreadable` (12) for a file that holds no display.
    """
    text, wrapped = unwrap(read_text(path, "a captured IMS Connect display"))
    reader = _Reader(source)
    rows, lines = rows_of(text, source, reader.issues), _printed(text.lines)
    later = later_commands([(record, 0, line) for record, line in enumerate(lines, 1)])
    if rows is not None:
        reader.answers(rows)
    else:
        for record, line in enumerate(lines, 1):
            if record not in later:
                reader.line(record, line)
    if not reader.drafts:
        raise EvidenceUnreadable(
            f"{path} holds no IMS Connect display{looks_like(text.lines)}",
            "offer the output of QUERY IMSCON TYPE(CONFIG) SHOW(ALL), or of VIEWHWS",
        )
    reader.take_back(later.values())
    running = {name: Running(at=one.at, ports=tuple(one.ports), **one.facts) for name, one in reader.drafts.items()}
    return reading(
        "imscon", text, source, running, sorted([*wrapped, *reader.issues], key=lambda issue: issue.record or 0)
    )


class _Reader:
    """Lines of a capture. A row that is not whole settles nothing; what no display has is a remark."""

    def __init__(self, source: int) -> None:
        self.source = source
        self.drafts: dict[str, Draft] = {}
        self.issues: list[Issue] = []
        self.columns: list[tuple[str, int, int]] = []
        self.current: Draft | None = None
        self.other = False
        """The rows that follow are of a table without any value that is read."""

    def line(self, record: int, line: str) -> None:
        """Take one line."""
        shown = _HWSC.match(line)
        attributes = {match[1].upper(): match for match in _ATTRIBUTE.finditer(line)}
        if shown:
            self._viewhws(record, shown.group(1), shown.start(1))
        elif any(name in attributes for name in _MEMBER) and "CC" in attributes:
            self._attributes(record, attributes)
        elif headings := _headings(line):
            self.columns, self.other = headings, False
        elif not line.strip():
            self.columns, self.other = [], False
        elif line.split(maxsplit=1)[0].upper() in _MEMBER:
            self.columns, self.other = [], True
            self.issues.append(Issue(record, "remark", "unknown-line", "these headings are of no table that is read"))
        elif _DECORATION.fullmatch(line) or _COMMAND.fullmatch(line):
            return
        elif self.columns:
            if not self._row(record, line):
                self._doubt(record, line, "this row of a later display cannot be read")
        elif (
            not self.other
            and _ROW.match(line)
            and self._doubt(record, line, "this row of a later display has no headings")
        ):
            self._error(record, "not-understood", "this row has no headings above it")
        else:
            self.issues.append(Issue(record, "remark", "unknown-line", "this line is no part of a known display"))

    def answers(self, rows: Iterable[Row]) -> None:
        """Take the rows of an answer in JSON; a heading that is not known is said once."""
        known = {*FIELDS, *OTHERS, *_MEMBER, "CC", "CCTEXT"}
        said: set[str] = set()
        for row in rows:
            self._values(row.record, row.cells)
            for heading, (_, at) in row.cells.items():
                if heading not in known and heading not in said:
                    message = f"the heading {heading[:16]!r} is not known: its values are quoted and not read"
                    self.issues.append(Issue(at.record, "remark", "unknown-line", message))
                    said.add(heading)

    def take_back(self, later: Iterable[Later]) -> None:
        """Make unknown what commands may have changed, unless it is shown again after them."""
        for command in later:
            at = At(self.source, command.record, command.first, command.last)
            why = f"record {command.record} ({command.label}) may have changed it and no later line shows it again"
            touched = [draft for draft in self.drafts.values() if draft.take_back(command, at, why)]
            if touched:
                message = f"{command.label}: what it sets is unknown; offer a display that was made after it"
                self._error(command.record, "later-command", message)
            else:
                message = f"{command.label} changes nothing that a display shows and policies need"
                self.issues.append(Issue(command.record, "remark", "later-command", message))

    def _doubt(self, record: int, line: str, why: str) -> bool:
        """Whether the line is about an IMS Connect that is displayed above it: what that shows is unknown then."""
        words = line.split()
        draft = self.drafts.get(words[0].upper())
        if draft is None:
            return False
        for name, fact in draft.facts.items():
            draft.facts[name] = type(fact)(at=At(self.source, record), why=f"record {record}: {why}")
        return True

    def _row(self, record: int, line: str) -> bool:
        """Take a row under its headings; whether it could be read."""
        cells: dict[str, tuple[str, At]] = {}
        for name, start, end in self.columns:
            if start and line[start - 1 : start].strip():
                self._error(record, "column-shifted", f"the column {name} does not begin under its heading")
                return False
            cells[name] = (
                line[start:end].strip(),
                At(self.source, record, start + 1, max(start + 1, min(end, len(line)))),
            )
        missing = [name for name, start, _ in self.columns if start >= len(line.rstrip())]
        if len(missing) > 1:
            # One blank column at the end is a blank value; more of them are a line that was cut.
            self._error(record, "row-cut", f"the row ends before {missing[0]}")
            return False
        self._values(record, cells)
        return True

    def _attributes(self, record: int, attributes: dict[str, re.Match[str]]) -> None:
        self._values(
            record,
            {
                name: (match[2].strip(), At(self.source, record, match.start() + 1, match.end()))
                for name, match in attributes.items()
            },
        )

    def _values(self, record: int, cells: dict[str, tuple[str, At]]) -> None:
        """One member's answer: its name, its completion code, its values."""
        name = next((cells[column][0] for column in _MEMBER if column in cells), "")
        if not NAME.fullmatch(name):
            self._error(record, "not-understood", "this row has no member name")
            return
        code = cells.get("CC", ("0", None))[0]
        if not re.fullmatch("0+", code):
            self._error(record, "completion-code", f"{name} answered with completion code {code[:8] or '(blank)'}")
            return
        draft = self._draft(name, At(self.source, record))
        for column, (value, at) in cells.items():
            if column in FIELDS:
                self._set(draft, column, value, at)

    def _viewhws(self, record: int, text: str, offset: int) -> None:
        identity = re.match(r"\s*HWS ID=(\S*)", text)
        if identity:
            self.current = None
            if not NAME.fullmatch(identity[1]):
                self._error(record, "not-understood", "HWS ID= shows no name")
                return
            self.current = self._draft(identity[1], At(self.source, record))
        if self.current is None:
            self.issues.append(Issue(record, "remark", "unknown-line", "no HWS ID= stands before this line"))
            return
        port = _PORT.match(text)
        if port:
            at = At(self.source, record, offset + port.start(1) - 4, offset + port.end())
            self._port(self.current, int(port[1]), at)
        if text.strip().startswith(("RACF APPL NAME", "DATASTORE")):
            return
        for match in _PAIR.finditer(text):
            if match[1] in FIELDS and (identity or match[1] != "RACF"):
                at = At(self.source, record, offset + match.start() + 1, offset + match.end())
                self._set(self.current, match[1], match[2], at)

    def _port(self, draft: Draft, number: int, at: At) -> None:
        if not 1 <= number <= 65535:
            self._error(at.record, "port-out-of-range", f"port {number} does not exist")
        elif number not in [port.id.value for port in draft.ports]:
            draft.ports.append(DrdaPort(id=Fact[int](value=number, at=at, origin="shown"), at=at))

    def _draft(self, name: str, at: At) -> Draft:
        return self.drafts.setdefault(name, Draft(at))

    def _set(self, draft: Draft, column: str, text: str, at: At) -> None:
        field_name, convert = FIELDS[column], READ[column]
        value = convert(text) if text or column == "ODBMAPPL" else None
        if value is None and text:
            self._error(at.record, "invalid-value", f"{column} shows {text[:16]!r}, which is none of its values")
        fact: Fact[Any] = Fact[Any](value=value, at=at, origin="shown")
        if value is None:
            fact = Fact[Any](at=at if text else None, why=f"the display shows no {column} that can be used")
        before = draft.facts.get(field_name)
        if before is not None and before.value != value:
            if before.value is not None and value is not None:
                self._error(at.record, "contradiction", f"{column} is shown with two values")
            fact = Fact[Any](at=at, why=f"{column} is shown with two values")
        draft.facts[field_name] = fact

    def _error(self, record: int, code: str, message: str) -> None:
        self.issues.append(Issue(record, "error", code, message))


def _printed(lines: Sequence[str]) -> Sequence[str]:
    """The lines of a print without its carriage control (RECFM=FBA), which is blanked: columns stay where they are."""
    filled = [line for line in lines if line.strip()]
    if not any(line[0] == "1" for line in filled) or any(line[0] not in " 01-+" for line in filled):
        return lines
    return [line and " " + line[1:] for line in lines]


def _headings(line: str) -> list[tuple[str, int, int]]:
    """Column headings with the span of each column: from its heading to the next one."""
    words = [(match.group().upper(), match.start()) for match in re.finditer(r"\S+", line)]
    names = [word for word, _ in words]
    if not names or names[0] not in _MEMBER or not any(word in FIELDS for word in names):
        return []
    if len(set(names)) != len(names):
        return []
    ends = [start for _, start in words[1:]] + [10_000]
    return [(word, start, end) for (word, start), end in zip(words, ends, strict=True)]
