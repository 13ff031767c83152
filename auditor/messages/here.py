"""What is behind a code in one installation: the policies that fail, the sample logons, and what neither can see.

The judge's verdicts and the trials of the cross-check are asked, never judged again. Where the model says that the
logon works, what is left are causes that no export shows: another key on the client, a clock, profiles that were not
refreshed, an exit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from auditor.messages.answer import Answer
from auditor.messages.book import Cause, book
from auditor.models.verdict import Result, TrialResult, Verdict

_UNSEEN: Final = ("wrong-key", "clock", "refresh", "replay", "static", "icsf", "exit", "attack", "hidden")
"""Causes that no export proves or excludes."""
_EVERYWHERE: Final = ("class", "system", "options")
_WORDS = re.compile(r"[A-Z0-9#$@]+")


@dataclass(frozen=True, slots=True)
class Suspect:
    """One cause with what the verdicts say of it here."""

    cause: Cause
    fails: tuple[Verdict, ...] = ()
    undecided: tuple[Verdict, ...] = ()
    unseen: bool = False
    """No export proves or excludes it: what fails is only near to it."""

    @property
    def proven(self) -> bool:
        """Whether a finding that is in effect is this cause."""
        return not self.unseen and any(verdict.masked_by is None for verdict in self.fails)


@dataclass(frozen=True, slots=True)
class Here:
    """An answer for one installation."""

    system: str
    suspects: tuple[Suspect, ...]
    """Most likely first: what is proven, what is undecided, what the verdicts exclude, what no export shows."""
    trials: tuple[TrialResult, ...]
    """The sample logons (or requests for a ticket) that the message is about."""
    reproduced: tuple[TrialResult, ...]
    """Those of them that the model refuses as the message says."""
    declared: bool
    """Whether a declared client has the user that the message names."""
    undeclared: tuple[TrialResult, ...] = ()
    """What the model does with that user where no client declares it."""

    @property
    def works(self) -> bool:
        """Whether the model lets every one of these logons through, so that what is left is not in any export."""
        return bool(self.trials) and all(trial.simulated == "allowed" for trial in self.trials)


def here(answer: Answer, result: Result, undeclared: tuple[TrialResult, ...] = ()) -> Here:
    """Return what is behind the answer's first code on the system of `result`; without one, behind any refused logon.

    `undeclared`: the sample logons of the user where no client declares it.
    """
    trials = _trials(answer, result)
    names = _names_of(answer, trials)
    causes = answer.causes if answer.first is not None else tuple(book().causes.values())
    suspects = [_suspect(cause, result, names) for cause in causes]
    extra = frozenset(answer.first.code.policies) if answer.first is not None else frozenset()
    if extra:
        own = Cause("policy", "a policy looks at this very thing", "the finding says it", tuple(sorted(extra)))
        suspects.append(_suspect(own, result, names))
    order = sorted(suspects, key=lambda each: (not each.proven, each.unseen, not each.fails, not each.undecided))
    reproduced = tuple(trial for trial in trials if trial.simulated == "denied" and _same_code(answer, trial))
    user = answer.names.get("for_user") or answer.names.get("user")
    return Here(
        result.system, tuple(order), trials, reproduced, any(trial.user == user for trial in trials), undeclared
    )


def _trials(answer: Answer, result: Result) -> tuple[TrialResult, ...]:
    """Return the sample logons or requests of the users and applications that the answer names."""
    way = answer.first.code.way if answer.first is not None else "yes"
    if way in ("no", "tm-only") or (answer.first is None and not answer.names):
        return ()
    step = "generate" if way == "generation" else "logon"
    user, application = answer.names.get("for_user") or answer.names.get("user"), answer.names.get("application")
    requester = answer.names.get("user") if "for_user" in answer.names else None
    return tuple(
        trial
        for trial in result.crosscheck.trials
        if trial.step == step
        and user in (None, trial.user)
        and application in (None, trial.application)
        and requester in (None, trial.requester)
    )


def _same_code(answer: Answer, trial: TrialResult) -> bool:
    """Whether the model refuses as the message says; where either has no return code, a refusal is one."""
    expected = answer.first.code.verify if answer.first is not None else None
    return expected is None or trial.racf_return_code in (None, expected)


def _names_of(answer: Answer, trials: tuple[TrialResult, ...]) -> frozenset[str]:
    """Return the names that a verdict must have one of to concern the message; empty: nothing is named."""
    named = {answer.names[name] for name in ("user", "for_user", "application") if name in answer.names}
    for trial in trials if named else ():
        named.update(filter(None, (trial.client.upper(), trial.endpoint, trial.application)))
    return frozenset(named)


def _suspect(cause: Cause, result: Result, names: frozenset[str]) -> Suspect:
    rows = [verdict for verdict in result.verdicts if verdict.policy in cause.policies and _concerns(verdict, names)]
    return Suspect(
        cause,
        tuple(verdict for verdict in rows if verdict.verdict == "fail"),
        tuple(verdict for verdict in rows if verdict.verdict == "undecided"),
        cause.id in _UNSEEN,
    )


def _concerns(verdict: Verdict, names: frozenset[str]) -> bool:
    """Whether a verdict is about one of the names, or about the whole system."""
    if not names or verdict.object.partition(":")[0] in _EVERYWHERE:
        return True
    upper = verdict.object.upper()
    return not names.isdisjoint(_WORDS.findall(upper)) or any(f":{name}/" in f"{upper}/" for name in names)
