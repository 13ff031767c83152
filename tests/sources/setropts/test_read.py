from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from auditor.errors import EvidenceUnreadable
from auditor.models.classes import CLASSES
from auditor.models.racf import ClassOptions
from auditor.sources.read import Read as FileRead
from auditor.sources.setropts import read_setropts
from tests.writers.setropts import listing

SAMPLES = Path("tests/data/setropts")
FULL = (SAMPLES / "01-auditor.txt").read_text()
EXTRACT = (SAMPLES / "08-extract.kv").read_text()
EXTRACTED = read_setropts(str(SAMPLES / "08-extract.kv"), 0)
COMPLETE = read_setropts(str(SAMPLES / "01-auditor.txt"), 0)
Read = Callable[[str], FileRead]

NAMES = st.lists(st.sampled_from([*CLASSES, "TIMS", "IIMS", "$SITE", "#A1", "SURROGAT"]), unique=True)


def facts(one: FileRead) -> dict[str, Any]:
    rows = {f"{name}.{key}": fact for name, options in one.facts.classes.items() for key, fact in options}
    return rows | {f"options.{key}": fact for key, fact in one.facts.options}


def codes(one: FileRead, level: str | None = None) -> list[str]:
    return [row.code for row in one.diagnostics if level in (None, row.level)]


def never_otherwise(part: FileRead, full: FileRead) -> None:
    """Every fact of `part` is unknown, with a reason, or what the complete listing says."""
    complete = facts(full)
    for key, fact in facts(part).items():
        assert fact.value is not None or fact.why, key
        if key in complete:
            assert fact.value in (None, complete[key].value), key
        else:
            assert not fact.value, key


@settings(max_examples=80, deadline=None)
@given(
    active=NAMES,
    generic=NAMES,
    raclist=NAMES,
    by_application=NAMES,
    audit=st.none() | NAMES,
    always=NAMES,
    grplist=st.booleans(),
    inactive=st.none() | st.integers(1, 255),
    revoke=st.none() | st.integers(1, 254),
    mixedcase=st.booleans(),
    initstats=st.booleans(),
)
def test_what_is_written_is_read(tmp_path_factory: pytest.TempPathFactory, always: list[str], **said: Any) -> None:
    path = tmp_path_factory.mktemp("listing") / "l"
    path.write_text(listing(**said, logoptions={"ALWAYS": always}))
    one = read_setropts(str(path), 0)
    assert one.damage == ()
    for name in CLASSES:
        options = one.facts.classes[name]
        for key, names in (("active", "active"), ("generic", "generic"), ("raclisted", "raclist"),
                           ("raclisted_by_application", "by_application")):  # fmt: skip
            assert getattr(options, key).value is (name in said[names])
        if said["audit"] is None:
            assert (options.audit.value, options.logoptions.value) == (None, None)
        else:
            assert options.audit.value is (name in said["audit"])
            rest = "DEFAULT" if name in said["active"] else None
            assert options.logoptions.value == ("ALWAYS" if name in always else rest)
    assert one.facts.options.grplist.value is said["grplist"]
    assert (one.facts.options.inactive.value, one.facts.options.inactive_days.value) == (
        said["inactive"] is not None,
        said["inactive"],
    )
    assert (one.facts.options.revoke.value, one.facts.options.revoke_attempts.value) == (
        said["revoke"] is not None,
        said["revoke"],
    )
    assert one.facts.options.mixedcase.value is said["mixedcase"]
    assert one.facts.options.initstats.value is said["initstats"]


@settings(max_examples=120, deadline=None)
@given(cut=st.integers(1, len(FULL) - 1))
def test_a_listing_that_is_cut_anywhere_says_nothing_else(cut: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("cut") / "l"
    path.write_text(FULL[:cut])
    try:
        part = read_setropts(str(path), 0)
    except EvidenceUnreadable:
        return
    never_otherwise(part, COMPLETE)
    known = {key for key, fact in facts(COMPLETE).items() if fact.value is not None}
    if any(fact.value is None and key in known for key, fact in facts(part).items()):
        assert part.damage


@pytest.mark.parametrize(
    "heading", ["GENERIC PROFILE", "GENERIC COMMAND", "GENLIST", "GLOBAL CHECKING", "SETR RACLIST", "GLOBAL=YES",
                'LOGOPTIONS "DEFAULT"', "ACTIVE"]
)  # fmt: skip
@pytest.mark.parametrize("how", ["gone", "garbled"])
def test_a_lost_heading_moves_no_class_into_another_list(read: Read, heading: str, how: str) -> None:
    lines = [line for line in FULL.splitlines() if how == "garbled" or not line.startswith(heading)]
    broken = [line.replace(heading, "?" * 9, 1) if line.startswith(heading) else line for line in lines]
    never_otherwise(read("\n".join(broken) + "\n"), read(FULL))


@pytest.mark.parametrize("heading", ["ACTIVE", "GENERIC PROFILE", "SETR RACLIST"])
def test_a_list_that_policies_need_is_missed(read: Read, heading: str) -> None:
    one = read(listing(active=["APPL"]).replace(f"{heading} CLASSES", "NO CLASSES"))
    assert "heading-missing" in codes(one, "error")


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("APPL FACILITY PTKTDATA", "APPL Facility PTKTDATA", "not-a-class"),
        ("APPL FACILITY PTKTDATA", "APPL FACILITY12 PTKTDATA", "not-a-class"),
        ("APPL FACILITY PTKTDATA", "APPL FACILITY APPL", "class-twice"),
        ("AUDIT CLASSES = DATASET", "AUDIT CLASSES = \nGENLIST CLASSES = NONE", "empty-list"),
        ("GENLIST CLASSES =  NONE", "GENLIST CLASSES =  NONE\nAPPL", "list-misaligned"),
        ("MIXED CASE PASSWORD SUPPORT IS", "MIXED CASE PASSWORDS ARE", "sentence-missing"),
        ("ADDCREATOR IS NOT", "ADDCREATOR IS IN EFFECT\nADDCREATOR IS NOT", "contradiction"),
        ("GENLIST CLASSES =", "GLOBAL CHECKING CLASSES =", "duplicate-list"),
    ],
)
def test_what_is_broken_is_an_error_and_unknown(read: Read, old: str, new: str, code: str) -> None:
    assert old in FULL
    one = read(FULL.replace(old, new, 1))
    assert code in codes(one, "error")
    assert code in [row.code for row in one.damage]
    never_otherwise(one, read(FULL))


def test_a_sentence_whose_words_could_be_classes_ends_a_list(read: Read) -> None:
    lines = [line for line in FULL.splitlines() if not line.startswith("AUTOMATIC")]
    one = read("\n".join(lines))
    assert one.damage == ()
    assert "ENHANCED" not in one.facts.classes
    assert one.facts.classes["APPL"].logoptions.value == "FAILURES"


def test_tabs_shift_no_column(read: Read) -> None:
    one = read(FULL.replace("ACTIVE CLASSES = ", "ACTIVE CLASSES =\t", 1).replace("GENLIST", "\tGENLIST"))
    assert one.damage == ()
    never_otherwise(one, read(FULL))
    assert one.facts.classes["DATASET"].active.value is True


def test_ready_ends_a_listing_wherever_it_stands(read: Read) -> None:
    first = FULL[: FULL.index("GENERIC COMMAND")]
    one = read(f"{first}READY\nGENLIST CLASSES = APPL\n{FULL[len(first) :]}")
    assert "cut-off" in codes(one, "error")
    never_otherwise(one, read(FULL))


def test_the_same_listing_twice_is_one(read: Read) -> None:
    one = read(FULL + "READY\n" + FULL)
    assert one.damage == ()
    assert one.facts.classes["PTKTDATA"].active.at is not None
    assert one.facts.classes["PTKTDATA"].active.at.record > len(FULL.splitlines())


@pytest.mark.parametrize("cut", [False, True])
def test_listings_that_differ_settle_nothing_where_they_differ(read: Read, cut: bool) -> None:
    other = (SAMPLES / "06-ptktdata-inactive.txt").read_text()
    one = read(FULL + "READY\n" + (other[: other.index("SETR RACLIST")] if cut else other))
    assert "listings-differ" in codes(one, "error")
    alone, shown = facts(read(other)), ("PTKTDATA.active", "PTKTDATA.generic", "PTKTDATA.gencmd")
    known = {key: fact.value for key, fact in facts(COMPLETE).items() if fact.value is not None}
    unknown = {key for key in known if facts(one)[key].value is None}
    assert unknown == {key for key in known if alone[key].value != known[key] and (not cut or key in shown)}
    assert all(facts(one)[key].why for key in unknown)


def test_an_incomplete_listing_that_agrees_is_a_remark(read: Read) -> None:
    one = read(FULL + "READY\n" + FULL[: FULL.index("SETR RACLIST")])
    assert codes(one) == ["incomplete-listing"]
    assert one.damage == ()


def test_lines_that_are_not_known_are_named(read: Read) -> None:
    one = read(FULL.replace("KERBLVL", "ICH14063I SETROPTS command complete.\nSOMETHING NEW IS IN EFFECT\nKERBLVL"))
    assert sorted(codes(one, "remark")) == ["message", "unknown-sentence"]
    assert one.damage == ()


def test_the_classes_policies_ask_for_are_always_there(read: Read) -> None:
    one = read(listing(active=[]))
    for name in CLASSES:
        assert isinstance(one.facts.classes[name], ClassOptions)
        assert one.facts.classes[name].active.value is False


def test_an_inactive_class_with_options_is_worth_a_remark(read: Read) -> None:
    one = read(listing(active=["APPL"], raclist=["PTKTDATA", "APPL"]))
    assert codes(one) == ["inactive-class"]


def test_a_reply_in_xml_has_the_same_facts(read: Read) -> None:
    rows = "".join(f"<message>{line.strip().replace('&', '&amp;')}</message>\n" for line in FULL.splitlines())
    one = read(f'<?xml version="1.0"?>\n<securityresult><command>{rows}</command></securityresult>\n')
    assert {key: fact.value for key, fact in facts(one).items()} == {k: f.value for k, f in facts(read(FULL)).items()}
    at = one.facts.classes["PTKTDATA"].active.at
    assert at is not None
    assert one.lines[at.record][at.first - 1 : at.last] == "PTKTDATA"


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ("ICH14002I NOT AUTHORIZED TO ISSUE SETROPTS\n", "RACF refused the command"),
        ("HWS=(ID=ICONDB1)\n", "HWSCFGxx member"),
        ("0500 NAME                 PTKTDATA N 00\n", "IRRDBU00 unload"),
        (FULL.partition("\n")[2], "its first line, ATTRIBUTES, is missing"),
        ('{"profile": {"base": {}}}', "is JSON"),
        ('<!DOCTYPE x [<!ENTITY a "b">]><message>ATTRIBUTES = &a;</message>', "declarations of its own"),
        ("<html></html>", "holds no SETROPTS LIST"),
        (" ", "is empty"),
    ],
)
def test_what_is_no_listing_is_refused_by_what_it_looks_like(read: Read, content: str, named: str) -> None:
    with pytest.raises(EvidenceUnreadable, match=named) as refused:
        read(content)
    assert refused.value.return_code == 12
    assert "\n" not in str(refused.value)


@settings(max_examples=100, deadline=None)
@given(cut=st.integers(1, len(EXTRACT) - 1))
@example(cut=EXTRACT.index("INACTIVE:") + len("INACTIVE:0"))
@example(cut=EXTRACT.index("REVOKE:") + len("REVOKE:00"))
def test_an_extract_that_is_cut_says_nothing_else(cut: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("cut") / "e"
    path.write_text(EXTRACT[:cut])
    part = None
    try:
        part = read_setropts(str(path), 0)
    except EvidenceUnreadable:
        return
    if cut < EXTRACT.index("ADDCREAT"):
        assert part.damage
        complete = facts(EXTRACTED)
        wrong = {key: fact.value for key, fact in facts(part).items()
                 if key in complete and fact.value not in (None, complete[key].value)}  # fmt: skip
        assert wrong == {}


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("CLASSACT:PTKTDATA", "CLASACT:PTKTDATA", "unknown-key"),
        ("CLASSACT:PTKTDATA", "CLASSACT:Ptktdata", "not-key-value"),
        ("GRPLIST:TRUE", "GRPLIST:MAYBE", "not-key-value"),
        ("GRPLIST:TRUE", "GRPLIST:TRUE\nGRPLIST:FALSE", "contradiction"),
        ("GRPLIST:TRUE\n", "", "cut-off"),
        ("REVOKE:005", "REVOKE:5X", "not-key-value"),
    ],
)
def test_a_broken_line_of_an_extract_is_an_error(read: Read, old: str, new: str, code: str) -> None:
    one = read(EXTRACT.replace(old, new, 1))
    assert code in codes(one, "error")
    never_otherwise(one, read(EXTRACT))


def test_what_an_extract_leaves_out_is_off_when_it_is_complete(read: Read) -> None:
    one = read(EXTRACT.replace("INACTIVE:090\n", "").replace("NEWKEY", ""))
    assert one.facts.options.inactive.value is False
    assert codes(one) == ["absent-is-off"]
