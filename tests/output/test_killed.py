"""A run that is killed before any call to the file system of its writing phase: nothing lost, nothing half-written.

The next run then leaves nothing of it. The calls are those that Python audits (open, rename, remove, mkdir, ...) and
every fsync; the run ends there as by `kill -9`.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import sys

import pytest

from auditor import output
from auditor.history.store import opened
from auditor.history.story import points
from auditor.output.write import write
from tests.output.results import result, settings, verdict

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")

FORMATS = ("json", "csv", "markdown")
NAMES = ("result.json", "verdicts.csv", "summary.md", "remediation.racf")
EVENTS = (
    "open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "os.chmod", "os.listdir", "os.scandir",
    "sqlite3.connect", "fcntl.flock", "fcntl.lockf",
)  # fmt: skip
TELLS_HISTORY = "summary.md"
"""It names what is new since the scan before, which may be the one that was killed after it was recorded."""
MOST = 400
"""Calls of the file system in one writing phase; far fewer are made."""


def _run(mine, day: str, *, notify: str | None = None) -> None:
    done = result(verdict("A"), *([verdict("B")] if day > "2026-11-02" else []), as_of=day)
    with output.locked(mine) as directory:
        with output.renewed(directory):
            write(done, mine, directory, {"remediation.racf": f"/* {day} */\n".encode()}, ())
        output.notify(done, mine, directory, notify, None)


def _killed_at(number: int, act) -> bool:
    """Do `act` in a child that dies before its call `number`; whether it died there, not at the end."""
    child = os.fork()
    if child:
        _, status = os.waitpid(child, 0)
        assert os.waitstatus_to_exitcode(status) in (0, 9), number
        return os.waitstatus_to_exitcode(status) == 9
    seen = 0

    def count() -> None:
        nonlocal seen
        seen += 1
        if seen > number:
            os._exit(9)

    def hook(event: str, arguments: tuple) -> None:
        if event in EVENTS and not (event == "open" and str(arguments[0]).endswith((".py", ".pyc", ".so"))):
            count()

    real = os.fsync

    def fsync(file: int) -> None:
        count()
        real(file)

    os.fsync = fsync
    with contextlib.suppress(BaseException):
        sys.addaudithook(hook)
        act()
        os._exit(0)
    os._exit(3)


def _whole(folder, before: dict[str, bytes], after: dict[str, bytes]) -> None:
    """Every name has all of one of the two contents, and each output is there: as itself, stale, or moved aside."""
    for name in NAMES:
        there = [folder / name, folder / f"{name}.stale", *folder.glob(f".{name}.*.old")]
        found = [path.read_bytes() for path in there if path.exists()]
        assert found, name
        assert all(content in (before[name], after[name]) for content in found), name


@pytest.mark.parametrize("history", [False, True])
def test_killed_before_each_call(history, tmp_path):
    def fresh(name: str):
        home = tmp_path / name
        home.mkdir()
        more = {"history": str(home / "h.db")} if history else {}
        mine = settings(home, **more).model_copy(update={"formats": FORMATS})
        _run(mine, "2026-11-02", notify="true")
        return mine, home / "out"

    def contents(folder) -> dict[str, bytes]:
        return {name: (folder / name).read_bytes() for name in NAMES}

    mine, folder = fresh("once")
    before = contents(folder)
    _run(mine, "2026-11-03", notify="true")
    after, usual = contents(folder), sorted(path.name for path in folder.iterdir())
    number = 0
    while True:
        mine, folder = fresh(f"n{number}")
        if not _killed_at(number, lambda mine=mine: _run(mine, "2026-11-03", notify="true")):
            break
        _whole(folder, before, after)
        if history:
            with contextlib.closing(sqlite3.connect(mine.history)) as database:
                assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            with opened(mine.history) as connection:
                assert len(points(connection)) in (1, 2)
        _run(mine, "2026-11-03", notify="true")
        now, same = contents(folder), [name for name in NAMES if not (history and name == TELLS_HISTORY)]
        assert all(now[name] == after[name] for name in same), number
        assert sorted(path.name for path in folder.iterdir()) == usual, number
        number += 1
        assert number < MOST
    assert number > 20


def test_what_was_moved_aside_becomes_the_stale_one(tmp_path):
    mine = settings(tmp_path)
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / ".result.json.0123abcd.old").write_text("earlier")
    (folder / ".verdicts.csv.0123abcd.new").write_text("half")
    (folder / ".told-x.json.gz.0123abcd.new").write_text("half")
    (folder / ".mine.0123abcd.new").write_text("of somebody else")
    with output.locked(mine) as directory, pytest.raises(KeyError), output.renewed(directory):
        raise KeyError
    assert {path.name for path in folder.iterdir()} >= {"result.json.stale", ".mine.0123abcd.new"}
    assert not list(folder.glob(".verdicts*")) + list(folder.glob(".told*"))
