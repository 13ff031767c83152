"""From the lines of a job to its statements, each with the in-stream data that follows it.

Columns 1 to 71 hold a statement, 72 continues a comment, 73 to 80 are ignored.
Source: z/OS MVS JCL Reference, "Continuing the parameter field", "DD * parameter", "DLM parameter".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from auditor.racf.commands.carriers.carried import Problem, Row
from auditor.racf.commands.carriers.fields import fields_of, plain
from auditor.racf.commands.carriers.jes import HARMLESS, check_jes2, check_jes3
from auditor.racf.commands.carriers.lines import CARD

WIDTH = 71
LONGEST = 8192
"""Characters of an operand field; JES takes about as many."""
NULL, DATA = "(null)", "(data)"
"""Operations of what is no statement: `//` alone, and lines of data that no DD statement announces."""

_START = re.compile(r"//(\S*)(?:\s+(\S+)(?:\s+(?=\S))?)?")
_IN_STREAM = re.compile(r"(\*|DATA)(?:,|$)")


@dataclass(slots=True)
class Statement:
    """One JCL statement: lines joined, comments gone, symbols as written. `data`: None without in-stream data."""

    line: int
    name: str
    operation: str
    operands: str = ""
    data: list[Row] | None = None


class Scanner:
    """Reads statements one after the other; what cannot be read whole is a problem."""

    def __init__(self, rows: list[Row], problems: list[Problem]) -> None:
        self.rows, self.problems, self.at = rows, problems, 0

    def statements(self) -> Iterator[Statement]:
        """Every statement of the file, in order."""
        job = False
        while self.at < len(self.rows):
            number, line = self.rows[self.at]
            if line.startswith("//*"):
                check_jes3(number, line, self.problems, job=job)
            elif line.startswith("/*"):
                check_jes2(number, line, self.problems)
            elif not line.startswith("//"):
                yield from self._unannounced()
                continue
            else:
                statement = self._statement()
                job = job or statement.operation in ("JOB", "EXEC")
                yield statement
                continue
            self.at += 1

    def _problem(self, number: int, code: str, message: str) -> None:
        self.problems.append(Problem(number, code, message))

    def _unannounced(self) -> Iterator[Statement]:
        start = self.at
        while self.at < len(self.rows) and not self.rows[self.at][1].startswith(("//", "/*")):
            self.at += 1
        data = self.rows[start : self.at]
        if any(line.strip() for _, line in data):
            yield Statement(data[0][0], "SYSIN", DATA, "*", data)

    def _statement(self) -> Statement:
        number, line = self._line()
        start = _START.match(line)
        name, operation = (start[1].upper(), (start[2] or "").upper()) if start else ("", "")
        if not name and not operation:
            return Statement(number, "", NULL)
        if operation == "IF":
            return Statement(number, name, "IF", self._condition(line))
        operands = self._operands(number, line, start.end() if start else 0)
        if len(operands) > LONGEST:
            self._problem(number, "too-long", "this statement is longer than JES reads; split it")
            operands = ""
        statement = Statement(number, name, operation, operands)
        if operation == "DD" and _IN_STREAM.match(operands.upper()):
            statement.data = self._data(number, operands)
        return statement

    def _line(self) -> Row:
        """The statement's part of the next line, which is taken."""
        number, line = self.rows[self.at]
        self.at += 1
        if "\t" in line:
            self._problem(number, "tab", "a tab stands in a job statement; write blanks")
        if len(line.rstrip()) > CARD:
            self._problem(number, "cut-at-72", "text stands beyond column 80, where it is cut")
        return number, line[:WIDTH]

    def _next(self) -> str | None:
        """The text from column 4 of the line that continues this one; None when the next line is another statement."""
        at = self.at
        while at < len(self.rows) and self.rows[at][1].startswith("//*"):
            at += 1
        if at == len(self.rows) or not self.rows[at][1].startswith("// "):
            return None
        self.at = at
        return self._line()[1]

    def _condition(self, line: str) -> str:
        while "THEN" not in line.upper():
            more = self._next()
            if more is None:
                break
            line += more[2:]
        return line

    def _operands(self, number: int, line: str, start: int) -> str:
        field, quoted, full = _taken(line, start, quoted=False)
        text = field
        while quoted or text.endswith(","):
            before, more = self.at, self._next()
            at = 15 if quoted else len(more) - len(more[2:].lstrip()) if more else 0
            if more is None or not 3 <= at <= 15 or not more[at:].strip() or (quoted and more[2:15].strip()):
                self.at = before
                self._problem(number, "continued-into-nothing", "the statement is continued, but nothing follows")
                return text
            field, quoted, full = _taken(more, at, quoted=quoted)
            text += field
        last = self.rows[self.at - 1][1]
        if last[WIDTH : WIDTH + 1].strip():
            if full:
                self._problem(number, "cut-at-72", "the statement reaches column 72, where it is cut")
            elif self.at < len(self.rows) and self.rows[self.at][1].startswith("// "):
                message = "column 72 continues the comment over the next line; begin comments with //*"
                self._problem(number, "comment-continued", message)
        return text

    def _data(self, number: int, operands: str) -> list[Row]:
        """The lines after a DD * or DD DATA; the JCL goes on behind them."""
        fields = fields_of(operands)
        named = [plain(field.value) for field in fields if field.name == "DLM"]
        if named and not (len(named) == 1 and 2 <= len(named[0]) <= 8 and "&" not in named[0]):
            self._problem(number, "delimiter", "the DLM= of this statement cannot be read; write 2 to 8 characters")
            named = []
        start = self.at
        while self.at < len(self.rows):
            line = self.rows[self.at][1]
            self.at += 1
            if named and line.startswith(named[0]):
                return self.rows[start : self.at - 1]
            if not named and line.startswith("/*"):
                if line[2:3].strip() and line[2:WIDTH].split()[0] in HARMLESS:
                    self.at -= 1
                    return self.rows[start : self.at]
                if line[2:72].strip():
                    text = "a comment in columns 1 and 2 ends the stream; begin it in column 2"
                    self._problem(self.rows[self.at - 1][0], "comment-ends-stream", text)
                return self.rows[start : self.at - 1]
            if not named and line.startswith("//") and fields[0].value == "*":
                self.at -= 1
                return self.rows[start : self.at]
        if named or (fields[0].value == "DATA" and any(line.startswith("//") for _, line in self.rows[start:])):
            self._problem(number, "delimiter", "the delimiter that ends this data is missing; write it")
        return self.rows[start:]


def _taken(line: str, start: int, *, quoted: bool) -> tuple[str, bool, bool]:
    """The operand text from `start`, whether a quote is open at its end, and whether it fills the line.

    A blank outside quotes ends it. An open quote goes on over the blanks up to column 71.
    """
    for at in range(start, len(line)):
        if line[at] == "'":
            quoted = not quoted
        elif line[at] == " " and not quoted:
            return line[start:at], False, False
    if quoted:
        return line[start:].ljust(WIDTH - start), True, True
    return line[start:], False, len(line) == WIDTH
