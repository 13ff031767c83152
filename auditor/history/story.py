"""What the recorded scans say: since when each finding exists, what is new, what went away, how the numbers move.

A finding is followed by policy and object, as `auditor.judge.compare` does: with other facts it is still the same
finding.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from auditor.history.tables import scans, verdicts
from auditor.judge.compare import compare
from auditor.models.verdict import Result


@dataclass(frozen=True, slots=True)
class Point:
    """One scan on the trend: findings (fails that are not waived) by severity."""

    scan: int
    system: str
    as_of: str
    return_code: int
    fails: dict[str, int]
    undecided: int


@dataclass(frozen=True, slots=True)
class Finding:
    """One fail as the history knows it; dates are days the audits spoke for."""

    fingerprint: str
    policy: str
    object: str
    severity: str
    first_seen: str
    last_seen: str


@dataclass(frozen=True, slots=True)
class Story:
    """A scan among the earlier scans of its system."""

    points: tuple[Point, ...]
    first_seen: dict[str, str]
    new: tuple[str, ...]
    """Fingerprints of what fails now and did not in the scan before; empty for a first scan."""
    gone: tuple[Finding, ...]
    worse: tuple[str, ...] = ()
    """Fingerprints of what failed in the scan before too, and is graver now or in effect only now."""


def points(connection: Connection, system: str | None = None) -> tuple[Point, ...]:
    """Every recorded scan, oldest first; of one system, or of all."""
    counted = sa.case((verdicts.c.verdict == "fail", verdicts.c.severity), else_=verdicts.c.verdict)
    wanted = sa.true() if system is None else scans.c.system == system
    heads = connection.execute(
        sa.select(scans.c.id, scans.c.system, scans.c.as_of, scans.c.return_code)
        .where(wanted)
        .order_by(scans.c.system, scans.c.as_of, scans.c.id)
    ).all()
    numbers: dict[int, dict[str, int]] = {}
    for scan, word, count in connection.execute(
        sa.select(verdicts.c.scan, counted, sa.func.count())
        .join(scans, scans.c.id == verdicts.c.scan)
        .where(wanted, verdicts.c.verdict.in_(("fail", "undecided")), verdicts.c.waived.is_(False))
        .group_by(verdicts.c.scan, counted)
    ):
        numbers.setdefault(scan, {})[word] = count
    return tuple(
        Point(
            scan=row.id,
            system=row.system,
            as_of=row.as_of,
            return_code=row.return_code,
            fails={word: n for word, n in numbers.get(row.id, {}).items() if word != "undecided"},
            undecided=numbers.get(row.id, {}).get("undecided", 0),
        )
        for row in heads
    )


def findings(connection: Connection, system: str) -> dict[str, Finding]:
    """Every fail ever recorded for `system`, by fingerprint, with the first and last day it was seen."""
    rows = connection.execute(
        sa.select(
            verdicts.c.fingerprint,
            sa.func.min(verdicts.c.policy),
            sa.func.min(verdicts.c.object),
            sa.func.min(verdicts.c.severity),
            sa.func.min(scans.c.as_of),
            sa.func.max(scans.c.as_of),
        )
        .join(scans, scans.c.id == verdicts.c.scan)
        .where(scans.c.system == system, verdicts.c.verdict == "fail")
        .group_by(verdicts.c.fingerprint)
        .order_by(verdicts.c.fingerprint)
    )
    return {row[0]: Finding(*row) for row in rows}


def documents(connection: Connection, system: str | None = None) -> Iterator[str]:
    """Give every recorded scan as one line of JSON, oldest first: `scan`, `recorded_at` and its whole `result`."""
    wanted = sa.true() if system is None else scans.c.system == system
    numbers = connection.execute(
        sa.select(scans.c.id).where(wanted).order_by(scans.c.system, scans.c.as_of, scans.c.id)
    )
    for number in numbers.scalars().all():
        row = connection.execute(sa.select(scans.c.recorded_at, scans.c.result).where(scans.c.id == number)).one()
        yield f'{{"scan":{number},"recorded_at":"{row.recorded_at}","result":{row.result}}}'


def story(connection: Connection, scan: int) -> Story:
    """The scan numbered `scan` against those of its system that speak for an earlier day or were recorded earlier."""
    head = connection.execute(sa.select(scans.c.system, scans.c.as_of).where(scans.c.id == scan)).one()
    line = [p for p in points(connection, head.system) if (p.as_of, p.scan) <= (head.as_of, scan)]
    before = line[-2].scan if len(line) > 1 else None
    now, then = _failing(connection, scan), _failing(connection, before)
    worse = _worse(connection, before, scan) if before is not None else ()
    known = findings(connection, head.system)
    first: dict[tuple[str, str], str] = {}
    for one in known.values():
        subject = (one.policy, one.object)
        first[subject] = min(one.first_seen, first.get(subject, one.first_seen))
    still, before_that = set(now.values()), set(then.values())
    return Story(
        points=tuple(line),
        first_seen={print_: first[now[print_]] for print_ in sorted(now)},
        new=tuple(print_ for print_ in sorted(now) if now[print_] not in before_that) if before is not None else (),
        gone=tuple(
            replace(known[print_], first_seen=first[then[print_]])
            for print_ in sorted(then, key=lambda one: (then[one], one))
            if then[print_] not in still
        ),
        worse=worse,
    )


def _worse(connection: Connection, before: int, scan: int) -> tuple[str, ...]:
    """What `auditor.judge.compare` calls worse between two recorded scans, as far as it fails: fingerprints."""
    saved = {
        row.id: Result.model_validate_json(row.result)
        for row in connection.execute(sa.select(scans.c.id, scans.c.result).where(scans.c.id.in_((before, scan))))
    }
    return tuple(sorted(one.fingerprint for one in compare(saved[before], saved[scan]).worse if one.verdict == "fail"))


def _failing(connection: Connection, scan: int | None) -> dict[str, tuple[str, str]]:
    """What fails in a scan: fingerprint -> policy and object."""
    if scan is None:
        return {}
    rows = connection.execute(
        sa.select(verdicts.c.fingerprint, verdicts.c.policy, verdicts.c.object).where(
            verdicts.c.scan == scan, verdicts.c.verdict == "fail"
        )
    )
    return {row.fingerprint: (row.policy, row.object) for row in rows}
