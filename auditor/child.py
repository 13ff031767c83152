"""One way to start a child process and one to end it: none outlives who wants its answer, nor do its own children."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path


def python(
    script: Path,
    arguments: Sequence[str] = (),
    *,
    bare: bool = False,
    stdin: int = subprocess.DEVNULL,
    environment: Mapping[str, str] | None = None,
) -> subprocess.Popen[bytes]:
    """Start a script of ours with this interpreter, apart from the site's settings; its answer is read from `stdout`.

    `bare`: without installed packages, which starts sooner. What it writes to standard error could quote evidence, so
    it goes nowhere.
    """
    return subprocess.Popen(
        [sys.executable, "-I", *(["-S"] if bare else []), str(script), *arguments],
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
    )


def kill(process: subprocess.Popen[bytes]) -> None:
    """Kill it, and what it started where that is in a group of its own.

    What it started may outlive it. The group is its own until it is waited for; afterwards the number may be another's.
    """
    if process.returncode is not None:
        return
    if hasattr(os, "killpg"):
        with contextlib.suppress(OSError):  # it has no group of its own
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()


def end(process: subprocess.Popen[bytes]) -> None:
    """Kill it, close what leads to it, and wait until it is gone."""
    kill(process)
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            with contextlib.suppress(OSError):  # what was still to be written has no reader any more
                stream.close()
    process.wait()
