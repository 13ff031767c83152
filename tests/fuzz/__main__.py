"""Many cases for every reader, by hand: `python -m tests.fuzz --cases 160000 --seed 1` (all targets together)."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from click import echo

from tests.fuzz.readers import TARGETS
from tests.fuzz.spoil import fault, spoilt


def main() -> int:
    """Print each fault with its target and seed; end with 1 where there is one."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--cases", type=int, default=160_000)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--minutes", type=float, default=1e9)
    arguments.add_argument("--target", choices=list(TARGETS))
    given = arguments.parse_args()
    names = [given.target] if given.target else list(TARGETS)
    ends, faults, done = time.monotonic() + given.minutes * 60, 0, 0
    with tempfile.TemporaryDirectory() as folder:
        while done < given.cases and time.monotonic() < ends:
            name, seed = names[done % len(names)], given.seed + done // len(names)
            found = fault(TARGETS[name], spoilt(TARGETS[name].sample, seed), Path(folder))
            done += 1
            if found is not None:
                faults += 1
                echo(f"{name}, seed {seed}: {found}")
    echo(f"{done} cases, {faults} faults")
    return int(faults > 0)


if __name__ == "__main__":
    sys.exit(main())
