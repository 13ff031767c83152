"""Every file read once, its pieces in the order that tells early who matters; what that missed is read again."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from hashlib import file_digest
from io import FileIO
from pathlib import Path
from typing import Final, NamedTuple, cast

from auditor.errors import EvidenceUnreadable
from auditor.sources.irrdbu00.files import File, Piece
from auditor.sources.irrdbu00.forms import Form, opened
from auditor.sources.irrdbu00.merge import merged
from auditor.sources.irrdbu00.passing import Passing
from auditor.sources.irrdbu00.people_scan import Collector, Wanted
from auditor.sources.irrdbu00.pieces import Range
from auditor.sources.irrdbu00.report import Identity
from auditor.sources.irrdbu00.resources import mentioned
from auditor.sources.irrdbu00.survey import Key, Survey, Surveyor
from auditor.sources.irrdbu00.walk import Walk

Progress = Callable[[int, int], None]
"""Called with bytes done and bytes in all."""

_PEOPLE: Final = ("01", "02", "12")
_DATA_SETS: Final = ("04",)


class _Task(NamedTuple):
    """One piece that is being read."""

    file: File
    piece: Piece
    result: Future[Survey]


def read(files: list[File], ids: set[str], progress: Progress | None) -> None:
    """Read all files and fill `survey` and `sha256` of each. Raises `EvidenceUnreadable` when one changes meanwhile."""
    before = [_stamp(file) for file in files]
    with ThreadPoolExecutor(1) as thread:
        digests = [thread.submit(_digest, file.path) for file in files]
        _read(files, ids, _Bar(sum(size for size, _ in before), progress))
        for file, digest in zip(files, digests, strict=True):
            file.sha256 = digest.result()
    for file, stamp in zip(files, before, strict=True):
        if _stamp(file) != stamp:
            raise EvidenceUnreadable(f"{file.name} changed while it was read", "run again when its transfer has ended")


def _read(files: list[File], ids: set[str], bar: _Bar) -> None:
    """Who matters besides `ids` is known when the resource records have been read.

    They come last in real files, so the pieces that begin with one are read first, and those that begin with groups
    or users last. Whatever the order is, `complete` makes up for it.
    """
    pairs = [(file, piece) for file in files for piece in file.pieces]
    people = [pair for pair in pairs if pair[1].span.head in _PEOPLE]
    data_sets = [pair for pair in pairs if pair[1].span.head in _DATA_SETS]
    resources = [pair for pair in pairs if pair[1].span.head not in (*_PEOPLE, *_DATA_SETS)]
    wanted = Wanted(frozenset(ids), frozenset(ids))
    first = [_begun(file, piece, wanted, bar) for file, piece in resources]
    others = [_begun(file, piece, wanted, bar) for file, piece in data_sets]
    _end(first, bar)
    known = frozenset(ids | mentioned(text for _, piece in resources for _, text in piece.found.rows))
    wanted = Wanted(known, known)
    _end(others + [_begun(file, piece, wanted, bar) for file, piece in people], bar)
    for file in files:
        if len(file.pieces) > 1 and not all(piece.found.whole for piece in file.pieces):
            file.pieces = [Piece(Range(0, None))]  # a cut was no start of a record after all
            _end([_begun(file, file.pieces[0], wanted, bar)], bar)
        file.survey = merged([piece.found for piece in file.pieces])


def complete(files: list[File], wanted: Wanted) -> bool:
    """Read those pieces again that lack records of who is wanted; whether there was one."""
    lacking = [(file, piece) for file in files for piece in file.pieces if piece.lacks(wanted)]
    bar = _Bar(0, None)
    _end([_begun(file, piece, wanted, bar) for file, piece in lacking], bar)
    return bool(lacking)


def _begun(file: File, piece: Piece, wanted: Wanted, bar: _Bar) -> _Task:
    piece.asked = wanted
    tell = bar.advance if file.here else None
    return _Task(file, piece, file.submit(surveyed, file.path, file.form, piece.span, wanted, tell))


def _end(tasks: Iterable[_Task], bar: _Bar) -> None:
    for file, piece, result in tasks:
        piece.found = result.result()
        if not file.here:
            bar.advance((piece.span.last or Path(file.path).stat().st_size) - piece.span.first)


class _Bar:
    """Adds up for the caller's progress."""

    def __init__(self, total: int, progress: Progress | None) -> None:
        self._done, self._total, self._progress = 0, total, progress

    def advance(self, count: int) -> None:
        """`count` bytes more are done."""
        self._done = min(self._done + count, self._total)
        if self._progress is not None:
            self._progress(self._done, self._total)


def surveyed(path: str, form: Form, span: Range, wanted: Wanted, progress: Callable[[int], None] | None) -> Survey:
    """Survey one byte range."""
    skip = Passing(form, wanted)
    surveyor = Surveyor(Collector(wanted))
    walk = Walk(path, form, first=span.first, last=span.last, skip=skip, progress=progress)
    surveyor.take(walk, stripped=form.stripped)
    found = surveyor.close(skip)
    found.records = walk.records
    found.faults += [(number, problem, Identity(), "") for number, problem in walk.problems]
    found.whole = walk.whole
    return found


def _digest(path: str) -> str:
    """SHA-256 in a thread: hashlib lets other threads run meanwhile."""
    with opened(path, buffered=False) as file:
        return file_digest(cast("FileIO", file), "sha256").hexdigest()


def _stamp(file: File) -> tuple[int, int]:
    stat = Path(file.path).stat()
    return stat.st_size, stat.st_mtime_ns


def seek(files: list[File], keys: set[Key]) -> set[Key]:
    """Those of `keys` that have a record 0500 after all: its list stood too far from it to be seen together."""
    return {
        key
        for file in files
        for _, text in Walk(file.path, file.form)
        if text.startswith("0500") and (key := (text[252:260].rstrip(" "), text[5:251].rstrip(" "))) in keys
    }
