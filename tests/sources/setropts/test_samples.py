from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from auditor.models.setropts import LOGOPTIONS
from auditor.sources.read import Read as FileRead
from auditor.sources.setropts.read import read_setropts

SAMPLES = Path("tests/data/setropts")
EXPECTED: dict[str, Any] = json.loads((SAMPLES / "expected.json").read_text())
FULL = EXPECTED["01-auditor.txt"]
SAME = ["01-auditor.txt", "03-no-indentation.txt", "04-terminal-capture.txt", "05-asa-spool.txt"]
KEYS = {"raclist": "raclisted", "raclist_by_application": "raclisted_by_application"}


def read(name: str) -> FileRead:
    return read_setropts(str(SAMPLES / name), 3)


def values(one: FileRead) -> object:
    return (
        {name: {key: fact.value for key, fact in options} for name, options in one.facts.classes.items()},
        {key: fact.value for key, fact in one.facts.options},
    )


def holds(one: FileRead, want: dict[str, Any]) -> None:
    for name in ("PTKTDATA", "APPL", "TIMS"):
        for key, value in want.get(name, {}).items():
            assert getattr(one.facts.classes[name], KEYS.get(key, key)).value is value, (name, key)


@pytest.mark.parametrize("name", SAME)
def test_a_complete_listing_says_everything(name: str) -> None:
    one = read(name)
    assert one.damage == ()
    holds(one, FULL)
    options = one.facts.options
    assert options.auditor_lines.value is FULL["auditor_lines"]
    assert (options.grplist.value, options.inactive.value, options.inactive_days.value) == (True, True, 90)
    assert (options.revoke.value, options.revoke_attempts.value) == (True, 5)
    assert (options.mixedcase.value, options.addcreator.value) == (FULL["MIXEDCASE"], FULL["ADDCREATOR"])
    for class_name, value in FULL["logoptions"].items():
        assert one.facts.classes[class_name].logoptions.value in LOGOPTIONS
        assert one.facts.classes[class_name].logoptions.value == value
    assert {name for name, o in one.facts.classes.items() if o.audit.value} == set(FULL["audit_classes"])
    for key, count in (("active", "n_active"), ("generic", "n_generic"), ("raclisted", "n_raclist")):
        assert sum(bool(getattr(o, key).value) for o in one.facts.classes.values()) == FULL[count]
    assert values(one) == values(read("01-auditor.txt"))


def test_what_only_an_auditor_is_shown_is_unknown_and_the_rest_is_not() -> None:
    one, full = read("02-no-auditor.txt"), read("01-auditor.txt")
    assert one.facts.options.auditor_lines.value is False
    assert one.damage == ()
    for name, options in one.facts.classes.items():
        assert options.audit.value is None
        assert options.logoptions.value is None
        assert options.audit.why is not None
        assert "auditor attribute" in options.audit.why
        for key in ("active", "generic", "gencmd", "raclisted", "raclisted_by_application", "genlist"):
            assert getattr(options, key).value == getattr(full.facts.classes[name], key).value


def test_an_inactive_class_is_not_a_missing_one() -> None:
    one = read("06-ptktdata-inactive.txt")
    holds(one, EXPECTED["06-ptktdata-inactive.txt"])
    at = one.facts.classes["PTKTDATA"].active.at
    assert at is not None
    assert one.lines[at.record][at.first - 1 :].startswith("ACTIVE CLASSES =")


def test_a_listing_that_is_cut_off_leaves_the_rest_unknown() -> None:
    one = read("07-cut-off.txt")
    assert [(row.code, row.level) for row in one.diagnostics if row.code == "cut-off"] == [("cut-off", "error")]
    assert one.damage
    ptktdata = one.facts.classes["PTKTDATA"]
    assert ptktdata.active.value is True
    assert ptktdata.generic.value is True
    for key in ("gencmd", "raclisted", "raclisted_by_application", "global_checking", "genlist", "logoptions"):
        fact = getattr(ptktdata, key)
        assert fact.value is None, key
        assert fact.why is not None
        assert "attribute" not in fact.why, key
    assert {key for key, fact in one.facts.options if fact.value is not None} == {
        "initstats",
        "program_control",
        "auditor_lines",
    }


def test_an_extract_has_the_class_lists_of_the_listing() -> None:
    one, full = read("08-extract.kv"), read("01-auditor.txt")
    for name, options in one.facts.classes.items():
        for key, fact in options:
            if key != "raclisted_by_application":
                assert fact.value == getattr(full.facts.classes[name], key).value, (name, key)
        assert options.raclisted_by_application.value is None
    assert one.facts.options.protect_all.value is None  # the extract does not have it
    assert {key: fact.value for key, fact in one.facts.options if key != "protect_all"} == {
        key: fact.value for key, fact in full.facts.options if key != "protect_all"
    }


@pytest.mark.parametrize("name", [*SAME, "02-no-auditor.txt", "06-ptktdata-inactive.txt", "08-extract.kv"])
def test_a_true_fact_points_at_the_word_that_says_it(name: str) -> None:
    one = read(name)
    seen = 0
    for class_name, options in one.facts.classes.items():
        for key, fact in options:
            if key != "logoptions" and fact.value:
                assert fact.at is not None
                assert fact.at.source == 3
                assert one.lines[fact.at.record][fact.at.first - 1 : fact.at.last] == class_name
                seen += 1
    assert seen > 100
