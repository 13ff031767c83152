"""Two processes that share one document: loaded by `worker.py`, as a file, where processes can be forked.

One fork of the worker reads the document and forks the other. So they share what was read, and the worker, which only
hands through what they say, holds none of it. Before each piece of work both take a token from one pipe; the one begins
at the front of the work and the other at its back, and they are done when there are no tokens left.
The worker leads their process group: whoever kills the group has killed all. When one of the two dies, or nobody
listens any more, the worker does so itself: there are never fewer answers than questions.
This file may import the standard library only.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
from collections import deque
from collections.abc import Callable
from typing import NoReturn, Protocol

_BLOCK = 1 << 20
_GONE = select.POLLHUP | select.POLLERR | select.POLLNVAL


class Job(Protocol):
    """What there is to do."""

    def read(self, document: int) -> None:
        """Read the document, which is a file descriptor; once, for both."""
        ...

    def work(self, back: bool, take: Callable[[], bool], target: int) -> None:
        """Do piece after piece, as long as `take` says yes, from the front or the `back`, and write parts to a file."""
        ...

    def say(self, target: int, kind: bytes, text: str) -> None:
        """Write a part."""
        ...


class Failed(Exception):
    """What one of the processes failed with."""


def share(job: Job, processes: int, pieces: int, length: int) -> None:
    """Have `pieces` of work done by one or two `processes` on a document: the next `length` bytes of standard input.

    Raises `Failed` when one of them raised something.
    """
    with contextlib.suppress(PermissionError):  # it leads a session, and so a group
        os.setpgid(0, 0)
    document, tokens, pipes = os.pipe(), os.pipe(), [os.pipe() for _ in range(processes)]
    os.write(tokens[1], bytes(pieces))
    os.close(tokens[1])
    try:
        first = os.fork()
    except OSError:
        _end()
    if first == 0:
        for one in (0, 1, document[1], *(source for source, _ in pipes)):
            os.close(one)
        _work(job, document[0], tokens[0], [target for _, target in pipes])
    for one in (document[0], *(target for _, target in pipes)):
        os.close(one)
    try:
        _feed(length, document[1])
        _Relay([source for source, _ in pipes]).run()
    except Failed:
        os.read(tokens[0], pieces)  # the other takes no more
        os.kill(first, signal.SIGKILL)
        raise
    finally:
        os.close(tokens[0])
        for source, _ in pipes:
            os.close(source)
        os.waitpid(first, 0)


def _work(job: Job, document: int, tokens: int, targets: list[int]) -> NoReturn:
    """What the first does, and the second from its fork on. Whatever happens, each of `targets` is told the end."""
    second = -1
    try:
        job.read(document)
        if len(targets) > 1:
            with contextlib.suppress(OSError):  # no second one, and no less work done
                second = os.fork()
                os.close(targets.pop(1 if second else 0))
        job.work(second == 0, lambda: bool(os.read(tokens, 1)), targets[0])
        for target in targets:
            job.say(target, b"K", "")
    except BaseException as error:  # noqa: BLE001 - a Rust panic is a BaseException; it must become an answer
        for target in targets:
            job.say(target, b"E", str(error))
    finally:
        if second > 0:
            os.waitpid(second, 0)
        os._exit(0)  # without taking apart what was read


def _feed(length: int, target: int) -> None:
    """Hand the document to its reader."""
    while length:
        block = os.read(0, min(length, _BLOCK))
        if not block:
            _end()
        length -= len(block)
        rest = memoryview(block)
        with contextlib.suppress(BrokenPipeError):  # a reader that is gone is noticed where its answers are read
            while rest:
                rest = rest[os.write(target, rest) :]
    os.close(target)


class _Relay:
    """Hands whole parts from `sources` to standard output, and is never slower than they are: it keeps what waits."""

    def __init__(self, sources: list[int]) -> None:
        self._halves = {source: bytearray() for source in sources}
        self._waiting: deque[memoryview] = deque()
        self._poll = select.poll()
        self._poll.register(0, 0)  # tells when it is closed
        for source in sources:
            self._poll.register(source, select.POLLIN)

    def run(self) -> None:
        """Until each source has said that it is done. Raises `Failed` with what the first says that failed."""
        os.set_blocking(1, False)
        try:
            while self._halves or self._waiting:
                self._poll.register(1, select.POLLOUT if self._waiting else 0)
                for place, event in self._poll.poll():
                    if place in self._halves:
                        self._take(place)
                    elif event & _GONE:
                        _end()
                    elif self._waiting:
                        self._give()
        finally:
            os.set_blocking(1, True)

    def _take(self, source: int) -> None:
        half = self._halves[source]
        block = os.read(source, _BLOCK)
        if not block:
            _end()
        half += block
        while len(half) >= 8 and len(half) >= (size := 8 + int.from_bytes(half[:8], "big")):
            part = bytes(half[:size])
            del half[:size]
            if part[8:9] == b"E":
                raise Failed(part[9:].decode("utf-8", "replace"))
            if part[8:9] == b"K":
                self._poll.unregister(source)
                del self._halves[source]
                return
            self._waiting.append(memoryview(part))

    def _give(self) -> None:
        rest = self._waiting[0][os.write(1, self._waiting[0]) :]
        if rest:
            self._waiting[0] = rest
        else:
            self._waiting.popleft()


def _end() -> NoReturn:
    """End the whole group: without an answer, which is what is noticed."""
    os.killpg(0, signal.SIGKILL)
    os._exit(1)
