"""What it comes to, in words: one sentence for each IMS Connect, by rule, with the findings that it rests on.

The sentence comes from the sample tickets of declared users and from what RACF= is; only where no ticket was tried,
from what could not be judged. Findings that another one masks never make a conclusion: that other one does.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from auditor.models.verdict import IMPERSONATE, EndpointSummary, Result, TrialResult, Verdict
from auditor.renderers.reasons import folded
from auditor.renderers.stations import bearing
from auditor.renderers.text import count
from auditor.renderers.where import Where
from auditor.renderers.words import open_fails

State = Literal["works", "fails", "partly", "unchecked", "unknown"]
_CAUSES = 3
"""Findings that a conclusion names."""


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What one IMS Connect comes to."""

    endpoint: str
    state: State
    sentence: str
    because: tuple[Verdict, ...] = ()
    """Findings it rests on, worst first."""


def conclusions(result: Result, where: Where) -> list[Conclusion]:
    """Return one conclusion for each endpoint of the result, in its order."""
    fails = bearing((verdict for verdict in open_fails(result) if verdict.masked_by is None), result, where)
    return [_concluded(endpoint, result, fails.get(endpoint.id, [])) for endpoint in result.endpoints]


def _concluded(endpoint: EndpointSummary, result: Result, fails: list[Verdict]) -> Conclusion:
    trials = [trial for trial in result.crosscheck.trials if trial.endpoint == endpoint.id and not trial.not_run]
    logons = [trial for trial in trials if trial.step == "logon"]
    name, because = endpoint.id, tuple(fails[:_CAUSES])
    if endpoint.racf is False:
        sentence = f"{name} checks nothing: IMS Connect does not call RACF, so every ticket and every password passes."
        return Conclusion(name, "unchecked", sentence, because)
    if not logons:
        return Conclusion(
            name, "unknown", f"Whether PassTickets work on {name} could not be tried: {_untried(result)}."
        )
    works = sum(trial.simulated == "allowed" for trial in logons)
    refused = sum(trial.simulated == "denied" for trial in logons)
    tail = _others(trials)
    if works == len(logons):
        users = "its one declared user logs on" if works == 1 else f"each of {works} declared users logs on"
        whole = f"PassTickets work on {name}: {users}"
        return Conclusion(name, "works", f"{whole}{tail}.", because)
    if works:
        some = f"PassTickets work on {name} for {works} of {len(logons)} declared users"
        return Conclusion(name, "partly", f"{some}{tail}. {_cause(logons, because)}".rstrip(), because)
    if refused:
        users = (
            "its one declared user does not log on"
            if len(logons) == 1
            else f"none of {len(logons)} declared users logs on"
        )
        none = f"PassTickets do not work on {name}: {users}{tail}."
        return Conclusion(name, "fails", f"{none} {_cause(logons, because)}".rstrip(), because)
    reasons = sorted({reason for trial in logons for reason in trial.reasons})
    why = folded(reasons[0]) if reasons else "the evidence does not tell"
    return Conclusion(name, "unknown", f"Whether PassTickets work on {name} could not be judged: {why}.")


def _others(trials: list[TrialResult]) -> str:
    """Who gets in with a ticket that is not his, as the end of a sentence."""
    attempts = [trial for trial in trials if trial.step == IMPERSONATE]
    users = {trial.user for trial in attempts if trial.simulated == "allowed"}
    if users:
        return f", and others can log on there as {count(len(users), 'user')} with a ticket that they come by"
    unclear = {trial.user for trial in attempts if trial.simulated == "undecided"}
    return f", and whether others can log on as {count(len(unclear), 'user')} cannot be told" if unclear else ""


def _cause(logons: list[TrialResult], because: tuple[Verdict, ...]) -> str:
    """The worst finding on the path, or what the tickets themselves met."""
    if because:
        return because[0].message
    reasons = sorted({reason for trial in logons if trial.simulated == "denied" for reason in trial.reasons})
    return f"What a ticket meets there: {folded(reasons[0])}." if reasons else ""


def _untried(result: Result) -> str:
    kinds = {one.kind for one in result.inputs}
    if "clients" not in kinds:
        return "no client inventory was offered"
    if "unload" not in kinds:
        return "no unload of the RACF database was offered"
    return "the inventory declares no user of it"
