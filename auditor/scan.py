"""The whole run on one page, in the order of the data.

evidence -> estate -> trials -> verdicts (Rego) and what the model of RACF does with the same trials -> both opinions
compared -> waivers -> result.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from auditor import __version__, scope
from auditor.gather import Gathered, Progress, gather
from auditor.models.estate import Estate
from auditor.models.imsconnect import effective_application, effective_racf
from auditor.models.place import InputFile
from auditor.models.verdict import CrossCheck, EndpointSummary, Result, Tool, Verdict
from auditor.outcome import return_code
from auditor.settings import Settings

if TYPE_CHECKING:
    from auditor.judge import Judgement
    from auditor.rego.catalogue import Catalogue
    from auditor.rego.engine import Engine
    from auditor.tickets.keys import ProfileKeys

ASSUMPTIONS = (
    "The profiles in storage equal the unload: an unload shows the RACF database, not what was last refreshed.",
    "Exits (HWSAUTH0 of IMS Connect, ICHRIX01 and others of RACF) do not change the outcome; no input shows them.",
)
"""Sentences every result rests on."""

Step = Callable[[str], None]
"""Told the name of each step as it begins."""
Keys = Mapping[str, "ProfileKeys"] | None
"""The operator's keys by PTKTDATA profile, where offered."""
Judges = tuple["Catalogue", "Engine"]
"""What `prepared` gives: the policies, and who evaluates them."""


def audit(settings: Settings, *, progress: Progress | None = None, step: Step | None = None) -> Result:
    """Audit what `settings` offers.

    Raises an `AuditorError` when the run cannot be done: a missing file, a policy that cannot be trusted, an engine
    that fails. What is wrong with the installation or the evidence is in the result, never raised.
    """
    with prepared(settings) as judges:
        gathered = gather(settings, progress=progress)
        return examine(gathered, gathered.estate, settings, judges, step=step)


@contextmanager
def prepared(settings: Settings, meanwhile: Callable[[], None] | None = None) -> Iterator[Judges]:
    """The policies of the run, checked, and the engine that judges them, which works until the context ends.

    To be entered before the evidence is read: a policy that cannot be trusted ends the run at once, and the engine
    loads the others meanwhile. `meanwhile`: something of use to do here when the first estate is being judged.
    """
    from auditor.rego.catalogue import load_catalogue
    from auditor.rego.engine import make_engine
    from auditor.rego.portability import check

    engine = make_engine(settings.engine, opa_url=settings.opa_url, timeout=settings.policy_timeout)
    try:
        catalogue = load_catalogue(settings.policies)
        check(catalogue, engine.name)
        engine.prepare(catalogue.modules(), meanwhile)
        yield catalogue, engine
    finally:
        engine.close()


def examine(
    gathered: Gathered, estate: Estate, settings: Settings, judges: Judges, *, step: Step | None = None
) -> Result:
    """Judge one estate and prove the judgement. `estate` may differ from what was gathered: a gate changes it."""
    from auditor.judge import judge

    say = step or (lambda _name: None)
    say("trials")
    keys = _keys(settings)
    estate = _with_trials(estate, keys)
    say("policies")
    judgement = judge(estate, *judges, gathered.lines)
    say("cross-check")
    checked = _crosscheck(estate, judgement, gathered, keys)
    verdicts, inputs = _with_waivers(judgement.verdicts, gathered, settings)
    excluded = scope.applied(settings.scope.exclude, estate.evidence, estate.as_of)
    code = return_code(
        verdicts, checked, gathered.diagnostics, gathered.inputs, settings.fail_on,
        strict=settings.strict, left_out=scope.left_out(excluded),
    )  # fmt: skip
    return Result(
        tool=Tool(name="auditor", version=__version__),
        system=estate.system,
        as_of=estate.as_of,
        return_code=int(code),
        inputs=inputs,
        endpoints=tuple(_summary(estate)),
        policies=judgement.policies,
        verdicts=verdicts,
        crosscheck=checked,
        diagnostics=tuple(gathered.diagnostics),
        assumptions=(*_assumptions(estate), *scope.sentences(excluded)),
        excluded=excluded,
    )


def _with_trials(estate: Estate, keys: Keys) -> Estate:
    """The estate with its trials, and with what Rego may know of the keys: which of them are the same."""
    if not (estate.clients or (estate.endpoints and estate.users)):
        return estate.model_copy(update={"trials": ()})  # nobody sends a ticket: nothing of the path is loaded
    from auditor.crosscheck import plan_all, shared_keys

    estate = estate.model_copy(update={"shared_keys": shared_keys(estate, keys)})
    planned = plan_all(estate)
    return estate.model_copy(update={"trials": planned.trials, "untried": planned.untried})


def _crosscheck(estate: Estate, judgement: Judgement, gathered: Gathered, keys: Keys) -> CrossCheck:
    if not estate.trials:
        return CrossCheck(agree=0, disagree=0, trials=())
    from msgspec.structs import asdict

    from auditor import crosscheck

    return crosscheck.compare(
        estate.trials,
        map(asdict, judgement.expectations),
        crosscheck.run(estate, estate.trials, keys=keys, now=_noon(estate.as_of)),
        inputs=estate.inputs,
        lines=gathered.lines,
        untried=estate.untried,
    )


def judge_again(judges: Judges) -> Callable[[Estate], frozenset[tuple[str, str]]]:
    """A function that gives what fails on a changed estate; the trials, which it would not change, are left out."""
    from auditor.judge import failing

    return lambda estate: failing(estate.model_copy(update={"trials": (), "untried": 0}), *judges)


def _noon(as_of: str) -> int:
    """The clock of the trials: noon GMT of the audited day, so that the same inputs give the same bytes."""
    return int(datetime.combine(datetime.fromisoformat(as_of).date(), time(12), UTC).timestamp())


def _keys(settings: Settings) -> Keys:
    if settings.inputs.keys is None:
        return None
    from auditor.sources.keys import read_keys

    return read_keys(settings.inputs.keys).profiles


def _with_waivers(
    verdicts: tuple[Verdict, ...], gathered: Gathered, settings: Settings
) -> tuple[tuple[Verdict, ...], tuple[InputFile, ...]]:
    inputs = gathered.files()
    if settings.inputs.waivers is None:
        return verdicts, inputs
    from auditor import waivers
    from auditor.sources.waivers import read_waivers

    read = read_waivers(settings.inputs.waivers, len(inputs))
    done = waivers.apply(verdicts, read.facts, settings.as_of.isoformat(), settings.inputs.waivers, dict(read.lines))
    return done, (*inputs, read.input)


def _summary(estate: Estate) -> list[EndpointSummary]:
    rows = []
    for endpoint in estate.endpoints:
        application = effective_application(endpoint)
        racf, source = effective_racf(endpoint)
        rows.append(
            EndpointSummary(
                id=endpoint.name,
                application=application.name,
                application_origin=application.origin,
                racf=racf,
                source=source,
            )
        )
    return rows


def _assumptions(estate: Estate) -> tuple[str, ...]:
    extra = []
    if not estate.evidence.imscon.offered and estate.endpoints:
        extra.append("The running IMS Connects use the values of the members: no display was offered.")
    if not estate.evidence.clients.offered:
        extra.append("No client inventory was offered: nothing on the mainframe lists the DRDA clients.")
    return (*ASSUMPTIONS, *extra)
