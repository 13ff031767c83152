"""Every conversation has one deadline, a limit of bytes and no redirects, whatever the other side does."""

from __future__ import annotations

import gzip
import http.server
import threading
import time

import pytest

from auditor import wire
from auditor.errors import EngineFailed
from auditor.output import hooks
from auditor.rego.opa.server import OpaServer
from tests.misbehaving import KINDS, misbehaving
from tests.rego.opa.certificates import certificates
from tests.rego.opa.modules import DOCUMENT, MODULES, question

_SOON = 1.0
_ERRORS = (wire.Late, wire.Strange, *wire.FAILURES)


@pytest.fixture(autouse=True)
def bounds(monkeypatch):
    """Small bounds, so that each test takes a second; no proxy of the machine."""
    monkeypatch.setattr(hooks, "_SECONDS", _SOON)
    monkeypatch.setattr(hooks, "_ANSWER", 100_000)
    monkeypatch.setattr("auditor.rego.opa.server.LIMIT", 100_000)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")


@pytest.fixture
def target():
    """A server that remembers whether it was asked; a redirect must never lead to it."""
    seen: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def answer(self):
            seen.append(self.path)
            self.send_response(200)
            self.end_headers()

        do_GET = do_POST = answer  # noqa: N815 - names of the base class

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/there", seen
        server.shutdown()


def _asked(url: str) -> bytes:
    def call(left: float) -> bytes:
        with wire.session(100_000) as line:
            return bytes(line.get(url, timeout=left).content)

    return wire.until(time.monotonic() + _SOON, call)


@pytest.mark.parametrize("kind", KINDS)
def test_whatever_the_other_side_does_the_conversation_ends_soon_with_an_error(kind, target):
    begun = time.monotonic()
    with misbehaving(kind, elsewhere=target[0]) as port, pytest.raises(_ERRORS):
        _asked(f"http://127.0.0.1:{port}/")
    assert time.monotonic() - begun < 20
    assert target[1] == []


@pytest.mark.parametrize(
    ("kind", "error"), [("flood", wire.TooLong), ("redirect", wire.Redirected), ("drip", wire.Late)]
)
def test_what_it_was_is_told(kind, error, target):
    with misbehaving(kind, elsewhere=target[0]) as port, pytest.raises(error):
        _asked(f"http://127.0.0.1:{port}/")


@pytest.mark.parametrize("kind", KINDS)
def test_an_opa_that_misbehaves_is_an_engine_that_failed(kind, target):
    begun = time.monotonic()
    with misbehaving(kind, elsewhere=target[0]) as port:
        engine = OpaServer(f"http://127.0.0.1:{port}", _SOON)
        with pytest.raises(EngineFailed):
            list(engine.answers(MODULES, question(), DOCUMENT))
        engine.close()
    assert time.monotonic() - begun < 20
    assert target[1] == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_hook_that_misbehaves_is_a_delivery_that_failed(kind, target):
    begun = time.monotonic()
    with misbehaving(kind, elsewhere=target[0]) as port:
        failure = hooks._post(f"http://127.0.0.1:{port}/", b"{}")
    assert failure is not None
    assert failure.startswith("the notification was not delivered: ")
    assert time.monotonic() - begun < 20
    assert target[1] == []


def test_tls_of_nobody_we_trust_and_tls_that_is_none(tmp_path):
    certificates(tmp_path, client="auditor")
    with misbehaving("half", tls=tmp_path) as port:
        failure = hooks._post(f"https://127.0.0.1:{port}/", b"{}")
        assert failure == "the notification was not delivered: TLS could not be agreed on"
        engine = OpaServer(f"https://127.0.0.1:{port}", 5)
        with pytest.raises(EngineFailed, match="TLS could not be agreed on"):
            engine.ask(MODULES, question())
    with misbehaving("garbage") as port, pytest.raises(_ERRORS):
        _asked(f"https://127.0.0.1:{port}/")


def test_a_compressed_answer_is_not_unfolded():
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            body = gzip.compress(bytes(10_000_000))
            self.send_response(200)
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        assert len(_asked(f"http://127.0.0.1:{server.server_port}/")) < 100_000
        server.shutdown()
