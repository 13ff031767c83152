"""`junit.xml`: one suite for each policy, one case for each object, for the test page of a build server."""

from __future__ import annotations

import io

from junitparser import Error, Failure, JUnitXml, Properties, Property, Skipped, TestCase, TestSuite

from auditor.models.verdict import PolicySummary, Result, Verdict
from auditor.renderers.context import RenderContext
from auditor.visible import numbered


def render(result: Result, context: RenderContext) -> bytes:  # noqa: ARG001 - JUnit has no place for history
    """Fails are failures; undecided is an error (a skip would read as harmless); waived and out of scope are skips."""
    report = JUnitXml(numbered(f"auditor {result.system}"))
    by_policy: dict[str, list[Verdict]] = {policy.id: [] for policy in result.policies}
    for verdict in result.verdicts:
        by_policy.setdefault(verdict.policy, []).append(verdict)
    titles = {policy.id: policy for policy in result.policies}
    for name, verdicts in by_policy.items():
        report.add_testsuite(_suite(name, titles.get(name), verdicts, result))
    damaged = [one for one in result.diagnostics if one.level == "error"]
    if damaged or result.crosscheck.disagree:
        report.add_testsuite(_evidence(result))
    report.update_statistics()  # type: ignore[no-untyped-call]
    out = io.BytesIO()
    report.write(out)
    return out.getvalue() + b"\n"


def _suite(name: str, policy: PolicySummary | None, verdicts: list[Verdict], result: Result) -> TestSuite:
    suite = TestSuite(numbered(f"{name} {policy.title}" if policy else name))
    suite.timestamp = f"{result.as_of}T00:00:00"
    properties = Properties()  # type: ignore[no-untyped-call]
    properties.add_property(Property("severity", policy.severity if policy else "unknown"))
    suite.append(properties)  # type: ignore[no-untyped-call]
    suite.add_testcases(list(map(_case, verdicts)))  # one by one, each would count all before it
    return suite


def _case(verdict: Verdict) -> TestCase:
    case = TestCase(numbered(verdict.object), classname=numbered(f"auditor.{verdict.slug}"))
    case.time = 0
    message = numbered(verdict.message)
    if verdict.waiver is not None:
        waiver = verdict.waiver
        words = f"accepted by {waiver.approver} until {waiver.expires} ({waiver.ticket}): {verdict.message}"
        case.result = [Skipped(numbered(words))]
    elif verdict.verdict == "fail":
        failure = Failure(message, verdict.severity)
        failure.text = _text(verdict)
        case.result = [failure]
    elif verdict.verdict == "undecided":
        error = Error(numbered(verdict.reason or verdict.message), "undecided")
        error.text = _text(verdict)
        case.result = [error]
    elif verdict.verdict == "not_applicable":
        case.result = [Skipped(message)]
    elif verdict.verdict == "advisory":
        case.system_out = f"advisory: {message}"
    return case


def _text(verdict: Verdict) -> str:
    lines = [f"{verdict.policy} {verdict.object}", verdict.message, *([verdict.reason] if verdict.reason else [])]
    lines += [f"{one.path}, record {one.record}: {one.note}" for one in verdict.places]
    remedy = verdict.remediation
    lines += [f"fix: {command}" for command in (*remedy.racf, *remedy.ims, *remedy.other)]
    lines.append(f"fingerprint: {verdict.fingerprint}")
    return numbered("\n".join(lines), lines=True)


def _evidence(result: Result) -> TestSuite:
    """Damage and disagreement as errors of their own: a build must not read as green over them."""
    suite = TestSuite("evidence")
    suite.timestamp = f"{result.as_of}T00:00:00"
    cases = []
    for one in result.diagnostics:
        if one.level != "error":
            continue
        case = TestCase(numbered(f"{one.path} record {one.record or '?'}"), classname="auditor.evidence")
        case.result = [Error(numbered(f"{one.code}: {one.message}"), "damaged")]
        cases.append(case)
    for trial in result.crosscheck.trials:
        if not trial.agrees:
            name = f"{trial.client or trial.requester} {trial.user} {trial.step}"
            case = TestCase(numbered(name), classname="auditor.crosscheck")
            case.result = [Error(f"policies expect {trial.expected}, the model says {trial.simulated}", "disagreement")]
            cases.append(case)
    suite.add_testcases(cases)
    return suite
