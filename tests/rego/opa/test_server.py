"""A site's central OPA: it serves our bundle or it is refused, whatever it says."""

from __future__ import annotations

import http.server
import json
import shutil
import socket
import threading
import time
from contextlib import contextmanager

import pytest

from auditor.errors import EngineFailed, PolicyBroken, UsageError
from auditor.rego.embedded.engine import Embedded
from auditor.rego.opa import line
from auditor.rego.opa.bundle import bundle, revision
from auditor.rego.opa.server import OpaServer
from tests.opa import free_port, get, serving
from tests.rego.opa.certificates import certificates
from tests.rego.opa.modules import DOCUMENT, LIB, MODULES, POLICY, question

RULES = ("verdicts", "broken", "undefined", "slow")


@pytest.fixture(scope="module")
def bundles(tmp_path_factory):
    """A bundle for each question, by its name."""
    folder = tmp_path_factory.mktemp("bundles")
    for rule in RULES:
        (folder / f"{rule}.tar.gz").write_bytes(bundle(MODULES, question(rule)))
    (folder / "other.tar.gz").write_bytes(bundle((POLICY, LIB), {"PT-A01": question()["PT-A01"]}))
    return folder


@contextmanager
def opa(url, seconds=30.0):
    engine = OpaServer(url, seconds)
    try:
        yield engine
    finally:
        engine.close()


def judged(url, *, seconds=30.0, asked=None, document=DOCUMENT):
    with opa(url, seconds) as engine:
        return engine.evaluate(MODULES, asked or question(), document)


@contextmanager
def server(bundles, rule="verdicts", *words, **options):
    with serving("--bundle", str(bundles / f"{rule}.tar.gz"), "--log-level", "error", *words, **options) as url:
        yield url


@pytest.mark.opa
def test_the_same_answers_as_embedded_and_nothing_changes_on_the_server(bundles):
    with server(bundles) as url:
        before = sorted(one["id"] for one in json.loads(get(f"{url}/v1/policies"))["result"])
        engine = OpaServer(url)
        engine.ask(MODULES, question())
        for document in (DOCUMENT, b'{"ns": []}'):
            assert engine.evaluate(MODULES, question(), document) == Embedded(60.0).evaluate(
                MODULES, question(), document
            )
        engine.close()
        assert sorted(one["id"] for one in json.loads(get(f"{url}/v1/policies"))["result"]) == before


@pytest.mark.opa
@pytest.mark.parametrize("ask", [lambda engine: engine.ask(MODULES, question()), None], ids=["ask", "answers"])
def test_other_policies_judge_nothing_and_the_right_bundle_has_its_command(bundles, ask):
    ask = ask or (lambda engine: engine.evaluate(MODULES, question(), DOCUMENT))
    with (
        server(bundles, "other") as url,
        pytest.raises(EngineFailed, match=r"serves other policies \(auditor-\w{12}\), not those of this run") as caught,
        opa(url) as engine,
    ):
        ask(engine)
    assert "auditor policies bundle --policies '/srv/policies of ours' --out bundle.tar.gz" in caught.value.advice


@pytest.mark.opa
def test_no_bundle_or_another_one_is_refused(bundles, tmp_path):
    with serving("--log-level", "error") as url, pytest.raises(EngineFailed, match="no policies of the auditor"):
        judged(url)
    loaded = tmp_path / "files"
    shutil.unpack_archive(bundles / "verdicts.tar.gz", loaded)
    (loaded / ".manifest").unlink()
    with (
        serving("--log-level", "error", str(loaded)) as url,
        pytest.raises(EngineFailed, match="no policies of the auditor"),
    ):
        judged(url)


@pytest.mark.opa
def test_a_builtin_error_is_not_swallowed(bundles):
    with (
        server(bundles, "broken") as url,
        pytest.raises(PolicyBroken, match=r"policies/p/p\.rego, line 9: .*divide by zero"),
    ):
        judged(url, asked=question("broken"))


@pytest.mark.opa
def test_undefined_is_an_error(bundles):
    with server(bundles, "undefined") as url, pytest.raises(EngineFailed, match="undefined is not the same"):
        judged(url, asked=question("undefined"))


@pytest.mark.opa
def test_slow(bundles):
    with server(bundles, "slow") as url, pytest.raises(EngineFailed, match="did not end within 2 seconds"):
        judged(url, seconds=2.0, asked=question("slow"))


@pytest.mark.opa
def test_a_token_is_asked_for_and_taken(bundles, tmp_path, monkeypatch):
    rules = tmp_path / "authz"
    rules.mkdir()
    (rules / "authz.rego").write_text(
        'package system.authz\n\nimport rego.v1\n\ndefault allow := false\n\nallow if input.identity == "t0p"\n'
    )
    (rules / ".manifest").write_text('{"roots": ["system/authz"]}')
    words = ("--authentication=token", "--authorization=basic", str(rules))
    with server(bundles, "verdicts", *words) as url:
        with pytest.raises(EngineFailed, match="does not let us in") as caught:
            judged(url)
        assert "AUDITOR_OPA_TOKEN" in caught.value.advice
        file = tmp_path / "token"
        file.write_text("t0p\n")
        monkeypatch.setenv("AUDITOR_OPA_TOKEN_FILE", str(file))
        assert len(judged(url)["PT-A01"]) == 3


def test_down():
    with pytest.raises(EngineFailed, match="cannot be reached"):
        judged(f"http://127.0.0.1:{free_port()}", seconds=5)


@contextmanager
def saying(body: bytes, *, status=200, header=(), pause=0.0):
    """A server that gives one answer to everything, byte by byte where it pauses, and what it was sent."""
    seen = []

    class Yes(http.server.BaseHTTPRequestHandler):
        def answer(self):
            seen.append(self.rfile.read(int(self.headers.get("Content-Length") or 0)))
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            for name, value in header:
                self.send_header(name, value)
            self.end_headers()
            step = 1 if pause else max(1, len(body))
            for at in range(0, len(body), step):
                self.wfile.write(body[at : at + step])
                self.wfile.flush()
                time.sleep(pause)

        do_PUT = do_POST = do_DELETE = do_GET = answer  # noqa: N815 - names of the base class

        def log_message(self, *_):
            pass

        def handle(self):
            try:
                super().handle()
            except OSError:
                return

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Yes) as made:
        made.daemon_threads = True
        threading.Thread(target=made.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{made.server_port}", seen
        made.shutdown()


@pytest.mark.parametrize(
    "body",
    [b"{}", b"<html>", b'{"result": {}}', b"[]", b"null", b'{"provenance": 1}', b'{"provenance": {"bundles": [1]}}'],
)
def test_a_server_that_says_yes_to_everything_proves_nothing_and_gets_no_estate(body):
    with saying(body) as (url, seen), pytest.raises(EngineFailed):
        judged(url, seconds=5, asked=question(), document=b'{"users": {"SECRET1": {}}}')
    assert seen
    assert not any(b"SECRET1" in one for one in seen)


def test_the_answers_too_must_come_from_our_policies(monkeypatch):
    """A bundle that is activated between the two questions: its answers do not count."""
    ours = {"provenance": {"bundles": {"x": {"revision": revision(MODULES, question())}}}}
    asked = iter([ours, {"result": {"PT-A01": [], "XX-A01": []}}])
    monkeypatch.setattr(line.Line, "query_rule", lambda *_: next(asked))
    with pytest.raises(EngineFailed, match="no policies of the auditor"):
        judged("http://127.0.0.1:1", seconds=5)


def test_an_answer_that_drips_has_no_more_time_than_one_that_never_comes():
    begun = time.monotonic()
    with saying(b" " * 1000, pause=0.1) as (url, _), pytest.raises(EngineFailed, match="did not end within 1 seconds"):
        judged(url, seconds=1.0)
    assert time.monotonic() - begun < 20
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(EngineFailed, match="did not end"):
        judged(f"http://127.0.0.1:{silent.getsockname()[1]}", seconds=0.3)


def test_an_answer_beyond_the_limit_is_none(monkeypatch):
    monkeypatch.setattr("auditor.rego.opa.server.LIMIT", 1000)
    with saying(b'{"a": "' + b"x" * 2000 + b'"}') as (url, _), pytest.raises(EngineFailed, match="as OPA does"):
        judged(url, seconds=5)


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_not_followed(status):
    with saying(b"{}") as (other, seen):
        elsewhere = saying(b"", status=status, header=[("Location", f"{other}/v1/data")])
        with elsewhere as (url, _), pytest.raises(EngineFailed, match="as OPA does"):
            judged(url, seconds=5)
    assert seen == []


@pytest.mark.parametrize("status", [400, 404, 500, 503])
@pytest.mark.parametrize("body", [b"", b"<b>", b'{"errors": 1}', b'{"errors": [1, {"location": 2}]}'])
def test_a_no_is_told_with_its_number(status, body):
    with saying(body, status=status) as (url, _), pytest.raises(EngineFailed, match=f"HTTP {status}"):
        judged(url, seconds=5)


@pytest.mark.opa
def test_mutual_tls(bundles, tmp_path, monkeypatch):
    certificates(tmp_path, client="auditor")
    words = ["--tls-cert-file", "server.pem", "--tls-private-key-file", "server.key", "--tls-ca-cert-file", "ca.pem"]
    words = [str(tmp_path / word) if "." in word else word for word in words]
    with server(bundles, "verdicts", *words, "--authentication=tls", scheme="https") as url:
        with pytest.raises(EngineFailed, match="TLS could not be agreed on"):
            judged(url)
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "ca.pem"))
        with pytest.raises(EngineFailed):
            judged(url)
        monkeypatch.setenv("AUDITOR_OPA_CERT", str(tmp_path / "client.pem"))
        monkeypatch.setenv("AUDITOR_OPA_KEY", str(tmp_path / "client.key"))
        assert json.dumps(judged(url)["XX-A01"]) == "[3]"


@pytest.mark.parametrize(
    "address", ["localhost:8181", "ftp://x", "http://u:p@x", "http://x/v1", "http://x:y", "http://"]
)
def test_addresses_that_are_none(address):
    with pytest.raises(UsageError) as caught:
        OpaServer(address)
    assert "u:p" not in str(caught.value)


@pytest.mark.parametrize(
    "environment",
    [
        {"AUDITOR_OPA_TOKEN": "a", "AUDITOR_OPA_TOKEN_FILE": "b"},
        {"AUDITOR_OPA_TOKEN_FILE": "/does/not/exist"},
        {"AUDITOR_OPA_TOKEN": "two words"},
        {"AUDITOR_OPA_CERT": "/does/not/exist"},
        {"AUDITOR_OPA_CERT": "/does/not/exist", "AUDITOR_OPA_KEY": "/nor/this"},
    ],
)
def test_credentials_that_cannot_work(environment, monkeypatch):
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(UsageError) as caught:
        OpaServer("http://localhost:8181")
    assert "two words" not in str(caught.value)
