"""The bytes of small files: no file without an end is read to its end."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from auditor.cli import run
from auditor.text import first_bytes

DEVICE = Path("/dev/zero")


@pytest.mark.parametrize("most", [0, 1, 5, 6, 100, (1 << 20) + 3])
def test_so_many_bytes_and_no_more(tmp_path: Path, most: int) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"abcdef")
    assert first_bytes(path, most) == b"abcdef"[:most]
    if DEVICE.exists():
        assert len(first_bytes(DEVICE, most)) == most


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="POSIX")
def test_a_pipe_is_read_to_its_end(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    code = "import sys, time; f = open(sys.argv[1], 'wb', 0); f.write(b'one'); time.sleep(0.2); f.write(b'two')"
    with subprocess.Popen([sys.executable, "-c", code, str(pipe)]):
        assert first_bytes(pipe, 100) == b"onetwo"


@pytest.mark.skipif(not DEVICE.exists(), reason="the system has no such device")
@pytest.mark.parametrize(
    "arguments",
    [
        ["scan", str(DEVICE), "--quiet"],
        ["gate", "--hwscfg", "HWSCFG01.txt", "--change", str(DEVICE)],
        ["gate", "--hwscfg", "HWSCFG01.txt", "--clients-after", str(DEVICE)],
        ["ticket", "explain", "--application", "A", "--keys", "keys.yaml", "--capture", str(DEVICE)],
        ["report", str(DEVICE), "--format", "csv"],
    ],
    ids=["configuration", "change", "inventory", "capture", "result"],
)  # fmt: skip
def test_a_file_without_an_end_is_refused_in_one_line(
    arguments: list[str],
    root: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("auditor.commands.ticket._LIMIT", 1 << 20)
    monkeypatch.setattr("auditor.renderers.upgrade._MOST", 1 << 20)
    member = (root / "fixtures/sound/HWSCFG01.txt").read_bytes()
    (tmp_path / "HWSCFG01.txt").write_bytes(member)
    keys = tmp_path / "keys.yaml"
    keys.write_text("IMSDRDA1: 0123456789ABCDEF\n")
    keys.chmod(0o600)
    assert run(arguments) == 16
    error = capsys.readouterr().err
    assert str(DEVICE) in error
    assert "\0" not in error
    assert len(error.strip().splitlines()) == 2
