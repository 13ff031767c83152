"""A change that takes effect on a later day: REVOKE(date) and RESUME(date) of users and connections.

The gate speaks for the day of the evidence. What a date brings is judged on that day too, against the same day without
the change, so that the mere passing of time is no reason.
Source: z/OS Security Server RACF Command Language Reference, "ALTUSER", "CONNECT" (REVOKE, RESUME).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from auditor.gate.decide import verdict_reasons
from auditor.gate.reasons import Reasons
from auditor.gate.trials import trial_reasons
from auditor.gate.widened import widened_reasons
from auditor.judge.compare import compare
from auditor.models.estate import Estate
from auditor.models.racf import Connection, User
from auditor.models.verdict import Result

MOST = 4
"""Days that are judged: each takes as long as two audits. The first ones and the last one count."""


class At(NamedTuple):
    """The estate before and after the change, and what audits either of them on a day (yyyy-mm-dd)."""

    before: Estate
    after: Estate
    audit: Callable[[Estate, str], Result]


def later_reasons(at: At, before: Result, today: Result, gates: Mapping[str, str]) -> Reasons:
    """Return what speaks against the change on the days that it names.

    `before` and `today`: the audits of the day of the gate, without and with the change.
    """
    reasons = Reasons()
    effects = days(at.before, at.after)
    for day, names in effects.items():
        listed = ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
        reasons.warn(f"takes effect on {day}, judged as of {today.as_of}: {listed}")
    judged = [*effects][: MOST - 1] + [*effects][MOST - 1 :][-1:]
    said = _texts(_parts(at, before, today, gates)) if judged else set()
    for day in judged:
        _on(reasons, at, day, gates, said)
    if len(effects) > len(judged):
        reasons.warn(f"{len(effects) - len(judged)} days on which the change takes effect were not judged")
    return reasons


def _on(reasons: Reasons, at: At, day: str, gates: Mapping[str, str], said: set[str]) -> None:
    """Add what is so on one day and not on the day of the gate already."""
    for part in _parts(at, at.audit(at.before, day), at.audit(at.after, day), gates):
        for text in part.blocks:
            if text not in said:
                reasons.block(f"on {day}: {text}")
        reasons.fold([f"on {day}: {text}" for text in part.warns if text not in said], f"things to look at on {day}")


def _parts(at: At, before: Result, after: Result, gates: Mapping[str, str]) -> tuple[Reasons, ...]:
    """Return what verdicts, trials and access say between two audits of one day."""
    on_day = {"as_of": after.as_of}
    return (
        verdict_reasons(compare(before, after), after, gates),
        trial_reasons(before, after),
        widened_reasons(at.before.model_copy(update=on_day), at.after.model_copy(update=on_day)),
    )


def _texts(parts: tuple[Reasons, ...]) -> set[str]:
    return {text for part in parts for text in (*part.blocks, *part.warns)}


def days(before: Estate, after: Estate) -> dict[str, list[str]]:
    """Return the days after that of the evidence on which the change revokes or resumes, each with whom, in order."""
    found: dict[str, list[str]] = {}
    for name, user in after.users.items():
        old = before.users.get(name)
        if old is user:
            continue
        for day, what in _set(name, old, user):
            if day > after.as_of:
                found.setdefault(day, []).append(what)
    return dict(sorted(found.items()))


def _set(name: str, old: User | None, user: User) -> Iterator[tuple[str, str]]:
    """Dates that the change gives or takes, of the user and of its connections: one taken away is news of its day."""
    yield from _moved(old, user, name)
    connections = {} if old is None else old.connections
    for group in sorted(user.connections.keys() | connections.keys()):
        yield from _moved(connections.get(group), user.connections.get(group), f"{name} in group {group}")


def _moved(old: User | Connection | None, new: User | Connection | None, who: str) -> Iterator[tuple[str, str]]:
    for field, word in (("revoke_date", "REVOKE"), ("resume_date", "RESUME")):
        was, now = getattr(old, field, None), getattr(new, field, None)
        if was == now:
            continue
        if now is not None:
            yield now, f"{word} of {who}"
        if was is not None:
            yield was, f"no {word} of {who} any more"
