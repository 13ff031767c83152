"""One needed record in a million is damaged: return code 12, the record is named, and nothing passes that rests on it.

What rests on a record is found out, not listed: a twin of the sound installation has another, harmful value in that
record, and what passes in the one and not in the other needed it.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from auditor.cli import run
from auditor.run import audit
from auditor.settings import Settings
from tests.shop.sound import sound
from tests.writers.unload import LAYOUT, record, unload

Field = tuple[str, str]
Passes = frozenset[tuple[str, str]]
"""Policy and object."""

GOOD = ("pass", "not_applicable")

CASES: dict[str, tuple[str, Field, list[Field]]] = {
    "permit": (
        "0505 IRRPTAUTH.IMSDRDA1.WEBUSR1 ",
        ("GRACC_ACCESS", "UPDQTE"),
        [("GRACC_AUTH_ID", "*"), ("GRACC_AUTH_ID", "NOBODY")],
    ),
    "record type": ("0505 IRRPTAUTH.IMSDRDA1.WEBUSR2 ", ("GRACC_RECORD_TYPE", "0Z05"), [("GRACC_AUTH_ID", "*")]),
    "user": ("0200 WEBUSR1 ", ("USBD_REVOKE", "NQ"), [("USBD_REVOKE", "YES"), ("USBD_SPECIAL", "YES")]),
    "key": ("0530 IMSDRDA1 ", ("GRSIGN_REPLAY", "N0"), [("GRSIGN_REPLAY", "YES"), ("GRSIGN_KEY_LABEL", "")]),
    "application": ("0500 IMSDRDA1 APPL ", ("GRBD_UACC", "NQNE"), [("GRBD_UACC", "READ"), ("GRBD_WARNING", "YES")]),
    "connection": ("0205 PRTUSR1 PRTGRP ", ("USCON_REVOKE", "N "), [("USCON_REVOKE", "YES")]),
}
"""Record, damage, and harm that it could hide."""


@cache
def filler() -> tuple[bytes, bytes]:
    """Half a million records of groups and as many of data sets, none of which is needed."""
    group = unload([
        *(record("0102", GPMEM_NAME="FIL00000", GPMEM_MEMBER_ID=f"U{n:06}", GPMEM_AUTH="USE") for n in range(499)),
        record("0100", GPBD_NAME="FIL00000", GPBD_SUPGRP_ID="SYS1", GPBD_OWNER_ID="IBMUSER", GPBD_UNIVERSAL="NO"),
    ])  # fmt: skip
    data_set = unload([
        *(record("0404", DSACC_NAME="FIL00000.**", DSACC_AUTH_ID=f"U{n:06}", DSACC_ACCESS="READ") for n in range(499)),
        record("0400", DSBD_NAME="FIL00000.**", DSBD_GENERIC="YES"),
    ])  # fmt: skip
    return tuple(  # type: ignore[return-value] - two of them
        b"".join(one.replace(b"FIL00000", b"FIL%05d" % n) for n in range(1000)) for one in (group, data_set)
    )


def place(rows: list[str], start: str) -> int:
    """Where the record is whose fields, blanks between them made one, begin so."""
    return next(n for n, row in enumerate(rows) if f"{' '.join(row.split())} ".startswith(start))


def changed(rows: list[str], at: int, field: str, value: str) -> list[str]:
    first, last = next((first, last) for name, first, last, _ in LAYOUT[rows[at][:4]]["fields"] if name == field)
    row = rows[at][: first - 1] + value.ljust(last - first + 1) + rows[at][last:]
    return [*rows[:at], row, *rows[at + 1 :]]


def passes(folder: Path, rows: list[str]) -> Passes:
    toml = sound().write(folder)
    (folder / "unload.txt").write_bytes(unload(rows))
    return frozenset(
        (one.policy, one.object)
        for one in audit(Settings.load(toml)).verdicts
        if one.verdict in ("pass", "not_applicable")
    )


@pytest.fixture(scope="module")
def sound_passes(tmp_path_factory: pytest.TempPathFactory) -> Passes:
    return passes(tmp_path_factory.mktemp("sound"), sound().records())


@pytest.mark.parametrize("case", CASES)
def test_a_damaged_record_in_a_million_is_named_and_nothing_that_needs_it_passes(
    tmp_path: Path, sound_passes: Passes, case: str
) -> None:
    start, damage, harm = CASES[case]
    rows = sound().records()
    at = place(rows, start)
    needed = sound_passes - frozenset.intersection(
        *(passes(tmp_path / f"twin{n}", changed(rows, at, *value)) for n, value in enumerate(harm))
    )
    assert needed, "nothing rests on this record: the case proves nothing"

    toml = sound().write(tmp_path / "large")
    resources = next(n for n, row in enumerate(rows) if row.startswith("05"))
    before, between = filler()
    damaged = changed(rows, at, *damage)
    data = (before, unload(damaged[:resources]), between, unload(damaged[resources:]))
    (tmp_path / "large/unload.txt").write_bytes(b"".join(data))
    number = at + 1 + 500_000 * (1 if at < resources else 2)

    assert run(["scan", str(toml), "--quiet", "--format", "json", "--out", str(tmp_path / "out")]) == 12
    result = json.loads((tmp_path / "out/result.json").read_bytes())
    (read,) = [one for one in result["inputs"] if one["kind"] == "unload"]
    assert read["records"] == len(rows) + 1_000_000
    assert number in {one["record"] for one in result["diagnostics"] if one["level"] == "error"}
    passed = {
        (one["policy"], one["object"]) for one in result["verdicts"] if one["verdict"] in ("pass", "not_applicable")
    }
    assert passed & needed == set()
    assert passed, "what does not rest on it is still judged"
