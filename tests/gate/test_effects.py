"""The gate judges effects: what a change brings into effect, opens or shuts counts."""

from __future__ import annotations

import pytest

from tests.gate.changes import Site
from tests.shop.shop import Shop
from tests.shop.sound import client

REFRESH = {name: f"SETROPTS RACLIST({name}) REFRESH" for name in ("APPL", "PTKTDATA")}


def appl_off(shop: Shop) -> None:
    shop.setropts["active"].remove("APPL")


def tickets_off(shop: Shop) -> None:
    for option in ("active", "raclist"):
        shop.setropts[option].remove("PTKTDATA")


def generics_off(shop: Shop) -> None:
    shop.setropts["generic"].remove("PTKTDATA")


def kiosk(shop: Shop) -> None:
    """An off-host client whose user is on no list of the application."""
    shop.clients.append(
        client("kiosk", "ICONDB1", "off-host", application="IMSDRDA1", users=["RPTUSR1"], key_profile="IMSDRDA1")
    )


def masked_key(shop: Shop) -> None:
    shop.profile("PTKTDATA", "IMSDRDA1").ssignon = {"GRSIGN_PROTECTION": "*MASKED*"}


def legacy_label(shop: Shop) -> None:
    shop.profile("PTKTDATA", "IMSDRDA1").ssignon = {"GRSIGN_PROTECTION": "IMS.DRDA1.LEGACY"}


def replayed(shop: Shop) -> None:
    shop.profile("PTKTDATA", "IMSDRDA1").fields["GRBD_APPL_DATA"] = "NO REPLAY PROTECTION"


def waiver(site: Site, policy: str, name: str) -> str:
    return site.file(
        "waivers.yaml",
        f"waivers:\n- policy: {policy}\n  object: {name}\n  reason: documented\n  owner: o\n  approver: ciso\n"
        "  ticket: R-1\n  expires: 2099-01-01\n",
    )


# -- a masked finding that becomes open (G1) -----------------------------------------------------------------------


def test_activating_the_class_shuts_out_a_declared_user(tmp_path):
    decided = Site(tmp_path, appl_off, kiosk).gate("SETROPTS CLASSACT(APPL)")
    assert (decided.decision, decided.code) == ("blocked", 8)
    assert "PT-A09" in decided.moved("in_effect") <= decided.moved("worse")
    assert "PT-A09 is now in effect on client:kiosk/user:RPTUSR1" in decided.reasons
    assert "trial kiosk/RPTUSR1/logon: it was allowed, and after the change it is denied" in decided.reasons


def test_the_same_where_the_group_is_missing_from_the_list(tmp_path):
    site = Site(tmp_path, appl_off, lambda shop: shop.profile("APPL", "IMSDRDA2").acl.clear())
    decided = site.gate("SETROPTS CLASSACT(APPL)")
    assert (decided.decision, decided.code) == ("blocked", 8)
    assert "partner/PRTUSR1/logon" in decided.reasons


def test_activating_the_class_where_every_list_is_right_is_accepted(tmp_path):
    decided = Site(tmp_path, appl_off).gate("SETROPTS CLASSACT(APPL)")
    assert (decided.decision, decided.moved("in_effect")) == ("accepted", set())


def test_a_generic_profile_that_comes_into_effect_opens_what_it_covers(tmp_path):
    """G1b: the profile stood there with no effect; class options let it count."""

    def update_for_all(shop: Shop) -> None:
        shop.profile("PTKTDATA", "IRRPTAUTH.**").fields["GRBD_UACC"] = "UPDATE"

    site = Site(tmp_path, generics_off, update_for_all)
    decided = site.gate("SETROPTS GENERIC(PTKTDATA)", REFRESH["PTKTDATA"])
    assert (decided.decision, decided.code) == ("blocked", 8)
    assert {"PT-B02", "PT-B04"} <= decided.moved("worse") | decided.moved("new")


def test_a_masked_key_blocks_the_activation_until_it_is_accepted_or_gone(tmp_path):
    """G1c."""
    site = Site(tmp_path, tickets_off, masked_key)
    activation = "SETROPTS CLASSACT(PTKTDATA) RACLIST(PTKTDATA)"
    decided = site.gate(activation)
    assert (decided.decision, decided.code) == ("blocked", 8)
    assert "PT-C01 is now in effect" in decided.reasons
    accepted = site.gate(activation, waivers=waiver(site, "PT-C01", "profile:PTKTDATA/IMSDRDA1"))
    assert (accepted.decision, accepted.code) == ("accepted", 4)
    assert "accepted by ciso" in accepted.reasons
    labelled = site.gate("RALTER PTKTDATA IMSDRDA1 SSIGNON(KEYLABEL(A.LABEL))", activation)
    assert (labelled.decision, labelled.code) == ("accepted", 4)
    assert "PT-C02" in labelled.moved("in_effect")


@pytest.mark.parametrize("faults", [(legacy_label,), (legacy_label, replayed)])
def test_a_plain_legacy_key_is_listed_as_now_in_effect(tmp_path, faults):
    decided = Site(tmp_path, tickets_off, *faults).gate("SETROPTS CLASSACT(PTKTDATA) RACLIST(PTKTDATA)")
    assert (decided.decision, decided.code) == ("accepted", 4)
    assert "PT-C02 is now in effect on profile:PTKTDATA/IMSDRDA1" in decided.reasons
    assert ("PT-C03" in decided.moved("in_effect")) == (replayed in faults)


# -- trials --------------------------------------------------------------------------------------------------------


def test_a_ticket_that_must_be_refused_and_gets_in_blocks(tmp_path):
    site = Site(tmp_path)
    script = ("RALTER PTKTDATA IMSDRDA1 SSIGNON(REPLAY(YES))", REFRESH["PTKTDATA"])
    decided = site.gate(*script)
    assert (decided.decision, decided.code) == ("blocked", 8)
    assert "/replay: it was denied, and after the change this ticket, which must be refused, gets in" in decided.reasons
    accepted = site.gate(*script, waivers=waiver(site, "PT-C03", "profile:PTKTDATA/IMSDRDA1"))
    assert (accepted.decision, accepted.code) == ("accepted", 4)


def test_a_revoked_user_is_shut_out(tmp_path):
    decided = Site(tmp_path).gate("ALTUSER PRTUSR1 REVOKE")
    assert (decided.decision, decided.code) == ("blocked", 8)
    assert "trial partner/PRTUSR1/logon" in decided.reasons


# -- worse by a word, or by severity (G7, G8) ----------------------------------------------------------------------


def test_a_pass_that_becomes_an_advisory_is_listed(tmp_path):
    decided = Site(tmp_path).gate(
        "RDEFINE PTKTDATA IRRPTAUTH.IMSDRDA1.SECADM UACC(NONE) OWNER(SECGRP) AUDIT(ALL(READ))",
        "PERMIT IRRPTAUTH.IMSDRDA1.SECADM CLASS(PTKTDATA) ID(WEBSTC) ACCESS(UPDATE)",
        REFRESH["PTKTDATA"],
    )
    assert decided.code >= 4
    assert "PT-B08" in decided.moved("worse")
    assert "PT-B08 is now an advisory on user:SECADM" in decided.reasons


def test_a_member_that_drops_its_display_leaves_what_runs_unknown(tmp_path):
    site = Site(tmp_path)
    decided = site.gate(hwscfg_after=site.member("HWSCFG01.txt"))
    assert (decided.decision, decided.code) == ("accepted", 4)
    assert decided.moved("worse") == {"PT-E02"}


@pytest.mark.parametrize(
    ("script", "policy"),
    [
        (("RALTER PTKTDATA IMSDRDA1 SSIGNON(KEYMASKED(0123456789ABCDEF))", REFRESH["PTKTDATA"]), "PT-C01"),
        (("PERMIT IMSDRDA1 CLASS(PTKTDATA) ID(BATGRP) ACCESS(ALTER)", REFRESH["PTKTDATA"]), "PT-B06"),
    ],
)
def test_a_high_finding_blocks_whatever_the_metadata_says(tmp_path, script, policy):
    decided = Site(tmp_path).gate(*script)
    assert (decided.decision, decided.code) == ("blocked", 8)
    assert policy in decided.moved("new")
    assert f"{policy} is new" in decided.reasons


def test_a_low_finding_is_listed_and_strict_lets_it_block(tmp_path):
    site = Site(tmp_path)
    script = ("RALTER PTKTDATA IMSDRDA1 SSIGNON(TIMEOUT(300))", REFRESH["PTKTDATA"])
    decided = site.gate(*script)
    assert (decided.decision, decided.code) == ("accepted", 4)
    assert decided.moved("new") == {"PT-C04"}
    strict = site.gate(*script, flags=["--strict"])
    assert strict.decision == "blocked"
    assert strict.code >= 8


def test_a_finding_that_stays_with_other_facts_is_listed(tmp_path):
    site = Site(tmp_path, lambda shop: shop.profile("APPL", "IMSDRDA1").fields.update(GRBD_UACC="READ"))
    decided = site.gate("RALTER APPL IMSDRDA1 UACC(UPDATE)", REFRESH["APPL"])
    assert decided.code >= 4
    assert "PT-B01" in decided.reasons


# -- evidence (G9) and keys of a script (V20) ----------------------------------------------------------------------


@pytest.mark.parametrize("content", ["", "\x00\x01\x02", "HWS=(ID=ICONDB1,RACF=Y,\n"])
def test_a_member_that_cannot_be_read_is_never_accepted(tmp_path, content):
    site = Site(tmp_path)
    decided = site.gate(hwscfg_after=site.file("HWSCFG01.txt", content))
    assert (decided.decision, decided.code) == ("blocked", 12)
    assert "the evidence is damaged" in decided.reasons


def no_key_records(shop: Shop) -> None:
    del shop.profiles["PTKTDATA", "IMSDRDA1"]
    for profile in shop.profiles.values():
        profile.ssignon = None


@pytest.mark.parametrize(
    ("segment", "words"),
    [
        ("SSIGNON(EPTKEYLABEL(A.LABEL) TYPE(UPPER) TIMEOUT(60))", {"PT-A04": "pass", "PT-C01": "pass"}),
        ("SSIGNON(KEYLABEL(A.LABEL))", {"PT-A04": "pass", "PT-C02": "fail"}),
        ("", {"PT-A04": "fail", "PT-C01": "not_applicable"}),
    ],
)
def test_what_a_script_defines_is_known(tmp_path, segment, words):
    """V20: Rego and the model agree on a key that no unload holds."""
    site = Site(tmp_path, no_key_records)
    decided = site.gate(f"RDEFINE PTKTDATA IMSDRDA1 UACC(NONE) OWNER(SECGRP) {segment}", REFRESH["PTKTDATA"])
    after = decided.told["after_active"]
    assert after["crosscheck"]["disagree"] == 0
    here = {one["policy"]: one["verdict"] for one in after["verdicts"] if one["object"] == "profile:PTKTDATA/IMSDRDA1"}
    assert {policy: here[policy] for policy in words} == words
    other = {one["policy"]: one["verdict"] for one in after["verdicts"] if one["object"] == "profile:PTKTDATA/IMSDRDA2"}
    assert {other[policy] for policy in ("PT-A04", "PT-C01", "PT-C02")} == {"undecided"}
    logon = {(t["expected"], t["simulated"]) for t in after["crosscheck"]["trials"] if t["client"] == "order-batch"
             and t["step"] == "logon"}  # fmt: skip
    assert logon == ({("allowed", "allowed")} if segment else {("denied", "denied")})


def test_what_a_script_leaves_of_an_unread_segment_stays_unknown(tmp_path):
    site = Site(tmp_path, lambda shop: [setattr(one, "ssignon", None) for one in shop.profiles.values()])
    decided = site.gate("RALTER PTKTDATA IMSDRDA1 SSIGNON(NOLEGACYKEY)", REFRESH["PTKTDATA"])
    after = decided.told["after_active"]
    here = {one["policy"]: one["verdict"] for one in after["verdicts"] if one["object"] == "profile:PTKTDATA/IMSDRDA1"}
    assert here["PT-A04"] == "undecided"
    assert after["crosscheck"]["disagree"] == 0
