"""SMF records are counted as what they are, in every form; what is damaged is said and costs what it touches."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from auditor.errors import EvidenceUnreadable
from auditor.sources.irradu00.read import CAP, Smf, read_smf
from auditor.sources.irradu00.scope import Scope
from tests.writers.smf import FORMS, access, command, jobinit, ptcreate, put, smf

USERS = {"WEBUSR1", "WEBSTC", "SECADM"}
SCOPE = Scope(
    applications=frozenset({"IMSDRDA1"}), jobs=frozenset({"ICONJOB"}), names=frozenset({"IMSDRDA1", "WEBUSR1"}),
    known=lambda names: set(names) & USERS, first="2026-08-04", last="2026-11-02",
)  # fmt: skip
GOOD = jobinit("IMSDRDA1", "WEBUSR1")
BAD = {"qualifier": "INVPSWD", "succeeded": "NO", "violation": "YES"}


@pytest.fixture
def read(tmp_path: Path):
    def reading(*files: list[str] | bytes, form: str = "lf", scope: Scope = SCOPE, **more) -> Smf:
        paths = []
        for number, rows in enumerate(files):
            path = tmp_path / f"smf{number}"
            path.write_bytes(rows if isinstance(rows, bytes) else smf(rows, form, **more))
            paths.append(str(path))
        return read_smf(paths, scope=scope, first_source=3)

    return reading


def only(read: Smf):
    facts = read.seen.facts(None)
    assert len(facts.logons) == 1
    return facts.logons[0]


def codes(read: Smf, level: str = "error") -> list[str]:
    return [one.code for one in read.diagnostics if one.level == level]


DAY = [
    *(jobinit("IMSDRDA1", "WEBUSR1", at=f"2026-11-02 {hour:02}:03:07") for hour in range(3, 12)),
    jobinit("IMSDRDA1", "WEBUSR1", at="2026-11-02 12:00:01", **BAD),
    ptcreate("IMSDRDA1", "WEBSTC", "WEBUSR1"),
    command("PERMIT", "SECADM", "IMSDRDA1 CLASS(APPL) ID(WEBUSR1) ACCESS(READ)"),
    access("SYS1.PARMLIB", "WEBUSR1"),
]


@pytest.mark.parametrize("gzip", [False, True])
@pytest.mark.parametrize("form", FORMS)
def test_every_transfer_form_says_the_same(read, form, gzip):
    found = read(DAY, form=form, gzip=gzip)
    assert found.seen.facts(None) == read(DAY).seen.facts(None)
    assert found.damage == ()
    row = only(found)
    assert (row.accepted, row.refused) == (9, {"invalid password or ticket": 1})
    assert row.days == {"2026-11-02": (9, 1)}
    assert found.inputs[0].records == len(DAY)
    assert found.inputs[0].form is not None
    assert found.lines == read(DAY).lines


def test_standard_input_and_several_files_are_read(read, tmp_path, monkeypatch):
    import io
    import types

    monkeypatch.setattr("sys.stdin", types.SimpleNamespace(buffer=io.BytesIO(smf(DAY[:4]))))
    (tmp_path / "rest").write_bytes(smf(DAY[4:]))
    found = read_smf(["-", str(tmp_path / "rest")], scope=SCOPE, first_source=0)
    assert only(found).accepted == 9
    assert [one.records for one in found.inputs] == [4, len(DAY) - 4]
    assert len(found.digests.of(0)) == 64


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({}, "accepted"),
        ({"qualifier": "12"}, "accepted"),
        ({"qualifier": "ODDWORD"}, "accepted"),
        ({"evaluated": "NO", "succeeded": "NO"}, "passwords"),
        ({"succeeded": "NO"}, "passwords"),
        ({"evaluated": "NO", **BAD}, "failed"),
        ({"evaluated": None}, "unflagged"),
        ({"evaluated": "", "succeeded": ""}, "unflagged"),
    ],
)
def test_the_flags_speak_of_the_ticket_and_the_qualifier_of_the_logon(read, change, field):
    row = only(read([jobinit("IMSDRDA1", "WEBUSR1", **change)]))
    counts = {name: getattr(row, name) for name in ("accepted", "passwords", "failed", "unflagged")}
    assert counts == {**dict.fromkeys(counts, 0), field: 1}
    assert row.refused == {}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (BAD, "invalid password or ticket"),
        ({"qualifier": "INVAPPL", "violation": "YES"}, "not authorized to the application"),
        ({"qualifier": "5"}, "not authorized to the application"),
        ({"qualifier": "6", "succeeded": "NO"}, "revoked user"),
        ({"qualifier": "ODDWORD", "violation": "YES"}, "a reason not named here"),
        ({"qualifier": "17", "violation": "YES"}, "qualifier 17"),
    ],
)
def test_a_good_ticket_that_does_not_get_in_is_no_accepted_one(read, change, reason):
    row = only(read([jobinit("IMSDRDA1", "WEBUSR1", **change)]))
    assert (row.accepted, row.refused) == (0, {reason: 1})


def test_a_site_can_name_the_word_for_a_replay(read):
    row = jobinit("IMSDRDA1", "WEBUSR1", qualifier="PTKREPLY", succeeded="NO", violation="YES")
    unnamed = read([row])
    assert only(unnamed).replayed == 0
    assert codes(unnamed, "remark") == ["unknown-qualifier"]
    named = Scope(applications=SCOPE.applications, known=SCOPE.known, words={"PTKREPLY": 33})
    assert only(read([row], scope=named)).replayed == 1
    assert codes(read([row], scope=named), "remark") == []


def test_a_site_can_name_the_columns_of_its_release(read):
    row = put(put(jobinit("IMSDRDA1", "WEBUSR1", evaluated=None), 700, "YES"), 705, "YES")
    columns = {"PASSTICKET_EVAL": (700, 703), "PASSTICKET_SUCC": (705, 708)}
    scope = Scope(applications=SCOPE.applications, known=SCOPE.known, columns=columns)
    assert only(read([row], scope=scope)).accepted == 1
    assert only(read([row])).unflagged == 1


@pytest.mark.parametrize("column", [9, 18, 27, 38, 43, 67, 76, 179, 188, 217, 242, 267, 276, 281, 290])
def test_a_shifted_record_is_damage_and_no_ticket(read, column):
    found = read([GOOD, put(GOOD, column, "X")])
    assert codes(found) == ["stray-line" if column == 9 else "separator"]
    assert only(found).accepted == 1
    assert [one.at[:2] for one in found.damage] == [(3, 2)]


@pytest.mark.parametrize(
    ("column", "value", "code", "name"),
    [
        (28, "2026-13-02", "bad-date", "IMSDRDA1"),
        (19, "24:00:00", "bad-time", "IMSDRDA1"),
        (44, "YEAH", "bad-flag", None),
        (4600, "MAY", "bad-flag", "IMSDRDA1"),
        (4605, "Y  ", "bad-flag", "IMSDRDA1"),
        (4600, "NO ", "contradiction", "IMSDRDA1"),
        (180, "<script>", "bad-name", "IMSDRDA1"),
        (277, "77G0", "bad-value", None),
        (157, "1 1", "bad-number", None),
        (39, "s<b>", "bad-name", None),
    ],
)
def test_a_wrong_value_costs_what_it_touches(read, column, value, code, name):
    found = read([GOOD, put(GOOD, column, value)])
    assert codes(found) == [code]
    assert only(found).accepted == 1
    assert [one.name for one in found.damage] == [name]
    assert found.inputs[0].rejected == 1


@pytest.mark.parametrize("length", [30, 100, 263])
def test_a_record_that_was_cut_is_damage(read, length):
    for form in ("lf", "stripped", "rdw"):
        found = read([GOOD, GOOD[:length].rstrip(), GOOD], form=form)
        assert codes(found) == ["short-record"]


def test_a_flag_that_lost_its_blank_to_the_transfer_is_whole(read):
    assert only(read([GOOD[:4607]])).accepted == 1
    assert only(read([GOOD[:4604]])).unflagged == 1


def test_what_is_ignored_by_rule_is_counted_and_no_ticket(read):
    rows = [
        GOOD,
        jobinit("", "WEBUSR1"),
        jobinit("TSO", "WEBUSR1", job="TSOJOB"),
        access("X", "Y"),
        "RACFINIT" + GOOD[8:],
    ]
    found = read(rows)
    assert found.damage == found.diagnostics == ()
    assert sorted(found.seen.facts(None).passed.values()) == [1, 1, 1]
    assert only(found).accepted == 1


def test_another_application_in_a_job_of_the_estate_is_kept(read):
    assert only(read([jobinit("IMSDRDA9", "WEBUSR1", job="ICONJOB")])).application == "IMSDRDA9"


def test_records_of_other_days_are_not_counted(read):
    found = read([GOOD, jobinit("IMSDRDA1", "WEBUSR1", at="2026-08-03 10:00:00"), put(GOOD, 28, "2026-11-03")])
    assert only(found).accepted == 1
    assert codes(found, "remark") == ["outside-period"]
    assert read([put(GOOD, 28, "2026-11-03")]).seen.facts(None) is None


def test_unknown_users_are_counted_and_never_shown(read):
    rows = [
        jobinit("IMSDRDA1", "SECRET99", **BAD),
        jobinit("IMSDRDA1", "pa55:<x>", **BAD),
        ptcreate("IMSDRDA1", "WHO", "WHOM"),
    ]
    rows.append(command("PERMIT", "STRANGER", "IMSDRDA1 SECRET99"))
    found = read(rows)
    facts = found.seen.facts(None)
    assert facts.unknown_users == 3
    assert [row.user for row in facts.logons] == [None]
    assert facts.logons[0].refused == {"invalid password or ticket": 2}
    told = facts.model_dump_json() + repr(found.lines) + repr(found.diagnostics)
    for name in ("SECRET99", "pa55", "WHO", "STRANGER"):
        assert name not in told


def test_quoted_records_hold_no_free_text(read):
    row = jobinit("IMSDRDA1", "WEBUSR1", name="ANNA MILLER", terminal="TERM0007", logstr="REASON X")
    found = read([row])
    (line,) = found.lines.values()
    assert line[58:66].strip() == "WEBUSR1"
    assert line[281:289] == "IMSDRDA1"
    for text in ("ANNA", "TERM0007", "REASON"):
        assert text not in line


def test_a_command_that_names_the_estate_is_a_change(read):
    rows = [
        command("RALTER", "SECADM", "PTKTDATA IMSDRDA1 SSIGNON"),
        command("ALTUSER", "SECADM", "SOMEBODY NAME('X')"),
    ]
    (change,) = read(rows).seen.facts(None).changes
    assert (change.event, change.by, change.classes, change.names) == ("RALTER", "SECADM", ("PTKTDATA",), ("IMSDRDA1",))
    assert read(rows).seen.facts(None).commands_at == (3, 1, 1, 8)


def test_tickets_made_by_the_services_are_counted_by_requester(read):
    rows = [
        ptcreate("IMSDRDA1", "WEBSTC", "WEBUSR1"),
        ptcreate("IMSDRDA1", "WEBSTC", "WEBUSR1", qualifier="NOTAUTH", violation="YES"),
    ]
    (row,) = read(rows).seen.facts(None).generated
    assert (row.requester, row.user, row.job, row.made, row.refused) == ("WEBSTC", "WEBUSR1", "ORDNITE", 1, 1)


def test_a_pace_is_minutes_of_many_tickets_in_an_hour(read):
    rows = [
        jobinit("IMSDRDA1", "WEBUSR1", at=f"2026-11-02 {hour:02}:{minute:02}:{second:02}")
        for hour, minutes in ((8, 10), (9, 9), (10, 12))
        for minute in range(minutes)
        for second in range(7)
    ]
    row = only(read(rows))
    assert (row.busy_hours, row.peak, row.peak_day, row.same_second) == (2, 7, "2026-11-02", 1)


def test_two_events_of_one_second_are_counted_and_said(read):
    found = read([GOOD, GOOD, jobinit("IMSDRDA1", "WEBUSR1", at="2026-11-02 11:00:00")])
    assert only(found).accepted == 3
    assert only(found).same_second == 2
    assert codes(found, "remark") == ["equal-records"]


@pytest.mark.parametrize("times", [2, 3])
def test_records_that_all_stand_several_times_are_copies(read, times):
    found = read([row for row in DAY for _ in range(times)])
    assert only(found).accepted == 9
    assert only(found).same_second == 1
    assert codes(found, "remark") == ["doubled"]


def test_a_stretch_that_stands_twice_is_dropped(read):
    minutes = [jobinit("IMSDRDA1", "WEBUSR1", at=f"2026-11-02 09:{m:02}:{s}") for m in range(20) for s in (11, 31, 51)]
    for rows in (minutes + minutes, minutes + minutes[30:], minutes[:30] + minutes):
        found = read(rows)
        assert only(found).accepted == 60
        assert codes(found, "remark") == ["doubled"]
    found = read(minutes, minutes)
    assert only(found).accepted == 60
    assert codes(found, "remark") == ["doubled"]


def test_the_order_of_files_makes_no_difference(read):
    def counts(*files):
        rows = read(*files).seen.facts(None).logons
        return [row.model_dump(exclude={"accepted_at", "refused_at"}) for row in rows]

    assert counts(DAY[:5], DAY[5:]) == counts(DAY[5:], DAY[:5]) == counts(DAY)


def test_too_many_faults_are_folded(read):
    found = read([GOOD, *(put(GOOD, 43, "X") for _ in range(CAP + 7))])
    assert codes(found).count("separator") == CAP + 1
    assert f"7 more records with this fault; the first {CAP} are named" in found.diagnostics[-1].message
    assert found.damage[-1].name is None


def test_a_damaged_descriptor_ends_the_reading(read):
    data = smf([GOOD, GOOD], "rdw")
    found = read(data[: len(GOOD) + 4] + b"\0\1\0\0" + data)
    assert codes(found) == ["bad-rdw"]
    assert only(found).accepted == 1
    assert codes(read(data[:-9])) == ["bad-rdw"]
    assert codes(read(smf([GOOD, GOOD])[:-400])) in (["truncated"], ["truncated", "short-record"])


def test_a_line_without_end_is_passed_over(read):
    found = read(smf([GOOD]) + b"X" * 200_000 + b"\n" + smf([GOOD]))
    assert codes(found) == ["stray-line"]
    assert only(found).accepted == 2


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"0200 IBMUSER ".ljust(300) + b"\n", "an IRRDBU00 unload"),
        (b"<?xml version='1.0'?><eventList/>\n", "XML"),
        (b"ATTRIBUTES = INITSTATS\n", "SETROPTS LIST"),
        (b"\x02\x50\x00\x00\x1e\x50" * 99, "no record"),
        (GOOD.encode("cp037") * 3, "EBCDIC without record lengths"),
    ],
)
def test_other_files_are_refused_in_words(read, data, words):
    with pytest.raises(EvidenceUnreadable, match=words):
        read(data)


def test_hostile_fields_reach_nobody(read):
    evil = ["<script>", "=cmd()|x", "\x1b[31mRED", "../../x"]
    rows = [jobinit("IMSDRDA1", text[:8], name=text, logstr=text, terminal=text[:8], **BAD) for text in evil]
    found = read(rows)
    told = found.seen.facts(None).model_dump_json() + repr(found.lines)
    assert not [text for text in evil if text[:8] in told]
    assert found.seen.facts(None).unknown_users == 4


OTHER = put(GOOD, 39, "SYSB")


def test_records_of_another_system_are_passed_over_where_the_site_names_its_own(read):
    named = replace(SCOPE, systems=frozenset({"SYSA"}))
    found = read([GOOD, OTHER, put(command("PERMIT", "SECADM", "IMSDRDA1"), 39, "SYSB")], scope=named)
    assert only(found).accepted == 1
    facts = found.seen.facts(None)
    assert (facts.systems, facts.changes, facts.commands_at) == (("SYSA",), (), None)
    assert facts.passed == {"of systems that [site.smf] systems does not name": 2}
    assert read([OTHER], scope=named).seen.facts(None) is None
    assert {row.system for row in read([GOOD, OTHER]).seen.facts(None).logons} == {"SYSA", "SYSB"}


def test_a_shifted_record_is_damage_and_never_of_another_system(read):
    shifted = " ".join((GOOD[:30], GOOD[30:]))
    assert shifted[38:42] != "SYSA"
    assert codes(read([GOOD, shifted], scope=replace(SCOPE, systems=frozenset({"SYSA"})))) == ["separator"]


@pytest.mark.parametrize(
    "data",
    [
        smf(DAY).decode().encode("utf-16"),
        smf(DAY).decode().encode("cp037").decode("latin-1").encode("utf-8"),
        smf(DAY).decode().translate({n: n ^ 0x80 for n in range(128)}).encode("latin-1"),
    ],
    ids=["utf-16", "ebcdic read as latin-1", "bits"],
)
def test_a_wrong_code_page_is_refused_or_damage_and_no_ticket(read, data):
    try:
        found = read(data)
    except EvidenceUnreadable:
        return
    assert found.damage
    assert found.seen.facts(None) is None or found.seen.facts(None).logons == ()


@pytest.mark.parametrize("form", ["lf", "rdw"])
def test_a_file_that_ends_at_the_end_of_a_record_tells_of_fewer_days_and_no_more(read, form):
    """No trailer says that more was written: what is left proves what it shows, and absence for its own days alone."""
    rows = [jobinit("IMSDRDA1", "WEBUSR1", at=f"2026-10-{day} 09:00:00") for day in range(20, 30)]
    found = read(rows[:7], form=form)
    assert found.damage == found.diagnostics == ()
    facts = found.seen.facts(None)
    assert (facts.days, facts.last, only(found).accepted) == (7, "2026-10-26", 7)


def test_a_last_record_that_ends_before_its_flags_is_no_ticket(read):
    """A text file that was cut where a name ends, without a line end or with one."""
    whole = smf([GOOD])
    assert codes(read(whole + GOOD[:289].encode())) == ["truncated"]
    for rest in (GOOD[:289].encode(), GOOD[:289].encode() + b"\n"):
        row = only(read(whole + rest))
        assert (row.accepted, row.unflagged) == (1, 1)


@pytest.mark.parametrize("lost", [4, 5, 1])
def test_characters_lost_behind_the_header_are_damage_whatever_the_application_reads_now(read, lost):
    """Without the first characters of its application a record is of another one, and would be passed by."""
    moved = GOOD[:281] + GOOD[281 + lost :]
    for form in ("lf", "rdw", "stripped"):
        found = read([GOOD, moved], form=form)
        assert found.damage, form
        assert only(found).accepted == 1
    assert read([GOOD, jobinit("TSO", "WEBUSR1", job="TSOJOB", evaluated="NO", succeeded="NO")]).damage == ()
    assert read([GOOD, jobinit("TSO", "WEBUSR1", job="TSOJOB", evaluated="", succeeded="")]).damage == ()
