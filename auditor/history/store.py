"""Open, migrate, record and read a history in SQLite or PostgreSQL.

One transaction holds a whole recording, the migration included: a scan that is interrupted leaves nothing. Writers wait
for each other (SQLite: an immediate transaction; PostgreSQL: an advisory lock).
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from auditor.errors import ConfigurationError
from auditor.history.tables import scans, verdicts
from auditor.models.verdict import Result

_LOCK = 0x61756469  # any number that this program alone uses
_WAIT_SECONDS = 60


def _engine(url: str) -> Engine:
    try:
        address = sa.make_url(_address(url))
        if address.get_backend_name() == "sqlite":
            # SQLAlchemy, not the driver, opens transactions, so that BEGIN IMMEDIATE can take the write lock at once.
            _made_private(address.database)
            arguments = {"timeout": _WAIT_SECONDS, "isolation_level": None}
            engine = sa.create_engine(address, connect_args=arguments, poolclass=sa.NullPool)
            sa.event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
            return engine
        return sa.create_engine(address, poolclass=sa.NullPool)
    except (SQLAlchemyError, ModuleNotFoundError) as error:
        raise ConfigurationError(
            f"the history {_shown(url)} cannot be used: {type(error).__name__}",
            "give a file name, sqlite:///FILE or postgresql://..., and install auditor[postgresql] for the latter",
        ) from None


def _made_private(path: str | None) -> None:
    """Make a new SQLite file for its user alone: the database gives its journals the same mode."""
    if path and path != ":memory:" and not path.startswith("file:") and Path(path).parent.is_dir():
        with suppress(OSError):
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))


def _address(url: str) -> str:
    if "://" not in url:
        return f"sqlite:///{Path(url)}"
    return re.sub(r"^postgres(ql)?://", "postgresql+psycopg://", url)


def _shown(url: str) -> str:
    """The URL without its password."""
    return re.sub(r"(://[^:/@]+):[^@]*@", r"\1:***@", url)


@contextmanager
def opened(url: str) -> Iterator[Connection]:
    """One locked transaction on the migrated history at `url` (a database URL, or the path of a SQLite file).

    All that is done in it happens, or none of it. Raises `ConfigurationError` when it cannot be used.
    """
    engine = _engine(url)
    try:
        with engine.begin() as connection:
            if engine.dialect.name == "postgresql":
                connection.execute(sa.text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
            _migrate(connection)
            yield connection
    except SQLAlchemyError as error:
        raise ConfigurationError(
            f"the history {_shown(url)} cannot be used: {type(error).__name__}",
            "check that the database can be reached and written; nothing was recorded",
        ) from None


def _migrate(connection: Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(resources.files("auditor.history") / "migrations"))
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
