"""What the page shows, in the order it shows it: the result turned into cards, tables and pictures."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from markupsafe import Markup

from auditor.models.observed import ObservedEndpoint
from auditor.models.verdict import (
    IMPERSONATE,
    OBSERVED,
    SEVERITIES,
    WORST_FIRST,
    PolicySummary,
    Result,
    TrialResult,
    Verdict,
)
from auditor.renderers import bars, hours, reasons, words
from auditor.renderers.conclusion import Conclusion, conclusions
from auditor.renderers.context import RenderContext
from auditor.renderers.entries import Card, Entries
from auditor.renderers.evidence import quoted
from auditor.renderers.order_of_work import STEPS, Step, steps
from auditor.renderers.path_picture import picture
from auditor.renderers.stations import TicketPath, paths
from auditor.renderers.where import Where

SEVERITY_ORDER = tuple(reversed(SEVERITIES))
OBJECTS = 50
"""Objects that are named below each policy."""
TICKETS = 150
"""Sample tickets that are shown with their way, beside those on which the opinions disagree."""
_NOT_ID = re.compile(r"[^A-Za-z0-9_-]+")


@dataclass(frozen=True, slots=True)
class AreaRow:
    """One row of the picture: an area and its numbers by column."""

    letter: str
    name: str
    cells: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class ControlRow:
    """One control of a framework, the policies that speak to it and what they found."""

    id: str
    fits: tuple[str, ...]
    policies: tuple[str, ...]
    verdict: str


class Page:
    """Everything the templates read."""

    def __init__(self, result: Result, context: RenderContext) -> None:
        self.result, self.context = result, context
        self._where = Where(result)
        self._seen: Counter[str] = Counter()
        self.policy_titles = {policy.id: policy.title for policy in result.policies}
        self.endpoints = sorted({name for v in result.verdicts for name in self._where.spot(v).endpoints})
        self.owners = sorted({v.waiver.owner for v in result.verdicts if v.waiver})
        self._endpoint_number = {name: number for number, name in enumerate(self.endpoints)}
        self._new = frozenset(context.history.new) if context.history else frozenset()
        self._worse = frozenset(context.history.worse) if context.history else frozenset()
        weighed = words.by_weight(result.verdicts)
        self.findings = [v for v in weighed if v.verdict in ("fail", "advisory")]
        self.undecided = [v for v in weighed if v.verdict == "undecided"]
        entries = Entries()
        self.groups = entries.grouped(self.findings, lambda v: self._where.spot(v).group, self._card)
        titles = reasons.titles_of(self.undecided)
        by_kind = entries.grouped(self.undecided, lambda v: titles[reasons.why(v)], self._card)
        self.reasons = sorted(by_kind, key=lambda group: (-group.number, group.title))
        """Undecided verdicts by what would settle them; the reason that leaves most open first."""

    def _card(self, verdict: Verdict, whole: bool) -> Card:
        spot = self._where.spot(verdict)
        since = self.context.history.first_seen.get(verdict.fingerprint) if self.context.history else None
        return Card(
            id=self._id(verdict.fingerprint),
            v=verdict,
            why=reasons.folded(verdict.reason or ""),
            kind="waived" if verdict.waiver else verdict.verdict,
            where=spot.group,
            endpoints=" ".join(str(self._endpoint_number[name]) for name in spot.endpoints),
            owner=str(self.owners.index(verdict.waiver.owner)) if verdict.waiver else "",
            places=tuple(quoted(place) for place in verdict.places) if whole else (),
            since=since,
            new=verdict.fingerprint in self._new,
            worse=verdict.fingerprint in self._worse,
        )

    def _id(self, fingerprint: str) -> str:
        """An id made of the fingerprint, so that a link stays good from one report to the next."""
        name = "f-" + _NOT_ID.sub("-", fingerprint)[:64]
        self._seen[name] += 1
        return name if self._seen[name] == 1 else f"{name}-{self._seen[name]}"

    shown_steps = STEPS

    @cached_property
    def conclusions(self) -> list[Conclusion]:
        """What each endpoint comes to."""
        return conclusions(self.result, self._where)

    @cached_property
    def steps(self) -> list[Step]:
        """What to do, in order."""
        return steps(self.result)

    def not_offered(self) -> list[str]:
        """Kinds of input that were not there, in words."""
        kinds = {one.kind for one in self.result.inputs}
        return [words.INPUTS[kind] for kind in words.NOT_OFFERED if kind not in kinds]

    def areas(self) -> list[AreaRow]:
        """The picture of verdicts by area and severity."""
        rows = []
        for letter, name in words.AREAS.items():
            mine = [v for v in self.result.verdicts if words.area(v.policy) == letter]
            if mine:
                rows.append(AreaRow(letter, name, tuple(numbers(mine))))
        return rows

    def bar(self) -> Markup:
        """All verdicts as one bar."""
        return bars.bar(numbers(list(self.result.verdicts)))

    def trend(self) -> Markup:
        """The chart of the recorded scans."""
        assert self.context.history is not None  # noqa: S101 - the template asks only then
        return bars.trend(self.context.history.points)

    def hours(self, endpoint: ObservedEndpoint, number: int) -> Markup:
        """The chart of an endpoint's tickets by hour."""
        return hours.chart(endpoint.hours, endpoint.id, number)

    def paths(self) -> list[tuple[TicketPath, Markup]]:
        """Each endpoint's path with its drawing."""
        return [(path, picture(path, number)) for number, path in enumerate(paths(self.result, self._where))]

    def trials(self) -> list[tuple[str, list[TrialResult]]]:
        """Trials by client; clients with disagreements first."""
        found: dict[str, list[TrialResult]] = {}
        for trial in self.result.crosscheck.trials:
            if trial.step not in (IMPERSONATE, OBSERVED):
                found.setdefault(trial.client, []).append(trial)
        return sorted(found.items(), key=lambda row: (all(t.agrees for t in row[1]), row[0]))

    def tickets(self, clients: int) -> int:
        """How many sample tickets of each of so many clients are shown."""
        return max(1, TICKETS // max(1, clients))

    def observed_trials(self) -> list[TrialResult]:
        """Trials of tickets that were accepted."""
        return [trial for trial in self.result.crosscheck.trials if trial.step == OBSERVED]

    def disagreements(self) -> list[TrialResult]:
        """Trials on which the two opinions differ."""
        return [trial for trial in self.result.crosscheck.trials if not trial.agrees]

    def policies(self) -> list[tuple[str, str, list[tuple[PolicySummary, list[Verdict]]]]]:
        """(letter, area, policies with all their verdicts; `OBJECTS` of each are shown)."""
        mine: dict[str, list[Verdict]] = {}
        for verdict in self.result.verdicts:
            mine.setdefault(verdict.policy, []).append(verdict)
        rows = []
        for letter, name in words.AREAS.items():
            found = [(p, mine.get(p.id, [])) for p in self.result.policies if words.area(p.id) == letter]
            if found:
                rows.append((letter, name, found))
        return rows

    def coverage(self) -> list[tuple[str, list[ControlRow]]]:
        """Each framework's controls that the judged policies speak to."""
        found: dict[str, dict[str, list[tuple[str, str, str]]]] = {}
        for v in self.result.verdicts:
            word = "waived" if v.verdict == "fail" and v.waiver else v.verdict
            for control in v.controls:
                found.setdefault(control.framework, {}).setdefault(control.id, []).append((control.fit, v.policy, word))
        order = ("fail", "waived", *WORST_FIRST[1:])
        return [
            (
                framework,
                [
                    ControlRow(
                        id=id_,
                        fits=tuple(sorted({fit for fit, _, _ in rows})),
                        policies=tuple(sorted({policy for _, policy, _ in rows})),
                        verdict=min((word for _, _, word in rows), key=order.index),
                    )
                    for id_, rows in sorted(controls.items())
                ],
            )
            for framework, controls in sorted(found.items())
        ]

    def changed_policies(self) -> list[tuple[PolicySummary | None, PolicySummary]]:
        """(before, after) of each policy whose verdict or count differs; used when a change is under judgement."""
        assert self.context.comparison is not None  # noqa: S101 - the template asks only then
        before = {policy.id: policy for policy in self.context.comparison.before.policies}
        return [(before.get(p.id), p) for p in self.result.policies if before.get(p.id) != p]


def numbers(verdicts: list[Verdict]) -> list[tuple[str, int]]:
    """Open fails by severity, then waived, undecided, advisories and passes."""
    open_ = Counter(v.severity for v in verdicts if v.verdict == "fail" and v.waiver is None)
    others = Counter(v.verdict for v in verdicts)
    waived = sum(v.verdict == "fail" and v.waiver is not None for v in verdicts)
    lower = open_["advisory"] + others["advisory"]
    return [
        *((word, open_[word]) for word in SEVERITY_ORDER if word != "advisory"),
        ("advisory", lower),
        ("undecided", others["undecided"]),
        ("waived", waived),
        ("pass", others["pass"]),
        ("not_applicable", others["not_applicable"]),
    ]


def anchors(verdicts: list[Verdict]) -> dict[str, Any]:
    """How many of each verdict a policy gave."""
    return dict(Counter(v.verdict for v in verdicts))
