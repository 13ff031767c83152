"""The files of one database: opened, digested, and read twice, in pieces where that is faster."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from auditor.errors import EvidenceUnreadable
from auditor.sources.irrdbu00.forms import Form, detect, opened
from auditor.sources.irrdbu00.people_scan import Wanted, scan
from auditor.sources.irrdbu00.pieces import Here, Range, Submit, pieces, processes, workers
from auditor.sources.irrdbu00.report import Identity
from auditor.sources.irrdbu00.survey import Key, Survey, Uninteresting
from auditor.sources.irrdbu00.walk import Walk

Progress = Callable[[int, int], None]
"""Called with bytes done and bytes in all."""


@dataclass(slots=True)
class File:
    """One data set of the database."""

    source: int
    name: str
    path: str
    form: Form
    ranges: list[Range]
    submit: Submit
    survey: Survey = field(default_factory=Survey)
    people: list[tuple[Range, int]] = field(default_factory=list)
    """Ranges that hold groups or users, each with the number of records before it."""
    sha256: str = ""


@contextmanager
def opened_files(paths: Sequence[str], first_source: int, form: str | None) -> Iterator[list[File]]:
    """The files, ready to be read; worker processes and the copy of standard input end with the context."""
    with ExitStack() as stack:
        found = [(name, _spooled(stack) if name == "-" else name) for name in paths]
        forms = [detect(path, "standard input" if name == "-" else name, form) for name, path in found]
        ranges = [pieces(path, form) for (_, path), form in zip(found, forms, strict=True)]
        count = workers(ranges)
        submit: Submit = Here().submit if count == 1 else stack.enter_context(processes(count)).submit
        yield [
            File(first_source + n, name, path, form, ranges[n], submit)
            for n, ((name, path), form) in enumerate(zip(found, forms, strict=True))
        ]


def _spooled(stack: ExitStack) -> str:
    """Standard input on disk, because it is read more than once."""
    spool = stack.enter_context(tempfile.NamedTemporaryFile(prefix="auditor-"))  # noqa: SIM115 - the stack closes it
    shutil.copyfileobj(sys.stdin.buffer, spool, 1 << 20)
    spool.flush()
    return spool.name


# -- first reading ---------------------------------------------------------------------------------------------------


def survey(files: list[File], progress: Progress | None) -> None:
    """Fill `survey`, `people` and `sha256` of each file. Raises `EvidenceUnreadable` when one changes meanwhile."""
    total = sum(Path(file.path).stat().st_size for file in files)
    done = 0

    def advance(count: int) -> None:
        nonlocal done
        done = min(done + count, total)
        if progress is not None:
            progress(done, total)

    for file in files:
        before = Path(file.path).stat()
        # Processes are started before the thread that computes the digest: a fork copies no other thread.
        parts = [_submitted(file, span, advance) for span in file.ranges]
        with ThreadPoolExecutor(1) as thread:
            digest = thread.submit(_digest, file.path)
            for span, part in zip(file.ranges, parts, strict=True):
                found = part.result()
                if found.people:
                    file.people.append((span, file.survey.records))
                file.survey.add(found)
                if len(file.ranges) > 1:
                    advance((span[1] or before.st_size) - span[0])
            file.sha256 = digest.result()
        after = Path(file.path).stat()
        if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
            raise EvidenceUnreadable(f"{file.name} changed while it was read", "run again when its transfer has ended")


def _submitted(file: File, span: Range, advance: Callable[[int], None]) -> Future[Survey]:
    tell = advance if len(file.ranges) == 1 else None
    return file.submit(surveyed, file.path, file.form, *span, tell)


def surveyed(path: str, form: Form, first: int, last: int | None, progress: Callable[[int], None] | None) -> Survey:
    """Survey one byte range."""
    found = Survey()
    walk = Walk(path, form, first=first, last=last, skip=Uninteresting(found, form), progress=progress)
    found.take(walk, stripped=form.stripped)
    found.records = walk.records
    found.faults += [(number, problem, Identity(), "") for number, problem in walk.problems]
    return found


def _digest(path: str) -> str:
    """SHA-256 in a thread: hashlib lets other threads run meanwhile."""
    digest = sha256()
    with opened(path) as file:
        while data := file.read(1 << 20):
            digest.update(data)
    return digest.hexdigest()


# -- second reading --------------------------------------------------------------------------------------------------


def collect(files: list[File], wanted: Wanted) -> dict[int, list[tuple[int, str]]]:
    """Source -> (record number, text) of the people records that matter."""
    found: dict[int, list[tuple[int, str]]] = {}
    for file in files:
        parts = [file.submit(scan, file.path, file.form, *span, wanted) for span, _ in file.people]
        found[file.source] = [
            (number + before, text)
            for (_, before), part in zip(file.people, parts, strict=True)
            for number, text in part.result()
        ]
    return found


def seek(files: list[File], keys: set[Key]) -> set[Key]:
    """Those of `keys` that have a record 0500 after all: its list stood too far from it to be seen together."""
    return {
        key
        for file in files
        for _, text in Walk(file.path, file.form)
        if text.startswith("0500") and (key := (text[252:260].rstrip(" "), text[5:251].rstrip(" "))) in keys
    }
