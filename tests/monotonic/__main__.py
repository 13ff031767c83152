"""`python -m tests.monotonic`: take away all there is from every fixture, and from many generated installations."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from auditor.run import Judges
from auditor.settings import Settings
from tests.asked import asked
from tests.monotonic import estates, less
from tests.monotonic.judging import judged, judges, scanned, wrong
from tests.racf.installations import installation

FIXTURES = Path(__file__).parents[2] / "fixtures"


def of_fixture(name: str, who: Judges, folder: Path) -> Iterator[str]:
    """What is wrong with a fixture, a line each."""
    settings = Settings.load(FIXTURES / name / "auditor.toml")
    full = scanned(settings, who)
    parts = (*less.record_types(settings, folder), *less.halves(settings, folder))
    for taken, rest in (*less.inputs(settings), *parts):
        done = scanned(rest, who)
        for line in wrong(full, done, taken):
            yield f"{name}, {taken}: {line}"
        if done.disagree:
            yield f"{name}, {taken}: {done.disagree} trials on which the opinions differ"
        if (taken, rest) in parts and done.return_code != 12 and "0530" not in taken:
            yield f"{name}, {taken}: return code {done.return_code}"


def of_installation(seed: int, who: Judges) -> Iterator[str]:
    """What is wrong with a generated installation, a line each."""
    whole = estates.offered(installation(seed))
    full = judged(whole, who)
    for taken, rest in (*estates.inputs(whole), *estates.types(whole)):
        for line in wrong(full, judged(rest, who), taken):
            yield f"seed {seed}, {taken}: {line}"


def main() -> int:
    """0 when nothing is wrong, else 1."""
    names, seeds = asked("tests.monotonic", 200)
    found = 0
    with judges() as who, tempfile.TemporaryDirectory() as folder:
        for name in names:
            sys.stderr.write(f"{name}\n")
            for line in of_fixture(name, who, Path(folder)):
                sys.stdout.write(f"{line}\n")
                found += 1
        for seed in seeds:
            for line in of_installation(seed, who):
                sys.stdout.write(f"{line}\n")
                found += 1
    sys.stdout.write(f"{found} faults in {len(names)} fixtures and {len(seeds)} installations\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
