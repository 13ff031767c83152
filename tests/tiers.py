"""The tiers of the tests: `pytest -m "not slow"` leaves out the files that take most of the time.

    pytest --durations=0 > times.txt; python -m tests.tiers times.txt

prints the files that belong into `slow.txt` beside this file: those that take more than `SECONDS` together. A slow file
is not even read by a quick run, because reading the cases of all files takes longer than the quick ones.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from functools import cache
from pathlib import Path

SECONDS = 1.0
QUICK = "not slow"
"""The expression of `-m` that asks for the quick tier."""
_LIST = Path(__file__).with_name("slow.txt")
_LINE = re.compile(r"([0-9.]+)s (?:call|setup|teardown) +(\S+?)::")


@cache
def slow() -> frozenset[str]:
    """Return the slow files, from the root of the checkout."""
    return frozenset(_LIST.read_text(encoding="ascii").split())


def measured(text: str) -> list[str]:
    """Return the files that take more than `SECONDS` by what pytest said of durations."""
    files: dict[str, float] = defaultdict(float)
    for seconds, name in _LINE.findall(text):
        files[name] += float(seconds)
    return sorted(name for name, seconds in files.items() if seconds > SECONDS)


if __name__ == "__main__":
    sys.stdout.write("\n".join(measured(Path(sys.argv[1]).read_text(encoding="utf-8"))) + "\n")
