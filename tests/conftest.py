"""In continuous integration nothing may be skipped for want of a program: a skipped proof proves nothing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

from tests import tiers
from tests.shelf import Shelf

# A slow machine is no fault. In continuous integration the same cases run each time: what a random case finds is mended
# by whoever ran it, not met by the next one.
settings.register_profile("default", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("AUDITOR_CI") else "default")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture
def shelf(tmp_path):
    """Our own policies, to be filled; the library has `result` already."""
    return Shelf(tmp_path / "policies").lib()


@pytest.fixture
def other_shelf(tmp_path):
    """A site's policies, to be filled."""
    return Shelf(tmp_path / "site")


@pytest.fixture(scope="module")
def who():
    """Our policies and the embedded engine: they judge any number of estates."""
    from tests.monotonic.judging import judges

    with judges() as ours:
        yield ours


def pytest_ignore_collect(collection_path, config):
    """Do not even read a slow file for a quick run."""
    quick = config.option.markexpr == tiers.QUICK
    return True if quick and collection_path.relative_to(ROOT).as_posix() in tiers.slow() else None


def pytest_collection_modifyitems(items):
    slow = tiers.slow()
    for item in items:
        if item.path.relative_to(ROOT).as_posix() in slow:
            item.add_marker(pytest.mark.slow)


def pytest_terminal_summary(terminalreporter):
    if terminalreporter.config.option.markexpr == tiers.QUICK:
        count = len(tiers.slow())
        terminalreporter.write_line(f"left out: the {count} slow files of tests/slow.txt; `pytest` alone runs all")
    if os.environ.get("AUDITOR_CI") and terminalreporter.stats.get("skipped"):
        terminalreporter.write_line("skipped tests count as failures here: install what they need", red=True)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session, exitstatus):
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("AUDITOR_CI") and exitstatus == 0 and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
