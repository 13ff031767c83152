"""The cards of an HWSCFGxx member: columns, comments, continuation.

Source: IMS, "HWSCFGxx member of the IMS PROCLIB data set" and "IMS Connect configuration examples": fixed records of
80, of which the right-most 8 are free for sequence numbers; a statement goes on after a comma, or from column 72 to
column 1 of the next record even inside a token. So records are joined without a blank, and blanks are dropped.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

DATA = 72
"""Last column that IMS Connect reads."""

_SHIFTED = re.compile(r"[A-Za-z]{2,}[^ ]*=|[(),]")


class Strange(NamedTuple):
    """A control character, a no-break blank or another one outside A-Z, digits and the signs of EBCDIC that ASCII has.

    IMS Connect reads it as no blank. `offset`: the character of the joined text in front of which it stands.
    """

    record: int
    column: int
    character: str
    offset: int


@dataclass(frozen=True, slots=True)
class Cards:
    """The member as one string without blanks and comments; `at[i]` is (record, column) of character i."""

    text: str
    at: tuple[tuple[int, int], ...]
    beyond: tuple[int, ...]
    """Records with something past column 72 that looks like data."""
    open_comment: int | None
    """Record at which a comment begins that is never closed."""
    strange: tuple[Strange, ...] = ()
    """Characters outside comments that no member has."""


def join(lines: Sequence[str]) -> Cards:
    """Join the records of a member."""
    joined = _Joined()
    beyond: list[int] = []
    comment: int | None = None
    for record, line in enumerate(lines, 1):
        if comment is None and line[:1] in ("*", "#"):
            continue
        if len(line.rstrip()) > DATA and (len(line.rstrip()) > 80 or _SHIFTED.search(line[DATA:])):
            beyond.append(record)
        comment = _card(line[:DATA], record, comment, joined)
    return Cards("".join(joined.text), tuple(joined.places), tuple(beyond), comment, tuple(joined.strange))


@dataclass(slots=True)
class _Joined:
    """The member while its cards are joined."""

    text: list[str] = field(default_factory=list)
    places: list[tuple[int, int]] = field(default_factory=list)
    strange: list[Strange] = field(default_factory=list)


def _card(line: str, record: int, comment: int | None, joined: _Joined) -> int | None:
    """Add one record's characters; give the record in which a comment still open began."""
    column = 0
    while column < len(line):
        pair = line[column : column + 2]
        if comment is not None:
            if pair == "*/":
                comment = None
                column += 1
        elif pair == "/*":
            comment = record
            column += 1
        elif not " " <= line[column] <= "~":
            joined.strange.append(Strange(record, column + 1, line[column], len(joined.text)))
        elif line[column] != " ":
            joined.text.append(line[column])
            joined.places.append((record, column + 1))
        column += 1
    return comment
