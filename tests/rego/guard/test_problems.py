from __future__ import annotations

import re
from pathlib import Path

import pytest

from auditor.errors import PolicyBroken
from auditor.policies.catalogue import load_catalogue
from auditor.policies.check import check
from auditor.rego.embedded.engine import Embedded
from auditor.rego.guard.problems import problems
from auditor.rego.port import Module

LIB = Module(
    "lib.rego",
    "package auditor.lib.racf\nimport rego.v1\nlevel(x) := x.uacc\nowners contains u if some u in input.users\n",
)
HEAD = "package auditor.policies.demo\nimport rego.v1\nimport data.auditor.lib.racf\n"
BROKEN = Path(__file__).parents[2] / "data" / "policies_broken"


def found(statement: str, engine: str = "embedded") -> list[tuple[int, str]]:
    text = f"{HEAD}# é moves bytes, not lines\nverdicts contains 1 if {{\n\t{statement}\n}}\n"
    return [(one.line, str(one)) for one in problems((LIB, Module("demo.rego", text)), engine)]


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("input.profles", "did you mean `profiles`"),
        ('input["profles"]', "did you mean `profiles`"),
        ("p := input.profiles.APPL[n]; p.uac == 1", "did you mean `uacc`"),
        ("p.uac == 1; p := input.profiles.APPL[n]", "did you mean `uacc`"),
        ("some p in input.profiles.APPL; p.uac", "did you mean `uacc`"),
        ("some e in input.endpoints; e.racf.valu", "did you mean `value`"),
        ("input.endpoints[_].rcf", "did you mean `racf`"),
        ("some e in input.endpoints; e.running.odbmapl", "did you mean `odbmappl`"),
        ("every e in input.endpoints { e.rcf }", "did you mean `racf`"),
        ("x := [u | some u in input.users; u.specal]", "did you mean `special`"),
        ("x := {u: 1 | some u in input.users; u.specal}", "did you mean `special`"),
        ("x := {u | some u in input.users; u.specal}", "did you mean `special`"),
        ("not input.site.stale_day", "did you mean `stale_days`"),
        ("input.users.X.connections.G.revokd", "did you mean `revoked`"),
        ("input.as_of.year", "the estate has no `year`"),
        ("racf.levle(1)", "did you mean `level`"),
        ("racf.owner", "did you mean `owners`"),
        ("data.auditor.lib.raf.owners", "nothing defines data.auditor.lib.raf"),
        ("data.site.users", "nothing defines data.site.users"),
        ("coutn([1]) == 1", "did you mean count"),
        ("walk(input, x)\n\ty := walk(input)", "walk(x, [path, value])"),
        ('sprintf("%5d", [1])', "only %s for strings"),
        ('sprintf("%q", ["a"])', "only %s for strings"),
        ('sprintf("100%", [])', "only %s for strings"),
        ('sprintf("%s %s", ["a"])', "2 verbs and 1 values"),
        ('regex.match(`\\d+`, "1")', "write them out"),
        ("http.send({})", "must not be used"),
        ("time.now_ns() > 0", "input.as_of"),
        ("opa.runtime()", "must not be used"),
        ('rand.intn("x", 3)', "same inputs"),
        ("print(input)", "keep print"),
        ('crypto.sha256("x")', "--engine opa"),
        ("count([1]) with count as 3", "replaces a built-in"),
    ],
)
def test_refused_with_the_line_and_what_to_write(statement, says):
    rows = found(statement)
    assert len(rows) == 1, rows
    assert says in rows[0][1]
    assert rows[0][0] == 6 + statement.count("\n")


@pytest.mark.parametrize(
    "statement",
    [
        'p := input.profiles.APPL["X"]; p.acl.U.access == "READ"; p.acl.U.at[0] == 1',
        "some e in input.endpoints; e.running.odbmappl.value",
        "some k, v in input.users; v.days[1]; k",
        "input.classes.APPL.active.value",
        "input.change.owed[_].profile",
        'some d in input.evidence.unload.damage; d["class"] == "APPL"',
        "walk(input, [path, value])",
        'sprintf("%s %d %v %%", ["a", 1, {}])',
        'regex.match(`^[0-9]+$`, "1")',
        "racf.level(input.profiles.APPL.X); count(racf.owners) > 0",
        "data.auditor.lib.racf.owners",
        "x := json.unmarshal(`{}`); x.anything.goes",
        "count(input.users) == 0 with input.users as {}",
        "racf.level(1) with racf.level as 3",
    ],
)
def test_what_is_sound_is_let_through(statement):
    assert found(statement) == []


def test_what_only_opa_has_is_let_through_for_opa():
    assert found('crypto.sha256("x")', "opa") == []
    assert len(found("http.send({})", "opa")) == 1


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("package auditor.policies.x\nverdicts contains 1 if true\n", "`import rego.v1` is missing"),
        ("package auditor.policies.x\nimport rego.v1\nfindings contains 1\n", "no rule `verdicts`"),
        ("package auditor.policies.x\nimport rego.v1\nverdicts := {1}\n", "not a set rule"),
        (
            "package auditor.policies.x\nimport rego.v1\nverdicts contains f(1)\nf(x) := g(x)\ng(x) := f(x)\n",
            "needs itself",
        ),
        (
            "package auditor.policies.x\nimport rego.v1\nimport data.auditor.lib.rcaf\nverdicts contains 1\n",
            "nothing defines",
        ),
    ],
)
def test_modules_as_a_whole(text, says):
    (one,) = problems((LIB, Module("x.rego", text)))
    assert says in str(one)


def test_string_interpolation_does_not_parse():
    with pytest.raises(PolicyBroken, match=r"x\.rego, line 3"):
        problems(
            (Module("x.rego", 'package auditor.policies.x\nimport rego.v1\nverdicts contains $"{input.system}"\n'),)
        )


def test_everything_is_listed_and_the_first_is_the_message(shelf):
    shelf.policy("no-key", "verdicts contains 1 if {\n\tinput.profles\n\tinput.clints\n}\n")
    with pytest.raises(PolicyBroken, match=r"input\.profles.*and 1 more") as caught:
        check(load_catalogue(folder=shelf.folder))
    assert len(caught.value.problems) == 2
    assert all(re.match(r"policies/no-key/no_key\.rego, line \d+: ", one) for one in caught.value.problems)


@pytest.mark.parametrize("folder", sorted(path.name for path in BROKEN.iterdir()))
def test_every_broken_folder_is_refused_before_it_judges(folder, shelf):
    shelf.policy("no-key", 'verdicts contains result.verdict("system", "pass", "Well.", null)\n')
    with pytest.raises(PolicyBroken) as caught:
        check(load_catalogue([str(BROKEN / folder)], shelf.folder))
    assert "line" in str(caught.value) or "redefined" in str(caught.value)


A = "package auditor.policies.a\nimport rego.v1\nverdicts contains n if some n in input.ids\n"
B = "package auditor.policies.b\nimport rego.v1\nimport data.auditor.policies.a\nverdicts contains 1\ntwo := 2\n"
C = "package auditor.policies.c\nimport rego.v1\nimport data.auditor.policies.b\n"
USERS = Module("a.rego", A.replace("input.ids", "input.users"))
READS = "f(x) := count(a.verdicts) + x\n"
FULL = READS.replace("a.verdicts", "data.auditor.policies.a.verdicts")


def engine_says(*texts: str) -> object:
    modules = [Module(f"{number}.rego", text) for number, text in enumerate(texts)]
    return Embedded().evaluate(modules, {"c": "data.auditor.policies.c.verdicts"}, b'{"ids": [1, 2]}')["c"]


def lost(*texts: str) -> list[tuple[str, int]]:
    shelf = (
        USERS,
        *(Module(f"{n}.rego", t) for n, t in enumerate(texts)),
    )
    return [(one.file, one.line) for one in problems(shelf)]


@pytest.mark.parametrize(
    ("function", "reading", "bites"),
    [
        (READS, "verdicts contains b.f(1) if b.two == 2\n", True),
        (READS, "verdicts contains b.f(1) if b[`two`] == 2\n", True),
        (READS, "verdicts contains b.f(1) if data.auditor.policies.b\n", True),
        (
            "f(x) := g if {\n\tg := [y | some y in a.verdicts; y > x]\n}\n",
            "verdicts contains b.f(0) if b.two == 2\n",
            True,
        ),
        (READS, "verdicts contains b.f(1) if data.auditor.policies.b.two == 2\n", False),
        (READS, "verdicts contains b.f(1) if b.f(2)\n", False),
        (
            READS.replace("a.verdicts", "data.auditor.policies.a.verdicts"),
            "verdicts contains b.f(1) if b.two == 2\n",
            False,
        ),
        ("g := count(a.verdicts) + 1\nf(x) := g + x\n", "verdicts contains b.f(0) if b.two == 2\n", False),
    ],
)
def test_what_the_embedded_engine_loses_is_refused_and_nothing_else(function, reading, bites):
    whole = engine_says(A, B + function, C + reading)
    assert (whole in ([], [[]])) is bites, whole
    assert lost(B + function, C + reading) == ([("1.rego", 4)] if bites else [])


def test_what_is_lost_is_told_with_what_to_write():
    modules = (USERS, Module("b.rego", B + READS))
    (one,) = problems((*modules, Module("c.rego", C + "verdicts contains b.f(1) if b.two == 2\n")))
    assert "(b.rego, line 6: a.verdicts)" in str(one)
    assert "write data.auditor.policies.b.two in full" in str(one)


def test_a_function_of_the_library_reads_by_the_full_path_whoever_reads_it():
    library = Module(
        "x.rego", READS.join(["package auditor.lib.x\nimport rego.v1\nimport data.auditor.policies.a\n", ""])
    )
    (one,) = problems((USERS, library))
    assert (one.file, one.line) == ("x.rego", 4)
    assert "write data.auditor.policies.a.verdicts in full" in str(one)


def test_only_what_was_not_passed_is_checked_and_what_it_needs_of_the_others():
    passed = (Module("a.rego", A), Module("b.rego", B + READS))
    mine = Module("c.rego", C + "verdicts contains b.f(1) if b.two == 2\n")
    assert [one.file for one in problems((*passed, mine))] == ["a.rego", "c.rego"]
    assert [one.file for one in problems((*passed, mine), "embedded", passed)] == ["c.rego"]
