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
from tests.judge.test_compare import verdict
from tests.racf.commands.estates import estate, run

START = estate()


def silent(script: str, moved: Comparison | None = None) -> list[str]:
    done = run(script, START)
    reasons = silent_reasons(START, (done.stored, done.active), moved or Comparison())
    assert reasons.blocks == []
    return [line.partition(":")[0].removeprefix("this changes ") for line in reasons.warns]


@pytest.mark.parametrize(
    ("script", "what"),
    [
        ("SETR NOCLASSACT(FACILITY)", "class FACILITY (active)"),
        ("SETR NOGENERIC(STARTED)", "class STARTED (generic)"),
        ("SETR PASSWORD(NOMIXEDCASE)", "option mixedcase"),
        ("SETR NOADDCREATOR", "option addcreator"),
        ("SETR NOWHEN(PROGRAM)", "option program_control"),
        ("RDEF APPL NEWAPPL UACC(READ) OWNER(SECADM)", "profile APPL/NEWAPPL"),
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
    "its object": lambda: verdict("fail", name="profile:APPL/NEWAPPL"),
    "its message": lambda: replace(verdict("fail"), message="profile NEWAPPL is open"),
}


@pytest.mark.parametrize("named", NAMING.values(), ids=NAMING.keys())
@pytest.mark.parametrize("way", ["new", "worse", "better", "gone", "changed"])
def test_a_verdict_that_moves_speaks_for_what_it_names_and_nothing_else(way: str, named: Callable[[], Any]) -> None:
    moved = Comparison(**{way: (named(),)})
    assert silent("RDEF APPL NEWAPPL UACC(READ) OWNER(SECADM)\nSETR NOADDCREATOR", moved) == ["option addcreator"]


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
    assert [line.partition(":")[0].removeprefix("this changes ") for line in reasons.warns] == listed


def test_what_is_folded_away_is_told_of_by_nobody() -> None:
    reasons = Reasons()
    reasons.fold([Sentence(f"{n}", ((f"user U{n}", "owner"),)) for n in range(12)], "owners")
    assert reasons.warns[-1] == "2 more owners"
    assert ("user U9", "owner") in reasons.about
    assert ("user U10", "owner") not in reasons.about
