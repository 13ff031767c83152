"""Jobs belong to endpoints by what the site names, else by a unique application; users are shown where known."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor import Settings
from auditor.gather import gather
from auditor.gather.side_by_side import side_by_side
from auditor.models.estate import Estate
from tests.shop.shop import DAY, Shop
from tests.shop.traffic import busy, ordered
from tests.writers.smf import jobinit, put


def estate(tmp_path: Path, shop: Shop) -> Estate:
    return gather(Settings.load(shop.write(tmp_path / "shop"))).estate


def owners(one: Estate) -> dict[tuple[str, str], str | None]:
    return {(row.job, row.application): row.endpoint for row in one.observed.logons}


def with_logons(*rows: str) -> Shop:
    shop = busy()
    shop.smf = ordered([*shop.smf, *rows])
    return shop


def test_a_named_job_and_a_unique_application_are_joined(tmp_path):
    assert owners(estate(tmp_path, busy())) == {("ICONDB1", "IMSDRDA1"): "ICONDB1", ("ICONDB2", "IMSDRDA2"): "ICONDB2"}


def test_a_named_job_is_joined_whatever_the_application(tmp_path):
    one = estate(tmp_path, with_logons(jobinit("CICSX", "WEBUSR1", job="ICONDB1", at=f"{DAY} 12:00:00")))
    assert owners(one)["ICONDB1", "CICSX"] == "ICONDB1"


def test_another_job_of_a_named_endpoint_is_joined_to_nothing(tmp_path):
    one = estate(tmp_path, with_logons(jobinit("IMSDRDA1", "WEBUSR1", job="ZOSMF", at=f"{DAY} 12:00:00")))
    assert owners(one)["ZOSMF", "IMSDRDA1"] is None
    assert [(row.job, row.accepted) for row in one.observed.unjoined] == [("ZOSMF", 1)]
    assert "no endpoint of that application is without a job" in one.observed.unjoined[0].why


def test_two_jobs_of_one_application_are_said_and_not_guessed(tmp_path):
    one = estate(tmp_path, with_logons(jobinit("IMSDRDA2", "PRTUSR1", job="OTHER", at=f"{DAY} 12:00:00")))
    assert owners(one)["ICONDB2", "IMSDRDA2"] is None
    assert {row.endpoint for row in one.observed.coverage} == {"ICONDB1", None}
    assert "[site.endpoints.HWSID] job can tell" in one.observed.unjoined[0].why


def test_a_job_of_two_endpoints_is_of_none(tmp_path):
    shop = busy()
    shop.endpoints["ICONDB2"]["job"] = "ICONDB1"
    assert owners(estate(tmp_path, shop))["ICONDB1", "IMSDRDA1"] is None


def test_coverage_is_proven_by_an_accepted_ticket_alone(tmp_path):
    shop = busy()
    shop.smf = [row.replace("YES  YES ", "YES  NO  ") if "IMSDRDA2" in row else row for row in shop.smf]
    shop.smf = [row[:4604] + "NO  " if "IMSDRDA2" in row and len(row) > 4604 else row for row in shop.smf]
    assert [row.job for row in estate(tmp_path, shop).observed.coverage] == ["ICONDB1"]


def test_hours_are_of_endpoints_and_add_up(tmp_path):
    one = estate(tmp_path, busy()).observed
    for name, hours in one.hours.items():
        assert len(hours) == 24
        assert sum(good for good, _ in hours) == sum(row.accepted for row in one.logons if row.endpoint == name)


def test_without_an_unload_only_declared_users_are_named(tmp_path):
    path = with_logons(jobinit("IMSDRDA1", "IBMUSER", at=f"{DAY} 12:00:00")).write(tmp_path / "shop")
    settings = Settings.load(path)
    inputs = settings.inputs.model_copy(update={"unload": ()})
    rows = gather(settings.model_copy(update={"inputs": inputs})).estate.observed.logons
    assert {row.user for row in rows} == {None, "BATUSR1", "WEBUSR1", "WEBUSR2", "PRTUSR1", "RPTUSR1"}


def test_a_file_that_is_none_is_damage(tmp_path):
    path = busy().write(tmp_path / "shop")
    (tmp_path / "shop/smf.txt").write_bytes(b"0200 IBMUSER \n")
    one = gather(Settings.load(path)).estate
    assert one.observed is None
    assert [row.code for row in one.evidence.smf.damage] == ["unreadable"]


def test_a_time_zone_has_a_form(tmp_path):
    from auditor.errors import ConfigurationError

    path = busy().write(tmp_path / "shop")
    path.write_text(path.read_text() + '\n[site.smf]\ntime_zone = "CET"\n')
    with pytest.raises(ConfigurationError):
        Settings.load(path)
    path.write_text(path.read_text().replace("CET", "+01:00"))
    assert gather(Settings.load(path)).estate.observed.time_zone == "+01:00"


def test_side_by_side_tells_what_is_declared_and_what_is_seen(tmp_path):
    shop = with_logons(
        jobinit("IMSDRDA2", "RPTUSR1", job="ICONDB2", at=f"{DAY} 12:00:00"),
        jobinit("IMSDRDA2", "SECADM", job="ICONDB2", at=f"{DAY} 12:10:00"),
    )
    shop.smf = [row for row in shop.smf if "BATUSR1" not in row]
    told = side_by_side(estate(tmp_path, shop))
    states = {(one.id, row.user): row.state for one in told.endpoints for row in one.rows}
    assert states == {
        ("ICONDB1", "BATUSR1"): "declared and never seen",
        ("ICONDB1", "WEBUSR1"): "declared and seen",
        ("ICONDB1", "WEBUSR2"): "declared and seen",
        ("ICONDB2", "PRTUSR1"): "declared and seen",
        ("ICONDB2", "RPTUSR1"): "tickets not declared",
        ("ICONDB2", "SECADM"): "seen and not declared",
    }
    shop.smf = [row for row in shop.smf if "IMSDRDA1" not in row]
    told = side_by_side(estate(tmp_path, shop))
    assert {row.state for row in told.endpoints[0].rows} == {"declared, not proven"}


def test_side_by_side_tells_what_files_write_down(tmp_path):
    folder = tmp_path / "files"
    folder.mkdir()
    url = "jdbc:ims://icon.example.com:{}/PSB:applName={};{}"
    texts = {
        "declared.sh": url.format(5555, "IMSDRDA1", "user=WEBUSR1;"),
        "other.sh": url.format(5555, "IMSDRDA9", "user=WEBUSR2;"),
        "unseen.sh": url.format(5556, "IMSDRDA2", "user=SECADM;"),
        "nobody.sh": url.format(5556, "IMSDRDA2", "user=${WHO};"),
        "nowhere.sh": url.format(7777, "IMSDRDA2", "user=PRTUSR1;"),
        "comment.sh": "# " + url.format(5556, "IMSDRDA2", "user=OLDUSR1;"),
    }
    for name, text in texts.items():
        (folder / name).write_text(text + "\n")
    path = busy().write(tmp_path / "shop")
    settings = Settings.load(path, client_files=(str(folder),))
    told = side_by_side(gather(settings).estate)
    rows = {(one.id, row.user): (row.written, row.state) for one in told.endpoints for row in one.rows}
    assert rows["ICONDB1", "WEBUSR1"] == ((f"{folder}/declared.sh, line 1", "server.xml"), "declared and seen")
    assert rows["ICONDB1", "WEBUSR2"] == (("server.xml",), "declared and seen")
    assert rows["ICONDB2", "SECADM"] == ((f"{folder}/unseen.sh, line 1",), "written and not declared")
    assert ("ICONDB2", "OLDUSR1") not in rows
    assert [one.unnamed for one in told.endpoints] == [(), (f"{folder}/nobody.sh, line 1",)]
    assert told.unplaced == (f"{folder}/nowhere.sh, line 1",)


def test_a_file_that_the_inventory_names_is_told_once(tmp_path):
    path = busy().write(tmp_path / "shop")
    told = side_by_side(gather(Settings.load(path)).estate)
    written = {row.user: row.written for one in told.endpoints for row in one.rows}
    assert written["BATUSR1"] == (f"{path.parent}/ordnite.jcl, line 9",)
    assert written["WEBUSR1"] == ("server.xml",)
    assert told.endpoints[0].unnamed == (f"{path.parent}/server.xml, line 5",)


def test_records_of_several_systems_are_said_and_a_site_can_name_its_own(tmp_path):
    path = with_logons(put(jobinit("IMSDRDA1", "WEBUSR1", job="ICONDB1", at=f"{DAY} 12:00:00"), 39, "SYSB")).write(
        tmp_path / "shop"
    )
    gathered = gather(Settings.load(path))
    assert [one.message for one in gathered.diagnostics if one.code == "several-systems"] == [
        "records are of systems SYSA, SYSB, all counted: [site.smf] systems can name yours"
    ]
    path.write_text(path.read_text() + '\n[site.smf]\nsystems = ["SYSA"]\n')
    named = gather(Settings.load(path))
    assert named.estate.observed.systems == ("SYSA",)
    assert not [one for one in named.diagnostics if one.code == "several-systems"]
