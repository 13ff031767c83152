"""Evidence of TLS at DRDA ports (`--tls`), told apart by content. No HWSCFGxx member can show it.

Three forms: the site's statement (YAML, which people write: refused with 16 when it cannot be meant), the Policy
Agent's configuration, and a `pasearch -t` report (both are exported evidence: what cannot be read is damage, 12).
Netstat is not read: it shows connections that there are, never what a port requires.
Source: IMS, "SSL and IMS Connect": TLS of a DRDA port is AT-TLS, which IMS Connect cannot see.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from auditor.errors import EvidenceUnreadable
from auditor.models.client import PortTls
from auditor.models.tls import TlsPolicy
from auditor.sources.evidence import lines_of, offered_bytes, text_of
from auditor.sources.read import Read, reading
from auditor.sources.tls.configuration import read_configuration
from auditor.sources.tls.report import HEADING, RULE, read_report
from auditor.sources.tls.statement import read_statement

LIMIT: Final = 2 * 1024 * 1024
"""Bytes: a report takes about 10 KiB for a rule."""

_BLOCK: Final = re.compile(
    r"^\s*(TTLS(Rule|GroupAction|EnvironmentAction|ConnectionAction|CipherParms|KeyringParms)|PortGroup|IpAddrGroup)"
    r"(\s+[^\s:]+)?\s*(#.*)?$|^\s*(Common)?TTLSConfig\s",
    re.IGNORECASE,
)
_NETSTAT: Final = re.compile(r"^\s*(EZD\d+I|MVS TCP/IP NETSTAT|TTLSGrpAct\b)|\bNETSTAT\s+TTLS\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Tls:
    """What one file says: statements on ports, or the AT-TLS policy of each stack."""

    ports: tuple[PortTls, ...] = ()
    policies: tuple[TlsPolicy, ...] = ()


def read_tls(path: str, source: int) -> Read[Tls]:
    """Read evidence in whichever form it is.

    Raises `InputMissing` (16), `ConfigurationError` (16) for a statement that cannot be meant, and
    `EvidenceUnreadable` (12) for an export that is no AT-TLS policy.
    """
    data = offered_bytes(path, LIMIT + 1)
    form = _form(data)
    if form == "statement":
        read = read_statement(path, source, data)
        return Read(read.input, read.source, Tls(ports=read.facts), read.issues, read.lines)
    text = text_of(path, data, "the AT-TLS policy or a pasearch -t report", limit=LIMIT)
    if form == "report":
        policies, issues, day = read_report(text, source)
        shown = None if day is None else "heading"
        facts = Tls(policies=tuple(policies))
        return reading("tls", text, source, facts, issues, dated=day, taken=day, taken_from=shown)
    if form == "netstat":
        raise EvidenceUnreadable(
            f"{path} is a Netstat report, which tells of connections and not of what a port requires",
            "offer the Policy Agent's configuration or a pasearch -t report",
        )
    policy, issues = read_configuration(text, source)
    return reading("tls", text, source, Tls(policies=(policy,)), issues)


def _form(data: bytes) -> Literal["statement", "configuration", "report", "netstat"]:
    """What a file is, by the first line that tells; else a statement, whose reader says what is wrong."""
    for line in lines_of(data[:LIMIT]):
        if re.match(r"^\s*-?\s*ports\s*:", line):
            return "statement"
        if HEADING.match(line) or RULE.match(line):
            return "report"
        if _NETSTAT.search(line):
            return "netstat"
        if _BLOCK.match(line):
            return "configuration"
    return "statement"
