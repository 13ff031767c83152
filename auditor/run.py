"""The whole run on one page, in the order of the data.

gather -> trials -> judge (Rego) -> cross-check (what the model of RACF does with the same trials) -> waive -> prove the
remedies -> result. `audit()`, `auditor scan` and the gate call it, so that all of them give the same answer, and no
command is shown that was not tried first.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import partial
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from auditor import __version__
from auditor.gather import Gathered, Progress, gather
from auditor.gather.summary import assumptions, summary
from auditor.judge import scope
from auditor.judge.outcome import return_code
from auditor.models.estate import Estate
from auditor.models.scope import Exclusion
from auditor.models.verdict import CrossCheck, Result, Severity, Tool, Verdict
from auditor.progress import Far, Step
from auditor.settings import Settings

if TYPE_CHECKING:
    from auditor.judge.judge import Judgement
    from auditor.models.observed import ObservedSummary
    from auditor.models.waiver import Waiver
    from auditor.policies.catalogue import Catalogue
    from auditor.rego.port import Engine
    from auditor.remedy import JudgeAgain, Proven
    from auditor.sources.read import Read
    from auditor.tickets.keys import ProfileKeys

Keys = Mapping[str, "ProfileKeys"] | None
"""The operator's keys by PTKTDATA profile, where offered."""


class Judges(NamedTuple):
    """Who judges: the policies, checked, and the engine that evaluates them."""

    catalogue: Catalogue
    engine: Engine


class Terms(NamedTuple):
    """What a run goes by besides its evidence and its policies."""

    keys: Keys = None
    """Used by the cross-check alone."""
    waivers: Read[tuple[Waiver, ...]] | None = None
    fail_on: Severity = "medium"
    """The lowest severity of a finding that counts in the return code."""
    strict: bool = False
    exclude: tuple[Exclusion, ...] = ()
    """What the site leaves out of the audit."""
    as_of_written: bool = False
    """The day of the audit stands in auditor.toml, which nobody may have looked at since."""


@dataclass(frozen=True, slots=True)
class Audit:
    """One estate, audited: the result, and the remedies that its commands were proven to be."""

    result: Result
    remedies: Proven


def audit(settings: Settings, *, progress: Progress | None = None, step: Step | None = None) -> Result:
    """Audit what `settings` offers.

    Raises an `AuditorError` when the run cannot be done: a missing file, a policy that cannot be trusted, an engine
    that fails. What is wrong with the installation or the evidence is in the result, never raised.
    """
    with prepared(settings.policies, engine_of(settings)) as judges:
        gathered = gather(settings, progress=progress)
        result = examine(gathered.estate, gathered, judges, terms_of(settings, gathered), step=step).result
    if settings.anonymise:
        from auditor.anonymise import anonymise

        return anonymise(result, gathered.estate)
    return result


def engine_of(settings: Settings) -> Engine:
    """Return the engine that `settings` names. Raises `UsageError` when it cannot be had."""
    from auditor.rego.choose import make_engine

    return make_engine(settings.engine, opa_url=settings.opa_url, timeout=settings.policy_timeout)


@contextmanager
def prepared(
    policies: tuple[str, ...], engine: Engine, meanwhile: Callable[[], None] | None = None
) -> Iterator[Judges]:
    """Give the judges: our policies and those of the folders `policies`, checked, and the engine, closed in the end.

    To be entered before the evidence is read: a policy that cannot be trusted ends the run at once, and the engine
    loads the others meanwhile. `meanwhile`: something of use to do here when the first estate is being judged.
    """
    from auditor.policies.catalogue import load_catalogue
    from auditor.policies.check import check

    try:
        catalogue = load_catalogue(policies)
        check(catalogue, engine.name)
        engine.prepare(catalogue.modules(), meanwhile, questions=catalogue.questions())
        yield Judges(catalogue, engine)
    finally:
        engine.close()


def terms_of(settings: Settings, gathered: Gathered) -> Terms:
    """Return the terms of a run, with the keys and waivers that `settings` names. Raises what their readers raise."""
    keys: Keys = None
    waivers: Read[tuple[Waiver, ...]] | None = None
    if settings.inputs.keys is not None:
        from auditor.sources.keys import read_keys

        keys = read_keys(settings.inputs.keys, len(gathered.inputs)).facts
    if settings.inputs.waivers is not None:
        from auditor.sources.waivers import read_waivers

        waivers = read_waivers(settings.inputs.waivers, len(gathered.inputs))
    written = settings.as_of_from == "file"
    return Terms(keys, waivers, settings.fail_on, settings.strict, settings.scope.exclude, written)


def examine(  # noqa: PLR0913 - everything that a result depends on
    estate: Estate,
    evidence: Gathered,
    judges: Judges,
    terms: Terms,
    *,
    stored: Estate | None = None,
    withheld: str | None = None,
    step: Step | None = None,
) -> Audit:
    """Judge one estate, prove the judgement and what it recommends.

    `estate` may differ from that of `evidence`: a gate changes it. `stored`: the database behind it where a gate's
    change is not in effect yet; commands change that first. `withheld`: no commands are tried, and this is told in
    place of each.
    """
    from auditor.judge.judge import judge
    from auditor.remedy import prove, withhold

    say = step or _silent
    say("trials")
    estate = _with_trials(estate, terms.keys)
    say("policies")
    judgement = judge(estate, *judges, evidence.lines, partial(say, "policies"))
    say("cross-check")
    checked = _crosscheck(estate, judgement, evidence, terms.keys, partial(say, "cross-check"))
    verdicts = _waived(judgement.verdicts, terms.waivers, estate)
    say("remediation")
    if withheld is None:
        gates = {policy.id: policy.gate for policy in judges.catalogue.policies}
        again = _judge_again(judges, terms.keys, say)
        remedies = prove(verdicts, stored or estate, estate, again, trials=checked.trials, gates=gates)
    else:
        remedies = withhold(verdicts, withheld)
    excluded = scope.applied(terms.exclude, estate.evidence, estate.as_of)
    code = return_code(
        verdicts, checked, evidence.diagnostics, evidence.inputs, terms.fail_on,
        strict=terms.strict, left_out=scope.left_out(excluded),
    )  # fmt: skip
    waived = (terms.waivers.input,) if terms.waivers is not None else ()
    result = Result(
        tool=Tool(name="auditor", version=__version__),
        system=estate.system,
        as_of=estate.as_of,
        return_code=int(code),
        inputs=(*evidence.files(), *waived),
        endpoints=tuple(map(summary, estate.endpoints)),
        policies=judgement.policies,
        verdicts=remedies.verdicts,
        crosscheck=checked,
        diagnostics=tuple(evidence.diagnostics),
        assumptions=(*assumptions(estate, as_of_written=terms.as_of_written), *scope.sentences(excluded)),
        excluded=excluded,
        observed=_side_by_side(estate),
    )
    return Audit(result, remedies)


def _with_trials(estate: Estate, keys: Keys) -> Estate:
    """Return the estate with its trials, and with what Rego may know of the keys: which of them are the same."""
    if not (estate.clients or (estate.endpoints and estate.users)):
        return estate.model_copy(update={"trials": ()})  # nobody sends a ticket: nothing of the path is loaded
    from auditor.crosscheck import plan_all, shared_keys

    estate = estate.model_copy(update={"shared_keys": shared_keys(estate, keys)})
    planned = plan_all(estate)
    return estate.model_copy(update={"trials": planned.trials, "untried": planned.untried})


def _silent(name: str, done: int = 0, total: int = 0) -> None:
    """Say nothing: nobody watches."""


def _crosscheck(estate: Estate, judgement: Judgement, evidence: Gathered, keys: Keys, far: Far) -> CrossCheck:
    """Try each ticket on the model of RACF and compare what happens with what Rego expects."""
    if not estate.trials:
        return CrossCheck(agree=0, disagree=0, trials=())
    from msgspec.structs import asdict

    from auditor import crosscheck

    return crosscheck.compare(
        estate.trials,
        map(asdict, judgement.expectations),
        crosscheck.run(estate, estate.trials, keys=keys, now=noon(estate.as_of), far=far),
        estate=estate,
        inputs=estate.inputs,
        lines=evidence.lines,
        untried=estate.untried,
    )


def noon(as_of: str) -> int:
    """Return the clock of the trials: noon GMT of the audited day, so that the same inputs give the same bytes."""
    return int(datetime.combine(datetime.fromisoformat(as_of).date(), time(12), UTC).timestamp())


def _side_by_side(estate: Estate) -> ObservedSummary | None:
    """Return what the report shows of SMF records."""
    if estate.observed is None:
        return None
    from auditor.gather.side_by_side import side_by_side

    return side_by_side(estate)


def _waived(
    verdicts: tuple[Verdict, ...], accepted: Read[tuple[Waiver, ...]] | None, estate: Estate
) -> tuple[Verdict, ...]:
    """Return the verdicts with the waivers laid over them."""
    if accepted is None:
        return verdicts
    from auditor.judge import waivers

    mine = waivers.of_system(accepted.facts, estate.system)
    return waivers.apply(verdicts, mine, estate.as_of, accepted.input.path, dict(accepted.lines))


def _judge_again(judges: Judges, keys: Keys, say: Step) -> JudgeAgain:
    """Return what tells which verdicts fail on a changed estate, and whose sample logon is refused there.

    The policies are asked without trials: no verdict changes with them. The model of RACF alone does the logons.
    `say` is told of each time.
    """
    from auditor.judge.judge import failing
    from auditor.models.verdict import Remediation
    from auditor.remedy import LOGON, Fail, Key, Outlook, worse

    times = count(1)

    def again(estate: Estate, only: Container[str] | None = None) -> Outlook:
        fails: dict[Key, Fail] = {}
        far = partial(say, f"remediation, trial {next(times)}")
        for policy, row in failing(estate.model_copy(update={"trials": (), "untried": 0}), *judges, only, far):
            remedy = Remediation(racf=row.remediation.racf, ims=row.remediation.ims, other=row.remediation.other)
            fail = Fail(row.severity, row.masked_by is not None, row.message, remedy)
            fails[policy, row.object] = worse(fails.get((policy, row.object)), fail)
        return Outlook(fails, _denied(estate, keys) if only is None or LOGON in only else frozenset())

    return again


def _denied(estate: Estate, keys: Keys) -> frozenset[str]:
    """Return `client/user` of every declared logon that the model of RACF refuses."""
    if not estate.clients:
        return frozenset()
    from auditor.crosscheck import plan_of_clients, run

    logons = tuple(trial for trial in plan_of_clients(estate) if trial.step == "logon")
    done = run(estate, logons, keys=keys, now=noon(estate.as_of))
    return frozenset(
        f"{trial.client}/{trial.presented_user}"
        for trial, answer in zip(logons, done, strict=True)
        if answer.outcome == "denied"
    )
