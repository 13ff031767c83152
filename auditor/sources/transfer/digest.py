"""SHA-256 of the files. For large ones it takes a core half as long as all the rest, so a process of its own finds it.

The process stands back behind those that read: nobody waits for a digest before the end of a run.
"""

from __future__ import annotations

import hashlib
import weakref
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO, Final

from auditor import child
from auditor.errors import EvidenceUnreadable

LARGE: Final = 32 << 20
"""Bytes. Below, a second process costs more than it gains."""

_HASHING: Final = Path(__file__).with_name("hashing.py")

Stamp = tuple[int, int]
"""Size and time of the last change: a file that was written to meanwhile is another file."""


class Digests:
    """The digests of some files: worked out at once where they are small, else from now on."""

    def __init__(self, files: Sequence[tuple[str, str]], stamps: Sequence[Stamp]) -> None:
        """`files`: the name for messages, and the path of each; `stamps`: of when they were opened."""
        self._names, self._stamps = [name for name, _ in files], list(stamps)
        self._found: list[tuple[str, Stamp]] = []
        self._source: IO[bytes] | None = None
        self._finish: Callable[[], object] = lambda: None
        paths = [path for _, path in files]
        if sum(size for size, _ in stamps) < LARGE:
            self._found = [_digest(path) for path in paths]
            return
        process = child.python(_HASHING, paths, bare=True)
        self._source = process.stdout
        self._finish = weakref.finalize(self, child.end, process)

    def of(self, number: int) -> str:
        """Return the digest of file `number`, from 0, in hexadecimal. Waits for it.

        Raises `EvidenceUnreadable` when the file has changed since it was opened, or cannot be read any more.
        """
        name = self._names[number]
        self.wait(number + 1)
        if number >= len(self._found):
            raise EvidenceUnreadable(f"{name} could not be read to its end", "run again when its transfer has ended")
        digest, after = self._found[number]
        check_unchanged(name, self._stamps[number], after)
        return digest

    def stop(self) -> None:
        """Nobody wants to know any more."""
        self._source = None
        self._finish()

    def wait(self, count: int | None = None) -> None:
        """Until `count` files, or all, have been read."""
        while self._source is not None and len(self._found) < (len(self._names) if count is None else count):
            line = self._source.readline().decode("ascii").split()
            if not line:  # the process has ended too early
                break
            self._found.append((line[0], (int(line[1]), int(line[2]))))


def stamp(path: str) -> Stamp:
    """Return the stamp of the file as it is now."""
    stat = Path(path).stat()
    return stat.st_size, stat.st_mtime_ns


def check_unchanged(name: str, before: Stamp, after: Stamp) -> None:
    """Raise `EvidenceUnreadable` when the file is not what it was."""
    if after != before:
        raise EvidenceUnreadable(f"{name} changed while it was read", "run again when its transfer has ended")


def _digest(path: str) -> tuple[str, Stamp]:
    with Path(path).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest(), stamp(path)
