"""What the model answers: an outcome, why, and the places of the facts that decided."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from auditor.models.place import At
from auditor.models.verdict import Outcome


@dataclass(frozen=True, slots=True)
class Reason:
    """One sentence and the facts it rests on."""

    text: str
    at: tuple[At, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """`undecided` always says in `reasons` what is missing. `assumptions` are the uncertain rules it rests on."""

    outcome: Outcome
    reasons: tuple[Reason, ...] = ()
    assumptions: tuple[str, ...] = ()


def places(*maybe: At | None) -> tuple[At, ...]:
    """The places that are known."""
    return tuple(at for at in maybe if at is not None)


def together(answers: Iterable[Answer]) -> Answer:
    """All of them must allow: one denial denies, else one unknown leaves it undecided (Kleene's AND).

    The reasons are all those that stand behind the outcome: every blocking reason of a denial, and what is unknown.
    """
    every = tuple(answers)
    outcome: Outcome = "allowed"
    if any(one.outcome == "denied" for one in every):
        outcome = "denied"
    elif any(one.outcome == "undecided" for one in every):
        outcome = "undecided"
    reasons = [reason for one in every if one.outcome == outcome for reason in one.reasons]
    assumptions = [text for one in every for text in one.assumptions]
    return Answer(outcome, tuple(dict.fromkeys(reasons)), tuple(dict.fromkeys(assumptions)))


def either(answers: Iterable[Answer], why: Reason) -> Answer:
    """One of them holds and it cannot be told which: settled when all say the same, else undecided because of `why`."""
    every = tuple(answers)
    assumptions = tuple(dict.fromkeys(text for one in every for text in one.assumptions))
    if len({one.outcome for one in every}) == 1:
        return Answer(every[0].outcome, every[0].reasons, assumptions)
    return Answer("undecided", (why,), assumptions)
