"""`auditor setup`: the files by who runs them, and its return codes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from auditor.commands.setup import command
from auditor.errors import UsageError

FIXTURES = Path(__file__).parents[2] / "fixtures"


def setup(*words):
    done = CliRunner().invoke(command, words, standalone_mode=False, catch_exceptions=False)
    return done.return_value, done.output


def test_on_a_working_system_nothing_is_written(tmp_path):
    out = tmp_path / "out"
    code, text = setup(str(FIXTURES / "sound/auditor.toml"), "--out", str(out))
    assert code == 0
    assert "nothing to do" in text
    assert not out.exists()


def test_a_missing_key_gives_the_files_of_those_who_make_it(tmp_path):
    config = str(FIXTURES / "key-profile-missing/auditor.toml")
    code, text = setup(config, "--out", str(tmp_path), "--explain")
    assert code == 4
    assert "Step 1c" in text
    names = {path.name for path in tmp_path.iterdir()} - {".lock"}
    assert names == {"setup.racf", "setup.icsf.md", "setup.clients.md", "setup.json", "undo.racf"}
    document = json.loads((tmp_path / "setup.json").read_text())
    assert document["return_code"] == 4
    assert [row["state"] for row in document["procedure"] if row["step"] == "1c"] == ["written"]
    assert {row["outcome"] for row in document["proof"]["logons"]} == {"allowed"}
    script = (tmp_path / "setup.racf").read_text()
    assert "stands the label" in script
    assert "IBM's step 1c" in script
    assert all(len(line) <= 72 for line in script.splitlines())


def test_outputs_of_an_earlier_run_are_stale_when_nothing_is_to_be_done(tmp_path):
    (tmp_path / "setup.racf").write_text("old")
    (tmp_path / "report.html").write_text("of a scan")
    setup(str(FIXTURES / "sound/auditor.toml"), "--out", str(tmp_path))
    assert (tmp_path / "setup.racf.stale").exists()
    assert (tmp_path / "report.html").exists()


def test_members_and_clients_alone_are_enough_and_what_is_assumed_is_said(tmp_path):
    sound = FIXTURES / "sound"
    members = [word for name in ("HWSCFG01.txt", "HWSCFG02.txt") for word in ("--hwscfg", str(sound / name))]
    words = [*members, "--clients", str(sound / "clients.yaml"), "--system", "NEW", "--as-of", "2026-11-02"]
    code, text = setup(*words, "--out", str(tmp_path))
    assert code == 4
    assert "Assumed: No IRRDBU00 unload" in text
    script = (tmp_path / "setup.racf").read_text()
    assert "ASSUMED" in script
    assert "SETROPTS CLASSACT(PTKTDATA) RACLIST(PTKTDATA)" in script


def test_damaged_evidence_ends_with_12(tmp_path):
    folder = shutil.copytree(FIXTURES / "key-profile-missing", tmp_path / "f")
    lines = (folder / "unload.txt").read_text().splitlines(keepends=True)
    (folder / "unload.txt").write_text("".join(lines[:5]) + lines[5][:40] + "\n" + "".join(lines[6:]))
    code, _ = setup(str(folder / "auditor.toml"), "--out", str(tmp_path / "out"))
    assert code == 12


def test_without_an_inventory_nothing_is_declared():
    with pytest.raises(UsageError):
        setup("--hwscfg", str(FIXTURES / "sound/HWSCFG01.txt"), "--system", "X")


def test_no_text_of_the_inventory_ends_a_comment_or_a_page(tmp_path):
    folder = shutil.copytree(FIXTURES / "user-not-permitted", tmp_path / "f")
    text = (folder / "clients.yaml").read_text()
    hostile = "x */ SETROPTS NOCLASSACT(APPL) <script>| [a](b)"
    (folder / "clients.yaml").write_text(text.replace("web-gateway", f'"{hostile}"'))
    setup(str(folder / "auditor.toml"), "--out", str(tmp_path / "out"), "--explain")
    script = (tmp_path / "out/setup.racf").read_text()
    assert "* / SETROPTS" in script
    assert not [line for line in script.splitlines() if line.lstrip().startswith("SETROPTS NOCLASSACT")]
    assert "<script>" not in (tmp_path / "out/setup.clients.md").read_text()


def test_one_line_for_a_scheduler(tmp_path):
    _, text = setup(str(FIXTURES / "user-not-permitted/auditor.toml"), "--out", str(tmp_path), "-q")
    assert len(text.splitlines()) == 1
    assert "RC=4" in text
