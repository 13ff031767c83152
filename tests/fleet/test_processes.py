"""Workers live on; one that dies or takes too long costs its own task only."""

from __future__ import annotations

import time
from pathlib import Path

from auditor.fleet.processes import each
from tests.working import work

LIMIT = 60


def answers(tasks, workers=2, limit=LIMIT):
    done = {one.task: one for one in each(work, tasks, workers, limit)}
    assert sorted(done) == list(range(len(tasks)))
    return [done[number] for number in range(len(tasks))]


def test_a_process_does_many_tasks():
    done = answers([b"a", b"b", b"c", b"d"], workers=1)
    assert [one.answer.split()[0] for one in done] == [b"a", b"b", b"c", b"d"]
    assert len({one.answer.split()[1] for one in done}) == 1


def test_no_task_no_process():
    assert answers([]) == []


def test_one_that_dies_or_fails_costs_itself_only():
    done = answers([b"a", b"die", b"b", b"fail", b"c", b"die"])
    assert [one.answer is None for one in done] == [False, True, False, True, False, True]
    assert all("before it had a result" in one.why for one in done if one.answer is None)


def test_all_may_die():
    assert [one.answer for one in answers([b"die"] * 3, workers=1)] == [None] * 3


def test_one_that_takes_too_long_is_ended_with_what_it_started(tmp_path):
    mark = tmp_path / "child"
    done = answers([f"sleep {mark}".encode(), b"a"], workers=2, limit=8)
    assert done[0].answer is None
    assert "longer than 8 seconds" in done[0].why
    assert done[1].answer.startswith(b"a ")
    assert _gone(int(mark.read_text()))


def _gone(process: int) -> bool:
    for _ in range(50):
        try:
            if Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except OSError:
            return True
        time.sleep(0.1)
    return False
