"""Ten minutes of random damage to unloads in every form, by hand: no traceback, no quiet difference.

    python -m tests.benchmarks.fuzz_unload --minutes 10 --seed 1

Damage that is neither told nor harmless is printed with its seed unless it is another value in a field that stands
nowhere else (see tests/sources/test_irrdbu00_properties.py).
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter

from click import echo

from auditor.errors import AuditorError
from auditor.sources.irrdbu00.layout import LAYOUT
from tests.sources.test_irrdbu00_properties import BASE, DATA, FREE, ROWS, STARTS, TOLD, differences, read, told
from tests.writers.unload import FORMS, unload


def hit(rng: random.Random, data: bytes) -> bytes:
    """One to four pieces of damage anywhere."""
    for _ in range(rng.choice((1, 1, 2, 4))):
        at = rng.randrange(len(data))
        junk = rng.randbytes(rng.randrange(1, 8))
        data = rng.choice((
            data[:at] + junk + data[at + len(junk) :],
            data[:at] + junk + data[at:],
            data[:at] + data[at + rng.randrange(1, 400) :],
            data[: at + 1],
            data[:at] + data[at : at + rng.randrange(1, 3000)] + data[at:],
        )) or b"0"  # fmt: skip
    return data


def any_form(rng: random.Random) -> str:
    """What came of damage in any form: only a traceback is a fault here."""
    form, gz = rng.choice(FORMS), rng.random() < 0.2
    try:
        found = read(hit(rng, unload(ROWS, form=form, gz=gz)))
    except AuditorError:
        return "refused"
    return "told" if told(found) != TOLD else "harmless" if not differences(found) else "differs"


def one_byte(rng: random.Random) -> str:
    """One byte of plain text changed: harmless, told, or a value that stands nowhere else."""
    at = rng.randrange(len(DATA))
    near = [c for c in (*b"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .*#@$-:", 0, 10, 13, 0xE4) if c != DATA[at]]
    found = read(DATA[:at] + bytes([rng.choice(near)]) + DATA[at + 1 :])
    assert found.inputs[0].sha256 != BASE.inputs[0].sha256
    if told(found) != TOLD:
        return "told"
    changed = differences(found)
    if not changed:
        return "harmless"
    number = next(n for n, start in enumerate(STARTS) if start > at) - 1
    column, code = at - STARTS[number] + 1, ROWS[number][:4]
    field = next((one.name for one in LAYOUT[code].fields if one.first <= column <= one.last), "")
    if field in FREE[code]:
        return "another value"
    echo(f"QUIET: {code} column {column} {field}: {changed}")
    return "QUIET"


def main() -> None:
    """Run until the time is over and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    seen: Counter[str] = Counter()
    end = time.monotonic() + options.minutes * 60
    seed = options.seed
    while time.monotonic() < end:
        rng = random.Random(seed)
        for kind in (any_form, one_byte):
            try:
                seen[f"{kind.__name__}: {kind(rng)}"] += 1
            except Exception as error:  # noqa: BLE001 - finding these is what it is for
                seen[f"{kind.__name__}: TRACEBACK"] += 1
                echo(f"seed {seed}: {error!r}")
        seed += 1
    for what, count in sorted(seen.items()):
        echo(f"{count:8} {what}")


if __name__ == "__main__":
    main()
