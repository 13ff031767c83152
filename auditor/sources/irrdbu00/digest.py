"""SHA-256 of the files. For large ones it takes a core half as long as all the rest, so a process of its own finds it.

The process stands back behind those that read: nobody waits for a digest before the end of a run.
"""

from __future__ import annotations

import hashlib
import mmap
import os
from collections.abc import Sequence
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Final

from auditor.errors import EvidenceUnreadable
from auditor.sources.irrdbu00.pieces import LARGE, ignore_interrupts, starting

_WINDOW: Final = 4 << 20
"""Bytes hashed at a time."""

_BACK: Final = 5
"""How far the process stands back (`nice`)."""

Stamp = tuple[int, int]
"""Size and time of the last change: a file that was written to meanwhile is another file."""


class Digests:
    """The digests of some files: worked out at once where they are small, else from now on."""

    def __init__(self, files: Sequence[tuple[str, str]], stamps: Sequence[Stamp]) -> None:
        """`files`: the name for messages, and the path of each; `stamps`: of when they were opened."""
        self._files, self._stamps = list(files), list(stamps)
        self._found: list[tuple[str, Stamp]] = []
        self._source: Connection | None = None
        self._process: BaseProcess | None = None
        paths = [path for _, path in files]
        if sum(size for size, _ in stamps) < LARGE:
            self._found = [_digest(path) for path in paths]
        else:
            self._begin(paths)

    def of(self, number: int) -> str:
        """Of file `number`, from 0, in hexadecimal. Waits for it.

        Raises `EvidenceUnreadable` when the file has changed since it was opened, or cannot be read any more.
        """
        name = self._files[number][0]
        self.wait(number + 1)
        if number >= len(self._found):
            raise EvidenceUnreadable(f"{name} could not be read to its end", "run again when its transfer has ended")
        digest, after = self._found[number]
        check_unchanged(name, self._stamps[number], after)
        return digest

    def wait(self, count: int | None = None) -> None:
        """Until `count` files, or all, have been read."""
        try:
            while self._source is not None and len(self._found) < (len(self._files) if count is None else count):
                self._found.append(self._source.recv())
        except EOFError:  # the process has ended too early
            self._source = None

    def stop(self) -> None:
        """Nobody wants to know any more."""
        if self._process is not None:
            self._process.kill()
            self._process.join()

    def _begin(self, paths: list[str]) -> None:
        context = starting()
        self._source, target = context.Pipe(duplex=False)
        self._process = context.Process(target=_all, args=(paths, target), name="digests", daemon=True)
        self._process.start()
        target.close()


def stamp(path: str) -> Stamp:
    """Of the file as it is now."""
    stat = Path(path).stat()
    return stat.st_size, stat.st_mtime_ns


def check_unchanged(name: str, before: Stamp, after: Stamp) -> None:
    """Raise `EvidenceUnreadable` when the file is not what it was."""
    if after != before:
        raise EvidenceUnreadable(f"{name} changed while it was read", "run again when its transfer has ended")


def _all(paths: list[str], target: Connection) -> None:
    ignore_interrupts()
    if hasattr(os, "nice"):
        os.nice(_BACK)
    for path in paths:
        try:
            target.send(_mapped(path))
        except (OSError, ValueError):  # ValueError: shorter than it was
            return  # the file is gone, or nobody wants to know any more


def _digest(path: str) -> tuple[str, Stamp]:
    with Path(path).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest(), stamp(path)


def _mapped(path: str) -> tuple[str, Stamp]:
    """The same without copying the bytes. A file that is cut meanwhile ends the process, which is noticed."""
    whole, (size, _) = hashlib.sha256(), stamp(path)
    with Path(path).open("rb") as file:
        for at in range(0, size, _WINDOW):
            with mmap.mmap(file.fileno(), min(_WINDOW, size - at), access=mmap.ACCESS_READ, offset=at) as window:
                whole.update(window)
    return whole.hexdigest(), stamp(path)
