"""An OPA of the run's own: the `opa` on PATH, with our bundle, on a socket in a folder that only this user can enter.

It listens on no network, asks for nothing there, and ends with the run, however that ends (see `keeper.py`).
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
import weakref
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from urllib3.connection import HTTPConnection
from urllib3.connectionpool import HTTPConnectionPool

from auditor import child
from auditor.errors import AuditorError, EngineFailed, UsageError
from auditor.rego.opa.asking import Asking, broken, served
from auditor.rego.opa.bundle import bundle, members
from auditor.rego.opa.line import LIMIT, Line
from auditor.rego.port import Engine, Module
from auditor.wire import Carrier

_KEEPER = Path(__file__).with_name("keeper.py")
_WHO = "the opa of this run"
_EVERY = 0.02
"""Seconds between two looks whether it is ready."""
_GARBAGE = "400"
"""GOGC: how much more than it needs OPA may hold, in percent, before it tidies up; it compiles a fifth faster."""
_ADVICE = "run `opa run --server` by hand to see why, or judge with the embedded engine"
_LOG = 65536
_PLACE = re.compile(r"(?P<file>[^\s:]+\.rego):(?P<line>\d+): (?P<what>rego_\w+: .*)")


class _Socket(HTTPConnection):
    """HTTP over a Unix socket; the name of the host is its path."""

    def _new_conn(self) -> socket.socket:
        line = socket.socket(socket.AF_UNIX)
        line.settimeout(self.timeout if isinstance(self.timeout, (int, float)) else None)
        line.connect(self.path)
        return line

    path = ""


class _Local(Carrier):
    """Carries requests to one Unix socket."""

    def __init__(self, path: Path) -> None:
        super().__init__(LIMIT)
        self._pool = HTTPConnectionPool("localhost")
        self._pool.ConnectionCls = type("_Here", (_Socket,), {"path": str(path)})

    def get_connection_with_tls_context(self, *_: Any, **__: Any) -> HTTPConnectionPool:
        """Give the pool of the socket, whatever the address says."""
        return self._pool

    def close(self) -> None:
        """Close what is open."""
        self._pool.close()


class _Running(NamedTuple):
    """An OPA that was started, for these modules and questions."""

    keeper: subprocess.Popen[bytes]
    folder: Path
    line: Line
    wanted: tuple[tuple[Module, ...], dict[str, str]]


class OwnOpa(Engine):
    """An OPA that lives as long as this object. `timeout`: seconds for everything that one estate needs."""

    name = "opa"

    def __init__(self, timeout: float = 30.0) -> None:
        self.timeout = timeout
        program = shutil.which("opa")
        if program is None:
            raise UsageError(
                "--engine opa finds no `opa` on PATH",
                "install OPA 1.x, or give the address of a server: --opa-url https://opa.example:8181",
            )
        if not hasattr(socket, "AF_UNIX"):
            raise UsageError("--engine opa needs Unix sockets, which are not here", "start a server, and add --opa-url")
        self._program = program
        self._meanwhile: Callable[[], None] | None = None
        self._running: _Running | None = None
        self._end: Callable[[], None] = lambda: None

    def prepare(
        self,
        modules: Sequence[Module],
        meanwhile: Callable[[], None] | None = None,
        *,
        questions: Mapping[str, str] | None = None,
    ) -> None:
        """See `Engine.prepare`. OPA starts, while the evidence is read."""
        self._meanwhile = meanwhile
        if questions is not None:
            self._start(modules, questions)

    def ask(self, modules: Sequence[Module], questions: Mapping[str, str]) -> None:
        """See `Engine.ask`. It is a process of ours."""

    def answers(
        self, modules: Sequence[Module], questions: Mapping[str, str], document: bytes
    ) -> Iterator[tuple[str, bytes]]:
        """See `Engine.answers`. OPA answers everything at once."""
        deadline = time.monotonic() + self.timeout
        try:
            bundled = self._running.wanted[1] if self._running is not None else None
            running = self._start(modules, served(bundled, questions))
            self._wait(running, deadline)
            asking = Asking(running.line, _WHO, self.timeout, *running.wanted)
            yield from asking.answers(questions, document, deadline)
        except BaseException:
            self.close()  # it may still be at work
            raise

    def close(self) -> None:
        """See `Engine.close`."""
        self._end()
        self._running = None

    def _start(self, modules: Sequence[Module], questions: Mapping[str, str]) -> _Running:
        """Start OPA with these policies, unless it runs with them."""
        wanted = tuple(modules), dict(questions)
        if self._running is not None and self._running.wanted == wanted:
            return self._running
        self.close()
        folder = Path(tempfile.mkdtemp(prefix="auditor-"))
        path = folder / "s"
        (folder / "bundle.tar.gz").write_bytes(bundle(modules, questions))
        command = [self._program, "run", "--server", "--addr", f"unix://{path}", "--unix-socket-perm", "700",
            "--skip-version-check", "--log-level", "error", "--bundle", "bundle.tar.gz"]  # fmt: skip
        environment = {name: text for name, text in os.environ.items() if not name.startswith("OPA_")}
        keeper = child.python(
            _KEEPER,
            [str(folder), *command],
            bare=True,
            stdin=subprocess.PIPE,
            environment={"GOGC": _GARBAGE, **environment},
        )
        self._running = _Running(keeper, folder, Line("localhost", 80, _Local(path), direct=True), wanted)
        self._end = weakref.finalize(self, _end, keeper, folder, self._running.line)
        return self._running

    def _wait(self, running: _Running, deadline: float) -> None:
        """Wait until it is ready. Raises what keeps it from that."""
        meanwhile, self._meanwhile = self._meanwhile, None
        if meanwhile is not None:
            meanwhile()
        path = running.folder / "s"
        while not path.exists() or not running.line.healthy(deadline):
            if running.keeper.poll() is not None:
                raise self._why(running)
            if time.monotonic() > deadline:
                raise EngineFailed(
                    f"{_WHO} was not ready within {self.timeout:g} seconds",
                    "raise --policy-timeout, or judge with the embedded engine",
                )
            time.sleep(_EVERY)

    def _why(self, running: _Running) -> AuditorError:
        """Return why OPA ended at its start: mostly a policy that it does not take."""
        try:
            with (running.folder / "log").open("rb") as log:
                text = log.read(_LOG).decode("utf-8", "replace")
        except OSError:
            text = ""
        files = members(*running.wanted)
        for place in _PLACE.finditer(text):
            name = place["file"].removeprefix("/")
            if name in files:
                return broken(files[name], place["line"], place["what"].partition(": ")[2])
        return EngineFailed("the `opa` on PATH does not start", _ADVICE)


def _end(keeper: subprocess.Popen[bytes], folder: Path, line: Line) -> None:
    line.close_connection()
    child.end(keeper)
    shutil.rmtree(folder, ignore_errors=True)
