"""The counts as facts of the estate, and the records they point to as these may be quoted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final, NamedTuple

from auditor.models.observed import Generation, Logon, Observed, Pace, RecordedChange
from auditor.models.place import At
from auditor.sources.irradu00.file import Recorded
from auditor.sources.irradu00.layout import field
from auditor.sources.irradu00.scope import Scope
from auditor.sources.irradu00.tally import Key, Place, Row, Tally

_SERVICES: Final = frozenset(("made", "unmade", "evaluated"))

APPLICATION: Final = field("JOBINIT", "APPL")[1:3]
QUOTED: Final = ("EVENT_TYPE", "EVENT_QUAL", "TIME_WRITTEN", "DATE_WRITTEN", "SYSTEM_SMFID", "VIOLATION", "JOB_NAME")
"""Fields of a header that are quoted; names besides only where they are known, and nothing that people may have
typed."""


class Seen(NamedTuple):
    """What the files of a run say, before it is joined with anything."""

    tally: Tally
    scope: Scope
    days: tuple[str, ...]
    changes: tuple[Recorded, ...]
    commands_at: Place | None
    passed: dict[str, int]
    """Words for what was passed over -> records."""
    made_days: frozenset[str] = frozenset()
    """Days on which the services made tickets for other applications."""

    def facts(self, time_zone: str | None) -> Observed | None:
        """Return the facts, with no job joined to an endpoint; None where no record is of a day that matters."""
        if not self.days:
            return None
        rows = sorted(self.tally.rows.items(), key=lambda item: tuple(part or "" for part in item[0]))
        logons = [_logon(key, row) for key, row in rows if not _SERVICES & row.outcomes.keys()]
        made = [_generation(key, row) for key, row in rows if _SERVICES & row.outcomes.keys()]
        known = self.scope.known({change.by for change in self.changes})
        unknown = sum(
            row.outcomes.total() for key, row in rows if not key.user or (key.target is not None and not key.target)
        )
        return Observed(
            first=self.days[0],
            last=self.days[-1],
            days=len(self.days),
            systems=tuple(sorted({key.system for key in self.tally.rows})),
            time_zone=time_zone,
            pace=Pace(tickets=self.scope.tickets, minutes=self.scope.minutes),
            logons=tuple(logons),
            generated=tuple(made),
            changes=tuple(_change(change, known) for change in self.changes),
            generation_days=_days_over({*self.made_days, *(day for row in made if row.made for day in row.days)}),
            generation_at=_at(self.tally.made_at, APPLICATION),
            commands_at=_at(self.commands_at, (1, 8)),
            unknown_users=unknown,
            passed=self.passed,
        )

    def quotes(self) -> dict[Place, str]:
        """Return the records that facts point to, with what may be shown of them."""
        known = {name for key in self.tally.rows for name in (key.user, key.target) if name}
        known |= self.scope.known({change.by for change in self.changes})
        lines = {change.place: _quoted(change.head, known, free=True) for change in self.changes}
        return lines | {place: _quoted(head, known) for place, head in self.tally.heads.items()}


def _days_over(days: set[str]) -> int:
    """Return the number of days from the first to the last, both counted."""
    return (date.fromisoformat(max(days)) - date.fromisoformat(min(days))).days + 1 if days else 0


def _quoted(head: bytes, known: set[str], *, free: bool = False) -> str:
    """Return a record with blanks in place of all but events, times, jobs, the application and known users.

    `free`: a command, whose text after the header may hold anything.
    """
    text = head.decode("latin-1")
    event = text[:8].rstrip(" ")
    spans = [field("JOBINIT", name)[1:3] for name in QUOTED]
    people = [field("JOBINIT", "EVT_USER_ID")[1:3]]
    if not free:
        spans.append(APPLICATION)
        people += [field("PTCREATE", "FOR_USER")[1:3]] if event in ("PTCREATE", "PTEVAL") else []
    spans += [(first, last) for first, last in people if text[first - 1 : last].rstrip(" ") in known]
    line = [" "] * len(text)
    for first, last in spans:
        line[first - 1 : last] = text[first - 1 : last]
    return "".join(line).rstrip(" ")


def _logon(key: Key, row: Row) -> Logon:
    outcomes = row.outcomes
    return Logon(
        system=key.system, job=key.job, application=key.application, user=key.user or None,
        accepted=outcomes["accepted"], refused=dict(sorted(row.reasons.items())), replayed=row.replayed,
        passwords=outcomes["password"], failed=outcomes["failed"], unflagged=outcomes["unflagged"],
        **_when(row), peak=row.peak, peak_day=row.peak_day, busy_hours=row.busy_hours, same_second=row.same_second,
        accepted_at=_places(row, "accepted"), refused_at=_places(row, "refused"),
        replayed_at=_places(row, "replayed"), passwords_at=_places(row, "password"),
    )  # fmt: skip


def _generation(key: Key, row: Row) -> Generation:
    places = sorted(place for kind in _SERVICES for place in row.examples.get(kind, ()))
    return Generation(
        system=key.system, job=key.job, application=key.application, requester=key.user or None,
        user=key.target or None, made=row.outcomes["made"], refused=row.outcomes["unmade"],
        evaluated=row.outcomes["evaluated"], **_when(row), at=tuple(_located(places)),
    )  # fmt: skip


def _when(row: Row) -> dict[str, object]:
    days = dict(sorted((day, (good, bad)) for day, (good, bad) in row.days.items()))
    return {"days": days, "first": min(days), "last": max(days)}


def _change(change: Recorded, known: set[str]) -> RecordedChange:
    source, record = change.place
    return RecordedChange(
        event=change.event, system=change.system, by=change.by if change.by in known else None, day=change.day,
        classes=change.classes, names=change.names, at=At(source, record, 1, 8),
    )  # fmt: skip


def _places(row: Row, kind: str) -> tuple[At, ...]:
    return tuple(_located(sorted(row.examples.get(kind, ()))))


def _located(places: Iterable[Place]) -> Iterator[At]:
    return (At(source, record, *APPLICATION) for source, record in places)


def _at(place: Place | None, span: tuple[int, int]) -> At | None:
    return None if place is None else At(*place, *span)
