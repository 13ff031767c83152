"""`--engine opa` works where the embedded engine has no wheel: the package is hidden in an environment of its own."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

from tests.opa import program

HIDDEN = ("regorus", "gordon_to_regorus", "__pycache__", "auditor")
ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def python(tmp_path_factory) -> Path:
    """A Python that has every package of this one but regorus."""
    home = tmp_path_factory.mktemp("bare")
    venv.create(home / "venv", with_pip=False, symlinks=True)
    packages = home / "packages"
    packages.mkdir()
    for entry in Path(sysconfig.get_path("purelib")).iterdir():
        if not entry.name.startswith(HIDDEN) and entry.suffix != ".pth":
            (packages / entry.name).symlink_to(entry)
    site = next((home / "venv").glob("lib/python*/site-packages"))
    _install(packages)
    (site / "ours.pth").write_text(f"{packages}\n")
    made = home / "venv" / "bin" / "python"
    done = subprocess.run([made, "-c", "import regorus"], capture_output=True, text=True, check=False)
    assert "ModuleNotFoundError" in done.stderr
    return made


def _install(packages: Path) -> None:
    """Put our package there as an installer does, with its RECORD: what ships was checked where the engine is."""
    shutil.copytree(ROOT / "auditor", packages / "auditor", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "policies", packages / "auditor" / "_policies")
    record = packages / "auditor-0.dist-info" / "RECORD"
    record.parent.mkdir()
    rows = []
    for path in (packages / "auditor").rglob("*"):
        if path.is_file():
            digest = base64.urlsafe_b64encode(hashlib.sha256(path.read_bytes()).digest()).rstrip(b"=").decode()
            rows.append(f"{path.relative_to(packages).as_posix()},sha256={digest},{path.stat().st_size}")
    record.write_text("\n".join(rows) + "\n")


def _auditor(python: Path, *words: str) -> tuple[int, str]:
    done = subprocess.run(
        [python, "-m", "auditor", *words],
        capture_output=True,
        text=True,
        check=False,
        cwd=python.parent,
        env=os.environ.copy(),
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.opa
def test_a_whole_scan_with_opa(python, tmp_path):
    program()
    words = [
        "scan",
        str(ROOT / "fixtures/sound/auditor.toml"),
        "--format",
        "json",
        "--quiet",
        "--policy-timeout",
        "120",
    ]
    code, said = _auditor(python, *words, "--engine", "opa", "--out", str(tmp_path / "opa"))
    assert code == 0, said
    result = json.loads((tmp_path / "opa" / "result.json").read_text())
    assert {one["verdict"] for one in result["verdicts"]} == {"pass", "not_applicable"}


def test_without_opa_it_is_said_what_is_missing(python, tmp_path):
    words = ["scan", str(ROOT / "fixtures/sound/auditor.toml"), "--quiet", "--out", str(tmp_path / "o")]
    code, said = _auditor(python, *words)
    assert code in (12, 16), said
    assert "--engine opa" in said
    assert "internal error" not in said
    assert sys.executable not in said
