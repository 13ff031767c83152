"""What is old leaves the history: whole scans, by age and by number, system by system.

The scan that speaks for the latest day of a system always stays: a history without it would make a first night of the
next one. First days of findings are asked of what is left, so a finding can look younger after pruning.
"""

from __future__ import annotations

from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from auditor.history.tables import scans, verdicts


def prune(connection: Connection, *, days: int | None = None, count: int | None = None) -> dict[str, int]:
    """Take old scans out; return how many of each system, those alone that lose one.

    `days`: scans that speak for a day more than so many before the latest day of their system go; `count`: only the
    newest so many of each system stay. Both given: what either of them takes out goes.
    """
    by_system: dict[str, list[tuple[int, str]]] = {}
    rows = sa.select(scans.c.system, scans.c.id, scans.c.as_of)
    for row in connection.execute(rows.order_by(scans.c.system, scans.c.as_of.desc(), scans.c.id.desc())):
        by_system.setdefault(row.system, []).append((row.id, row.as_of))
    gone: dict[str, int] = {}
    for system, newest_first in by_system.items():
        before = _limit(newest_first[0][1], days)
        old = [
            number
            for place, (number, as_of) in enumerate(newest_first)
            if place > 0 and (as_of < before or (count is not None and place >= count))
        ]
        for number in old:
            connection.execute(verdicts.delete().where(verdicts.c.scan == number))
            connection.execute(scans.delete().where(scans.c.id == number))
        if old:
            gone[system] = len(old)
    return gone


def _limit(latest: str, days: int | None) -> str:
    """The first day that stays; "" where none is too old."""
    return "" if days is None else (date.fromisoformat(latest) - timedelta(days=days)).isoformat()
