"""Who can become whom: what the unload, the inventory and the change say of it, through a whole scan or gate."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from auditor import Settings, audit
from auditor.gate import gate
from tests.shop.shop import Shop
from tests.shop.sound import client, key_profile, sound

Verdicts = dict[tuple[str, str], Any]
Scan = Callable[[Shop], Verdicts]


@pytest.fixture
def scan(tmp_path: Path) -> Scan:
    def scanned(shop: Shop) -> Verdicts:
        return {(one.policy, one.object): one for one in audit(Settings.load(shop.write(tmp_path))).verdicts}

    return scanned


def wrong(verdicts: Verdicts) -> dict[tuple[str, str], str]:
    """What does not pass of the policies about who can become whom."""
    return {
        key: one.verdict
        for key, one in verdicts.items()
        if key[0] in ("PT-B08", "PT-B14", "PT-B15", "PT-B16") and one.verdict not in ("pass", "not_applicable")
    }


def test_in_the_sound_shop_nobody_can(scan: Scan) -> None:
    assert wrong(scan(sound())) == {}


# -- V2: every way to a ticket for a privileged user --------------------------------------------------------------


def _admitted(shop: Shop) -> None:
    shop.profile("APPL", "IMSDRDA2").acl["SECADM"] = "READ"


def _own_key(shop: Shop) -> None:
    """A key profile in the name of the administrator's group, and a second partner who holds it."""
    _admitted(shop)
    shop.profiles["PTKTDATA", "IMSDRDA1.SECGRP"] = key_profile("IMS.DRDA1.SEC.KEY1")
    shop.profile("APPL", "IMSDRDA1").acl["SECADM"] = "READ"
    del shop.profile("APPL", "IMSDRDA2").acl["SECADM"]
    shop.clients.append(
        client("sec", "ICONDB1", "off-host", application="IMSDRDA1", users=["WEBUSR1"], key_profile="IMSDRDA1.SECGRP")
    )


def _alter(shop: Shop) -> None:
    shop.profile("APPL", "IMSDRDA1").acl["SECADM"] = "READ"
    shop.profile("PTKTDATA", "IMSDRDA1").acl["BATGRP"] = "ALTER"


def _trusted(shop: Shop) -> None:
    shop.profile("APPL", "IMSDRDA1").acl["SECADM"] = "READ"
    started = shop.profile("STARTED", "WEBGATE.*").started
    assert started is not None
    started["GRST_PRIVILEGED"] = "YES"


@pytest.mark.parametrize(
    ("put", "way"),
    [
        (_admitted, "client partner holds the key"),
        (_own_key, "client sec holds the key"),
        (_alter, "BATUSR1 can set the key"),
        (_trusted, "WEBSTC asks for tickets and runs as a started task without checks"),
    ],
)
def test_each_way_to_a_ticket_for_an_administrator_is_one(scan: Scan, put: Callable[[Shop], None], way: str) -> None:
    shop = sound()
    put(shop)
    found = scan(shop)["PT-B08", "user:SECADM"]
    assert (found.verdict, found.severity) == ("fail", "critical")
    assert way in found.message
    assert found.places[0].text


def test_without_an_inventory_who_holds_a_key_is_not_known(tmp_path: Path) -> None:
    shop = sound()
    _admitted(shop)
    config = shop.write(tmp_path)
    config.write_text(config.read_text().replace('clients = "clients.yaml"\n', ""))
    (found,) = [
        one for one in audit(Settings.load(config)).verdicts if one.object == "user:SECADM" and one.policy == "PT-B08"
    ]
    assert (found.verdict, found.reason) == ("undecided", "no client inventory was offered (--clients)")


# -- V3: ticket authority that no client declares -----------------------------------------------------------------

WEB = "IRRPTAUTH.IMSDRDA1.WEBUSR1"


@pytest.mark.parametrize(
    ("holder", "level", "severity"),
    [
        ("BATUSR1", "UPDATE", "high"),
        ("BATUSR1", "READ", "medium"),
        ("PRTGRP", "CONTROL", "high"),
        ("STCGRP", "UPDATE", "medium"),
    ],
)
def test_a_holder_that_no_client_declares_is_named(scan: Scan, holder: str, level: str, severity: str) -> None:
    shop = sound()
    shop.profile("PTKTDATA", WEB).acl[holder] = level
    found = scan(shop)["PT-B15", f"profile:PTKTDATA/{WEB}/id:{holder}"]
    assert (found.verdict, found.severity) == ("fail", severity)


def test_a_draft_is_no_declaration(scan: Scan) -> None:
    shop = sound()
    shop.clients[1]["status"] = "draft"
    assert {key for key in wrong(scan(shop)) if key[0] == "PT-B15"} == {
        ("PT-B15", f"profile:PTKTDATA/IRRPTAUTH.IMSDRDA1.{user}/id:WEBSTC") for user in ("WEBUSR1", "WEBUSR2")
    }


def test_a_client_of_ims_tm_may_declare_it_and_makes_no_drda_trial(tmp_path: Path) -> None:
    shop = sound()
    shop.profile("PTKTDATA", WEB).acl["BATUSR1"] = "UPDATE"
    shop.clients.append(
        client("tm", "ICONDB1", "ims-tm", application="IMSDRDA1", requester="BATUSR1", users=["WEBUSR1"])
    )
    result = audit(Settings.load(shop.write(tmp_path)))
    assert {one.verdict for one in result.verdicts if one.policy == "PT-B15"} == {"pass"}
    assert "tm" not in {trial.client for trial in result.crosscheck.trials}
    assert "client:tm" not in {one.object for one in result.verdicts}


# -- V6: who can give himself the right ---------------------------------------------------------------------------


def _joined(shop: Shop) -> None:
    shop.connect("WEBUSR1", "SECGRP", AUTH="JOIN", USCON_GRP_SPECIAL="YES")


def _above(shop: Shop) -> None:
    """Group-SPECIAL far above: SECGRP belongs to a group that belongs to a group of the user."""
    shop.groups["MIDGRP"] = {"GPBD_SUPGRP_ID": "TOPGRP", "GPBD_OWNER_ID": "TOPGRP"}
    shop.groups["TOPGRP"] = {}
    shop.groups["SECGRP"] = {"GPBD_SUPGRP_ID": "MIDGRP", "GPBD_OWNER_ID": "MIDGRP"}
    shop.connect("WEBUSR1", "TOPGRP", USCON_GRP_SPECIAL="YES")


def _colleague(shop: Shop) -> None:
    shop.connect("WEBUSR1", "DRDAGRP", AUTH="CONNECT")


def _class(shop: Shop) -> None:
    shop.clauth["WEBUSR1"] = ["PTKTVAL"]


@pytest.mark.parametrize(
    ("put", "way"),
    [(_joined, "group-SPECIAL"), (_above, "group-SPECIAL"), (_colleague, "CONNECT"), (_class, "CLAUTH")],
)
def test_each_way_to_the_right_is_one(scan: Scan, put: Callable[[Shop], None], way: str) -> None:
    shop = sound()
    put(shop)
    found = scan(shop)["PT-B16", "user:WEBUSR1"]
    assert (found.verdict, found.severity) == ("fail", "high")
    assert [row["kind"] for row in found.facts["ways"]] == [way]


def test_who_joins_the_owning_group_is_not_of_the_team_for_that(scan: Scan) -> None:
    shop = sound()
    _joined(shop)
    assert wrong(scan(shop)) == {("PT-B14", "group:SECGRP"): "fail", ("PT-B16", "user:WEBUSR1"): "fail"}


def test_without_a_list_of_administrators_it_only_advises(scan: Scan) -> None:
    shop = sound()
    _class(shop)
    del shop.site["administrators"]
    assert wrong(scan(shop)) == {("PT-B16", "user:SECADM"): "advisory", ("PT-B16", "user:WEBUSR1"): "advisory"}


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("CONNECT RPTUSR1 GROUP(SECGRP) SPECIAL", ("PT-B16", "user:RPTUSR1")),
        ("ALTUSER WEBSTC OWNER(WEBUSR1) PASSWORD(X) NOEXPIRED", ("PT-B16", "user:WEBUSR1")),
        ("CONNECT RPTUSR1 GROUP(DRDAGRP) AUTHORITY(JOIN)", ("PT-B16", "user:RPTUSR1")),
        ("RALTER APPL IMSDRDA2 OWNER(RPTUSR1)\nSETROPTS RACLIST(APPL) REFRESH", ("PT-B16", "user:RPTUSR1")),
    ],
)
def test_a_change_that_gives_somebody_the_right_is_blocked(tmp_path: Path, line: str, told: tuple[str, str]) -> None:
    change = tmp_path / "change.racf"
    change.write_text(line + "\n")
    decided = gate(Settings.load(sound().write(tmp_path / "shop"), change=str(change), issuer="SECADM"))
    assert (decided.decision, decided.return_code) == ("blocked", 8)
    assert told in {(one.policy, one.object) for one in decided.new}
