"""Work for processes of a fleet: what answers, dies, fails, or never ends. A process loads it by its name."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path


def work(task: bytes) -> bytes:
    """What a task asks for: an answer, an end without one, or none at all."""
    if task == b"die":
        os._exit(9)
    if task == b"fail":
        raise ValueError(task)
    if task.startswith(b"sleep"):
        child = subprocess.Popen(["sleep", "300"])
        Path(task.split()[1].decode()).write_text(str(child.pid))
        time.sleep(300)
    return task + b" " + str(os.getpid()).encode()


def broken(task: bytes) -> bytes:
    """Never an answer."""
    os._exit(len(task[:1]))
