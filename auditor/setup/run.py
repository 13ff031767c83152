"""The whole set-up on one page: gather, assume, judge, plan, prove, name what is left to a person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from auditor.errors import ReturnCode, UsageError
from auditor.gather import Gathered, Progress, gather
from auditor.models.estate import Estate
from auditor.models.verdict import Result, Verdict
from auditor.progress import Step
from auditor.run import Judges, Terms, engine_of, examine, prepared, terms_of
from auditor.settings import Settings
from auditor.setup import proof
from auditor.setup.assumed import assumed
from auditor.setup.lines import POLICIES, Left
from auditor.setup.plan import plan
from auditor.setup.proof import REPLAY, Proven, prove
from auditor.setup.targets import Target, declared, targets

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
        """0: nothing to do; 4: files were written, or a person has something to look at; 8: it cannot be made to work;
        12: the evidence is damaged."""
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


def of_estate(
    estate: Estate, gathered: Gathered, judges: Judges, terms: Terms, step: Step | None = None
) -> Setup:
    """Return the set-up of an estate that `gathered` has read."""
    estate, told = assumed(estate)
    estate = proof.start(estate)
    source = len(gathered.inputs)
    gathered.inputs.append(estate.inputs[-1])

    def judge(changed: Estate, script: Sequence[str]) -> Result:
        gathered.lines.update({(source, number): text for number, text in enumerate(script or [""], 1)})
        return examine(changed, gathered, judges, terms, withheld=_TRIED, step=step).result

    before = judge(estate, ())
    gates = {policy.id: policy.gate for policy in judges.catalogue.policies}
    proven = prove(estate, before, plan(estate, before.verdicts), judge, gates)
    found, _ = targets(estate)
    left = tuple(dict.fromkeys((*proven.plan.left, *_still(proven, estate, found))))
    damaged = before.return_code >= ReturnCode.DAMAGED
    return Setup(estate.system, estate.as_of, estate, found, proven, left, told, damaged)


def _still(proven: Proven, estate: Estate, found: Sequence[Target]) -> Iterator[Left]:
    """Give what still does not pass of what the set-up is about, in the words of its policy, and tickets that get in."""
    told = {(one.policy, one.subject) for one in proven.plan.left}
    for verdict in proven.after.verdicts:
        if verdict.policy not in POLICIES or verdict.verdict not in ("fail", "undecided"):
            continue
        if (verdict.policy, verdict.object) in told or not _ours(verdict, estate, found):
            continue
        why = verdict.reason or verdict.message
        remedy = verdict.remediation
        yield Left(verdict.object, why, (*remedy.other, *remedy.racf, *remedy.ims), verdict.policy,
                   accepted=verdict.waiver is not None)  # fmt: skip
    for trial in proven.enters:
        policy = "PT-C03" if trial.step == REPLAY else ""
        why = f"a ticket that must be refused ({trial.step}) is not: {'; '.join(trial.reasons)}"
        yield Left(f"client:{trial.client}/user:{trial.user}", why, policy=policy)


def _ours(verdict: Verdict, estate: Estate, found: Sequence[Target]) -> bool:
    """Whether a verdict is about a declared client, its IMS Connect, or RACF as a whole."""
    kind, _, name = verdict.object.partition(":")
    if kind == "client":
        return name.partition("/user:")[0] in {client.id for client in declared(estate)}
    if kind == "endpoint":
        return name in {client.endpoint for client in declared(estate)}
    if kind == "user":
        return name in {user for client in declared(estate) for user in (*client.users, client.requester)}
    return True
