"""An address shows no secret, reading never writes, and no database keeps a run waiting for ever."""

from __future__ import annotations

import contextlib
import socket
import sqlite3
import stat
import threading
import time

import pytest

from auditor.cli import run
from auditor.errors import ConfigurationError
from auditor.history import address
from auditor.history.address import shown
from auditor.history.store import opened
from tests.misbehaving import KINDS, misbehaving


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://me:SECRET@h/d",
        "postgresql://:SECRET@h/d",
        "postgresql://me:SEC@RET@h/d",
        "postgresql://me:SECRET%40@h/d",
        "postgresql://me/x:SECRET@h/d",
        "postgresql://h/d?password=SECRET",
        "postgresql://h/d?user=me&password=SECRET&sslmode=require",
        "postgresql://h/d?sslpassword=SECRET",
        "postgresql://me:SECRET@h:notaport/d",
        "postgres://me:SECRET@h/d",
        "odd://me:SECRET@h/d",
        "sqlite:////tmp/none-there/x.db?password=SECRET",
    ],
)
def test_nothing_of_an_address_is_shown_that_could_be_secret(url):
    assert "SEC" not in shown(url)
    assert "RET" not in shown(url)
    with (
        pytest.raises(ConfigurationError) as refused,
        opened(url.replace("@h", "@127.0.0.1:1").replace("//h", "//127.0.0.1:1")),
    ):
        pass
    assert "SEC" not in str(refused.value) + refused.value.advice


def test_user_host_and_database_are_shown():
    assert shown("postgresql://me:x@h:5/d?password=y") == "postgresql://me@h:5/d"
    assert shown("history.db") == "history.db"


@pytest.mark.parametrize("command", [["list"], ["trend"], ["findings", "--system", "X"]])
def test_a_reader_makes_no_database(tmp_path, command, capsys):
    path = tmp_path / "typo.db"
    assert run(["history", "--history", str(path), *command]) == 16
    assert "there is no such file" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "url", ["", " ", "sqlite://", "sqlite:///:memory:", ":memory:", "sqlite:///file::memory:?uri=true"]
)
@pytest.mark.parametrize("write", [True, False])
def test_a_history_that_would_be_gone_is_refused(url, write, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ConfigurationError), opened(url, write=write):
        pass
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["a?b.db", "a%20b.db", "ä #1.db", "mode=rw&x.db"])
def test_a_file_has_the_name_it_was_given(name, tmp_path):
    with opened(str(tmp_path / name)):
        pass
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600
    with opened(str(tmp_path / name), write=False) as connection, pytest.raises(Exception, match="readonly"):
        connection.exec_driver_sql("CREATE TABLE x (y)")


def test_a_reader_does_not_wait_for_a_writer(tmp_path):
    path = str(tmp_path / "h.db")
    with opened(path):
        pass
    begun = time.monotonic()
    with opened(path), opened(path, write=False):
        assert time.monotonic() - begun < 20


@pytest.mark.parametrize("write", [True, False])
def test_a_newer_history_is_refused_with_its_reason(tmp_path, write):
    path = str(tmp_path / "h.db")
    with opened(path) as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(ConfigurationError, match="newer version"), opened(path, write=write):
        pass


def test_a_database_of_something_else_is_no_history(tmp_path):
    path = tmp_path / "other.db"
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE x (y)")
        connection.commit()
    with pytest.raises(ConfigurationError, match="holds no history"), opened(str(path), write=False):
        pass


psycopg = pytest.importorskip("psycopg")


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "endless-header"])
@pytest.mark.parametrize("write", [True, False])
def test_a_server_that_is_no_postgresql_ends_with_an_error_soon(kind, write, monkeypatch):
    monkeypatch.setattr(address, "_CONNECT", 2)
    begun = time.monotonic()
    with misbehaving(kind) as port:
        url = f"postgresql://me:SECRET@127.0.0.1:{port}/d"
        with pytest.raises(ConfigurationError) as refused, opened(url, write=write):
            pass
    assert "SECRET" not in str(refused.value)
    assert time.monotonic() - begun < 30


def _message(kind: bytes, body: bytes) -> bytes:
    return kind + (len(body) + 4).to_bytes(4, "big") + body


@pytest.mark.parametrize("after", ["drip in the greeting", "silence after it", "drip after it"])
def test_a_server_that_begins_well_and_then_hangs_is_left(after, monkeypatch):
    monkeypatch.setattr(address, "_CONNECT", 2)
    monkeypatch.setattr(address, "_STATEMENT", 1)
    monkeypatch.setattr(address, "WAIT", 1)
    stop = threading.Event()

    def serve(server: socket.socket) -> None:
        line, _ = server.accept()
        with contextlib.suppress(OSError), line:
            line.recv(65536)
            if after == "drip in the greeting":
                line.sendall(b"N" + (1 << 20).to_bytes(4, "big"))
            else:
                version = _message(b"S", b"server_version\x0015.0\x00") + _message(b"S", b"client_encoding\x00UTF8\x00")
                line.sendall(_message(b"R", bytes(4)) + version + _message(b"Z", b"I"))
                line.recv(65536)
                line.sendall(b"N" + (1 << 20).to_bytes(4, "big") if after.startswith("drip") else b"")
            while not stop.wait(0.05):
                line.sendall(b"" if after.startswith("silence") else b"x")

    begun = time.monotonic()
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=serve, args=(server,), daemon=True).start()
        url = f"postgresql://me@127.0.0.1:{server.getsockname()[1]}/d?sslmode=disable&gssencmode=disable"
        with pytest.raises(ConfigurationError), opened(url):
            pass
        stop.set()
    assert time.monotonic() - begun < 30


@pytest.mark.postgresql
def test_a_lock_that_somebody_holds_ends_the_run(postgresql, monkeypatch):
    with opened(postgresql):
        pass
    monkeypatch.setattr(address, "WAIT", 1)
    begun = time.monotonic()
    with psycopg.connect(postgresql) as other:
        other.execute("SELECT pg_advisory_xact_lock(1635083369)")
        with pytest.raises(ConfigurationError, match="LockNotAvailable"), opened(postgresql):
            pass
        with opened(postgresql, write=False):
            pass
    assert time.monotonic() - begun < 30
