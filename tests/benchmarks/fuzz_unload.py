"""Ten minutes of random damage to unloads in every form, by hand: no traceback, no quiet difference.

    python -m tests.benchmarks.fuzz_unload --minutes 10 --seed 1

Damage that is neither told nor harmless is printed with its seed, unless it is what no reader can see: another value
in a field that stands nowhere else (see tests/sources/irrdbu00/test_properties.py), or whole records cut out or put in.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections import Counter
from pathlib import Path

from click import echo

from auditor.errors import AuditorError
from auditor.sources.irrdbu00.layout import LAYOUT
from auditor.sources.irrdbu00.transfer.walk import Walk
from auditor.sources.transfer.forms import detect
from tests.sources.irrdbu00.test_properties import BASE, DATA, FREE, ROWS, STARTS, TOLD, differences, read, told
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
    """What came of damage in any form: refused, told, harmless, or what no reader can see."""
    form, gz = rng.choice(FORMS), rng.random() < 0.2
    data = hit(rng, unload(ROWS, form=form, gz=gz))
    try:
        found = read(data)
    except AuditorError:
        return "refused"
    if told(found) != TOLD:
        return "told"
    changed = differences(found)
    if not changed:
        return "harmless"
    lost, gained = changes(data)
    left = [row for row in gained if not explained(row, lost)]
    if not left:
        return "another value" if gained else "whole records cut out"
    echo(f"QUIET: {form}{' gz' * gz}: {sorted(changed)[:4]}")
    for what, rows in (("lost", lost), ("gained", left)):
        for row in rows[:6]:
            echo(f"   {what}: {' '.join(row.split())[:150]!r}")
    return "QUIET"


def changes(data: bytes) -> tuple[list[str], list[str]]:
    """Records that damage took away, and those it made."""
    with tempfile.NamedTemporaryFile() as file:
        Path(file.name).write_bytes(data)
        walk = Walk(file.name, detect(file.name, file.name))
        now = Counter(text.ljust(LAYOUT[text[:4]].length) if text[:4] in LAYOUT else text for _, text in walk)
    return list((Counter(ROWS) - now).elements()), list((now - Counter(ROWS)).elements())


def explained(row: str, lost: list[str]) -> bool:
    """Whether the record is one of the lost ones with other values in free fields; that one is then found again."""
    code = row[:4]
    for old in lost:
        if old[:4] == code and len(old) == len(row) and code in FREE:
            columns = (n for n, (a, b) in enumerate(zip(old, row, strict=True), 1) if a != b)
            if all(any(f.first <= n <= f.last and f.name in FREE[code] for f in LAYOUT[code].fields) for n in columns):
                lost.remove(old)
                return True
    return False


def one_byte(rng: random.Random) -> str:
    """One byte of plain text changed: harmless, told, or a value that stands nowhere else."""
    at = rng.randrange(len(DATA))
    near = [c for c in (*b"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .*#@$-:", 0, 10, 13, 0xE4) if c != DATA[at]]
    found = read(DATA[:at] + bytes([rng.choice(near)]) + DATA[at + 1 :])
    assert found.digests.of(0) != BASE.digests.of(0)
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
    echo(f"QUIET: {code} column {column} {field}: {sorted(changed)[:4]}")
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
                what = kind(rng)
                seen[f"{kind.__name__}: {what}"] += 1
                if what == "QUIET":
                    echo(f"   seed {seed}")
            except Exception as error:  # noqa: BLE001 - finding these is what it is for
                seen[f"{kind.__name__}: TRACEBACK"] += 1
                echo(f"seed {seed}: {error!r}")
        seed += 1
    for what, count in sorted(seen.items()):
        echo(f"{count:8} {what}")


if __name__ == "__main__":
    main()
