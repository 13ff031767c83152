"""What a later line of a display takes back is not a pass: commands and displays after the display."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from auditor.models.imsconnect import Running
from auditor.sources.read import Read as FileRead
from tests.sources.imscon.test_read import QUERY, VIEWHWS

Read = Callable[[str], FileRead]
SHOWN = {"racf", "pswdmc", "odracfst", "uidcache", "uidage", "odbmappl"}


def known(running: Running) -> dict[str, Any]:
    return {name: getattr(running, name).value for name in SHOWN if getattr(running, name).value is not None}


def levels(one: FileRead, code: str) -> list[str]:
    return [row.level for row in one.diagnostics if row.code == code]


def lost(one: FileRead, before: FileRead, name: str = "ICONDB1") -> set[str]:
    left, shown = known(one.facts[name]), known(before.facts[name])
    assert left.items() <= shown.items()
    return set(shown) - set(left)


COMMANDS: dict[str, set[str]] = {
    "UPD IMSCON TYPE(CONFIG) SET(RACF(OFF))": {"racf"},
    "UPDATE IMSCON TYPE(CONFIG) SET(RACF(OFF),ODBMAPPL(OTHER))": {"racf", "odbmappl"},
    "F ICONDB1,UPDATE MEMBER TYPE(IMSCON) SET(RACF(OFF))": {"racf"},
    "R 12,SETRACF OFF": {"racf"},
    "IEE600I REPLY TO 12 IS;SETRACF OFF": {"racf"},
    "10.15.22 STC00123  setracf off": {"racf"},
    "SETUIDC OFF": {"uidcache"},
    "/UPD IMSCON NAME(*) TYPE (CONFIG) SET (RACF (OFF))": {"racf"},
    "<cmdtext>UPD IMSCON TYPE(CONFIG) SET(RACF(OFF))</cmdtext>": {"racf"},
    "SETPWMC ON": {"pswdmc"},
    "UPD IMSCON TYPE(CONFIG) +\n  SET(RACF(OFF))": {"racf"},
    "UPD IMSCON TYPE(CONFIG) SET(\n RACF(OFF))": {"racf"},
    "UPD IMSCON TYPE(CONFIG) SET(UNHEARDOF(1))": SHOWN,
    "CLOSEHWS": SHOWN,
    "HWSC0010I IMS CONNECT INITIALIZATION COMPLETE": SHOWN,
}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_later_command_takes_back_what_it_sets(read: Read, command: str) -> None:
    one = read(f"{QUERY}\n{command}\n")
    assert lost(one, read(QUERY)) == COMMANDS[command]
    assert levels(one, "later-command") == ["error"]
    assert [row.code for row in one.damage] == ["later-command"]
    for name in COMMANDS[command]:
        fact = getattr(one.facts["ICONDB1"], name)
        assert fact.at is not None, "a member does not fill in for it"
        assert f"record {fact.at.record} " in fact.why


@pytest.mark.parametrize(
    "command",
    [
        "UPD IMSCON TYPE(CONFIG) SET(IDLETO(0))", "UPD IMSCON TYPE(DATASTORE) NAME(IMSP) STOP(COMM)",
        "UPD IMSCON TYPE(CONFIG) START(RECORDER)",
    ],
)  # fmt: skip
def test_a_command_that_sets_nothing_shown_is_a_remark(read: Read, command: str) -> None:
    one = read(f"{QUERY}\n{command}\nMbrName  CC\nICONDB1   0\n")
    assert lost(one, read(QUERY)) == set()
    assert levels(one, "later-command") == ["remark"]
    assert one.damage == ()


def test_a_value_that_is_shown_already_stands(read: Read) -> None:
    one = read(f"{QUERY}\nUPD IMSCON TYPE(CONFIG) SET(RACF(ON))\n")
    assert (lost(one, read(QUERY)), lost(one, read(QUERY), "ICONDB2")) == (set(), {"racf"})


def test_a_command_before_the_display_is_in_what_it_shows_and_not_in_the_rest(read: Read) -> None:
    one = read(f"SETRACF OFF\nUPD IMSCON TYPE(CONFIG) SET(ODBMAPPL(OTHER))\n{VIEWHWS}")
    assert lost(one, read(VIEWHWS)) == set()
    assert one.facts["ICONDB1"].odbmappl.at is not None
    assert read(f"HWSC0010I INITIALIZATION COMPLETE\n{VIEWHWS}").facts == {
        "ICONDB1": read(f"\n{VIEWHWS}").facts["ICONDB1"]
    }


def test_what_is_shown_again_after_a_command_is_known(read: Read) -> None:
    one = read(f"{QUERY}\nSETRACF OFF\n{QUERY.replace(' ON ', ' OFF', 1)}")
    assert "racf" in lost(one, read(QUERY))
    assert lost(read(f"{QUERY}\nSETRACF OFF\n\n{QUERY}"), read(QUERY)) == set()


def test_a_port_that_is_opened_later(read: Read) -> None:
    one = read(f"{VIEWHWS}CREATE IMSCON TYPE(PORT) NAME(6666)\n")
    assert [port.id.value for port in one.facts["ICONDB1"].ports] == [5555, None]


@pytest.mark.parametrize(
    "later",
    [
        QUERY.splitlines()[2].replace(" ON ", " OFF", 1) + "\n",
        QUERY.splitlines()[0] + "\n" + QUERY.splitlines()[2].replace("0 ON ", "0OFF ", 1) + "\n",
        QUERY.splitlines()[0] + "\nICONDB1   0 OFF\n",
    ],
)
def test_a_second_display_that_cannot_be_read_leaves_nothing(read: Read, later: str) -> None:
    one = read(f"{QUERY}\n{later}")
    assert lost(one, read(QUERY)) == SHOWN
    assert lost(one, read(QUERY), "ICONDB2") == set()
    assert one.damage


def test_another_table_is_no_display(read: Read) -> None:
    one = read(f"{QUERY}\nMbrName  CC PORT  Status\nICONDB1   0 5555D ACTIVE\n")
    assert lost(one, read(QUERY)) == set()
    assert one.damage == ()
