"""Processes that live on over many systems; one that dies, or takes too long, costs the system it was at and no other.

To begin a process and load policies takes seconds, to scan a further system in it much less.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing import connection, get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import NamedTuple

Work = Callable[[bytes], bytes]
"""What is done with each task, in a process of its own: a function that a module holds by its name."""


class Done(NamedTuple):
    """What came of a task: its answer, or None and why there is none."""

    task: int
    answer: bytes | None
    why: str | None


@dataclass
class _Worker:
    process: BaseProcess
    pipe: Connection
    task: int = -1
    until: float = 0.0


def each(work: Work, tasks: Sequence[bytes], workers: int, limit: float) -> Iterator[Done]:
    """Yield what came of each of `tasks`, as soon as it is there. `limit`: seconds that one may take."""
    waiting = deque(enumerate(tasks))
    pool = [_started(work) for _ in range(min(workers, len(tasks)))]
    try:
        busy = [_given(worker, waiting, limit) for worker in pool]
        while busy:
            left = min(worker.until for worker in busy) - time.monotonic()
            ready = connection.wait([worker.pipe for worker in busy], max(0.0, left))
            for worker in list(busy):
                done = _answer(worker, limit, late=time.monotonic() >= worker.until, ready=worker.pipe in ready)
                if done is None:
                    continue
                busy.remove(worker)
                if done.answer is None:
                    _ended(worker)
                    pool.remove(worker)
                if waiting:
                    if done.answer is None:
                        worker = _started(work)  # noqa: PLW2901 - it takes the place of the one that is gone
                        pool.append(worker)
                    busy.append(_given(worker, waiting, limit))
                yield done
    finally:
        for worker in pool:
            _ended(worker)


def _started(work: Work) -> _Worker:
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, work))
    process.start()
    theirs.close()  # or its end would never be seen
    return _Worker(process, ours)


def _given(worker: _Worker, waiting: deque[tuple[int, bytes]], limit: float) -> _Worker:
    """The worker with the next task. Where it is dead already, that shows when its answer is read."""
    worker.task, task = waiting.popleft()
    worker.until = time.monotonic() + limit
    with contextlib.suppress(OSError):
        worker.pipe.send_bytes(task)
    return worker


def _answer(worker: _Worker, limit: float, *, late: bool, ready: bool) -> Done | None:
    if ready:
        try:
            return Done(worker.task, worker.pipe.recv_bytes(), None)
        except (EOFError, OSError):
            return Done(worker.task, None, "its process ended before it had a result")
    return Done(worker.task, None, f"it took longer than {limit:g} seconds") if late else None


def _ended(worker: _Worker) -> None:
    """End the process and what it started. Until it is waited for, the number of its group is its own."""
    worker.pipe.close()
    if worker.process.pid is not None and hasattr(os, "killpg"):
        with contextlib.suppress(OSError):  # it has not got as far as a group of its own, or nothing is left of it
            os.killpg(worker.process.pid, signal.SIGKILL)
    worker.process.kill()
    worker.process.join()


def _serve(pipe: Connection, work: Work) -> None:
    """Do tasks until nobody wants another. What a scan says belongs into its result: its output goes nowhere."""
    if hasattr(os, "setsid"):
        os.setsid()
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nowhere, number)
    with contextlib.suppress(EOFError, OSError):  # who asks is gone
        while True:
            task = pipe.recv_bytes()
            answer = work(task)
            pipe.send_bytes(answer)
    sys.exit(0)
