"""From the lines of one stream to whole commands: sequence numbers off, continued lines joined.

A cut command must not be applied as something shorter, so what is beyond a card's last column is a problem.
Source: z/OS TSO/E User's Guide, "Continuation lines".
"""

from __future__ import annotations

import re

from auditor.racf.commands.carriers.carried import Carried, Logical, Problem, Row, Stream
from auditor.racf.commands.carriers.lines import CARD

LAST = 72
"""Last column of a card that holds text when 73 to 80 are sequence numbers."""
CUT = "\0"
"""Stands for a line that is cut, which is a problem already."""

_SKIPPED = re.compile(r"(?:[\s,]|/\*.*?\*/)*")
_END = re.compile(r"\s*EXIT(?:\s+CODE\s*\(\s*\w*\s*\))?\s*(?:/\*.*)?\Z", re.IGNORECASE)


def join(stream: Stream, carried: Carried) -> None:
    """Add the commands of a stream. `-` keeps the next line as it is, `+` drops its leading blanks and comments."""
    open_: Logical | None = None
    sign = ""
    for number, line in without_sequence(stream.rows, carried.problems, cards=stream.cards):
        if open_ is None:
            if line == CUT or not line.strip():
                continue
            if _END.match(line):
                _end(number, stream.rows, carried)
                return
            open_ = Logical("", [], issuer=stream.issuer)
        part = line[_end_of_skip(line) :] if sign == "+" else line
        open_.starts.append((len(open_.text), number))
        sign = part[-1:] if part[-1:] in ("+", "-") else ""
        if not sign and len(line) in (LAST, CARD) and open_.cut is None:
            open_.cut = number
        open_.text += part[:-1] if sign else part
        if not sign:
            _finish(open_, carried)
            open_ = None
    if open_ is not None:
        carried.problems.append(
            Problem(open_.starts[-1][1], "continued-into-nothing", "the last line is continued, but nothing follows")
        )


def without_sequence(numbered: list[Row], problems: list[Problem], *, cards: bool) -> list[Row]:
    """Drop columns 73 to 80 when they hold sequence numbers; text there beside sequence numbers is a problem."""
    rows = [(number, line.rstrip()) for number, line in numbered]
    if any(len(line) > CARD for _, line in rows) and not cards:
        return rows
    sequenced = [number for number, line in rows if re.fullmatch(r"\d{1,8} *", line[LAST:CARD].strip() or "x")]
    kept: list[Row] = []
    for number, line in rows:
        beyond = line[LAST:].strip()
        if not beyond:
            kept.append((number, line))
        elif beyond.isdigit() and len(line) <= CARD and line[LAST - 1 : LAST + 1].strip() in ("", line[LAST], line[71]):
            kept.append((number, line[:LAST].rstrip()))
        elif sequenced or cards:
            problems.append(Problem(number, "cut-at-72", "text stands beyond column 72, where it is cut"))
            kept.append((number, CUT))
        else:
            kept.append((number, line))
    return kept


def _end(number: int, rows: list[Row], carried: Carried) -> None:
    """EXIT ends a CLIST, as IRRRID00 writes it in front of its commands; as a batch command it does not exist."""
    if any(line.strip() for after, line in rows if after > number):
        message = "EXIT ends a CLIST here, and no other run; take off EXIT, or the lines after it"
        carried.problems.append(Problem(number, "after-exit", message))


def _end_of_skip(line: str) -> int:
    skipped = _SKIPPED.match(line)
    return skipped.end() if skipped else 0


def _finish(logical: Logical, carried: Carried) -> None:
    if logical.text.replace("\t", " ").isprintable():
        carried.commands.append(logical)  # else the line is a problem already
