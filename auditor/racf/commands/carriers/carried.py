"""What reading a change file gives: whole commands with their lines, and problems with theirs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Row = tuple[int, str]
"""A line's number, from 1, and its text without the line end."""
Issuer = Literal["any", "tso", "ims"]
"""Who runs a command: IKJEFT01 and tsocmd take those of TSO/E, CSLUSPOC those of IMS; a plain script does not say."""

PLAIN = "offer the commands themselves in a plain script"
"""The advice that always works."""


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
    issuer: Issuer = "any"

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
    codepage: str = "utf-8"


@dataclass(frozen=True, slots=True)
class Stream:
    """Lines that one program reads one after the other. `cards`: of 80 columns, as in-stream data is."""

    issuer: Issuer
    rows: list[Row]
    cards: bool = True
