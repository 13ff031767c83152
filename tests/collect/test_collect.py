from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest

from auditor import Settings, audit
from auditor.cli import run
from auditor.commands.schema import schema
from tests.collect.conftest import SAMPLE, Site, in_record_mode, toml
from tests.collect.zosmf_fake import PASSWORD, USER, Host, certificate, serving

AS_OF = ("--as-of", "2026-11-02")
FILES = {"unload.bin", "setropts.txt", "HWSCFG01.txt", "HWSCFG02.txt", "imscon.txt", "smf.bin"}


def manifest(site: Site) -> dict:
    return json.loads((site.to / "manifest.json").read_text())


def verdicts(result) -> set[tuple[str, str, str]]:
    return {(one.policy, one.object, one.verdict) for one in result.verdicts}


def offered(site: Site) -> Settings:
    """The sample's configuration with what was collected in place of its files."""
    text = (SAMPLE / "auditor.toml").read_text().split("[inputs.dates]")[0]
    text += "[site.endpoints" + (SAMPLE / "auditor.toml").read_text().split("[site.endpoints", 1)[1]
    collected = {
        'unload = ["unload.txt"]': f'unload = ["{site.to}/unload.bin"]',
        '"setropts.txt"': f'"{site.to}/setropts.txt"',
        '["HWSCFG01.txt", "HWSCFG02.txt"]': f'["{site.to}/HWSCFG01.txt", "{site.to}/HWSCFG02.txt"]',
        '["query01.txt", "query02.txt"]': f'["{site.to}/imscon.txt"]',
        '["smf.txt"]': f'["{site.to}/smf.bin"]',
    }
    for old, new in collected.items():
        text = text.replace(old, new)
    for name in ("clients.yaml", "tls.yaml", "ordnite.jcl", "server.xml", "partner.properties", "report.sh"):
        text = text.replace(f'"{name}"', f'"{SAMPLE / name}"')
    config = site.folder / "offered.toml"
    config.write_text(text)
    return Settings.load(config)


def test_what_is_collected_gives_the_verdicts_of_the_files_themselves(site: Site, capsys) -> None:
    assert site.collect() == 0
    assert f"auditor scan {site.to}" in capsys.readouterr().out
    assert {path.name for path in site.to.iterdir()} == {*FILES, "manifest.json"}
    read = audit(offered(site))
    assert verdicts(read) == verdicts(audit(Settings.load(SAMPLE / "auditor.toml")))
    assert read.return_code == 0
    dated = {one.path: (one.taken, one.taken_from) for one in read.inputs if one.kind in ("unload", "setropts")}
    assert set(dated.values()) == {("2026-11-02", "manifest")}
    said = [one.message for one in read.diagnostics if one.code == "collected" and one.input == "unload"]
    assert len(said) == 1
    assert all(
        word in said[0] for word in ("SYS1.RACF.BACKUP", "AUDCOLL JOB00001", USER, "2026-11-02T03:10", "CC 0000")
    )


def test_the_manifest_says_what_each_file_is_and_its_schema_is_published(site: Site) -> None:
    assert site.collect() == 0
    document = manifest(site)
    jsonschema.validate(document, schema("manifest"))
    assert document["schema"] == "auditor/manifest/1"
    assert document["complete"] is True
    rows = {row["path"]: row for row in document["files"]}
    assert rows["unload.bin"]["form"] == "record"
    assert rows["unload.bin"]["job"] == "AUDCOLL JOB00001"
    assert rows["HWSCFG01.txt"]["job"] is None
    assert rows["HWSCFG01.txt"]["source"] == "IMS.PROCLIB(HWSCFG01)"
    assert "JOBINIT" in rows["smf.bin"]["kept"]


def test_a_scan_takes_the_folder_and_a_feed_that_stopped_ends_with_12(site: Site, capsys) -> None:
    assert site.collect() == 0
    out = site.folder / "out"
    assert run(["scan", str(site.to), *AS_OF, "--out", str(out), "-q"]) in (4, 8)
    assert json.loads((out / "result.json").read_text())["system"] == "sound"
    assert run(["check", str(site.to), "--as-of", "2026-11-20"]) == 12
    assert "too-old" in capsys.readouterr().out


@pytest.mark.parametrize("change", [b"x", b""])
def test_a_file_that_changed_since_is_damaged_evidence(site: Site, capsys, change: bytes) -> None:
    assert site.collect() == 0
    file = site.to / "setropts.txt"
    file.write_bytes(file.read_bytes().replace(b"NONE", b"N0NE", 1) if not change else file.read_bytes() + change)
    assert run(["check", str(site.to), *AS_OF]) == 12
    assert "error changed" in capsys.readouterr().out


def test_a_file_that_is_gone_is_said_and_nothing_is_judged(site: Site, capsys) -> None:
    assert site.collect() == 0
    (site.to / "HWSCFG02.txt").unlink()
    assert run(["scan", str(site.to), *AS_OF, "-q"]) == 12
    assert "is gone" in capsys.readouterr().err


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text[:-40],
        lambda text: text.replace("auditor/manifest/1", "auditor/manifest/9"),
        lambda text: text.replace('"setropts.txt"', '"../setropts.txt"'),
        lambda text: text.replace('"kind": "setropts"', '"kind": "keys"'),
        lambda text: re.sub(r'"taken": "[^"]*"', '"taken": "yesterday"', text, count=1),
        lambda _: "",
    ],
)
def test_a_manifest_that_cannot_be_used_is_no_manifest_that_is_not_there(site: Site, spoil) -> None:
    assert site.collect() == 0
    path = site.to / "manifest.json"
    path.write_text(spoil(path.read_text()))
    assert run(["scan", str(site.to), *AS_OF, "-q"]) == 12


def test_a_job_of_today_on_an_old_copy_is_not_dated_today(site: Site) -> None:
    site.host.today = "2027-03-01"
    assert site.collect() == 0
    read = audit(offered(site))
    unload = next(one for one in read.inputs if one.kind == "unload")
    assert unload.taken_from == "bound"
    assert any(one.code == "dates-differ" and "copy" in one.message for one in read.diagnostics)


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda host: host.retcode.update({"PGM=IRRDBU00": "ABEND S806"}), "ABEND S806"),
        (lambda host: host.retcode.update({"PGM=IRRDBU00": "JCL ERROR"}), "JCL ERROR"),
        (lambda host: host.retcode.update({"PGM=IRRDBU00": "CC 0012"}), "CC 0012"),
        (lambda host: host.data_sets.pop("AUDIT.SYSA.UNLOAD"), "404"),
        (lambda host: host.data_sets.update({"AUDIT.SYSA.UNLOAD": b""}), "empty"),
        (lambda host: host.refuse("AUDIT.SYSA.UNLOAD", "the data set is in use"), "in use"),
        (lambda host: host.refuse("AUDIT.SYSA.UNLOAD", "it is migrated\x1b[31m"), "migrated"),
    ],
)  # fmt: skip
def test_what_cannot_be_fetched_is_not_offered_and_the_rest_is(site: Site, capsys, spoil, reason: str) -> None:
    spoil(site.host)
    assert site.collect() == 12
    document = manifest(site)
    assert [row["kind"] for row in document["missing"]] == ["unload"]
    assert reason in document["missing"][0]["reason"]
    assert document["complete"] is False
    out = capsys.readouterr().out
    assert "not fetched" in out
    assert "\x1b" not in out
    assert {path.name for path in site.to.iterdir()} == {*FILES, "manifest.json"} - {"unload.bin"}


def test_one_member_that_is_missing_makes_the_others_incomplete(site: Site, capsys) -> None:
    del site.host.data_sets["IMS.PROCLIB(HWSCFG02)"]
    assert site.collect() == 12
    assert run(["check", str(site.to), *AS_OF]) == 12
    assert "error not-collected" in capsys.readouterr().out


def test_a_body_that_is_cut_in_a_record_is_damaged_evidence(site: Site, capsys) -> None:
    site.host.short.add("AUDIT.SYSA.UNLOAD")
    assert site.collect() == 12
    assert "inside a record" in manifest(site)["files"][0]["damage"]
    assert run(["check", str(site.to), *AS_OF]) == 12
    assert "bad-rdw" in capsys.readouterr().out


def test_a_connection_that_ends_is_gone_on_with(site: Site, monkeypatch) -> None:
    whole = site.host.data_sets["AUDIT.SYSA.UNLOAD"]
    site.host.cut_after["AUDIT.SYSA.UNLOAD"] = len(whole) // 2
    monkeypatch.setattr("auditor.collect.wire._BLOCK", 512)
    assert site.collect() == 0
    assert (site.to / "unload.bin").read_bytes() == whole
    assert [int(one[6:-1]) > 0 for one in site.host.ranges] == [True]


def test_a_body_without_an_end_is_limited(site: Site) -> None:
    site.config.write_text(site.config.read_text() + "max_bytes = 1000000\n")
    site.host.endless = "AUDIT.SYSA.SETROPTS"
    assert site.collect() == 12
    assert "more than" in manifest(site)["missing"][0]["reason"]
    assert not (site.to / "setropts.txt").exists()


def test_a_redirect_is_not_followed(site: Site, capsys) -> None:
    site.host.redirect = True
    assert site.collect() == 16
    assert "redirects are not followed" in capsys.readouterr().out


def test_after_a_401_nothing_more_is_tried(site: Site) -> None:
    site.host.off_after = 6
    assert site.collect() in (12, 16)
    assert len(site.host.asked) == 7
    assert "401" in manifest(site)["missing"][-1]["reason"]


def test_a_wrong_password_is_tried_once(site: Site, monkeypatch, capsys) -> None:
    monkeypatch.setenv("AUDITOR_ZOSMF_PASSWORD", "wrong-Ibex-55")
    assert site.collect() == 16
    assert len(site.host.asked) == 1
    assert "wrong-Ibex-55" not in "".join(capsys.readouterr())


@pytest.mark.parametrize("what", ["not_json", "slow"])
def test_a_host_that_is_no_zosmf_or_too_slow(site: Site, what: str) -> None:
    setattr(site.host, what, True if what == "not_json" else 1.5)
    site.config.write_text(site.config.read_text().replace("wait = 20", "wait = 1"))
    assert site.collect() == (12 if what == "not_json" else 16)  # members are read without JSON
    assert {row["kind"] for row in manifest(site)["missing"]} >= {"unload", "setropts", "imscon", "smf"}


@pytest.mark.parametrize(
    ("options", "word"), [({"expired": True}, "expired"), ({"host": "other.example"}, "127.0.0.1")]
)
def test_a_certificate_that_does_not_fit_is_refused_before_anybody_logs_on(
    host: Host, site: Site, tmp_path: Path, capsys, options, word: str
) -> None:
    other = Host(data_sets=host.data_sets)
    cert = certificate(tmp_path, **options)
    with serving(other, cert) as address:
        site.config.write_text(toml(address, cert))
        assert site.collect() == 16
    out = capsys.readouterr().out
    assert "certificate" in out
    assert word in out
    assert other.asked == []


def test_a_certificate_that_nobody_vouches_for_is_refused(host: Host, site: Site, tmp_path: Path) -> None:
    other = certificate(tmp_path, host="127.0.0.2")
    text = site.config.read_text()
    site.config.write_text(re.sub(r'ca = "[^"]*"', f'ca = "{other}"', text))
    assert site.collect() == 16
    assert host.asked == []


def test_secrets_stand_in_no_output_file_error_or_text(site: Site, capsys, tmp_path: Path) -> None:
    from auditor.collect.credentials import credentials_of

    secrets = (PASSWORD, "QVVEQ09M")  # the second: how the signature of the user begins
    site.collect()
    site.host.off_after = 0
    run(["--debug", "collect", str(site.config), "--to", str(tmp_path / "again")])
    run(["collect", str(site.config), "--dry-run"])
    run(["collect", str(site.config), "--jcl", str(tmp_path / "jobs")])
    shown = "".join(capsys.readouterr()) + repr(credentials_of(Settings.load(site.config).collect))
    files = [path for folder in (site.to, tmp_path / "again", tmp_path / "jobs") for path in folder.rglob("*")]
    shown += "".join(path.read_text("latin-1") for path in files) + "".join(site.host.jobs)
    assert len(files) > 12
    for secret in secrets:
        assert secret not in shown


def test_a_file_of_credentials_that_others_can_read_is_refused(site: Site, monkeypatch, capsys, tmp_path: Path) -> None:
    monkeypatch.delenv("AUDITOR_ZOSMF_PASSWORD")
    secret = tmp_path / "zosmf.secret"
    secret.write_text(f"password={PASSWORD}\n")
    secret.chmod(0o640)
    site.config.write_text(site.config.read_text() + 'credentials = "zosmf.secret"\n')
    assert site.collect() == 16
    assert "can be read by group or others" in capsys.readouterr().err
    secret.chmod(0o600)
    assert site.collect() == 0
    secret.write_text(f"pasword={PASSWORD}\n")
    assert site.collect() == 16
    assert PASSWORD not in "".join(capsys.readouterr())


def test_a_token_logs_on(site: Site, monkeypatch) -> None:
    monkeypatch.delenv("AUDITOR_ZOSMF_PASSWORD")
    monkeypatch.setenv("AUDITOR_ZOSMF_TOKEN", "t0ken-Yak-99")
    assert site.collect() == 0


def test_without_credentials_nobody_is_asked(site: Site, monkeypatch, capsys) -> None:
    monkeypatch.delenv("AUDITOR_ZOSMF_PASSWORD")
    assert site.collect() == 16
    assert "AUDITOR_ZOSMF_PASSWORD" in capsys.readouterr().err
    assert site.host.asked == []


def test_a_folder_with_other_files_is_left_alone(site: Site) -> None:
    site.to.mkdir()
    (site.to / "mine.txt").write_text("mine")
    assert site.collect() == 16
    assert (site.to / "mine.txt").read_text() == "mine"
    assert site.host.asked == []


def test_an_old_file_is_never_taken_for_a_new_one(site: Site) -> None:
    assert site.collect() == 0
    site.host.retcode["PGM=IRRDBU00"] = "ABEND S913"
    assert site.collect() == 12
    assert not (site.to / "unload.bin").exists()


def test_a_dry_run_submits_nothing(site: Site, capsys) -> None:
    assert site.collect("--dry-run") == 0
    out = capsys.readouterr().out
    assert "PGM=IRRDBU00" in out
    assert "IMS.PROCLIB(HWSCFG01)" in out
    assert site.host.asked == []


def test_several_systems_side_by_side(site: Site, tmp_path: Path) -> None:
    second = tmp_path / "second.toml"
    second.write_text(site.config.read_text().replace('name = "sound"', 'name = "SYSB"'))
    assert site.collect(str(second)) == 0
    assert (site.to / "sound" / "manifest.json").is_file()
    assert (site.to / "SYSB" / "manifest.json").is_file()


def test_an_unload_cut_to_what_is_read_gives_the_same_verdicts(site: Site) -> None:
    from auditor.collect.jobs import TYPES_KEPT

    rows = (SAMPLE / "unload.txt").read_bytes().splitlines(keepends=True)
    left = [row for row in rows if row[:4].decode() in TYPES_KEPT]
    site.host.data_sets["AUDIT.SYSA.UNLOADC"] = in_record_mode(b"".join(left))
    site.config.write_text(site.config.read_text() + "minimise = true\n")
    assert site.collect() == 0
    assert manifest(site)["files"][0]["kept"] == list(TYPES_KEPT)
    read = audit(offered(site))
    assert read.return_code == 0
    assert verdicts(read) == verdicts(audit(Settings.load(SAMPLE / "auditor.toml")))


def test_host_port_and_certificate_of_a_zowe_profile(site: Site, tmp_path: Path, capsys) -> None:
    address = re.search(r"127\.0\.0\.1:(\d+)", site.config.read_text())
    assert address is not None
    profile = {"type": "zosmf", "properties": {"port": int(address[1]), "password": "planted-Lynx-3"}}
    base = {"type": "base", "properties": {"host": "127.0.0.1", "rejectUnauthorized": True}}
    document = {"profiles": {"z": profile, "b": base}, "defaults": {"zosmf": "z", "base": "b"}}
    (tmp_path / "zowe.config.json").write_text(json.dumps(document))
    text = re.sub(r'zosmf = "[^"]*"', 'zowe = "zowe.config.json"', site.config.read_text())
    site.config.write_text(text)
    assert site.collect() == 0
    base["properties"]["rejectUnauthorized"] = False
    (tmp_path / "zowe.config.json").write_text(json.dumps(document))
    assert site.collect() == 16
    assert "planted-Lynx-3" not in "".join(capsys.readouterr())


@pytest.mark.parametrize(
    "line",
    [
        'hlq = "AUDIT.SYSA,DISP=OLD"', 'racf_database = ["SYS1.RACF\\n//X EXEC PGM=Y"]', 'imsplex = "A,B"',
        'zosmf = "http://host/zosmf"', 'zosmf = "https://me:planted-Lynx-3@host/zosmf"',
        'jobcard = "//A JOB (X),PASSWORD=planted-Lynx-3"', 'members = ["IMS.PROCLIB"]',
        'jobcard = "//A JOB X\\n//B EXEC PGM=Z"', 'zosmf = "https://h\\nx/zosmf"',
        'jobcard = "//A JOB X,password=planted-Lynx-3"', 'zosmf = "https://host:99999/zosmf"',
        "passwd = 'planted-Lynx-3'",
    ],
)  # fmt: skip
def test_a_configuration_that_would_slip_in_jcl_or_a_password_is_refused(site: Site, capsys, line: str) -> None:
    key = line.split(" ", maxsplit=1)[0]
    rows = [row for row in site.config.read_text().splitlines() if not row.startswith(f"{key} ")]
    site.config.write_text("\n".join([*rows, line]) + "\n")
    assert site.collect() == 16
    assert "planted-Lynx-3" not in "".join(capsys.readouterr())
    assert site.host.asked == []
