"""Two results of one system: what is new, worse, better and gone. Used by the gate and by scheduled scans.

A finding is followed by policy and object; its facts may change without it becoming another finding, and then it can be
worse or better. The fingerprint tells whether anything about it changed at all.
"""

from __future__ import annotations

from collections.abc import Iterable

from auditor.models.base import Model
from auditor.models.verdict import SEVERITIES, WORST_FIRST, Result, Verdict

_RANK = {word: rank for rank, word in enumerate(reversed(WORST_FIRST))}


class Comparison(Model):
    """`new` fails now and did not before; `gone` failed and does not; `worse` and `better` concern what was there.

    `worse` holds fails that grew in severity and passes that became undecided; `better` the reverse. `changed` are
    fails whose facts changed and nothing else.
    """

    new: tuple[Verdict, ...] = ()
    worse: tuple[Verdict, ...] = ()
    better: tuple[Verdict, ...] = ()
    gone: tuple[Verdict, ...] = ()
    changed: tuple[Verdict, ...] = ()


def compare(old: Result, new: Result) -> Comparison:
    """Compare two results by (policy, object), and by fingerprint within a pair."""
    before, after = _by_object(old.verdicts), _by_object(new.verdicts)
    rows: dict[str, list[Verdict]] = {"new": [], "worse": [], "better": [], "gone": [], "changed": []}
    for key, now in after.items():
        kind = _kind(before.get(key), now)
        if kind is not None:
            rows[kind].append(now)
    for key, then in before.items():
        if then.verdict == "fail" and (key not in after or after[key].verdict != "fail"):
            rows["gone"].append(then)
    return Comparison(**{name: tuple(found) for name, found in rows.items()})


def _by_object(verdicts: Iterable[Verdict]) -> dict[tuple[str, str], Verdict]:
    """The worst verdict of each policy on each object."""
    found: dict[tuple[str, str], Verdict] = {}
    for verdict in verdicts:
        key = (verdict.policy, verdict.object)
        if key not in found or _weight(verdict) > _weight(found[key]):
            found[key] = verdict
    return found


def _weight(verdict: Verdict) -> tuple[int, int]:
    return _RANK[verdict.verdict], SEVERITIES.index(verdict.severity)


def _kind(then: Verdict | None, now: Verdict) -> str | None:
    if now.verdict == "fail" and (then is None or then.verdict != "fail"):
        return "new"
    if then is None:
        return "worse" if now.verdict == "undecided" else None
    if then.verdict == "fail" and now.verdict != "fail":
        return "worse" if now.verdict == "undecided" else None
    if _weight(now) != _weight(then):
        settled = {now.verdict, then.verdict} <= {"pass", "not_applicable", "advisory"}
        if settled:
            return None
        return "worse" if _weight(now) > _weight(then) else "better"
    if now.verdict == "fail" and now.fingerprint != then.fingerprint:
        return "changed"
    return None
