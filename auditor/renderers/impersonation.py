"""How tickets for privileged users that others make are told: they are no declared logons and have their own words."""

from __future__ import annotations

from auditor.models.verdict import IMPERSONATE, CrossCheck, Outcome, TrialResult, Way
from auditor.renderers.text import count

_GRAVEST: tuple[Outcome, ...] = ("allowed", "undecided", "denied")

_WAYS: dict[Way, str] = {
    "everyone": "as everyone may ask for it",
    "group": "may ask for it through a group",
    "user": "may ask for it",
    "task": "as a started task that is not checked",
    "key": "has the key of",
    "alter": "controls the key profile",
    "submit": "submits a job as",
    "switch": "switches a process to",
    "reset": "sets the password of",
}


def attempts(check: CrossCheck) -> list[TrialResult]:
    """The trials of impersonation: disagreements, then those that get in, or may, before the others."""
    found = [trial for trial in check.trials if trial.step == IMPERSONATE]
    return sorted(found, key=lambda trial: (trial.agrees, _GRAVEST.index(trial.simulated)))


def summary(check: CrossCheck) -> list[str]:
    """One line on what became of them; none where nobody can come by such a ticket."""
    tried = attempts(check)
    if not tried:
        return []
    allowed = sum(trial.simulated == "allowed" for trial in tried)
    unclear = sum(trial.simulated == "undecided" for trial in tried)
    line = f"{count(len(tried), 'ticket')} for privileged users or as a requester, made by others who can come by one"
    line += f": {allowed} get in"
    if unclear:
        line += f", {unclear} cannot be told"
    if check.untried:
        line += f"; {count(check.untried, 'pair')} of such a user and an endpoint not tried, or not in every way"
    return [f"{line}."]


def maker(trial: TrialResult) -> str:
    """Who comes by the ticket of an impersonation, how, and how many others do."""
    who = f"client {trial.client}" if trial.client else str(trial.requester)
    text = f"{who}, {_WAYS[trial.way or 'user']}"
    if trial.as_user is not None:
        text += f" {trial.as_user}"
    if trial.key_profile is not None:
        text += f" {trial.key_profile}"
    if trial.makers is not None and trial.makers > 1:
        text += f" ({count(trial.makers, 'such maker')})"
    return text
