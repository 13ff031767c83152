"""Open, migrate, record and read a history in SQLite or PostgreSQL.

One transaction holds a whole recording, the migration included: a scan that is interrupted leaves nothing. Writers wait
for each other (SQLite: an immediate transaction; PostgreSQL: an advisory lock).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib import resources

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Connection
from sqlalchemy.exc import SQLAlchemyError

from auditor.history import address
from auditor.history.tables import scans, verdicts
from auditor.models.verdict import Result

_LOCK = 0x61756469  # any number that this program alone uses
_NEWER = "it was written by a newer version of the auditor"


@contextmanager
def opened(url: str, *, write: bool = True) -> Iterator[Connection]:
    """One transaction on the history at `url` (a database URL, or the path of a SQLite file).

    All that is done in it happens, or none of it. `write`: it is made where there is none, migrated, and locked against
    other runs; else nothing in it can change. Raises `ConfigurationError` when it cannot be used.
    """
    database = address.engine(url, write=write)
    try:
        with database.begin() as connection:
            if write and database.dialect.name == "postgresql":
                connection.execute(sa.text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
            _known(connection, url, write=write)
            if write:
                _migrate(connection)
            yield connection
    except SQLAlchemyError as error:
        raise address.refusal(
            url, _why(error), "check that it can be reached and written; nothing was recorded"
        ) from None


def _why(error: SQLAlchemyError) -> str:
    """Return the kind of error: its text can hold the whole address."""
    cause = getattr(error, "orig", None)
    return type(error if cause is None else cause).__name__


def _known(connection: Connection, url: str, *, write: bool) -> None:
    """Refuse a database of a version that this program does not know, and, to read, one that holds no history."""
    there = sa.inspect(connection).has_table("alembic_version")
    version = connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar() if there else None
    if version is None:
        if write:
            return
        raise address.refusal(url, "it holds no history", "`auditor scan --history` records one")
    if version not in {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}:
        raise address.refusal(url, _NEWER, "use that version, or give another --history")


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(resources.files("auditor.history") / "migrations").replace("%", "%%"))
    return config


def _migrate(connection: Connection) -> None:
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def record(connection: Connection, result: Result) -> int:
    """Add one result and give its number."""
    row = connection.execute(
        scans.insert().returning(scans.c.id),
        {
            "system": result.system,
            "as_of": result.as_of,
            "recorded_at": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "tool_version": result.tool.version,
            "return_code": result.return_code,
            "result": result.model_dump_json(),
        },
    ).scalar_one()
    rows = [
        {
            "scan": row,
            "number": number,
            "fingerprint": verdict.fingerprint,
            "policy": verdict.policy,
            "slug": verdict.slug,
            "object": verdict.object[:300],
            "verdict": verdict.verdict,
            "severity": verdict.severity,
            "waived": verdict.waiver is not None,
        }
        for number, verdict in enumerate(result.verdicts)
    ]
    if rows:
        connection.execute(verdicts.insert(), rows)
    return int(row)


def latest(connection: Connection, system: str) -> Result | None:
    """The result that speaks for the latest day among those recorded for `system`; None when there is none."""
    newest = sa.select(scans.c.result).where(scans.c.system == system).order_by(scans.c.as_of.desc(), scans.c.id.desc())
    saved = connection.execute(newest.limit(1)).scalar_one_or_none()
    return None if saved is None else Result.model_validate_json(saved)


def number_of(connection: Connection, result: Result) -> int | None:
    """The number under which exactly this result was recorded (the last time); None when it was not."""
    same = sa.select(scans.c.id).where(
        scans.c.system == result.system, scans.c.as_of == result.as_of, scans.c.result == result.model_dump_json()
    )
    return connection.execute(same.order_by(scans.c.id.desc()).limit(1)).scalar_one_or_none()
