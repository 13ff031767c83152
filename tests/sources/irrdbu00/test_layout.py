"""The one table of record types, and what Rego must know of it."""

from __future__ import annotations

import re
from pathlib import Path

from auditor.sources.irrdbu00.layout import KEPT, LAYOUT, RESERVED

EVIDENCE = Path("policies/lib/evidence.rego").read_text(encoding="utf-8")

OF_THEIR_OWN_NEED = {"0202"}
"""Kept people records that `unload:users` does not rest on: CLAUTH is asked for by `unload:clauth`."""


def rego_set(name: str) -> set[str]:
    body = re.search(rf"^{name} := \{{(.*?)\}}", EVIDENCE, re.MULTILINE | re.DOTALL)
    assert body is not None
    return set(re.findall(r'"(\w{4})"', body[1]))


def test_the_fields_of_the_table_stand_in_their_records() -> None:
    for code, kept in KEPT.items():
        names = {*kept.key, *kept.ids, *kept.required, *kept.words, *kept.newer}
        assert names <= LAYOUT[code].by_name.keys(), code
    assert not RESERVED & LAYOUT.keys()


def test_what_a_kept_record_is_of_is_its_entity() -> None:
    entities = {"group": "group", "user": "user", "profile": "general resource", "data set": "data set"}
    assert all(LAYOUT[code].entity == entities[kept.of] for code, kept in KEPT.items())


def test_what_names_another_record_than_one_of_a_profile_begins_with_its_name() -> None:
    for code, kept in KEPT.items():
        if kept.of != "profile":
            assert kept.key[0] == LAYOUT[code].fields[1].name


def test_policies_take_the_same_records_for_profiles_and_users() -> None:
    profiles = {code for code, kept in KEPT.items() if kept.of == "profile"}
    assert rego_set("profile_records") == profiles
    data_sets = {code for code, kept in KEPT.items() if kept.of == "data set"}
    assert rego_set("data_set_records") == data_sets
    assert rego_set("user_records") == KEPT.keys() - profiles - data_sets - OF_THEIR_OWN_NEED
    assert all(f'"{code}"' in EVIDENCE for code in OF_THEIR_OWN_NEED)
