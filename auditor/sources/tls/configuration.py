"""The Policy Agent's configuration: what each TTLSRule asks for and comes to, in the order of the search.

Sources: z/OS Communications Server, IP Configuration Reference, "TTLSRule statement", "TTLSGroupAction statement",
"TTLSEnvironmentAction statement", "TTLSConnectionAction statement", "TTLSEnvironmentAdvancedParms statement",
"TTLSCipherParms statement"; IP Configuration Guide, "AT-TLS rules", "AT-TLS actions".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from auditor.errors import EvidenceUnreadable
from auditor.models.tls import Cipher, Protocol, TlsPolicy, TlsRule
from auditor.sources.evidence import Text
from auditor.sources.issue import Issue
from auditor.sources.tls.conditions import Conditions, conditions
from auditor.sources.tls.grammar import Block, Line, Tree, parse
from auditor.sources.tls.order import searched
from auditor.sources.tls.parts import Shelf, Unclear, first
from auditor.sources.tls.suites import by_code

DEFAULTS: Final[dict[Protocol, bool]] = {
    "SSLv2": False, "SSLv3": False, "TLSv1": True, "TLSv1.1": True, "TLSv1.2": False, "TLSv1.3": False,
}  # fmt: skip
"""What is offered where nothing is coded."""

ROLES: Final = ("Client", "Server", "ServerWithClientAuth")
CLIENT_AUTH: Final = ("PassThru", "Full", "Required", "SAFCheck")

_ELSEWHERE: Final = ("ttlsconfig", "commonttlsconfig", "policyserver")
"""Statements that say where the rules are, or more of them."""

_CLIENT: Final = "TTLSRule {} is for inbound connections with HandshakeRole Client: a TLS client could not connect"

_LINES: Final = 10_000
_RULES: Final = 500
"""Sites have some tens; their order is compared pair by pair."""


def read_configuration(text: Text, source: int) -> tuple[TlsPolicy, list[Issue]]:
    """Return the policy that a file holds. Raises `EvidenceUnreadable` (12) for what holds no rule and names others."""
    if len(text.lines) > _LINES:
        raise EvidenceUnreadable(f"{text.path} has more than {_LINES} lines", "offer the file with the TTLSRules alone")
    tree = parse(text.lines)
    shelf = Shelf(tree.blocks, source)
    elsewhere = [line for line in tree.loose if line.keyword in _ELSEWHERE]
    if elsewhere and not shelf.of("TTLSRule"):
        raise EvidenceUnreadable(
            f"{text.path} names the file of the AT-TLS rules ({elsewhere[0].words[0].text}) and holds none",
            "offer the file that it names",
        )
    if len(shelf.of("TTLSRule")) > _RULES:
        raise EvidenceUnreadable(f"{text.path} has more than {_RULES} TTLSRules", "offer the file of one stack")
    issues, rules = list[Issue](), list[TlsRule]()
    for block in shelf.of("TTLSRule"):
        rule, hyphens = _rule(block, shelf)
        rules.append(rule)
        issues += [_hyphen(line) for line in hyphens]
        if rule.inbound and rule.role.value == "Client":
            issues.append(Issue(block.head.record, "remark", "client-role", _CLIENT.format(rule.name)))
        issues += [
            Issue(block.head.record, "error", "unresolved", f"TTLSRule {rule.name}: {why}")
            for why in (*rule.unknown, *rule.broken)
        ]
    lost = _lost(tree, elsewhere, issues)
    return TlsPolicy(source=source, form="configuration", lost=lost, rules=searched(rules)), issues


def _hyphen(line: int) -> Issue:
    message = f"line {line} writes a range of ports with a hyphen; IBM's syntax has a blank, and it is read as that"
    return Issue(line, "remark", "hyphen-range", message)


def _lost(tree: Tree, elsewhere: Sequence[Line], issues: list[Issue]) -> str | None:
    """Why nothing of the file can be relied on."""
    if tree.broken is not None:
        why = f"line {tree.broken.record} of the AT-TLS configuration cannot be read: {tree.broken.message}"
        issues.append(Issue(tree.broken.record, "error", "cut-off" if tree.broken.cut else "syntax", why))
        return f"{why}; the agent installs no policy that has an error"
    if elsewhere:
        why = f"{elsewhere[0].words[0].text} in line {elsewhere[0].record} names a file that may hold more rules"
        issues.append(Issue(elsewhere[0].record, "error", "unresolved", why))
        return why
    return None


def _rule(block: Block, shelf: Shelf) -> tuple[TlsRule, list[int]]:
    asked = conditions(block, shelf)
    name = block.head.values[0] if len(block.head.values) == 1 else "(no name)"
    done: dict[str, Any] = {}
    try:
        done = _actions(block, shelf)
    except Unclear as error:
        done = {"broken": (str(error),)}
    return TlsRule(name=name, at=shelf.at(block.head), **_asked(asked), **done), asked.hyphens


def _asked(asked: Conditions) -> dict[str, Any]:
    return {
        "priority": asked.priority,
        "inbound": asked.inbound,
        "ports": tuple(asked.ports),
        "job": asked.job,
        "narrow": tuple(sorted(asked.narrow)),
        "perhaps": tuple(asked.perhaps),
        "unknown": tuple(asked.unknown),
    }


def _actions(rule: Block, shelf: Shelf) -> dict[str, Any]:
    """What the actions of a rule come to. Raises `Unclear` where a part of it is missing."""
    group = _action(rule, shelf, "TTLSGroupActionRef", "a TTLSRule needs a group action")
    enabled = shelf.flag([group], "TTLSEnabled", default=None)
    if enabled.value is None:
        raise Unclear(f"the group action of line {group.head.record} does not code TTLSEnabled")
    if not enabled.value:
        return {"enabled": enabled}
    environment = _action(rule, shelf, "TTLSEnvironmentActionRef", "with TTLSEnabled On a rule needs an environment")
    line = first([rule], "TTLSConnectionActionRef")
    connection = shelf.referred(line) if line is not None else None
    shelf.part(environment, "TTLSKeyringParms")
    over = shelf.part(connection, "TTLSConnectionAdvancedParms")
    under = shelf.part(environment, "TTLSEnvironmentAdvancedParms")
    role = shelf.word([connection, environment], "HandshakeRole", ROLES, None)
    if first([environment], "HandshakeRole") is None:
        raise Unclear(f"the environment action of line {environment.head.record} codes no HandshakeRole")
    suite_b = first([under, environment], "SuiteBProfile")
    ciphers = shelf.part(connection, "TTLSCipherParms") or shelf.part(environment, "TTLSCipherParms")
    suites = tuple(_suites(ciphers)) if ciphers is not None else ()
    advanced = shelf.part(group, "TTLSGroupAdvancedParms")
    return {
        "enabled": enabled,
        "application_controlled": shelf.flag([over, under], "ApplicationControlled", default=False),
        "role": role,
        "client_auth": shelf.word([under], "ClientAuthType", CLIENT_AUTH, "Required"),
        "protocols": {name: shelf.flag([over, under], name, default=on) for name, on in DEFAULTS.items()},
        "ciphers": suites or None,
        "suite_b": suite_b is not None and [text.lower() for text in suite_b.values] != ["off"],
        "envfile": first([advanced, group], "Envfile") is not None,
    }


def _action(rule: Block, shelf: Shelf, keyword: str, needed: str) -> Block:
    line = first([rule], keyword)
    if line is None:
        raise Unclear(f"{needed}, and the one of line {rule.head.record} names none")
    return shelf.referred(line)


def _suites(block: Block) -> list[Cipher]:
    """The list of suites in the order of the file: names, or codes of two or four digits in a row."""
    suites: list[Cipher] = []
    for line in block.params:
        if not line.keyword.startswith("v3ciphersuites"):
            continue
        width = 4 if line.keyword == "v3ciphersuites4char" else 2
        for text in line.values:
            if re.fullmatch(rf"([0-9A-Fa-f]{{{width}}})+", text):
                suites += [by_code(text[start : start + width]) for start in range(0, len(text), width)]
            elif text.upper().startswith("TLS_") or text.upper().startswith("SSL_"):
                suites.append(Cipher(None, text.upper().replace("_ANON_", "_anon_")))
            else:
                suites.append(Cipher(text, None))
    return suites
