"""Minutes of random damage to SMF records in every form, by hand: no traceback, no quiet difference, no unknown name.

    python -m tests.benchmarks.fuzz_smf --minutes 10 --seed 1

Damage that changes what is counted and is told nowhere is printed with its number, unless it is what no reader can see:
another value in a field, or whole records cut out, put in or repeated.
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
from auditor.sources.irradu00.file import table_of
from auditor.sources.irradu00.layout import HEADER
from auditor.sources.irradu00.lines import SMF, Lines
from auditor.sources.irradu00.read import Smf, read_smf
from auditor.sources.irradu00.scope import Scope
from auditor.sources.transfer.forms import detect
from tests.benchmarks.fuzz_unload import hit
from tests.writers.smf import FORMS, access, command, jobinit, ptcreate, smf

USERS = frozenset({"WEBUSR1", "BATUSR1", "WEBSTC", "SECADM"})
SCOPE = Scope(
    applications=frozenset({"IMSDRDA1"}), jobs=frozenset({"ICONJOB"}), names=frozenset({"IMSDRDA1"}),
    known=lambda names: set(names) & USERS, first="2026-08-04", last="2026-11-02",
)  # fmt: skip
REFUSED = {"qualifier": "INVPSWD", "succeeded": "NO", "violation": "YES"}
ROWS = [
    *(jobinit("IMSDRDA1", "WEBUSR1", at=f"2026-11-02 0{hour}:03:07") for hour in range(9)),
    *(jobinit("IMSDRDA1", "BATUSR1", at=f"2026-11-02 1{hour}:00:01", **REFUSED) for hour in range(3)),
    ptcreate("IMSDRDA1", "WEBSTC", "WEBUSR1", at="2026-11-02 14:00:00"),
    command("PERMIT", "SECADM", "IMSDRDA1 CLASS(APPL) ID(WEBUSR1) ACCESS(READ)", at="2026-11-02 15:00:00"),
    access("SYS1.PARMLIB", "WEBUSR1", at="2026-11-02 16:00:00"),
    jobinit("TSO", "WEBUSR1", job="TSOJOB", at="2026-11-02 17:00:00"),
]
FREE = frozenset(
    column
    for field in HEADER
    if field.kind in ("char", "date", "time", "int", "yes-no")
    for column in range(field.first, field.last + 1)
) | frozenset(range(282, 290)) | frozenset(range(291, 13000))  # fmt: skip
"""Columns that hold a value: another one there is another record, and nothing is lost."""


def read(data: bytes) -> Smf:
    """What is read of these bytes."""
    with tempfile.NamedTemporaryFile() as file:
        Path(file.name).write_bytes(data)
        return read_smf([file.name], scope=SCOPE, first_source=0)


def counts(found: Smf) -> list[object]:
    """What was counted. A piece that was put in and is passed over by rule costs nothing."""
    facts = found.seen.facts(None)
    if facts is None:
        return []
    rows: list[object] = [
        (one.system, one.job, one.application, one.user, one.accepted, tuple(one.refused.items()), one.unflagged)
        for one in facts.logons
    ]
    rows += [(one.requester, one.user, one.made, one.refused) for one in facts.generated]
    return [*rows, len(facts.changes)]


WHOLE = {form: counts(read(smf(ROWS, form))) for form in FORMS}


def records(data: bytes) -> Counter[str]:
    """The records of a file as they are cut, in ISO 8859-1."""
    with tempfile.NamedTemporaryFile() as file:
        Path(file.name).write_bytes(data)
        form = detect(file.name, file.name, None, SMF)
        table = table_of(form)
        return Counter(
            (raw if table is None else raw.translate(table)).decode("latin-1").rstrip(" ")
            for batch in Lines(file.name, form)
            for raw in batch
        )


def unseen(data: bytes) -> bool:
    """Whether no reader can see the damage: records as a whole, or another value in one."""
    now, were = records(data), Counter(row.rstrip(" ") for row in ROWS)
    lost = list((were - now).elements())
    for row in (now - were).elements():
        if row and row not in were and not any(_another(row, old) for old in lost):
            return False
    return True


def _another(row: str, old: str) -> bool:
    size = max(len(row), len(old))
    pairs = zip(row.ljust(size), old.ljust(size), strict=True)
    return all(column in FREE for column, (new, was) in enumerate(pairs, 1) if new != was)


def attempt(rng: random.Random) -> str:
    """What came of damage in any form: refused, told, harmless, or what no reader can see."""
    form, packed = rng.choice(FORMS), rng.random() < 0.2
    data = hit(rng, smf(ROWS, form, gzip=packed))
    try:
        found = read(data)
    except AuditorError:
        return "refused"
    names = {one.user for one in getattr(found.seen.facts(None), "logons", ())} - {None}
    if not names <= USERS:
        return "NAMED"
    if found.diagnostics or found.damage:
        return "told"
    if counts(found) == WHOLE[form]:
        return "harmless"
    return "another value" if unseen(data) else "QUIET"


def main() -> int:
    """Return 1 when something was quiet."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    until, number, outcomes = time.monotonic() + 60 * asked.minutes, 0, Counter[str]()
    while time.monotonic() < until:
        number += 1
        outcome = attempt(random.Random(f"{asked.seed}/{number}"))
        outcomes[outcome] += 1
        if outcome.isupper():
            echo(f"{outcome}: {asked.seed}/{number}")
    echo(f"{number} files: {dict(sorted(outcomes.items()))}")
    return int(any(outcome.isupper() for outcome in outcomes))


if __name__ == "__main__":
    raise SystemExit(main())
