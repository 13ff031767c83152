"""The return code: one number for a batch job, the same whatever the output format.

This is arithmetic over verdicts that Rego gave, not a judgement: see design, section 2.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import product

from auditor.errors import ConfigurationError, ReturnCode
from auditor.judge.scope import left_out, meant
from auditor.models.place import Diagnostic, InputFacts
from auditor.models.verdict import SEVERITIES, WORST_FIRST, CrossCheck, Result, Severity, Verdict


def gates(verdict: Verdict, fail_on: Severity) -> bool:
    """Whether a verdict is a finding at or above the threshold that nobody has accepted."""
    return (
        verdict.verdict == "fail"
        and verdict.waiver is None
        and SEVERITIES.index(verdict.severity) >= SEVERITIES.index(fail_on)
    )


def return_code(  # noqa: PLR0913 - everything a return code depends on
    verdicts: Iterable[Verdict],
    crosscheck: CrossCheck,
    diagnostics: Iterable[Diagnostic],
    inputs: Iterable[InputFacts],
    fail_on: Severity,
    *,
    strict: bool = False,
    left_out: Collection[str] = (),
) -> ReturnCode:
    """The highest code that applies; 16 is never one of them (it means that nothing was judged).

    `left_out`: kinds of input that the site excludes; what is undecided for them alone does not count.
    """
    judged = list(verdicts)
    undecided = any(
        verdict.verdict == "undecided" and not meant((verdict.reason or "").split("; "), left_out) for verdict in judged
    )
    damaged = any(one.level == "error" for one in diagnostics) or any(one.rejected for one in inputs)
    if damaged or crosscheck.disagree or crosscheck.observed.contradicted or (strict and undecided):
        return ReturnCode.DAMAGED
    if any(gates(verdict, fail_on) for verdict in judged):
        return ReturnCode.FINDINGS
    open_ones = [v for v in judged if v.verdict in ("fail", "advisory") and v.waiver is None]
    # Without an unload no trial is decided, for many reasons: the verdicts say whether that is all.
    open_trials = (trial for trial in crosscheck.trials if trial.simulated == "undecided" and "unload" not in left_out)
    if undecided or open_ones or any(not meant(trial.expected_reasons, left_out) for trial in open_trials):
        return ReturnCode.NOTED
    return ReturnCode.CLEAN


def check_fits(result: Result, path: str) -> None:
    """Refuse (`ConfigurationError`, 16) a saved result of which no run could have ended with its return code.

    The threshold and --strict are not in a result: any of them will do. So an edited code is seen where it says that
    less is wrong than the verdicts, the diagnostics and the trials of the same file. So is a verdict that the summary
    of its policy contradicts. A file that was edited throughout fits itself: only a digest kept elsewhere tells.
    """
    codes = {
        int(
            return_code(
                result.verdicts, result.crosscheck, result.diagnostics, result.inputs, fail_on,
                strict=strict, left_out=left_out(result.excluded),
            )
        )
        for fail_on, strict in product(SEVERITIES, (False, True))
    }  # fmt: skip
    if result.return_code not in codes:
        raise ConfigurationError(
            f"{path} has return code {result.return_code}, which does not fit its verdicts", "scan again"
        )
    by_policy: dict[str, list[Verdict]] = {}
    for verdict in result.verdicts:
        by_policy.setdefault(verdict.policy, []).append(verdict)
    for summary in result.policies:
        rows = by_policy.get(summary.id, [])
        worst = min((verdict.verdict for verdict in rows), key=WORST_FIRST.index, default=summary.verdict)
        if worst != summary.verdict or len({verdict.object for verdict in rows}) != summary.examined:
            what = f"{path} does not fit itself: {summary.id} says other than its verdicts"
            raise ConfigurationError(what, "scan again")
