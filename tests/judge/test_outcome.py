from __future__ import annotations

import pytest

from auditor.cli import run
from auditor.judge.outcome import return_code
from auditor.models.place import Diagnostic, InputFile
from auditor.models.verdict import CrossCheck, Remediation, Verdict, WaiverApplied
from auditor.renderers.interface import render
from tests.output.results import ACCEPTED
from tests.output.results import result as saved
from tests.output.results import verdict as saved_verdict

NONE = CrossCheck(agree=0, disagree=0, trials=())
WAIVER = WaiverApplied(reason="r", owner="o", approver="a", ticket="t", expires="2027-01-01")
ERROR = Diagnostic(input="unload", path="u", record=1, level="error", code="c", message="m")
REMARK = ERROR.model_copy(update={"level": "remark"})
REJECTED = InputFile(kind="unload", path="u", sha256="0", codepage="latin-1", records=9, rejected=1)


def verdict(word, severity="high", waiver=None):
    return Verdict(
        policy="PT-A01", slug="s", object="o", verdict=word, severity=severity, message="m", reason=None, facts={},
        masked_by=None, fingerprint="f", waiver=waiver, places=(), remediation=Remediation(), controls=(),
        assumptions=(),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("verdicts", "expected"),
    [
        ([verdict("pass"), verdict("not_applicable")], 0),
        ([verdict("fail", waiver=WAIVER)], 0),
        ([verdict("advisory")], 4),
        ([verdict("undecided")], 4),
        ([verdict("fail", "low")], 4),
        ([verdict("fail", "medium")], 8),
        ([verdict("fail", "critical"), verdict("undecided")], 8),
        ([], 0),
    ],
)
def test_the_highest_code_that_applies(verdicts, expected):
    assert return_code(verdicts, NONE, [REMARK], [], "medium") == expected


def test_the_threshold_moves_findings_between_4_and_8():
    assert return_code([verdict("fail", "medium")], NONE, [], [], "high") == 4
    assert return_code([verdict("fail", "low")], NONE, [], [], "low") == 8


@pytest.mark.parametrize("findings", [[], [verdict("fail", "critical")]])
def test_damage_and_disagreement_outrank_findings(findings):
    assert return_code(findings, NONE, [ERROR], [], "medium") == 12
    assert return_code(findings, NONE, [], [REJECTED], "medium") == 12
    assert return_code(findings, CrossCheck(agree=1, disagree=1, trials=()), [], [], "medium") == 12


def test_strict_does_not_live_with_undecided():
    assert return_code([verdict("undecided")], NONE, [], [], "medium", strict=True) == 12
    assert return_code([verdict("pass")], NONE, [], [], "medium", strict=True) == 0


@pytest.mark.parametrize(
    ("verdicts", "code", "fits"),
    [
        ((saved_verdict("A"),), 0, False),
        ((saved_verdict("A"),), 8, True),
        ((saved_verdict("A"),), 4, True),  # --fail-on critical
        ((saved_verdict("A"),), 12, False),
        ((saved_verdict("A"),), 16, False),
        ((saved_verdict("A", "undecided"),), 0, False),
        ((saved_verdict("A", "undecided"),), 12, True),  # --strict
        ((saved_verdict("A", "advisory"),), 0, False),
        ((saved_verdict("A", waiver=ACCEPTED),), 0, True),
        ((), 0, True),
        ((), 8, False),
    ],
)
def test_an_edited_return_code_is_seen(verdicts, code, fits, tmp_path):
    path = tmp_path / "result.json"
    path.write_bytes(render("json", saved(*verdicts, code=code)))
    ends = run(["report", str(path), "--format", "csv", "--out", str(tmp_path / "o")])
    assert ends == (code if fits else 16)


def test_results_of_two_systems_are_told_apart(tmp_path, capsys):
    for name in ("A", "B"):
        (tmp_path / name).write_bytes(render("json", saved(system=name, code=0)))
    assert run(["compare", str(tmp_path / "A"), str(tmp_path / "B")]) == 0
    assert "two systems: A and B" in capsys.readouterr().err
