"""The gate is right about what RACF would do, to the refresh; and what the scan recommends, the gate accepts."""

from __future__ import annotations

import hashlib
import json
from collections import Counter

import pytest

from auditor.cli import run
from auditor.gate import gate
from auditor.gather import gather
from auditor.judge.judge import judge
from auditor.remedy import scripts
from auditor.remedy.order import needs_auditor
from auditor.run import engine_of, examine, prepared, terms_of
from auditor.settings import Settings
from auditor.sources import evidence
from tests.shop.build import FIXTURES
from tests.shop.faults import FAULTS

SOUND = FIXTURES / "sound/auditor.toml"


@pytest.fixture
def decide(tmp_path):
    def decided(script: str | bytes, config=SOUND, **flags):
        change = tmp_path / "change.racf"
        change.write_bytes(script if isinstance(script, bytes) else script.encode())
        return gate(Settings.load(config, change=str(change), **flags))

    return decided


def ids(decided) -> set[str]:
    return {message.id for message in decided.messages}


def new(decided) -> set[tuple[str, str]]:
    return {(verdict.policy, verdict.object) for verdict in decided.new}


def test_a_whole_change_is_accepted(decide):
    script = "PERMIT IMSDRDA1 CLASS(APPL) ID(BATGRP) ACCESS(READ)\nSETROPTS RACLIST(APPL) REFRESH\n"
    decided = decide(script)
    assert (decided.decision, decided.return_code) == ("accepted", 4)
    (reason,) = decided.reasons
    assert reason.startswith("this changes profile APPL/IMSDRDA1 (")
    assert reason.endswith("): no verdict moves by it, so look at it yourself")
    assert decided.new == decided.worse == ()


def test_a_change_without_refresh_is_blocked_and_the_active_layer_is_the_old_one(decide):
    decided = decide("PERMIT IMSDRDA1 CLASS(APPL) ID(DRDAGRP) DELETE\n")
    assert (decided.decision, decided.return_code) == ("blocked", 8)
    assert new(decided) == {("PT-D03", "class:APPL")}
    stored = {one.policy for one in decided.after_stored.verdicts if one.verdict == "fail"}
    assert "PT-A09" in stored


@pytest.mark.parametrize(
    "script",
    [
        "SETROPTS RACLIST(APPL) REFRESH\nPERMIT IMSDRDA1 CLASS(APPL) ID(BATGRP) ACCESS(READ)\n",
        "PERMIT IMSDRDA1 CLASS(APPL) ID(BATGRP) ACCESS(READ)\nSETROPTS RACLIST(PTKTDATA) REFRESH\n",
        "PERMIT IMSDRDA1 CLASS(APPL) ID(BATGRP) ACCESS(READ)\nSETROPTS RACLIST(APPL)\n",
        "PERMIT IMSDRDA1 CLASS(APPL) ID(BATGRP) ACCESS(READ)\nSETROPTS GENERIC(APPL) REFRESH\n",
    ],
)
def test_refreshing_too_early_the_wrong_class_or_not_at_all_is_blocked(decide, script):
    decided = decide(script)
    assert decided.decision == "blocked"
    assert any("PT-D03" in reason and "class:APPL" in reason for reason in decided.reasons)


def test_a_deleted_permit_that_breaks_logons_is_blocked(decide):
    decided = decide("PERMIT IMSDRDA1 CLASS(APPL) ID(DRDAGRP) DELETE\nSETROPTS RACLIST(APPL) REFRESH\n")
    assert decided.decision == "blocked"
    assert {policy for policy, _ in new(decided)} == {"PT-A09"}


def test_an_opened_door_is_blocked(decide):
    decided = decide("RALTER APPL IMSDRDA1 UACC(READ)\nSETROPTS RACLIST(APPL) REFRESH\n")
    assert decided.decision == "blocked"
    assert ("PT-B01", "profile:APPL/IMSDRDA1") in new(decided) | {
        (v.policy, "profile:APPL/IMSDRDA1") for v in decided.new
    }


def test_a_forgotten_class_is_what_racf_would_refuse(decide):
    decided = decide("PERMIT IMSDRDA1 ID(BATGRP) ACCESS(READ)\n")
    assert decided.decision == "blocked"
    assert "ICH06004I" in ids(decided) or "UNDECIDED" in ids(decided)


def test_a_starred_profile_while_generics_are_off_is_blocked(decide):
    config = FIXTURES / "generic-status-contradicts/auditor.toml"
    decided = decide(
        "SETR NOGENCMD(PTKTDATA)\nRDEF PTKTDATA IRRPTAUTH.IMSDRDA2.* UACC(NONE)\nSETR RACLIST(PTKTDATA) REFRESH\n",
        config,
    )
    assert decided.decision == "blocked"
    assert "ICH10321I" in ids(decided)


def test_an_undefined_id_is_refused_by_its_message(decide):
    decided = decide("PERMIT IMSDRDA1 CLASS(APPL) ID(NOBODY9) ACCESS(READ)\n")
    assert decided.decision == "blocked"
    assert "ICH06007I" in ids(decided)


@pytest.mark.parametrize(
    "script",
    [
        "RDEFI APPL X UACC(NONE)\n",
        "PERMIT IMSDRDA1 CLASS(APPL) ID(BATGRP) ACESS(READ)\n",
        "PERMIT IMSDRDA1 CLASS(APPL) ID(BATGRP ACCESS(READ)\n",
        "RALTER APPL IMSDRDA1 DATA('open\n",
        "",
        "/* nothing */\n",
        "PERMIT IMSDRDA1 CLASS(APPL) ID(BATGRP)\n".encode("cp037") * 2,
    ],
)
def test_what_is_not_understood_blocks_with_its_line(decide, script):
    decided = decide(script)
    assert decided.decision == "blocked"
    assert decided.reasons
    assert decided.return_code == 8


def test_what_a_change_mends_is_said(decide):
    config = FIXTURES / "application-open-to-all/auditor.toml"
    decided = decide("RALTER APPL IMSDRDA2 UACC(NONE)\nSETROPTS RACLIST(APPL) REFRESH\n", config)
    assert decided.decision == "accepted"
    assert {verdict.policy for verdict in decided.gone} == {"PT-B01"}


def test_a_member_as_it_will_be(tmp_path):
    member = tmp_path / "HWSCFG01.txt"
    member.write_text((FIXTURES / "sound/HWSCFG01.txt").read_text().replace("RACF=Y", "RACF=N"))
    decided = gate(Settings.load(SOUND, hwscfg_after=(str(member),)))
    assert decided.decision == "blocked"
    assert {"PT-A07", "PT-E01"} <= {policy for policy, _ in new(decided)}


def test_every_small_file_of_a_gate_is_read_once(tmp_path, decide, monkeypatch):
    member, clients = tmp_path / "HWSCFG01.txt", tmp_path / "clients.yaml"
    member.write_text((FIXTURES / "sound/HWSCFG01.txt").read_text().replace("(", "(TRANORCH=A,", 1))
    clients.write_text((FIXTURES / "sound/clients.yaml").read_text())
    read: Counter[str] = Counter()
    offered_bytes = evidence.offered_bytes

    def counted(path: str, most: int) -> bytes:
        read[path] += most > 0
        return offered_bytes(path, most)

    monkeypatch.setattr(evidence, "offered_bytes", counted)
    decided = decide("RLIST APPL *\n", hwscfg_after=(str(member),), clients_after=str(clients))
    assert {str(member), str(clients), str(tmp_path / "change.racf")} < read.keys()
    assert set(+read) & {one.path for one in decided.before.inputs if one.kind == "hwscfg"}
    assert set(read.values()) <= {0, 1}, read
    by_kind = {one.kind: one for one in decided.after_active.inputs}
    assert by_kind["clients"].path == str(clients)
    assert by_kind["change"].sha256 == hashlib.sha256(b"RLIST APPL *\n").hexdigest()
    assert any("the member of ICONDB1 changes" in one for one in decided.reasons)


def test_strict_lets_warnings_block(decide):
    script = "RALTER PTKTDATA IMSDRDA1 SSIGNON(TIMEOUT(300))\nSETROPTS RACLIST(PTKTDATA) REFRESH\n"
    assert (decide(script).decision, decide(script).return_code) == ("accepted", 4)
    assert decide(script, strict=True).decision == "blocked"


def test_keys_of_the_script_are_in_no_output(decide, tmp_path, capsys):
    change = tmp_path / "key.racf"
    change.write_text(
        "RALTER PTKTDATA IMSDRDA1 SSIGNON(KEYMASKED(0123456789ABCDEF))\nSETROPTS RACLIST(PTKTDATA) REFRESH\n"
    )
    out = tmp_path / "out"
    assert run(
        ["gate", str(SOUND), "--change", str(change), "--out", str(out), "--format", "html,json,markdown,csv"]
    ) in (4, 8)
    captured = capsys.readouterr()
    assert "0123456789ABCDEF" not in captured.out + captured.err
    assert [path.name for path in out.iterdir() if b"0123456789ABCDEF" in path.read_bytes()] == []
    told = json.loads((out / "gate.json").read_text())
    assert set(told) == {
        "schema", "decision", "reasons", "messages", "before", "after_stored", "after_active", "new", "gone", "worse",
        "in_effect",
        "return_code",
    }  # fmt: skip


def _remedies(slug: str):
    """What the policies recommend, and what is left of it after the trial."""
    settings = Settings.load(FIXTURES / slug / "auditor.toml")
    with prepared(settings.policies, engine_of(settings)) as judges:
        gathered = gather(settings)
        told = judge(gathered.estate, *judges, gathered.lines).verdicts
        return told, examine(gathered.estate, gathered, judges, terms_of(settings, gathered))


@pytest.mark.parametrize("slug", [*sorted(FAULTS), "example"])
def test_what_the_scan_recommends_the_gate_accepts_and_the_findings_are_gone(slug, tmp_path):
    told, done = _remedies(slug)
    script = scripts(done.remedies, "SYSA", "2026-11-02")["remediation.racf"]
    mended = {
        (one.policy, one.object) for one in done.result.verdicts if one.verdict == "fail" and one.remediation.racf
        and not any("<" in command or needs_auditor(command) for command in one.remediation.racf)
    }  # fmt: skip
    choices = {key for key, withheld in done.remedies.dropped.items() if withheld.kind == "choice"}
    if not mended:
        assert not any(
            one.verdict == "fail" and one.remediation.racf and not one.remediation.ims and not one.masked_by
            and not any("<" in command for command in one.remediation.racf) and (one.policy, one.object) not in choices
            for one in told
        ), "commands that do not clear their finding"  # fmt: skip
        return
    change = tmp_path / "remediation.racf"
    change.write_bytes(script)
    decided = gate(Settings.load(FIXTURES / slug / "auditor.toml", change=str(change)))
    assert decided.decision == "accepted", decided.reasons
    left = {(one.policy, one.object) for one in decided.after_active.verdicts if one.verdict == "fail"}
    assert mended & left == set()


def test_without_a_change_there_is_nothing_to_gate(capsys):
    assert run(["gate", str(SOUND)]) == 16
    assert "no change to judge" in capsys.readouterr().err
