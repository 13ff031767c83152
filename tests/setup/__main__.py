"""`python -m tests.setup`: the properties of the set-up on every fixture and on many generated installations."""

from __future__ import annotations

import sys

from auditor.errors import AuditorError
from auditor.gather import gather
from auditor.run import Judges
from auditor.settings import Settings
from tests.asked import asked
from tests.monotonic.estates import offered
from tests.monotonic.judging import judges
from tests.racf.installations import installation
from tests.setup.halves import nothing
from tests.setup.properties import of_fixture, of_installation, wrong
from tests.shop.build import FIXTURES


def main() -> int:
    """0 when nothing is wrong, else 1."""
    names, seeds = asked("tests.setup", 100)
    found = written = works = 0
    with judges() as who:
        for name in names:
            done = of_fixture(Settings.load(FIXTURES / name / "auditor.toml"), who)
            bare = of_installation(nothing(gather(Settings.load(FIXTURES / name / "auditor.toml")).estate), who)
            for line in [*wrong(done, who), *(f"from nothing: {one}" for one in wrong(bare, who))]:
                sys.stdout.write(f"{name}: {line}\n")
                found += 1
            sys.stdout.write(f"{name}: {'works' if done.works else 'does not'}, from nothing"
                             f" {'works' if bare.works else 'does not'}\n")  # fmt: skip
            sys.stdout.flush()
        for seed in seeds:
            lines, has, does = _of_seed(seed, who)
            written, works = written + has, works + does
            for line in lines:
                sys.stdout.write(f"seed {seed}: {line}\n")
                sys.stdout.flush()
                found += 1
    sys.stdout.write(f"{found} faults; of {len(seeds)} installations {written} written, {works} work\n")
    return 1 if found else 0


def _of_seed(seed: int, who: Judges) -> tuple[list[str], bool, bool]:
    """What is wrong with one generated installation, whether something is written, and whether it works."""
    try:
        done = of_installation(offered(installation(seed)), who)
        return list(wrong(done, who)), bool(done.proven.plan.lines), done.works
    except AuditorError as error:
        return [f"the run fails: {error}"], False, False


if __name__ == "__main__":
    sys.exit(main())
