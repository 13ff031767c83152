"""What makes the reader fast must not change what it reads. (How fast it is: tests/benchmarks.)"""

from __future__ import annotations

import random
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from auditor.sources.irrdbu00 import Unload, read_unload
from auditor.sources.irrdbu00.fast import passing
from auditor.sources.irrdbu00.survey import files, reading, survey
from auditor.sources.irrdbu00.transfer import pieces, walk
from auditor.sources.irrdbu00.wanted import Passed
from tests.benchmarks.generate import site
from tests.writers.unload import record, unload

KEPT_WELL = {
    "DSBD_GENERIC": "YES", "DSBD_OWNER_ID": "SECADM", "DSBD_UACC": "NONE", "DSBD_AUDIT_LEVEL": "ALL",
    "DSBD_WARNING": "NO", "DSBD_ERASE": "YES", "DSBD_GAUDIT_LEVEL": "NONE",
}  # fmt: skip


def among_data_sets(rows: list[str]) -> list[str]:
    """Put two profiles of data sets that matter among the many that do not."""
    at = next(n for n, row in enumerate(rows) if row.startswith("0400")) + 1
    wanted = [
        record("0404", DSACC_NAME="SYS1.RACF", DSACC_AUTH_ID="U000003", DSACC_ACCESS="READ", DSACC_ACCESS_CNT="00000"),
        record("0400", DSBD_NAME="SYS1.RACF", **KEPT_WELL),
        record("0400", DSBD_NAME="SYS1.**", **KEPT_WELL),
        record("0400", DSBD_NAME="SYS1.OTHER", **KEPT_WELL),
    ]
    return rows[:at] + wanted + rows[at:]


ROWS = among_data_sets(list(site(1)))


def read(path: Path) -> Unload:
    data_sets = frozenset({"SYS1.RACF"})
    return read_unload([str(path)], wanted_ids={"U000003", "G00001"}, first_source=0, data_sets=data_sets)


def test_the_data_sets_that_matter_are_read(tmp_path: Path) -> None:
    (path := tmp_path / "unload").write_bytes(unload(ROWS))
    assert [found.name for found in read(path).data_sets] == ["SYS1.**", "SYS1.RACF"]


def everything(found: Unload) -> tuple[Any, ...]:
    facts = found.data_sets, found.profiles, found.users, found.groups
    return *facts, found.level, found.diagnostics, found.damage, found.lines


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Read without the room: nothing is passed over, every record is looked at."""

    def slow(path: Path) -> Unload:
        with monkeypatch.context() as patch:
            patch.setattr(survey, "Passing", lambda form, _wanted: Passed(form))
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


# -- any order, any cut ----------------------------------------------------------------------------------------------


def entities(rows: list[str]) -> list[list[str]]:
    return [list(same) for _, same in groupby(rows, key=walk.entity)]


def resources_first(rows: list[str]) -> list[str]:
    return sorted(rows, key=lambda row: row[:2], reverse=True)


def entities_shuffled(rows: list[str]) -> list[str]:
    parts = entities(rows)
    random.Random(5).shuffle(parts)
    return [row for part in parts for row in part]


def records_shuffled(rows: list[str]) -> list[str]:
    return random.Random(5).sample(rows, len(rows))


def bases_first(rows: list[str]) -> list[str]:
    return [row for part in entities(rows) for row in sorted(part, key=lambda row: row[2:4] != "00")]


def a_connection_before_its_user(rows: list[str]) -> list[str]:
    """The user matters because of another group, in which he is further down."""
    mine = next(row[5:13] for row in rows if row.startswith("0205") and row[14:22] == "G00003  ")
    early = next(row for row in rows if row.startswith("0205 " + mine) and row[14:22] > "G00020")
    return [early, *(row for row in rows if row != early)]


def two_users_of_one_name(rows: list[str]) -> list[str]:
    part = next(part for part in entities(rows) if part[0].startswith("0203") and "G00003" not in "".join(part))
    return [*rows, *part]


ORDERS = (
    list, resources_first, entities_shuffled, records_shuffled, bases_first, a_connection_before_its_user,
    two_users_of_one_name,
)  # fmt: skip


@pytest.mark.parametrize("form", ["lf", "stripped", "rdw"])
@pytest.mark.parametrize("order", ORDERS, ids=lambda order: order.__name__)
def test_order_and_pieces_change_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, slow: Any, order: Any, form: str
) -> None:
    path = tmp_path / "unload"
    path.write_bytes(unload(order(ROWS), form=form))
    expected, whole = slow(path), read(path)
    assert "U000003" in expected.users
    monkeypatch.setattr(pieces, "LARGE", 100_000)
    monkeypatch.setattr(pieces, "PIECE", 200_000)
    in_pieces = read(path)
    assert in_pieces.inputs == whole.inputs == expected.inputs
    if order is two_users_of_one_name:  # the number of a record that was passed over is not known
        assert {one.code for one in in_pieces.diagnostics} == {one.code for one in expected.diagnostics}
        return
    assert everything(whole) == everything(expected)
    assert everything(in_pieces) == everything(expected)


def test_who_matters_is_found_whatever_the_order(tmp_path: Path) -> None:
    path = tmp_path / "unload"
    found = []
    for order in ORDERS[:5]:
        path.write_bytes(unload(order(ROWS)))
        found.append(read(path))
    assert {frozenset(one.users) for one in found} == {frozenset(found[0].users)}
    assert {frozenset(one.groups) for one in found} == {frozenset(found[0].groups)}


@pytest.fixture
def spans(monkeypatch: pytest.MonkeyPatch) -> list[pieces.Range]:
    """Large binary files begin at 100,000 bytes; the ranges that were read."""
    monkeypatch.setattr(pieces, "LARGE", 100_000)
    monkeypatch.setattr(pieces, "PIECE", 200_000)
    seen = []
    real = reading.surveyed

    def surveyed(path: str, form: Any, span: pieces.Range, *more: Any) -> Any:
        seen.append(span)
        return real(path, form, span, *more)

    monkeypatch.setattr(reading, "surveyed", surveyed)
    monkeypatch.setattr(pieces, "workers", lambda _: 1)
    monkeypatch.setattr(files, "workers", lambda _: 1)
    return seen


def test_a_binary_file_is_cut_where_entities_begin(tmp_path: Path, spans: list[pieces.Range]) -> None:
    path = tmp_path / "unload"
    data = unload(ROWS, form="rdw")
    path.write_bytes(data)
    read(path)
    assert len(spans) >= 4
    assert len(set(spans)) == len(spans), "a sound file in the usual order is read once"
    assert sorted(span.first for span in spans)[1:] == sorted(span.last for span in spans if span.last)


def test_a_damaged_descriptor_in_a_piece_loses_what_it_loses_in_the_whole(
    tmp_path: Path, spans: list[pieces.Range], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "unload"
    rows = [row.encode("cp1047") for row in ROWS]
    at = sum(len(row) + 4 for row in rows[: len(rows) // 2])
    data = unload(ROWS, form="rdw")
    path.write_bytes(data[:at] + b"\0\3\0\0" + data[at + 4 :])
    found = read(path)
    assert pieces.Range(0, None) in spans
    assert [(one.code, one.record) for one in found.diagnostics if one.code == "bad-rdw"] == [
        ("bad-rdw", len(rows) // 2 + 1)
    ]
    monkeypatch.setattr(pieces, "LARGE", 1 << 30)
    assert everything(read(path)) == everything(found)


def test_a_record_that_holds_records_fools_nobody(
    tmp_path: Path, spans: list[pieces.Range], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Free text can hold bytes that look like a chain of records; a piece that starts there does not end well."""
    path = tmp_path / "unload"
    monkeypatch.setattr(pieces, "CHAIN", 3)
    monkeypatch.setattr(
        pieces, "PIECE", 58 * 1021 + 200
    )  # each guess then starts inside a record, before its free text
    fake = unload([record("0102", GPMEM_NAME=f"EVIL{n}", GPMEM_MEMBER_ID="E") for n in range(6)], form="rdw")
    bait = b""
    for n in range(400):
        row = record("0500", GRBD_NAME=f"X{n}", GRBD_CLASS_NAME="SDSF").encode("cp1047")
        bait += (len(row) + 4).to_bytes(2, "big") + b"\0\0" + row[:400] + fake + row[400 + len(fake) :]
    path.write_bytes(unload(ROWS, form="rdw") + bait)
    found = read(path)
    assert pieces.Range(0, None) in spans, "some guess was wrong, and was found out"
    monkeypatch.setattr(pieces, "LARGE", 1 << 30)
    assert everything(read(path)) == everything(found)
    assert found.inputs[0].records == len(ROWS) + 400


def test_a_user_with_many_connections_is_looked_at_record_by_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "unload"
    path.write_bytes(unload(ROWS))
    whole = everything(read(path))
    monkeypatch.setattr(passing, "MANY", 8)
    assert everything(read(path)) == whole
