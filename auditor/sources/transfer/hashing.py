"""The process that takes digests: started by `digest.py`, never imported.

Arguments: paths. Standard output: for each a line with its SHA-256, and its size and time of last change afterwards.
It ends at the first file that cannot be read. A file that is cut meanwhile ends it too (SIGBUS), which is noticed.
This file runs as a script without the package: it may import the standard library only, and as little as it can.
"""

from __future__ import annotations

import hashlib
import mmap
import os
import signal
import sys

_WINDOW = 1 << 20
"""Bytes hashed at a time, without copying them."""

_BACK = 3
"""How far the process stands back (`nice`) behind those that read."""


def _digest(path: str) -> str:
    whole = hashlib.sha256()
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - pathlib takes longer to load than all the rest
        size = os.fstat(file.fileno()).st_size
        for at in range(0, size, _WINDOW):
            with mmap.mmap(file.fileno(), min(_WINDOW, size - at), access=mmap.ACCESS_READ, offset=at) as window:
                whole.update(window)
        after = os.stat(path)  # noqa: PTH116 - the same
    return f"{whole.hexdigest()} {after.st_size} {after.st_mtime_ns}"


def main() -> None:
    """Answer for each path in turn."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches every process of a terminal: the command answers it
    if hasattr(os, "nice"):
        os.nice(_BACK)
    for path in sys.argv[1:]:
        try:
            line = _digest(path)
        except (OSError, ValueError):  # ValueError: shorter than it was
            return
        sys.stdout.write(line + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
