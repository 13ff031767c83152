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
    assert set(clients) == {
        f"seen-{user}" for user in ("batord1-2", "batord1", "daniel", "webstc", "webshop", "webstock")
    }
    assert {client.status for client in clients.values()} == {"draft"}
    batch = clients["seen-batord1-2"]
    assert (batch.kind, batch.requester, batch.users, batch.jobs) == (
        "sql-batch",
        "BATORD1",
        ("BATORD1",),
        ("ORDNITE",),
    )
    assert batch.endpoint == "ICONPRD"
    assert [(one.kind, one.file) for one in batch.evidence] == [("smf", "smf.txt")] * 2
    line = (folder / "smf.txt").read_text().splitlines()[batch.evidence[0].line - 1]
    assert line[:8] + line[58:66] == "JOBINIT BATORD1 "
    other = clients["seen-batord1"]
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
    assert [one["id"] for one in entries.values() if "BATORD1" in one["users"]] == [batch["id"]]
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
        ("seen-webshop", "ICONPRD", None), ("seen-webstc", "ICONTST", "WEBSTC"),
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


PORTS = {"ICONPRD": 5555, "ICONPR2": 5556, "ICONTST": 5600}


def written(client) -> tuple[str, str]:
    """A file that writes an entry of the inventory down, as far as a file can: name and text."""
    port = PORTS[client.endpoint]
    if client.kind == "sql-batch":
        job = JOB.replace("IMSDRDA1", client.application).replace("BATUSR1", client.users[0])
        return f"{client.id}.jcl", job.replace("5555", str(port))
    name = f"applName={client.application};" if client.application else ""
    secret = "password=ABC123;" if client.kind == "password" else ""
    lines = [f'run "jdbc:ims://icon:{port}/PSB{n}:{name}user={user};{secret}"' for n, user in enumerate(client.users)]
    return f"{client.id}.sh", "\n".join(lines) + "\n"


def told(client, user: str) -> tuple:
    """What of a user's entry must be known of it: endpoint, application, requester, whether it has tickets."""
    return client.endpoint, client.application, client.requester, user, client.generates_tickets


def test_the_draft_is_the_inventory_but_for_what_cannot_be_known(tmp_path):
    declared = read_clients(str(FIXTURES / "example/clients.yaml"), 0).facts
    folder = started(tmp_path, week(), client_files=dict(map(written, declared)))
    drafts = {}
    for client in read_clients(str(folder / "clients.yaml"), 0).facts:
        for user in client.users:
            drafts[client.endpoint, user] = told(client, user)
    differ = {
        user: (mine, drafts.get((client.endpoint, user)))
        for client in declared
        for user in client.users
        for mine in [told(client, user)]
        if drafts.get((client.endpoint, user)) != mine
    }
    # Who asks RACF for the tickets of the shop stands in no file, and no record of the week is of it.
    no_requester = {"WEBSHOP", "WEBSTOCK"}
    # Besides nothing is recorded of them, so that it is not known that they have tickets.
    never_seen = {"ANNA", "BEN", "PARTNER1", "PARTNER2", "CARLA"}
    assert set(differ) == no_requester | never_seen
    for user, (mine, draft) in differ.items():
        without = (*mine[:2], None, user, mine[4] and user not in never_seen)
        assert draft == without, user
    assert set(drafts) == {(client.endpoint, user) for client in declared for user in client.users}


def test_the_sound_shop_drafts_its_inventory(tmp_path):
    """With client files and a day of records only the pool without a user is left over."""
    path = busy().write(tmp_path / "shop").parent
    declared = read_clients(str(path / "clients.yaml"), 0).facts
    (path / "auditor.toml").unlink()
    (path / "clients.yaml").unlink()
    assert run(["init", str(path)]) == 0
    found = read_clients(str(path / "clients.yaml"), 0).facts

    def rows(clients) -> set[tuple]:
        return {(one.kind, one.endpoint, one.generates_tickets, one.requester, one.users) for one in clients}

    assert rows(found) - rows(declared) == {("off-host", "ICONDB1", False, None, ())}
    assert rows(declared) <= rows(found)


def test_an_accepted_ticket_contradicts_a_password_in_a_file(tmp_path):
    text = 'run "jdbc:ims://icon:5555/P:user=WEBSHOP;password=ABC123;"\n'
    rows = [jobinit("IMSPRD1", "WEBSHOP", job="ICONPRD", at=AT)]
    (entry,) = drafted(started(tmp_path, rows, client_files={"a.sh": text})).values()
    assert (entry["kind"], entry["generates_tickets"]) == ("password", False)
    assert "kind: tickets of this user were accepted, and the file names a password" in entry["unresolved"]
