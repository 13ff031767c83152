"""`init`, `check`, `example` and `clients discover` as a new user calls them."""

from __future__ import annotations

import shutil

import pytest
import yaml

from auditor import Settings, audit
from auditor.cli import run
from auditor.discover.folder import settings_of_folder
from auditor.sources.clients import read_clients
from tests.shop.build import FIXTURES
from tests.sources.client_files.texts import JOB

NEW = ("unload.txt", "setropts.txt", "HWSCFGP1.txt", "HWSCFGT1.txt")
"""What a new user has."""


@pytest.fixture
def folder(tmp_path):
    target = tmp_path / "sysa"
    target.mkdir()
    for name in NEW:
        shutil.copy(FIXTURES / "example" / name, target)
    return target


@pytest.fixture
def drafted(folder):
    """The folder with jobs of clients that the members serve, after `init`."""
    (folder / "ord.jcl").write_text(JOB.replace("IMSDRDA1", "IMSPRD1").replace("BATUSR1", "BATORD1"))
    (folder / "adhoc.sh").write_text('run "jdbc:ims://$WHERE:5555/P:user=ANNA;password=$PW;"\n')
    assert run(["init", str(folder)]) == 0
    return folder


def test_init_writes_a_configuration_that_works(folder, capsys):
    assert run(["init", str(folder)]) == 0
    said = capsys.readouterr().out
    assert "not there yet: client files" in said
    assert f"next: auditor scan {folder / 'auditor.toml'}" in said
    settings = Settings.load(folder / "auditor.toml")
    assert (settings.system, settings.as_of_from) == ("sysa", "clock")
    assert len(settings.inputs.files()) == len(NEW)
    assert settings.inputs.clients is None, "an empty inventory would declare that there is no client"
    comments = (folder / "clients.yaml").read_text()
    assert "#     requester: WEBSTC" in comments
    assert "may enter IMSPRD1" in comments
    assert yaml.safe_load(comments) == {"clients": []}


def test_init_overwrites_nothing(folder, capsys):
    (folder / "clients.yaml").write_text("mine\n")
    assert run(["init", str(folder)]) == 16
    assert (folder / "clients.yaml").read_text() == "mine\n"
    assert not (folder / "auditor.toml").exists()
    assert "nothing is overwritten" in capsys.readouterr().err


def test_an_inventory_that_is_there_is_used(folder):
    shutil.copy(FIXTURES / "example/clients.yaml", folder)
    assert run(["init", str(folder)]) == 0
    assert Settings.load(folder / "auditor.toml").inputs.clients == str(folder / "clients.yaml")


def test_a_draft_says_where_each_entry_comes_from(drafted):
    clients = {client.id: client for client in read_clients(str(drafted / "clients.yaml"), 0).facts}
    batch = clients["found:ord.jcl/ORDNITE.RUN"]
    assert (batch.kind, batch.generates_tickets, batch.requester) == ("sql-batch", True, "BATORD1")
    assert (batch.status, batch.origin, batch.endpoint) == ("draft", "discovered", "ICONPRD")
    assert (batch.evidence[0].file, batch.evidence[0].line) == ("ord.jcl", 8)
    shell = clients["found:adhoc.sh/P"]
    assert (shell.kind, shell.generates_tickets) == ("password", False)
    assert any("WHERE" in what for what in shell.unresolved)


def test_nothing_passes_because_of_the_draft(drafted):
    config = drafted / "auditor.toml"
    with_draft = audit(Settings.load(config))
    text = config.read_text()
    config.write_text(text.replace('clients = "clients.yaml"', ""))
    without = {(one.policy, one.object): one.verdict for one in audit(Settings.load(config)).verdicts}
    better = {
        (one.policy, one.object)
        for one in with_draft.verdicts
        if one.verdict in ("pass", "not_applicable")
        and without.get((one.policy, one.object), one.verdict) not in ("pass", "not_applicable")
    }
    assert better == set()
    fails = {(one.policy, one.object) for one in with_draft.verdicts if one.verdict == "fail"}
    assert ("PT-B15", "profile:PTKTDATA/IRRPTAUTH.IMSPRD1.BATORD1/id:BATORD1") in fails
    assert ("PT-I03", "client:found:ord.jcl/ORDNITE.RUN") in fails
    assert "PT-B03" in {policy for policy, _ in fails}


def test_a_confirmed_draft_is_a_declaration(drafted):
    file = drafted / "clients.yaml"
    file.write_text(file.read_text().replace("status: draft", "status: confirmed", 1).replace("(unknown)", "ICONPRD"))
    result = audit(Settings.load(drafted / "auditor.toml"))
    words = {(one.policy, one.object): one.verdict for one in result.verdicts}
    confirmed = next(client.id for client in read_clients(str(file), 0).facts if client.status == "confirmed")
    assert words["PT-I03", f"client:{confirmed}"] == "pass"


def test_check_says_what_is_there_and_what_is_missing(folder, capsys):
    assert run(["check", str(folder)]) == 4
    said = capsys.readouterr().out
    records = len((folder / "unload.txt").read_bytes().splitlines())
    assert f"unload.txt: RACF database unload (IRRDBU00)\n  text LF, code page latin-1, {records} records" in said
    assert "not offered: client inventory (--clients)" in said
    assert "remark system-named" in said
    unload = folder / "unload.txt"
    unload.write_bytes(unload.read_bytes()[:-300])
    assert run(["check", str(folder)]) == 12


def test_check_of_the_sound_shop_is_clean(capsys):
    assert run(["check", str(FIXTURES / "sound/auditor.toml")]) == 0
    assert "everything was offered and read whole" in capsys.readouterr().out


def test_example_writes_the_sample_once(tmp_path, capsys):
    target = tmp_path / "new/sample"
    assert run(["example", str(target)]) == 0
    assert {path.name for path in target.iterdir()} == {path.name for path in (FIXTURES / "example").iterdir()}
    assert run(["example", str(target)]) == 16
    assert "not empty" in capsys.readouterr().err


def test_discover_prints_a_draft_and_joins_by_host(tmp_path, capsys):
    (tmp_path / "a.jcl").write_text(JOB)
    assert run(["clients", "discover", str(tmp_path / "a.jcl")]) == 4
    said = capsys.readouterr()
    assert "no member that was offered has DRDAPORT 5555" in said.err
    assert yaml.safe_load(said.out)["clients"][0]["endpoint"] == "(unknown)"
    hosts = tmp_path / "hosts.yaml"
    hosts.write_text("icon1.example.com: icondb7\n")
    out = tmp_path / "draft.yaml"
    asked = ["clients", "discover", str(tmp_path / "a.jcl"), "--hosts", str(hosts), "--out", str(out)]
    assert run(asked) == 0
    (client,) = read_clients(str(out), 0).facts
    assert (client.endpoint, client.status) == ("ICONDB7", "draft")
    assert run(asked) == 16
    assert run(["clients", "discover", str(tmp_path / "none")]) == 16
    (tmp_path / "b.xml").write_text("<a imsudb")
    assert run(["clients", "discover", str(tmp_path / "b.xml")]) == 12


def test_the_scan_of_a_folder_says_the_next_step(folder, capsys, tmp_path):
    asked = ["scan", str(folder), "--out", str(tmp_path / "out"), "--format", "json"]
    assert run(asked) == 8
    assert capsys.readouterr().out.endswith(
        f"Next: auditor init {folder} (writes a configuration and drafts the client inventory there)\n"
    )
    assert run(["init", str(folder)]) == 0
    capsys.readouterr()
    assert run(asked) == 8
    said = capsys.readouterr().out
    assert f"Next: auditor scan {folder}/auditor.toml (a configuration is taken by its name alone)" in said
    assert run([*asked, "--quiet"]) == 8
    assert "Next" not in capsys.readouterr().out


@pytest.mark.parametrize("text", ["clients: []\n", "# nobody yet\nclients: [ ]   # none\n#  - id: a\n"])
def test_an_inventory_without_an_entry_is_taken_by_name_alone(folder, capsys, text):
    """Recognised it would declare that there is no client: the untouched draft of a first `init` is such a file."""
    (folder / "clients.yaml").write_text(text)
    settings = settings_of_folder(str(folder))
    assert settings.inputs.clients is None
    assert [one.message for one in settings.noted if one.path.endswith("clients.yaml")] == [
        "an inventory without an entry declares that there is no client: it is taken by name alone"
    ]
    named = settings_of_folder(str(folder), clients=str(folder / "clients.yaml"))
    assert named.inputs.clients == str(folder / "clients.yaml")


def test_a_folder_is_judged_alike_before_and_after_init(folder, tmp_path):
    def verdicts() -> set[tuple[str, str, str]]:
        return {(one.policy, one.object, one.verdict) for one in audit(settings_of_folder(str(folder))).verdicts}

    before = verdicts()
    assert run(["init", str(folder)]) == 0
    assert verdicts() == before


def test_a_dangling_link_is_there_already_and_nothing_is_half_written(folder, capsys):
    (folder / "clients.yaml").symlink_to(folder / "nowhere")
    assert run(["init", str(folder)]) == 16
    assert "nothing is overwritten" in capsys.readouterr().err
    assert not (folder / "auditor.toml").exists()
