"""The command as a scheduler runs it: one line, one run at a time, a hook, a record; nothing half done."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys

import pytest
from markupsafe import escape

from auditor.cli import run
from auditor.history.store import opened
from auditor.history.story import points
from auditor.renderers.policy_texts import policy_texts
from tests.shop.build import FIXTURES

UNLOAD = str(FIXTURES / "sound/unload.txt")


def scan(out, *more) -> int:
    """The quickest real scan: one small input, everything else undecided."""
    return run(["scan", "--unload", UNLOAD, "--as-of", "2026-11-02", "--format", "json", "--out", str(out), *more])


@pytest.fixture
def hook(tmp_path):
    kept = tmp_path / "told"
    script = tmp_path / "hook.py"
    script.write_text(f"import sys; open({str(kept)!r}, 'a').write(sys.stdin.read() + '\\n')")
    return f"'{sys.executable}' '{script}'", lambda: kept.read_text().splitlines() if kept.exists() else []


def test_a_scheduled_scan(tmp_path, hook, capfd):
    command, told = hook
    out, url = tmp_path / "out", str(tmp_path / "h.db")
    flags = ["--quiet", "--history", url, "--notify-command", command]
    assert scan(out, *flags) == 4
    said = capfd.readouterr()
    assert len(said.out.splitlines()) == 1
    assert said.out.startswith("auditor system 2026-11-02 RC=4 ")
    assert said.err == ""
    assert len(told()) == 1, "a return code above 0 in a first scan is worth a word"
    assert scan(out, *flags) == 4
    assert len(told()) == 1, "nothing new: silence"
    assert scan(out, *flags, "--setropts", str(FIXTURES / "ptktdata-inactive/setropts.txt")) in (4, 8)
    with opened(url) as connection:
        assert len(points(connection, "system")) == 3
    assert json.loads((out / "result.json").read_bytes())["system"] == "system"
    assert sorted(path.name for path in out.iterdir() if path.suffix == ".stale") == []


def test_a_scan_that_cannot_finish_leaves_stale_outputs_no_record_and_calls_no_hook(tmp_path, hook, monkeypatch):
    command, told = hook
    out, url = tmp_path / "out", str(tmp_path / "h.db")
    assert scan(out, "--history", url, "-q") == 4

    def explode(*_, **__):
        raise RuntimeError

    monkeypatch.setattr("auditor.renderers.json.render", explode)
    assert scan(out, "--history", url, "-q", "--notify-command", command) == 16
    kept = {path.name for path in out.iterdir()} - {".lock"}
    assert {"result.json.stale"} <= kept
    assert {name for name in kept if not name.endswith(".stale")} == set()
    with opened(url) as connection:
        assert len(points(connection)) == 1
    assert told() == []


def test_a_run_that_is_refused_leaves_nothing_behind(tmp_path):
    assert run(["scan", "--setropts", str(tmp_path / "none"), "--out", str(tmp_path / "a/b")]) == 16
    assert list(tmp_path.iterdir()) == []


def test_a_hook_that_fails_does_not_change_the_return_code(tmp_path, capfd):
    assert (
        scan(tmp_path / "out", "-q", "--notify-command", "/nowhere/at/all", "--notify-url", "http://127.0.0.1:9/") == 4
    )
    err = capfd.readouterr().err.splitlines()
    assert [line.partition(":")[0] for line in err] == ["warning", "warning"]


@pytest.mark.parametrize("flags", [["--notify-url", "ftp://x/"], ["--notify-command", "'"]])
def test_a_hook_that_could_never_be_called_is_refused_at_once(tmp_path, flags):
    assert scan(tmp_path / "out", *flags) == 16
    assert not (tmp_path / "out").exists()


HOLD = """
import sys
from auditor import output
from auditor.settings import Settings
with output.directory_of(Settings(out=sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_process_ends_with_16_and_leaves_the_outputs_of_the_first_alone(tmp_path):
    out = tmp_path / "out"
    assert scan(out, "-q") == 4
    before = (out / "result.json").read_bytes()
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(out)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as first:
        assert first.stdout.readline() == "held\n"
        (out / "report.html").write_text("of the first run")
        second = [sys.executable, "-m", "auditor", "scan", "--unload", UNLOAD, "--out", str(out), "-q"]
        done = subprocess.run(second, capture_output=True, text=True)
        assert done.returncode == 16
        assert done.stdout == ""
        assert done.stderr.startswith("error: another run is writing to ")
        assert (out / "result.json.stale").read_bytes() == before
        assert (out / "report.html").read_text() == "of the first run"
        first.communicate("")
    assert scan(out, "-q") == 4, "the lock ends with its process"


def test_a_killed_run_leaves_the_earlier_result_stale(tmp_path):
    out = tmp_path / "out"
    assert scan(out, "-q") == 4
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(out)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as first:
        first.stdout.readline()
        first.kill()
    assert not (out / "result.json").exists()
    assert (out / "result.json.stale").exists()


def test_a_saved_result_renders_to_the_same_page_with_its_history(tmp_path):
    out, url = tmp_path / "out", str(tmp_path / "h.db")
    offered = ["--unload", UNLOAD, "--as-of", "2026-11-02", "--format", "html,json", "--out", str(out)]
    assert run(["scan", *offered, "-q", "--history", url]) == 4
    page = (out / "report.html").read_bytes()
    again = ["report", str(out / "result.json"), "--out", str(tmp_path / "again"), "--history", url]
    assert run(again) == 4
    assert (tmp_path / "again/report.html").read_bytes() == page
    assert b'id="history"' in page
    words = policy_texts()["PT-A01"].description
    assert str(escape(words)).encode() in page, "the catalogue says what each policy checks"
    assert run([*again[:-1], str(tmp_path / "other.db")]) == 16


def test_keys_that_two_profiles_share_are_known_to_both_opinions(tmp_path):
    """An off-host client holds the key of another profile, which is the same: its tickets are good."""
    shutil.copytree(FIXTURES / "sound", tmp_path / "site")
    clients = tmp_path / "site" / "clients.yaml"
    text = clients.read_text()
    assert text.count("key_profile: IMSDRDA2") == 1
    clients.write_text(text.replace("key_profile: IMSDRDA2", "key_profile: IMSDRDA1"))
    keys = tmp_path / "keys.yaml"
    keys.write_text("".join(f"{name}: {'C0FFEE' * 12}\n" for name in ("IMSDRDA1", "IMSDRDA2")))
    keys.chmod(0o600)
    out = tmp_path / "out"
    run(["scan", str(tmp_path / "site/auditor.toml"), "--keys", str(keys), "--format", "json", "--out", str(out)])
    checked = json.loads((out / "result.json").read_bytes())["crosscheck"]
    logons = [one for one in checked["trials"] if one["step"] == "logon" and one["application"] == "IMSDRDA2"]
    assert checked["disagree"] == 0
    assert "allowed" in {one["simulated"] for one in logons}


def impersonations(tmp_path, permit):
    """The sound installation with one more entry (0505) in its unload: its impersonations, and verdicts by policy."""
    shutil.copytree(FIXTURES / "sound", tmp_path / "site")
    unload = tmp_path / "site" / "unload.txt"
    name, class_name, user, access = permit
    unload.write_text(f"{unload.read_text()}0505 {name:<246} {class_name:<8} {user:<8} {access:<8} 00000\n")
    out = tmp_path / "out"
    run(["scan", str(tmp_path / "site/auditor.toml"), "--format", "json,html,junit", "--out", str(out)])
    checked = json.loads((out / "result.json").read_bytes())["crosscheck"]
    assert checked["disagree"] == checked["untried"] == 0
    tried = [one for one in checked["trials"] if one["step"] == "impersonate"]
    return {(one["client"] or one["requester"], one["way"], one["user"]): one for one in tried}, out


def test_who_holds_the_key_is_tried_as_each_privileged_user(tmp_path):
    tried, out = impersonations(tmp_path, ("IMSDRDA2", "APPL", "SECADM", "READ"))
    reached = tried.pop(("partner", "key", "SECADM"))
    assert (reached["expected"], reached["simulated"], reached["racf_return_code"]) == ("allowed", "allowed", "00")
    assert (reached["requester"], reached["key_profile"], reached["makers"]) == (None, "IMSDRDA2", 1)
    assert {one["simulated"] for one in tried.values()} == {"denied"}
    page = (out / "report.html").read_text()
    assert "SECADM: client partner, has the key of IMSDRDA2" in page
    assert "2 tickets for privileged users, made by others who can come by one: 1 get in." in page
    assert "39 sample tickets went through the whole path" in page, "they are no declared logons"


@pytest.mark.parametrize(
    ("permit", "who"),
    [
        (("IRRPTAUTH.IMSDRDA1.WEBUSR1", "PTKTDATA", "BATUSR1", "UPDATE"), None),
        (("IRRPTAUTH.**", "PTKTDATA", "BATUSR1", "UPDATE"), ("BATUSR1", "user", "SECADM")),
        (("IRRPTAUTH.**", "PTKTDATA", "DRDAGRP", "ALTER"), ("WEBUSR1", "group", "SECADM")),
        (("IRRPTAUTH.**", "PTKTDATA", "*", "UPDATE"), ("BATUSR1", "everyone", "SECADM")),
        (("IMSDRDA1", "PTKTDATA", "BATUSR1", "ALTER"), ("BATUSR1", "alter", "SECADM")),
        (("IMSDRDA1", "PTKTDATA", "BATUSR1", "CONTROL"), None),
    ],
)
def test_who_may_ask_or_controls_a_key_is_tried(tmp_path, permit, who):
    tried, _ = impersonations(tmp_path, permit)
    others = {key for key in tried if key[0] != "partner"}
    assert others == (set() if who is None else {who, (*who[:2], "IBMUSER")})
    assert {one["simulated"] for one in tried.values()} == {"denied"}, "no privileged user may enter"


def test_a_key_file_that_others_can_read_is_refused_whether_or_not_there_are_clients(tmp_path):
    keys = tmp_path / "keys.yaml"
    keys.write_text(f"IMSDRDA1: {'C0FFEE' * 12}\n")
    keys.chmod(0o644)
    assert scan(tmp_path / "out", "--keys", str(keys)) == 16
