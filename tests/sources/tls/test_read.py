"""Which form a file has is told by its content; what is none of them is refused."""

from __future__ import annotations

import pytest

from auditor.errors import ConfigurationError, EvidenceUnreadable
from tests.sources.tls.conftest import SAMPLES, Reader

STATEMENT = "ports:\n  - {endpoint: E, port: 5555, tls: none, evidence: TTLSRule X}\n"


def test_the_three_forms(read: Reader) -> None:
    assert [port.port for port in read(STATEMENT).facts.ports] == [5555]
    forms = [read((SAMPLES / name).read_bytes()).facts.policies[0].form for name in ("example.policy", "report.txt")]
    assert forms == ["configuration", "report"]


@pytest.mark.parametrize(
    "text",
    [
        "# a site's file\n\n" + STATEMENT,
        "# TTLSRule A\n" + STATEMENT,
        "---\n" + STATEMENT,
        STATEMENT.replace("ports", "'ports'"),
    ],
)
def test_a_statement_stays_one_whatever_its_texts_hold(read: Reader, text: str) -> None:
    assert len(read(text).facts.ports) == 1


@pytest.mark.parametrize(
    "text",
    [
        "HWS=(ID=ICON1,RACF=Y)\n",
        "ATTRIBUTES = INITSTATS\n",
        "0500 IMSDRDA1\n",
        "//JOB JOB\n",
        "clients: []\n",
        "{" * 5000,
        "\x00\x01",
        "{}\n" * 3,
    ],
)
def test_what_is_none_of_them_is_refused_as_a_statement(read: Reader, text: str) -> None:
    with pytest.raises(ConfigurationError):
        read(text)


@pytest.mark.parametrize(
    "line", ["MVS TCP/IP NETSTAT CS V2R5  TCPIP Name: TCPIP", "NETSTAT TTLS GROUP", "EZD0101I NETSTAT CS V3R1 TCPIP"]
)
def test_netstat_is_named_and_not_read(read: Reader, line: str) -> None:
    with pytest.raises(EvidenceUnreadable, match="Netstat report"):
        read(line + "\nTTLSGrpAct Group ID\n")
