"""A few hundred seeded cases for every reader: facts, or one refusal of one line. `python -m tests.fuzz` does more."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from auditor.models.source import OFFERED
from tests.fuzz.readers import TARGETS
from tests.fuzz.spoil import fault, spoilt

CASES = 60
"""For each target: all of them take about 20 seconds."""


@pytest.mark.parametrize("name", TARGETS)
def test_a_sound_sample_is_read(name, tmp_path):
    assert fault(TARGETS[name], TARGETS[name].sample, tmp_path) is None
    path = tmp_path / f"sound{TARGETS[name].suffix}"
    path.write_bytes(TARGETS[name].sample)
    path.chmod(0o600)
    TARGETS[name].read(str(path))


@pytest.mark.parametrize("name", TARGETS)
def test_damage_of_any_kind(name, tmp_path):
    sample = TARGETS[name].sample
    wrong = {seed: fault(TARGETS[name], spoilt(sample, seed), tmp_path) for seed in range(CASES)}
    assert {seed: text for seed, text in wrong.items() if text is not None} == {}


def test_every_reader_of_the_list_of_sources_is_a_target():
    text = Path("tests/fuzz/readers.py").read_text()
    for source in OFFERED:
        if source.reader is not None:
            module, _, function = source.reader.partition(":")
            assert hasattr(importlib.import_module(module), function)
            assert function in text, source.kind
