"""Damage costs what it touches: a quick part of what `python -m tests.damage` tries, and each kind of loss."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.gather import gather
from auditor.settings import Settings
from auditor.sources.irrdbu00.layout import SLICES
from tests.damage.spoil import spoilt
from tests.monotonic import less
from tests.monotonic.judging import judged, wrong

FIXTURES = Path(__file__).parents[2] / "fixtures"
EXAMPLE, SOUND = (Settings.load(FIXTURES / name / "auditor.toml") for name in ("example", "sound"))


@pytest.fixture(scope="module")
def full(who):
    return judged(gather(EXAMPLE).estate, who)


@pytest.fixture
def with_rows(who, tmp_path):
    def with_rows(rows, settings=EXAMPLE):
        gathered = gather(less.unload(settings, tmp_path, rows))
        return gathered, judged(gathered.estate, who)

    return with_rows


def spoilt_field(start, field, value="? ?-9"):
    """The records of the example with one field of one of them spoilt: of the first that starts so."""
    rows = less.records(EXAMPLE)
    at = next(number for number, row in enumerate(rows) if row.startswith(start))
    columns = SLICES[field]
    width = columns.stop - columns.start
    rows[at] = rows[at][: columns.start] + value.ljust(width)[:width] + rows[at][columns.stop :]
    return rows


def lost(full, done):
    now = {(one.policy, one.object): one.verdict for one in done.verdicts}
    return {
        (one.policy, one.object)
        for one in full.verdicts
        if one.verdict != "undecided" and now.get((one.policy, one.object), "undecided") == "undecided"
    }


def errors(gathered):
    return [one.code for one in gathered.diagnostics if one.level == "error"]


def test_a_bad_date_of_a_group_costs_no_verdict_and_is_said(full, with_rows):
    gathered, done = with_rows(spoilt_field("0100 STCGRP", "GPBD_CREATE_DATE", "2019-13-04"))
    assert errors(gathered) == ["bad-date"]
    assert lost(full, done) == set()


@pytest.mark.parametrize("field", ["GRBD_CREATE_DATE", "GRBD_LASTCHG_DATE", "GRBD_OWNER_ID", "GRBD_AUDIT_LEVEL"])
def test_one_field_of_a_profile_costs_those_who_read_it(full, with_rows, field):
    gathered, done = with_rows(spoilt_field("0500 IMSPRD1", field))
    assert len(errors(gathered)) == 1
    readers = {"GRBD_OWNER_ID": {"PT-B14", "PT-B16", "PT-B11"}, "GRBD_AUDIT_LEVEL": {"PT-F01", "PT-B12"}}
    assert {policy for policy, _ in lost(full, done)} <= readers.get(field, {"PT-D06"})


@pytest.mark.parametrize("name", ["IMSPRD1", "TSOPROD"])
def test_a_damaged_key_segment_leaves_all_of_other_applications(full, with_rows, name):
    _, done = with_rows(spoilt_field(f"0530 {name}", "GRSIGN_REPLAY"))
    gone = lost(full, done)
    assert {object_ for _, object_ in gone if object_.startswith("profile:")} == {f"profile:PTKTDATA/{name}"}
    # Whether the key is that of another endpoint hangs on both keys.
    endpoints = {policy for policy, object_ in gone if object_.startswith("endpoint:")}
    assert endpoints == ({"PT-C05"} if name == "IMSPRD1" else set())


def test_a_damaged_user_costs_him_and_the_lists_he_is_on(full, with_rows):
    _, done = with_rows(spoilt_field("0200 CARLA", "USBD_REVOKE"))
    named = {name for _, name in lost(full, done) if name.startswith("user:")}
    assert named <= {"user:CARLA"}
    assert len(lost(full, done)) < len(full.verdicts) // 10


def test_a_damaged_entry_leaves_the_lists_of_others(full, with_rows):
    _, done = with_rows(spoilt_field("0505 IRRPTAUTH.IMSPRD1.BATINV1", "GRACC_ACCESS"))
    profiles = {name for _, name in lost(full, done) if name.startswith("profile:")}
    assert {name.split("/")[1] for name in profiles} == {"IRRPTAUTH.IMSPRD1.BATINV1"}


def test_what_could_have_been_of_any_user_leaves_no_user(with_rows):
    rows = less.records(EXAMPLE)
    at = next(number for number, row in enumerate(rows) if row.startswith("0200 CARLA"))
    rows[at] = rows[at][:6] + rows[at][7:]  # a letter of the name is lost, and all columns are shifted
    gathered, done = with_rows(rows)
    assert None in {one.name for one in gathered.estate.evidence.unload.damage}
    passes = {one.policy for one in done.verdicts if one.object.startswith("user:") and one.verdict == "pass"}
    # Whom the site names as administrator, by an attribute that is there; whose tickets, seen in records, are declared.
    assert passes <= {"PT-B16", "PT-H07"}


def test_no_proven_verdict_turns_whatever_is_spoilt(full, with_rows):
    rows = less.records(EXAMPLE)
    for case in list(spoilt(rows))[5::211]:
        kept = [*rows[: case.number - 1], *([] if case.text is None else [case.text]), *rows[case.number :]]
        gathered, done = with_rows(kept)
        if errors(gathered):
            assert wrong(full, done, case.what) == [], case


@pytest.mark.parametrize("name", ["SYSPROG1", "SECADM1"])
def test_a_privileged_user_under_an_altered_name_is_no_new_finding(full, with_rows, name):
    other = f"Q{name[1:]}"
    rows = [row.replace(name, other, 1) if row.startswith(f"0200 {name}") else row for row in less.records(EXAMPLE)]
    gathered, done = with_rows(rows)
    assert "connection-mismatch" in errors(gathered)
    assert wrong(full, done, name) == []
    assert {one.verdict for one in done.verdicts if one.object == f"user:{other}"} == {"undecided"}


# -- two profiles of one name ------------------------------------------------------------------------------------------


def test_a_discrete_profile_beside_the_generic_of_its_name_costs_its_own_list_at_most(full, with_rows):
    rows = less.records(EXAMPLE)
    generic = next(row for row in rows if row.startswith("0500 IRRPTAUTH.IMSPRD1.* "))
    columns = SLICES["GRBD_GENERIC"]
    twin = f"{generic[: columns.start]}NO  {generic[columns.stop :]}"
    gathered, done = with_rows([*rows, twin])
    assert errors(gathered) == []
    profiles = {name for _, name in lost(full, done) if name.startswith("profile:")}
    assert {name for name in profiles if "IRRPTAUTH.IMSPRD1.*" not in name} == set()
    assert ("PT-D02", "profile:PTKTDATA/IRRPTAUTH.IMSPRD1.*", "fail") in {
        (one.policy, one.object, one.verdict) for one in done.verdicts
    }


# -- names that no RACF can have ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "wrong_name"), [("WEBUSR1", "WEBÄSR1"), ("SECGRP", "SEC§RP"), ("IMSDRDA1", "IMSDRDÄ1")]
)
def test_an_unload_in_the_wrong_code_page_proves_nothing_missing(who, with_rows, name, wrong_name):
    before = judged(gather(SOUND).estate, who)
    gathered, done = with_rows([row.replace(name, wrong_name) for row in less.records(SOUND)], SOUND)
    assert set(errors(gathered)) & {"bad-name", "bad-id"}
    assert wrong(before, done, name) == []
    assert not [one for one in done.verdicts if one.verdict == "fail"]
