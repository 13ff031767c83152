"""Nothing silences an alert: what else runs between two nights does not move what the night was last told."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from auditor.cli import run
from tests.shop.build import FIXTURES

WORSE = str(FIXTURES / "ptktdata-inactive/setropts.txt")


@pytest.fixture
def site(tmp_path, monkeypatch):
    """A site in the working directory, sound on its first evening.

    It offers no SMF records: what gets worse below (PTKTDATA inactive) contradicts tickets that were accepted, and that
    ends with 12, which is not what these tests are about.
    """
    shutil.copytree(FIXTURES / "sound", tmp_path / "site")
    config = tmp_path / "site/auditor.toml"
    config.write_text(config.read_text().replace('smf = ["smf.txt"]\n', ""))
    monkeypatch.chdir(tmp_path / "site")
    return tmp_path / "site"


@pytest.fixture
def hook(tmp_path):
    """The night's hook; `told()` gives what it heard since it was last asked."""
    kept = tmp_path / "told"
    script = tmp_path / "hook.py"
    script.write_text(f"import sys; open({str(kept)!r}, 'a').write(sys.stdin.read() + '\\n')")

    def told() -> list[dict]:
        lines = kept.read_text().splitlines() if kept.exists() else []
        kept.unlink(missing_ok=True)
        return [json.loads(line) for line in lines]

    return f"'{sys.executable}' '{script}'", told


def scan(*flags: str) -> int:
    return run(["scan", "auditor.toml", "--format", "json", "--quiet", *flags])


def gate(*flags: str) -> int:
    return run(["gate", "auditor.toml", "--change", "change.racf", "--format", "json", "--quiet", *flags])


def gets_worse(site: Path) -> None:
    """PTKTDATA is not active any more."""
    shutil.copy(WORSE, site / "setropts.txt")


def same_gate(site: Path) -> None:
    """The change that makes it so, judged before anybody makes it."""
    (site / "change.racf").write_text("SETROPTS NOCLASSACT(PTKTDATA)\n")
    assert gate() == 8


def gate_into_the_same_folder(site: Path) -> None:
    (site / "change.racf").write_text("SETROPTS NOCLASSACT(PTKTDATA)\n")
    assert gate("--out", "reports/night") == 8
    assert (site / "reports/night/gate.json").is_file()


def by_hand(site: Path) -> None:
    gets_worse(site)
    assert scan("--out", "reports/night") == 8


def by_hand_with_history(site: Path) -> None:
    gets_worse(site)
    assert scan("--out", "reports/elsewhere", "--history", "history.db") == 8


def edited_result(site: Path) -> None:
    gets_worse(site)
    assert scan("--out", "reports/edited") == 8
    shutil.copy(site / "reports/edited/result.json", site / "reports/night/result.json")


def removed_result(site: Path) -> None:
    shutil.rmtree(site / "reports/elsewhere", ignore_errors=True)
    (site / "reports/night/result.json").unlink()


def broken_result(site: Path) -> None:
    (site / "reports/night/result.json").write_text("{")


def another_system(site: Path) -> None:
    gets_worse(site)
    assert scan("--out", "reports/night", "--system", "OTHER", "--notify-command", "true") == 8


def another_threshold(site: Path) -> None:
    gets_worse(site)
    assert scan("--out", "reports/night", "--fail-on", "critical") in (4, 8)


def a_refused_run(site: Path) -> None:
    gets_worse(site)
    assert scan("--out", "reports/night", "--waivers", "none.yaml", "--notify-command", "true") == 16


BETWEEN = (
    same_gate, gate_into_the_same_folder, by_hand, by_hand_with_history, edited_result, removed_result, broken_result,
    another_system, another_threshold, a_refused_run,
)  # fmt: skip


WITH_HISTORY = (same_gate, gate_into_the_same_folder, by_hand, by_hand_with_history, edited_result, another_system)
"""Where a history could make a difference."""


@pytest.mark.parametrize(
    ("between", "history"),
    [*((each, False) for each in BETWEEN), *((each, True) for each in WITH_HISTORY)],
    ids=lambda value: value.__name__ if callable(value) else "history" if value else "",
)
def test_what_runs_between_two_nights_does_not_silence_the_second(site, hook, between, history):
    command, told = hook
    night = ["--out", "reports/night", "--notify-command", command, *(["--history", "history.db"] if history else [])]
    assert scan(*night) in (0, 4)
    told()
    between(site)
    assert told() == [], "nobody but the night tells"
    gets_worse(site)
    assert scan(*night) == 8
    (news,) = told()
    assert {"PT-A02", "PT-A01"} & {one["policy"] for one in news["new"]}
    assert news["previous"]["return_code"] in (0, 4)
    assert scan(*night) == 8
    assert told() == []


def test_a_gate_has_a_folder_of_its_own(site):
    (site / "change.racf").write_text("SETROPTS RACLIST(PTKTDATA) REFRESH\n")
    assert scan() in (0, 4)
    (folder,) = (site / "reports").iterdir()
    before = (folder / "result.json").read_bytes()
    assert gate() in (0, 4)
    assert (folder / "gate/gate.json").is_file()
    assert (folder / "result.json").read_bytes() == before
    assert not (folder / "gate.json").exists()


# -- a refused run leaves the good report alone


@pytest.mark.parametrize(
    ("flags", "code"),
    [
        (["--waivers", "bad.yaml"], 16),
        (["--clients", "bad.yaml"], 16),
        (["--tls", "bad.yaml"], 16),
        (["--keys", "open.yaml"], 16),
        (["--setropts", "none.txt"], 16),
        (["--history", "none/history.db"], 16),
        (["--history", "bad.yaml"], 16),
        (["--history", "nonsense://x"], 16),
        (["--policies", "none"], 16),
        (["--format", "nonsense"], 16),
        (["--engine", "opa", "--opa-url", "http://127.0.0.1:9"], 12),
        (["--notify-url", "ftp://x"], 16),
    ],
    ids=str,
)
def test_a_refused_run_touches_nothing(site, flags, code):
    (site / "bad.yaml").write_text("waver: [\n")
    (site / "open.yaml").write_text(f"IMSDRDA1: {'C0FFEE' * 12}\n")
    (site / "open.yaml").chmod(0o644)
    assert scan("--out", "out") in (0, 4)
    before = {path.name: path.read_bytes() for path in (site / "out").iterdir()}
    assert scan("--out", "out", *flags) == code
    assert {path.name: path.read_bytes() for path in (site / "out").iterdir()} == before


def test_a_run_that_fails_after_that_leaves_it_stale(site, monkeypatch):
    assert scan("--out", "out") in (0, 4)

    def explode(*_, **__):
        raise RuntimeError

    monkeypatch.setattr("auditor.run.return_code", explode)
    assert scan("--out", "out") == 16
    assert (site / "out/result.json.stale").is_file()
    assert not (site / "out/result.json").exists()


# -- nobody can hear it


def _child(site: Path, redirect: str, *words: str) -> subprocess.CompletedProcess[bytes]:
    command = " ".join((f"'{sys.executable}' -m auditor", *words, redirect))
    path = os.pathsep.join([str(Path(__file__).parent.parent), os.environ.get("PYTHONPATH", "")])
    return subprocess.run(["sh", "-c", command], cwd=site, capture_output=True, env={**os.environ, "PYTHONPATH": path})


@pytest.mark.parametrize("quiet", ["--quiet", ""])
@pytest.mark.parametrize("redirect", ["> /dev/full", ">&-", "| true"], ids=["full", "closed", "pipe"])
@pytest.mark.parametrize("word", ["scan", "gate --change change.racf"])
def test_what_cannot_be_said_changes_no_result(site, word, redirect, quiet):
    (site / "change.racf").write_text("SETROPTS RACLIST(PTKTDATA) REFRESH\n")
    words = (*word.split(), "auditor.toml", quiet, "--format json --out out")
    wanted = _child(site, "", *words).returncode
    assert wanted in (0, 4)
    if redirect == "| true":
        words = ("sh -c '\"$@\"; echo $? > code' x", f"'{sys.executable}' -m auditor", *words)
        command = " ".join((*words, redirect))
        subprocess.run(["sh", "-c", command], cwd=site, capture_output=True, check=True)
        code = int((site / "code").read_text())
    else:
        done = _child(site, redirect, *words)
        code = done.returncode
        assert b"Traceback" not in done.stderr
        assert b"internal error" not in done.stderr
        if redirect == "> /dev/full":
            assert done.stderr.startswith(b"warning: standard output cannot be written")
    assert code == wanted
    assert (site / "out/result.json").is_file()
    assert list((site / "out").glob("*.stale")) == []


# -- for its user alone


def test_outputs_are_for_their_user_alone(site):
    os.umask(os.umask(0o022))
    (site / "change.racf").write_text("SETROPTS RACLIST(PTKTDATA) REFRESH\n")
    assert scan("--history", "history.db", "--notify-command", "true") in (0, 4)
    assert gate() in (0, 4)
    made = [site / "history.db", *(site / "reports").rglob("*"), site / "reports"]
    modes = {str(path.relative_to(site)): stat.S_IMODE(path.stat().st_mode) for path in made}
    assert len(modes) > 6
    assert {name: mode for name, mode in modes.items() if mode not in (0o600, 0o700)} == {}
    assert all((site / name).is_dir() is (mode == 0o700) for name, mode in modes.items())


def test_a_folder_that_is_there_keeps_its_mode(site):
    (site / "out").mkdir(mode=0o750)
    (site / "out").chmod(0o750)
    assert scan("--out", "out") in (0, 4)
    assert stat.S_IMODE((site / "out").stat().st_mode) == 0o750
    assert stat.S_IMODE((site / "out/result.json").stat().st_mode) == 0o600
