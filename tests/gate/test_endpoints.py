"""Members, inventory and TLS statements as they will be: what is gone is told, and what agrees is accepted."""

from __future__ import annotations

import pytest

from auditor.cli import run
from tests.gate.changes import Site
from tests.shop.attls import attls
from tests.shop.shop import Shop


def no_places(shop: Shop) -> None:
    shop.endpoints = {}


def no_client_files(shop: Shop) -> None:
    shop.client_files = {}


def to(endpoint: str, *ids: str):
    """An edit of the inventory that moves clients to another endpoint."""

    def move(clients):
        for one in clients:
            if one["id"] in ids:
                one["endpoint"] = endpoint

    return move


# -- a member that is replaced, or gone (G4) -----------------------------------------------------------------------


@pytest.mark.parametrize("called", ["HWSCFG01.txt", "hwscfg01", "IMS.PROCLIB(HWSCFG01)"])
def test_a_member_with_another_hws_id_leaves_nothing_of_the_old_one(tmp_path, called):
    site = Site(tmp_path)
    path = site.member("HWSCFG01.txt", ("ID=ICONDB1", "ID=ICONDB9"), ("RACF=Y", "RACF=N"), called=called)
    decided = site.gate(hwscfg_after=path)
    assert (decided.decision, decided.code) == ("blocked", 8)
    assert "endpoint ICONDB1 is gone" in decided.reasons
    assert "clients order-batch and web-gateway are still declared for it" in decided.reasons
    assert {one["id"] for one in decided.told["after_active"]["endpoints"]} == {"ICONDB2", "ICONDB9"}


def test_the_site_environment_holds_for_an_endpoint_that_appears_with_the_change(tmp_path):
    site = Site(tmp_path, no_places)
    path = site.member("HWSCFG01.txt", ("ID=ICONDB1", "ID=ICONDB9"), ("RACF=Y", "RACF=N"), called="HWSCFG09")
    decided = site.gate(hwscfg_after=path)
    assert (decided.decision, decided.code) == ("blocked", 8)
    assert "PT-E01 is new on endpoint:ICONDB9" in decided.reasons
    assert "is gone" not in decided.reasons


def test_clients_that_move_with_the_hws_id_are_accepted(tmp_path):
    site = Site(tmp_path)
    decided = site.gate(
        hwscfg_after=site.member("HWSCFG01.txt", ("ID=ICONDB1", "ID=ICONDB9")),
        clients_after=site.clients(to("ICONDB9", "order-batch", "web-gateway")),
        tls_after=site.ports(lambda ports: ports[0].update(endpoint="ICONDB9")),
    )
    assert (decided.decision, decided.code) == ("accepted", 4), decided.reasons
    assert "endpoint ICONDB1 is gone (HWSCFG01.txt defines ICONDB9 instead); no client is declared for it" in (
        decided.reasons
    )


def test_two_members_that_change_places_lose_nothing(tmp_path):
    site = Site(tmp_path)
    one = site.member("HWSCFG02.txt", called="HWSCFG01.txt")
    other = site.member("HWSCFG01.txt", called="HWSCFG02.txt")
    decided = site.gate(hwscfg_after=[one, other])
    assert "is gone" not in decided.reasons
    assert {one["id"] for one in decided.told["after_active"]["endpoints"]} == {"ICONDB1", "ICONDB2"}


def test_one_member_that_takes_the_hws_id_of_another_loses_its_own(tmp_path):
    site = Site(tmp_path)
    decided = site.gate(hwscfg_after=site.member("HWSCFG02.txt", called="HWSCFG01.txt"))
    assert decided.decision == "blocked"
    assert "endpoint ICONDB1 is gone" in decided.reasons


def test_without_an_inventory_a_gone_endpoint_blocks(tmp_path):
    site = Site(tmp_path)
    site.config.write_text(site.config.read_text().replace('clients = "clients.yaml"\n', ""))
    decided = site.gate(hwscfg_after=site.member("HWSCFG01.txt", ("ID=ICONDB1", "ID=ICONDB9")))
    assert decided.decision == "blocked"
    assert "endpoint ICONDB1 is gone" in decided.reasons
    assert "no client inventory tells who uses it" in decided.reasons


def test_two_members_with_one_hws_id_are_damage(tmp_path):
    site = Site(tmp_path)
    decided = site.gate(hwscfg_after=[site.member("HWSCFG01.txt"), site.member("HWSCFG01.txt", called="other.txt")])
    assert (decided.decision, decided.code) == ("blocked", 12)


@pytest.mark.parametrize(
    ("edits", "words"),
    [
        ([("RACF=Y", "RACF=N")], "PT-A07 is new"),
        ([("APPL=IMSDRDA1,", "")], "trial order-batch/BATUSR1/logon"),
        ([("APPL=IMSDRDA1", "APPL=IMSDRDA3")], "trial order-batch/BATUSR1/logon"),
    ],
)
def test_a_member_that_opens_or_shuts_blocks(tmp_path, edits, words):
    site = Site(tmp_path)
    decided = site.gate(hwscfg_after=site.member("HWSCFG01.txt", *edits))
    assert (decided.decision, decided.code) == ("blocked", 8)
    assert words in decided.reasons


def test_an_endpoint_without_odaccess_serves_nobody(tmp_path):
    site = Site(tmp_path)
    text = (site.config.parent / "HWSCFG01.txt").read_text().split("ODACCESS")[0]
    decided = site.gate(hwscfg_after=site.file("HWSCFG01.txt", text))
    assert (decided.decision, decided.code) == ("blocked", 8)
    assert "endpoint ICONDB1 has no ODACCESS statement any more, and clients order-batch" in decided.reasons


def moved_port(site: Site):
    member = site.member("HWSCFG01.txt", ("ID=5555", "ID=5999"))
    ports = site.ports(lambda ports: ports[0].update(port=5999))
    decided = site.gate(hwscfg_after=member, tls_after=ports)
    assert "endpoint ICONDB1 has no DRDA port 5555 any more (it has 5999): clients order-batch" in decided.reasons
    return decided


def test_a_port_that_moves_is_told_with_its_clients(tmp_path):
    decided = moved_port(Site(tmp_path, no_client_files))
    assert (decided.decision, decided.code) == ("accepted", 4)


def test_a_port_that_files_of_clients_still_name_blocks(tmp_path):
    decided = moved_port(Site(tmp_path))
    assert (decided.decision, decided.code) == ("blocked", 8)
    assert "PT-I02 is new on client:order-batch" in decided.reasons


@pytest.mark.parametrize(("tls", "decision"), [("none", "blocked"), (None, "accepted")])
def test_a_port_without_tls_is_never_silent(tmp_path, tls, decision):
    site = Site(tmp_path)
    second = "DRDAPORT=(ID=5555,PORTTMOT=6000),\n          DRDAPORT=(ID=5999,PORTTMOT=6000)"
    files = {"hwscfg_after": site.member("HWSCFG01.txt", ("DRDAPORT=(ID=5555,PORTTMOT=6000)", second))}
    if tls:
        files["tls_after"] = site.ports(
            lambda ports: ports.append({"endpoint": "ICONDB1", "port": 5999, "tls": tls, "evidence": "none"})
        )
    decided = site.gate(**files)
    assert (decided.decision, decided.code) == (decision, 8 if tls else 4)
    assert "PT-E03" in decided.reasons


# -- the three change together (G19) -------------------------------------------------------------------------------

RENAME = (
    "RDEFINE APPL IMSDRDA7 UACC(NONE) OWNER(SECGRP) AUDIT(ALL(READ))",
    "PERMIT IMSDRDA7 CLASS(APPL) ID(PRTGRP) ACCESS(READ)",
    "PERMIT IMSDRDA7 CLASS(APPL) ID(SECADM) DELETE",
    "RDEFINE PTKTDATA IMSDRDA7 UACC(NONE) OWNER(SECGRP) AUDIT(ALL(READ)) SSIGNON(EPTKEYLABEL(IMS.DRDA2.EPT.KEY1))",
    "RALTER PTKTDATA IMSDRDA7 SSIGNON(TYPE(UPPER) TIMEOUT(60) REPLAY(NO))",
    "PERMIT IMSDRDA7 CLASS(PTKTDATA) ID(SECADM) DELETE",
    "RDELETE APPL IMSDRDA2",
    "RDELETE PTKTDATA IMSDRDA2",
    "SETROPTS RACLIST(APPL PTKTDATA) REFRESH",
)


def renamed(clients) -> None:
    for one in clients:
        if one.get("application") == "IMSDRDA2":
            one["application"] = one["key_profile"] = "IMSDRDA7"


def test_an_application_renamed_in_all_three_places_is_accepted(tmp_path):
    site = Site(tmp_path, no_client_files)
    member = site.member("HWSCFG02.txt", ("APPL=IMSDRDA2", "APPL=IMSDRDA7"))
    decided = site.gate(*RENAME, hwscfg_after=member, clients_after=site.clients(renamed))
    assert decided.decision == "accepted", decided.reasons
    assert decided.code in (0, 4)
    logon = [t for t in decided.told["after_active"]["crosscheck"]["trials"] if t["step"] == "logon"]
    assert {(t["expected"], t["simulated"]) for t in logon} == {("allowed", "allowed")}


def test_an_application_that_the_file_of_a_client_still_names_blocks(tmp_path):
    site = Site(tmp_path)
    member = site.member("HWSCFG02.txt", ("APPL=IMSDRDA2", "APPL=IMSDRDA7"))
    decided = site.gate(*RENAME, hwscfg_after=member, clients_after=site.clients(renamed))
    assert (decided.decision, decided.code) == ("blocked", 8)
    assert "PT-I02 is new on client:partner" in decided.reasons


@pytest.mark.parametrize("left_out", ["member", "clients", "commands"])
def test_an_application_renamed_in_two_of_three_places_is_blocked(tmp_path, left_out):
    site = Site(tmp_path)
    files = {
        "hwscfg_after": site.member("HWSCFG02.txt", ("APPL=IMSDRDA2", "APPL=IMSDRDA7")),
        "clients_after": site.clients(renamed),
    }
    files.pop({"member": "hwscfg_after", "clients": "clients_after"}.get(left_out, ""), None)
    decided = site.gate(*(() if left_out == "commands" else RENAME), **files)
    assert (decided.decision, decided.code) == ("blocked", 8)
    assert "partner/PRTUSR1/logon" in decided.reasons


DECOMMISSION = (
    "PERMIT IRRPTAUTH.IMSDRDA1.WEBUSR2 CLASS(PTKTDATA) ID(WEBSTC) DELETE",
    "RDELETE PTKTDATA IRRPTAUTH.IMSDRDA1.WEBUSR1",
    "RDELETE PTKTDATA IRRPTAUTH.IMSDRDA1.WEBUSR2",
    "REMOVE WEBUSR1 GROUP(DRDAGRP) OWNER(SECADM)",
    "SETROPTS RACLIST(PTKTDATA) REFRESH",
)


def without_gateway(clients) -> None:
    clients[:] = [one for one in clients if one["id"] != "web-gateway"]


def test_a_client_decommissioned_with_its_permits_is_accepted(tmp_path):
    site = Site(tmp_path)
    decided = site.gate(
        *DECOMMISSION[:3], DECOMMISSION[4],
        clients_after=site.clients(without_gateway), hwscfg_after=site.member("HWSCFG01.txt", ("6000", "6001")),
    )  # fmt: skip
    assert decided.decision == "accepted", decided.reasons
    assert {t["client"] for t in decided.told["after_active"]["crosscheck"]["trials"]} == {"order-batch", "partner"}


def test_permits_taken_from_a_client_that_stays_block(tmp_path):
    decided = Site(tmp_path).gate(*DECOMMISSION[:3], DECOMMISSION[4])
    assert (decided.decision, decided.code) == ("blocked", 8)
    assert "trial web-gateway/WEBUSR1/logon" in decided.reasons


def test_a_new_client_is_judged_with_what_it_declares(tmp_path):
    site = Site(tmp_path)
    decided = site.gate(clients_after=site.clients(lambda clients: clients[1]["users"].append("RPTUSR1")))
    assert (decided.decision, decided.code) == ("blocked", 8)
    assert "web-gateway/RPTUSR1/logon" in decided.reasons


def test_an_inventory_alone_that_says_the_same_is_accepted(tmp_path):
    site = Site(tmp_path)
    decided = site.gate(clients_after=site.clients(list))
    assert (decided.decision, decided.code, decided.told["reasons"]) == ("accepted", 0, [])


def test_a_statement_that_turns_tls_off_blocks(tmp_path):
    site = Site(tmp_path)
    decided = site.gate(tls_after=site.ports(lambda ports: ports[0].update(tls="none")))
    assert (decided.decision, decided.code) == ("blocked", 8)
    assert "PT-E03 is new on endpoint:ICONDB1/port:5555" in decided.reasons


@pytest.mark.parametrize("option", ["--hwscfg-after", "--clients-after", "--tls-after"])
def test_a_file_that_is_not_there_is_refused_before_anything_is_judged(tmp_path, option, capsys, monkeypatch):
    monkeypatch.setattr("auditor.gate.gather", None)
    site = Site(tmp_path)
    assert run(["gate", str(site.config), option, str(tmp_path / "nowhere"), "--out", str(tmp_path / "o")]) == 16
    assert "nowhere" in capsys.readouterr().err


@pytest.mark.parametrize("option", ["--clients-after", "--tls-after"])
def test_a_file_that_cannot_be_meant_is_refused(tmp_path, option, capsys):
    site = Site(tmp_path)
    bad = site.file("bad.yaml", "nonsense: [1]\n")
    assert run(["gate", str(site.config), option, bad, "--out", str(tmp_path / "o")]) == 16
    assert "bad.yaml" in capsys.readouterr().err


# -- links -------------------------------------------------------------------------------------------------------------


LINK2 = "endpoint:ICONDB2/link:ICONDB1"


@pytest.mark.parametrize(
    ("member", "edit", "policy", "decision"),
    [
        ("HWSCFG02.txt", ("PERSISTENT=Y", "PERSISTENT=N"), f"PT-G01 is new on {LINK2}", "accepted"),
        ("HWSCFG02.txt", ("PERSISTENT=Y,", ""), f"PT-G01 is new on {LINK2}", "accepted"),
        ("HWSCFG01.txt", ("RACF=Y", "RACF=N"), f"PT-G02 is new on {LINK2}", "blocked"),
        ("HWSCFG02.txt", (",USERID=BATUSR1", ""), f"PT-G07 is new on {LINK2}", "blocked"),
        ("HWSCFG01.txt", ("(5101)", "(5101),RACFID=WEBUSR1"), "PT-G08 is new on endpoint:ICONDB1", "accepted"),
    ],
)
def test_a_weaker_link_is_told(tmp_path, member, edit, policy, decision):
    site = Site(tmp_path)
    decided = site.gate(hwscfg_after=site.member(member, edit))
    assert decided.decision == decision, decided.reasons
    assert decided.code == (8 if decision == "blocked" else 4)
    assert policy in decided.reasons


def test_a_link_that_names_another_user_moves_no_verdict_and_is_listed(tmp_path):
    site = Site(tmp_path)
    decided = site.gate(hwscfg_after=site.member("HWSCFG02.txt", ("USERID=BATUSR1", "USERID=SECADM")))
    assert (decided.decision, decided.code) == ("accepted", 4)
    assert (
        "this changes link ICONDB2/link:ICONDB1 (user SECADM, before BATUSR1): no verdict moves by it"
        in decided.reasons
    )
    assert "the member of ICONDB2 changes RMTIMSCON USERID" in decided.reasons
    assert "this changes endpoint ICONDB2" not in decided.reasons


# -- TLS as exported evidence ------------------------------------------------------------------------------------------

ASKS = {"ApplicationControlled": "On"}
ON = {"DRDA1": (5555, {}, ()), "DRDA2": (5556, {}, ())}


def policy(**changed) -> str:
    return "\n".join(attls(ON | changed)) + "\n"


def by_policy(shop) -> None:
    shop.attls = attls(ON)


@pytest.mark.parametrize(
    ("changed", "policy_id", "decision"),
    [
        ({"DRDA2": (5557, {}, ())}, "PT-E03 is new on endpoint:ICONDB2/port:5556", "blocked"),
        ({"DRDA2": (5556, ASKS, ())}, "PT-E07 is new on endpoint:ICONDB2/port:5556", "blocked"),
        ({"DRDA2": (5556, {"TLSv1": "On"}, ())}, "PT-E08 is new on endpoint:ICONDB2/port:5556", "accepted"),
        ({"DRDA2": (5556, {"SSLv3": "On"}, ())}, "PT-E08 is new on endpoint:ICONDB2/port:5556", "blocked"),
        ({"DRDA2": (5556, {}, ("TLS_RSA_WITH_NULL_SHA",))}, "PT-E09 is new on endpoint:ICONDB2/port:5556", "blocked"),
    ],
)  # fmt: skip
def test_a_weaker_attls_policy_is_told(tmp_path, changed, policy_id, decision):
    site = Site(tmp_path, by_policy)
    decided = site.gate(tls_after=site.file("attls.policy", policy(**changed)))
    assert decided.decision == decision, decided.reasons
    assert policy_id in decided.reasons


def test_an_attls_policy_that_says_the_same_is_accepted(tmp_path):
    site = Site(tmp_path, by_policy)
    decided = site.gate(tls_after=site.file("attls.policy", policy()))
    assert (decided.decision, decided.code, decided.told["reasons"]) == ("accepted", 0, [])


@pytest.mark.parametrize(
    "broken",
    [policy()[:-2], policy() + "{\n", "TTLSConfig /etc/ttls.policy\n", policy().replace("TlsOn\n{", "Gone\n{")],
)
def test_an_attls_policy_that_cannot_be_read_blocks_as_damage(tmp_path, broken):
    site = Site(tmp_path, by_policy)
    decided = site.gate(tls_after=site.file("attls.policy", broken))
    assert (decided.decision, decided.code) == ("blocked", 12)


def test_an_attls_policy_in_place_of_a_statement_is_judged_by_its_own(tmp_path):
    site = Site(tmp_path)
    decided = site.gate(tls_after=site.file("attls.policy", policy(DRDA2=(5557, {}, ()))))
    assert (decided.decision, decided.code) == ("blocked", 8)
    assert "PT-E03 is new on endpoint:ICONDB2/port:5556" in decided.reasons


def test_a_rule_that_moves_no_verdict_is_listed_by_its_name(tmp_path):
    site = Site(tmp_path, by_policy)
    more = policy(OTHER=(7777, {}, ()))
    decided = site.gate(tls_after=site.file("attls.policy", more))
    assert (decided.decision, decided.code) == ("accepted", 4)
    (line,) = [one for one in decided.told["reasons"] if one.startswith("this changes")]
    assert line.startswith("this changes AT-TLS rule OTHER (")
    assert {"ports + [7777, 7777]", "enabled yes"} <= set(line.partition("(")[2].split("; "))
    assert "no verdict moves by it" in line
