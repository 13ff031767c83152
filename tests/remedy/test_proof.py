"""Commands are tried together until the whole is sound; what is not proven is not recommended."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from click.testing import CliRunner

from auditor.commands.scan import command
from auditor.gather import gather
from auditor.models.verdict import Remediation
from auditor.remedy import Fail, Outlook, scripts, withhold
from auditor.remedy import prove as proven_by
from auditor.settings import Settings
from tests.judge.test_compare import accepted, verdict
from tests.shop.build import FIXTURES

STILL_THERE = "they were tried on the model and the finding was still there"
REFRESH = "SETROPTS RACLIST(APPL) REFRESH"


@pytest.fixture(scope="module")
def estate():
    return gather(Settings.load(FIXTURES / "sound/auditor.toml")).estate


def prove(verdicts, stored, active, judge):
    """Prove with a judge that tells which keys fail; all of them are high."""
    return proven_by(
        verdicts, stored, active, lambda now, _=None: Outlook({key: Fail("high", masked=False) for key in judge(now)})
    )


def finding(name, *commands):
    remediation = Remediation(racf=(*commands, REFRESH), other=("Think.",), undo=("UNDO",))
    return replace(verdict("fail", name=name), remediation=remediation)


def uacc(level):
    return f"RALTER APPL IMSDRDA1 UACC({level})"


def key(one):
    return one.policy, one.object


def profile(estate, name="IMSDRDA1"):
    return estate.profiles["APPL"].get(name)


def test_what_clears_its_finding_and_brings_no_other_stays(estate):
    one = finding("A", uacc("READ"))
    done = prove([one], estate, estate, lambda now: frozenset() if profile(now).uacc == "READ" else {key(one)})
    shown = replace(one, remediation=replace(one.remediation, undo=(uacc("NONE"), REFRESH)))
    assert (done.verdicts, done.remedied, dict(done.dropped)) == ((shown,), (shown,), {})


def test_what_is_still_there_is_told_with_the_commands(estate):
    one = finding("A", uacc("READ"))
    (told,) = prove([one], estate, estate, lambda _: frozenset({key(one)})).verdicts
    assert told.remediation.racf == told.remediation.undo == ()
    assert told.remediation.other == (
        "Think.",
        f"No commands are recommended: {STILL_THERE}. They were: {uacc('READ')}; {REFRESH}",
    )


def test_findings_that_are_at_fault_only_together_are_all_dropped(estate):
    first, second = finding("A", uacc("READ")), finding("B", "RALTER APPL IMSDRDA2 UACC(READ)")

    def judge(now):
        both = profile(now).uacc == profile(now, "IMSDRDA2").uacc == "READ"
        return frozenset({("PT-X01", "system")} if both else ())

    done = prove([first, second], estate, estate, judge)
    assert done.remedied == ()
    assert set(done.dropped) == {key(first), key(second)}
    assert all("together with the commands of other findings" in one.why for one in done.dropped.values())
    assert all(one.remediation.racf == () for one in done.verdicts)


def test_what_comes_to_no_end_is_not_recommended(estate):
    """Each round drops the finding whose command is the last, and the rest fails anew; in the end nobody goes on."""
    findings = [finding(f"N{number}", f"RALTER APPL IMSDRDA1 APPLDATA('N{number}')") for number in range(30)]
    rounds = []

    def judge(now):
        rounds.append(profile(now).appldata)
        return frozenset({("PT-A01", f"endpoint:{rounds[-1]}")})

    done = prove(findings, estate, estate, judge)
    assert 3 < len(set(rounds)) < 30
    assert list(dict.fromkeys(rounds))[:2] == ["N29", "N28"]
    assert done.remedied == ()
    assert set(done.dropped) == set(map(key, findings))
    assert all(one.remediation.racf == () for one in done.verdicts)


def test_a_command_that_needs_that_of_another_finding_is_not_at_fault(estate):
    """Alone, RACF would refuse the PERMIT; it is another finding that brings the new one."""
    defines = finding("A", "RDEFINE APPL NEWAPPL UACC(NONE) OWNER(SECGRP)")
    permits = finding("B", "PERMIT NEWAPPL CLASS(APPL) ID(BATGRP) ACCESS(READ)")
    opens = finding("C", uacc("READ"))

    def judge(now):
        return frozenset({("PT-X01", "system")} if profile(now).uacc == "READ" else ())

    done = prove([defines, permits, opens], estate, estate, judge)
    assert set(map(key, done.remedied)) == {key(defines), key(permits)}
    assert set(done.dropped) == {key(opens)}


def test_a_refresh_makes_active_what_is_stored(estate):
    """Where the layers differ, the trial begins from both."""
    changed = replace(profile(estate), uacc="READ")
    profiles = {**estate.profiles, "APPL": {**estate.profiles["APPL"], "IMSDRDA1": changed}}
    stored = estate.model_copy(update={"profiles": profiles})
    one = finding("A")

    def judge(now):
        return frozenset({("PT-B01", "profile:APPL/IMSDRDA1")} if profile(now).uacc == "READ" else {key(one)})

    assert prove([one], stored, estate, judge).remedied == ()
    assert "PT-B01" in prove([one], stored, estate, judge).dropped[key(one)].why


def test_what_was_not_tried_stays_as_it_is(estate):
    """Risks that are accepted, and commands in which a person must choose first."""
    choice = finding("A", "RALTER APPL IMSDRDA1 OWNER(<owner>)")
    waived = accepted(finding("B", uacc("READ")))

    def explode(_):
        raise AssertionError

    done = prove([choice, waived, verdict("pass")], estate, estate, explode)
    assert (done.verdicts, done.remedied, done.choices) == ((choice, waived, verdict("pass")), (), (choice,))
    assert b"OWNER(<owner>)" in scripts(done, "S", "2026-11-02")["remediation.racf"]


def test_withheld_commands_leave_one_sentence():
    other = replace(verdict("fail", name="C"), remediation=Remediation(other=("Talk.",)))
    advisory = replace(finding("B", uacc("READ")), verdict="advisory")
    done = withhold([finding("A", uacc("READ")), advisory, other], "there is a reason")
    sentence = "No commands are recommended here: there is a reason."
    assert [one.remediation for one in done.verdicts] == [
        Remediation(other=("Think.", sentence)),
        Remediation(other=("Think.", sentence)),
        Remediation(other=("Talk.",)),
    ]
    assert (done.remedied, dict(done.dropped)) == ((), {})


def test_the_script_says_what_it_holds(estate):
    good, bad = finding("A", uacc("READ")), finding("B", uacc("UPDATE"))
    done = prove([good, bad], estate, estate, lambda _: frozenset({key(bad)}))
    text = scripts(done, "SYSA", "2026-11-02")["remediation.racf"].decode()
    assert "Remediation of SYSA, as of 2026-11-02." in text
    assert "It fixes 1 of 2 findings" in text
    assert "Not recommended: they were tried on the model" in text
    lines = text.splitlines()
    assert uacc("READ") in lines
    assert uacc("UPDATE") not in lines


def test_commands_that_the_evidence_does_not_let_try_are_not_said_to_have_failed(tmp_path):
    unload = FIXTURES / "example" / "unload.txt"
    flags = ["--unload", str(unload), "--as-of", "2026-11-02", "--out", str(tmp_path), "--quiet"]
    done = CliRunner().invoke(command, flags, standalone_mode=False)
    assert done.exception is None
    result = json.loads((tmp_path / "result.json").read_text())
    (finding,) = [one for one in result["verdicts"] if one["verdict"] == "fail"]
    why = finding["remediation"]["other"][-1]
    assert finding["remediation"]["racf"] == []
    assert "could not be tried on the model, because whether generics are on for class PTKTDATA is unknown" in why
    assert why.endswith("SETROPTS RACLIST(PTKTDATA) REFRESH")
