"""The steps of a job as their programs find them: parameters, and DD statements with what they give to read.

Source: z/OS MVS JCL Reference, "DDNAME parameter", "DUMMY parameter", "DD * parameter".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from auditor.racf.commands.carriers import vocabulary
from auditor.racf.commands.carriers.carried import PLAIN, Problem, Row
from auditor.racf.commands.carriers.fields import Field, plain, words
from auditor.racf.commands.carriers.symbols import UNRESOLVED, Symbols, in_data, left

_GONE = frozenset({"DELETE", "UNCATLG"})


@dataclass(frozen=True, slots=True)
class Piece:
    """One DD statement: alone, or one of several data sets that are read one after the other."""

    line: int
    fields: tuple[Field, ...]
    data: list[Row] | None = None

    def value(self, *names: str) -> str:
        """The value of the operand with one of these names; empty without it."""
        return next((field.value for field in self.fields if field.name in names), "")

    @property
    def dummy(self) -> bool:
        """Whether reading it gives nothing: DUMMY, or the data set name that means the same."""
        return any(field == ("", "DUMMY") for field in self.fields) or plain(self.value("DSN", "DSNAME")) == "NULLFILE"

    @property
    def temporary(self) -> bool:
        """Whether it is a data set that ends with the job."""
        return self.value("DSN", "DSNAME").startswith("&&")

    @property
    def spares_what_was_there(self) -> bool:
        """Whether a program that writes to it changes nothing there was before: printed, temporary, new or added to."""
        fresh = words(self.value("DISP"))[0] in ("NEW", "", "MOD") and bool(
            self.value("DSN", "DSNAME", "SPACE", "UNIT")
        )
        return self.dummy or self.temporary or fresh or bool(self.value("SYSOUT"))


@dataclass(slots=True)
class Dd:
    """A DD statement with those concatenated to it. `implied`: made by the system for lines that none announces."""

    name: str
    pieces: list[Piece]
    implied: bool = False


@dataclass(slots=True)
class Step:
    """One execution of a program."""

    line: int
    program: str
    fields: tuple[Field, ...]
    conditional: bool
    dds: list[Dd] = field(default_factory=list)

    def value(self, name: str) -> str | None:
        """The value of an EXEC operand as written; None without it."""
        return next((field.value for field in self.fields if field.name == name), None)

    def dd(self, name: str) -> Dd | None:
        """The DD statement of this name: the first, as the system takes it."""
        return next((dd for dd in self.dds if dd.name == name), None)


def rows_of(step: Step, name: str, symbols: Symbols, problems: list[Problem]) -> list[Row]:
    """The lines that a program reads from a DD statement; empty for DUMMY and for none.

    A data set, a file or another source that is not in the job is a problem.
    """
    dd = step.dd(name)
    rows: list[Row] = []
    for piece in dd.pieces if dd else []:
        if piece.data is None and piece.value("DDNAME"):
            rows += _forwarded(step, name, piece, symbols, problems)
        else:
            rows += _rows(name, piece, symbols, problems)
    return rows


def _rows(name: str, piece: Piece, symbols: Symbols, problems: list[Problem]) -> list[Row]:
    if piece.data is not None:
        return in_data(piece.data, piece.value("SYMBOLS"), symbols, problems)
    if not piece.dummy:
        problems.append(Problem(piece.line, "not-inline", f"{name} names a data set; offer what it holds"))
    return []


def _forwarded(step: Step, name: str, piece: Piece, symbols: Symbols, problems: list[Problem]) -> list[Row]:
    """DDNAME= takes a later DD statement of the step; without one it is a dummy, which nobody means."""
    wanted = plain(piece.value("DDNAME"))
    later = [dd for dd in step.dds if dd.name == wanted and dd.pieces[0].line > piece.line]
    same = [part for other in step.dds for part in other.pieces if plain(part.value("DDNAME")) == wanted]
    if not later or later[0].pieces[0].value("DDNAME") or len(same) > 1:
        problems.append(
            Problem(piece.line, "no-ddname", f"DDNAME= of {name} names no later DD of this step for itself; correct it")
        )
        return []
    return [row for part in later[0].pieces for row in _rows(name, part, symbols, problems)]


def check_dds(step: Step, problems: list[Problem]) -> None:
    """Add a problem for whatever in the DD statements of a step is not known to be without effect."""
    pointed = {plain(piece.value("DDNAME")) for dd in step.dds for piece in dd.pieces}
    names: set[str] = set()
    for at, dd in enumerate(step.dds):
        if dd.name in names:
            message = "this DD is in the step twice and only the first is read; take one off"
            problems.append(Problem(dd.pieces[0].line, "repeated-dd", message))
        elif not is_program(dd.name):
            problems.append(Problem(dd.pieces[0].line, "dd-not-understood", f"this is no name of a DD; {PLAIN}"))
        names.add(dd.name)
        _check_concatenation(step, at, dd, pointed, problems)
        for piece in dd.pieces:
            why = _effect(piece)
            if why:
                problems.append(Problem(piece.line, "dd-not-understood", f"{why}; {PLAIN}"))


def _check_concatenation(step: Step, at: int, dd: Dd, pointed: set[str], problems: list[Problem]) -> None:
    """Add a problem where DDNAME= points to a concatenation from afar: its rest goes to the DD before it."""
    if len(dd.pieces) == 1:
        return
    before = step.dds[at - 1].pieces if at else []
    near = len(before) == 1 and plain(before[0].value("DDNAME")) == dd.name
    if (dd.name in pointed and not near) or any(piece.dummy for piece in dd.pieces):
        message = "what is read of these concatenated DD statements is not certain"
        problems.append(Problem(dd.pieces[0].line, "dd-not-understood", f"{message}; {PLAIN}"))


def _effect(piece: Piece) -> str:
    """What the DD statement does that is not known to be harmless; empty when there is nothing."""
    for name, value in piece.fields:
        if (not name and value not in vocabulary.POSITIONAL) or (name and name not in vocabulary.DD):
            return "this DD has an operand that is not known to have no effect"
        if name == "SYSOUT" and "INTRDR" in words(value):
            return "what is written here is run as another job"
        if name == "PATHDISP" and "DELETE" in words(value):
            return "this DD deletes a file"
        if name in ("DISP", "SYSOUT", "DDNAME", "SYMBOLS") and left(value):
            return UNRESOLVED.partition(";")[0]
    status, *after = words(piece.value("DISP"))
    if status not in ("", "NEW") and _GONE & set(after) and not piece.temporary:
        return "this DD deletes a data set"
    return ""


def is_program(name: str) -> bool:
    """Whether this is a program name, which a message may quote."""
    return re.fullmatch(r"[A-Z@#$][A-Z0-9@#$]{0,7}", name) is not None
