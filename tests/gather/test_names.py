"""V17: a name that nothing knows is never passed over; what is surely a slip is refused, with what was meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.errors import ConfigurationError
from auditor.gate.after import Files, as_it_will_be
from auditor.gather import Gathered, gather
from auditor.gather.slips import slips
from auditor.settings import Settings
from tests.shop.shop import Shop
from tests.shop.sound import sound

UNKNOWN = ("unknown-endpoint", "unknown-id")


def told(gathered: Gathered) -> list[tuple[str, str | None, str]]:
    """What is told of names that nothing knows."""
    return [(one.input, one.level, one.message) for one in gathered.diagnostics if one.code in UNKNOWN]


def read(shop: Shop, folder: Path) -> Gathered:
    return gather(Settings.load(shop.write(folder)))


def refused(shop: Shop, folder: Path) -> list[tuple[str, str]]:
    with pytest.raises(ConfigurationError) as error:
        read(shop, folder)
    assert error.value.return_code == 16
    every = (error.value, *error.value.others)
    return [(str(one).replace(f"{folder}/", ""), one.advice) for one in every]


def named(where: str, name: str) -> Shop:
    """The sound shop with `name` in place of ICONDB2 in one of the site's files."""
    shop = sound()
    if where == "clients":
        shop.clients[2]["endpoint"] = name
    elif where == "tls":
        shop.ports[1]["endpoint"] = name
    else:
        shop.endpoints[name] = shop.endpoints.pop("ICONDB2")
    return shop


PLACES = {
    "clients": "client partner names endpoint",
    "tls": "the statement on port 5556 names endpoint",
    "config": "[site.endpoints] names endpoint",
}


def test_what_the_sound_installation_names_is_known(tmp_path: Path) -> None:
    assert told(read(sound(), tmp_path)) == []


@pytest.mark.parametrize("where", PLACES)
@pytest.mark.parametrize("slip", ["ICNDB2", "ICONDBB2", "ICONBD2", "IC0NDB2", "ICONDB2X"])
def test_a_slip_is_refused_with_what_was_meant(tmp_path: Path, where: str, slip: str) -> None:
    ((what, advice),) = refused(named(where, slip), tmp_path)
    assert f"{PLACES[where]} {slip}, of which no member or display was offered" in what
    assert advice.startswith("did you mean ICONDB2?")
    assert (", line " in what) == (where != "config")


@pytest.mark.parametrize("where", PLACES)
@pytest.mark.parametrize("name", ["ICONDB3", "ICONDB12", "ICONDBX", "PAYICON"])
def test_what_may_be_another_system_is_told_with_the_known_names(tmp_path: Path, where: str, name: str) -> None:
    expected = f"{PLACES[where]} {name}, of which no member or display was offered (offered: ICONDB1, ICONDB2)"
    assert told(read(named(where, name), tmp_path)) == [(where, "remark", expected)]


@pytest.mark.parametrize("where", PLACES)
def test_another_case_is_no_slip(tmp_path: Path, where: str) -> None:
    gathered = read(named(where, "icondb2"), tmp_path)
    assert told(gathered) == []
    assert gathered.estate.endpoints[1].trust_zone == "partners"


def test_a_name_that_two_files_give_is_no_slip(tmp_path: Path) -> None:
    shop = named("clients", "ICONDBB2")
    shop.endpoints["ICONDBB2"] = {"trust_zone": "partners"}
    assert [message.endswith("did you mean ICONDB2?") for _, _, message in told(read(shop, tmp_path))] == [True, True]


def test_a_member_that_was_not_offered_leaves_the_site_its_names(tmp_path: Path) -> None:
    shop = sound()
    del shop.members["HWSCFG02.txt"], shop.displays["query02.txt"]
    rows = told(read(shop, tmp_path))
    assert {kind for kind, _, _ in rows} == {"clients", "tls", "config"}
    assert {level for _, level, _ in rows} == {"remark"}


def test_nothing_is_a_slip_while_a_member_cannot_be_read(tmp_path: Path) -> None:
    shop = named("clients", "ICNDB2")
    shop.members["HWSCFG01.txt"] = ["HWS=(ID=ICON%DB1,RACF=Y)"]
    assert [level for _, level, _ in told(read(shop, tmp_path))][:1] == ["remark"]


def test_nothing_is_told_where_no_endpoint_was_offered(tmp_path: Path) -> None:
    shop = named("clients", "ICNDB2")
    shop.members, shop.displays = {}, {}
    assert told(read(shop, tmp_path)) == []


def test_all_slips_are_told_at_once(tmp_path: Path) -> None:
    shop = named("clients", "ICNDB2")
    shop.ports[0]["endpoint"] = "ICONDB1X"
    shop.site["privileged"] = ["SECADMM"]
    assert len(refused(shop, tmp_path)) == 3


# -- users and groups --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["privileged", "security_owners", "administrators"])
@pytest.mark.parametrize(("slip", "meant"), [("SECADMM", "SECADM"), ("WEBURS1", "WEBUSR1"), ("DRDAGR", "DRDAGRP")])
def test_a_slip_in_a_list_of_the_site_is_refused(tmp_path: Path, key: str, slip: str, meant: str) -> None:
    shop = sound()
    shop.site[key] = [*shop.site[key], slip]
    ((what, advice),) = refused(shop, tmp_path)
    assert what == f"auditor.toml: [site] {key} names {slip}, which is no user or group of the unload"
    assert advice == f"did you mean {meant}? Leave it out if it is gone"


@pytest.mark.parametrize("name", ["PAYROLL1", "WEBUSR3", "WEBUSRX", "TOOLONGANAME"])
def test_who_is_nowhere_is_told(tmp_path: Path, name: str) -> None:
    shop = sound()
    shop.site["privileged"] = [name]
    expected = f"[site] privileged names {name}, which is no user or group of the unload"
    assert told(read(shop, tmp_path)) == [("config", "remark", expected)]


def test_lists_of_the_site_are_folded_to_upper_case(tmp_path: Path) -> None:
    shop = sound()
    shop.site["privileged"] = ["webusr1"]
    gathered = read(shop, tmp_path)
    assert told(gathered) == []
    assert gathered.estate.site.privileged == ("WEBUSR1",)


def test_an_unload_that_is_a_part_proves_nothing_of_a_name(tmp_path: Path) -> None:
    shop = sound()
    shop.site["privileged"] = ["SECADMM"]
    config = shop.write(tmp_path)
    text = (tmp_path / "unload.txt").read_text()
    (tmp_path / "unload.txt").write_text("".join(row for row in text.splitlines(keepends=True) if row[:4] != "0102"))
    assert told(gather(Settings.load(config))) == []


@pytest.mark.parametrize("flag", ["clients", "tls"])
def test_the_files_of_a_change_are_looked_at_too(tmp_path: Path, flag: str) -> None:
    slip = named("clients" if flag == "clients" else "tls", "ICNDB2").files()
    after = tmp_path / "after.yaml"
    after.write_bytes(slip["clients.yaml" if flag == "clients" else "tls.yaml"])
    settings = Settings.load(sound().write(tmp_path / "before"))
    with pytest.raises(ConfigurationError, match=r"after\.yaml, line \d+: .* names endpoint ICNDB2"):
        as_it_will_be(gather(settings), Files(**{flag: str(after)}))


def test_an_endpoint_that_a_change_renames_is_no_slip(tmp_path: Path) -> None:
    member = tmp_path / "HWSCFG02.txt"
    member.write_text("\n".join(sound().members["HWSCFG02.txt"]).replace("ICONDB2", "ICNDB2") + "\n")
    clients = tmp_path / "after.yaml"
    clients.write_bytes(named("clients", "ICNDB2").files()["clients.yaml"])
    config = sound().write(tmp_path / "before")
    for more in ({}, {"clients": str(clients)}):
        gathered = gather(Settings.load(config))
        as_it_will_be(gathered, Files(hwscfg=(str(member),), **more))
        assert told(gathered) == []


def test_slips_of_a_name() -> None:
    near = slips("ICON1A")
    assert {"ICONA", "ION1A", "IOCN1A", "ICONNA1A", "1CON1A", "IC0N1A"} - near == {"ICONA", "ICONNA1A"}
    assert not near & {"ICON1A", "ICON2A", "ICON1B", ""}
