"""What stands around a member or listing as people hand it over: editor frames, utilities, jobs, mails, terminals.

What is recognised for certain is left out with a remark; records keep their numbers. What cannot be taken out for
certain is refused with the way to get the file. Sources: z/OS ISPF User's Guide, "Edit" (line commands, Top and Bottom
of Data, excluded lines); z/OS DFSMSdfp Utilities, "IEBUPDTE"; z/OS TSO/E Command Reference, "LIST".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from auditor.errors import EvidenceUnreadable
from auditor.racf.commands.carriers.carried import Problem
from auditor.racf.commands.carriers.statements import Scanner
from auditor.sources.evidence import Text
from auditor.sources.issue import Issue

_TOP: Final = re.compile(r"\s*\*{6} \*{5,} ?Top of Data ?\*{5,}", re.IGNORECASE)
_BOTTOM: Final = re.compile(r"\s*\*{6} \*{5,} ?Bottom of Data ?\*{5,}", re.IGNORECASE)
_NUMBERED: Final = re.compile(r"( ?)(\d{6}|={6}|'{6}|\.{6}|\|{6})( |$)")
_EXCLUDED: Final = re.compile(r"[ -]*-[ -]+ +\d+ Line\(s\) not Displayed", re.IGNORECASE)
_FRAME: Final = re.compile(
    r"\s*(VIEW|EDIT|BROWSE|Command ===>|Menu  |ISREDDE\d|F1=|PF ?1=)"
    r".*|.*\bColumns? \d{5} \d{5}\s*|.*\bScroll ===> \w+\s*", re.IGNORECASE
)  # fmt: skip
_COLUMNS: Final = re.compile(r"\bColumns? (?P<first>\d{5}) \d{5}\s*$", re.IGNORECASE)
_UPDATE: Final = re.compile(r"(\./|><)\s+(?P<verb>ADD|REPL|CHANGE|REPRO|ENDUP|NUMBER|DELETE|ALIAS)\b")
_JCL: Final = re.compile(r"//\S{0,8}\s+(JOB|EXEC|DD|PROC|PEND|SET)\b")
_HEADER: Final = re.compile(
    r"(From|To|Cc|Subject|Date|Sent|Received|Message-ID|MIME-Version|Content-[\w-]+|X-[\w-]+): ?", re.IGNORECASE
)
_PACKED: Final = re.compile(r"Content-Transfer-Encoding:\s*(base64|quoted-printable)", re.IGNORECASE)
_TERMINAL: Final = re.compile(
    r"\s*(READY|\*\*\*)\s*|\s*(LIST|PRINTDS|PRINTOFF)\s+\S.*|\s*'?[A-Z0-9$#@.]+\([A-Z0-9$#@]{1,8}\)'?\s*"
)

HOW: Final = "copy the data set member to a file of its own (FTP, or the download of the terminal), as text"


class Unwrapped(NamedTuple):
    """The text without what stood around it, and what is said of that."""

    text: Text
    issues: list[Issue]


def unwrap(text: Text, core: re.Pattern[str] | None = None) -> Unwrapped:
    """Return the member or listing in a text.

    `core`: a line of a member, which a job, an IEBUPDTE stream or a terminal may stand around; None for captures.
    Raises `EvidenceUnreadable` where several pieces could be meant, or the text holds a part of one.
    """
    issues: list[Issue] = []
    lines: Sequence[str] = text.lines
    lines = _editor(text.path, _mail(text.path, lines, issues), issues)
    if core is not None:  # readers of captures read jobs and terminals themselves
        lines = _terminal(_pieces(text.path, lines, issues, core), issues)
    return Unwrapped(replace(text, lines=tuple(lines)) if lines is not text.lines else text, issues)


def _remark(record: int, what: str) -> Issue:
    return Issue(record, "remark", "wrapped", f"{what} and is left out")


def _mail(path: str, lines: Sequence[str], issues: list[Issue]) -> Sequence[str]:
    """The body of a mail; the marks of a quoted one are taken off."""
    heads = 0
    while heads < len(lines) and (_HEADER.match(lines[heads]) or (heads and lines[heads][:1] in (" ", "\t"))):
        heads += 1
    if heads >= 2 and any(_PACKED.match(line) for line in lines[:60]):
        raise EvidenceUnreadable(
            f"{path} is a mail with its text encoded", "save what is attached, and offer that file"
        )
    body = list(lines)
    if heads >= 2 and not "".join(lines[heads : heads + 1]).strip():
        issues.append(_remark(1, "the heading of a mail stands before it"))
        body[:heads] = [""] * heads
        for number, line in enumerate(body):
            if line.rstrip(" ") == "--":  # a signature
                issues.append(_remark(number + 1, "the signature of a mail stands behind it"))
                body[number:] = [""] * (len(body) - number)
                break
    filled = [line for line in body if line.strip()]
    if filled and len(filled) > 1 and all(line.startswith(">") for line in filled):
        issues.append(_remark(1, "the mark of a quoted mail (>) stands before each line"))
        return [re.sub(r"^>\s?", "", line) for line in body]
    return body if heads >= 2 else lines


def _editor(path: str, lines: Sequence[str], issues: list[Issue]) -> Sequence[str]:
    """What an ISPF panel shows: its frame, line numbers, Top and Bottom of Data."""
    tops = [number for number, line in enumerate(lines) if _TOP.match(line)]
    bottoms = [number for number, line in enumerate(lines) if _BOTTOM.match(line)]
    if not tops and not bottoms:
        return lines
    if len(tops) > 1 or len(bottoms) > 1:
        raise EvidenceUnreadable(f"{path} shows several members, one behind the other", f"offer each alone: {HOW}")
    if not tops or not bottoms:
        part = "end (Bottom of Data)" if tops else "begin (Top of Data)"
        raise EvidenceUnreadable(f"{path} is a picture of a screen without the {part} of the member", HOW)
    hidden = next((n for n, line in enumerate(lines) if _EXCLUDED.match(line)), None)
    if hidden is not None:
        raise EvidenceUnreadable(f"{path}, record {hidden + 1}: lines of the member are not displayed", HOW)
    for found in filter(None, map(_COLUMNS.search, lines)):
        if found["first"] != "00001":
            raise EvidenceUnreadable(f"{path} shows the member from column {int(found['first'])} on", HOW)
    inside = lines[tops[0] + 1 : bottoms[0]]
    shown = [line for line in inside if line.strip() and not _FRAME.fullmatch(line)]
    numbered = bool(shown) and all(_NUMBERED.match(line) for line in shown)
    issues.append(_remark(tops[0] + 1, "the frame of an ISPF panel stands around it"))
    if numbered:
        issues.append(_remark(tops[0] + 2, "the line number of ISPF stands before each line"))
    kept = [""] * (tops[0] + 1)
    for line in inside:
        number = _NUMBERED.match(line) if numbered else None
        kept.append("" if _FRAME.fullmatch(line) else line[number.end() :] if number else line)
    return kept + [""] * (len(lines) - bottoms[0])


def _pieces(path: str, lines: Sequence[str], issues: list[Issue], core: re.Pattern[str]) -> Sequence[str]:
    """The member in an IEBUPDTE stream, or in the in-stream data of a job."""
    rows = list(enumerate(lines, 1))
    what = ""
    pieces = [rows]
    if any(_JCL.match(line) for line in lines):
        what = "a job stands around it"
        pieces = _data(rows)
    if any(_UPDATE.match(line) for piece in pieces for _, line in piece):
        what = "IEBUPDTE statements stand around it" if not what else f"{what} with IEBUPDTE statements"
        pieces = [part for piece in pieces for part in _updated(path, piece)]
    if not what:
        return lines
    wanted = [piece for piece in pieces if any(core.search(line) for _, line in piece)]
    if not wanted:
        raise EvidenceUnreadable(f"{path} is JCL that does not hold the member, but names it or its data set", HOW)
    if len(wanted) > 1:
        raise EvidenceUnreadable(f"{path} holds {len(wanted)} members", f"offer each as a file of its own: {HOW}")
    issues.append(_remark(1, what))
    inside = dict(wanted[0])
    return [inside.get(number, "") for number, _ in rows]


def _data(rows: list[tuple[int, str]]) -> list[list[tuple[int, str]]]:
    """The in-stream data of a job, read as JES reads it, one piece for each DD statement."""
    problems: list[Problem] = []
    return [statement.data for statement in Scanner(rows, problems).statements() if statement.data]


def _updated(path: str, rows: list[tuple[int, str]]) -> list[list[tuple[int, str]]]:
    """The members of an IEBUPDTE stream. CHANGE brings some lines of a member alone.

    Lines before the first member or behind ENDUP are pieces too: a member there is not passed over for the other one.
    """
    pieces: list[list[tuple[int, str]]] = [[]]
    for number, line in rows:
        found = _UPDATE.match(line)
        if found is None:
            pieces[-1].append((number, line))
        elif found["verb"] in ("CHANGE", "DELETE"):
            raise EvidenceUnreadable(f"{path}, record {number}: IEBUPDTE changes some lines of a member here", HOW)
        elif found["verb"] in ("ADD", "REPL", "REPRO", "ENDUP"):
            pieces.append([])
    return pieces


def _terminal(lines: Sequence[str], issues: list[Issue]) -> Sequence[str]:
    """A member that the TSO command LIST has typed out: READY, the command, the name of the data set."""
    if not any(line.strip() == "READY" for line in lines):
        return lines
    kept = ["" if _TERMINAL.fullmatch(line) else line for line in lines]
    issues.append(_remark(1, "the dialog with a terminal stands around it"))
    return kept
