"""Which systems a fleet.toml names; what is missing, twice there or oddly named."""

from __future__ import annotations

import pytest

from auditor.fleet.systems import FLEET_FILES, folder_of, systems_of


@pytest.fixture
def place(tmp_path):
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "auditor.toml").write_text(f'[system]\nname = "SYS{name.upper()}"\n')
    (tmp_path / "raw").mkdir()
    (tmp_path / ".hidden").mkdir()
    (tmp_path / "notes.txt").write_text("no system")
    return tmp_path


def names(systems):
    return [(one.name, one.why is None) for one in systems]


def test_configurations_folders_and_patterns(place):
    found = systems_of(["*"], place)
    assert names(found) == [("SYSA", True), ("SYSB", True), ("raw", True)]
    assert found[0].path == str(place / "a/auditor.toml")
    assert found[2].path == str(place / "raw")


def test_a_system_that_is_named_twice_is_there_once(place):
    assert names(systems_of(["a", "a/auditor.toml", "*/auditor.toml"], place)) == [("SYSA", True), ("SYSB", True)]


def test_what_is_missing_is_a_system_that_did_not_report(place):
    assert names(systems_of(["nothing-*", "gone/auditor.toml", "a"], place)) == [
        ("SYSA", True),
        ("gone/auditor.toml", False),
        ("nothing-*", False),
    ]


@pytest.mark.parametrize("other", ["SYSA", "sysa", "SYSA."])
def test_two_of_one_name_or_one_folder_are_both_refused(place, other):
    (place / "b/auditor.toml").write_text(f'[system]\nname = "{other}"\n')
    found = systems_of(["a", "b"], place)
    assert [one.why is None for one in found] == [False, False]
    assert len({one.name for one in found}) == 2


@pytest.mark.parametrize(
    "text", ["no toml [", "[system]\nname = 3", '[system]\nname = "a\\u0000"', "system = 1", "\x00"]
)
def test_a_configuration_without_a_usable_name_goes_by_its_folder(place, text):
    (place / "a/auditor.toml").write_text(text)
    assert names(systems_of(["a"], place)) == [("a", True)]


@pytest.mark.parametrize("name", [*FLEET_FILES, "INDEX.HTML", "..", "a/../../b", "<script>", ""])
def test_no_folder_leads_elsewhere_or_takes_the_name_of_a_file(name):
    folder = folder_of(name)
    assert folder
    assert not set(folder) & set("/\\<>")
    assert folder.casefold() not in FLEET_FILES
    assert folder[0] != "."
