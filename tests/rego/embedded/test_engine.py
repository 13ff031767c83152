from __future__ import annotations

import gc
import json

import pytest

from auditor.errors import EngineFailed, PolicyBroken, ReturnCode
from auditor.rego.choose import make_engine
from auditor.rego.embedded.engine import Embedded, explain
from auditor.rego.port import Module


def module(body: str, package: str = "auditor.policies.x") -> Module:
    return Module(f"{package}.rego", f"package {package}\nimport rego.v1\n{body}\n")


def ask(body: str, rule: str = "verdicts", document: bytes = b"{}", timeout: float = 20.0):
    questions = {"PT-A01": f"data.auditor.policies.x.{rule}"}
    return Embedded(timeout).evaluate([module(body)], questions, document)["PT-A01"]


def test_a_set_of_objects_comes_back_whole():
    rows = ask('verdicts contains {"n": n, "é": null} if some n in input.ns', document=b'{"ns": [2, 1]}')
    assert rows == [{"n": 1, "é": None}, {"n": 2, "é": None}]


@pytest.mark.parametrize("text", ["x" * 3_000_000, "é" * 3_000_000])
def test_a_long_answer_comes_back_whole(text):
    assert ask("verdicts := input.text", document=json.dumps({"text": text}).encode()) == text


def test_all_questions_are_asked_together():
    questions = {"a": "data.auditor.policies.x.a", "b": "data.auditor.policies.x.b"}
    assert Embedded().evaluate([module("a := 1\nb := 2")], questions, b"{}") == {"a": 1, "b": 2}


@pytest.mark.parametrize("rule", ["gone", "undefined"])
def test_undefined_is_an_error_and_never_an_empty_answer(rule):
    with pytest.raises(EngineFailed, match="undefined is not the same as no findings"):
        ask("undefined := 1 if false", rule)


def test_a_line_that_fails_is_named():
    with pytest.raises(PolicyBroken, match=r"auditor\.policies\.x\.rego, line 4: divide by zero") as caught:
        ask("\nverdicts contains 1 / 0")
    assert caught.value.return_code is ReturnCode.REFUSED
    assert "Stack backtrace" not in str(caught.value)


def test_a_syntax_error_is_named():
    with pytest.raises(PolicyBroken, match="line 4: expecting expression"):
        ask("verdicts contains contains if {")


def test_time_runs_out():
    with pytest.raises(EngineFailed, match=r"did not end within 0\.5 seconds") as caught:
        ask("verdicts contains n if { some n in numbers.range(1, 1000000000); n < 0 }", timeout=0.5)
    assert caught.value.return_code is ReturnCode.DAMAGED


def test_endless_recursion_ends_the_worker_and_not_us():
    with pytest.raises((EngineFailed, PolicyBroken)):
        ask("f(x) := f([x])\nverdicts contains f(1)")


def test_bad_documents_are_errors():
    with pytest.raises(EngineFailed):
        ask("verdicts contains 1", document=b"{")


def test_trees_by_module_name():
    trees = Embedded().parse([module("a := 1"), module("b := 1", "auditor.lib.b")])
    assert set(trees) == {"auditor.policies.x.rego", "auditor.lib.b.rego"}


def test_messages_lose_their_stack():
    error = explain("\n--> p.rego:3:7\n  |\nerror: what it says\n\nStack backtrace:\n   0: <unknown>")
    assert str(error) == "p.rego, line 3: what it says"


def test_a_message_without_a_place_is_a_failure_of_the_engine():
    assert isinstance(explain("something odd"), EngineFailed)


def test_the_address_without_the_engine_is_refused():
    from auditor.errors import UsageError

    with pytest.raises(UsageError):
        make_engine("embedded", opa_url="http://localhost:8181")


def test_one_process_judges_many_documents_each_as_if_it_were_the_first():
    body = 'verdicts contains {"n": n} if some n in input.ns\nfailing := 1 / 0 if input.fail'
    questions = {"PT-A01": "data.auditor.policies.x.verdicts"}
    engine = Embedded()
    engine.prepare([module(body)])
    worker = engine._worker
    assert engine.evaluate([module(body)], questions, b'{"ns": [1]}')["PT-A01"] == [{"n": 1}]
    with pytest.raises(PolicyBroken, match="divide by zero"):
        engine.evaluate([module(body)], {"PT-A01": "data.auditor.policies.x.failing"}, b'{"fail": true}')
    assert engine.evaluate([module(body)], questions, b'{"ns": [2]}')["PT-A01"] == [{"n": 2}]
    assert engine.evaluate([module("verdicts := 3")], questions, b"{}")["PT-A01"] == 3
    assert engine._worker is worker


def test_after_a_death_another_process_works():
    engine = Embedded(0.5)
    endless = [module("verdicts contains n if { some n in numbers.range(1, 1000000000); n < 0 }")]
    questions = {"PT-A01": "data.auditor.policies.x.verdicts"}
    with pytest.raises(EngineFailed, match="did not end"):
        engine.evaluate(endless, questions, b"{}")
    engine.timeout = 20.0
    assert engine.evaluate([module("verdicts := 1")], questions, b"{}") == {"PT-A01": 1}


def test_what_cannot_be_prepared_is_told_when_it_is_asked():
    engine = Embedded()
    engine.prepare([module("verdicts contains {")])
    with pytest.raises(PolicyBroken, match="line"):
        engine.evaluate([module("verdicts contains {")], {}, b"{}")


def test_the_process_ends_with_its_engine():
    engine = Embedded()
    process = engine._worker._process
    engine.close()
    assert process.returncode is not None
    process = Embedded()._worker._process
    gc.collect()
    assert process.returncode is not None


def test_the_time_in_which_it_judges_can_be_used_once():
    done = []
    engine = Embedded()
    questions = {"PT-A01": "data.auditor.policies.x.verdicts"}
    engine.prepare([module("verdicts := 1")], lambda: done.append(1))
    assert done == []
    for _ in range(2):
        assert engine.evaluate([module("verdicts := 1")], questions, b"{}") == {"PT-A01": 1}
    assert done == [1]
