"""The `opa` that a run starts for itself: real answers, no network, and nothing of it outlives the run."""

from __future__ import annotations

import gc
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from auditor.errors import EngineFailed, PolicyBroken, UsageError
from auditor.rego.choose import make_engine
from auditor.rego.embedded.engine import Embedded
from auditor.rego.opa.own import OwnOpa
from auditor.rego.port import Module
from tests.opa import program
from tests.rego.opa.modules import DOCUMENT, LIB, MODULES, POLICY, question

pytestmark = pytest.mark.opa


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """Where the run keeps its socket; a short name, because a socket's name is short."""
    program()
    with tempfile.TemporaryDirectory(prefix="t") as short:
        monkeypatch.setattr(tempfile, "tempdir", short)
        yield Path(short)


@pytest.fixture
def engine():
    made = OwnOpa(60.0)
    yield made
    made.close()


def opas(folder: Path) -> list[int]:
    """The processes that were started with this folder."""
    found = []
    for one in Path("/proc").iterdir():
        if one.name.isdigit():
            try:
                words = (one / "cmdline").read_bytes()
            except OSError:
                continue
            if f"unix://{folder}".encode() in words:
                found.append(int(one.name))
    return found


def gone(folder: Path) -> bool:
    for _ in range(600):
        if not opas(folder) and not list(folder.iterdir()):
            return True
        time.sleep(0.1)
    return False


def test_it_answers_as_embedded_for_one_estate_after_the_other_and_leaves_nothing(engine, folder):
    engine.prepare(MODULES, questions=question())
    first = engine.evaluate(MODULES, question(), DOCUMENT)
    assert first == Embedded(60.0).evaluate(MODULES, question(), DOCUMENT)
    keeper = engine._running.keeper.pid
    assert engine.evaluate(MODULES, question(), b'{"ns": [9]}') != first
    assert engine._running.keeper.pid == keeper, "one start for all estates of a run"
    engine.close()
    assert gone(folder)
    assert engine.evaluate(MODULES, question(), DOCUMENT) == first


def test_without_an_address_the_opa_of_the_path_is_the_engine(monkeypatch, tmp_path):
    assert isinstance(make_engine("opa"), OwnOpa)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UsageError, match="no `opa` on PATH") as caught:
        make_engine("opa")
    assert "--opa-url" in caught.value.advice


def test_it_has_no_socket_of_any_network(engine, folder, monkeypatch):
    monkeypatch.setenv("OPA_RUN_ADDR", "127.0.0.1:0")
    engine.evaluate(MODULES, question(), DOCUMENT)
    inodes = {
        row.split()[9]
        for kind in ("tcp", "tcp6", "udp", "udp6")
        for row in Path("/proc/net", kind).read_text().splitlines()[1:]
    }
    started = opas(folder)
    assert started
    for process in started:
        held = {str(fd.readlink()) for fd in Path(f"/proc/{process}/fd").iterdir()}
        assert not {f"socket:[{inode}]" for inode in inodes} & held


def test_others_cannot_enter_its_folder(engine):
    engine.evaluate(MODULES, question(), DOCUMENT)
    assert engine._running.folder.stat().st_mode & 0o077 == 0


def test_it_ends_with_its_engine(folder):
    engine = OwnOpa(60.0)
    engine.prepare(MODULES, questions=question())
    del engine
    gc.collect()
    assert gone(folder)


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_it_ends_when_the_run_is_killed(folder, how):
    script = (
        f"import tempfile, time; tempfile.tempdir = {str(folder)!r}\n"
        "from auditor.rego.opa.own import OwnOpa\n"
        "from tests.rego.opa.modules import *\n"
        "engine = OwnOpa(60.0); print(engine.evaluate(MODULES, question(), DOCUMENT), flush=True); time.sleep(60)\n"
    )
    run = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert run.stdout.readline()
    assert opas(folder)
    run.send_signal(how)
    run.communicate(timeout=20)
    assert gone(folder)


def test_what_does_not_compile_is_named_by_our_file(engine):
    wrong = Module("site/y/y.rego", "package auditor.policies.y\n\nimport rego.v1\n\nverdicts contains nothing(1)\n")
    with pytest.raises(PolicyBroken, match=r"site/y/y\.rego, line 5: undefined function nothing"):
        engine.evaluate([*MODULES, wrong], question(), DOCUMENT)


def test_a_builtin_error_is_not_swallowed(engine, folder):
    with pytest.raises(PolicyBroken, match=r"policies/p/p\.rego, line 9: .*divide by zero"):
        engine.evaluate(MODULES, question("broken"), DOCUMENT)
    assert gone(folder)


@pytest.mark.parametrize("rule", ["undefined", "gone"])
def test_undefined_is_an_error(engine, rule):
    with pytest.raises(EngineFailed, match="undefined is not the same as no findings"):
        engine.evaluate(MODULES, question(rule), DOCUMENT)


def test_one_deadline_holds_for_the_start_and_for_the_answer(engine, folder):
    engine.evaluate((POLICY, LIB), {"x": "data.auditor.policies.p.verdicts"}, DOCUMENT)
    engine.timeout = 1.0
    with pytest.raises(EngineFailed, match="within 1 seconds"):
        engine.evaluate((POLICY, LIB), {"x": "data.auditor.policies.p.slow"}, DOCUMENT)
    assert gone(folder), "what is late does not go on alone"


def test_a_program_that_is_no_opa(folder, tmp_path, monkeypatch):
    fake = tmp_path / "opa"
    fake.write_text("#!/bin/sh\necho no >&2\nexit 3\n")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    with pytest.raises(EngineFailed, match="does not start"):
        OwnOpa(20.0).evaluate(MODULES, question(), DOCUMENT)
    assert gone(folder)


def test_what_can_be_done_meanwhile_is_done_once(engine):
    done = []
    engine.prepare(MODULES, lambda: done.append(1), questions=question())
    for _ in range(2):
        assert json.dumps(engine.evaluate(MODULES, question(), DOCUMENT))
    assert done == [1]
