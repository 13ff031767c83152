"""The quick tier leaves out what the list names, and nothing is on the list that is not there."""

from __future__ import annotations

from tests import tiers
from tests.conftest import ROOT


def test_the_slow_files_are_there():
    assert [name for name in sorted(tiers.slow()) if not (ROOT / name).is_file()] == []


def test_what_takes_long_together_is_slow():
    text = (
        "0.70s call     tests/a.py::test_x\n0.60s setup    tests/a.py::test_y[1]\n0.90s call     tests/b.py::test_z\n"
    )
    assert tiers.measured(text) == ["tests/a.py"]
