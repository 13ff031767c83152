"""From the bytes of a change file to whole commands, each with the line it starts on.

A plain list of commands, or JCL whose SYSTSIN streams hold them. Continuations are joined, comments become blanks, and
what cannot be read for certain is a `Problem`: a cut command must not be applied as something shorter.
Source: z/OS TSO/E User's Guide, "Continuation lines"; z/OS MVS JCL Reference, "DD statement".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

LIMIT = 64 * 1024 * 1024
"""Bytes; far above 50,000 commands."""
CARD = 80
LAST = 72
"""Last column of a card that holds text when 73 to 80 are sequence numbers."""

_SKIPPED = re.compile(r"(?:[\s,]|/\*.*?\*/)*")
_INLINE = re.compile(r"^//SYSTSIN\s+DD\s+(?P<operands>.*)$")
_SYSIN = re.compile(r"^//SYSIN\s+DD\s+(?P<operands>.*)$")
_STEP = re.compile(r"^//\S*\s+EXEC\s+.*?PGM=(?P<program>\w+)")
_DELIMITER = re.compile(r"\bDLM=('?)(?P<text>[^',\s]{2,8})\1")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ufffd]")


@dataclass(frozen=True, slots=True)
class Problem:
    """A line that cannot be used (`error`) or needs saying (`warning`). Never quotes an operand's value."""

    line: int
    code: str
    message: str
    level: Literal["error", "warning"] = "error"


@dataclass(slots=True)
class Logical:
    """One command as TSO/E would see it: lines joined. `starts` tells where each physical line begins in `text`."""

    text: str
    starts: list[tuple[int, int]]
    cut: int | None = None
    """The first line whose text reaches column 72 and is not continued: the rest of the command may be missing."""

    @property
    def line(self) -> int:
        """The line the command starts on, from 1."""
        return self.starts[0][1]

    def line_at(self, offset: int) -> int:
        """The line that holds this position of the text."""
        return max((start, line) for start, line in self.starts if start <= max(offset, 0))[1]


@dataclass(slots=True)
class Carried:
    """Every command of a file, in order."""

    commands: list[Logical] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    records: int = 0


def carry(data: bytes | str) -> Carried:
    """Find the commands of a change file. Any bytes give commands and problems; nothing is raised."""
    found = Carried()
    text = data if isinstance(data, str) else _decode(data, found.problems)
    if text is None:
        return found
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    if lines and lines[-1] == "":
        lines.pop()
    found.records = len(lines)
    numbered = list(enumerate(lines, 1))
    if any(line.startswith("//") for line in lines):
        for stream in _streams(numbered, found.problems):
            _join(_without_sequence(stream, found.problems, cards=True), found)
    else:
        _join(_without_sequence(numbered, found.problems, cards=False), found)
    if not found.commands and not found.problems:
        found.problems.append(Problem(1, "empty-script", "the script holds no command"))
    return found


def _decode(data: bytes, problems: list[Problem]) -> str | None:
    if len(data) > LIMIT:
        problems.append(Problem(1, "too-large", f"the script is larger than {LIMIT >> 20} MiB"))
        return None
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        problems.append(Problem(1, "not-text", "the script is UTF-16; save it as UTF-8"))
        return None
    if data.count(b"\x40") > data.count(b" ") and sum(byte > 0x7F for byte in data) * 3 > len(data):
        problems.append(Problem(1, "ebcdic", "the script is EBCDIC; transfer it as text"))
        return None
    return data.decode("utf-8", errors="replace")


def _streams(numbered: Iterable[tuple[int, str]], problems: list[Problem]) -> Iterator[list[tuple[int, str]]]:
    """The lines of every SYSTSIN stream (and of SYSIN for CSLUSPOC, which issues IMS commands)."""
    rows = list(numbered)
    at, seen, program = 0, False, ""
    while at < len(rows):
        number, line = rows[at]
        at += 1
        if line.startswith("//*") or not line.strip():
            continue
        if not line.startswith("//"):
            if not line.startswith("/*"):
                problems.append(Problem(number, "outside-stream", "this line is in no SYSTSIN stream of the JCL"))
            continue
        step = _STEP.match(line[:LAST])
        program = step.group("program") if step else program
        statement = line[:LAST].rstrip()
        while statement.endswith(",") and at < len(rows) and rows[at][1].startswith("// "):
            statement += rows[at][1][2:LAST].strip()
            at += 1
        wanted = _INLINE.match(statement) or (_SYSIN.match(statement) if program == "CSLUSPOC" else None)
        operands = wanted.group("operands") if wanted else statement
        if not re.match(r"(\*|DATA)([,\s]|$)", operands) and not re.match(
            r"//\S*\s+DD\s+(\*|DATA)([,\s]|$)", statement
        ):
            if wanted:
                seen = True
                problems.append(Problem(number, "not-inline", "SYSTSIN names a data set; offer what it holds"))
            continue
        stream, at = _stream(rows, at, statement, problems)
        if wanted:
            seen = True
            yield stream
    if not seen:
        problems.append(Problem(1, "no-systsin", "this JCL has no SYSTSIN stream, so no command was found"))


def _stream(
    rows: list[tuple[int, str]], at: int, statement: str, problems: list[Problem]
) -> tuple[list[tuple[int, str]], int]:
    """The data lines after a DD * or DD DATA, and where the JCL goes on."""
    named = _DELIMITER.search(statement)
    data = re.search(r"\bDD\s+DATA\b", statement) is not None
    stream: list[tuple[int, str]] = []
    while at < len(rows):
        number, line = rows[at]
        if named:
            if line.startswith(named.group("text")):
                return stream, at + 1
        elif line.startswith("/*"):
            if line[2:LAST].strip():
                text = "a comment in columns 1 and 2 ends the stream; begin it in column 2"
                problems.append(Problem(number, "comment-ends-stream", text))
            return stream, at + 1
        elif line.startswith("//") and not data:
            return stream, at
        stream.append((number, line))
        at += 1
    return stream, at


def _without_sequence(
    numbered: list[tuple[int, str]], problems: list[Problem], *, cards: bool
) -> list[tuple[int, str]]:
    """Drop columns 73 to 80 when they hold sequence numbers; text there beside sequence numbers is a problem."""
    rows = [(number, line.rstrip()) for number, line in numbered]
    if any(len(line) > CARD for _, line in rows) and not cards:
        return rows
    sequenced = [number for number, line in rows if re.fullmatch(r"\d{1,8} *", line[LAST:CARD].strip() or "x")]
    kept: list[tuple[int, str]] = []
    for number, line in rows:
        beyond = line[LAST:].strip()
        if not beyond:
            kept.append((number, line))
        elif beyond.isdigit() and len(line) <= CARD and line[LAST - 1 : LAST + 1].strip() in ("", line[LAST], line[71]):
            kept.append((number, line[:LAST].rstrip()))
        elif sequenced or cards:
            problems.append(Problem(number, "cut-at-72", "text stands beyond column 72, where it is cut"))
            kept.append((number, "\x00"))
        else:
            kept.append((number, line))
    return kept


def _join(rows: list[tuple[int, str]], found: Carried) -> None:
    """Join continued lines: `-` keeps the next line as it is, `+` drops its leading blanks, commas and comments."""
    open_: Logical | None = None
    sign = ""
    for number, line in rows:
        if open_ is None:
            if line == "\x00" or not line.strip():
                continue
            open_ = Logical("", [])
        part = line[_end_of_skip(line) :] if sign == "+" else line
        open_.starts.append((len(open_.text), number))
        sign = part[-1:] if part[-1:] in ("+", "-") else ""
        if not sign and len(line) in (LAST, CARD) and open_.cut is None:
            open_.cut = number
        open_.text += part[:-1] if sign else part
        if not sign:
            _finish(open_, found)
            open_ = None
    if open_ is not None:
        found.problems.append(
            Problem(open_.starts[-1][1], "continued-into-nothing", "the last line is continued, but nothing follows")
        )


def _end_of_skip(line: str) -> int:
    skipped = _SKIPPED.match(line)
    return skipped.end() if skipped else 0


def _finish(logical: Logical, found: Carried) -> None:
    bad = _UNPRINTABLE.search(logical.text)
    if bad is None:
        found.commands.append(logical)
        return
    line = logical.line_at(bad.start())
    if not any(problem.line == line for problem in found.problems):
        found.problems.append(Problem(line, "not-text", "the line holds bytes that are not text"))
