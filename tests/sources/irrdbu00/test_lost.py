"""What a damaged record took away, as far as it can be told: a field, an object, or what could have been anything."""

from __future__ import annotations

import pytest

from auditor.models.place import At
from auditor.sources.irrdbu00.layout import SLICES
from auditor.sources.irrdbu00.unload import Unload
from tests.shop.sound import sound
from tests.writers.unload import record

KEY = {"GRBD_GENERIC": "NO", "GRBD_UACC": "NONE", "GRBD_WARNING": "NO", "GRBD_OWNER_ID": "SECGRP"} | {
    "GRBD_AUDIT_LEVEL": "NONE", "GRBD_GAUDIT_LEVEL": "NONE"
}  # fmt: skip


@pytest.fixture
def rows() -> list[str]:
    return sound().records()


def spoilt(rows: list[str], start: str, field: str, value: str) -> list[str]:
    at = next(number for number, row in enumerate(rows) if row.startswith(start))
    columns = SLICES[field]
    width = columns.stop - columns.start
    text = rows[at][: columns.start] + value.ljust(width)[:width] + rows[at][columns.stop :]
    return [*rows[:at], text, *rows[at + 1 :]]


def lost(found: Unload) -> set[tuple[str | None, ...]]:
    return {(one.record_type, one.class_name, one.name, one.other, one.field) for one in found.damage}


def errors(found: Unload) -> list[str]:
    return [one.code for one in found.diagnostics if one.level == "error"]


# -- one field ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "field", "value"),
    [
        ("0100 BATGRP", "GPBD_CREATE_DATE", "2019-13-04"),
        ("0500 IMSDRDA1", "GRBD_READ_CNT", "x"),
        ("0505 IMSDRDA1", "GRACC_ACCESS_CNT", "x"),
    ],
)
def test_a_field_that_no_fact_is_made_of_costs_nothing_and_is_said(read, rows, start, field, value):
    found = read(spoilt(rows, start, field, value))
    assert len(errors(found)) == 1
    assert found.damage == ()
    assert {*found.groups, *found.profiles["APPL"]} == {*read(rows).groups, *read(rows).profiles["APPL"]}


@pytest.mark.parametrize(
    ("field", "value", "name"),
    [
        ("GRBD_LASTCHG_DATE", "2019-13-04", "changed"),
        ("GRBD_OWNER_ID", "A B", "owner"),
        ("GRBD_AUDIT_LEVEL", "X", "audit"),
    ],
)
def test_a_field_that_stands_alone_is_unknown_and_the_record_a_fact(read, rows, field, value, name):
    spoilt_rows = spoilt(rows, "0500 IMSDRDA1", field, value)
    found = read(spoilt_rows)
    (damage,) = found.damage
    assert (damage.record_type, damage.name, damage.field) == ("0500", "IMSDRDA1", name)
    profile = found.profiles[damage.class_name]["IMSDRDA1"]
    assert profile.uacc == "NONE"
    assert found.lines[profile.at.source, profile.at.record] in spoilt_rows  # quoted as it stands in the file


# -- one object --------------------------------------------------------------------------------------------------------


def test_a_connection_names_both_its_sides(read, rows):
    found = read(spoilt(rows, "0205 BATUSR1", "USCON_REVOKE", "NX"))
    assert lost(found) == {("0205", None, "BATUSR1", "BATGRP", None)}


def test_a_name_is_not_believed_where_columns_are_shifted(read, rows):
    at = next(number for number, row in enumerate(rows) if row.startswith("0102 BATGRP"))
    shifted = [*rows[:at], rows[at][:6] + rows[at][7:], *rows[at + 1 :]]
    assert ("0102", None, None, None, None) in lost(read(shifted))


def test_an_entry_alone_without_its_profile_may_be_of_any_other(read, rows):
    row = record("0505", GRACC_NAME="IMSDRDX1", GRACC_CLASS_NAME="APPL", GRACC_AUTH_ID="BATGRP", GRACC_ACCESS="READ")
    assert lost(read([*rows, row])) == {
        ("0500", "APPL", "IMSDRDX1", None, None),
        ("0505", "APPL", None, None, None),
        ("0505", None, "IMSDRDX1", None, None),
    }


def test_two_records_vouch_for_the_name_of_a_lost_profile(read, rows):
    two = [
        record("0505", GRACC_NAME="LOST", GRACC_CLASS_NAME="APPL", GRACC_AUTH_ID=id_, GRACC_ACCESS="READ")
        for id_ in ("BATGRP", "SECGRP")
    ]
    assert lost(read([*rows, *two])) == {("0500", "APPL", "LOST", None, None)}


def test_of_two_records_that_differ_neither_is_a_fact(read, rows):
    row = next(row for row in rows if row.startswith("0200 BATUSR1"))
    other = spoilt([row], "0200", "USBD_SPECIAL", "YES")[0]
    assert row != other
    found = read([*rows, other])
    assert "BATUSR1" not in found.users
    assert lost(found) == {("0200", None, "BATUSR1", None, None)}


def test_two_unloads_in_one_file_prove_nothing(read, rows):
    assert (None, None, None, None, None) in lost(read([*rows, *rows]))


# -- two profiles of one name ------------------------------------------------------------------------------------------


def both():
    names = {"GRBD_NAME": "CICS*", "GRBD_CLASS_NAME": "PTKTDATA"}
    return [record("0500", **{**KEY, **names, "GRBD_GENERIC": flag}) for flag in ("YES", "NO")]


def test_a_generic_and_a_discrete_profile_of_one_name_are_two_and_legal(read, rows):
    for order in (both(), both()[::-1]):
        found = read([*rows, *order])
        profile = found.profiles["PTKTDATA"]["CICS*"]
        assert profile.generic
        assert isinstance(profile.twin, At)
        assert found.damage == ()
        assert errors(found) == []


def test_a_list_does_not_say_whose_it_is_of_the_two(read, rows):
    entry = record("0505", GRACC_NAME="CICS*", GRACC_CLASS_NAME="PTKTDATA", GRACC_AUTH_ID="BATGRP", GRACC_ACCESS="READ")
    found = read([*rows, entry, *both()])
    assert found.profiles["PTKTDATA"]["CICS*"].acl == {}
    assert lost(found) == {("0505", "PTKTDATA", "CICS*", None, None)}
    assert errors(found) == []


def test_two_generic_profiles_of_one_name_are_no_database(read, rows):
    twice = [row.replace(" NO ", " YES", 1) if "CICS" in row else row for row in [both()[0], both()[0]]]
    assert "duplicate" in errors(read([*rows, *twice]))


# -- names that no RACF can have ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "other"), [("BATUSR1", "BATÄSR1"), ("SECGRP", "SEC§RP"), ("STCGRP", "stcgrp")])
def test_ids_of_other_letters_are_told_and_not_believed(read, rows, name, other):
    found = read([row.replace(name, other) for row in rows])
    assert {"bad-name", "bad-id"} & set(errors(found))
    assert other not in found.users
    assert other not in found.groups
    assert any(one.name is None for one in found.damage)


@pytest.mark.parametrize("other", ["IMSDRDÄ1", "IMS RDA1"])
def test_profile_names_of_other_characters_are_told_and_not_believed(read, rows, other):
    found = read([row.replace("IMSDRDA1", other) if row.startswith("05") else row for row in rows])
    assert "bad-name" in errors(found)
    assert other not in found.profiles.get("APPL", {})
    assert any(one.name is None for one in found.damage)


def test_the_ids_that_racf_defines_itself_are_names(read, rows):
    anchors = [row.replace("BATUSR1 ", "irrcerta") for row in rows if "BATUSR1" in row and row[:2] in ("01", "02")]
    found = read([*rows, *anchors])
    assert {one.code for one in found.diagnostics} & {"bad-name", "bad-id"} == set()
