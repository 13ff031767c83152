"""BPXBATCH: the shell lines that are certain to run TSO commands and nothing else.

Source: z/OS UNIX System Services Command Reference, "BPXBATCH", "tsocmd".
"""

from __future__ import annotations

import re

from auditor.racf.commands.carriers.carried import Row

BPXBATCH_DDS = frozenset({"STDOUT", "STDERR", "STDPARM"})
"""Not STDIN, which a shell reads commands from, and not STDENV, which can make tsocmd another program."""

_SH = re.compile(r"\s*SH\s+", re.IGNORECASE)
_TSOCMD = re.compile(r"""\s*tsocmd\s+(?:"([^"$`\\!]*)"|'([^']*)'|([A-Za-z][A-Za-z0-9 .,@_-]*))\s*;?\s*\Z""")
"""In double quotes the shell replaces $, ` and \\; in single quotes nothing; a bare word has nothing to replace."""


def tsocmds(rows: list[Row]) -> list[Row] | None:
    """The commands of shell lines that each are one tsocmd; None when any line is anything else.

    The first line begins with SH. Lines of STDPARM are one shell command together, so several need a `;` after each.
    """
    rows = [row for row in rows if row[1].strip()]
    start = _SH.match(rows[0][1] + " ") if rows else None
    if start is None:
        return None
    first = (rows[0][0], rows[0][1][start.end() :])
    rows = [row for row in (first, *rows[1:]) if row[1].strip()]
    commands = []
    for at, (number, line) in enumerate(rows):
        found = _TSOCMD.match(line)
        if found is None or (at + 1 < len(rows) and not line.rstrip().endswith(";")):
            return None
        commands.append((number, next(part for part in found.groups() if part is not None)))
    return commands or None
