"""SQL Batch jobs: the CONNECT lines of a job, who runs it, and whether its class path can make tickets.

SQL Batch makes a ticket for the job's user where applName is given and IRRRacf.jar and ibmjzos.jar are on the class
path; a step is not known by its program, because the names of procedures differ from site to site. The JCL is read as
the gate reads it (`auditor.racf.commands.carriers`). Source: IMS, "SQL Batch utility", "Input statements for the SQL
Batch utility"; z/OS MVS JCL Reference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from auditor.models.place import Fact
from auditor.racf.commands.carriers import vocabulary
from auditor.racf.commands.carriers.carried import Problem, Row
from auditor.racf.commands.carriers.fields import Field, fields_of, plain, words
from auditor.racf.commands.carriers.statements import DATA, NULL, Scanner, Statement
from auditor.racf.commands.carriers.symbols import Symbols, in_data, left, put
from auditor.sources.client_files.builder import NAME, Builder, Seen
from auditor.sources.client_files.documents import Document
from auditor.sources.client_files.secrets import kind_of
from auditor.sources.client_files.url import Url, parse, urls_in

JARS: Final = ("IRRRacf.jar", "ibmjzos.jar")
_JOB: Final = re.compile(r"//\S{0,8}\s+(JOB|EXEC|DD|SET|PROC|JCLLIB)\b")
_CONNECT: Final = re.compile(r"\s*CONNECT\s", re.IGNORECASE)
_MOST: Final = 12
"""Lines of one CONNECT statement."""
_ELSEWHERE: Final = re.compile(r"^\s*(\.|source)\s+\S|/\*(?=[:\"'\s]|$)|\$\(|`")
"""A class path that goes on in another file, takes a whole folder, or comes from a command."""
_PATH: Final = re.compile(r"CLASSPATH\s*=", re.IGNORECASE)
_VARIABLE: Final = re.compile(r"\$\{?([A-Za-z_]\w*)\}?")
_SET: Final = re.compile(r"^\s*(?:export\s+)?([A-Za-z_]\w*)=", re.MULTILINE)


def is_job(document: Document) -> bool:
    """Return whether a text is JCL."""
    return any(_JOB.match(line) for line in document.lines[:400])


@dataclass(slots=True)
class _Step:
    """One step with what its DD statements hold."""

    name: str
    data: list[list[Row]] = field(default_factory=list)
    classpath: list[Row] | None = None
    """What STDENV holds; None: the job does not show it."""
    elsewhere: list[str] = field(default_factory=list)
    """DD names whose content is not in the job."""


@dataclass(slots=True)
class _Job:
    """A job, while it is read."""

    name: str
    user: Fact[str]
    password_line: int | None = None
    steps: list[_Step] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


def read_jobs(builder: Builder) -> set[int]:
    """Add the clients of every job of a text; return the lines that were read."""
    lines = [line.replace("\t", " ") for line in builder.document.lines]
    problems: list[Problem] = []
    reader = _Reader(builder, problems)
    for statement in Scanner(list(enumerate(lines, 1)), problems).statements():
        reader.take(statement)
    for job in reader.jobs:
        _clients(builder, job)
    comments = {
        number for number, line in enumerate(lines, 1) if line.startswith("//*") and "password" not in line.lower()
    }
    return reader.read | comments


class _Reader:
    """Takes statements in order."""

    def __init__(self, builder: Builder, problems: list[Problem]) -> None:
        self.builder, self.problems = builder, problems
        self.jobs: list[_Job] = []
        self.symbols = Symbols()
        self.read: set[int] = set()
        self.dd = ""

    def _job(self) -> _Job:
        if not self.jobs:
            unknown = Fact[str](why="the file holds no JOB statement, so who submits it is unknown")
            self.jobs.append(_Job("", unknown))
        return self.jobs[-1]

    def _step(self) -> _Step:
        job = self._job()
        if not job.steps:
            job.steps.append(_Step(""))
        return job.steps[-1]

    def take(self, statement: Statement) -> None:
        """Read one statement; those that say nothing of a client are passed over."""
        operation = statement.operation
        if operation == "JOB":
            self._begin(statement)
        elif operation in ("SET", "PROC", "EXPORT"):
            self._symbols(statement)
        elif operation == "EXEC":
            self._exec(statement)
        elif operation in ("DD", DATA):
            self._dd(statement)
        elif operation in ("INCLUDE", "JCLLIB"):
            self._job().unread.append(f"{operation} in line {statement.line} brings statements that were not offered")
        elif operation == NULL:
            self.dd = ""

    def _symbols(self, statement: Statement) -> None:
        for name, value in self._fields(statement):
            if statement.operation != "EXPORT":
                self.symbols.set(name, plain(value))
            elif name == "SYMLIST":
                self.symbols.export(value)

    def _fields(self, statement: Statement) -> list[Field]:
        return fields_of(put(statement.operands, self.symbols.values))

    def _begin(self, statement: Statement) -> None:
        self.symbols = Symbols()
        values = {name: plain(value) for name, value in fields_of(statement.operands) if name}
        user, at = values.get("USER"), self.builder.at(statement.line)
        if user is None:
            fact = Fact[str](why="the JOB statement has no USER=, so who submits it is unknown")
        elif left(user):
            fact = Fact[str](at=at, why=f"USER= is {user if NAME.fullmatch(user.strip('&.')) else 'a symbol'}")
        elif NAME.fullmatch(user):
            fact = Fact[str](value=user, at=at, origin="coded")
            self.builder.quote(statement.line, f"JOB {statement.name} USER={user}")
        else:
            fact = Fact[str](at=at, why="USER= is no user ID")
        name = statement.name if NAME.fullmatch(statement.name) else ""
        secret = kind_of(words(values.get("PASSWORD", ""))[0])
        self.jobs.append(_Job(name, fact, statement.line if secret == "literal" else None))

    def _exec(self, statement: Statement) -> None:
        for name, value in self._fields(statement):
            if name and name not in vocabulary.EXEC and "." not in name:
                self.symbols.set(name, plain(value))
        self._job().steps.append(_Step(statement.name if NAME.fullmatch(statement.name) else ""))

    def _dd(self, statement: Statement) -> None:
        name = statement.name.rpartition(".")[2]
        self.dd = name or self.dd
        step = self._step()
        operands = {field.name: field.value for field in self._fields(statement)}
        if statement.data is None:
            if any(key in operands for key in ("DSN", "DSNAME", "PATH")):
                step.elsewhere.append(self.dd)
            return
        rows = in_data(statement.data, operands.get("SYMBOLS", ""), self.symbols, self.problems)
        self.read.update(number for number, _ in rows)
        if self.dd == "STDENV":
            step.classpath = (step.classpath or []) + rows
        step.data.append(rows)


def _clients(builder: Builder, job: _Job) -> None:
    for step in job.steps:
        found = False
        for rows in step.data:
            for line, url, comment in _connects(rows):
                found = True
                why = "" if url.readable else "the URL cannot be taken apart"
                _add(builder, job, step, line, url, why=why, comment=comment)
        text = "\n".join(line for _, line in step.classpath or ())
        if not found and "imsudb.jar" in text and {"SYSIN", "MAINARGS"} & set(step.elsewhere):
            message = "the step runs the IMS Universal driver, and its input is a data set that was not offered"
            number = (step.classpath or [(1, "")])[0][0]
            _add(builder, job, step, number, Url(readable=False), why=message)


def _connects(rows: list[Row]) -> Iterator[tuple[int, Url, bool]]:
    """The CONNECT statements and other URLs of in-stream data: line, URL, whether it is a comment."""
    at = 0
    while at < len(rows):
        number, line = rows[at]
        at += 1
        comment = line.lstrip().startswith(("--", "#", "*"))
        if not comment and _CONNECT.match(line):
            parts = [_card(line)]
            while not parts[-1].endswith(";") and at < len(rows) and len(parts) < _MOST:
                parts.append(_card(rows[at][1]).strip())
                at += 1
            line = "".join(parts)
        for _, text in urls_in(line):
            url = parse(text.rstrip(";") + ";", job=True)
            if not comment or url.password != "none":
                yield number, url, comment


def _card(line: str) -> str:
    """The line without the sequence number in its columns 73 to 80."""
    return (line[:72] if re.fullmatch(r"\d{8}\s*", line[72:]) else line).rstrip()


def _add(  # noqa: PLR0913 - the parts of one client
    builder: Builder, job: _Job, step: _Step, line: int, url: Url, *, why: str, comment: bool = False
) -> None:
    unresolved = [*([why] if why else []), *job.unread]
    generates = _libraries(builder, step)
    if generates.why:
        unresolved.append(generates.why)
    name = ".".join(part for part in (job.name, step.name) if part) or "job"
    seen = Seen("jcl", name, line, url, requester=job.user, job=job.name or None, generates=generates)
    seen.unresolved, seen.comment = unresolved, comment
    if job.password_line is not None:
        seen.job_password_line = job.password_line
        builder.quote(job.password_line, "JOB PASSWORD=(not shown)")
    builder.add(seen)


def _libraries(builder: Builder, step: _Step) -> Fact[bool]:
    """Whether both libraries that make tickets are on the class path of the step."""
    if step.classpath is None:
        where = "is a data set that was not offered" if "STDENV" in step.elsewhere else "is not in the job"
        return Fact[bool](why=f"the class path (STDENV) {where}")
    rows = [row for row in step.classpath if not row[1].lstrip().startswith("#")]
    text = "\n".join(line for _, line in rows)
    missing = [jar for jar in JARS if jar.lower() not in text.lower()]
    at = builder.at(step.classpath[0][0] if step.classpath else 1)
    if not missing:
        builder.quote(step.classpath[0][0], f"CLASSPATH with {' and '.join(JARS)}")
        return Fact[bool](value=True, at=at, origin="coded")
    own = set(_SET.findall(text))
    paths = [line for _, line in rows if _PATH.search(line)]
    strange = any(name not in own for line in paths for name in _VARIABLE.findall(line))
    if strange or "STDENV" in step.elsewhere or any(_ELSEWHERE.search(line) for _, line in rows):
        return Fact[bool](at=at, why=f"the class path goes on elsewhere, and {' and '.join(missing)} may be there")
    builder.quote(step.classpath[0][0] if step.classpath else 1, f"CLASSPATH without {' and '.join(missing)}")
    return Fact[bool](value=False, at=at, origin="coded")
