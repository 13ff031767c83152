"""The address of a history: a SQLite file or PostgreSQL, what of it is shown, and how long it may take.

Nothing of an address is shown but the scheme, the user, the host and the database: a password can stand before the
`@`, in the query, or in a file that the query names.
"""

from __future__ import annotations

import os
import re
import socket
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import URL, Engine
from sqlalchemy.exc import SQLAlchemyError

from auditor.errors import ConfigurationError

WAIT: Final = 60
"""Seconds until a database must have let a run in, and that it may wait for another run."""
_CONNECT: Final = 10
"""Seconds until a server must have answered at all."""
_STATEMENT: Final = 120
"""Seconds of one statement."""
_ADVICE = "give a file name, sqlite:///FILE or postgresql://..., and install auditor[postgresql] for the latter"


def shown(url: str) -> str:
    """Return the address without what could be secret."""
    if "://" not in url:
        return url
    try:
        address = sa.make_url(url)
    except (SQLAlchemyError, ValueError):
        return f"{url.partition('://')[0][:20]}://..."
    if address.get_backend_name() == "sqlite":
        return f"sqlite:///{address.database or ''}"
    if "@" in f"{address.username} {address.host} {address.database}":
        return f"{address.get_backend_name()}://..."  # an @ that is not written %40: what is what cannot be told
    user = f"{address.username}@" if address.username else ""
    host = f"{address.host or ''}{f':{address.port}' if address.port else ''}"
    return f"{address.get_backend_name()}://{user}{host}/{address.database or ''}"


def engine(url: str, *, write: bool) -> Engine:
    """Return the engine for a history. Raises `ConfigurationError` when there can be none.

    `write`: a file that is not there is made, and a transaction takes the write lock at once; else the file must be
    there, and nothing in it can change.
    """
    try:
        address = _parsed(url)
        if address.get_backend_name() == "sqlite":
            return _sqlite(address, write=write)
        if address.get_backend_name() != "postgresql":
            raise refusal(url, "this kind of database is not supported", _ADVICE)
        return _postgresql(address, write=write)
    except (SQLAlchemyError, ModuleNotFoundError, ValueError) as error:
        raise refusal(url, type(error).__name__, _ADVICE) from None


def refusal(url: str, why: str, advice: str) -> ConfigurationError:
    """Return the error for a history that cannot be used."""
    return ConfigurationError(f"the history {shown(url)} cannot be used: {why}", advice)


def _parsed(url: str) -> URL:
    if not url.strip() or "\0" in url:
        raise ConfigurationError("the history has no name", _ADVICE)
    if "://" not in url:
        return URL.create("sqlite", database=url)  # as it is: a name may hold `?` and `%`
    address = sa.make_url(re.sub(r"^postgres(ql)?(\+psycopg)?://", "postgresql+psycopg://", url))
    if address.get_backend_name() == "sqlite" and (
        not address.database or address.database == ":memory:" or address.database.startswith("file:")
    ):
        raise refusal(url, "it would be gone with this run", "give the name of a file")
    return address


def _sqlite(address: URL, *, write: bool) -> Engine:
    """Return an engine in which SQLAlchemy, not the driver, opens transactions: BEGIN IMMEDIATE takes the lock."""
    path = Path(str(address.database))
    if path.name in ("", ":memory:"):
        raise refusal(str(path), "this is no file name", _ADVICE)
    if write:
        _made_private(path)
    elif not path.is_file():
        raise refusal(str(path), "there is no such file", "`auditor scan --history FILE` makes it")
    mode = "rw" if write else "ro"
    name = f"{path.absolute().as_uri()}?mode={mode}"
    made = sa.create_engine("sqlite://", creator=lambda: _connected(name), poolclass=sa.NullPool)
    begin = "BEGIN IMMEDIATE" if write else "BEGIN"
    sa.event.listen(made, "begin", lambda connection: connection.exec_driver_sql(begin))
    return made


def _connected(name: str) -> Any:
    import sqlite3

    return sqlite3.connect(name, uri=True, timeout=WAIT, isolation_level=None, check_same_thread=False)


def _made_private(path: Path) -> None:
    """Make a new SQLite file for its user alone: the database gives its journals the same mode."""
    if path.parent.is_dir():
        with suppress(OSError):
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))


def _postgresql(address: URL, *, write: bool) -> Engine:
    made = sa.create_engine(_timed(address), poolclass=sa.NullPool, connect_args=_limits(address, write=write))
    sa.event.listen(made, "do_connect", _timed_connection)
    return made


def _timed(address: URL) -> URL:
    """Return the address with a time to answer, unless it names its own."""
    return (
        address if "connect_timeout" in address.query else address.update_query_dict({"connect_timeout": str(_CONNECT)})
    )


def _limits(address: URL, *, write: bool) -> dict[str, Any]:
    """Return what PostgreSQL and the network are told: how long a lock, a statement and a silent line may take.

    They come after options of the address, so that those of a site hold.
    """
    own = address.query.get("options", "")
    asked = {"lock_timeout": WAIT, "statement_timeout": _STATEMENT, "idle_in_transaction_session_timeout": 3600}
    words = [f"-c {name}={seconds * 1000}" for name, seconds in asked.items()]
    words += [] if write else ["-c default_transaction_read_only=on"]
    return {
        "options": " ".join([*words, own if isinstance(own, str) else " ".join(own)]).strip(),
        "keepalives_idle": 30,
        "keepalives_interval": 10,
        "keepalives_count": 3,
        "tcp_user_timeout": WAIT * 1000,
    }


def _timed_connection(_dialect: Any, _record: Any, words: Any, named: Any) -> Any:
    """Return a connection on which no answer may take longer than a statement and a lock together.

    The server keeps such times itself, unless it is none, or hangs.
    """
    import psycopg

    class Timed(psycopg.Connection[Any]):
        """Psycopg waits for every answer in `wait`."""

        def wait(self, gen: Any, *more: Any, **named: Any) -> Any:
            """Return what the conversation `gen` ends with."""
            alarm = threading.Timer(_STATEMENT + WAIT, _cut, (self.pgconn.socket,))
            alarm.daemon = True
            alarm.start()
            try:
                return super().wait(gen, *more, **named)
            finally:
                alarm.cancel()

    return Timed.connect(*words, **named)


def _cut(number: int) -> None:
    """End what is read from the socket with that number; who waits for it gets an error."""
    with suppress(OSError), socket.socket(fileno=os.dup(number)) as line:
        line.shutdown(socket.SHUT_RDWR)
