"""What docs/central-opa.md says to write is run: a bundle that is polled, a log without the estate, clients by name."""

from __future__ import annotations

import functools
import http.server
import json
import os
import re
import threading
import time
from pathlib import Path

import pytest
import requests

from auditor.errors import EngineFailed
from auditor.rego.opa.bundle import bundle
from auditor.rego.opa.server import OpaServer
from tests.opa import free_port, serving
from tests.rego.opa.certificates import certificates
from tests.rego.opa.modules import MODULES, question

pytestmark = pytest.mark.opa
PAGE = Path(__file__).resolve().parents[3] / "docs" / "central-opa.md"
ESTATE = b'{"ns": [1], "users": {"SECRETUSER": {}}}'


def block(language: str, holding: str) -> str:
    blocks = re.findall(rf"^```{language}\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    (found,) = [one for one in blocks if holding in one]
    return found


@pytest.fixture
def site(tmp_path):
    """The page's files in a folder, and a web server that serves the bundle."""
    port = free_port()
    (tmp_path / "bundle.tar.gz").write_bytes(bundle(MODULES, question()))
    config = block("yaml", "services").replace("8888", str(port))
    fast = config.replace("delay_seconds: 60", "delay_seconds: 1").replace("delay_seconds: 120", "delay_seconds: 1")
    (tmp_path / "opa.yaml").write_text(fast)
    (tmp_path / "mask.rego").write_text(block("rego", "system.log"))
    (tmp_path / "authz.rego").write_text(block("rego", "system.authz"))
    handler = functools.partial(_Quiet, directory=str(tmp_path))
    with http.server.ThreadingHTTPServer(("127.0.0.1", port), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield tmp_path
        server.shutdown()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


def judged(engine: OpaServer, modules=MODULES, asked=None) -> dict:
    """The answers, as soon as the server has polled the bundle."""
    for _ in range(100):
        try:
            return engine.evaluate(modules, asked or question(), ESTATE)
        except EngineFailed as error:
            if "serves" not in str(error):
                raise
        time.sleep(0.2)
    pytest.fail("the bundle was not polled")


def test_the_bundle_is_polled_and_the_log_holds_nothing_of_the_estate(site):
    log = site / "log"
    words = ("--config-file", str(site / "opa.yaml"), str(site / "mask.rego"))
    with serving(*words, log=log) as url:
        engine = OpaServer(url)
        assert judged(engine)["PT-A01"] == [{"n": 2, "say": "data.auditor stays"}]
        newer = (*MODULES[:2], MODULES[2]._replace(text=MODULES[2].text + "\nverdicts contains 7\n"))
        (site / "bundle.tar.gz").write_bytes(bundle(newer, question()))
        os.utime(site / "bundle.tar.gz", (time.time() + 5, time.time() + 5))
        assert judged(engine, newer)["XX-A01"] == [1, 7]
        engine.close()
    said = log.read_text()
    decisions = [row for row in map(json.loads, said.splitlines()) if row.get("path") == "auditor/questions/answers"]
    assert decisions
    assert decisions[0]["erased"] == ["/input", "/result"]
    assert decisions[0]["bundles"]["auditor"]["revision"].startswith("auditor-")
    assert "SECRETUSER" not in said
    assert "data.auditor stays" not in said


def test_only_named_clients_ask_and_only_what_a_run_asks(site, monkeypatch):
    names = certificates(site, client="auditor")
    certificates(site / "strangers", client="stranger", authority=names)
    command = block("text", "--authentication=tls")
    words = re.findall(r"--tls-\S+ \S+|--auth\S+", command)
    flags = [str(site / word) if word.endswith((".pem", ".key")) else word for text in words for word in text.split()]
    files = (str(site / "mask.rego"), str(site / "authz.rego"))
    with serving("--config-file", str(site / "opa.yaml"), *flags, *files, scheme="https") as url:
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(site / "ca.pem"))
        for folder, allowed in ((site / "strangers", False), (site, True)):
            monkeypatch.setenv("AUDITOR_OPA_CERT", str(folder / "client.pem"))
            monkeypatch.setenv("AUDITOR_OPA_KEY", str(folder / "client.key"))
            engine = OpaServer(url)
            if allowed:
                assert judged(engine)["XX-A01"] == [1]
            else:
                with pytest.raises(EngineFailed, match="does not let us in"):
                    engine.evaluate(MODULES, question(), ESTATE)
            engine.close()
        mine = (str(site / "client.pem"), str(site / "client.key"))
        answer = requests.get(f"{url}/v1/policies", cert=mine, verify=str(site / "ca.pem"), timeout=20)
        assert answer.status_code in (401, 403)
