"""What a change does without moving a verdict is listed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from auditor.gate.reasons import Reasons, Sentence
from auditor.gate.silent import silent_reasons
from auditor.gate.widened import widened_reasons
from auditor.judge.compare import Comparison
from auditor.models.estate import Estate
from tests.judge.test_compare import verdict
from tests.racf.commands.estates import estate, run

START = estate()
DEFINED = run(
    "RDEF APPL APP1 UACC(NONE) AUDIT(ALL)\nRDEF PTKTDATA APP1 SSIGNON(EPTKEYLABEL(A.KEY))\n"
    "SETR RACLIST(APPL PTKTDATA) REFRESH",
    START,
).active
REFRESH = "\nSETR RACLIST(APPL PTKTDATA STARTED) REFRESH"


def silent(script: str, moved: Comparison | None = None, start: Estate = START) -> list[str]:
    done = run(script, start)
    reasons = silent_reasons(start, (done.stored, done.active), moved or Comparison())
    assert reasons.blocks == []
    return [line.rpartition(":")[0].removeprefix("this changes ") for line in reasons.warns]


@pytest.mark.parametrize(
    ("script", "what"),
    [
        ("SETR NOCLASSACT(FACILITY)", "class FACILITY (active)"),
        ("SETR NOGENERIC(STARTED)", "class STARTED (generic)"),
        ("SETR PASSWORD(NOMIXEDCASE)", "option mixedcase"),
        ("SETR NOADDCREATOR", "option addcreator"),
        ("SETR NOWHEN(PROGRAM)", "option program_control"),
        (
            "RDEF APPL NEWAPPL UACC(READ) OWNER(SECADM)",
            "profile APPL/NEWAPPL (owner SECADM; uacc READ; acl.SECADM.access ALTER)",
        ),
    ],
)
def test_a_change_that_moves_no_verdict_is_listed_once(script: str, what: str) -> None:
    assert silent(script) == [what]


@pytest.mark.parametrize(
    "script",
    ["SETR LIST", "RLIST APPL *", "SETR RACLIST(APPL) REFRESH", "SETR ADDCREATOR", "SETR CLASSACT(APPL)",
     "SETR NOADDCREATOR\nSETR ADDCREATOR"],
)  # fmt: skip
def test_a_display_a_refresh_and_what_has_no_effect_are_not(script: str) -> None:
    assert silent(script) == []


NAMING: dict[str, Callable[[], Any]] = {
    "its object": lambda: replace(verdict("fail"), object="profile:APPL/NEWAPPL"),
    "an entry of it": lambda: replace(verdict("fail"), object="profile:APPL/NEWAPPL/id:SECADM"),
}
DEFINES = "RDEF APPL NEWAPPL UACC(READ) OWNER(SECADM)"


@pytest.mark.parametrize("named", NAMING.values(), ids=NAMING.keys())
@pytest.mark.parametrize("way", ["new", "worse", "better", "gone", "changed"])
def test_a_verdict_that_moves_speaks_for_its_object_and_nothing_else(way: str, named: Callable[[], Any]) -> None:
    moved = Comparison(**{way: (named(),)})
    assert silent(f"{DEFINES}\nSETR NOADDCREATOR", moved) == ["option addcreator"]


def test_a_verdict_that_mentions_the_only_thing_that_changed_speaks_for_it() -> None:
    moved = Comparison(new=(replace(verdict("fail"), message="profile NEWAPPL is open"),))
    assert silent(DEFINES, moved) == []
    assert len(silent(f"{DEFINES}\nSETR NOADDCREATOR", moved)) == 2


@pytest.mark.parametrize(
    ("script", "spoken", "hidden"),
    [
        # One verdict, two fields of its profile: it cannot tell both.
        (
            "RALT PTKTDATA APP1 SSIGNON(EPTKEYLABEL(OTHER.KEY) TIMEOUT(600))",
            "profile:PTKTDATA/APP1",
            "ssignon.key_label OTHER.KEY",
        ),
        # A profile of the same name in another class.
        ("RALT PTKTDATA APP1 APPLDATA(X)\nRALT APPL APP1 AUDIT(NONE)", "profile:APPL/APP1", "appldata X"),
        # A verdict on an entry says nothing of what else the user was given.
        (
            "PE APP1 CL(APPL) ID(DRDAU2) AC(ALTER)\nALU DRDAU2 CLAUTH(STARTED)",
            "profile:APPL/APP1/id:DRDAU2",
            "clauth + STARTED",
        ),
        # Any verdict has the word APPL in it.
        ("RALT APPL APP1 AUDIT(NONE)\nSETR GLOBAL(APPL)", "profile:APPL/APP1", "class APPL (global_checking)"),
    ],
)
def test_a_verdict_hides_no_other_change_behind_its_object(script: str, spoken: str, hidden: str) -> None:
    moved = Comparison(new=(replace(verdict("fail"), object=spoken, message="APPL APP1 and user DRDAU2"),))
    assert hidden in " | ".join(silent(script + REFRESH, moved, DEFINED))


def test_what_a_new_thing_can_do_is_shown_not_that_it_is_there_alone() -> None:
    assert "started.trusted yes" in silent("RDEF STARTED EVIL.* STDATA(USER(DRDAU1) TRUSTED(YES))")[0]
    assert "uid 0" in silent("ADDUSER EVIL DFLTGRP(OTHER) OMVS(UID(0))")[0]


def test_the_eleventh_change_is_not_hidden_by_ten_before_it() -> None:
    script = "".join(f"ADDUSER A{n} DFLTGRP(OTHER)\n" for n in range(30))
    lines = silent(script + "ALTUSER OLDUSR CLAUTH(STARTED)")
    assert "user OLDUSR (clauth + STARTED)" in lines
    (group,) = [one for one in lines if one.startswith("group OTHER")]
    assert all(f"members.A{n}.authority USE" in group for n in range(30))


def test_more_than_can_be_looked_at_block() -> None:
    reasons = Reasons()
    reasons.fold([str(n) for n in range(1001)], "changes")
    assert (len(reasons.warns), reasons.blocks) == (1000, ["1 more changes than can be looked at: split the change"])


@pytest.mark.parametrize(
    ("script", "listed"),
    [
        ("CO DRDAU1 GROUP(OTHER) AUTHORITY(JOIN)", []),
        ("CO DRDAU1 GROUP(OTHER) SPECIAL", []),
        ("ALTGROUP DRDAGRP OWNER(SECADM)", []),
        ("ALU DRDAU1 OWNER(SECADM)", []),
        ("ALU DRDAU1 OWNER(SECADM) RESTRICTED", ["user DRDAU1"]),
        ("CO DRDAU1 GROUP(OTHER) SPECIAL\nCO BATUSR1 GROUP(SYS1)", ["user BATUSR1", "group SYS1"]),
    ],
)
def test_what_a_wider_right_speaks_of_is_not_listed_again_and_all_else_is(script: str, listed: list[str]) -> None:
    done = run(script, START)
    told = widened_reasons(START, done.active).about
    assert told
    reasons = silent_reasons(START, (done.stored, done.active), Comparison(), told)
    assert [line.partition(":")[0].partition(" (")[0].removeprefix("this changes ") for line in reasons.warns] == listed


def test_what_cannot_be_looked_at_is_told_of_by_nobody() -> None:
    reasons = Reasons()
    reasons.fold([Sentence(f"{n}", ((f"user U{n}", "owner"),)) for n in range(1002)], "owners")
    assert reasons.blocks == ["2 more owners than can be looked at: split the change"]
    assert ("user U999", "owner") in reasons.about
    assert ("user U1000", "owner") not in reasons.about
