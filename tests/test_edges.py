"""Odd files, streams and limits of a machine end with a sentence, never with an internal error."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from auditor.cli import run
from auditor.history.store import opened, record
from tests.output.results import result, verdict

HUGE = {
    "a number of 5,000 digits": "a = " + "1" * 5000,
    "the same in a known table": "[site]\nstale_days = " + "1" * 5000,
    "lists in lists": "a = " + "[" * 5000 + "]" * 5000,
    "tables in tables": "a = " + "{a=" * 5000 + "1" + "}" * 5000,
    "a long dotted key": "a" + ".a" * 20000 + " = 1",
    "a control character": "a = '\x00'",
}


@pytest.mark.parametrize("text", HUGE.values(), ids=HUGE)
@pytest.mark.parametrize("command", ["scan", "check"])
def test_toml_of_any_size_and_depth(text, command, tmp_path, capsys):
    path = tmp_path / "auditor.toml"
    path.write_text(text)
    assert run([command, str(path)]) == 16
    said = capsys.readouterr().err
    assert "internal error" not in said
    assert "auditor.toml" in said


@pytest.mark.parametrize("text", [HUGE["a number of 5,000 digits"], HUGE["lists in lists"]])
def test_keys_in_toml_of_any_size_and_depth(text, tmp_path, capsys):
    path = tmp_path / "keys.toml"
    path.touch(0o600)
    path.write_text(text)
    assert run(["scan", "fixtures/sound/auditor.toml", "--keys", str(path), "--out", str(tmp_path / "o")]) == 16
    assert "keys.toml" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["[" * 100_000, '{"schema": "auditor/result/1", "a": ' + "[" * 100_000, "1" * 10_000])
@pytest.mark.parametrize("command", ["report", "compare", "waive"])
def test_results_of_any_depth(text, command, tmp_path, capsys):
    path = tmp_path / "result.json"
    path.write_text(text)
    more = {"compare": [str(path)], "waive": ["--object", "a", "--policy", "b", "--reason", "r", "--owner", "o",
            "--approver", "a", "--ticket", "t", "--expires", "2099-01-01"]}  # fmt: skip
    assert run([command, str(path), *more.get(command, [])]) == 16
    assert "internal error" not in capsys.readouterr().err


def _child(*words: str, **streams) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "auditor", *words], stderr=subprocess.PIPE, text=True, check=False, **streams
    )
    return done.returncode, done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
@pytest.mark.parametrize(
    "words", [["policies", "list"], ["check", "fixtures/sound/auditor.toml"], ["schema", "config"]]
)
def test_a_full_disk_behind_standard_output(words):
    with open("/dev/full", "w") as full:  # noqa: PTH123 - a device
        code, said = _child(*words, stdout=full)
    assert code == 16
    assert "cannot go on" in said


def test_closed_streams():
    def close() -> None:
        os.close(0)
        os.close(1)

    code, said = _child("check", "fixtures/sound/auditor.toml", preexec_fn=close)
    assert code in (0, 16)
    assert "internal error" not in said


def test_a_terminal_of_another_code_page(tmp_path):
    path = str(tmp_path / "h.db")
    with opened(path) as connection:
        record(connection, result(verdict("A"), as_of="2026-11-01"))
        record(connection, result(verdict("A"), verdict("B"), as_of="2026-11-02"))
    for page in ("cp1252", "ascii"):
        code, said = _child(
            "history",
            "--history",
            path,
            "trend",
            stdout=subprocess.DEVNULL,
            env={**os.environ, "PYTHONIOENCODING": page},
        )
        assert (code, said) == (0, "")


ENDLESS = [
    "unload",
    "setropts",
    "hwscfg",
    "clients",
    "imscon",
    "tls",
    "waivers",
    "keys",
    "smf",
    "client-files",
    "hosts",
]


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no endless device here")
@pytest.mark.parametrize("kind", ENDLESS)
def test_an_input_without_end_is_not_read_to_its_end(kind, tmp_path, capsys):
    words = ["scan", f"--{kind}", "/dev/zero", "--out", str(tmp_path / "o"), "--quiet", "--format", "json"]
    more = [] if kind == "setropts" else ["--setropts", "fixtures/sound/setropts.txt"]
    assert run([*words, *more]) in (12, 16)
    assert "internal error" not in capsys.readouterr().err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
def test_a_refused_run_and_a_full_log_leave_the_good_report(tmp_path):
    out = tmp_path / "o"
    words = ["scan", "fixtures/sound/auditor.toml", "--quiet", "--format", "json", "--out", str(out)]
    with open("/dev/full", "w") as full:  # noqa: PTH123 - a device
        code, said = _child(*words, stdout=full)
    assert (code, "standard output cannot be written" in said) == (0, True)
    good = (out / "result.json").read_bytes()
    assert (out / "result.json").stat().st_mode & 0o777 == 0o600
    bad = tmp_path / "waivers.yaml"
    bad.write_text("waivers: 7\n")
    refused = (
        ["--waivers", str(bad)],
        ["--history", "postgresql://127.0.0.1:1/x?connect_timeout=2"],
        ["--history", str(tmp_path / "none" / "h.db")],
        ["--engine", "opa", "--opa-url", "http://127.0.0.1:1"],
        ["--notify-url", "ftp://x"],
        ["--setropts", str(tmp_path / "none")],
    )
    for more in refused:
        assert run([*words, *more]) in (12, 16), more
        assert (out / "result.json").read_bytes() == good, more
        assert not list(out.glob("*.stale")), more
