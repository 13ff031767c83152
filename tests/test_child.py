"""Children of ours: apart from the site's settings, and gone when they are not wanted any more."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from auditor import child


@pytest.fixture
def script(tmp_path: Path) -> Path:
    path = tmp_path / "script.py"
    path.write_text("import os, sys\nprint(sys.argv[1:], os.environ.get('PYTHONPATH'), flush=True)\nsys.stdin.read()\n")
    return path


def test_a_script_answers_on_standard_output(script: Path) -> None:
    process = child.python(script, ["a b", "c"])
    assert process.communicate()[0].decode().startswith("['a b', 'c']")
    assert process.returncode == 0


def test_a_script_that_fails_quotes_nothing(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "fails.py"
    path.write_text("raise SystemExit('SECRET')\n")
    process = child.python(path, bare=True)
    assert (process.communicate()[0], process.returncode) == (b"", 1)
    assert "SECRET" not in "".join(capfd.readouterr())


def _gone(process: int) -> bool:
    """Whether it ends within five seconds; it is ended otherwise."""
    for _ in range(100):
        state = Path(f"/proc/{process}/stat")
        if not state.exists() or state.read_text().split()[2] == "Z":
            return True
        time.sleep(0.05)
    os.kill(process, 9)
    return False


def test_what_waits_for_ever_is_ended(script: Path) -> None:
    process = child.python(script, stdin=subprocess.PIPE)
    child.end(process)
    assert process.returncode not in (None, 0)
    assert process.stdin is not None
    assert process.stdin.closed
    child.end(process)  # again: nothing happens


def test_a_child_takes_its_own_children_along(tmp_path: Path) -> None:
    started = tmp_path / "started"
    code = (
        "import subprocess, sys; p = subprocess.Popen(['sleep', '60']); "
        "open(sys.argv[1], 'w').write(str(p.pid)); p.wait()"
    )
    process = subprocess.Popen([sys.executable, "-c", code, str(started)], start_new_session=True)
    for _ in range(600):
        if started.exists() and started.read_text():
            break
        time.sleep(0.05)
    child.end(process)
    assert _gone(int(started.read_text()))


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="groups of processes are POSIX")
def test_what_outlives_its_starter_is_ended_with_the_group(tmp_path: Path) -> None:
    started = tmp_path / "started"
    code = (
        "import os, subprocess, sys; p = subprocess.Popen(['sleep', '60'], stdout=subprocess.DEVNULL); "
        "open(sys.argv[1], 'w').write(str(p.pid)); os._exit(1)"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(started)], start_new_session=True, stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    process.stdout.read()  # to its end: it is gone, and nobody has waited for it
    child.end(process)
    assert _gone(int(started.read_text()))
