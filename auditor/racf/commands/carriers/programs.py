"""What the program of a step does: which commands it runs, or that it is known to change nothing. All others block.

Source: z/OS TSO/E Customization, "Writing JCL for command execution" (PARM is the first command, then SYSTSIN); IMS
System Programming APIs, "CSLUSPOC"; z/OS Security Server RACF System Programmer's Guide, "Utilities".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from auditor.racf.commands.carriers import vocabulary
from auditor.racf.commands.carriers.carried import PLAIN, Problem, Stream
from auditor.racf.commands.carriers.fields import plain
from auditor.racf.commands.carriers.join import without_sequence
from auditor.racf.commands.carriers.shell import BPXBATCH_DDS, tsocmds
from auditor.racf.commands.carriers.steps import Piece, Step, check_dds, is_program, rows_of
from auditor.racf.commands.carriers.symbols import UNRESOLVED, Symbols, left

_MONITORS = frozenset({"IKJEFT01", "IKJEFT1A", "IKJEFT1B"})
_PRINTED = vocabulary.words(
    "SYSPRINT SYSOUT SYSTSPRT SYSUDUMP SYSABEND SYSMDUMP CEEDUMP ABNLIGNR JESMSGLG STEPLIB STEPCAT"
)
"""DD statements that any program may have: what it prints, where it is loaded from."""
_READ_ONLY: Mapping[str, frozenset[str]] = {
    "IEFBR14": frozenset(),
    "IEBGENER": frozenset({"SYSUT1", "SYSIN"}),
    "ICEGENER": frozenset({"SYSUT1", "SYSIN"}),
    "IRRDBU00": frozenset(f"INDD{number}" for number in range(1, 91)),
    "ICHDSM00": frozenset({"SYSIN"}),
}
"""Programs that change nothing but what their other DD statements name: IRRDBU00 unloads, ICHDSM00 is DSMON."""


def streams_of(step: Step, symbols: Symbols, problems: list[Problem]) -> list[Stream]:
    """The streams of commands that a step runs, in order. `symbols`: as they are at the end of the step."""
    _check_fields(step, problems)
    check_dds(step, problems)
    _check_printed(step, problems)
    for dd in step.dds:
        if dd.name in vocabulary.STEP_LIBRARIES:
            check_library(dd.pieces, problems)
    implied = next((dd for dd in step.dds if dd.implied), None)
    if implied and step.program != "CSLUSPOC":
        message = f"these lines are in no stream that is read; {PLAIN}"
        problems.append(Problem(implied.pieces[0].line, "outside-stream", message))
    if step.program in _READ_ONLY:
        _check_harmless(step, problems)
        return []
    runner = _RUNNERS.get(step.program)
    if runner is None:
        if not left(step.program):
            what = f"what {step.program} does" if is_program(step.program) else "what this program does"
            problems.append(Problem(step.line, "unknown-program", f"{what} is not known; {PLAIN}"))
        return []
    streams = [stream for stream in runner(step, symbols, problems) if stream.rows]
    if streams and (step.conditional or _may_be_skipped(step)):
        message = "this step runs only under a condition; offer the commands that will run in a plain script"
        problems.append(Problem(step.line, "conditional-step", message))
    return streams


def _check_fields(step: Step, problems: list[Problem]) -> None:
    for name, value in step.fields:
        if name not in vocabulary.EXEC and name not in ("PGM", "PARM", "PARMDD", "COND"):
            message = f"this EXEC has an operand that is not known to have no effect; {PLAIN}"
            problems.append(Problem(step.line, "exec-not-understood", message))
        elif name not in vocabulary.EXEC and left(value):
            problems.append(Problem(step.line, "symbol", UNRESOLVED))
    if step.value("PARM") is not None and step.value("PARMDD") is not None:
        problems.append(Problem(step.line, "exec-not-understood", "PARM and PARMDD are both given; take one off"))


def _check_printed(step: Step, problems: list[Problem]) -> None:
    """A listing that is written over a data set changes what that held, a member of a library for example."""
    for dd in step.dds:
        if dd.name in _PRINTED - vocabulary.STEP_LIBRARIES:
            for piece in dd.pieces:
                if piece.value("DSN", "DSNAME") and piece.value("DISP") and not piece.spares_what_was_there:
                    message = f"this listing is written over what a data set held; {PLAIN}"
                    problems.append(Problem(piece.line, "dd-not-understood", message))


def check_library(pieces: list[Piece], problems: list[Problem]) -> None:
    """Add a problem for a library of the job, or a catalog that says where one is: a program name proves nothing there.

    Source: z/OS MVS JCL Reference, "STEPLIB DD statement": it is searched before the system's own libraries.
    """
    if not all(piece.dummy for piece in pieces):
        message = "the program comes from a library of the job, which may hold another one of that name"
        problems.append(Problem(pieces[0].line, "job-library", f"{message}; {PLAIN}"))


def _may_be_skipped(step: Step) -> bool:
    """COND=EVEN only adds runs; any other condition can leave the step out."""
    return step.value("COND") not in (None, "EVEN", "(EVEN)")


def _parameter(step: Step, symbols: Symbols, problems: list[Problem]) -> tuple[int, str]:
    """The parameter string and its line: of PARM=, or the joined lines of the DD that PARMDD= names."""
    name = step.value("PARMDD")
    if name is None:
        return step.line, plain(step.value("PARM") or "").replace("&&", "&")
    if step.dd(name) is None:
        problems.append(Problem(step.line, "not-inline", "PARMDD= names no DD of this step; correct it"))
    rows = without_sequence(rows_of(step, name, symbols, problems), problems, cards=True)
    return (rows[0][0] if rows else step.line), "".join(text for _, text in rows).replace("&&", "&")


def _monitor(step: Step, symbols: Symbols, problems: list[Problem]) -> Iterator[Stream]:
    """The terminal monitor program: the parameter is the first command of the step, SYSTSIN follows."""
    line, command = _parameter(step, symbols, problems)
    if command.strip():
        yield Stream("tso", [(line, command)], cards=False)
    yield Stream("tso", rows_of(step, "SYSTSIN", symbols, problems))


def _spoc(step: Step, symbols: Symbols, problems: list[Problem]) -> Iterator[Stream]:
    """The batch SPOC of IMS: one command a line in SYSIN, comments begin with an asterisk."""
    rows = rows_of(step, "SYSIN", symbols, problems)
    yield Stream("ims", [row for row in rows if not row[1].startswith("*")])


def _shell(step: Step, symbols: Symbols, problems: list[Problem]) -> Iterator[Stream]:
    """BPXBATCH: lines of `tsocmd "command"` are read, everything else in a shell is not."""
    line, text = _parameter(step, symbols, problems)
    rows = [(line, text)] if text.strip() else rows_of(step, "STDPARM", symbols, problems)
    for dd in step.dds:
        if dd.name not in BPXBATCH_DDS | _PRINTED and not all(piece.dummy for piece in dd.pieces):
            message = f"what BPXBATCH does with this DD is not known; {PLAIN}"
            problems.append(Problem(dd.pieces[0].line, "dd-not-understood", message))
    commands = tsocmds([(number, text.rstrip()) for number, text in rows])
    if commands is None:
        message = f"a shell does more than tsocmd with one quoted command a line; {PLAIN}"
        problems.append(Problem(rows[0][0] if rows else step.line, "shell", message))
    for number, command in commands or ():
        yield Stream("tso", [(number, command)], cards=False)


_RUNNERS: Mapping[str, Callable[[Step, Symbols, list[Problem]], Iterator[Stream]]] = {
    **dict.fromkeys(_MONITORS, _monitor),
    "CSLUSPOC": _spoc,
    "BPXBATCH": _shell,
    "BPXBATSL": _shell,
}

PROGRAMS = frozenset(_READ_ONLY) | frozenset(_RUNNERS)
"""Every program that is known; any other blocks."""


def _check_harmless(step: Step, problems: list[Problem]) -> None:
    """A program of `_READ_ONLY` changes what was there before only through a DD statement that names it."""
    if step.program == "IRRDBU00" and plain(step.value("PARM") or "NOLOCKINPUT") != "NOLOCKINPUT":
        message = "LOCKINPUT and UNLOCKINPUT change whether the database can be updated; write NOLOCKINPUT"
        problems.append(Problem(step.line, "unknown-program", message))
    if step.program == "IEFBR14":
        return
    for dd in step.dds:
        if dd.name in _PRINTED | _READ_ONLY[step.program]:
            continue
        for piece in dd.pieces:
            if piece.data is None and not piece.spares_what_was_there:
                message = f"this step writes over what a data set held; {PLAIN}"
                problems.append(Problem(piece.line, "dd-not-understood", message))
