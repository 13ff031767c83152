"""The unload reader: every transfer form, damage by kind, selection, completeness."""

from __future__ import annotations

import io
from dataclasses import fields, is_dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from auditor.errors import EvidenceUnreadable, InputMissing, UsageError
from auditor.models.place import At
from auditor.sources.irrdbu00 import Unload, read_unload, records
from auditor.sources.irrdbu00.layout import LAYOUT
from tests.shop.sound import sound
from tests.writers.unload import FORMS, record, unload


@pytest.fixture
def rows() -> list[str]:
    return sound().records()


def facts(found: Unload) -> tuple[Any, ...]:
    return found.profiles, found.users, found.groups, found.level


def codes(found: Unload) -> list[tuple[str, str, int | None]]:
    return [(one.code, one.level, one.record) for one in found.diagnostics]


def index(rows: list[str], start: str, part: str = "") -> int:
    return next(n for n, row in enumerate(rows) if row.startswith(start) and part in row)


def test_a_started_task_is_trusted_or_privileged_each_by_itself(rows: list[str], read: Any) -> None:
    at = index(rows, "0540")
    name = rows[at][5:251].rstrip()
    for start, expected in ((280, (True, False)), (285, (False, True))):
        changed = [*rows[:at], rows[at][: start - 1] + "YES " + rows[at][start + 3 :], *rows[at + 1 :]]
        task = read(changed).profiles["STARTED"][name].started
        assert task is not None
        assert (task.trusted, task.privileged) == expected


# -- forms -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("gz", [False, True], ids=["plain", "gzip"])
@pytest.mark.parametrize("form", FORMS)
def test_every_form_gives_the_same_facts(rows: list[str], read: Any, form: str, gz: bool) -> None:
    expected = read(rows)
    found = read(unload(rows, form=form, gz=gz))
    assert facts(found) == facts(expected)
    assert found.diagnostics == ()
    assert found.inputs[0].records == len(rows)


def test_the_form_is_told(rows: list[str], read: Any) -> None:
    assert read(unload(rows, form="bdw", gz=True)).inputs[0].form == "BDW+RDW, gzip"
    assert read(unload(rows, form="crlf")).inputs[0].form == "text CRLF"
    assert read(unload(rows, form="stripped")).inputs[0].form == "text LF, trailing blanks cut"
    assert read(unload(rows, form="rdw")).inputs[0].codepage == "cp1047"


def test_a_national_code_page_is_read_when_named(rows: list[str], read: Any) -> None:
    row = record("0100", GPBD_NAME="GR#N", GPBD_OWNER_ID="SYS1", GPBD_UNIVERSAL="NO", GPBD_INSTALL_DATA="GRÜN")
    found = read(unload([*rows, row], form="rdw", codepage="cp273"), form="rdw:cp273", wanted_ids={"GR#N"})
    assert "GR#N" in found.groups
    assert "GRÜN" in found.lines[0, len(rows) + 1]
    assert found.inputs[0].codepage == "cp273"


def test_high_bytes_do_not_move_columns(rows: list[str], read: Any) -> None:
    at = index(rows, "0500")
    rows[at] = rows[at][:367] + "\xc3\xa4\xbd".ljust(20) + rows[at][387:]
    found = read(unload(rows))
    assert found.diagnostics == ()


def test_a_byte_order_mark_is_no_column(rows: list[str], read: Any) -> None:
    assert facts(read(b"\xef\xbb\xbf" + unload(rows))) == facts(read(rows))


def test_standard_input(rows: list[str], read: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(unload(rows))))
    assert facts(read_unload(["-"], wanted_ids=set(), first_source=0)) == facts(read(rows))


def test_several_data_sets_are_one_database(rows: list[str], tmp_path: Path, read: Any) -> None:
    cut = index(rows, "05")
    paths = []
    for name, part in (("a", rows[:cut]), ("b", rows[cut:])):
        (tmp_path / name).write_bytes(unload(part))
        paths.append(str(tmp_path / name))
    found = read_unload(paths, wanted_ids=set(), first_source=3)
    assert found.profiles.keys() == read(rows).profiles.keys()
    assert [one.path for one in found.inputs] == paths
    assert {profile.at.source for by_name in found.profiles.values() for profile in by_name.values()} == {4}
    assert {user.at.source for user in found.users.values()} == {3}
    assert found.diagnostics == ()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b"ATTRIBUTES = INITSTATS WHEN(PROGRAM -- BASIC)\nACTIVE CLASSES = APPL\n", "SETROPTS"),
        (unload([record("0100", GPBD_NAME="SYS1")]).decode().encode("cp037"), "EBCDIC without record lengths"),
        (b"hello\nworld\n", "no record"),
        ("0100 SYS1".encode("utf-16"), "UTF-16"),
        (b"\x1f\x8bnonsense", "cannot be read"),
        (b"9999 X\n" * 3, "no record"),
        (b"0999 X\n" * 3, "no record"),
    ],
)
def test_what_is_no_unload_is_refused_with_advice(read: Any, data: bytes, said: str) -> None:
    with pytest.raises(EvidenceUnreadable, match=said) as caught:
        read(data)
    assert caught.value.advice
    assert caught.value.return_code == 12


def test_wrong_words_are_usage_errors(rows: list[str], read: Any) -> None:
    for form in ("cards", "rdw:klingon", "rdw:utf-16"):
        with pytest.raises(UsageError):
            read(rows, form=form)
    with pytest.raises(InputMissing):
        read_unload(["/nowhere/at/all"], wanted_ids=set(), first_source=0)


# -- damage ----------------------------------------------------------------------------------------------------------


def damaged(row: str, column: int, text: str) -> str:
    return row[: column - 1] + text + row[column - 1 + len(text) :]


@pytest.mark.parametrize(
    ("start", "column", "text", "code"),
    [
        ("0500", 252, "X", "separator"),
        ("0500", 337, "REED", "bad-value"),
        ("0500", 660, "YEA", "bad-flag"),
        ("0500", 660, "    ", "blank-field"),
        ("0200", 114, "2024-02-30", "bad-date"),
        ("0500", 754, "A\x00B", "control-byte"),
        ("0500", 5, "X", "stray-line"),
        ("0505", 4, "Z", "damaged-type"),
        ("0505", 262, "A B", "bad-id"),
        ("0505", 253, " ", "bad-key"),
        ("0530", 405, "12X", "bad-number"),
        ("0530", 2, "6", "damaged-type"),
        ("0530", 3, "L", "surplus"),
        ("0540", 3, "B", "out-of-class"),
        ("0540", 262, "        ", "blank-field"),
        ("0540", 285, "    ", "blank-field"),
        ("0200", 40, "NOO", "bad-flag"),
        ("0200", 6, "\x01", "control-byte"),
        ("0205", 94, "N", None),
        ("0205", 94, "X", "bad-flag"),
        ("0200", 515, "8 o'cloc", "bad-time"),
    ],
)
def test_a_damaged_record_gives_no_fact_and_is_named(
    rows: list[str], read: Any, start: str, column: int, text: str, code: str | None
) -> None:
    at = index(rows, start)
    rows[at] = damaged(rows[at], column, text)
    found = read(rows)
    if code is None:
        assert found.diagnostics == ()
        return
    assert (code, "error", at + 1) in codes(found)
    damage = next(one for one in found.damage if one.at and one.at.record == at + 1)
    assert damage.record_type in (start, None)
    assert found.inputs[0].rejected >= 1


@pytest.mark.parametrize(
    ("start", "change", "code"),
    [
        ("0500", lambda row: row[:752] + " " + row[752:], "uneven-length"),
        ("0530", lambda row: row[:325], "uneven-length"),
        ("0200", lambda row: row[:642], "uneven-length"),
        ("0100", lambda row: row[:358] + "    ", "blank-field"),
        ("0200", lambda row: row[:633] + "    " + row[637:], "blank-field"),
    ],
)
def test_one_record_unlike_all_others_of_its_type_is_told(
    rows: list[str], read: Any, start: str, change: Any, code: str
) -> None:
    at = index(rows, start)
    rows[at] = change(rows[at])
    found = read(rows)
    assert (code, "error", at + 1) in codes(found)
    assert (start, rows[at][5:13].rstrip()) in {(one.record_type, (one.name or "")[:8]) for one in found.damage}


def test_records_that_are_all_longer_are_of_a_newer_release(rows: list[str], read: Any) -> None:
    assert read([row + " " * 8 for row in rows]).diagnostics == ()


def test_damage_names_class_and_profile(rows: list[str], read: Any) -> None:
    at = index(rows, "0530")
    name, class_name = rows[at][5:251].rstrip(), rows[at][252:260].rstrip()
    rows[at] = rows[at][:300]
    (damage,) = read(rows).damage
    assert (damage.code, damage.record_type, damage.class_name, damage.name) == (
        "short-record", "0530", class_name, name,
    )  # fmt: skip


def test_a_record_broken_in_free_text_is_two_faults_of_one_profile(rows: list[str], read: Any) -> None:
    at = index(rows, "0500")
    rows[at] = damaged(rows[at], 400, "\n")
    found = read(rows)
    assert {("short-record", "error", at + 1), ("stray-line", "error", at + 2)} <= set(codes(found))
    assert len({(one.record_type, one.class_name, one.name) for one in found.damage if one.code != "orphan"}) == 1


def test_the_last_line_without_end_is_told(rows: list[str], read: Any) -> None:
    data = unload(rows)
    assert ("truncated", "error", len(rows)) in codes(read(data[:-1]))


@pytest.mark.parametrize("form", ["rdw", "bdw"])
def test_a_cut_or_bent_descriptor_loses_the_rest_and_says_so(rows: list[str], read: Any, form: str) -> None:
    data = unload(rows, form=form)
    assert "bad-rdw" in [code for code, _, _ in codes(read(data[:-3]))]
    at = 4 if form == "bdw" else 0
    at += int.from_bytes(data[at : at + 2], "big")
    for bent in (b"\0\4\0\0", b"\xff\xff\0\0", b"\0\x20\0\1"):
        found = read(data[:at] + bent + data[at + 4 :])
        assert ("bad-rdw", "error", 2) in codes(found)
        assert any(one.record_type is None and one.class_name is None for one in found.damage)


def test_a_cut_gzip_file_is_read_as_far_as_it_goes(rows: list[str], read: Any) -> None:
    data = unload(rows * 40, gz=True)
    found = read(data[: len(data) // 2])
    assert "truncated" in [code for code, _, _ in codes(found)]


@pytest.mark.parametrize("start", ["0100", "0102", "0200", "0203", "0205", "0500", "0505", "0530", "0540"])
def test_a_doubled_record_is_told(rows: list[str], read: Any, start: str) -> None:
    at = index(rows, start)
    groups = {row[5:13].rstrip() for row in rows if row.startswith("0100")}
    expected = read(rows)
    found = read([*rows[: at + 1], rows[at], *rows[at + 1 :]], wanted_ids=groups)
    assert ("duplicate", "error", at + 2) in codes(found)
    assert found.profiles.keys() == expected.profiles.keys()


@pytest.mark.parametrize(
    ("start", "code"),
    [("0500", "orphan"), ("0200", "orphan"), ("0100", "undefined-group"), ("0203", "connection-mismatch"),
     ("0205", "connection-mismatch"), ("0102", "connection-mismatch")],
)  # fmt: skip
def test_a_missing_record_shows_by_what_others_say(rows: list[str], read: Any, start: str, code: str) -> None:
    part = "PTKTDATA" if start == "0500" else ""
    at = max(n for n, row in enumerate(rows) if row.startswith(start) and part in row)
    if start == "0500":
        at = next(n for n, row in enumerate(rows) if row.startswith("0530")) - 1
    groups = {row[5:13].rstrip() for row in rows if row.startswith("0100")}
    found = read(rows[:at] + rows[at + 1 :], wanted_ids=groups)
    assert code in [one for one, _, _ in codes(found)]
    assert found.damage


def test_an_orphan_of_a_class_nobody_reads_is_told(rows: list[str], read: Any) -> None:
    stray = record("0505", GRACC_NAME="A.B", GRACC_CLASS_NAME="FACILITY", GRACC_AUTH_ID="X", GRACC_ACCESS="READ")
    found = read([*rows, stray])
    # Nothing else is of that class, so that it may be what is damaged.
    assert [(one.class_name, one.name) for one in found.damage] == [("FACILITY", "A.B"), (None, "A.B")]


def test_many_equal_faults_are_folded_but_counted(rows: list[str], read: Any) -> None:
    found = read([*rows, *("????" for _ in range(500))])
    assert found.inputs[0].rejected == 500
    strays = [one for one in found.diagnostics if one.code == "stray-line"]
    assert len(strays) == 101
    assert "400 more" in next(one.message for one in strays if one.record is None)


def test_order_is_not_relied_on(rows: list[str], read: Any) -> None:
    expected, found = read(rows), read(rows[::-1])

    def placeless(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: placeless(one) for key, one in value.items()}
        if is_dataclass(value):
            return {each.name: placeless(getattr(value, each.name)) for each in fields(value)}
        if isinstance(value, tuple) and not isinstance(value, At):
            return [placeless(one) for one in value]
        return None if isinstance(value, At) else value

    for facts in ("profiles", "users", "groups"):
        assert placeless(getattr(found, facts)) == placeless(getattr(expected, facts))
    assert found.damage == ()


# -- facts -----------------------------------------------------------------------------------------------------------


def test_places_and_lines(rows: list[str], read: Any) -> None:
    found = read(rows)
    for by_name in found.profiles.values():
        for name, profile in by_name.items():
            line = found.lines[0, profile.at.record]
            assert line == rows[profile.at.record - 1]
            first, last = found.columns.profile["name"]
            assert line[first - 1 : last].rstrip() == name


def test_a_short_ssignon_record_cannot_say_that_there_is_no_enhanced_key(rows: list[str], read: Any) -> None:
    short = [row[:325] if row.startswith("0530") else row for row in rows]
    found = read(short)
    assert found.diagnostics == ()
    assert found.level.ssignon == "legacy"
    assert {profile.ssignon.key_label for profile in found.profiles["PTKTDATA"].values() if profile.ssignon} == {None}


def test_in_a_file_without_trailing_blanks_one_long_ssignon_record_tells_the_level(rows: list[str], read: Any) -> None:
    at = index(rows, "0530")
    blank = record(
        "0530", GRSIGN_NAME=rows[at][5:251].rstrip(), GRSIGN_CLASS_NAME="PTKTDATA", GRSIGN_PROTECTION="*MASKED*"
    )
    others = [n for n, row in enumerate(rows) if row.startswith("0530") and n != at]
    changed = [blank if n == at else row for n, row in enumerate(rows)]
    found = read(unload(changed, form="stripped"))
    name = rows[at][5:251].rstrip()
    assert others, "the shop has more than one key"
    assert found.profiles["PTKTDATA"][name].ssignon.key_label == ""
    assert found.level.ssignon == "enhanced"


def test_who_is_kept(rows: list[str], read: Any) -> None:
    extra = [
        record("0203", USGCON_NAME="LONER", USGCON_GRP_ID="SYS1"),
        record("0200", USBD_NAME="LONER", USBD_DEFGRP_ID="SYS1", USBD_OWNER_ID="SYS1", USBD_NOPWD="NO",
               **{f"USBD_{f}": "NO" for f in ("SPECIAL", "OPER", "AUDITOR", "REVOKE", "ROAUDIT")}),
    ]  # fmt: skip
    assert "LONER" not in read([*rows, *extra]).users
    assert "LONER" in read([*rows, *extra], wanted_ids={"LONER"}).users
    root = record("0270", USOMVS_NAME="LONER", USOMVS_UID="0000000000")
    found = read([*rows, *extra, root])
    assert found.users["LONER"].uid == 0
    special = extra[1].replace(extra[1][39:43], "YES ", 1)
    special = damaged(extra[1], 40, "YES ")
    assert read([*rows, extra[0], special]).users["LONER"].special


def test_what_is_missing_from_a_database_is_said(rows: list[str], read: Any) -> None:
    found = read([row for row in rows if row.startswith("05")])
    assert not found.level.users
    assert not found.level.groups
    assert [one.code for one in found.diagnostics if one.level == "error"].count("incomplete") == 5
    assert {one.record_type for one in found.damage} == {"0100", "0102", "0200", "0203", "0205", None}
    assert read([row for row in rows if not row.startswith("0530")]).level.ssignon == "absent"


# -- the library -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", sorted(LAYOUT))
def test_every_record_type_comes_back_by_name(tmp_path: Path, code: str) -> None:
    fields = {
        name: {"yes-no": "YES", "int": "7", "date": "2026-01-02", "time": "01:02:03"}.get(kind, "X")[: last - first + 1]
        for name, first, last, kind in LAYOUT[code].fields[1:]
    }
    path = tmp_path / "one"
    path.write_bytes(unload([record(code, **fields)]))
    (found,) = records(str(path), types={code})
    assert found.number == 1
    typed = {"YES": True, "7": 7}
    for name, value in fields.items():
        assert getattr(found, name) == typed.get(value, value)


def test_the_library_does_not_drop_damage_silently(tmp_path: Path, rows: list[str]) -> None:
    path = tmp_path / "one"
    path.write_bytes(unload([*rows, "0505 cut"]))
    with pytest.raises(EvidenceUnreadable, match=f"record {len(rows) + 1}"):
        list(records(str(path)))
    told: list[int] = []
    assert len(list(records(str(path), on_problem=lambda number, _: told.append(number)))) == len(rows)
    assert told == [len(rows) + 1]
    with pytest.raises(UsageError):
        list(records(str(path), types={"0999"}))


# -- user containment (z/OS 3.2, and 3.1 with OA67286) -----------------------------------------------------------------


def newer(rows: list[str], contained: str = "NO", never: str = "NO") -> list[str]:
    """The same unload of a release that writes both fields; `contained` and `never` of the first user."""
    first = index(rows, "0200")
    found = []
    for number, row in enumerate(rows):
        words = (contained, never) if number == first else ("NO", "NO")
        found.append(f"{row} {words[0]:4} {words[1]:4}" if row.startswith("0200") else row)
    return found


@pytest.mark.parametrize("form", ["lf", "stripped", "rdw"])
@pytest.mark.parametrize(("contained", "never"), [("YES", "NO"), ("NO", "YES"), ("NO", "NO")])
def test_containment_is_read(rows: list[str], read: Any, contained: str, never: str, form: str) -> None:
    name = rows[index(rows, "0200")][5:13].rstrip()
    found = read(unload(newer(rows, contained, never), form=form), wanted_ids={name})
    assert found.diagnostics == ()
    user = found.users[name]
    assert (user.contained, user.never_contained) == (contained == "YES", never == "YES")


def test_a_record_that_ends_before_it_leaves_it_unknown(rows: list[str], read: Any) -> None:
    for each in (rows, [row + "  " if row.startswith("0200") else row for row in rows]):
        found = read(each)
        assert found.diagnostics == ()
        assert found.users
        assert {(user.contained, user.never_contained) for user in found.users.values()} == {(None, None)}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda row: row[:648], "blank-field"),
        (lambda row: row[:655], "short-record"),
        (lambda row: row[:649] + "    " + row[653:], "blank-field"),
        (lambda row: row[:649] + "YEZ " + row[653:], "bad-flag"),
        (lambda row: row[:648] + "X" + row[649:], "separator"),
    ],
)
def test_a_damaged_field_of_one_user_is_told(rows: list[str], read: Any, change: Any, code: str) -> None:
    later = newer(rows)
    at = index(later, "0200")
    later[at] = change(later[at])
    found = read(later)
    assert (code, "error", at + 1) in codes(found)
    name = later[at][5:13].rstrip()
    assert ("0200", name) in {(one.record_type, (one.name or "")[:8].rstrip()) for one in found.damage}
