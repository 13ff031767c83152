"""A large file in pieces, one process a core: byte ranges that start and end between two entities."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Final, NamedTuple, Protocol

from auditor.sources.irrdbu00.layout import LAYOUT
from auditor.sources.irrdbu00.transfer.walk import CUT, described_end, entity
from auditor.sources.transfer.digest import LARGE
from auditor.sources.transfer.forms import Form, opened

PIECE: Final = 16 << 20

CHAIN: Final = 64
"""Records behind each other that make a place in a binary file likely to be the start of one."""

_WINDOW: Final = 1 << 18
"""Bytes in which the start of an entity is looked for."""


class Range(NamedTuple):
    """A byte range; `last` is None at the end of the file."""

    first: int
    last: int | None
    head: str = ""
    """First two columns of its first record, where that is known."""


class Submit(Protocol):
    """`submit` of an executor."""

    def __call__(self, work: Callable[..., Any], /, *arguments: object) -> Future[Any]:
        """Have `work(*arguments)` done."""


def cut(path: str, form: Form) -> list[Range]:
    """Byte ranges of the file.

    Where a record starts in a binary file is only guessed. That each range ended exactly where the next one starts
    proves the guesses: the first starts at the start of the file. Blocks are not cut: records run across them. Nor is
    z/OSMF's record mode, whose lengths are made RDWs on the way.
    """
    size = Path(path).stat().st_size
    if form.kind in ("bdw", "record") or form.packed or size < LARGE:
        return [Range(0, None)]
    starts = [(0, "")]
    with opened(path) as file:
        starts[0] = (0, _head(file, form))
        target = PIECE
        while target < size - PIECE // 2:
            found = _line(file, target) if form.kind == "text" else _described(file, target, form)
            if found is not None:
                starts.append(found)
                target = found[0]
            target += PIECE
    ends = [first for first, _ in starts[1:]]
    return [Range(first, last, head) for (first, head), last in zip(starts, [*ends, None], strict=True)]


def _head(file: BinaryIO, form: Form) -> str:
    at = 3 if form.bom else 0 if form.kind == "text" else 4
    return file.read(at + 2)[at:].decode(form.codepage)


def _line(file: BinaryIO, target: int) -> tuple[int, str]:
    """The start of the first entity after `target`, and the first two columns of its first record."""
    file.seek(target)
    at = target + len(file.readline())
    key = None
    while line := file.readline():
        text = line[:260].decode("latin-1")
        if key is not None and entity(text) != key:
            break
        key = entity(text)
        at += len(line)
    return at, line[:2].decode("latin-1")


def _described(file: BinaryIO, target: int, form: Form) -> tuple[int, str] | None:
    """The same in a binary file, as far as can be told."""
    file.seek(target)
    block = bytearray(file.read(_WINDOW))
    for at in range(len(block) // 2):
        if block[at + 2 : at + 4] == b"\0\0" and _chained(block, at, form):
            break
    else:
        return None
    key = None
    while (end := described_end(block, at, len(block))) > 0:
        text = block[at + 4 : min(end, at + 264)].decode(form.codepage)
        if key is not None and entity(text) != key:
            return target + at, text[:2]
        key = entity(text)
        at = end
    return None


def _chained(block: bytearray, at: int, form: Form) -> bool:
    """Whether many records of known types follow each other from `at`."""
    for _ in range(CHAIN):
        end = described_end(block, at, len(block))
        if end == CUT:
            return True
        if end < 0 or block[at + 4 : at + 8].decode(form.codepage) not in LAYOUT:
            return False
        at = end
    return True


def workers(files: Sequence[list[Range]]) -> int:
    """How many processes the pieces of all files are worth."""
    return min(os.cpu_count() or 1, max(len(ranges) for ranges in files))


def _ignore_interrupts() -> None:
    """Ctrl-C reaches every process of a terminal; the command alone answers it, and ends the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextmanager
def processes(count: int) -> Iterator[Executor]:
    """Running worker processes; forked where that can be done, which starts them in a millisecond.

    They run when this returns, because a fork should find no other thread. What has not been begun when the context
    ends is not done any more.
    """
    method = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(method)
    pool = ProcessPoolExecutor(count, mp_context=context, initializer=_ignore_interrupts)
    try:
        pool.submit(int).result()
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


class Here:
    """Does the work in this process, at once: `Executor.submit` for small files."""

    def submit(self, work: Callable[..., Any], /, *arguments: object) -> Future[Any]:
        """The finished work."""
        future: Future[Any] = Future()
        future.set_result(work(*arguments))
        return future
