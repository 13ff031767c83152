"""Data set profiles of the unload: only those that can decide a data set which the site names."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from auditor.sources.irrdbu00 import Unload
from tests.shop.shop import DataSet
from tests.shop.sound import sound

NAMES = frozenset({"SYS1.RACF", "SYS1.RACF.BACKUP"})
Read = Callable[..., Unload]


def rows(change: Callable[[dict[str, DataSet]], object] = lambda _: None) -> list[str]:
    shop = sound()
    shop.data_sets = {
        "SYS1.RACF*": DataSet({"SECGRP": "READ", "*": "NONE"}),
        "SYS1.RACF": DataSet({"SECADM": "ALTER"}, {"DSBD_UACC": "READ", "DSBD_ERASE": ""}, "VOL001"),
        "SYS1.LINKLIB": DataSet({"BATGRP": "READ"}),
        "SYS2.RACF": DataSet({"BATGRP": "READ"}),
    }
    change(shop.data_sets)
    return shop.records()


def test_a_profile_has_its_fields_and_its_list_with_their_places(read: Read) -> None:
    found = {one.name: one for one in read(rows(), data_sets=NAMES).data_sets}
    assert set(found) == {"SYS1.RACF", "SYS1.RACF*"}
    discrete, generic = found["SYS1.RACF"], found["SYS1.RACF*"]
    assert (discrete.generic, discrete.volume, discrete.uacc, discrete.erase) == (False, "VOL001", "READ", None)
    assert (generic.generic, generic.volume, generic.uacc, generic.erase) == (True, "", "NONE", True)
    assert {name: entry.access for name, entry in generic.acl.items()} == {"SECGRP": "READ", "*": "NONE"}
    texts = rows()
    assert texts[discrete.at.record - 1].startswith("0400 SYS1.RACF ")
    assert texts[generic.acl["SECGRP"].at.record - 1].startswith("0404 SYS1.RACF* ")


def test_nothing_is_kept_where_the_site_names_none(read: Read) -> None:
    found = read(rows())
    assert found.data_sets == ()
    assert found.level.data_sets
    assert not read([row for row in rows() if row[:2] != "04"], data_sets=NAMES).level.data_sets


def test_who_stands_on_the_list_is_read_too(read: Read) -> None:
    def permit(profiles: dict[str, DataSet]) -> None:
        profiles["SYS1.RACF*"].acl["PRTGRP"] = "READ"

    assert "PRTUSR1" in read(rows(permit), data_sets=NAMES).users


@pytest.mark.parametrize("written", ["lf", "stripped", "rdw"])
def test_it_is_the_same_in_every_form(read: Read, written: str) -> None:
    assert read(rows(), written, data_sets=NAMES).data_sets == read(rows(), data_sets=NAMES).data_sets


def _spoilt(code: str, how: Callable[[str], str]) -> list[str]:
    return [how(row) if row.startswith(f"{code} SYS1.RACF*") else row for row in rows()]


@pytest.mark.parametrize(
    ("code", "how"),
    [
        ("0400", lambda row: row[:128] + "RAED    " + row[136:]),
        ("0400", lambda row: row[:483] + "    " + row[487:]),
        ("0400", lambda row: row[:300]),
        ("0404", lambda row: row[:66] + "REED    " + row[74:]),
        ("0404", lambda row: row[:56] + "x" + row[57:]),
    ],
)
def test_a_damaged_record_costs_its_profile(read: Read, code: str, how: Any) -> None:
    found = read(_spoilt(code, how), data_sets=NAMES)
    lost = [one for one in found.damage if one.record_type == code]
    assert lost
    assert {one.class_name for one in found.damage} == {"DATASET"}
    assert {one.name for one in lost} <= {"SYS1.RACF*", None}


def test_a_list_without_its_profile_and_two_of_one_name(read: Read) -> None:
    texts = rows()
    orphaned = read([row for row in texts if not row.startswith("0400 SYS1.RACF*")], data_sets=NAMES)
    assert {(one.code, one.class_name, one.name) for one in orphaned.damage} == {("orphan", "DATASET", "SYS1.RACF*")}
    base = next(row for row in texts if row.startswith("0400 SYS1.RACF*"))
    twice = read([*texts, base[:128] + "READ    " + base[136:]], data_sets=NAMES)
    assert "SYS1.RACF*" not in {one.name for one in twice.data_sets}
    assert ("duplicate", "SYS1.RACF*") in {(one.code, one.name) for one in twice.damage}
