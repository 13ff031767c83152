"""A change that takes effect on a later day is judged on that day; a waiver does not hide new facts."""

from __future__ import annotations

import pytest

from auditor.gate import gate
from auditor.settings import Settings
from tests.shop.build import FIXTURES

SOUND = FIXTURES / "sound/auditor.toml"
SPANS = FIXTURES / "ticket-authority-spans-applications/auditor.toml"
PTKTDATA = "SETROPTS RACLIST(PTKTDATA) REFRESH"
WHEN = f"PE IRRPTAUTH.** CL(PTKTDATA) ID(RPTUSR1) AC(UPDATE) WHEN(JESINPUT(INTRDR))\n{PTKTDATA}"


@pytest.fixture
def decide(tmp_path):
    def decided(script: str, config=SOUND, **more):
        change = tmp_path / "change.racf"
        change.write_text(script + "\n")
        return gate(Settings.load(config, change=str(change), issuer="SECADM", **more))

    return decided


def test_a_privileged_user_resumed_later_blocks_today(decide):
    decided = decide("ALU IBMUSER RESUME(11/03/26)")
    assert (decided.decision, decided.return_code) == ("blocked", 8)
    assert any(text.startswith("on 2026-11-03: PT-B16 is new on user:IBMUSER") for text in decided.reasons)
    assert "takes effect on 2026-11-03, judged as of 2026-11-02: RESUME of IBMUSER" in decided.reasons


@pytest.mark.parametrize("script", ["ALU WEBUSR1 REVOKE(11/03/26)", "CO WEBUSR1 GROUP(DRDAGRP) REVOKE(11/30/26)"])
def test_a_declared_user_revoked_later_blocks_today(decide, script):
    decided = decide(script)
    assert (decided.decision, decided.return_code) == ("blocked", 8)
    assert any("trial web-gateway/WEBUSR1/logon" in text and text.startswith("on ") for text in decided.reasons)


def test_a_day_that_hurts_nobody_is_listed(decide):
    decided = decide("ALU RPTUSR1 REVOKE(12/01/26)")
    assert (decided.decision, decided.return_code) == ("accepted", 4)
    assert decided.reasons[0] == "takes effect on 2026-12-01, judged as of 2026-11-02: REVOKE of RPTUSR1"


def test_a_condition_on_a_broad_profile_is_listed_by_every_policy_that_reads_the_list(decide):
    decided = decide(WHEN)
    assert (decided.decision, decided.return_code) == ("accepted", 4)
    undecided = {one.policy for one in decided.worse if one.verdict == "undecided"}
    assert {"PT-B04", "PT-B08", "PT-B15"} <= undecided
    assert all("IRRPTAUTH.** names RPTUSR1 under a condition (WHEN)" in text for text in decided.reasons)


def test_a_waiver_of_an_object_does_not_hide_new_facts(decide, tmp_path):
    waivers = tmp_path / "waivers.yaml"
    rows = (("PT-B04", "profile:PTKTDATA/IRRPTAUTH.**"), ("PT-B08", "user:SECADM"))
    waivers.write_text("waivers:\n" + "".join(
        f"- policy: {policy}\n  object: '{name}'\n  reason: r\n  owner: o\n  approver: ciso\n  ticket: R-1\n"
        "  expires: 2099-01-01\n" for policy, name in rows
    ))  # fmt: skip
    decided = decide(f"PE IRRPTAUTH.** CL(PTKTDATA) ID(RPTUSR1) AC(UPDATE)\n{PTKTDATA}", SPANS, waivers=str(waivers))
    told = [text for text in decided.reasons if "waived, with other facts now: accepted by ciso" in text]
    assert any(text.startswith("PT-B04 stays on profile:PTKTDATA/IRRPTAUTH.**") for text in told)
    assert decided.return_code >= 4


def test_one_key_in_two_trust_zones_blocks(decide):
    decided = decide(f"RALT PTKTDATA IMSDRDA1 SSIGNON(EPTKEYLABEL(IMS.DRDA2.EPT.KEY1) TYPE(UPPER))\n{PTKTDATA}")
    assert (decided.decision, decided.return_code) == ("blocked", 8)
    assert {one.policy for one in decided.new} == {"PT-C05"}
