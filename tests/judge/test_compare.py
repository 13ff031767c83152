from __future__ import annotations

from dataclasses import replace

import pytest

from auditor.judge.compare import compare
from auditor.models.verdict import CrossCheck, Remediation, Result, Tool, Verdict, WaiverApplied


def verdict(word, severity="high", name="A", fingerprint="f"):
    return Verdict(
        policy="PT-A01", slug="s", object=f"endpoint:{name}", verdict=word, severity=severity, message="m", reason=None,
        facts={}, masked_by=None, fingerprint=fingerprint, waiver=None, places=(), remediation=Remediation(),
        controls=(), assumptions=(),
    )  # fmt: skip


def masked(one):
    return replace(one, masked_by="PT-D01")


def accepted(one):
    waiver = WaiverApplied(reason="r", owner="o", approver="a", ticket="t", expires="2099-01-01")
    return replace(one, waiver=waiver)


def result(*verdicts):
    return Result(
        tool=Tool(name="auditor", version="0"), system="S", as_of="2026-01-01", return_code=0, inputs=(), endpoints=(),
        policies=(), verdicts=verdicts, crosscheck=CrossCheck(agree=0, disagree=0, trials=()), diagnostics=(),
        assumptions=(),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        (verdict("pass"), verdict("fail"), "new"),
        (verdict("undecided"), verdict("fail"), "new"),
        (None, verdict("fail"), "new"),
        (verdict("fail"), verdict("pass"), "gone"),
        (verdict("fail"), None, "gone"),
        (verdict("fail", "low"), verdict("fail", "critical"), "worse"),
        (verdict("pass"), verdict("undecided"), "worse"),
        (None, verdict("undecided"), "worse"),
        (verdict("fail", "critical"), verdict("fail", "low"), "better"),
        (verdict("undecided"), verdict("pass"), "better"),
        (verdict("fail"), verdict("fail", fingerprint="g"), "changed"),
        (verdict("advisory"), verdict("advisory", fingerprint="g"), "changed"),
        (verdict("pass"), verdict("advisory"), "worse"),
        (verdict("not_applicable"), verdict("advisory"), "worse"),
        (None, verdict("advisory"), "worse"),
        (verdict("advisory"), verdict("undecided"), "worse"),
        (verdict("undecided"), verdict("advisory"), "better"),
        (verdict("advisory"), verdict("pass"), "better"),
        (verdict("fail"), accepted(verdict("fail")), "better"),
        (accepted(verdict("fail")), verdict("fail"), "worse"),
        (verdict("fail"), masked(verdict("fail")), "better"),
        (masked(verdict("fail", "low")), masked(verdict("fail", "high")), "worse"),
    ],
)
def test_each_move_has_one_name(before, after, kind):
    done = compare(result(*([before] if before else [])), result(*([after] if after else [])))
    assert {name for name, rows in done if rows} == {kind}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ([masked(verdict("fail"))], [verdict("fail")]),
        ([masked(verdict("fail"))], [accepted(verdict("fail"))]),
        ([masked(verdict("fail", "critical"))], [verdict("fail", "low")]),
        ([masked(verdict("fail")), masked(verdict("fail"))], [masked(verdict("fail")), verdict("fail", "low")]),
    ],
)
def test_a_masked_fail_that_becomes_open_is_worse_and_in_effect(before, after):
    done = compare(result(*before), result(*after))
    assert {name for name, rows in done if rows} == {"worse", "in_effect"}
    assert done.in_effect == done.worse
    assert [one.masked_by for one in done.worse] == [None]


def test_an_open_fail_stands_for_its_object_before_a_masked_one():
    done = compare(result(), result(masked(verdict("fail", "critical")), verdict("fail", "low")))
    assert [one.severity for one in done.new] == ["low"]


def test_out_of_scope_is_as_good_as_sound():
    for before, after in (("pass", "not_applicable"), ("not_applicable", "pass")):
        assert not any(rows for _, rows in compare(result(verdict(before)), result(verdict(after))))


@pytest.mark.parametrize("word", ["pass", "not_applicable", "advisory", "fail", "undecided"])
def test_the_same_is_no_move(word):
    assert not any(rows for _, rows in compare(result(verdict(word)), result(verdict(word))))


def test_a_fail_that_became_undecided_is_gone_as_a_fail_and_worse_to_know():
    done = compare(result(verdict("fail")), result(verdict("undecided")))
    assert (len(done.gone), len(done.worse), len(done.new)) == (1, 1, 0)


def test_the_worst_verdict_stands_for_an_object():
    done = compare(result(verdict("pass")), result(verdict("pass"), verdict("fail", "low"), verdict("fail", "high")))
    assert [one.severity for one in done.new] == ["high"]
