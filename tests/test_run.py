"""One run for the scan, the gate and programs: the same verdicts, and no command that was not tried first."""

from __future__ import annotations

import json

import pytest

import auditor
from auditor.cli import run
from auditor.gate import gate
from auditor.gather import gather
from auditor.models.verdict import Result
from auditor.run import Terms, engine_of, examine, prepared, terms_of
from auditor.settings import Settings
from tests.shop.build import FIXTURES

SOUND = FIXTURES / "sound/auditor.toml"
EXAMPLE = FIXTURES / "example/auditor.toml"
FAILED = ("No commands are recommended: ", "A person must choose: ")
WITHHELD = "No commands are recommended here: they are tried on the active layer alone, see after_active."
APPL = "SETROPTS RACLIST(APPL) REFRESH"


def test_a_program_gets_what_the_scan_writes(tmp_path):
    for slug in ("example", "replay-allowed", "hostile"):
        config, out = FIXTURES / slug / "auditor.toml", tmp_path / slug
        assert run(["scan", str(config), "--format", "json", "--out", str(out), "-q"]) == 8
        written = Result.model_validate_json((out / "result.json").read_bytes())
        assert auditor.audit(Settings.load(config)) == written
        if slug == "example":
            assert refused(written), "the example has commands that fail their trial"


def refused(result: Result) -> dict[tuple[str, str], str]:
    """Each finding whose commands failed their trial, with the sentence that says so."""
    return {
        (one.policy, one.object): text
        for one in result.verdicts
        for text in one.remediation.other
        if text.startswith(FAILED)
    }


def commands(result: Result) -> list[str]:
    return [text for one in result.verdicts for text in (*one.remediation.racf, *one.remediation.ims)]


def test_the_gate_shows_no_command_that_the_scan_tried_and_rejected(tmp_path):
    change = tmp_path / "change.racf"
    change.write_text("SETROPTS LIST\n")
    scanned = auditor.audit(Settings.load(EXAMPLE))
    decided = gate(Settings.load(EXAMPLE, change=str(change)))
    assert decided.before == scanned
    assert refused(decided.after_active) == refused(scanned) != {}
    assert commands(decided.after_active) == commands(scanned) != []
    assert commands(decided.after_stored) == []
    assert not any(one.remediation.undo for one in decided.after_stored.verdicts)
    words = [one.remediation.other[-1] for one in decided.after_stored.verdicts if one.verdict == "fail"]
    assert WITHHELD in words


def owed(decided) -> list:
    return [one for one in decided.after_active.verdicts if one.policy == "PT-D03" and one.verdict == "fail"]


@pytest.mark.parametrize(
    ("script", "racf", "word"),
    [
        ("PERMIT IMSDRDA1 CLASS(APPL) ID(BATGRP) ACCESS(READ)", (APPL,), None),
        ("PERMIT IMSDRDA1 CLASS(APPL) ID(DRDAGRP) DELETE", (), "PT-A09"),
        ("RALTER APPL IMSDRDA1 UACC(READ)", (), "PT-B01"),
    ],
)
def test_a_refresh_is_tried_on_what_the_change_has_stored(tmp_path, script, racf, word):
    """The change waits for its refresh: what that would bring is in the stored layer, not in the active one."""
    change = tmp_path / "change.racf"
    change.write_text(script + "\n")
    (finding,) = owed(gate(Settings.load(SOUND, change=str(change))))
    assert finding.remediation.racf == racf
    if word is not None:
        assert f"they bring another finding: {word} on " in finding.remediation.other[-1]


def test_nothing_is_tried_for_who_shows_no_commands(monkeypatch):
    settings = Settings.load(FIXTURES / "replay-allowed/auditor.toml")
    with prepared(settings.policies, engine_of(settings)) as judges:
        gathered = gather(settings)

        def explode(*_):
            raise AssertionError

        monkeypatch.setattr("auditor.run._judge_again", lambda *_: explode)
        done = examine(gathered.estate, gathered, judges, Terms(), withheld="why")
        assert commands(done.result) == []
        with pytest.raises(AssertionError):
            examine(gathered.estate, gathered, judges, Terms())


def test_the_terms_are_what_the_settings_name(tmp_path):
    waivers = tmp_path / "waivers.yaml"
    waivers.write_text(
        "waivers:\n  - {policy: PT-C03, object: 'profile:PTKTDATA/IMSDRDA2', reason: r, owner: o, approver: a,"
        " ticket: t, expires: 2026-12-31}\n"
    )
    keys = tmp_path / "keys.yaml"
    keys.write_text(f"IMSDRDA1: {'C0FFEE' * 12}\n")
    keys.chmod(0o600)
    bare = Settings.load(FIXTURES / "replay-allowed/auditor.toml")
    assert terms_of(bare, gather(bare)) == Terms(None, None, "medium", strict=False, as_of_written=True)
    inputs = bare.inputs.model_copy(update={"waivers": str(waivers), "keys": str(keys)})
    more = bare.model_copy(update={"inputs": inputs, "fail_on": "low", "strict": True})
    terms = terms_of(more, gather(more))
    assert (terms.fail_on, terms.strict, set(terms.keys or ())) == ("low", True, {"IMSDRDA1"})
    assert terms.waivers is not None
    assert terms.waivers.input.path == str(waivers)
    assert "C0FFEE" not in json.dumps(repr(terms))
    result = auditor.audit(more.model_copy(update={"strict": False}))
    assert [one.waiver.ticket for one in result.verdicts if one.waiver] == ["t"]
    assert result.inputs[-1].path == str(waivers)
