"""The most memory that a process and what it forked ever held together: what several share counts once.

    python -m tests.benchmarks.held PID

Looks ten times a second until PID has ended, then prints MiB. Needs Linux: it adds up what /proc calls Pss.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

_EVERY = 0.1


class Held:
    """Looks after `pid` from a process of its own, so that looking takes nobody's time."""

    def __init__(self, pid: int) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.benchmarks.held", str(pid)], stdout=subprocess.PIPE, text=True
        )

    def most(self) -> float:
        """MiB; to be asked when the process has ended."""
        return float(self._process.communicate()[0])


def _group(leader: int) -> list[int]:
    """Processes of the group that `leader` leads, and `leader` in any case."""
    found = {leader}
    for entry in Path("/proc").iterdir():
        with suppress(OSError, ValueError):
            if os.getpgid(int(entry.name)) == leader:
                found.add(int(entry.name))
    return sorted(found)


def _proportional(pid: int) -> int:
    """KiB, of which what n processes share counts by an nth."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0


def main() -> None:
    """Print the most that was ever seen."""
    leader, most = int(sys.argv[1]), 0
    while held := sum(map(_proportional, _group(leader))):
        most = max(most, held)
        time.sleep(_EVERY)
    print(most / 1024)


if __name__ == "__main__":
    main()
