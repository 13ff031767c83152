"""Clients that SMF records show are drafted, each line with where it comes from, and nothing passes because of them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from auditor import Settings, audit
from auditor.cli import run
from auditor.sources.clients import read_clients
from tests.shop.build import FIXTURES
from tests.shop.traffic import REFUSED, busy, ordered, week
from tests.sources.client_files.texts import JOB
from tests.writers.smf import jobinit, ptcreate, smf

FILES = ("unload.txt", "setropts.txt", "HWSCFGP1.txt", "HWSCFGP2.txt", "HWSCFGT1.txt")
AT = "2026-11-02 11:00:00"


def started(tmp_path: Path, rows: list[str], *, client_files: dict[str, str] | None = None) -> Path:
    """A folder of evidence with these records, after `init`."""
    folder = tmp_path / "sysa"
    folder.mkdir()
    for name in FILES:
        shutil.copy(FIXTURES / "example" / name, folder)
    (folder / "smf.txt").write_bytes(smf(rows, "stripped"))
    for name, text in (client_files or {}).items():
        (folder / name).write_text(text)
    assert run(["init", str(folder)]) == 0
    return folder


def drafted(folder: Path) -> dict[str, dict]:
    return {entry["id"]: entry for entry in yaml.safe_load((folder / "clients.yaml").read_text())["clients"]}


def test_each_observed_client_is_a_draft_with_its_records(tmp_path):
    folder = started(tmp_path, week())
    clients = {client.id: client for client in read_clients(str(folder / "clients.yaml"), 0).facts}
    assert set(clients) == {f"seen-{user}" for user in ("batinv1", "batord1", "daniel", "webmail", "webshop", "webstock")}
    assert {client.status for client in clients.values()} == {"draft"}
    batch = clients["seen-batord1"]
    assert (batch.kind, batch.requester, batch.users, batch.jobs) == ("sql-batch", "BATORD1", ("BATORD1",), ("ORDNITE",))
    assert batch.endpoint == "ICONPRD"
    assert [(one.kind, one.file) for one in batch.evidence] == [("smf", "smf.txt")] * 2
    line = (folder / "smf.txt").read_text().splitlines()[batch.evidence[0].line - 1]
    assert line[:8] + line[58:66] == "JOBINIT BATORD1 "
    other = clients["seen-batinv1"]
    assert (other.kind, other.requester) == ("racf-service", "BATORD1")
    assert any("no logon" in what for what in other.unresolved)
    web = clients["seen-webshop"]
    assert (web.kind, web.requester) == ("off-host", None)
    assert any(what.startswith("kind: no record tells") for what in web.unresolved)


def test_each_line_says_where_it_comes_from(tmp_path):
    text = (started(tmp_path, week()) / "clients.yaml").read_text()
    assert "    requester: BATORD1    # tickets made (PTCREATE)\n" in text
    assert "    users: [WEBMAIL]    # 140 accepted tickets (JOBINIT)\n" in text


def test_a_client_that_a_file_gives_too_is_one_entry(tmp_path):
    job = JOB.replace("IMSDRDA1", "IMSPRD1").replace("BATUSR1", "BATORD1")
    entries = drafted(started(tmp_path, week(), client_files={"ord.jcl": job}))
    batch = entries["found:ord.jcl/ORDNITE.RUN"]
    assert "seen-batord1" not in entries
    assert [one["kind"] for one in batch["evidence"]] == ["jcl", "smf"]


def test_a_refused_or_unknown_user_drafts_nothing(tmp_path):
    rows = [
        jobinit("IMSPRD1", "WEBSHOP", job="ICONPRD", at=AT, **REFUSED),
        jobinit("IMSPRD1", "PA55WORD", job="ICONPRD", at=AT),
        jobinit("IMSPRD1", "WEBSHOP", job="ICONPRD", at=AT, evaluated="NO", succeeded="NO"),
    ]
    folder = started(tmp_path, rows)
    assert drafted(folder) == {}
    assert "PA55WORD" not in (folder / "clients.yaml").read_text() + (folder / "auditor.toml").read_text()


def test_a_job_that_belongs_to_no_endpoint_leaves_the_endpoint_open(tmp_path):
    rows = [jobinit("IMSPRD1", "WEBSHOP", job=job, at=AT) for job in ("ICONPRD", "ICONOLD")]
    (entry,) = drafted(started(tmp_path, rows)).values()
    assert entry["endpoint"] == "(unknown)"
    assert any(what.startswith("endpoint:") for what in entry["unresolved"])


def test_two_applications_of_one_user_are_two_entries(tmp_path):
    rows = [
        jobinit("IMSPRD1", "WEBSHOP", job="ICONPRD", at=AT),
        jobinit("ICONTST", "WEBSHOP", job="ICONTST", at=AT),
        ptcreate("ICONTST", "WEBSTC", "WEBSHOP", at=AT),
    ]
    entries = drafted(started(tmp_path, ordered(rows)))
    assert {(one["id"], one["endpoint"], one.get("requester")) for one in entries.values()} == {
        ("seen-webshop", "ICONPRD", None), ("seen-webshop-2", "ICONTST", "WEBSTC"),
    }  # fmt: skip


@pytest.mark.parametrize("files", [{}, {"ord.jcl": JOB.replace("IMSDRDA1", "IMSPRD1").replace("BATUSR1", "BATORD1")}])
def test_nothing_passes_because_of_what_was_seen(tmp_path, files):
    config = started(tmp_path, week(), client_files=files) / "auditor.toml"
    drafts = audit(Settings.load(config))
    config.write_text(config.read_text().replace('clients = "clients.yaml"', ""))
    nothing = {(one.policy, one.object): one.verdict for one in audit(Settings.load(config)).verdicts}
    good = ("pass", "not_applicable")
    assert [
        (one.policy, one.object)
        for one in drafts.verdicts
        if one.verdict in good and nothing.get((one.policy, one.object), one.verdict) not in good
    ] == []
    fails = {(one.policy, one.object) for one in drafts.verdicts if one.verdict == "fail"}
    assert ("PT-H02", "endpoint:ICONPRD/user:WEBSHOP") in fails
    assert ("PT-H07", "user:BATORD1") in fails
    assert ("PT-B15", "profile:PTKTDATA/IRRPTAUTH.IMSPRD1.BATORD1/id:BATORD1") in fails
    assert {"PT-B03"} <= {policy for policy, _ in fails}


def test_the_sound_shop_drafts_who_logs_on(tmp_path):
    """Of the inventory all that records can tell: users, endpoint, application, requester."""
    shop = busy()
    path = shop.write(tmp_path / "shop").parent
    declared = {
        (client.endpoint, client.application, user)
        for client in read_clients(str(path / "clients.yaml"), 0).facts
        if client.generates_tickets
        for user in client.users
    }
    (path / "auditor.toml").unlink()
    (path / "clients.yaml").unlink()
    assert run(["init", str(path)]) == 0
    seen = {(one["endpoint"], one["application"], one["users"][0]) for one in drafted(path).values()}
    assert seen == declared
