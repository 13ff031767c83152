"""Every file read once, its pieces in the order that tells early who matters; what that missed is read again.

A large unload can be begun before anything is known of the run but its name: nothing that takes long to load is
imported here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from typing import Final, NamedTuple

from auditor.errors import AuditorError
from auditor.models.classes import qualifiers
from auditor.sources.irrdbu00.needed import Needed
from auditor.sources.irrdbu00.sound import values
from auditor.sources.irrdbu00.survey.files import File, Piece, opened_files
from auditor.sources.irrdbu00.survey.merge import merged
from auditor.sources.irrdbu00.survey.survey import Key, Survey, surveyed
from auditor.sources.irrdbu00.transfer.pieces import Range
from auditor.sources.irrdbu00.transfer.walk import Walk
from auditor.sources.irrdbu00.wanted import Wanted, mentioned
from auditor.sources.transfer.digest import LARGE, Digests, check_unchanged, stamp

Progress = Callable[[int, int], None]
"""Called with bytes done and bytes in all."""

_PEOPLE: Final = ("01", "02", "12")
_DATA_SETS: Final = ("04",)


class _Task(NamedTuple):
    """One piece that is being read."""

    file: File
    piece: Piece
    result: Future[Survey]


class Reading(AbstractContextManager["Reading"]):
    """The files of one database, being read from now on. Processes and copies end with the context, at the latest.

    Who matters besides the IDs that `finish` is told is known when the resource records have been read. They come last
    in real files, so the pieces that begin with one are read first, and those that begin with groups or users last.
    Whatever the order is, `complete` makes up for it.
    """

    def __init__(
        self,
        paths: Sequence[str],
        first_source: int = 0,
        form: str | None = None,
        data_sets: frozenset[str] = frozenset(),
    ) -> None:
        """Raises `EvidenceUnreadable` (12), `InputMissing` and `UsageError` (16): see `read_unload`."""
        self.asked = (list(paths), first_source, form, data_sets)
        self._of = Wanted(qualifiers=qualifiers(data_sets))
        with ExitStack() as opening:
            self.files = opening.enter_context(opened_files(paths, first_source, form))
            self._stamps = [stamp(file.path) for file in self.files]
            self.digests = Digests([(file.name, file.path) for file in self.files], self._stamps)
            if "-" in paths:
                opening.callback(self.digests.wait)  # before the copy of standard input goes
            self._open = opening.pop_all()
        self._finished = False
        self._resources: list[_Task] = []
        self._data_sets: list[_Task] = []
        self._here = all(file.here for file in self.files)
        if not self._here:
            self._begin(self._of, _Bar(0, None))

    def __exit__(self, *_: object) -> None:
        if not self._finished:
            self.digests.stop()
        self._open.close()

    def finish(self, ids: set[str], progress: Progress | None) -> None:
        """Read all files and fill `survey` of each. Raises `EvidenceUnreadable` when one changes meanwhile."""
        bar = _Bar(sum(size for size, _ in self._stamps), progress)
        if self._here:
            self._begin(self._wanted(ids), bar)
        _end(self._resources, bar)
        known = ids | mentioned(_needed_rows((file, piece) for file, piece, _ in self._resources))
        if self._of.qualifiers:  # who is on their lists matters too
            _end(self._data_sets, bar)
            known |= mentioned(text for _, piece, _ in self._data_sets for _, text in piece.found.data_sets)
            self._data_sets = []
        wanted = self._wanted(known)
        tasks = self._data_sets + self._tasks(lambda head: head in _PEOPLE, wanted, bar)
        if not self._here:
            values.prepare()  # while others read
        _end(tasks, bar)
        for file, before in zip(self.files, self._stamps, strict=True):
            if len(file.pieces) > 1 and not all(piece.found.whole for piece in file.pieces):
                file.pieces = [Piece(Range(0, None))]  # a cut was no start of a record after all
                _end([_begun(file, file.pieces[0], wanted, bar)], bar)
            check_unchanged(file.name, before, stamp(file.path))
        self._merge()
        self._finished = True

    def _merge(self) -> None:
        """Put the pieces of each file together, with those profiles that were laid aside and are needed after all."""
        pairs = [(file, piece) for file in self.files for piece in file.pieces]
        needed = Needed(text for _, piece in pairs for _, text in piece.found.rows)
        for file, piece in pairs:
            piece.found.rows = sorted(
                [row for row in piece.found.rows if needed(row[1])] + list(needed.among(piece.found.aside, file.form))
            )
            piece.found.aside = []
        for file in self.files:
            file.survey = merged([piece.found for piece in file.pieces])

    def complete(self, wanted: Wanted) -> bool:
        """Read those pieces again that lack records of who is wanted; whether there was one."""
        wanted = self._wanted(wanted.users, wanted.groups)
        lacking = [(file, piece) for file in self.files for piece in file.pieces if piece.lacks(wanted)]
        bar = _Bar(0, None)
        _end([_begun(file, piece, wanted, bar) for file, piece in lacking], bar)
        return bool(lacking)

    def _wanted(self, users: Iterable[str], groups: Iterable[str] | None = None) -> Wanted:
        return self._of._replace(users=frozenset(users), groups=frozenset(users if groups is None else groups))

    def _begin(self, wanted: Wanted, bar: _Bar) -> None:
        self._resources = self._tasks(lambda head: head not in (*_PEOPLE, *_DATA_SETS), wanted, bar)
        self._data_sets = self._tasks(lambda head: head in _DATA_SETS, wanted, bar)

    def _tasks(self, of: Callable[[str], bool], wanted: Wanted, bar: _Bar) -> list[_Task]:
        """Begin the pieces whose first record is one `of` these, told by its first two columns."""
        pairs = [(file, piece) for file in self.files for piece in file.pieces if of(piece.span.head)]
        return [_begun(file, piece, wanted, bar) for file, piece in pairs]


def ahead(paths: Sequence[str], form: str | None, data_sets: frozenset[str] = frozenset()) -> Reading | None:
    """A reading begun before the rest of the run is loaded, where that gains something.

    None for small files and standard input, and for what cannot be read: `read_unload` says so in its turn.
    """
    try:
        if "-" in paths or sum(stamp(path)[0] for path in paths) < LARGE:
            return None
        return Reading(paths, 0, form, data_sets)
    except (AuditorError, OSError, ValueError):  # ValueError: a NUL character in the name
        return None


def _begun(file: File, piece: Piece, wanted: Wanted, bar: _Bar) -> _Task:
    piece.asked = wanted
    tell = bar.advance if file.here else None
    return _Task(file, piece, file.submit(surveyed, file.path, file.form, piece.span, wanted, tell))


def _end(tasks: Iterable[_Task], bar: _Bar) -> None:
    for file, piece, result in tasks:
        piece.found = result.result()
        if not file.here:
            bar.advance((piece.span.last or Path(file.path).stat().st_size) - piece.span.first)


def _needed_rows(pairs: Iterable[tuple[File, Piece]]) -> Iterator[str]:
    """Yield the texts of resource records that are kept, as far as these pieces tell."""
    pairs = list(pairs)
    texts = [text for _, piece in pairs for _, text in piece.found.rows]
    needed = Needed(texts)
    yield from filter(needed, texts)
    for file, piece in pairs:
        yield from (text for _, text in needed.among(piece.found.aside, file.form))


class _Bar:
    """Adds up for the caller's progress."""

    def __init__(self, total: int, progress: Progress | None) -> None:
        self._done, self._total, self._progress = 0, total, progress

    def advance(self, count: int) -> None:
        """`count` bytes more are done."""
        self._done = min(self._done + count, self._total)
        if self._progress is not None:
            self._progress(self._done, self._total)


def seek(files: list[File], keys: set[Key]) -> set[Key]:
    """Those of `keys` that have a record 0500 after all: its list stood too far from it to be seen together."""
    return {
        key
        for file in files
        for _, text in Walk(file.path, file.form)
        if text.startswith("0500") and (key := (text[252:260].rstrip(" "), text[5:251].rstrip(" "))) in keys
    }
