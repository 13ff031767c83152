"""An unload of a part of a database is told from one of a whole database, and damage from absence."""

from __future__ import annotations

import pytest

from auditor.sources.irrdbu00 import Unload
from auditor.sources.irrdbu00.layout import SLICES
from tests.benchmarks.generate import site
from tests.shop.example import example
from tests.shop.sound import sound
from tests.writers.unload import FORMS, record

SOUND = sound().records()
EXAMPLE = example().records()
LARGE = list(site(1))
EVERY = ("0100", "0102", "0200", "0203", "0205", "0500", "0505")


def lost(found: Unload, *codes: str) -> list[tuple[str | None, str | None, str | None]]:
    return [(one.record_type, one.class_name, one.name) for one in found.damage if one.code in codes]


def without(rows: list[str], *starts: str) -> list[str]:
    return [row for row in rows if not row.startswith(starts)]


def put(row: str, first: int, text: str) -> str:
    """The record with `text` in the columns from `first` on."""
    return row[: first - 1] + text + row[first - 1 + len(text) :]


@pytest.mark.parametrize("rows", [SOUND, EXAMPLE, LARGE], ids=["sound", "example", "large"])
@pytest.mark.parametrize("form", FORMS)
def test_a_whole_database_is_one_in_every_form(read, rows: list[str], form: str) -> None:
    assert lost(read(rows, form), "incomplete", "partial") == []


@pytest.mark.parametrize("rows", [SOUND, EXAMPLE, LARGE], ids=["sound", "example", "large"])
@pytest.mark.parametrize("code", EVERY)
def test_a_type_that_every_database_has_is_missed(read, rows: list[str], code: str) -> None:
    found = read(without(rows, code))
    assert (code, None, None) in lost(found, "incomplete")
    assert [one.level for one in found.diagnostics if one.code == "incomplete"] == ["error"]


@pytest.mark.parametrize("form", ["rdw", "bdw", "stripped", "crlf"])
@pytest.mark.parametrize("code", ["0102", "0203", "0205", "0505"])
def test_it_is_missed_among_records_that_are_passed_over(read, form: str, code: str) -> None:
    assert lost(read(without(LARGE, code), form), "incomplete") == [(code, None, None)]


@pytest.mark.parametrize(("class_name", "code"), [("STARTED", "0540"), ("GLOBAL", "0503"), ("RACFVARS", "0503")])
def test_a_class_without_what_its_profiles_are_made_for_is_missed(read, class_name: str, code: str) -> None:
    base = next(row for row in SOUND if row.startswith("0500 ICONDB1"))
    rows = [*without(SOUND, code), put(base, 253, class_name.ljust(8))]
    assert (code, class_name, None) in lost(read(rows), "incomplete")


@pytest.mark.parametrize("code", ["0100", "0505", "0540"])
def test_a_type_whose_only_record_is_damaged_is_not_missing(read, code: str) -> None:
    found = read([*without(SOUND, code), next(row for row in SOUND if row.startswith(code))[:24]])
    assert lost(found, "incomplete") == []
    assert found.damage


# -- names that RACF keeps consistent ----------------------------------------------------------------------------------


def group(name: str, superior: str) -> str:
    row = next(row for row in SOUND if row.startswith("0100 BATGRP"))
    return put(put(row, 6, name.ljust(8)), 15, superior.ljust(8))


@pytest.mark.parametrize("form", ["lf", "rdw", "stripped"])
@pytest.mark.parametrize("rows", [SOUND, LARGE], ids=["small", "large"])
def test_a_superior_group_that_is_nowhere_shows_a_part(read, rows: list[str], form: str) -> None:
    assert lost(read([group("AAAGRP", "NOWHERE"), *rows], form), "partial") == [(None, None, None)]


def test_a_default_group_that_is_nowhere_shows_a_part(read) -> None:
    rows = [row.replace("BATGRP  ", "NOWHERE ") if row.startswith("02") else row for row in SOUND]
    found = read(without(rows, "0100 BATGRP", "0102 BATGRP"))
    assert lost(found, "partial") == [(None, None, None)]
    assert ("0100", None, "NOWHERE") in lost(found, "undefined-group")


@pytest.mark.parametrize("form", ["lf", "rdw", "stripped"])
def test_a_member_who_is_nowhere_shows_a_part_though_the_group_is_of_no_interest(read, form: str) -> None:
    at = next(n for n, row in enumerate(LARGE) if row.startswith("0102"))
    permit = next(row for row in LARGE if row.startswith("0505") and row[252:260] == "APPL    ")
    ghost = [put(permit, 262, "GHOST   ")]
    member = put(LARGE[at], 15, "GHOST   ")
    told = lost(read([*LARGE[:at], member, *LARGE[at:], *ghost], form), "partial")
    assert told == [(None, None, None)]
    assert lost(read([*LARGE, *ghost], form), "partial") == [], "an entry may name nobody"


def test_one_deleted_owner_or_entry_is_no_sign_of_a_part(read) -> None:
    rows = [put(row, 262, "GONE    ") if row.startswith("0505 IRRPTAUTH") else row for row in SOUND]
    at = next(n for n, row in enumerate(rows) if row.startswith("0500 IMSDRDA1"))
    rows[at] = rows[at].replace("SECGRP  ", "GONE2   ", 1)
    assert read(rows).damage == ()


def test_when_most_of_many_are_nowhere_the_ids_are_missing(read) -> None:
    permit = next(row for row in SOUND if row.startswith("0505 IRRPTAUTH.IMSDRDA1.BATUSR1"))
    many = [put(permit, 262, f"GONE{n}   ") for n in range(9)]
    assert lost(read([*SOUND, *many]), "partial") == [(None, None, None)]
    assert lost(read([*SOUND, *many[:3]]), "partial") == []


def test_a_deleted_universal_group_is_one_group(read) -> None:
    row = next(row for row in SOUND if row.startswith("0205 BATUSR1  DRDAGRP"))
    both = [put(row, 15, "OLDGRP  "), record("0203", USGCON_NAME="BATUSR1", USGCON_GRP_ID="OLDGRP")]
    found = read([*SOUND, *both])
    assert lost(found, "partial") == []
    assert lost(found, "undefined-group") == [("0100", None, "OLDGRP")]


@pytest.mark.parametrize("name", ["SECGRP", "BATGRP", "SYS1"])
def test_a_group_whose_record_is_damaged_is_not_nowhere(read, name: str) -> None:
    rows = [row[:40] if row.startswith(f"0100 {name} ") else row for row in SOUND]
    found = read(rows)
    assert lost(found, "partial") == []
    assert ("0100", None, name) in lost(found, "short-record")


def test_a_user_without_any_connection_to_the_default_group_has_lost_records(read) -> None:
    rows = [
        row
        for row in SOUND
        if row[:22] not in ("0203 BATUSR1  BATGRP  ", "0205 BATUSR1  BATGRP  ", "0102 BATGRP   BATUSR1 ")
    ]
    assert lost(read(rows), "connection-mismatch") == [("0205", None, "BATUSR1")]


# -- what all other records contradict ---------------------------------------------------------------------------------


@pytest.mark.parametrize("letter", [6, 7, 12])
def test_a_user_whom_nothing_connects_is_not_believed(read, letter: int) -> None:
    rows = [put(row, letter, "Q") if row.startswith("0200 SYSPROG1") else row for row in EXAMPLE]
    other = put("0200 SYSPROG1", letter, "Q")[5:13]
    found = read(rows)
    assert found.users.get(other) is None
    assert ("0200", None, other) in lost(found, "connection-mismatch")


@pytest.mark.parametrize("code", ["0203", "0205"])
def test_a_user_whom_some_record_connects_is_believed(read, code: str) -> None:
    found = read(without(EXAMPLE, f"{code} SYSPROG1"))
    assert found.users["SYSPROG1"].special
    assert [name for kind, _, name in lost(found, "connection-mismatch") if kind == "0200"] == []


def test_where_a_type_is_missing_nobody_is_taken_for_another(read) -> None:
    found = read([*without(EXAMPLE, "0203", "0205 SYSPROG1")])
    assert found.users["SYSPROG1"].special


@pytest.mark.parametrize(("column", "text"), [(6, "PRTUSR1 "), (15, "PRTGRP  ")], ids=["user", "group"])
def test_a_connection_that_neither_side_lists_is_not_believed(read, column: int, text: str) -> None:
    row = next(row for row in SOUND if row.startswith("0205 BATUSR1  DRDAGRP"))
    altered = put(row, column, text)
    user, group = altered[5:13].rstrip(), altered[14:22].rstrip()
    found = read([altered if one == row else one for one in SOUND])
    assert group not in found.users[user].connections
    assert ("0205", None, user) in lost(found, "connection-mismatch")
    assert ("0205", None, "BATUSR1") in lost(found, "connection-mismatch")


def test_a_connection_to_a_universal_group_is_in_no_list_of_it(read) -> None:
    rows = without(SOUND, "0102 DRDAGRP  BATUSR1", "0203 BATUSR1  DRDAGRP")
    column = SLICES["GPBD_UNIVERSAL"].start + 1
    universal = [put(row, column, "YES") if row.startswith("0100 DRDAGRP") else row for row in rows]
    assert "DRDAGRP" not in read(rows).users["BATUSR1"].connections
    assert "DRDAGRP" in read(universal).users["BATUSR1"].connections
