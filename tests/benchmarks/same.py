"""Proves that a change of speed changes no answer: a digest of what each installation is told, to lay beside another's.

    python -m tests.benchmarks.same --seeds 1000 > before.txt     in a checkout of what was before
    python -m tests.benchmarks.same --seeds 1000 > after.txt      in this one; then `diff before.txt after.txt`

Every fixture is scanned whole, with all outputs for programs and remedies; of generated installations the verdicts, expectations and
remedies count; with `--open` the open site of so many megabytes too.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

from pydantic_core import to_json

from auditor.errors import AuditorError
from auditor.gather import Gathered, gather
from auditor.models.estate import Estate
from auditor.models.formats import FORMATS
from auditor.renderers.interface import RenderContext, render
from auditor.run import Audit, Judges, Terms, engine_of, examine, prepared, terms_of
from auditor.settings import Settings
from tests.monotonic.estates import offered
from tests.racf.installations import installation
from tests.shop.build import FIXTURES

PAGES = ("html", "markdown")
"""What is for people alone may be said better; all else is the same to the byte."""


def digest(*parts: bytes) -> str:
    """What stands for these bytes."""
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:24]


def told(audit: Audit) -> str:
    """The digest of the result in every format, and of the remedies."""
    pages = [render(row.name, audit.result, RenderContext()) for row in FORMATS if row.name not in PAGES]
    script = to_json([audit.remedies.undo.commands, audit.remedies.undo.lost, audit.remedies.beside])
    return digest(*pages, script)


def of_folder(config: Path, judges: Judges) -> str:
    """The digest of what a scan says."""
    with contextlib.chdir(config.parent):  # no output names the folder
        settings = Settings.load(config.name, policy_timeout=3600.0)
        gathered = gather(settings)
        return told(examine(gathered.estate, gathered, judges, terms_of(settings, gathered)))


def of_estate(estate: Estate, judges: Judges) -> str:
    """The digest of what is said of an installation that no file was read for, or why nothing could be."""
    try:
        return told(examine(estate, Gathered(estate=estate), judges, Terms()))
    except AuditorError as error:
        return f"{type(error).__name__}: {error}"


def lines(seeds: range, megabytes: int, fixtures: str) -> Iterator[str]:
    """Name and digest of each, a line each."""
    with prepared((), engine_of(Settings(policy_timeout=3600.0))) as judges:
        for config in sorted(FIXTURES.glob(f"{fixtures}/auditor.toml")):
            yield f"{config.parent.name} {of_folder(config, judges)}"
        for seed in seeds:
            yield f"seed {seed} {of_estate(offered(installation(seed)), judges)}"
        if megabytes:
            from tests.benchmarks.open_site import write

            with tempfile.TemporaryDirectory() as folder:
                yield f"open {of_folder(write(Path(folder), megabytes), judges)}"


def main() -> None:
    """Print the lines."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=100)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--open", type=int, default=0, metavar="MB")
    parser.add_argument("--fixtures", default="*", help="only those of this pattern")
    words = parser.parse_args()
    for line in lines(range(words.first, words.first + words.seeds), words.open, words.fixtures):
        print(line, flush=True)


if __name__ == "__main__":
    main()
