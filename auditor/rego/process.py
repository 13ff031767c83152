"""The process that holds the embedded engine: starts it, talks to it, and ends it when an answer is late."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import weakref
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO, Any, cast

_WORKER = Path(__file__).with_name("worker.py")


class WorkerLate(Exception):
    """No answer in time; the worker is dead."""


class WorkerDied(Exception):
    """No answer at all. `status`: how the process ended."""

    def __init__(self, status: int | None) -> None:
        super().__init__(status)
        self.status = status


class Worker:
    """One process of `worker.py`. It ends with this object, and after anything that went wrong."""

    def __init__(self) -> None:
        environment = {name: text for name, text in os.environ.items() if not name.startswith("RUST_")}
        self._process = subprocess.Popen(
            [sys.executable, "-I", str(_WORKER)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # a panic there could quote evidence
            env=environment,
        )
        self._end = weakref.finalize(self, _end, self._process)

    @property
    def works(self) -> bool:
        """Whether it takes orders."""
        return self._end.alive and self._process.poll() is None

    def tell(self, order: Mapping[str, Any]) -> None:
        """Give an order that has no answer."""
        _send(self._process, order, b"")

    def close(self) -> None:
        """End it, whatever it does."""
        self._end()

    def ask(
        self, order: Mapping[str, Any], document: bytes, seconds: float, meanwhile: Callable[[], None] | None = None
    ) -> bytes:
        """The answer to one order: `K` and JSON, or `E` and a message. Raises `WorkerLate` or `WorkerDied`.

        `meanwhile`: something to do here while the worker works.
        """
        late = threading.Event()
        timer = threading.Timer(seconds, _kill, (self._process, late))
        timer.daemon = True
        timer.start()
        answer = None
        try:
            _send(self._process, order, document)
            if meanwhile is not None:
                meanwhile()
            answer = _read(self._process)
        finally:
            timer.cancel()
            if answer is None or late.is_set():
                self.close()  # also after an interrupt: nothing may go on alone
        if answer is not None:
            return answer
        if late.is_set():
            raise WorkerLate
        raise WorkerDied(self._process.returncode)


def _send(process: subprocess.Popen[bytes], order: Mapping[str, Any], document: bytes) -> None:
    """Write an order; a worker that is gone is noticed where its answer is read."""
    head = json.dumps({**order, "path": [entry for entry in sys.path if entry]}).encode()
    to = cast("IO[bytes]", process.stdin)
    try:
        for part in (head, document):
            to.write(len(part).to_bytes(8, "big"))
            to.write(part)
        to.flush()
    except OSError:
        return


def _read(process: subprocess.Popen[bytes]) -> bytes | None:
    """One answer; None when the worker ended before it was whole."""
    source = cast("IO[bytes]", process.stdout)
    length = source.read(8)
    if len(length) < 8:
        return None
    answer = source.read(int.from_bytes(length, "big"))
    return answer if len(answer) == int.from_bytes(length, "big") else None


def _kill(process: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    process.kill()


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    for stream in (process.stdin, process.stdout):
        try:
            cast("IO[bytes]", stream).close()
        except OSError:
            continue  # what was still to be written has no reader any more
    process.wait()
