"""Try every finding's commands on the model and judge again: what does not clear its finding is not recommended.

RACF commands are applied to the model of RACF as one script. Commands to IMS Connect concern one endpoint each, and the
member is taken to be changed with them, because a restart would bring the old value back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from auditor.judge.waivers import POLICY as WAIVERS
from auditor.models.estate import Estate
from auditor.models.place import InputFile
from auditor.models.verdict import Remediation, Verdict
from auditor.racf.commands import Reaction, Team, apply, parse_script
from auditor.remedy.order import has_choice, ordered

Key = tuple[str, str]
"""Policy and object."""
JudgeAgain = Callable[[Estate], frozenset[Key]]
"""Gives policy and object of what fails on a changed estate."""

_ROUNDS = 8
"""Trials of all that is left together; each drops what failed."""
_ALONE = 60
"""Findings that are tried one by one when the whole does not clear everything."""
_TOGETHER = "together with the commands of other findings they were tried on the model, and the result was not sound"


@dataclass(frozen=True, slots=True)
class Proven:
    """The verdicts, each recommendation that failed its trial replaced by what happened."""

    verdicts: tuple[Verdict, ...]
    remedied: tuple[Verdict, ...] = ()
    """Those whose commands, run together, clear their findings and bring no other."""
    dropped: Mapping[Key, str] = field(default_factory=dict)
    """Why the commands of a finding are not recommended."""


@dataclass(frozen=True, slots=True)
class _Layers:
    """What commands change, and what checks use; the same but for a change that is not refreshed."""

    stored: Estate
    active: Estate


@dataclass(frozen=True, slots=True)
class _Tried:
    """One trial: which findings are still there, which are new, what RACF refused, and what the model cannot tell."""

    left: frozenset[Key]
    new: frozenset[Key]
    refused: tuple[Reaction, ...]
    unclear: tuple[Reaction, ...]

    @property
    def sound(self) -> bool:
        """Whether everything that was tried may be recommended."""
        return not (self.left or self.new or self.refused)


def prove(verdicts: Sequence[Verdict], stored: Estate, active: Estate, judge: JudgeAgain) -> Proven:
    """Prove the commands of every finding: run as one script, they clear them all and bring nothing new.

    `active`: the estate that was judged; `stored`: the database, which commands change first; the same estate unless a
    change waits for its refresh. What cannot be proven within a few rounds is not recommended.
    """
    layers = _Layers(_with_input(stored), _with_input(active))
    before = _failing(verdicts)
    dropped: dict[Key, str] = {}
    remedied = [verdict for verdict in verdicts if _can_be_tried(verdict)]
    for _ in range(_ROUNDS):
        if not remedied:
            break
        tried = _try(layers, remedied, before, judge)
        if tried.sound:
            break
        dropped |= _faults(layers, remedied, before, judge, tried)
        remedied = [verdict for verdict in remedied if _key(verdict) not in dropped]
    else:
        dropped |= {_key(verdict): _TOGETHER for verdict in remedied}
        remedied = []
    done = (_without_failed(one, dropped.get(_key(one))) if one.verdict == "fail" else one for one in verdicts)
    return Proven(tuple(done), tuple(remedied), dropped)


def withhold(verdicts: Sequence[Verdict], why: str) -> Proven:
    """Recommend no commands at all and try none; `why` ends the sentence that stands for them."""
    sentence = f"No commands are recommended here: {why}."
    return Proven(tuple(_silenced(verdict, sentence) for verdict in verdicts))


def _key(verdict: Verdict) -> Key:
    return verdict.policy, verdict.object


def _can_be_tried(verdict: Verdict) -> bool:
    commands = (*verdict.remediation.racf, *verdict.remediation.ims)
    return (
        verdict.verdict == "fail"
        and verdict.waiver is None
        and verdict.policy != WAIVERS
        and bool(commands)
        and not any(has_choice(command) for command in commands)
    )


def _failing(verdicts: Iterable[Verdict]) -> frozenset[Key]:
    return frozenset(_key(one) for one in verdicts if one.verdict == "fail")


def _with_input(estate: Estate) -> Estate:
    """The estate with the remediation itself as an input, so that facts it makes have a place."""
    change = InputFile(kind="change", path="remediation", sha256="", codepage="utf-8", records=0)
    return estate.model_copy(update={"inputs": (*estate.inputs, change)})


def _try(layers: _Layers, findings: Sequence[Verdict], before: frozenset[Key], judge: JudgeAgain) -> _Tried:
    commands = ordered(command for one in findings for command in one.remediation.racf)
    estate = changed = layers.active
    refused: tuple[Reaction, ...] = ()
    unclear: tuple[Reaction, ...] = ()
    if commands:
        script = parse_script("\n".join(commands))
        done = apply(script, layers.stored, estate, Team(_administrator(estate)), source=len(estate.inputs) - 1)
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
    layers: _Layers, wanted: Sequence[Verdict], before: frozenset[Key], judge: JudgeAgain, whole: _Tried
) -> dict[Key, str]:
    """Return which findings to drop, with the reason, after a trial of all of them together that was not sound."""
    failed = {_key(one): _why_left(one, whole.unclear) for one in wanted if _key(one) in whole.left}
    if not (whole.new or whole.refused):
        return failed
    suspects = _suspects(wanted, whole)
    for one in suspects[:_ALONE]:
        if _key(one) in failed:
            continue
        alone = _try(layers, [one], before, judge)
        if whole.refused and alone.refused:
            failed[_key(one)] = _why_refused(alone.refused[0])
        elif alone.new & whole.new:
            made = ", ".join(f"{policy} on {subject}" for policy, subject in sorted(alone.new & whole.new)[:3])
            failed[_key(one)] = f"tried on the model, the commands bring another finding: {made}"
    # Where none is at fault alone, some of them are together.
    return failed or {_key(one): _TOGETHER for one in suspects}


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


def _without_failed(verdict: Verdict, why: str | None) -> Verdict:
    """Return a verdict that says why its recommendation failed its trial (None: it did not) in place of it."""
    if why is None:
        return verdict
    tried = "; ".join((*verdict.remediation.racf, *verdict.remediation.ims))
    return _silenced(verdict, f"No commands are recommended: {why}. They were: {tried}")


def _silenced(verdict: Verdict, sentence: str) -> Verdict:
    """Return the verdict with `sentence` in place of its commands, where it has any."""
    remediation = verdict.remediation
    if not (remediation.racf or remediation.ims or remediation.undo):
        return verdict
    return replace(verdict, remediation=Remediation(other=(*remediation.other, sentence)))
