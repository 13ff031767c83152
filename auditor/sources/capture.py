"""What a capture holds besides what was asked for: commands, behind whatever a terminal, console or spool puts first.

A capture is a stretch of time. A prompt (READY, ===>), a time stamp, a job or system name, the prefix of the RACF
subsystem or a REPLY may stand in front of a command; TSO continues a line that ends in a hyphen or plus sign, and a
line that is longer than the screen goes on in the next. Source: z/OS TSO/E User's Guide, "Continuing a line".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

Row = tuple[int, int, str]
"""Record number, columns in front of the text, text."""

MOST = 12
"""Lines of one command that are joined."""

_CONTINUED = re.compile(r"\s*[-+]\s*\Z")
_MESSAGE = re.compile(r"\b(ICH|IRR|IKJ|IKT|IEF|BPX|CSV|DFS|HWS[A-Z])\w*\d[IEWADS]\b")
_PROMPT = re.compile(r"[\s*]*(READY\b|=+>|TSO\b|%|RACF\b|F\s+\w+\s*,|[^\w\s(])?\s*\Z", re.IGNORECASE)
_WORD = re.compile(r"[^\s,()'\"]+")


class Command(NamedTuple):
    """A command in a capture. `text` is what follows its verb, continuation lines joined."""

    record: int
    first: int
    last: int
    """Columns of the verb and of what follows it in the first line."""
    verb: str
    text: str
    alone: bool
    """Nothing but a prompt stands in front of the verb: it can be no sentence that mentions it."""
    lines: tuple[int, ...]
    """Records it takes."""


class Operand(NamedTuple):
    """A keyword with what stands in its parentheses; None: it has none."""

    name: str
    inside: str | None


def commands(rows: Sequence[Row], verb: re.Pattern[str]) -> Iterator[Command]:
    """Every place where `verb` stands in a line, unless a message of the system mentions it."""
    for number, (record, skip, line) in enumerate(rows):
        match = verb.search(line)
        if match is None or _MESSAGE.search(line[: match.start()]):
            continue
        text, taken = _joined(rows, number, line[match.end() :])
        yield Command(
            record,
            skip + match.start() + 1,
            skip + len(line.rstrip()),
            match[0].upper(),
            text,
            bool(_PROMPT.match(line[: match.start()])),
            taken,
        )


def _joined(rows: Sequence[Row], number: int, text: str) -> tuple[str, tuple[int, ...]]:
    """The text with its continuation lines: after a hyphen or plus sign, or while a parenthesis is open."""
    taken = [rows[number][0]]
    for record, _, line in rows[number + 1 : number + MOST]:
        if _CONTINUED.search(text):
            text = _CONTINUED.sub(" ", text) + line.strip()
        elif text.count("(") > text.count(")"):
            text = text.rstrip() + line.strip()
        else:
            break
        taken.append(record)
    return text.strip(), tuple(taken)


def operands(text: str) -> Iterator[Operand]:
    """The keywords of `text`, in upper case, with the text inside their parentheses; commas and blanks separate."""
    at = 0
    while match := _WORD.search(text, at):
        at = match.end()
        opened = re.match(r"\s*\(", text[at:])
        inside = None
        if opened:
            start = at + opened.end()
            at = _closing(text, start)
            inside = text[start:at]
        yield Operand(match[0].upper(), inside)


def _closing(text: str, start: int) -> int:
    """Where the parenthesis that is open at `start` closes; the end of the text where it does not."""
    depth = 1
    for offset in range(start, len(text)):
        depth += {"(": 1, ")": -1}.get(text[offset], 0)
        if depth == 0:
            return offset
    return len(text)
