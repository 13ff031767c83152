"""The digests of large files come from a process of their own; what happens to it or to the file is never silent."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from auditor.errors import EvidenceUnreadable
from auditor.sources.transfer import digest
from auditor.sources.transfer.digest import Digests, stamp


@pytest.fixture(params=["small", "large"])
def size(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "large":
        monkeypatch.setattr(digest, "LARGE", 1)
    return str(request.param)


def begun(*paths: Path) -> Digests:
    names = [(path.name, str(path)) for path in paths]
    return Digests(names, [stamp(str(path)) if path.exists() else (9, 9) for path in paths])


def test_they_are_those_of_the_bytes(tmp_path: Path, size: str) -> None:
    contents = [b"one" * 1_000_000, b"", b"three"]
    paths = [tmp_path / str(number) for number in range(3)]
    for path, content in zip(paths, contents, strict=True):
        path.write_bytes(content)
    found = begun(*paths)
    assert [found.of(number) for number in (2, 0, 1)] == [
        hashlib.sha256(contents[number]).hexdigest() for number in (2, 0, 1)
    ]


def test_they_are_still_there_when_the_file_is_gone(tmp_path: Path, size: str) -> None:
    (path := tmp_path / "spool").write_bytes(b"x")
    found = begun(path)
    found.wait()
    path.unlink()
    assert found.of(0) == hashlib.sha256(b"x").hexdigest()


def test_a_file_that_was_written_to_has_none(tmp_path: Path, size: str) -> None:
    (path := tmp_path / "unload").write_bytes(b"x")
    before = stamp(str(path))
    path.write_bytes(b"xy")
    with pytest.raises(EvidenceUnreadable, match="unload changed while it was read"):
        Digests([("unload", str(path))], [before]).of(0)


def test_a_file_that_cannot_be_read_has_none_nor_have_those_after_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(digest, "LARGE", 1)
    (path := tmp_path / "unload").write_bytes(b"x")
    found = begun(path, tmp_path / "gone", path)
    assert found.of(0) == hashlib.sha256(b"x").hexdigest()
    for number in (1, 2):
        with pytest.raises(EvidenceUnreadable, match="could not be read to its end"):
            found.of(number)


def test_a_process_that_dies_is_no_digest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(digest, "LARGE", 1)
    (script := tmp_path / "dies.py").write_text("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)\n")
    monkeypatch.setattr(digest, "_HASHING", script)
    (path := tmp_path / "unload").write_bytes(b"x")
    with pytest.raises(EvidenceUnreadable, match="could not be read to its end"):
        begun(path).of(0)


def test_a_file_of_many_windows_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(digest, "LARGE", 1)
    content = os.urandom((1 << 20) * 3 + 17)
    (path := tmp_path / "unload").write_bytes(content)
    assert begun(path).of(0) == hashlib.sha256(content).hexdigest()


def test_what_nobody_wants_to_know_is_not_worked_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(digest, "LARGE", 1)
    (script := tmp_path / "waits.py").write_text("import time\ntime.sleep(600)\n")
    monkeypatch.setattr(digest, "_HASHING", script)
    (path := tmp_path / "unload").write_bytes(b"x")
    found = begun(path)
    found.stop()
    with pytest.raises(EvidenceUnreadable):
        found.of(0)
