"""The lines of a listing in what carries them: a terminal capture, spooled output, or the XML reply of IRRSMO00.

Carriage control is a column of its own in spooled output. Source of the XML: RACF Callable Services, "IRRSMO00".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape

from auditor.errors import EvidenceUnreadable
from auditor.sources.capture import Row

_MESSAGE = re.compile(r"<(message|image)>([^<]*)</\1>", re.IGNORECASE)
"""A line of the reply, or the command that it answers."""
_CONTROL = frozenset("10-+")


def rows(path: str, lines: Sequence[str]) -> list[Row]:
    """The rows of the file. Raises `EvidenceUnreadable` (12) for JSON and for XML that declares entities."""
    start = next((line.lstrip() for line in lines if line.strip()), "")
    if start.startswith(("{", "[")):
        raise EvidenceUnreadable(f"{path} is JSON", "offer the SETROPTS LIST output that it was made from")
    if start.startswith("<"):
        return list(_messages(path, lines))
    filled = {line[0] for line in lines if line.strip()}
    skip = int(filled <= _CONTROL | {" "} and bool(filled & _CONTROL))
    return [(record, skip, line[skip:]) for record, line in enumerate(lines, 1)]


def _messages(path: str, lines: Sequence[str]) -> Iterator[Row]:
    """One row a `<message>` or `<image>`, also where it goes on in the next line.

    An escaped character makes the columns of the rest of its row approximate.
    """
    if any("<!" in line.replace("<!--", "") for line in lines):
        raise EvidenceUnreadable(f"{path} is XML with declarations of its own", "offer the reply as IRRSMO00 gave it")
    text, record, before = "\n".join(lines), 1, 0
    for match in _MESSAGE.finditer(text):
        start = match.start(2)
        record, before = record + text.count("\n", before, start), start
        yield record, start - text.rfind("\n", 0, start) - 1, unescape(match[2]).replace("\n", " ")
