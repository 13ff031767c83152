"""What makes the reader fast must not change what it reads. (How fast it is: tests/benchmarks.)"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from auditor.sources.irrdbu00 import Unload, pieces, read_unload, survey, walk
from auditor.sources.irrdbu00 import people_scan as people
from tests.benchmarks.generate import site
from tests.writers.unload import record, unload

ROWS = list(site(1))


def read(path: Path) -> Unload:
    return read_unload([str(path)], wanted_ids={"U000003", "G00001"}, first_source=0)


def everything(found: Unload) -> tuple[Any, ...]:
    return found.profiles, found.users, found.groups, found.level, found.diagnostics, found.damage, found.lines


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Read with no pattern at all: every record is looked at."""

    def slow(path: Path) -> Unload:
        with monkeypatch.context() as patch:
            patch.setattr(survey.Uninteresting, "__call__", lambda _self, _block, at: (at, 0))
            patch.setattr(people.Unwanted, "__call__", lambda _self, _block, at: (at, 0))
            return read(path)

    return slow


def harm(rows: list[str], how: str) -> list[str]:
    rows = list(rows)
    at = next(n for n, row in enumerate(rows) if row.startswith("0505") and "SDSF" in row)
    match how:
        case "cut":
            rows[at] = rows[at][:200]
        case "orphan class":
            rows[at] = rows[at].replace("SDSF    ", "SDSX    ")
        case "orphan name":
            rows[at] = rows[at][:5] + "Z" + rows[at][6:]
        case "line end":
            rows[at] = rows[at][:60] + "\n" + rows[at][61:]
        case "hidden":
            # A record of a class nobody reads is cut so that a permit fits into its free text, separators and all.
            base = next(n for n, row in enumerate(rows) if row.startswith("0500") and "SDSF" in row)
            fake = record("0505", GRACC_NAME="APPL001", GRACC_CLASS_NAME="APPL", GRACC_AUTH_ID="EVIL",
                          GRACC_ACCESS="READ", GRACC_ACCESS_CNT="00000")  # fmt: skip
            rows[base] = rows[base][:400] + "\n" + fake[:200] + rows[base][601:]
        case "special":
            base = next(n for n, row in enumerate(rows) if row.startswith("0200 U000009"))
            rows[base] = rows[base][:39] + "YES " + rows[base][43:]
        case "twice":
            base = next(n for n, row in enumerate(rows) if row.startswith("0200 U000009"))
            rows.append(rows[base])
    return rows


HARM = ("sound", "cut", "orphan class", "orphan name", "line end", "hidden", "special", "twice")
CASES = [("lf", how) for how in HARM] + [
    (form, how)
    for form in ("crlf", "stripped", "stripped-crlf", "rdw", "bdw")
    for how in ("sound", "hidden", "special")
]


@pytest.mark.parametrize(("form", "how"), CASES)
def test_patterns_change_nothing(tmp_path: Path, slow: Any, how: str, form: str) -> None:
    path = tmp_path / "unload"
    path.write_bytes(unload(harm(ROWS, how), form=form))
    fast, expected = read(path), slow(path)
    assert fast.inputs == expected.inputs
    if how == "twice":  # the number of a record that was passed over is not known
        assert {one.code for one in fast.diagnostics} == {one.code for one in expected.diagnostics} == {"duplicate"}
        return
    if how == "orphan name" and form in ("lf", "crlf"):
        assert [one.code for one in fast.diagnostics] == ["orphan"]
    assert everything(fast) == everything(expected)


def test_pieces_and_blocks_change_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "unload"
    path.write_bytes(unload(harm(ROWS, "cut")))
    whole = read(path)
    monkeypatch.setattr(walk, "CHUNK", 90_000)
    monkeypatch.setattr(walk, "AHEAD", 30_000)
    assert everything(read(path)) == everything(whole)
    monkeypatch.setattr(pieces, "LARGE", 100_000)
    monkeypatch.setattr(pieces, "PIECE", 300_000)
    cut = read(path)
    assert cut.inputs == whole.inputs
    assert everything(cut) == everything(whole)


def test_a_list_longer_than_a_block_is_no_orphan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    many = [
        record("0505", GRACC_NAME="BIG", GRACC_CLASS_NAME="SDSF", GRACC_AUTH_ID=f"U{n:06}", GRACC_ACCESS="READ",
               GRACC_ACCESS_CNT="00000") for n in range(400)
    ]  # fmt: skip
    base = next(row for row in ROWS if row.startswith("0500") and "SDSF" in row)
    path = tmp_path / "unload"
    path.write_bytes(unload([*ROWS[:-1], *many, base[:5] + "BIG".ljust(246) + base[251:], ROWS[-1]]))
    monkeypatch.setattr(walk, "CHUNK", 60_000)
    assert read(path).diagnostics == ()
    monkeypatch.setattr(walk, "LONGEST", 70_000)
    assert read(path).diagnostics == ()
