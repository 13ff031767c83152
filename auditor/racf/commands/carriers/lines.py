"""From the bytes of a change file to its lines. A line with a character that no line of a job can hold is a problem.

Only LF and CR LF end a line. Any other control character (CR, form feed, NEL, U+2028) may end one for a viewer and not
for the system that runs the commands, or the other way round: what stands behind it would not be seen.
"""

from __future__ import annotations

from auditor.racf.commands.carriers.carried import PLAIN, Carried, Problem, Row
from auditor.text import decode

LIMIT = 64 * 1024 * 1024
"""Bytes; far above 50,000 commands."""
CARD = 80


def lines_of(data: bytes | str, carried: Carried) -> list[Row] | None:
    """Return the numbered lines of a file; None when it holds no text, which then is a problem of `carried`."""
    text = data if isinstance(data, str) else _text(data, carried)
    if text is None:
        return None
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").removesuffix("\x1a")  # the end-of-file mark of a PC
    if carried.codepage == "cp1047" and "\n" not in text:
        text = text.replace("\x85", "\n")  # X'25' ends the lines of EBCDIC text that another system made
        if "\n" not in text and len(text) > CARD:  # a binary transfer of 80-byte records has no line ends
            text = "\n".join(text[at : at + CARD].rstrip() for at in range(0, len(text), CARD))
    lines = text.split("\n")
    if lines[-1] == "":
        lines.pop()
    carried.records = len(lines)
    for number, line in enumerate(lines, 1):
        if not line.isprintable() and not line.replace("\t", "").isprintable():
            message = f"the line holds a character that is not text; {PLAIN}"
            carried.problems.append(Problem(number, "not-text", message))
    return list(enumerate(lines, 1))


def _text(data: bytes, carried: Carried) -> str | None:
    if len(data) > LIMIT:
        carried.problems.append(Problem(1, "too-large", f"the script is larger than {LIMIT >> 20} MiB; split it"))
        return None
    carried.codepage, text = decode(data)
    if text is None:
        message = f"the script is {carried.codepage.upper()}, not text; save it as UTF-8"
        carried.problems.append(Problem(1, "not-text", message))
    return text
