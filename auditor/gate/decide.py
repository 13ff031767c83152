"""What speaks against a change, all of it, and the decision.

Nothing is judged here: verdicts, trials and messages of before and after are compared, and the rules of the gate are
laid over them (README, "What blocks").
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from auditor.errors import ReturnCode
from auditor.gate.reasons import Reasons
from auditor.gather.dates import age, older
from auditor.judge.compare import Comparison
from auditor.models.place import InputFacts
from auditor.models.verdict import Result, Verdict
from auditor.racf.commands import Reaction

BLOCKING_SEVERITIES = ("critical", "high")
"""A new or worse finding of these blocks, whatever the metadata of its policy says."""
REFRESH_POLICY = "PT-D03"
"""Judges a change that has not taken effect; it is asked in a gate alone."""


def verdict_reasons(moved: Comparison, active: Result, gates: Mapping[str, str]) -> Reasons:
    """Return what the verdicts say. `gates`: policy id -> what its metadata says of the gate."""
    reasons = Reasons()
    in_effect = {(one.policy, one.object) for one in moved.in_effect}
    for verdict in moved.new:
        _verdict(reasons, verdict, "is new", gates)
    for verdict in moved.worse:
        took_effect = (verdict.policy, verdict.object) in in_effect
        _verdict(reasons, verdict, "is now in effect" if took_effect else "got worse", gates)
    for verdict in moved.changed:
        accepted = "" if verdict.waiver is None else f" (waived, with other facts now: {_accepted(verdict)})"
        reasons.warn(f"{verdict.policy} stays on {verdict.object} with other facts: {verdict.message}{accepted}")
    known = {(verdict.policy, verdict.object) for verdict in moved.new}
    for verdict in active.verdicts:
        owed = verdict.policy == REFRESH_POLICY and verdict.verdict == "fail"
        if owed and ((verdict.policy, verdict.object) not in known or verdict.waiver is not None):
            reasons.block(f"{verdict.policy} on {verdict.object}: {verdict.message}")
    return reasons


def _verdict(reasons: Reasons, verdict: Verdict, moved: str, gates: Mapping[str, str]) -> None:
    if verdict.verdict == "undecided":
        moved = "is undecided"
    elif verdict.verdict == "advisory":
        moved = "is now an advisory"
    text = f"{verdict.policy} {moved} on {verdict.object}: {verdict.reason or verdict.message}"
    if verdict.waiver is not None:
        text += f" ({_accepted(verdict)})"
    reasons.add(text, blocks=_blocks(verdict, gates))


def _accepted(verdict: Verdict) -> str:
    """Who accepted the risk, and how long for; empty where nobody did."""
    if verdict.waiver is None:
        return ""
    return f"accepted by {verdict.waiver.approver} until {verdict.waiver.expires}"


def _blocks(verdict: Verdict, gates: Mapping[str, str]) -> bool:
    if verdict.verdict != "fail" or verdict.waiver is not None:
        return False
    return verdict.severity in BLOCKING_SEVERITIES or gates.get(verdict.policy) == "blocks"


def message_reasons(reactions: Iterable[Reaction]) -> Reasons:
    """Return what the answers to the commands say, by their level."""
    reasons = Reasons()
    for one in reactions:
        line = f"line {one.line}"
        if one.level == "refused":
            reasons.block(f"{line}: RACF would refuse this command ({one.id}): {one.text}")
        elif one.level == "not-understood":
            reasons.block(f"{line}: this is not understood, so nothing after it is certain: {one.text}")
        elif one.level == "undecided":
            reasons.warn(f"{line}: {one.text}")
    return reasons


def evidence_reasons(results: Sequence[Result], *, strict: bool) -> Reasons:
    """Return why the three results cannot carry a decision: a return code of 12 is never accepted."""
    reasons = Reasons()
    for result in results:
        if result.return_code < ReturnCode.DAMAGED:
            continue
        errors = [one for one in result.diagnostics if one.level == "error"]
        for one in errors[:5]:
            where = f"{one.path}, record {one.record}: " if one.record is not None else f"{one.path}: "
            where = "" if one.message.startswith(one.path) else where
            reasons.block(f"the evidence is damaged: {where}{one.message}")
        if len(errors) > 5:
            reasons.block(f"the evidence is damaged: {len(errors) - 5} more errors")
        if result.crosscheck.disagree:
            reasons.block(f"the policies and the model of RACF disagree about {result.crosscheck.disagree} trials")
        if strict and any(verdict.verdict == "undecided" for verdict in result.verdicts):
            reasons.block("something is undecided, and --strict was given")
        if not reasons.blocks:
            reasons.block("the evidence is damaged or incomplete (return code 12)")
    reasons.blocks = list(dict.fromkeys(reasons.blocks))
    return reasons


def age_reasons(inputs: Sequence[InputFacts], as_of: date, days: int) -> Reasons:
    """Return why the evidence is too old to judge a change on: known to be more than `days` old, on the day `as_of`.

    A change goes to a system as it is today; what is months old may pass for a scan, with its age, and for no gate.
    """
    reasons = Reasons()
    for _, file in older(inputs, as_of, days):
        if file.kind in ("unload", "setropts"):
            what = f"judged on the state of {file.taken}: {age(file, as_of)}, and max_gate_days is {days}"
            reasons.block(what)
    for file in inputs:
        bound = file.kind == "unload" and file.taken is not None and file.taken_from == "bound"
        if bound and (as_of - date.fromisoformat(file.taken or "")).days > days:
            reasons.warn(f"nothing tells when the unload was taken; the newest date in it is {file.taken}")
    reasons.blocks = list(dict.fromkeys(reasons.blocks))
    return reasons


def return_code(reasons: Reasons, results: Iterable[Result], *, old: bool = False) -> ReturnCode:
    """The highest code that applies. `old`: the evidence is too old for a gate."""
    if old or any(result.return_code >= ReturnCode.DAMAGED for result in results):
        return ReturnCode.DAMAGED
    if reasons.blocks:
        return ReturnCode.FINDINGS
    return ReturnCode.NOTED if reasons.warns else ReturnCode.CLEAN
