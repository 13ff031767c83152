"""Counts, by system, job, application and user, of the records of one minute after the other."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from auditor.sources.irradu00.grammar import Event, Meaning, meaning
from auditor.sources.irradu00.scope import Scope

MANY: Final = 20_000
"""Rows from which on those of users that nobody knows are folded into one: what people type has no end."""

EXAMPLES: Final = 3
"""Records of each kind that are kept as examples for a row."""

Place = tuple[int, int]
"""Input and record number."""


@dataclass(slots=True)
class Counted:
    """Records that say the same: how many, and the place and the header of the first."""

    records: int
    source: int
    number: int
    head: bytes

    @property
    def place(self) -> Place:
        """Where the first stands."""
        return self.source, self.number


class Key(NamedTuple):
    """What a row is about; `target` is the user tickets are made for, of the services alone."""

    system: str
    job: str
    application: str
    user: str
    target: str | None


@dataclass(slots=True)
class Row:
    """What was counted for one key."""

    outcomes: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    replayed: int = 0
    days: dict[str, list[int]] = field(default_factory=dict)
    peak: int = 0
    peak_day: str | None = None
    busy_hours: int = 0
    same_second: int = 0
    examples: dict[str, list[Place]] = field(default_factory=dict)
    _hour: str = ""
    _minutes: int = 0

    def busy(self, hour: str, minutes: int) -> None:
        """Count a minute of many tickets; an hour counts when it has so many of them."""
        if hour != self._hour:
            self._hour, self._minutes = hour, 0
        self._minutes += 1
        if self._minutes == minutes:
            self.busy_hours += 1

    def merge(self, other: Row) -> None:
        """Add another row. Peaks and paces are of one user, so the greater of both stands for two."""
        self.outcomes += other.outcomes
        self.reasons += other.reasons
        self.replayed += other.replayed
        for day, (good, bad) in other.days.items():
            both = self.days.setdefault(day, [0, 0])
            both[0] += good
            both[1] += bad
        if other.peak > self.peak:
            self.peak, self.peak_day = other.peak, other.peak_day
        self.busy_hours = max(self.busy_hours, other.busy_hours)
        self.same_second = max(self.same_second, other.same_second)
        for kind, places in other.examples.items():
            self.examples[kind] = sorted({*self.examples.get(kind, ()), *places})[:EXAMPLES]


class Tally:
    """The rows of a run. What a record says is worked out once for all that are alike."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._known: dict[Event, Meaning] = {}
        self.rows: dict[Key, Row] = {}
        self.hours: dict[tuple[str, str, str], list[list[int]]] = {}
        """System, job and application -> accepted and refused in each hour of the day."""
        self.words: Counter[str] = Counter()
        self.unflagged = 0
        self.made_at: Place | None = None
        self.heads: dict[Place, bytes] = {}
        """The headers of the examples."""
        self._many = MANY

    def add(self, minute: str, system: str, events: dict[Event, Counted], times: int) -> None:
        """Add the events of one minute (`yyyy-mm-dd hh:mm`), each with its number of records, input and record.

        Where every record stands several times, `times` is how often.
        """
        accepted: Counter[Key] = Counter()
        day, hour = minute[:10], int(minute[11:13])
        for event, counted in events.items():
            count = counted.records // times
            says = self._known.get(event)
            if says is None:
                says = self._known[event] = meaning(event, self._scope.words)
            if says.word is not None:
                self.words[says.word] += count
            if says.outcome == "ended":
                continue
            key = Key(system, _text(event.job), _text(event.application), _text(event.user), _target(event))
            row = self.rows.get(key)
            if row is None:
                row = self.rows[key] = Row()
            self._count(row, says, count, day, counted)
            if says.outcome in ("accepted", "refused"):
                hours = self.hours.setdefault((system, key.job, key.application), [[0, 0] for _ in range(24)])
                hours[hour][says.outcome == "refused"] += count
            if says.outcome == "accepted":
                row.same_second = max(row.same_second, count)
                accepted[key] += count
        self._paces(accepted, minute)
        if len(self.rows) > self._many:
            self.fold()
            self._known.clear()
            self._many = max(MANY, 2 * len(self.rows))

    def fold(self) -> None:
        """Put the rows of users whom the unload does not know into one for each system, job and application."""
        known = self._scope.known({name for key in self.rows for name in (key.user, key.target) if name})
        for key in [key for key in self.rows if not (_shown(key.user, known) and _shown(key.target, known))]:
            user = key.user if key.user in known else ""
            target = key.target if key.target is None or key.target in known else ""
            row = self.rows.pop(key)
            folded = key._replace(user=user, target=target)
            if folded in self.rows:
                self.rows[folded].merge(row)
            else:
                self.rows[folded] = row

    def _count(self, row: Row, says: Meaning, count: int, day: str, counted: Counted) -> None:
        outcome = says.outcome
        row.outcomes[outcome] += count
        good, bad = outcome in ("accepted", "made"), outcome in ("refused", "unmade")
        if good or bad:
            both = row.days.setdefault(day, [0, 0])
            both[bad] += count
        else:
            row.days.setdefault(day, [0, 0])
        if outcome == "refused":
            row.reasons[says.reason or ""] += count
        if says.replay:
            row.replayed += count
        for kind in (outcome, "replayed") if says.replay else (outcome,):
            examples = row.examples.setdefault(kind, [])
            if len(examples) < EXAMPLES:
                examples.append(counted.place)
                self.heads[counted.place] = counted.head
        if outcome == "made" and self.made_at is None:
            self.made_at = counted.place
            self.heads[counted.place] = counted.head
        self.unflagged += count * (outcome == "unflagged")

    def _paces(self, accepted: Counter[Key], minute: str) -> None:
        for key, count in accepted.items():
            row = self.rows[key]
            if count > row.peak:
                row.peak, row.peak_day = count, minute[:10]
            if count > self._scope.tickets:
                row.busy(minute[:13], self._scope.minutes)


def _shown(name: str | None, known: set[str]) -> bool:
    return not name or name in known


def _text(name: bytes) -> str:
    return name.decode("ascii").rstrip(" ")


def _target(event: Event) -> str | None:
    return _text(event.target) if event.event in ("PTCREATE", "PTEVAL") else None
