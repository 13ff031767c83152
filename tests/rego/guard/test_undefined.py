"""What the engines make of the undefined: asked of both, and refused exactly where they part."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from auditor.errors import AuditorError
from auditor.rego.embedded.engine import Embedded
from auditor.rego.guard.problems import problems
from auditor.rego.port import Module

LIB = """package auditor.lib.helps
import rego.v1
total(x) := {"got": x}
either(x) := 1 if known(x)
either(x) := 2 if not known(x)
fallback(x) := 1 if { known(x) } else := 2
partly(x) := x if known(x)
known(x) if object.get({"x": 1}, x, 2) == 1
default always(_) := false
always(x) if known(x)
missing := input.tls
present := {x | some x in []}
ranks := {"x": 1}
deep[k] contains k if some k, _ in input.users
flat contains k if some k, _ in input.users
"""
HEAD = """package auditor.policies.demo
import rego.v1
import data.auditor.lib.helps
m := json.unmarshal(`{"x": ["A"], "o": {"k": "AV"}}`)
here(k) if "Z" in m[k]
deep[k] contains k if some k, _ in input.users
pairs[k][j] := 1 if { some k, user in input.users; some j, _ in user }
flat[k] := 1 if some k, _ in input.users
size(x) := count(x)
verdicts contains 1
told := [one | one := answer]
"""
ESTATE = '{"trials": [], "tls": null, "site": {"environment": null, "security_owners": null}, "users": {}}'
LINE = 1 + HEAD.count("\n")

NEGATED = [
    ("some k in ['y']; not 'A' in m[k]", "m._ may be undefined below `not`"),
    ("some k in ['y']; not startswith(m.o[k], 'A')", "m.o._ may be undefined"),
    ("not startswith(m.o.z, 'A')", "m.o.z may be undefined"),
    ("not helps.known(helps.partly('y'))", "helps.partly(...) may be undefined"),
    ("not helps.always(helps.partly('y'))", "helps.partly(...) may be undefined"),
    ("not helps.partly('y') == 1", "helps.partly(...) may be undefined"),
    ("not helps.partly('y').z", "helps.partly(...) may be undefined"),
    ("some k in ['y']; not count(m[k]) == 0", "m._ may be undefined"),
    ("not m.y != 1", "m.y may be undefined"),
    ("not m.y < 1", "m.y may be undefined"),
    ("not m.y + 1 == 2", "m.y may be undefined"),
    ("not [m.y] == [1]", "m.y may be undefined"),
    ("not m[helps.partly('y')]", "helps.partly(...) may be undefined"),
    ("not object.get(m.y, 'a', 1) == 1.5", "m.y may be undefined"),
    ("not helps.known(input.users.NOBODY.owner)", "input.users.NOBODY.owner may be undefined"),
    ("not 'X' in input.site.security_owners[7]", "input.site.security_owners.7 may be undefined"),
]
ROWS = [
    ("answer contains m[r] if some r in ['x', 'y']", "m._ may be undefined in the head of answer"),
    ("answer contains helps.partly(r) if some r in ['x', 'y']", "helps.partly(...) may be undefined in the head"),
    ("answer contains helps.total(helps.partly(r)) if some r in ['y', 'x']", "helps.partly(...) may be undefined"),
    ("answer contains {'a': m[r]} if some r in ['x', 'y']", "m._ may be undefined"),
    ("answer contains helps.partly(r) if { r := ['x', 'y'][_] }", "helps.partly(...) may be undefined"),
    ("answer[r] := m[r] if some r in ['x', 'y']", "m._ may be undefined"),
    ("answer[helps.partly(r)] := r if some r in ['x', 'y']", "helps.partly(...) may be undefined"),
    ("answer[r] contains m[q][0] if { some r in ['a']; some q in ['x', 'y'] }", "m._.0 may be undefined"),
    ("answer := helps.partly(r) if some r in ['x', 'y']", "helps.partly(...) may be undefined"),
    ("answer contains m[_].k", "m._.k may be undefined"),
]
WHOLE = [
    "answer := count(deep)",
    "answer := count(pairs)",
    "answer := size(deep)",
    "answer := object.keys(helps.deep)",
    "answer := count(data.auditor.lib.helps.deep)",
    "answer := {'a': deep}",
    "answer := deep",
    "answer if deep == {}",
    "answer if { x := deep; x == {} }",
    "answer if { every k, _ in deep { k == 'x' } }",
    "answer := object.union(deep, {'a': 1})",
]
AGREED = [
    "some k in ['y']; not m[k]",
    "some k in ['y']; not m[k] == 1",
    "not 1 == m.o.z",
    "not m.o.z.z",
    "not helps.partly('y')",
    "not helps.missing",
    "not helps.missing == 1",
    "some k in ['y']; not here(k)",
    "some k in ['x']; m[k]; not 'Z' in m[k]",
    "some k in ['x']; count(m[k]) > 0; not 'Z' in m[k]",
    "some k in ['y']; v := m[k]; not 'A' in v",
    "not helps.known(helps.either('y')); not helps.known(helps.fallback('y'))",
    "not helps.total('x') == m; not helps.known(helps.always('x'))",
    "not 'x' in helps.present; not count(helps.present) == 1",
    "not 'A' in {v | some v in m.y}; not count([1 | m.y]) == 1",
    "not input.site.environment in {'test'}; not helps.known(input.tls)",
    "some k in ['y']; not object.get(m, k, 1) == 2",
    "not m[helps.fallback('y')]",
    "not 'x' in deep; not 'x' in helps.deep; not helps.deep.x; not deep.x; not pairs.x.y",
    "count(flat) == 0; count(helps.flat) == 0; every k, _ in flat { k == 'x' }",
    "{k | some k, _ in deep} == set(); {k | some k, _ in helps.deep} == set()",
    "deep := {'x': 1}; count(deep) == 1",
]
BOUND = [
    "answer contains v if { some r in ['x', 'y']; v := m[r] }",
    "answer contains m[r] if { some r in ['x', 'y']; count(m[r]) > 0 }",
    "answer contains helps.either(r) if some r in ['x', 'y']",
    "answer contains helps.fallback(r) if some r in ['x', 'y']",
    "answer contains helps.total([v | v := m[r]]) if some r in ['x', 'y']",
    "answer contains object.get(m, r, 1) if some r in ['x', 'y']",
    "answer contains helps.partly('y')",
    "answer contains helps.partly(r) if { r := 'y' }",
    "answer[r] := v if { some r in ['x', 'y']; v := helps.partly(r) }",
    "answer := [m[r] | some r in ['y', 'x']]",
    "answer := {helps.partly(r) | some r in ['y', 'x']}",
    "answer := {r: helps.partly(r) | some r in ['y', 'x']}",
    "of(k) := helps.partly(r) if some r in k\nanswer := of(['y', 'x'])",
    "answer := helps.partly(r) if { some r in ['x'] ; helps.partly(r) }",
]


def module(rule: str) -> Module:
    return Module("demo.rego", HEAD + re.sub("'", '"', rule) + "\n")


def asked(body: str) -> str:
    return f"answer if {{ {body} }}"


def refused(rule: str) -> list[tuple[int, str]]:
    return [(one.line, str(one)) for one in problems((Module("helps.rego", LIB), module(rule)))]


@pytest.mark.parametrize(("rule", "says"), [*((asked(body), says) for body, says in NEGATED), *ROWS])
def test_where_the_engines_part_is_refused_with_the_line_and_what_to_write(rule, says):
    ((line, text),) = (one for one in refused(rule) if "has two keys" not in one[1])  # `told` reads it as a whole
    assert line == LINE
    assert says in text
    assert "`v := ...`" in text


@pytest.mark.parametrize("rule", WHOLE)
def test_a_rule_of_two_keys_is_no_value(rule):
    ((line, text),) = refused(rule)
    assert line == LINE
    assert "has two keys, and where nothing holds the embedded engine has no value for it" in text
    assert "walk over it" in text


@pytest.mark.parametrize("rule", [*map(asked, AGREED), *BOUND])
def test_where_they_agree_is_let_through(rule):
    assert refused(rule) == []


def test_every_row_and_every_negation_is_looked_at_wherever_it_stands():
    rule = "answer := {k |\n\tsome k in ['x']\n\tnot 'A' in m[k]\n} if {\n\ttrue\n} else := [m[r] | r := 1]\n"
    assert [line for line, _ in refused(rule)] == [LINE + 2]
    rule = "answer if {\n\tevery k in ['x'] {\n\t\tnot 'A' in m[k]\n\t}\n}\n"
    assert [line for line, _ in refused(rule)] == [LINE + 2]


def embedded(rule: str) -> str:
    """What the embedded engine answers; an error is no answer, and loud."""
    try:
        said = Embedded().evaluate(
            [Module("helps.rego", LIB), module(rule)], {"told": "data.auditor.policies.demo.told"}, ESTATE.encode()
        )
    except AuditorError as error:
        return f"failed: {error}"
    return json.dumps(said["told"], sort_keys=True)


def real(rule: str, folder: Path) -> str:
    (folder / "helps.rego").write_text(LIB)
    (folder / "demo.rego").write_text(module(rule).text)
    (folder / "input.json").write_text(ESTATE)
    program = shutil.which("opa")
    assert program is not None
    files = ["-d", str(folder / "helps.rego"), "-d", str(folder / "demo.rego"), "-i", str(folder / "input.json")]
    done = subprocess.run(
        [program, "eval", "-f", "json", *files, "data.auditor.policies.demo.told"], capture_output=True, check=True
    )
    found = json.loads(done.stdout).get("result")
    return json.dumps(found[0]["expressions"][0]["value"] if found else None, sort_keys=True)


@pytest.mark.opa
@pytest.mark.skipif(shutil.which("opa") is None, reason="opa is not on PATH")
@pytest.mark.parametrize("rule", [*(asked(body) for body, _ in NEGATED), *(rule for rule, _ in ROWS), *WHOLE])
def test_what_is_refused_differs_between_the_engines(rule, tmp_path):
    assert embedded(rule) != real(rule, tmp_path)


@pytest.mark.opa
@pytest.mark.skipif(shutil.which("opa") is None, reason="opa is not on PATH")
@pytest.mark.parametrize("rule", [*map(asked, AGREED), *BOUND])
def test_what_is_let_through_does_not(rule, tmp_path):
    assert embedded(rule) == real(rule, tmp_path)
