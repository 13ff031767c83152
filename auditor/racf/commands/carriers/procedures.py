"""Procedures in the job: PROC to PEND, and the steps that EXEC makes of them with symbols and overrides.

Source: z/OS MVS JCL Reference, "Procedures and symbols", "Modifying procedures".
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from auditor.racf.commands.carriers import vocabulary
from auditor.racf.commands.carriers.carried import PLAIN, Problem
from auditor.racf.commands.carriers.fields import Field, fields_of, plain
from auditor.racf.commands.carriers.statements import Statement
from auditor.racf.commands.carriers.steps import Dd, Piece, Step
from auditor.racf.commands.carriers.symbols import Symbols, put

_OWN = frozenset({"PGM", "PROC", "PARM", "PARMDD", "COND"})
_SOURCES = ("DSN", "DSNAME", "PATH", "SYSOUT", "DDNAME")


@dataclass(slots=True)
class Procedure:
    """A procedure of the job: its defaults, and its statements as written."""

    line: int
    defaults: str
    body: list[Statement] = field(default_factory=list)


@dataclass(slots=True)
class Call:
    """EXEC of a procedure, with the DD statements that follow it."""

    line: int
    procedure: Procedure
    fields: tuple[Field, ...]
    conditional: bool
    dds: list[Dd] = field(default_factory=list)


def piece_of(statement: Statement, symbols: Symbols) -> Piece:
    """A DD statement with its symbols in place."""
    return Piece(statement.line, tuple(fields_of(put(statement.operands, symbols.values))), statement.data)


def add_dd(dds: list[Dd], statement: Statement, symbols: Symbols) -> bool:
    """Add a DD statement, or concatenate it to the one before; False when there is none to concatenate it to."""
    piece = piece_of(statement, symbols)
    if statement.name:
        dds.append(Dd(statement.name, [piece]))
    elif dds:
        dds[-1].pieces.append(piece)
    return bool(dds)


def expand(call: Call, symbols: Symbols, problems: list[Problem]) -> tuple[list[Step], Symbols]:
    """The steps of a called procedure, and the symbols their in-stream data may hold."""
    inner = symbols.copy()
    for name, value in fields_of(put(call.procedure.defaults, symbols.values)):
        inner.set(name, plain(value))
    overrides: list[Field] = []
    for name, value in call.fields:
        if name in _OWN or "." in name or not name:
            overrides.append(Field(name, value))
        elif name not in vocabulary.EXEC:
            inner.set(name, plain(value))
    steps = _steps(call, inner, problems)
    _override_fields(call, steps, overrides, problems)
    current = 0
    for dd in call.dds:
        current = _override_dd(dd, steps, current, problems)
    return [step for _, step in steps], inner


Named = list[tuple[str, Step]]


def _steps(call: Call, symbols: Symbols, problems: list[Problem]) -> Named:
    steps: Named = []
    depth = 0
    for statement in call.procedure.body:
        if statement.operation == "IF":
            depth += 1
        elif statement.operation == "ENDIF":
            depth -= 1
        elif statement.operation == "EXEC":
            fields = tuple(fields_of(put(statement.operands, symbols.values)))
            program = next((value for name, value in fields if name == "PGM"), "")
            steps.append((statement.name, Step(call.line, program, fields, call.conditional or depth > 0)))
        elif statement.operation == "DD" and steps and add_dd(steps[-1][1].dds, statement, symbols):
            pass
        elif statement.operation != "ELSE":
            message = f"this statement of a procedure is not known to have no effect; {PLAIN}"
            problems.append(Problem(statement.line, "jcl-not-understood", message))
    if not steps:
        problems.append(Problem(call.line, "jcl-not-understood", f"the procedure has no step; {PLAIN}"))
    return steps


def _override_fields(call: Call, steps: Named, overrides: list[Field], problems: list[Problem]) -> None:
    """PARM.STEP= and COND.STEP= replace those of one step; without a step's name they mean several, and block."""
    for name, value in overrides:
        if name == "PROC" or not name:
            continue
        keyword, _, wanted = name.partition(".")
        found = [step for step_name, step in steps if step_name == wanted]
        if not found or keyword == "PGM" or (keyword not in _OWN and keyword not in vocabulary.EXEC):
            message = f"this EXEC has an operand that is not known to have no effect; {PLAIN}"
            problems.append(Problem(call.line, "exec-not-understood", message))
            continue
        others = tuple(field for field in found[0].fields if field.name != keyword)
        found[0].fields = (*others, Field(keyword, value))


def _override_dd(dd: Dd, steps: Named, current: int, problems: list[Problem]) -> int:
    """Apply one DD statement behind EXEC: it replaces that of the procedure, or is added. Returns the step it names."""
    line = dd.pieces[0].line
    wanted, dot, name = dd.name.rpartition(".")
    names = [step_name for step_name, _ in steps]
    if dot and wanted not in names:
        problems.append(Problem(line, "dd-not-understood", "this DD names no step of the procedure; correct it"))
        return current
    current = names.index(wanted) if dot else current
    if not steps:
        return current
    target = steps[current][1]
    old = target.dd(name)
    dd = replace(dd, name=name)
    if old is None:
        target.dds.append(dd)
        return current
    whole = all(
        piece.data is not None or piece.dummy or any(piece.value(source) for source in _SOURCES) for piece in dd.pieces
    )
    if not whole or len(old.pieces) > 1 or (old.pieces[0].dummy and dd.pieces[0].data is None):
        message = f"what this DD leaves of the one in the procedure is not certain; {PLAIN}"
        problems.append(Problem(line, "dd-not-understood", message))
    target.dds[target.dds.index(old)] = dd
    return current
