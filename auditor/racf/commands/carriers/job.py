"""From the statements of one or several jobs to the streams of commands that they run.

The rule: a statement that is not known to be without effect is a problem, which blocks. Nothing is dropped in silence.
Source: z/OS MVS JCL Reference, one chapter for each statement.
"""

from __future__ import annotations

from auditor.racf.commands.carriers import vocabulary
from auditor.racf.commands.carriers.carried import PLAIN, Problem, Row, Stream
from auditor.racf.commands.carriers.fields import Field, fields_of, plain
from auditor.racf.commands.carriers.procedures import Call, Procedure, add_dd, expand, piece_of
from auditor.racf.commands.carriers.programs import check_library, streams_of
from auditor.racf.commands.carriers.statements import DATA, NULL, Scanner, Statement
from auditor.racf.commands.carriers.steps import Dd, Piece, Step, is_program
from auditor.racf.commands.carriers.symbols import UNRESOLVED, Symbols, left, put

LARGEST = 100_000
"""Statements and lines of procedures in all their calls."""


def streams_of_jobs(rows: list[Row], problems: list[Problem]) -> list[Stream]:
    """Return the streams of commands of a file of JCL, in order; problems are added to `problems`."""
    reader = _Reader(problems)
    for statement in Scanner(rows, problems).statements():
        reader.take(statement)
        if statement.operation == "XMIT":
            break
    reader.end()
    if not reader.streams and not problems:
        problems.append(Problem(1, "no-systsin", f"no command was found in this JCL; {PLAIN}"))
    return reader.streams


class _Reader:
    """Takes statements in order; holds what they have built of the job so far."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        self.streams: list[Stream] = []
        self.expanded = 0
        self._new_job()

    def _new_job(self) -> None:
        self.symbols = Symbols()
        self.procedures: dict[str, Procedure] = {}
        self.open: Procedure | None = None
        self.current: Step | Call | None = None
        self.lost = False
        """The step's program is not known and that is a problem already: its DD statements say nothing."""
        self.in_library_dd = False
        """The statement before was a JOBLIB, to which more can be concatenated."""
        self.depth = 0
        self.over: int | None = None
        """The line of the null statement that ended the job."""

    def _problem(self, line: int, code: str, message: str) -> None:
        self.problems.append(Problem(line, code, message))

    def take(self, statement: Statement) -> None:
        """Read one statement."""
        if self.over is not None and statement.operation not in ("JOB", NULL):
            if self.over:
                message = "this stands after the null statement that ends the job and is not run; take it off"
                self._problem(statement.line, "after-job", message)
            self.over = 0
        elif self.open is not None and statement.operation not in ("PEND", "JOB", NULL):
            self.open.body.append(statement)
        else:
            getattr(self, f"_{_HANDLERS.get(statement.operation, 'other')}")(statement)

    def end(self) -> None:
        """The job ends."""
        self._finish()
        if self.open is not None:
            self._problem(self.open.line, "jcl-not-understood", "this procedure has no PEND; write it")
            self.open = None

    def _finish(self) -> None:
        """The step ends: what it runs is now known."""
        current, self.current, self.lost = self.current, None, False
        if isinstance(current, Step):
            self.streams += streams_of(current, self.symbols, self.problems)
        elif isinstance(current, Call):
            self.expanded += sum(1 + len(statement.data or ()) for statement in current.procedure.body)
            if self.expanded > LARGEST:
                self._problem(current.line, "too-large", f"the procedures of the job are called too often; {PLAIN}")
                return
            steps, symbols = expand(current, self.symbols, self.problems)
            for step in steps:
                self.streams += streams_of(step, symbols, self.problems)

    def _other(self, statement: Statement) -> None:
        what = {"INCLUDE": "INCLUDE brings statements from elsewhere", "XMIT": "XMIT sends what follows elsewhere",
                "COMMAND": "this is an operator command"}.get(statement.operation)  # fmt: skip
        message = what or "this statement is not known to have no effect"
        self._problem(statement.line, "jcl-not-understood", f"{message}; {PLAIN}")

    def _ignore(self, _: Statement) -> None:
        """JCLLIB says where procedures are, and one that is not in the job is a problem."""

    def _output(self, statement: Statement) -> None:
        """OUTPUT is about printing, unless it prints to the internal reader."""
        if "INTRDR" in statement.operands.upper() or left(statement.operands):
            self._other(statement)

    def _job(self, statement: Statement) -> None:
        self.end()
        self._new_job()
        for name, value in fields_of(statement.operands):
            if not name or name in vocabulary.JOB or (name == "TYPRUN" and value in vocabulary.TYPRUN):
                continue
            why = {
                "TYPRUN": "TYPRUN= keeps the job from running; take it off",
                "RESTART": "RESTART= skips steps; take it off, and the steps with it",
                "USER": "USER= says who runs the job; take it off and name the user with --issuer",
            }.get(name, f"this JOB has an operand that is not known to have no effect; {PLAIN}")
            self._problem(statement.line, "job-not-understood", why)

    def _null(self, statement: Statement) -> None:
        self.end()
        if self.over is None:
            self.over = statement.line

    def _set(self, statement: Statement) -> None:
        for name, value in self._fields(statement):
            self.symbols.set(name, plain(value))

    def _export(self, statement: Statement) -> None:
        for name, value in self._fields(statement):
            if name == "SYMLIST":
                self.symbols.export(value)
            else:
                self._other(statement)

    def _fields(self, statement: Statement) -> tuple[Field, ...]:
        return tuple(fields_of(put(statement.operands, self.symbols.values)))

    def _if(self, _: Statement) -> None:
        self._finish()
        self.depth += 1

    def _else(self, statement: Statement) -> None:
        self._finish()
        if not self.depth:
            self._other(statement)

    def _endif(self, statement: Statement) -> None:
        self._else(statement)
        self.depth = max(self.depth - 1, 0)

    def _proc(self, statement: Statement) -> None:
        self._finish()
        if statement.name in self.procedures:
            self._other(statement)
        self.open = self.procedures[statement.name] = Procedure(statement.line, statement.operands)

    def _pend(self, statement: Statement) -> None:
        if self.open is None:
            self._other(statement)
        self.open = None

    def _exec(self, statement: Statement) -> None:
        self._finish()
        fields = self._fields(statement)
        program = next((value for name, value in fields if name == "PGM"), None)
        if program is not None:
            self.current = Step(statement.line, program, fields, self.depth > 0)
            return
        called = next((plain(value) for name, value in fields if name in ("", "PROC")), "")
        procedure = self.procedures.get(called)
        if procedure is not None:
            self.current = Call(statement.line, procedure, fields, self.depth > 0)
            return
        self.lost = True
        if left(called):
            self._problem(statement.line, "symbol", UNRESOLVED)
            return
        what = f"procedure {called}" if is_program(called) else "this procedure"
        self._problem(statement.line, "no-procedure", f"{what} is not in the job; put its statements into the job")

    def _dd(self, statement: Statement) -> None:
        goes_on = self.in_library_dd and not statement.name
        self.in_library_dd = self.current is None and (goes_on or statement.name in vocabulary.LIBRARIES)
        if self.in_library_dd and statement.name != "SYSCHK":
            check_library([piece_of(statement, self.symbols)], self.problems)
        if self.lost or self.in_library_dd:
            return
        if self.current is None or not add_dd(self.current.dds, statement, self.symbols):
            self._problem(statement.line, "no-step", f"this DD belongs to no step; {PLAIN}")

    def _data(self, statement: Statement) -> None:
        if self.current is None and not self.lost:
            message = f"this line is in no stream that is read; {PLAIN}"
            self._problem(statement.line, "outside-stream", message)
        elif self.current is not None:
            piece = Piece(statement.line, (Field("", "*"),), statement.data)
            self.current.dds.append(Dd("SYSIN", [piece], implied=True))


_HANDLERS = {
    "JOB": "job", "EXEC": "exec", "DD": "dd", "SET": "set", "EXPORT": "export", "PROC": "proc", "PEND": "pend",
    "IF": "if", "ELSE": "else", "ENDIF": "endif", "OUTPUT": "output", "JCLLIB": "ignore", NULL: "null", DATA: "data",
}  # fmt: skip
