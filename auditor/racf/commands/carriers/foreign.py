"""Files that hold commands in a dress that neither TSO/E nor IMS takes: one sentence for the whole file.

Source: z/OS TSO/E REXX Reference, "Structure of REXX execs"; z/OS TSO/E CLISTs, "PROC statement".
"""

from __future__ import annotations

import re

from auditor.racf.commands.carriers.carried import PLAIN, Problem, Row

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_REXX = re.compile(r"\s*/\*(?:(?!\*/).)*\bREXX\b|\s*(?:address\s+\w+\b|say\s+['\"]|parse\s+\w+|\"\s*[A-Z]+\s)",
                   re.IGNORECASE)  # fmt: skip
_CLIST = re.compile(
    r"\s*(?:PROC\s+\d|CONTROL\s+\w|WRITE(?:NR)?\s|IF\s.*\bTHEN\b|SET\s+(?!\w+=\(?\w\w(?:,|\)|\s*$))&?\w+\s*=)",
    re.IGNORECASE,
)
"""SET of a CLIST assigns; the operator command SET names parmlib members by two characters: `SET PROG=XX`."""
_YAML = re.compile(r"---(?:\s|$)|\s*-\s+\S|\s*[a-z][\w.]*:(?:\s|$)")
_CONSOLE = re.compile(
    r"\s*(?:RO(?:UTE)?\s+[^,\s]+,\s*\S|[#@!%/&]\s*(?:R(?:DEF|ALT|DEL)|SETR|PE(?:RMIT)?\b|AL?U|RVARY))", re.IGNORECASE
)
_ISPF = re.compile(r"\s*TSO\s+\S", re.IGNORECASE)
_SHELL = re.compile(r"#!|\s*(?:tsocmd|tso)\s+(?:-\w\s+)?[\"']")

_FORMS = (
    (_SHELL, "shell", "this is a shell script"),
    (_REXX, "rexx", "this is a REXX exec"),
    (_CLIST, "clist", "this is a CLIST with statements of its own"),
    (_YAML, "yaml", "this is YAML, not a list of commands"),
    (_CONSOLE, "console-prefix", "this command is written for the console"),
    (_ISPF, "tso-prefix", "only ISPF takes the word TSO before a command"),
)


def foreign(rows: list[Row]) -> Problem | None:
    """The problem of a plain file that is no list of commands; None for a list of commands.

    A line tells it that begins outside a comment; REXX is told by its first comment, as TSO/E tells it.
    """
    first = next((row for row in rows if row[1].strip()), None)
    if first and _REXX.match(first[1]):
        return Problem(first[0], "rexx", f"this is a REXX exec; {PLAIN}")
    commented = _COMMENT.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), "\n".join(text for _, text in rows))
    before = ""
    for (number, _), text in zip(rows, commented.split("\n"), strict=False):
        if not before.rstrip().endswith(("+", "-")):
            for form, code, what in _FORMS:
                if form.match(text):
                    return Problem(number, code, f"{what}; {PLAIN}")
        before = text
    return None
