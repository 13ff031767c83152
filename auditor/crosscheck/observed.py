"""Trials whose outcome is known: what SMF records say was accepted, laid beside what both opinions say of it.

Where the opinions deny what was accepted, the profiles in storage differ from the unload, an exit decides otherwise,
or the model is wrong. That is certain only where nothing that tickets rest on changed between the record and the
unload: where the records reach to the day of the unload, commands are recorded, and none names what the logon rests
on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from auditor.crosscheck.qualified import qualified_key
from auditor.models.estate import Estate, Trial
from auditor.models.imsconnect import effective_application
from auditor.models.observed import Logon, Observed
from auditor.models.verdict import OBSERVED, ObservedTrials, TrialResult
from auditor.racf.keys import key_profile
from auditor.racf.system import System

_KNOWN = ("manifest", "config", "heading")
_CLASSES = ("APPL", "PTKTDATA")
_DATED = ("unload", "setropts")


def observed_trials(system: System) -> Iterator[Trial]:
    """Yield a trial for each user and endpoint of whom a ticket was accepted for the endpoint's application.

    Another application than the endpoint's is what PT-H04 tells. After a change the past proves nothing.
    """
    estate = system.estate
    if estate.observed is None or estate.change is not None:
        return
    applications = {endpoint.name: effective_application(endpoint).name for endpoint in estate.endpoints}
    asked: set[tuple[str, str]] = set()
    for row in estate.observed.logons:
        if not row.accepted or row.user is None or row.endpoint is None or (row.endpoint, row.user) in asked:
            continue
        if applications.get(row.endpoint) != row.application:
            continue
        asked.add((row.endpoint, row.user))
        qualified = qualified_key(system, row.application, row.user)
        key = qualified or key_profile(system, row.application)
        yield Trial(
            id=f"{OBSERVED}/{row.endpoint}/{row.user}", client="", endpoint=row.endpoint, step=OBSERVED,
            requester=None, made_for_user=row.user, made_for_application=row.application, presented_user=row.user,
            presented_application=row.application, ticket=key.kind,
        )  # fmt: skip


def weighed(estate: Estate | None, results: Iterable[TrialResult]) -> tuple[tuple[TrialResult, ...], ObservedTrials]:
    """Return the trials, those of accepted tickets with what reality says of them, and how many say what."""
    if estate is None:
        return tuple(results), ObservedTrials()
    trials = tuple(_weighed(estate, one) if one.step == OBSERVED else one for one in results)
    counts = [one.observed for one in trials if one.step == OBSERVED]
    return trials, ObservedTrials(
        agree=counts.count("agrees"), contradicted=counts.count("contradicts"), open=counts.count("open")
    )


def _weighed(estate: Estate, trial: TrialResult) -> TrialResult:
    said = {trial.expected, trial.simulated}
    if said == {"allowed"}:
        return trial.model_copy(update={"observed": "agrees"})
    word = "contradicts" if "denied" in said and _quiet(estate, trial) else "open"
    return trial.model_copy(update={"observed": word})


def _quiet(estate: Estate, trial: TrialResult) -> bool:
    """Whether nothing that the logon rests on can have changed between the last accepted ticket and the unload."""
    observed = estate.observed
    if observed is None or estate.evidence.smf.damage or observed.commands_at is None:
        return False
    taken = [file.taken for file in estate.inputs if file.kind in _DATED and file.taken_from in _KNOWN]
    if len(taken) < sum(file.kind in _DATED for file in estate.inputs) or not taken:
        return False
    until = max(day for day in taken if day is not None)
    if observed.last < until or not all(estate.classes[name].audit.value is True for name in _CLASSES):
        return False
    last = _last_accepted(observed.logons, trial)
    declared = {user for client in estate.clients for user in client.users}
    return trial.user in declared and last is not None and not _changed(observed, trial, last)


def _last_accepted(logons: Iterable[Logon], trial: TrialResult) -> str | None:
    days = [
        day
        for row in logons
        if row.endpoint == trial.endpoint and row.user == trial.user and row.application == trial.application
        for day, (accepted, _) in row.days.items()
        if accepted
    ]
    return max(days, default=None)


def _changed(observed: Observed, trial: TrialResult, since: str) -> bool:
    """Whether a command of that day or later names a class, the user or the application. Groups are asked by nobody."""
    return any(
        change.day >= since and (change.classes or {trial.user, trial.application} & set(change.names))
        for change in observed.changes
    )
