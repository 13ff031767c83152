"""The files of one database, opened and cut in pieces."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field

from auditor.sources.irrdbu00.layout import LAYOUT
from auditor.sources.irrdbu00.survey.survey import Survey
from auditor.sources.irrdbu00.transfer.pieces import Here, Range, Submit, cut, processes, workers
from auditor.sources.irrdbu00.wanted import Wanted
from auditor.sources.transfer.forms import Form, detect
from auditor.sources.transfer.spool import spooled


@dataclass(slots=True)
class Piece:
    """A byte range of a file, who was wanted when it was read, and what it told."""

    span: Range
    asked: Wanted = field(default_factory=Wanted)
    found: Survey = field(default_factory=Survey)

    def lacks(self, wanted: Wanted) -> bool:
        """Whether records that matter were left out."""
        if not self.found.people:
            return False
        found = self.found
        if not wanted.groups <= self.asked.groups or not wanted.users.isdisjoint(found.dropped):
            return True
        return found.passed.holds(wanted.users)


@dataclass(slots=True)
class File:
    """One data set of the database."""

    source: int
    name: str
    path: str
    form: Form
    pieces: list[Piece]
    submit: Submit
    here: bool
    """Whether `submit` does the work in this process."""
    survey: Survey = field(default_factory=Survey)
    """The survey of all pieces together, without the people."""

    @property
    def group_size(self) -> int:
        """Columns of a whole record 0100, of which the survey leaves out trailing blanks to save memory."""
        return 0 if self.form.stripped else LAYOUT["0100"].length

    def groups(self) -> Iterator[tuple[int, str]]:
        """Record number and text of the records 0100 that were kept: of all groups, and most of what was kept."""
        return self._numbered(lambda found: found.group_rows)

    def people(self) -> Iterator[tuple[int, str]]:
        """Record number and text of the other people records that were kept."""
        return self._numbered(lambda found: found.people_rows)

    def _numbered(self, rows: Callable[[Survey], list[tuple[int, str]]]) -> Iterator[tuple[int, str]]:
        before = 0
        for piece in self.pieces:
            for number, text in rows(piece.found):
                yield number + before, text
            before += piece.found.records


@contextmanager
def opened_files(paths: Sequence[str], first_source: int, form: str | None) -> Iterator[list[File]]:
    """The files, ready to be read; worker processes and the copy of standard input end with the context."""
    with ExitStack() as stack:
        found = [(name, spooled(stack) if name == "-" else name) for name in paths]
        forms = [detect(path, "standard input" if name == "-" else name, form) for name, path in found]
        ranges = [cut(path, form) for (_, path), form in zip(found, forms, strict=True)]
        count = workers(ranges)
        submit: Submit = Here().submit if count == 1 else stack.enter_context(processes(count)).submit
        yield [
            File(first_source + n, name, path, form, [Piece(span) for span in ranges[n]], submit, count == 1)
            for n, ((name, path), form) in enumerate(zip(found, forms, strict=True))
        ]
