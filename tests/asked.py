"""What a long run of properties is asked on the command line: fixtures by name, and seeds of installations."""

from __future__ import annotations

import argparse
from typing import NamedTuple

from tests.shop.build import FIXTURES


class Asked(NamedTuple):
    """Names of fixtures, and the seeds."""

    names: list[str]
    seeds: range


def asked(prog: str, seeds: int) -> Asked:
    """Read the command line of `python -m prog`. `seeds`: how many installations where nothing is said."""
    parser = argparse.ArgumentParser(prog=f"python -m {prog}")
    parser.add_argument("--seeds", type=int, default=seeds, help="how many generated installations")
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("fixtures", nargs="*", help="names of fixtures; all where none is named, '-' for none")
    words = parser.parse_args()
    names = words.fixtures or sorted(path.parent.name for path in FIXTURES.glob("*/auditor.toml"))
    return Asked([name for name in names if name != "-"], range(words.first, words.first + words.seeds))
