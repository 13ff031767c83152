from __future__ import annotations

import os
from pathlib import Path

import pytest

from auditor.errors import ConfigurationError
from auditor.renderers.write import mark_stale, write_all


def _files(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_all_is_written_and_stale_copies_go(tmp_path):
    (tmp_path / "report.html").write_bytes(b"old")
    mark_stale(tmp_path)
    assert _files(tmp_path) == {"report.html.stale": b"old"}
    write_all({"report.html": b"new", "result.json": b"{}"}, tmp_path)
    assert _files(tmp_path) == {"report.html": b"new", "result.json": b"{}"}


def test_the_directory_is_made(tmp_path):
    write_all({"summary.md": b"x"}, tmp_path / "a" / "b")
    assert _files(tmp_path / "a" / "b") == {"summary.md": b"x"}


@pytest.mark.parametrize("failing", range(4))
def test_a_failure_anywhere_leaves_what_stood_there(tmp_path, monkeypatch, failing):
    before = {"report.html": b"old page", "result.json": b"old result"}
    for name, content in before.items():
        (tmp_path / name).write_bytes(content)
    real, calls = Path.replace, iter(range(100))

    def replace(self, target):
        if next(calls) == failing:
            raise OSError(28, "No space left on device")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(ConfigurationError, match="No space left"):
        write_all({"report.html": b"new page", "result.json": b"new result", "summary.md": b"new"}, tmp_path)
    assert _files(tmp_path) == before


def test_a_failure_while_writing_leaves_nothing_behind(tmp_path, monkeypatch):
    def fsync(_number):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(ConfigurationError):
        write_all({"report.html": b"new"}, tmp_path)
    assert _files(tmp_path) == {}


def test_a_file_where_the_directory_should_be_is_refused(tmp_path):
    (tmp_path / "out").write_bytes(b"mine")
    with pytest.raises(ConfigurationError):
        write_all({"report.html": b"new"}, tmp_path / "out")
    assert (tmp_path / "out").read_bytes() == b"mine"


def test_a_symbolic_link_is_replaced_and_never_written_through(tmp_path):
    other = tmp_path / "other"
    other.write_bytes(b"mine")
    out = tmp_path / "out"
    out.mkdir()
    (out / "report.html").symlink_to(other)
    write_all({"report.html": b"new"}, out)
    assert other.read_bytes() == b"mine"
    assert (out / "report.html").read_bytes() == b"new"


def test_only_names_of_outputs_become_stale(tmp_path):
    (tmp_path / "notes.txt").write_bytes(b"mine")
    (tmp_path / "gate.json").write_bytes(b"{}")
    mark_stale(tmp_path)
    mark_stale(tmp_path / "missing")
    assert set(_files(tmp_path)) == {"notes.txt", "gate.json.stale"}
