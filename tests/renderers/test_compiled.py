from __future__ import annotations

import sys

import pytest
from jinja2 import DictLoader, Environment

from auditor.renderers.compiled import Compiled


@pytest.fixture(autouse=True)
def writing(monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


def rendered(folder, text: str = "a{{ b }}", **more: object) -> tuple[str, int]:
    """What a template gives, and how often it was compiled."""
    compiled = []

    class Counting(Environment):
        def _compile(self, source, filename):
            compiled.append(filename)
            return super()._compile(source, filename)

    environment = Counting(loader=DictLoader({"t": text}), bytecode_cache=Compiled(folder), **more)
    return environment.get_template("t").render(b=1), len(compiled)


def test_a_template_is_compiled_once(tmp_path):
    assert rendered(tmp_path) == ("a1", 1)
    assert rendered(tmp_path) == ("a1", 0)
    assert len(list((tmp_path / "__pycache__").iterdir())) == 1


def test_another_text_or_another_version_of_ours_is_compiled_again(tmp_path, monkeypatch):
    assert rendered(tmp_path) == ("a1", 1)
    assert rendered(tmp_path, "c{{ b }}") == ("c1", 1)
    monkeypatch.setattr("auditor.renderers.compiled.jinja2.__version__", "9")
    assert rendered(tmp_path, "c{{ b }}") == ("c1", 1)


@pytest.mark.parametrize("damage", [b"", b"x", b"cut"])
def test_a_damaged_file_costs_time_only(tmp_path, damage):
    rendered(tmp_path)
    (kept,) = (tmp_path / "__pycache__").iterdir()
    kept.write_bytes(kept.read_bytes()[:-40] if damage == b"cut" else damage)
    assert rendered(tmp_path) == ("a1", 1)
    assert rendered(tmp_path) == ("a1", 0)


def test_a_folder_that_cannot_be_written_costs_time_only(tmp_path):
    (tmp_path / "__pycache__").write_text("not a folder")
    assert rendered(tmp_path) == ("a1", 1)
    assert rendered(tmp_path) == ("a1", 1)


def test_nothing_is_kept_where_python_keeps_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert rendered(tmp_path) == ("a1", 1)
    assert not (tmp_path / "__pycache__").exists()
