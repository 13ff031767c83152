"""`python -m tests.remedy`: the properties of remedies on every fixture and on many generated installations."""

from __future__ import annotations

import sys

from auditor.errors import AuditorError
from auditor.run import Judges
from auditor.settings import Settings
from tests.asked import asked
from tests.monotonic.estates import offered
from tests.monotonic.judging import judges
from tests.racf.installations import installation
from tests.remedy.properties import of_estate, of_fixture, wrong
from tests.shop.build import FIXTURES


def main() -> int:
    """0 when nothing is wrong, else 1."""
    names, seeds = asked("tests.remedy", 500)
    found = 0
    with judges() as who:
        for name in names:
            for line in wrong(of_fixture(Settings.load(FIXTURES / name / "auditor.toml"), who), who):
                sys.stdout.write(f"{name}: {line}\n")
                found += 1
        for seed in seeds:
            for line in _of_seed(seed, who):
                sys.stdout.write(f"seed {seed}: {line}\n")
                sys.stdout.flush()
                found += 1
    sys.stdout.write(f"{found} faults in {len(names)} fixtures and {len(seeds)} installations\n")
    return 1 if found else 0


def _of_seed(seed: int, who: Judges) -> list[str]:
    """What is wrong with the remedies of one generated installation; a run that fails is one line, and goes on."""
    try:
        return list(wrong(of_estate(offered(installation(seed)), who), who))
    except AuditorError as error:
        return [f"the run fails: {error}"]


if __name__ == "__main__":
    sys.exit(main())
