"""The whole set-up on one page: gather, assume, judge, plan, prove, name what is left to a person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from auditor.errors import ReturnCode, UsageError
from auditor.gate.decide import age_reasons
from auditor.gather import Gathered, Progress, gather
from auditor.models.estate import Estate
from auditor.models.verdict import Result, TrialResult, Verdict
from auditor.progress import Step
from auditor.run import Judges, Terms, engine_of, examine, prepared, terms_of
from auditor.settings import Settings
from auditor.setup import proof
from auditor.setup.assumed import assumed
from auditor.setup.lines import POLICIES, Left
from auditor.setup.plan import plan
from auditor.setup.proof import REPLAY, Judge, Proven, prove
from auditor.setup.targets import Target, declared, targets

_ALSO = ("PT-E05",)
"""Policies that say why a logon does not work which has all it needs."""
_TRIED = "the set-up has commands of its own"


@dataclass(frozen=True, slots=True)
class Setup:
    """A set-up, proven, with everything that is said of it."""

    system: str
    as_of: str
    before: Estate
    targets: tuple[Target, ...]
    proven: Proven
    left: tuple[Left, ...]
    assumptions: tuple[str, ...]
    damaged: bool = False

    @property
    def works(self) -> bool:
        """Whether every declared ticket client can log on afterwards, and every ticket that must fail does."""
        wanted = {client.id for client in declared(self.before) if client.generates_tickets}
        trials = [one for one in self.proven.logons if one.client in wanted]
        enters = [one for one in self.proven.enters if one.client in wanted and one.step != REPLAY]
        allowed = all(one.simulated == "allowed" for one in trials)
        return wanted <= {one.client for one in trials} and allowed and not enters

    @property
    def return_code(self) -> int:
        """Return 0 for nothing to do, 4 for files that were written or something that a person has to look at.

        8: it cannot be made to work; 12: the evidence is damaged.
        """
        if self.damaged:
            return int(ReturnCode.DAMAGED)
        if not self.works:
            return int(ReturnCode.FINDINGS)
        open_ = [one for one in self.left if not one.accepted]
        return int(ReturnCode.NOTED if self.proven.plan.lines or open_ else ReturnCode.CLEAN)


def set_up(settings: Settings, *, progress: Progress | None = None, step: Step | None = None) -> Setup:
    """Return the set-up that the clients which `settings` declares need. Raises what `audit` raises.

    Raises `UsageError` when no inventory of clients is offered: without one nothing is declared.
    """
    if settings.inputs.clients is None:
        raise UsageError(
            "no inventory of clients: nothing says who is to log on",
            "give --clients FILE; `auditor clients discover` drafts one",
        )
    with prepared(settings.policies, engine_of(settings)) as judges:
        gathered = gather(settings, progress=progress)
        return of_estate(gathered.estate, gathered, judges, terms_of(settings, gathered), step)


def of_estate(estate: Estate, gathered: Gathered, judges: Judges, terms: Terms, step: Step | None = None) -> Setup:
    """Return the set-up of an estate that `gathered` has read."""
    source = len(gathered.inputs)

    def judge(changed: Estate, script: Sequence[str]) -> Result:
        gathered.lines.update({(source, number): text for number, text in enumerate(script or [""], 1)})
        return examine(changed, gathered, judges, terms, withheld=_TRIED, step=step).result

    gathered.inputs.append(proof.FILE)
    return worked_out(estate, judge, {policy.id: policy.gate for policy in judges.catalogue.policies})


def worked_out(estate: Estate, judge: Judge, gates: Mapping[str, str]) -> Setup:
    """Return the set-up of an estate. `gates`: policy -> what its metadata says of the gate."""
    old = age_reasons(estate.inputs, date.fromisoformat(estate.as_of), estate.site.max_gate_days)
    estate, told = assumed(estate)
    told += tuple(f"RACF is as it was: {one}." for one in (*old.blocks, *old.warns))
    estate = proof.start(estate)
    before = judge(estate, ())
    proven = prove(estate, before, plan(estate, before.verdicts), judge, gates)
    found, _ = targets(estate)
    left = tuple(dict.fromkeys((*proven.plan.left, *_still(proven, estate))))
    damaged = before.return_code >= ReturnCode.DAMAGED
    return Setup(estate.system, estate.as_of, estate, found, proven, left, told, damaged)


def _still(proven: Proven, estate: Estate) -> Iterator[Left]:
    """Give what still does not pass, in the words of its policy, and what the sample tickets say."""
    told = {(one.policy, one.subject) for one in proven.plan.left}
    named: set[str] = {one.subject for one in proven.plan.left}
    policies = (*POLICIES, *(_ALSO if any(one.simulated != "allowed" for one in proven.logons) else ()))
    for verdict in proven.after.verdicts:
        if verdict.policy not in policies or verdict.verdict not in ("fail", "undecided"):
            continue
        masked = verdict.masked_by in POLICIES  # what masks it is told
        if masked or (verdict.policy, verdict.object) in told or not _ours(verdict, estate):
            continue
        named.add(verdict.object)
        why = verdict.reason or verdict.message
        remedy = verdict.remediation
        yield Left(verdict.object, why, (*remedy.other, *remedy.racf, *remedy.ims), verdict.policy,
                   accepted=verdict.waiver is not None)  # fmt: skip
    yield from _logons(proven, named)


def _logons(proven: Proven, named: set[str]) -> Iterator[Left]:
    """Give the logons that still do not work where nothing else names them, and the tickets that get in."""
    for one in proven.logons:
        subject = f"client:{one.client}/user:{one.user}"
        known = {subject, f"client:{one.client}", f"user:{one.user}", f"endpoint:{one.endpoint}"}
        if one.simulated != "allowed" and not known & named:
            yield Left(subject, f"its sample logon is {one.simulated} even then: {'; '.join(one.reasons)}")
    rows: dict[str, list[TrialResult]] = {}
    for one in proven.enters:
        rows.setdefault(f"client:{one.client}/user:{one.user}", []).append(one)
    for subject, trials in rows.items():
        steps = ", ".join(one.step for one in trials)
        policy = "PT-C03" if steps == REPLAY else ""
        yield Left(subject, f"tickets that must be refused ({steps}) are not: {trials[0].reasons[-1]}", policy=policy)


def _ours(verdict: Verdict, estate: Estate) -> bool:
    """Whether a verdict is about a declared client, its IMS Connect, or RACF as a whole."""
    kind, _, name = verdict.object.partition(":")
    if kind == "client":
        return name.partition("/user:")[0] in {client.id for client in declared(estate)}
    if kind == "endpoint":
        return name in {client.endpoint for client in declared(estate)}
    if kind == "user":
        return name in {user for client in declared(estate) for user in (*client.users, client.requester)}
    return True
