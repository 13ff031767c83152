"""Try every finding's commands on the model and audit again: what does not clear its finding is not recommended.

RACF commands are applied to the model of RACF as one script. Commands to IMS Connect concern one endpoint each, and the
member is taken to be changed with them, because a restart would bring the old value back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from auditor.gather import Gathered
from auditor.judge.waivers import POLICY as WAIVERS
from auditor.models.estate import Estate
from auditor.models.place import InputFile
from auditor.models.verdict import Remediation, Result, Verdict
from auditor.racf.commands import Reaction, Team, apply, parse_script
from auditor.remedy.order import has_choice, ordered
from auditor.remedy.text import ims_script, racf_script

Judge = Callable[[Estate], frozenset[tuple[str, str]]]
"""Gives policy and object of what fails on a changed estate."""

_ROUNDS = 4
_ALONE = 60
"""Findings that are tried one by one when the whole does not clear everything; more are left as they are."""


@dataclass(frozen=True, slots=True)
class Remedy:
    """The result with every recommendation that failed its trial replaced by what happened; and the files to write."""

    result: Result
    files: dict[str, bytes]


@dataclass(frozen=True, slots=True)
class _Tried:
    """One trial: which findings are still there, which are new, what RACF refused, and what the model cannot tell."""

    left: frozenset[tuple[str, str]]
    new: frozenset[tuple[str, str]]
    refused: tuple[Reaction, ...]
    unclear: tuple[Reaction, ...]


def remediation(gathered: Gathered, result: Result, judge: Judge) -> Remedy:
    """Prove the remediation of every finding of `result` on the model of `gathered.estate`."""
    estate = _with_input(gathered.estate)
    before = _failing(result.verdicts)
    dropped: dict[tuple[str, str], str] = {}
    findings = [one for one in result.verdicts if _mendable(one)]
    for _ in range(_ROUNDS):
        wanted = [one for one in findings if _key(one) not in dropped]
        if not wanted:
            break  # nothing is left to try
        done = _try(estate, wanted, before, judge)
        failed = _faults(estate, wanted, before, judge, done)
        if not failed:
            break
        dropped |= failed
    kept = [one for one in findings if _key(one) not in dropped]
    verdicts = tuple(_told(one, dropped.get(_key(one))) if one.verdict == "fail" else one for one in result.verdicts)
    return Remedy(result.model_copy(update={"verdicts": verdicts}), _files(result, kept, dropped))


def _key(verdict: Verdict) -> tuple[str, str]:
    return verdict.policy, verdict.object


def _mendable(verdict: Verdict) -> bool:
    commands = (*verdict.remediation.racf, *verdict.remediation.ims)
    return (
        verdict.verdict == "fail"
        and verdict.waiver is None
        and verdict.policy != WAIVERS
        and bool(commands)
        and not any(has_choice(command) for command in commands)
    )


def _failing(verdicts: Iterable[Verdict]) -> frozenset[tuple[str, str]]:
    return frozenset(_key(one) for one in verdicts if one.verdict == "fail")


def _with_input(estate: Estate) -> Estate:
    """The estate with the remediation itself as an input, so that facts it makes have a place."""
    change = InputFile(kind="change", path="remediation", sha256="", codepage="utf-8", records=0)
    return estate.model_copy(update={"inputs": (*estate.inputs, change)})


def _try(estate: Estate, findings: Sequence[Verdict], before: frozenset[tuple[str, str]], judge: Judge) -> _Tried:
    commands = ordered(command for one in findings for command in one.remediation.racf)
    changed = estate
    refused: tuple[Reaction, ...] = ()
    unclear: tuple[Reaction, ...] = ()
    if commands:
        script = parse_script("\n".join(commands))
        done = apply(script, estate, estate, Team(_administrator(estate)), source=len(estate.inputs) - 1)
        if done.owed or done.active.model_copy(update={"change": estate.change}) != estate:
            changed = done.active
        refused = tuple(one for one in done.messages if one.level in ("refused", "not-understood"))
        unclear = tuple(one for one in done.messages if one.level in ("undecided", "not-understood"))
    for one in findings:
        changed = _with_ims(changed, one)
    # Where the evidence tells so little that no command could be tried, nothing has to be judged again.
    after = before if changed == estate else judge(changed)
    return _Tried(frozenset(_key(one) for one in findings) & after, after - before, refused, unclear)


def _administrator(estate: Estate) -> str | None:
    """Somebody who may issue the commands: a SPECIAL user that is not revoked."""
    return next((name for name, user in sorted(estate.users.items()) if user.special and not user.revoked), None)


def _with_ims(estate: Estate, finding: Verdict) -> Estate:
    """Commands to one IMS Connect, and its member changed with them."""
    name = finding.object.partition(":")[2].partition("/")[0]
    if not finding.remediation.ims or not finding.object.startswith("endpoint:"):
        return estate
    script = parse_script("\n".join(finding.remediation.ims))
    endpoints = []
    for endpoint in estate.endpoints:
        if endpoint.name != name:
            endpoints.append(endpoint)
            continue
        alone = estate.model_copy(update={"endpoints": (endpoint,)})
        changed = apply(script, alone, alone, source=len(estate.inputs) - 1).active.endpoints[0]
        running = changed.running
        update = {}
        if running is not None:
            fields = {
                "racf": "racf",
                "pswdmc": "pswdmc",
                "uidcache": "uidcache",
                "odracfst": "odracfst",
                "odbmappl": "appl",
            }
            for shown, coded in fields.items():
                fact = getattr(running, shown)
                if fact != getattr(endpoint.running, shown, None) and fact.value is not None:
                    update[coded] = fact
            update["running"] = running if endpoint.running is not None else None
        endpoints.append(changed.model_copy(update=update))
    return estate.model_copy(update={"endpoints": tuple(endpoints)})


def _faults(
    estate: Estate, wanted: Sequence[Verdict], before: frozenset[tuple[str, str]], judge: Judge, whole: _Tried
) -> dict[tuple[str, str], str]:
    """Which findings to drop, with the reason, after a trial of all of them together."""
    if not (whole.left or whole.new or whole.refused):
        return {}
    failed = {_key(one): _why_left(one, whole.unclear) for one in wanted if _key(one) in whole.left}
    for one in _suspects(wanted, whole)[:_ALONE]:
        if _key(one) in failed:
            continue
        alone = _try(estate, [one], before, judge)
        if alone.refused:
            failed[_key(one)] = _why_refused(alone.refused[0])
        elif alone.new & whole.new:
            made = ", ".join(f"{policy} on {subject}" for policy, subject in sorted(alone.new & whole.new)[:3])
            failed[_key(one)] = f"tried on the model, the commands bring another finding: {made}"
    return failed


def _why_refused(answer: Reaction) -> str:
    if answer.level == "not-understood":
        return f"the commands could not be tried on the model, because {answer.text}"
    return f"RACF would refuse a command ({answer.id}): {answer.text}"


def _why_left(finding: Verdict, unclear: Sequence[Reaction]) -> str:
    """Why the commands did not clear the finding: often because the evidence does not tell what RACF would do."""
    for one in unclear:
        if _touches(finding, one.object.rpartition("/")[2].rpartition(":")[2]):
            return f"the commands could not be tried on the model, because {one.text}"
    return "the commands were tried on the model and the finding was still there"


def _touches(finding: Verdict, name: str) -> bool:
    """Whether a command of the finding names it."""
    return any(name in command.replace("(", " ").replace(")", " ").split() for command in finding.remediation.racf)


def _suspects(wanted: Sequence[Verdict], whole: _Tried) -> list[Verdict]:
    """Findings whose commands touch what went wrong; everyone, when nothing tells."""
    names = {subject.partition(":")[2].partition("/id:")[0].rpartition("/")[2] for _, subject in whole.new}
    names |= {one.object.rpartition("/")[2].rpartition(":")[2] for one in whole.refused}
    near = [
        one
        for one in wanted
        if any(_touches(one, name) for name in names)
        or (one.remediation.ims and any(name in one.object for name in names))
    ]
    return near or list(wanted)


def _told(verdict: Verdict, why: str | None) -> Verdict:
    """A verdict whose recommendation failed its trial says so instead of recommending it."""
    if why is None:
        return verdict
    tried = "; ".join((*verdict.remediation.racf, *verdict.remediation.ims))
    sentence = f"No commands are recommended: {why}. They were: {tried}"
    remedy = Remediation(other=(*verdict.remediation.other, sentence))
    return replace(verdict, remediation=remedy)


def _files(result: Result, kept: Sequence[Verdict], dropped: dict[tuple[str, str], str]) -> dict[str, bytes]:
    racf = [one for one in kept if one.remediation.racf]
    ims = [one for one in kept if one.remediation.ims]
    total = sum(one.verdict == "fail" and one.waiver is None for one in result.verdicts)
    choices = [
        command
        for one in result.verdicts
        if one.verdict == "fail" and one.waiver is None
        for command in one.remediation.racf
        if has_choice(command)
    ]
    title = [
        f"Remediation of {result.system}, as of {result.as_of}. It is a proposal: review it.",
        f"It mends {len(kept)} of {total} findings; it was applied to the model and audited again.",
        *(f"Not recommended for {policy} on {subject}: {why}." for (policy, subject), why in sorted(dropped.items())),
    ]
    undo = [command for one in reversed(racf) for command in one.remediation.undo]
    refreshes = [command for command in dict.fromkeys(undo) if "REFRESH" in command]
    backwards = [command for command in dict.fromkeys(undo) if "REFRESH" not in command] + refreshes
    return {
        "remediation.racf": racf_script(
            title, racf, ordered(command for one in racf for command in one.remediation.racf), backwards,
            list(dict.fromkeys(choices)),
        ),
        "remediation.ims": ims_script(
            [*title[:1], "Commands change the running IMS Connect; without the member, a restart undoes it."],
            [(one, one.remediation.ims, one.remediation.other) for one in ims],
        ),
    }  # fmt: skip
