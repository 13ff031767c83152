"""A host whose OpenSSL refuses DES (FIPS): enhanced tickets are tried, legacy ones are "not run here", said once."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from auditor.tickets import legacy

CONFIGURATION = """\
openssl_conf = init
[init]
providers = those
alg_section = wanted
[those]
default = on
[on]
activate = 1
[wanted]
default_properties = fips=yes
"""
"""Of what OpenSSL itself has, nothing is approved: no cipher can be fetched, least of all DES."""

CHILD = """\
import hashlib, hmac, os, sys
hmac.digest(b"a", b"b", "sha512")  # Python's own OpenSSL is loaded: a FIPS host has these digests
os.environ["OPENSSL_CONF"] = sys.argv[1]
from auditor.tickets import legacy
assert not legacy.available()
from auditor.cli import run
sys.exit(run(sys.argv[2:]))
"""


@pytest.fixture(scope="module")
def without_des(tmp_path_factory):
    """Run a command line of ours in a process that has no DES; give its return code and what it says."""
    configuration = tmp_path_factory.mktemp("openssl") / "openssl.cnf"
    configuration.write_text(CONFIGURATION)

    def run(*words: str) -> tuple[int, str]:
        done = subprocess.run(
            [sys.executable, "-c", CHILD, str(configuration), *words], capture_output=True, text=True, check=False
        )
        return done.returncode, done.stdout + done.stderr

    return run


def test_a_whole_scan(without_des, tmp_path):
    words = ["--out", str(tmp_path), "--format", "json,html,markdown"]
    code, said = without_des("scan", "fixtures/example/auditor.toml", *words)
    check = json.loads((tmp_path / "result.json").read_text())["crosscheck"]
    legacies = [one for one in check["trials"] if one["not_run"]]
    others = [one for one in check["trials"] if not one["not_run"]]
    assert code == 8
    assert check["disagree"] == 0
    assert check["not_run"] == len(legacies) > 0
    assert check["agree"] == len(others) > 0
    assert all(one["ticket"] != "enhanced" and one["simulated"] == "undecided" for one in legacies)
    assert "no ticket can carry" not in (tmp_path / "result.json").read_text()
    for text in (said, (tmp_path / "summary.md").read_text()):
        assert text.replace("\n", " ").count("not run here") == 1
    assert "not run here" in (tmp_path / "report.html").read_text()


def test_enhanced_tickets_are_tried(without_des, tmp_path):
    code, said = without_des("scan", "fixtures/sound/auditor.toml", "--out", str(tmp_path))
    check = json.loads((tmp_path / "result.json").read_text())["crosscheck"]
    logons = [one for one in check["trials"] if one["ticket"] == "enhanced" and one["step"] == "logon"]
    assert {one["simulated"] for one in logons} == {"allowed"}
    assert (code, check["disagree"], check["not_run"]) == (4, 0, 4), said  # what RACF saw were legacy tickets


def test_a_gate_says_it_and_is_not_accepted_in_silence(without_des, tmp_path):
    change = tmp_path / "change.racf"
    change.write_text("SETROPTS LIST\n")
    words = ["--change", str(change), "--out", str(tmp_path / "o")]
    code, said = without_des("gate", "fixtures/example/auditor.toml", *words)
    assert code == 4, said
    assert said.count("were not run here") == 1


def test_a_legacy_ticket_is_refused_with_what_to_do(without_des, tmp_path):
    keys = tmp_path / "keys.yaml"
    keys.write_text("IMSDRDA1: 0123456789ABCDEF\n")
    keys.chmod(0o600)
    words = ["--user", "BATUSR1", "--application", "IMSDRDA1", "--keys", str(keys)]
    code, said = without_des("ticket", "generate", *words)
    assert code == 16, said
    assert "no DES" in said
    assert "internal error" not in said


def test_where_des_is_there_nothing_is_left_out():
    assert legacy.available()
