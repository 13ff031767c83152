"""What the page of a fleet shows of a `fleet.json`: the sentence, the matrix, what several systems share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from auditor.errors import ReturnCode
from auditor.models.fleet import FleetFinding, FleetKey, FleetResult, FleetSystem, FleetWaiver
from auditor.models.verdict import SEVERITIES, WORST_FIRST, Severity, Word
from auditor.renderers.text import count
from auditor.renderers.words import AREAS, listed

MOST = 200
"""Rows of a table; what is more is counted, and stands in fleet.json."""
SOON = 30
"""Days in which a waiver ends that is shown."""


@dataclass(frozen=True, slots=True)
class Cell:
    """The worst word of one area of one system, and on how many objects."""

    word: Word
    number: int
    doubtful: bool = False
    """It passed on evidence that is damaged, incomplete or too old, or on which the opinions disagree."""


@dataclass(frozen=True, slots=True)
class Shared:
    """A finding, or a policy, that several systems have in common."""

    policy: str
    object: str | None
    message: str
    severity: Severity
    systems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Application:
    """One application name, with its endpoints and what its key profiles say, over all systems."""

    name: str
    endpoints: tuple[str, ...]
    keys: tuple[str, ...]
    timeouts: tuple[str, ...]
    replays: tuple[str, ...]
    systems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Holder:
    """A user or group that may ask for tickets, over all systems."""

    id: str
    systems: tuple[str, ...]
    profiles: tuple[str, ...]


class FleetPage:
    """The saved fleet as its page shows it."""

    def __init__(self, result: FleetResult) -> None:
        self.result = result
        self.day = date.fromisoformat(result.as_of)
        self.silent = [one for one in result.systems if not one.reported]
        self.reported = [one for one in result.systems if one.reported]

    @cached_property
    def systems(self) -> list[FleetSystem]:
        """Worst first: those that did not report, then by return code and by their worst findings."""
        return sorted(self.result.systems, key=lambda one: (one.reported, -one.return_code, _weight(one), one.name))

    @property
    def sentence(self) -> str:
        """The answer in one sentence."""
        open_ones = [one for one in self.reported if one.findings]
        rest = [one for one in self.reported if not one.findings]
        damaged = sum(one.return_code >= 12 for one in rest)
        left = sum(one.return_code < 12 and bool(one.verdicts.get("undecided")) for one in rest)
        parts = []
        for number, single, several in (
            (len(self.silent), "did not report", "did not report"),
            (len(open_ones), "has open findings", "have open findings"),
            (damaged, "has evidence that is damaged or too old", "have evidence that is damaged or too old"),
            (left, "could not be judged in full", "could not be judged in full"),
            (len(rest) - damaged - left, "is in order", "are in order"),
        ):
            if number:
                parts.append(f"{number} {single if number == 1 else several}")
        return f"Of {count(len(self.result.systems), 'system')} of {self.result.fleet}, {listed(parts)}."

    @property
    def details(self) -> list[str]:
        """The sentences below it."""
        counts = Counter(each.severity for one in self.reported for each in one.findings)
        parts = [f"{counts[word]} {word}" for word in reversed(SEVERITIES) if counts[word]]
        lines = [f"{count(counts.total(), 'open finding')}: {listed(parts)}."] if parts else []
        undecided = sum(one.verdicts.get("undecided", 0) for one in self.reported)
        if undecided:
            lines.append(f"{count(undecided, 'question')} could not be judged; that is not a pass.")
        damaged = sum(one.return_code >= 12 for one in self.reported)
        if damaged:
            lines.append(f"The reports of {count(damaged, 'system')} are not complete: evidence is damaged or too old.")
        late = sum(self.overdue(each) for one in self.reported for each in one.findings)
        if late:
            lines.append(f"{count(late, 'finding')} {'is' if late == 1 else 'are'} overdue.")
        earlier = sum(not one.scanned for one in self.result.systems)
        if earlier:
            lines.append(f"{count(earlier, 'system')} {'was' if earlier == 1 else 'were'} not scanned by the last run.")
        return lines

    @cached_property
    def areas(self) -> dict[str, str]:
        """Letter -> title of the areas that any system has."""
        letters = {letter for one in self.reported for letter in one.areas}
        return {letter: title for letter, title in AREAS.items() if letter in letters}

    def cell(self, system: FleetSystem, letter: str) -> Cell | None:
        """Return what the matrix shows; None: nothing was judged there."""
        words = system.areas.get(letter, {})
        worst = next((word for word in WORST_FIRST if words.get(word)), None)
        if worst is None:
            return None
        good = worst in ("pass", "not_applicable")
        return Cell(worst, words[worst], doubtful=good and system.return_code >= ReturnCode.DAMAGED)

    def age(self, system: FleetSystem) -> int | None:
        """Return how many days old its oldest evidence is on the day of the fleet; None: unknown."""
        return (self.day - date.fromisoformat(system.oldest)).days if system.oldest is not None else None

    def overdue(self, finding: FleetFinding) -> bool:
        """Whether it was to be fixed before the day of the fleet."""
        return finding.due is not None and finding.due < self.result.as_of

    @cached_property
    def moved(self) -> list[tuple[str, FleetFinding]]:
        """What is new, worse and gone: a word and the finding."""
        kinds = ("new", "worse", "gone")
        return [(kind, each) for kind in kinds for one in self.systems for each in getattr(one, kind)]

    @cached_property
    def shared(self) -> list[Shared]:
        """The same policy on the same object of several systems, most systems first."""
        return _shared((each.policy, each.object, each) for one in self.reported for each in one.findings)

    @cached_property
    def shared_policies(self) -> list[Shared]:
        """The same policy on any object of several systems."""
        return _shared((each.policy, None, each) for one in self.reported for each in one.findings)

    @cached_property
    def applications(self) -> list[Application]:
        """Application names, those of most systems first."""
        ends: dict[str, list[tuple[str, str]]] = {}
        for one in self.reported:
            for each in one.applications:
                if each.application is not None:
                    ends.setdefault(each.application, []).append((one.name, each.endpoint))
        keys: dict[str, list[FleetKey]] = {}
        for one in self.reported:
            for key in one.keys:
                keys.setdefault(key.profile.partition(".")[0], []).append(key)
        done = [_application(name, pairs, keys.get(name, [])) for name, pairs in ends.items()]
        return sorted(done, key=lambda one: (-len(one.systems), one.name))

    @property
    def partial(self) -> tuple[str, ...]:
        """Systems of which keys and ticket authority are not known in full."""
        return tuple(one.name for one in self.result.systems if not one.reported or not one.whole)

    @cached_property
    def holders(self) -> list[Holder]:
        """Who may ask for tickets, on most systems first."""
        rows: dict[str, list[tuple[str, str]]] = {}
        for one in self.reported:
            for each in one.holders:
                rows.setdefault(each.id, []).append((one.name, f"{each.profile} ({each.access})"))
        done = [Holder(who, _set(s for s, _ in pairs), _set(p for _, p in pairs)) for who, pairs in rows.items()]
        return sorted(done, key=lambda one: (-len(one.systems), one.id))

    @cached_property
    def ending(self) -> list[FleetWaiver]:
        """Waivers that end within 30 days, first to end first."""
        until = (self.day + timedelta(SOON)).isoformat()
        rows = [each for one in self.reported for each in one.waivers if each.expires <= until]
        return sorted(rows, key=lambda each: (each.expires, each.system, each.policy, each.object))

    @cached_property
    def owners(self) -> list[tuple[str, int, int]]:
        """Owner, open findings, those of them that are overdue; most overdue first."""
        rows: dict[str, list[FleetFinding]] = {}
        for one in self.reported:
            for each in one.findings:
                rows.setdefault(each.owner or "", []).append(each)
        done = [(name, len(each), sum(map(self.overdue, each))) for name, each in rows.items()]
        return sorted(done, key=lambda one: (-one[2], -one[1], one[0])) if set(rows) - {""} else []


_REPLAY = {None: "unknown", True: "allowed", False: "refused"}


def _weight(system: FleetSystem) -> tuple[int, ...]:
    counts = Counter(each.severity for each in system.findings)
    return tuple(-counts[word] for word in reversed(SEVERITIES))


def _shared(rows: Iterable[tuple[str, str | None, FleetFinding]]) -> list[Shared]:
    groups: dict[tuple[str, str | None], list[FleetFinding]] = {}
    for policy, name, finding in rows:
        groups.setdefault((policy, name), []).append(finding)
    done = []
    for (policy, name), each in groups.items():
        systems = _set(one.system for one in each)
        worst = max(each, key=lambda one: SEVERITIES.index(one.severity))
        if len(systems) > 1:
            done.append(Shared(policy, name, worst.message, worst.severity, systems))
    return sorted(done, key=lambda one: (-len(one.systems), one.policy, one.object or ""))


def _application(name: str, pairs: list[tuple[str, str]], keys: list[FleetKey]) -> Application:
    """What is unknown is said to be unknown, not left out: it may differ."""
    return Application(
        name,
        _set(end for _, end in pairs),
        _set(map(_key, keys)),
        _set("unknown" if key.timeout is None else f"{key.timeout} s" for key in keys if key.segment is not False),
        _set(_REPLAY[key.replay] for key in keys if key.segment is not False),
        _set(system for system, _ in pairs),
    )


def _key(key: FleetKey) -> str:
    if key.protection is None:
        return f"{key.profile}: {'no SSIGNON segment' if key.segment is False else 'unknown'}"
    legacy = key.protection or "none"
    enhanced = "unknown" if key.key_label is None else key.key_label.strip() or "none"
    return f"{key.profile}: legacy {legacy}, enhanced {enhanced}"


def _set(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(texts)))
