"""Every finding that was ever recorded, a row each: since when, until when, whether it is open, and its message."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from fnmatch import fnmatchcase

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from auditor.history.tables import scans, verdicts
from auditor.models.verdict import Result, Severity


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which findings are listed; what is None does not narrow."""

    system: str | None = None
    policy: str | None = None
    """A policy, or a pattern of names: `PT-B*`."""
    severity: Severity | None = None
    since: str | None = None
    """A day, YYYY-MM-DD: findings that were seen on it or later."""
    open_only: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """A finding, followed by system, policy and object; days are those the scans speak for."""

    system: str
    policy: str
    object: str
    severity: str
    first_seen: str
    last_seen: str
    open: bool
    """The last scan of the system has it."""
    waived: bool
    """It was waived where it was last seen."""
    message: str
    """What was said where it was last seen; "" where that has been forgotten."""

    def row(self) -> dict[str, str | bool]:
        """Return its fields by name."""
        return asdict(self)


@dataclass(slots=True)
class _Life:
    """What is known of one finding while the scans of its system are gone through, oldest first."""

    first_seen: str
    last_seen: str = ""
    scan: int = 0
    severity: str = ""
    waived: bool = False


def listing(connection: Connection, wanted: Wanted) -> list[Listed]:
    """Return the findings by system, policy and object; what was never recorded is not there."""
    rows: list[Listed] = []
    for system, last in _last_scans(connection).items():
        if wanted.system in (None, system):
            rows += _of_system(connection, system, last, wanted)
    return rows


def _of_system(connection: Connection, system: str, last: int, wanted: Wanted) -> Iterator[Listed]:
    lives = {key: life for key, life in _lives(connection, system).items() if _is_wanted(key[0], life, last, wanted)}
    said = _messages(connection, lives)
    for (policy, subject), life in sorted(lives.items()):
        yield Listed(
            system=system,
            policy=policy,
            object=subject,
            severity=life.severity,
            first_seen=life.first_seen,
            last_seen=life.last_seen,
            open=life.scan == last,
            waived=life.waived,
            message=said.get((life.scan, policy, subject), ""),
        )


def _is_wanted(policy: str, life: _Life, last: int, wanted: Wanted) -> bool:
    return (
        (wanted.policy is None or fnmatchcase(policy, wanted.policy))
        and wanted.severity in (None, life.severity)
        and (wanted.since is None or life.last_seen >= wanted.since)
        and (not wanted.open_only or life.scan == last)
    )


def _last_scans(connection: Connection) -> dict[str, int]:
    """The scan of each system that speaks for its latest day, by system."""
    rows = sa.select(scans.c.system, scans.c.id).order_by(scans.c.system, scans.c.as_of, scans.c.id)
    return {row.system: row.id for row in connection.execute(rows)}


def _lives(connection: Connection, system: str) -> dict[tuple[str, str], _Life]:
    """What becomes of each finding of a system, by policy and object."""
    rows = (
        sa.select(
            scans.c.id, scans.c.as_of, verdicts.c.policy, verdicts.c.object, verdicts.c.severity, verdicts.c.waived
        )
        .join(scans, scans.c.id == verdicts.c.scan)
        .where(scans.c.system == system, verdicts.c.verdict == "fail")
        .order_by(scans.c.as_of, scans.c.id, verdicts.c.number)
    )
    lives: dict[tuple[str, str], _Life] = {}
    for row in connection.execute(rows):
        life = lives.setdefault((row.policy, row.object), _Life(row.as_of))
        life.last_seen, life.scan, life.severity, life.waived = row.as_of, row.id, row.severity, row.waived
    return lives


def _messages(connection: Connection, lives: dict[tuple[str, str], _Life]) -> dict[tuple[int, str, str], str]:
    """What each finding said where it was last seen, by scan, policy and object; one result is in memory at a time."""
    said: dict[tuple[int, str, str], str] = {}
    for scan in sorted({life.scan for life in lives.values()}):
        text = connection.execute(sa.select(scans.c.result).where(scans.c.id == scan)).scalar_one()
        for verdict in Result.model_validate_json(text).verdicts:
            life = lives.get((verdict.policy, verdict.object[:300]))
            if verdict.verdict == "fail" and life is not None and life.scan == scan:
                said[scan, verdict.policy, verdict.object[:300]] = verdict.message
    return said
