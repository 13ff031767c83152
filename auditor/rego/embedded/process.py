"""The process that holds the embedded engine: starts it, talks to it, and ends it when an answer is late."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
import weakref
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any, NamedTuple, cast

from auditor import child

_WORKER = Path(__file__).with_name("worker.py")


class Part(NamedTuple):
    """A part of an answer: see `worker.py`."""

    kind: bytes
    body: bytes


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
        # What the engine frees it needs again soon; given back to the system, each page would be a fault once more.
        environment["MIMALLOC_PURGE_DELAY"] = "-1"
        self._process = child.python(_WORKER, stdin=subprocess.PIPE, environment=environment)
        self._end = weakref.finalize(self, child.end, self._process)

    @property
    def process(self) -> int:
        """Its id."""
        return self._process.pid

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
    ) -> Iterator[Part]:
        """What it says to one order, part by part. Raises `WorkerLate` or `WorkerDied` instead of the last one.

        `seconds`: how long the worker is waited for, all parts together; what is done with a part in between does not
        count. `meanwhile`: something to do here while the worker works.
        """
        patience = _Patience(self._process, seconds)
        last = False
        try:
            with patience:
                _send(self._process, order, document)
                del document  # can be a hundred megabytes, and is not needed any more
                if meanwhile is not None:
                    meanwhile()
            while not last:
                with patience:
                    part = _read(self._process)
                if part is None:
                    break
                last = part.kind != b"V"
                yield part
        finally:
            if not last or patience.late:
                self.close()  # also after an interrupt: nothing may go on alone
        if not last:
            raise WorkerLate if patience.late else WorkerDied(self._process.returncode)


class _Patience:
    """How long a worker may still be waited for; it is killed when that has passed."""

    def __init__(self, process: subprocess.Popen[bytes], seconds: float) -> None:
        self.late = False
        self._process, self._left = process, seconds

    def __enter__(self) -> None:
        self._timer = threading.Timer(max(0.0, self._left), self._end)
        self._timer.daemon = True
        self._since = time.monotonic()
        self._timer.start()

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        self._left -= time.monotonic() - self._since

    def _end(self) -> None:
        self.late = True
        child.kill(self._process)


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


def _read(process: subprocess.Popen[bytes]) -> Part | None:
    """One part; None when the worker ended before it was whole."""
    source = cast("IO[bytes]", process.stdout)
    head = source.read(9)
    if len(head) < 9:
        return None
    length = int.from_bytes(head[:8], "big") - 1
    body = source.read(length)
    return Part(head[8:], body) if len(body) == length else None
