from __future__ import annotations

import http.server
import json
import shutil
import socket
import subprocess
import threading
import time
import urllib.request

import pytest

from auditor.errors import EngineFailed, PolicyBroken, UsageError
from auditor.rego.embedded.engine import Embedded
from auditor.rego.opa.modules import needed_first, relocate
from auditor.rego.opa.server import OpaServer
from auditor.rego.port import Module

LIB = Module("lib.rego", "package auditor.lib.racf\n\nimport rego.v1\n\ntwice(x) := x * 2\n")
POLICY = Module(
    "p.rego",
    "package auditor.policies.p\n\nimport rego.v1\n\nimport data.auditor.lib.racf\n\n"
    'verdicts contains {"n": racf.twice(n), "say": "data.auditor stays"} if some n in input.ns\n\n'
    "broken contains 1 / n if some n in input.ns\n\nundefined := 1 if false\n\n"
    "slow if {\n\tsome a in numbers.range(1, 50000)\n\tsome b in numbers.range(1, 50000)\n\ta == b + 50000\n}\n",
)
MODULES = [POLICY, LIB]
DOCUMENT = b'{"ns": [0, 1, 2]}'


def question(rule: str = "verdicts") -> dict[str, str]:
    return {"PT-A01": f"data.auditor.policies.p.{rule}"}


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@pytest.fixture(scope="module")
def start(tmp_path_factory):
    program = shutil.which("opa")
    if program is None:
        pytest.skip("no opa on PATH")
    running = []

    def begin(*more: str) -> str:
        address = f"127.0.0.1:{free_port()}"
        command = [program, "run", "--server", "--addr", address, "--log-level", "error", *more]
        running.append(subprocess.Popen(command, stderr=subprocess.DEVNULL))
        for _ in range(200):
            try:
                urllib.request.urlopen(f"http://{address}/health", timeout=1).close()
                break
            except urllib.error.HTTPError:
                break
            except OSError:
                time.sleep(0.05)
        return f"http://{address}"

    yield begin
    for one in running:
        one.terminate()
        one.wait()


@pytest.fixture(scope="module")
def url(start):
    return start()


def policies_on(url: str) -> str:
    with urllib.request.urlopen(f"{url}/v1/policies", timeout=5) as answer:  # noqa: S310 - loopback
        return " ".join(sorted(one["id"] for one in json.load(answer)["result"]))


@pytest.mark.opa
def test_the_same_answers_as_embedded_policies_stay_between_and_nothing_is_left_behind(url):
    with OpaServer(url) as engine:
        first = engine.evaluate(MODULES, question(), DOCUMENT)
        assert first == Embedded().evaluate(MODULES, question(), DOCUMENT)
        there = policies_on(url)
        assert "auditor" in there
        assert engine.evaluate(MODULES, question(), DOCUMENT) == first
        assert policies_on(url) == there
    assert "auditor" not in policies_on(url)


def test_what_others_read_is_uploaded_before_them():
    other = Module("o.rego", "package auditor.policies.o\n\nimport rego.v1\n\nx := data.auditor.policies.p.verdicts\n")
    order = [module.name for _, module in needed_first([other, POLICY, LIB])]
    assert order == ["lib.rego", "p.rego", "o.rego"]
    back = Module("lib.rego", LIB.text + "y := data.auditor.policies.o.x\n")
    assert {module.name for _, module in needed_first([other, POLICY, back])} == set(order)


@pytest.mark.opa
def test_a_builtin_error_is_not_swallowed(url):
    with pytest.raises(PolicyBroken, match=r"p\.rego, line 9: .*divide by zero"):
        OpaServer(url).evaluate(MODULES, question("broken"), DOCUMENT)
    assert "auditor" not in policies_on(url)


@pytest.mark.opa
@pytest.mark.parametrize("rule", ["undefined", "gone"])
def test_undefined_is_an_error(url, rule):
    with pytest.raises(EngineFailed, match="undefined is not the same as no findings"):
        OpaServer(url).evaluate(MODULES, question(rule), DOCUMENT)


@pytest.mark.opa
def test_what_does_not_compile_is_named_by_our_file(url):
    wrong = Module("site/x.rego", "package auditor.policies.x\n\nimport rego.v1\n\nverdicts contains nothing(1)\n")
    with pytest.raises(PolicyBroken, match=r"site/x\.rego, line 5: undefined function nothing"):
        OpaServer(url).evaluate([*MODULES, wrong], question(), DOCUMENT)
    assert "auditor" not in policies_on(url)


@pytest.mark.opa
def test_slow(url):
    with pytest.raises(EngineFailed, match="did not end within 1 seconds"):
        OpaServer(url, 1.0).evaluate(MODULES, question("slow"), DOCUMENT)


@pytest.mark.opa
def test_a_token_is_asked_for_and_taken(start, tmp_path, monkeypatch):
    rule = tmp_path / "authz.rego"
    rule.write_text(
        'package system.authz\n\nimport rego.v1\n\ndefault allow := false\n\nallow if input.identity == "t0p"\n'
    )
    url = start("--authentication=token", "--authorization=basic", str(rule))
    with pytest.raises(EngineFailed, match="does not let us in") as caught:
        OpaServer(url).evaluate(MODULES, question(), DOCUMENT)
    assert "AUDITOR_OPA_TOKEN" in caught.value.advice
    file = tmp_path / "token"
    file.write_text("t0p\n")
    monkeypatch.setenv("AUDITOR_OPA_TOKEN_FILE", str(file))
    with OpaServer(url) as engine:
        assert len(engine.evaluate(MODULES, question(), DOCUMENT)["PT-A01"]) == 3


def test_down():
    with pytest.raises(EngineFailed, match="cannot be reached"):
        OpaServer(f"http://127.0.0.1:{free_port()}", 5).evaluate(MODULES, question(), DOCUMENT)


def test_uploading_too_slowly_is_told_apart_from_judging_too_slowly():
    """A listener that takes connections and never says anything."""
    late = pytest.raises(EngineFailed, match=r"3 were still to be uploaded .* nothing was judged")
    with socket.create_server(("127.0.0.1", 0)) as silent, late as caught:
        OpaServer(f"http://127.0.0.1:{silent.getsockname()[1]}", 0.3).evaluate(MODULES, question(), DOCUMENT)
    assert "raise --policy-timeout" in caught.value.advice


@pytest.mark.parametrize("body", [b"{}", b"<html>", b'{"result": {}}', b"[]", b"null"])
def test_a_server_that_says_yes_to_everything_proves_nothing(body):
    class Yes(http.server.BaseHTTPRequestHandler):
        def answer(self):
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_PUT = do_POST = do_DELETE = do_GET = answer  # noqa: N815 - names of the base class

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Yes) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with pytest.raises(EngineFailed):
            OpaServer(f"http://127.0.0.1:{server.server_port}", 5).evaluate(MODULES, question(), DOCUMENT)
        server.shutdown()


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


def test_relocation_moves_references_and_leaves_texts():
    text = (
        "package auditor.lib.x\n# data.auditor\nimport data.auditor.lib.y\n"
        'a := "data.auditor"\nb := input.data.auditor\n'
    )
    assert relocate(text, "run").splitlines() == [
        "package run.auditor.lib.x",
        "# data.auditor",
        "import data.run.auditor.lib.y",
        'a := "data.auditor"',
        "b := input.data.auditor",
    ]
