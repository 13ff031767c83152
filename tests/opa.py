"""A real OPA for tests: a server on loopback that serves a bundle, as a site's central one does."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


def program() -> str:
    """The `opa` on PATH; without it the test is skipped."""
    found = shutil.which("opa")
    if found is None:
        pytest.skip("no opa on PATH")
    return found


def free_port() -> int:
    """A port of loopback that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(*words: str, log: Path | None = None, scheme: str = "http") -> Iterator[str]:
    """The address of an OPA that was started with `words`; what it says goes to `log`."""
    port = free_port()
    command = [program(), "run", "--server", "--skip-version-check", "--addr", f"127.0.0.1:{port}"]
    with open(log or "/dev/null", "wb") as said:  # noqa: PTH123 - of either kind
        server = subprocess.Popen([*command, *words], stdout=said, stderr=said)
    try:
        _wait(server, port)
        yield f"{scheme}://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(20)


def _wait(server: subprocess.Popen[bytes], port: int) -> None:
    for _ in range(600):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        if server.poll() is not None:
            break
        time.sleep(0.1)
    pytest.fail("opa does not start")


def get(url: str) -> bytes:
    """What the server says to a GET."""
    with urllib.request.urlopen(url, timeout=20) as answer:  # noqa: S310 - loopback
        body: bytes = answer.read()
    return body
