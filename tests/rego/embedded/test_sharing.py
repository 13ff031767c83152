from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from auditor.errors import EngineFailed, PolicyBroken
from auditor.rego.embedded import engine as embedded
from auditor.rego.embedded import process, worker
from auditor.rego.embedded.engine import Embedded
from auditor.rego.port import Module

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes cannot be forked here")

SLOW = "{ some a in numbers.range(1, 50000); some b in numbers.range(1, 50000); a == b + 50000 }"
BODY = f"""
rows contains {{"n": n, "é": null}} if some n in input.ns
verdicts["many"] := rows
verdicts["long"] := concat("", [x | some _ in numbers.range(1, 40000); x := "{"é" * 50}"])
verdicts["short"] := 1
"""
DOCUMENT = json.dumps({"ns": [*range(2000)]}).encode()


def module(body: str, name: str = "p") -> Module:
    return Module(f"{name}.rego", f"package auditor.policies.{name}\nimport rego.v1\n{body}\n")


def each(*bodies: str) -> tuple[list[Module], dict[str, str]]:
    """A module and a question for each body."""
    modules = [module(body, f"p{number}") for number, body in enumerate(bodies)]
    return modules, {str(number): f"data.auditor.policies.p{number}.verdicts" for number in range(len(bodies))}


@pytest.fixture
def engine(monkeypatch):
    monkeypatch.setattr(embedded, "LARGE", 0)
    monkeypatch.setattr(embedded, "_cores", lambda: 2)
    one = Embedded(20.0)
    yield one
    one.close()


def group(leader: int) -> dict[int, str]:
    """The processes of a group that do something, with their state."""
    found = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                state, _, of = (entry / "stat").read_text().rpartition(") ")[2].split()[:3]
            except OSError:
                continue
            if int(of) == leader and state not in "ZX":
                found[int(entry.name)] = state
    return found


def until(condition, seconds: float = 20.0):
    """What `condition` gives once it is true."""
    end = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < end, "it never came"
        time.sleep(0.02)
    return found


def gone(leader: int) -> None:
    until(lambda: not group(leader))


linux = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")


@pytest.mark.parametrize("cores", [1, 2, 8])
def test_every_question_is_answered_once_and_as_by_one_process(engine, monkeypatch, cores):
    modules = [module(BODY)]
    questions = {name: f'data.auditor.policies.p.verdicts["{name}"]' for name in ("many", "long", "short")}
    shared = list(engine.answers(modules, questions, DOCUMENT))
    monkeypatch.setattr(embedded, "_cores", lambda: cores)
    assert sorted(engine.answers(modules, questions, DOCUMENT)) == sorted(shared)
    monkeypatch.setattr(embedded, "LARGE", len(DOCUMENT) + 1)
    assert sorted(engine.answers(modules, questions, DOCUMENT)) == sorted(shared)
    assert len(shared) == 3
    assert [row["n"] for row in json.loads(dict(shared)["many"])] == [*range(2000)]


@pytest.mark.parametrize("named", [True, False])
def test_nothing_is_evaluated_before_it_is_taken(tmp_path, monkeypatch, named):
    if not named:  # some systems give files that are open no name
        monkeypatch.setattr(os.path, "exists", lambda path: not str(path).startswith("/dev/fd"))
    modules, questions = each("verdicts := 0", "verdicts := 1 / 0", "verdicts := input.n", "verdicts := 3 if false")
    (tmp_path / "document").write_text('{"n": 3}')
    for back, order in ((False, "0123"), (True, "3210")):
        asked_for = {"modules": modules, "questions": questions}
        job = worker._Judging(asked_for, worker._ready(asked_for).clone())
        with (tmp_path / "document").open() as document:
            job.read(document.fileno())
        asked = iter(order)
        with (tmp_path / "said").open("w+b") as said:
            job.work(back, lambda asked=asked: next(asked) != "1", said.fileno())
            said.seek(0)
            parts = {"0": b"\0\0\0\0\0\0\0\x04V0\n0", "2": b"\0\0\0\0\0\0\0\x04V2\n3"}
            assert said.read() == b"".join(parts[one] for one in order if one in parts)


def test_many_answers_in_whatever_time_they_are_taken(engine):
    modules, questions = each(*[f"verdicts := [{number}, input.text]" for number in range(40)])
    found = {}
    for name, text in engine.answers(modules, questions, json.dumps({"text": "é" * 300_000}).encode()):
        found[name] = json.loads(text)
        time.sleep(0.01)
    assert {name: value[0] for name, value in found.items()} == {str(number): number for number in range(40)}
    assert {value[1] for value in found.values()} == {"é" * 300_000}


def test_what_cannot_be_loaded_takes_its_document_with_it(engine):
    """The document of an order that fails early is not read as the next order."""
    modules, questions = each("verdicts := (")
    with pytest.raises(PolicyBroken):
        engine.evaluate(modules, questions, b'{"n": 1}')
    assert engine.evaluate(*each("verdicts := input.n"), b'{"n": 2}') == {"0": 2}


def test_a_process_judges_many_documents_also_after_an_error(engine):
    modules, questions = each("verdicts := input.n", "verdicts := 1 / input.n")
    before = engine.process
    for n in (1, 2, 0, 4):
        document = json.dumps({"n": n}).encode()
        if n:
            assert engine.evaluate(modules, questions, document) == {"0": n, "1": 1 / n}
        else:
            with pytest.raises(PolicyBroken, match=r"p1\.rego, line 3: divide by zero"):
                engine.evaluate(modules, questions, document)
    assert engine.process == before


def test_undefined_is_an_error_here_too(engine):
    modules, questions = each("verdicts := 1", "verdicts := 1 if false", "verdicts := 3")
    with pytest.raises(EngineFailed, match=r"no answer to data\.auditor\.policies\.p1\.verdicts"):
        engine.evaluate(modules, questions, b"{}")


@pytest.mark.parametrize("document", [b"", b"{", b"[" * 1000 + b"]" * 1000, b'"\xff"'])
def test_bad_documents_are_errors_and_the_next_is_read_whole(engine, document):
    modules, questions = each("verdicts := 1", "verdicts := 2")
    with pytest.raises(EngineFailed):
        engine.evaluate(modules, questions, document)
    assert engine.evaluate(modules, questions, b"{}") == {"0": 1, "1": 2}


def test_modules_that_do_not_compile_are_told_before_the_document_is_read(engine):
    document = json.dumps({"text": "x" * 5_000_000}).encode()
    with pytest.raises(PolicyBroken, match=r"p0\.rego, line 4"):
        engine.evaluate(*each("verdicts contains {"), document)
    modules, questions = each("verdicts := count(input.text)")
    assert engine.evaluate(modules, questions, document) == {"0": 5_000_000}


@linux
def test_time_runs_out_for_all(engine):
    engine.timeout = 1.0
    leader = engine.process
    with pytest.raises(EngineFailed, match="did not end within 1 seconds"):
        engine.evaluate(*each(f"verdicts if {SLOW}", f"verdicts if {SLOW}"), b"{}")
    gone(leader)


def test_what_is_done_with_an_answer_takes_no_time_from_the_policies(monkeypatch):
    now = iter([0, 3, 100, 104])
    monkeypatch.setattr(process.time, "monotonic", lambda: next(now))
    patience = process._Patience(None, 10.0)
    for left in (7.0, 3.0):
        with patience:
            pass
        assert patience._left == left


@linux
@pytest.mark.parametrize("which", ["first", "second", "leader"])
def test_a_death_ends_all_and_gives_no_answer(engine, which):
    leader = engine.process
    slow = f"verdicts if {SLOW}"
    died = []

    def kill():
        """In the time in which the policies are judged."""
        others = sorted(until(lambda: len(found := set(group(leader)) - {leader}) == 2 and found))
        died.append({"leader": leader, "first": others[0], "second": others[1]}[which])
        os.kill(died[0], signal.SIGKILL)

    modules, questions = each(slow, "verdicts := 1", slow)
    engine.prepare(modules, kill)
    with pytest.raises(EngineFailed, match="died without an answer"):
        engine.evaluate(modules, questions, b"{}")
    assert died
    gone(leader)
    assert engine.evaluate(*each("verdicts := 1"), b"{}") == {"0": 1}


@linux
def test_endless_recursion_ends_all_and_not_us(engine):
    leader = engine.process
    with pytest.raises((EngineFailed, PolicyBroken)):
        engine.evaluate(*each("f(x) := f([x])\nverdicts contains f(1)", f"verdicts if {SLOW}"), b"{}")
    engine.close()
    gone(leader)


@linux
def test_who_stops_asking_leaves_nothing_alone(engine):
    leader = engine.process
    answers = engine.answers(*each("verdicts := 1", f"verdicts if {SLOW}"), b"{}")
    assert next(answers) == ("0", b"1")
    assert len(group(leader)) > 1
    answers.close()
    gone(leader)


@linux
def test_an_interrupt_leaves_nothing_alone(engine):
    leader = engine.process

    def interrupt():
        until(lambda: len(group(leader)) == 3)
        raise KeyboardInterrupt

    modules, questions = each(f"verdicts if {SLOW}", f"verdicts if {SLOW}")
    engine.prepare(modules, interrupt)
    with pytest.raises(KeyboardInterrupt):
        engine.evaluate(modules, questions, b"{}")
    gone(leader)


ALONE = f"""
import sys
from auditor.rego.embedded import engine as embedded
from auditor.rego.port import Module
embedded.LARGE, embedded._cores = 0, lambda: 2
slow = [Module(p, "package " + p + {f"{chr(10)}import rego.v1{chr(10)}verdicts if {SLOW}"!r}) for p in "ab"]
engine = embedded.Embedded(60.0)
print(engine.process, flush=True)
engine.evaluate(slow, {{"a": "data.a.verdicts", "b": "data.b.verdicts"}}, b"{{}}")
"""


@linux
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_all_end_with_the_command(how):
    command = subprocess.Popen(
        [sys.executable, "-c", ALONE], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    leader = int(command.stdout.readline())
    until(lambda: len(group(leader)) == 3)
    command.send_signal(how)
    command.wait()
    command.stdout.close()
    gone(leader)


def test_where_processes_cannot_be_forked_one_does_it(engine, monkeypatch):
    monkeypatch.delattr(os, "fork")
    leader = engine.process
    modules, questions = each("verdicts := 1", f"verdicts if {SLOW}")
    answers = engine.answers(modules, questions, b"{}")
    assert next(answers) == ("0", b"1")
    assert group(leader) == {}
    answers.close()


def test_where_no_second_process_can_be_had_the_first_does_it_all():
    script = Path(worker.__file__)
    only_one = (
        "import os, runpy\nfork, forked = os.fork, []\n"
        "def once():\n    if forked: raise BlockingIOError\n    forked.append(1)\n    return fork()\n"
        f"os.fork = once\nrunpy.run_path({str(script)!r}, run_name='__main__')"
    )
    modules, questions = each("verdicts := 1", "verdicts := input.n")
    order = {"do": "evaluate", "modules": modules, "questions": questions, "processes": 2, "path": sys.path}
    alone = subprocess.Popen([sys.executable, "-c", only_one], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    for part in (json.dumps(order).encode(), b'{"n": 2}'):
        alone.stdin.write(len(part).to_bytes(8, "big") + part)
    alone.stdin.flush()
    parts = []
    while parts[-1:] != [b"K"]:
        parts.append(alone.stdout.read(int.from_bytes(alone.stdout.read(8), "big")))
    assert parts == [b"V0\n1", b"V1\n2", b"K"]
    alone.communicate()
