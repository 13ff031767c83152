"""Whatever stands in a file, the reader counts it, says what is wrong, and shows no name that nobody knows."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.errors import EvidenceUnreadable
from auditor.sources.irradu00.read import read_smf
from auditor.sources.irradu00.scope import Scope
from tests.writers.smf import FORMS, jobinit, put, smf

USERS = ("WEBUSR1", "BATUSR1")
SCOPE = Scope(applications=frozenset({"IMSDRDA1"}), known=lambda names: set(names) & set(USERS))

logons = st.builds(
    lambda user, hour, minute, good: jobinit(
        "IMSDRDA1", user, at=f"2026-11-02 {hour:02}:{minute:02}:00",
        **({} if good else {"qualifier": "INVPSWD", "succeeded": "NO", "violation": "YES"}),
    ),
    st.sampled_from(USERS), st.integers(0, 23), st.integers(0, 59), st.booleans(),
)  # fmt: skip


def read(path: Path, data: bytes):
    path.write_bytes(data)
    return read_smf([str(path)], scope=SCOPE, first_source=0)


def ordered(rows: list[str]) -> list[str]:
    return sorted(set(rows), key=lambda row: (row[18:26], row))


@settings(max_examples=40, deadline=None)
@given(st.lists(logons, min_size=1, max_size=40), st.sampled_from(FORMS), st.booleans())
def test_what_is_written_is_counted_in_every_form(tmp_path_factory, rows, form, gzip):
    rows = ordered(rows)
    found = read(tmp_path_factory.mktemp("smf") / "f", smf(rows, form, gzip=gzip))
    facts = found.seen.facts(None)
    assert found.damage == ()
    assert sum(row.accepted for row in facts.logons) == sum(row[4604:4607] == "YES" for row in rows)
    assert sum(sum(row.refused.values()) for row in facts.logons) == sum(row[4604:4606] == "NO" for row in rows)
    for row in facts.logons:
        assert sum(good for good, _ in row.days.values()) == row.accepted
        assert row.peak <= row.accepted


@settings(max_examples=60, deadline=None)
@given(st.lists(logons, min_size=6, max_size=30), st.integers(2, 4), st.booleans())
def test_copies_change_nothing(tmp_path_factory, rows, times, whole):
    rows = ordered(rows)
    if len(rows) < 6:
        return
    folder = tmp_path_factory.mktemp("smf")
    copied = rows * times if whole else [row for row in rows for _ in range(times)]
    one, many = read(folder / "a", smf(rows)).seen.facts(None), read(folder / "b", smf(copied)).seen.facts(None)
    counts = [[(r.user, r.accepted, r.refused, r.same_second) for r in facts.logons] for facts in (one, many)]
    assert counts[0] == counts[1]


@settings(max_examples=80, deadline=None)
@given(st.integers(1, 4608), st.sampled_from(["X", "\x00", "<", "\xff", "9"]), st.sampled_from(FORMS[:1] + FORMS[3:4]))
def test_one_changed_character_is_damage_or_changes_one_record(tmp_path_factory, column, char, form):
    good = [jobinit("IMSDRDA1", "WEBUSR1", at=f"2026-11-02 09:0{minute}:00") for minute in range(3)]
    bad = put(jobinit("IMSDRDA1", "WEBUSR1", at="2026-11-02 10:00:00"), column, char)
    page = "latin-1" if form == "rdw" else "cp1047"
    found = read(tmp_path_factory.mktemp("smf") / "f", smf([*good, bad], form, codepage=page))
    facts = found.seen.facts(None)
    accepted = sum(row.accepted for row in facts.logons)
    assert accepted in (3, 4)
    told = found.damage or facts.passed or facts.unknown_users or found.diagnostics
    assert told or accepted == 4 or len(facts.logons) == 2 or sum(sum(row.refused.values()) for row in facts.logons)


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=3000), st.integers(0, 9000))
def test_anything_is_read_refused_or_damaged(tmp_path_factory, data, at):
    sound = smf([jobinit("IMSDRDA1", "WEBUSR1"), jobinit("IMSDRDA1", "WEBUSR1", at="2026-11-02 11:00:00")])
    mixed = sound[:at] + data + sound[at:]
    try:
        found = read(tmp_path_factory.mktemp("smf") / "f", mixed)
    except EvidenceUnreadable:
        return
    facts = found.seen.facts(None)
    assert facts is None or {row.user for row in facts.logons} <= {None, *USERS}


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="ABCDEFGH0123456789#$@<>=;'", min_size=1, max_size=8))
def test_an_unknown_user_is_in_nothing_that_is_told(tmp_path_factory, name):
    if name in USERS or len(name) < 4:
        return
    row = jobinit("IMSDRDA1", name, qualifier="INVPSWD", succeeded="NO", violation="YES", name=name, terminal=name)
    found = read(tmp_path_factory.mktemp("smf") / "f", smf([row]))
    told = found.seen.facts(None).model_dump_json() + repr(found.lines) + repr(found.diagnostics)
    assert name not in told or name in "JOBINIT INVPSWD ICONDB1 IMSDRDA1 SYSA 2026"
