"""What a change gives that no verdict tells is listed: access to an application, authority in a group, an identity."""

from __future__ import annotations

import pytest

from auditor.gate.clients import client_reasons
from auditor.gate.later import days
from auditor.gate.widened import widened_reasons
from auditor.gather import gather
from auditor.racf.commands import apply, parse_script
from auditor.settings import Settings
from tests.shop.build import FIXTURES

APPL = "\nSETROPTS RACLIST(APPL) REFRESH"
STARTED = "\nSETROPTS RACLIST(STARTED) REFRESH"


@pytest.fixture(scope="module")
def sound():
    return gather(Settings.load(FIXTURES / "sound/auditor.toml")).estate


def after(estate, script):
    return apply(parse_script(script.encode() + b"\n", "change"), estate, estate, "SECADM").active


def said(estate, script):
    reasons = widened_reasons(estate, after(estate, script))
    assert reasons.blocks == []
    return reasons.warns


# -- access to an application in scope -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("script", "application", "who"),
    [
        ("PE IMSDRDA1 CL(APPL) ID(SECADM) AC(READ)" + APPL, "IMSDRDA1", "SECADM may now enter"),
        ("PE IMSDRDA1 CL(APPL) ID(SECGRP) AC(READ)" + APPL, "IMSDRDA1", "SECADM may now enter"),
        (
            "PE IMSDRDA1 CL(APPL) ID(RPTUSR1) AC(READ) WHEN(JESINPUT(INTRDR))" + APPL,
            "IMSDRDA1",
            "RPTUSR1 may now enter",
        ),
        ("CO RPTUSR1 GROUP(DRDAGRP)", "IMSDRDA1", "RPTUSR1 may now enter"),
        ("ADDUSER NEW1 DFLTGRP(DRDAGRP) PASSWORD(X1Y2Z3)", "IMSDRDA1", "NEW1 may now enter"),
        ("RDEF APPL ** UACC(READ)" + APPL, "IMSDRDA1, IMSDRDA2", "** lets everyone enter where it decides"),
        (
            "RDEF APPL IMSDRDA* UACC(NONE)\nPE IMSDRDA* CL(APPL) ID(*) AC(READ)" + APPL,
            "IMSDRDA1",
            "lets everyone enter",
        ),
        ("RALT APPL IMSDRDA1 UACC(READ)" + APPL, "IMSDRDA1", "users whom no entry names may now enter"),
        ("SETROPTS NOCLASSACT(APPL)", "IMSDRDA2", "users whom no entry names may now enter"),
    ],
)
def test_wider_access_to_an_application_is_listed(sound, script, application, who):
    assert any(f"who may use APPL {application}" in text and who in text for text in said(sound, script))


@pytest.mark.parametrize(
    "script",
    [
        "PE IMSDRDA1 CL(APPL) ID(BATGRP) AC(READ)" + APPL,
        "PE IMSDRDA1 CL(APPL) ID(DRDAGRP) DELETE" + APPL,
        "PE IMSDRDA1 CL(APPL) ID(SECADM) AC(READ)",
        "CO RPTUSR1 GROUP(BATGRP)",
        "RDEF APPL OTHER UACC(READ)" + APPL,
        "RDEF APPL ** UACC(NONE)" + APPL,
        "ALU RPTUSR1 NAME('R')",
        "RLIST APPL *",
    ],
)
def test_what_gives_nobody_more_is_not(sound, script):
    assert said(sound, script) == []


def test_a_user_that_is_resumed_may_enter_again(sound):
    revoked = after(sound, "ALU WEBUSR1 REVOKE")
    assert said(revoked, "ALU WEBUSR1 RESUME") == ["this changes who may use APPL IMSDRDA1: WEBUSR1 may now enter"]


@pytest.mark.parametrize("script", ["ADDUSER GONE1 DFLTGRP(PRTGRP)", "ADDGROUP GONE1 SUPGROUP(SYS1)"])
def test_an_id_that_is_defined_inherits_what_was_left_over(script):
    estate = gather(Settings.load(FIXTURES / "undefined-id-permitted/auditor.toml")).estate
    assert "GONE1 is defined now and inherits its entries in APPL/IMSDRDA2 (1 profiles)" in said(estate, script)


# -- groups and started tasks --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("CO RPTUSR1 GROUP(SECGRP) AUTHORITY(JOIN)", "RPTUSR1 has JOIN in group SECGRP"),
        ("CO RPTUSR1 GROUP(STCGRP) AUTHORITY(CONNECT)", "RPTUSR1 has CONNECT in group STCGRP"),
        ("CO RPTUSR1 GROUP(BATGRP) SPECIAL", "RPTUSR1 is group-SPECIAL in BATGRP"),
        ("ALTGROUP SECGRP OWNER(RPTUSR1)", "group SECGRP is owned by RPTUSR1 now (before: SECGRP)"),
        ("ALG DRDAGRP SUPGROUP(PRTGRP) OWNER(PRTGRP)", "group DRDAGRP is below PRTGRP now (before: SYS1)"),
        ("ALU WEBSTC OWNER(RPTUSR1)", "user WEBSTC is owned by RPTUSR1 now (before: SECGRP)"),
        ("RALT STARTED WEBGATE.* STDATA(USER(SECADM))" + STARTED, "run as SECADM now (before: WEBSTC)"),
        ("RDEF STARTED WEBGATE.A STDATA(USER(SECADM))" + STARTED, "STARTED WEBGATE.A run as SECADM now"),
        ("RDEL STARTED WEBGATE.*" + STARTED, "STARTED WEBGATE.* run as another profile says"),
    ],
)
def test_who_administers_a_group_and_what_a_task_runs_as_is_listed(sound, script, words):
    assert any(words in text for text in said(sound, script))


@pytest.mark.parametrize("script", ["CO RPTUSR1 GROUP(SECGRP) AUTHORITY(USE)", "REMOVE RPTUSR1 GROUP(PRTGRP)"])
def test_a_plain_connection_is_no_authority(sound, script):
    assert said(sound, script) == []


PTKTDATA = "\nSETROPTS RACLIST(PTKTDATA) REFRESH"


@pytest.mark.parametrize(
    ("script", "names"),
    [
        ("RALT PTKTDATA IMSDRDA1 SSIGNON(EPTKEYLABEL(IMS.DRDA2.EPT.KEY1) TYPE(UPPER))", "IMSDRDA1 and IMSDRDA2"),
        ("RALT PTKTDATA IMSDRDA1 SSIGNON(KEYLABEL(IMS.DRDA2.EPT.KEY1))", "IMSDRDA1 and IMSDRDA2"),
        ("RDEF PTKTDATA TSO1 UACC(NONE) SSIGNON(EPTKEYLABEL(IMS.DRDA1.EPT.KEY1))", "IMSDRDA1 and TSO1"),
    ],
)
def test_a_key_that_several_profiles_name_is_listed(sound, script, names):
    assert any(f"PTKTDATA {names} share one key now" in text for text in said(sound, script + PTKTDATA))
    assert said(sound, script) == []


# -- the inventory (A8) --------------------------------------------------------------------------------------------


def changed(estate, number, **fields):
    clients = [one.model_copy(update=fields if i == number else {}) for i, one in enumerate(estate.clients)]
    return estate.model_copy(update={"clients": tuple(clients)})


def listed(before, now):
    reasons = client_reasons(before, now)
    assert reasons.blocks == []
    return "\n".join(reasons.warns)


def test_an_empty_inventory_and_each_client_that_is_gone_is_named(sound):
    text = listed(sound, sound.model_copy(update={"clients": (), "other_clients": ()}))
    assert "the client inventory is empty" in text
    for client in sound.clients:
        assert f"client {client.id} is gone" in text
    text = listed(sound, sound.model_copy(update={"clients": sound.clients[1:]}))
    assert text == "client order-batch is gone from the inventory (kind sql-batch of IMSDRDA1, 1 users)"
    assert "client order-batch is new" in listed(sound.model_copy(update={"clients": sound.clients[1:]}), sound)


@pytest.mark.parametrize(
    ("number", "fields", "words"),
    [
        (1, {"users": ("WEBUSR1",)}, "client web-gateway is declared otherwise: users without WEBUSR2"),
        (1, {"users": ("WEBUSR1", "WEBUSR2", "SECADM")}, "users with SECADM"),
        (0, {"generates_tickets": False}, "generates_tickets true is now false"),
        (2, {"kind": "password"}, "client partner is declared otherwise: kind off-host is now password"),
        (2, {"key_profile": None}, "key_profile IMSDRDA2 is now (not given)"),
        (0, {"endpoint": "ICONDB2"}, "endpoint ICONDB1 is now ICONDB2"),
        (0, {"status": "draft"}, "status confirmed is now draft"),
    ],
)
def test_a_client_that_is_declared_otherwise_is_named_with_what_changed(sound, number, fields, words):
    assert words in listed(sound, changed(sound, number, **fields))


def test_order_and_place_are_no_change(sound):
    assert listed(sound, changed(sound, 1, users=("WEBUSR2", "WEBUSR1"), at=sound.clients[0].at)) == ""


# -- days to come (A3) ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("script", "found"),
    [
        ("ALU IBMUSER RESUME(11/03/26)", {"2026-11-03": ["RESUME of IBMUSER"]}),
        ("CO WEBUSR1 GROUP(DRDAGRP) REVOKE(11/03/26)", {"2026-11-03": ["REVOKE of WEBUSR1 in group DRDAGRP"]}),
        (
            "ALU (WEBUSR1 WEBUSR2) REVOKE(12/24/26) RESUME(01/04/27)",
            {
                "2026-12-24": ["REVOKE of WEBUSR1", "REVOKE of WEBUSR2"],
                "2027-01-04": ["RESUME of WEBUSR1", "RESUME of WEBUSR2"],
            },
        ),
        ("ALU WEBUSR1 REVOKE(11/02/26)", {}),
        ("ALU WEBUSR1 REVOKE", {}),
    ],
)
def test_days_on_which_a_change_takes_effect(sound, script, found):
    assert days(sound, after(sound, script)) == found


def test_a_date_that_is_taken_away_is_news_of_its_day(sound):
    dated = after(sound, "ALU PRTUSR1 REVOKE(12/31/26)")
    assert days(dated, after(dated, "ALU PRTUSR1 NOREVOKE")) == {"2026-12-31": ["no REVOKE of PRTUSR1 any more"]}
