"""A large file in pieces, one process a core: byte ranges that start and end between two entities."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from pathlib import Path
from typing import Any, BinaryIO, Final, Protocol

from auditor.sources.irrdbu00.forms import Form, opened
from auditor.sources.irrdbu00.walk import entity

LARGE: Final = 32 << 20
"""Bytes. Below, a second process costs more than it gains."""

PIECE: Final = 16 << 20

Range = tuple[int, int | None]


class Submit(Protocol):
    """`submit` of an executor."""

    def __call__(self, work: Callable[..., Any], /, *arguments: object) -> Future[Any]:
        """Have `work(*arguments)` done."""


def pieces(path: str, form: Form) -> list[Range]:
    """Byte ranges of the file. Only plain text can be cut: where a record starts in binary is known by reading it."""
    size = Path(path).stat().st_size
    if form.kind != "text" or form.packed or size < LARGE:
        return [(0, None)]
    cuts = [0]
    with opened(path) as file:
        while (target := cuts[-1] + PIECE) < size - PIECE // 2:
            cuts.append(_between(file, target))
    return list(zip(cuts, [*cuts[1:], None], strict=True))


def _between(file: BinaryIO, target: int) -> int:
    """The start of the first entity after `target`."""
    file.seek(target)
    at = target + len(file.readline())
    key = None
    while line := file.readline():
        if key is not None and entity(line) != key:
            break
        key = entity(line)
        at += len(line)
    return at


def workers(files: Sequence[list[Range]]) -> int:
    """How many processes the pieces of all files are worth."""
    return min(os.cpu_count() or 1, max(len(ranges) for ranges in files))


def processes(count: int) -> Executor:
    """Worker processes; forked where that can be done, which starts them in a millisecond."""
    method = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
    return ProcessPoolExecutor(count, mp_context=multiprocessing.get_context(method))


class Here:
    """Does the work in this process, at once: `Executor.submit` for small files."""

    def submit(self, work: Callable[..., Any], /, *arguments: object) -> Future[Any]:
        """The finished work."""
        future: Future[Any] = Future()
        future.set_result(work(*arguments))
        return future
