"""`python -m tests.stored`: many random changes, each judged by the gate and by a scan of what is stored afterwards."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.monotonic.judging import judges
from tests.stored.changes import change
from tests.stored.judging import Bench


def main() -> int:
    """0 when both say the same of every change, else 1."""
    parser = argparse.ArgumentParser(prog="python -m tests.stored")
    parser.add_argument("--seeds", type=int, default=500, help="how many changes")
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    words = parser.parse_args()
    found = moved = 0
    with judges() as who, tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), who)
        for seed in range(words.first, words.first + words.seeds):
            told = bench.judge(change(seed))
            moved += told.moved
            for line in told.wrong:
                sys.stdout.write(f"seed {seed}, {'; '.join(change(seed)[:-2])}: {line}\n")
                found += 1
    sys.stdout.write(f"{words.seeds} changes, {moved} of them change a verdict, {found} differences\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
