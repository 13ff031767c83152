"""Two results of one system: what is new, worse, better and gone. Used by gates, scheduled scans and histories.

A finding is followed by policy and object; its facts may change without it becoming another finding, and then it can be
worse or better. The fingerprint tells whether anything about it changed at all. A finding without effect (masked by
another, or accepted by a waiver) that takes effect is worse, whatever else stays the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from auditor.models.base import Model
from auditor.models.verdict import SEVERITIES, WORST_FIRST, Result, Verdict

_RANK = {word: rank for rank, word in enumerate(reversed(WORST_FIRST))}
_RANK["not_applicable"] = _RANK["pass"]
"""Out of scope and sound are equally good."""


class Comparison(Model):
    """`new` fails now and did not before; `gone` failed and does not; `worse` and `better` concern what was there.

    `worse` holds fails that grew in severity or took effect, and whatever went from a better word to a worse one: a
    pass that became advisory or undecided, and what is advisory or undecided on an object that was not there before.
    `better` is the reverse. `changed` are fails and advisories whose facts changed and nothing else.
    """

    new: tuple[Verdict, ...] = ()
    worse: tuple[Verdict, ...] = ()
    better: tuple[Verdict, ...] = ()
    gone: tuple[Verdict, ...] = ()
    changed: tuple[Verdict, ...] = ()
    in_effect: tuple[Verdict, ...] = ()
    """Those of `worse` that failed before too, masked, and are open now."""


class _Weight(NamedTuple):
    """How bad the verdicts of one policy on one object are together; a greater tuple is worse."""

    word: int
    open: int
    """The severity of fails that count: neither masked nor accepted; -1: none does."""
    unmasked: int
    """The severity of fails that nothing masks, accepted or not."""
    severity: int
    """The severity of fails, in effect or not."""


_NOTHING = _Weight(_RANK["pass"], -1, -1, -1)


def compare(old: Result, new: Result) -> Comparison:
    """Return what moved between two results, by (policy, object), and by fingerprint within a pair."""
    before, after = _by_object(old.verdicts), _by_object(new.verdicts)
    rows: dict[str, list[Verdict]] = {name: [] for name in Comparison.model_fields}
    for key, now in after.items():
        then = before.get(key)
        kind = _kind(then, now)
        if kind is not None:
            rows[kind].append(now[0])
        if kind == "worse" and then is not None and _took_effect(then[1], now[1]):
            rows["in_effect"].append(now[0])
    for key, (verdict, _) in before.items():
        if verdict.verdict == "fail" and (key not in after or after[key][0].verdict != "fail"):
            rows["gone"].append(verdict)
    return Comparison(**{name: tuple(verdicts) for name, verdicts in rows.items()})


_Weighed = tuple[Verdict, _Weight]


def _by_object(verdicts: Iterable[Verdict]) -> dict[tuple[str, str], _Weighed]:
    """Return the worst verdict of each policy on each object, and the weight of all of them together."""
    worst: dict[tuple[str, str], _Weighed] = {}
    heaviest: dict[tuple[str, str], _Weight] = {}
    for verdict in verdicts:
        key, weight = (verdict.policy, verdict.object), _weight(verdict)
        if key not in worst:
            worst[key], heaviest[key] = (verdict, weight), weight
            continue
        together = _Weight(*map(max, worst[key][1], weight))
        stands = verdict if weight > heaviest[key] else worst[key][0]
        heaviest[key] = max(heaviest[key], weight)
        worst[key] = (stands, together)
    return worst


def _weight(verdict: Verdict) -> _Weight:
    if verdict.verdict != "fail":
        return _Weight(_RANK[verdict.verdict], -1, -1, -1)
    severity = SEVERITIES.index(verdict.severity)
    unmasked = severity if verdict.masked_by is None else -1
    return _Weight(_RANK["fail"], unmasked if verdict.waiver is None else -1, unmasked, severity)


def _took_effect(then: _Weight, now: _Weight) -> bool:
    """Whether a fail that was masked everywhere is open somewhere."""
    return then.word == now.word == _RANK["fail"] and then.unmasked < 0 <= now.unmasked


def _kind(then: _Weighed | None, now: _Weighed) -> str | None:
    verdict, weight = now
    if verdict.verdict == "fail" and (then is None or then[0].verdict != "fail"):
        return "new"
    before = _NOTHING if then is None else then[1]
    if then is not None and then[0].verdict == "fail" and verdict.verdict != "fail":
        return "worse" if verdict.verdict == "undecided" else None
    if weight != before:
        return "worse" if weight > before else "better"
    moved = then is not None and verdict.fingerprint != then[0].fingerprint
    return "changed" if moved and verdict.verdict in ("fail", "advisory") else None
