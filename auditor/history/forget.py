"""What was observed leaves the history after a while: who logged on when is nobody's business for ever.

What stays of an old scan is how many objects each of those policies examined, and the worst it found (`policies` of the
result). Verdicts that name users, jobs and counts go, and so does the section of SMF records.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from auditor.history.tables import scans, verdicts
from auditor.models.verdict import Result

OBSERVED: Final = "PT-H"
"""Policies about what was observed begin so."""


def forget_observed(connection: Connection, system: str, as_of: str, days: int) -> int:
    """Take what was observed out of the scans of `system` that are older than `days` at `as_of`; give their number.

    A scan from which it was taken before is left alone.
    """
    before = (date.fromisoformat(as_of) - timedelta(days=days)).isoformat()
    held = sa.exists().where(verdicts.c.scan == scans.c.id, verdicts.c.policy.startswith(OBSERVED))
    old = sa.select(scans.c.id, scans.c.result).where(scans.c.system == system, scans.c.as_of < before, held)
    rows = connection.execute(old).all()
    for number, text in rows:
        connection.execute(verdicts.delete().where(verdicts.c.scan == number, verdicts.c.policy.startswith(OBSERVED)))
        connection.execute(scans.update().where(scans.c.id == number).values(result=_without(text)))
    return len(rows)


def _without(text: str) -> str:
    result = Result.model_validate_json(text)
    kept = tuple(verdict for verdict in result.verdicts if not verdict.policy.startswith(OBSERVED))
    trials = tuple(trial for trial in result.crosscheck.trials if trial.observed is None)
    crosscheck = result.crosscheck.model_copy(update={"trials": trials})
    return result.model_copy(update={"verdicts": kept, "observed": None, "crosscheck": crosscheck}).model_dump_json()
