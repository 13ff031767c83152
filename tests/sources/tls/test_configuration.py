"""The Policy Agent's configuration: every form of a condition and a part, and what each fault costs."""

from __future__ import annotations

import pytest

from auditor.errors import EvidenceUnreadable
from auditor.models.tls import TlsPolicy, TlsRule
from auditor.sources.read import Read
from auditor.sources.tls import Tls, read_tls
from auditor.sources.tls.configuration import DEFAULTS
from tests.sources.tls.conftest import SAMPLES, Reader

EXAMPLE = (SAMPLES / "example.policy").read_text()

RULE = """TTLSRule R
{
  LocalPortRange 5555
  Direction Inbound
  TTLSGroupActionRef G
  TTLSEnvironmentActionRef E
}
"""
GROUP = """TTLSGroupAction G
{
  TTLSEnabled On
}
"""
ENVIRONMENT = """TTLSEnvironmentAction E
{
  HandshakeRole Server
  TTLSKeyringParms
  {
    Keyring U/R
  }
}
"""
SMALL = RULE + GROUP + ENVIRONMENT


def policy(found: Read[Tls]) -> TlsPolicy:
    (one,) = found.facts.policies
    return one


def rule(found: Read[Tls], name: str = "R") -> TlsRule:
    return next(one for one in policy(found).rules if one.name == name)


def test_the_example_with_its_order_parts_and_places(read: Reader) -> None:
    found = read(EXAMPLE)
    assert [one.name for one in policy(found).rules] == ["DrdaAdmin", "DrdaIn", "Rest"]
    assert found.issues == ()
    admin, drda, rest = policy(found).rules
    assert (admin.ports, admin.narrow, admin.job) == (((5555, 5555),), ("remote address",), "ICONPRD")
    assert (drda.ports, drda.narrow, drda.job) == (((5555, 5555), (5556, 5560)), (), "ICON*")
    assert (rest.ports, rest.job, rest.priority, rest.enabled.value) == (((1, 65535),), None, 1, False)
    assert admin.protocols["TLSv1.3"].value is False, "the connection action wins"
    assert drda.protocols["TLSv1.3"].value is True
    assert [name for name, fact in drda.protocols.items() if fact.origin == "default"] == ["SSLv2"]
    assert (drda.role.value, drda.client_auth.value) == ("ServerWithClientAuth", "SAFCheck")
    assert drda.ciphers is not None
    assert [suite.name for suite in drda.ciphers][2:] == [
        "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
        "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
    ]
    at = drda.application_controlled.at
    assert at is not None
    assert at.source == 5
    assert found.lines[at.record][at.first - 1 : at.last].split() == ["ApplicationControlled", "Off"]


def test_the_shape_of_published_files() -> None:
    found = read_tls(str(SAMPLES / "published-agent.policy"), 5)
    assert [(one.level, one.code) for one in found.diagnostics] == [("remark", "hyphen-range")]
    server, client, terminal = (rule(found, name) for name in ("SERVER~1", "CLIENT~1", "TN3270"))
    assert (server.ports, server.job, server.narrow, server.perhaps) == (((7552, 7558),), None, (), ())
    assert (server.protocols["TLSv1.2"].value, server.protocols["TLSv1"].value) == (True, False)
    assert server.ciphers is not None
    assert [suite.code for suite in server.ciphers] == ["003D", "000A", "003D", "C02C"]
    assert (client.inbound, client.narrow) == (False, ("remote port",))
    assert (terminal.inbound, terminal.ports) == (True, ((27000, 27000),))
    assert terminal.application_controlled.value is True


def test_silence_about_versions_offers_the_defaults(read: Reader) -> None:
    found = rule(read(SMALL))
    assert {name: fact.value for name, fact in found.protocols.items()} == DEFAULTS
    assert {fact.origin for fact in found.protocols.values()} == {"default"}
    assert (found.application_controlled.value, found.client_auth.value, found.ciphers) == (False, "Required", None)


@pytest.mark.parametrize(
    ("coded", "ports"),
    [
        ("LocalPortRange 0", ((0, 65535),)),
        ("LocalPortRange 5555 5560", ((5555, 5560),)),
        ("LocalPortRange 5555-5560", ((5555, 5560),)),
        ("localportrange 5555", ((5555, 5555),)),
        ("LocalPortRangeRef P", ((1, 2), (9, 9))),
        ("LocalPortGroupRef PG", ((7, 7), (1, 2), (9, 9))),
        ("Jobname J", ((0, 65535),)),
    ],
)
def test_local_ports(read: Reader, coded: str, ports: tuple[tuple[int, int], ...]) -> None:
    more = "PortRange P\n{\n Port 1 2\n Port 9\n}\nPortGroup PG\n{\n PortRange\n {\n Port 7\n }\n PortRangeRef P\n}\n"
    found = rule(read(SMALL.replace("LocalPortRange 5555", coded) + more))
    assert (found.ports, found.unknown) == (ports, ())


@pytest.mark.parametrize(
    ("coded", "narrow", "perhaps"),
    [
        ("LocalAddr All\n RemoteAddr all", (), ()),
        ("LocalAddr 10.1.2.3", ("local address",), ()),
        ("RemoteAddr 10.1.0.0/16", ("remote address",), ()),
        ("RemoteAddr 10.1.0.1-10.1.0.9", ("remote address",), ()),
        ("RemoteAddr 2001:db8::/32", ("remote address",), ()),
        ("RemoteAddr 0.0.0.0/0", (), ("remote addresses of one family",)),
        ("RemoteAddr ::/0", (), ("remote addresses of one family",)),
        ("RemoteAddrRef A", ("remote address",), ()),
        ("LocalAddrSetRef S", ("local address",), ()),
        ("RemoteAddrGroupRef AG", ("remote address",), ()),
        ("RemoteAddrGroupRef EVERY", (), ()),
        ("RemotePortRange 0", (), ()),
        ("RemotePortRange 1 65535", (), ()),
        ("RemotePortRange 1024 65535", ("remote port",), ()),
        ("RemotePortRange 1 1024", ("remote port",), ()),
        ("RemotePortGroupRef PG", ("remote port",), ()),
        ("IpTimeConditionRef T", ("time",), ()),
        ("IpTimeCondition\n {\n  MonthOfYearMask 110000000000\n }", ("time",), ()),
        ("Userid ICONSTC", (), ("Userid ICONSTC",)),
        ("Userid *\n Jobname *", (), ()),
    ],
)
def test_conditions_that_make_a_rule_narrow(read: Reader, coded: str, narrow: tuple[str], perhaps: tuple[str]) -> None:
    more = (
        "IpAddr A\n{\n Addr 10.1.1.1\n}\nIpAddrSet S\n{\n Prefix 10.0.0.0/8\n}\nIpAddrGroup AG\n{\n IpAddrRef A\n"
        " IpAddr\n {\n Addr 10.9.9.9\n }\n}\nIpAddrGroup EVERY\n{\n IpAddrRef A\n IpAddr\n {\n Addr All\n }\n}\n"
        "PortGroup PG\n{\n PortRange\n {\n Port 7\n }\n}\n"
    )
    found = rule(read(SMALL.replace("Direction", f"{coded}\n Direction") + more))
    assert (found.narrow, found.perhaps, found.unknown) == (narrow, perhaps, ())


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("Direction Inbound", "Direction Inward", "Direction in line 4 is none of Inbound, Outbound, Both"),
        ("Direction Inbound\n", "", "codes no Direction"),
        ("LocalPortRange 5555", "LocalPortRange 70000", "is no port and no range"),
        ("LocalPortRange 5555", "LocalPortRange 5560 5555", "is no port and no range"),
        ("LocalPortRange 5555", "LocalPortRange 0 5555", "is no port and no range"),
        ("LocalPortRange 5555", "LocalPortRange 1 2 3", "is no port and no range"),
        ("LocalPortRange 5555", "LocalPortRange 5555-", "is no port and no range"),
        ("LocalPortRange 5555", "LocalPortRange 5555\n LocalPortRange 5556", "coded twice"),
        ("LocalPortRange 5555", "LocalPortRange 5555\n LocalPortGroupRef PG", "in more than one way"),
        ("LocalPortRange 5555", "LocalPortGroupRef PG", "PG, which LocalPortGroupRef in line 3 names, is not in the"),
        ("LocalPortRange 5555", "RemoteAddr somewhere", "RemoteAddr in line 3 is no address"),
        ("LocalPortRange 5555", "RemoteAddr 10.0.0.0/99", "RemoteAddr in line 3 is no address"),
        ("LocalPortRange 5555", "RemoteAddrRef g", "g, which RemoteAddrRef in line 3 names, is not in the file"),
        ("Direction Inbound", "Direction Inbound\n Priority 0", "Priority in line 5 is no number"),
        ("Direction Inbound", "Direction Inbound\n Priority high", "Priority in line 5 is no number"),
        ("Direction Inbound", "Direction Inbound\n Color blue", "Color in line 5 is no condition that is known here"),
    ],
)
def test_a_condition_that_cannot_be_told_is_an_error_of_its_rule(read: Reader, old: str, new: str, why: str) -> None:
    found = read(SMALL.replace(old, new))
    (reason,) = rule(found).unknown
    assert why in reason
    assert [(one.level, one.code) for one in found.diagnostics if one.level == "error"] == [("error", "unresolved")]
    assert policy(found).lost is None, "damage costs what it touches"


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("TTLSGroupActionRef G\n", "", "a TTLSRule needs a group action"),
        (
            "TTLSGroupActionRef G",
            "TTLSGroupActionRef g",
            "g, which TTLSGroupActionRef in line 5 names, is not in",
        ),
        ("TTLSEnvironmentActionRef E\n", "", "with TTLSEnabled On a rule needs an environment"),
        ("TTLSEnvironmentActionRef E", "TTLSEnvironmentActionRef", "names no block"),
        (GROUP, GROUP + GROUP, "is there twice"),
        (GROUP, "", "G, which TTLSGroupActionRef in line 5 names, is not in the file"),
        ("TTLSEnabled On", "TTLSEnabled Yes", "TTLSEnabled in line 10 is neither On nor Off"),
        ("TTLSEnabled On", "Trace 1", "does not code TTLSEnabled"),
        ("TTLSEnabled On", "TTLSEnabled On\n TTLSEnabled Off", "TTLSEnabled is coded twice"),
        ("HandshakeRole Server", "HandshakeRole Boss", "HandshakeRole in line 14 is none of"),
        ("HandshakeRole Server\n", "", "codes no HandshakeRole"),
        ("HandshakeRole Server", "HandshakeRole Server\n TTLSCipherParmsRef C", "C, which TTLSCipherParmsRef"),
        ("HandshakeRole Server", "HandshakeRole Server\n TTLSKeyringParmsRef K", "TTLSKeyringParms is there twice"),
        ("Direction Inbound", "Direction Inbound\n TTLSConnectionActionRef C", "C, which TTLSConnectionActionRef"),
        (
            "HandshakeRole Server",
            "HandshakeRole Server\n TTLSEnvironmentAdvancedParms\n {\n  TLSv1.2 Maybe\n }",
            "TLSv1.2 in line 17 is neither On nor Off",
        ),
    ],
)
def test_a_part_that_is_not_there_breaks_its_rule_and_no_other(read: Reader, old: str, new: str, why: str) -> None:
    other = "TTLSRule Z\n{\n LocalPortRange 9\n Direction Inbound\n TTLSGroupActionRef OFF\n}\n"
    other += "TTLSGroupAction OFF\n{\n TTLSEnabled Off\n}\n"
    found = read(SMALL.replace(old, new) + other)
    (reason,) = rule(found).broken
    assert why in reason
    assert rule(found, "Z").broken == ()
    assert [one.code for one in found.diagnostics] == ["unresolved"]
    assert found.damage[0].input == "tls"


def test_with_tls_off_no_environment_is_needed(read: Reader) -> None:
    found = rule(read(SMALL.replace("TTLSEnabled On", "TTLSEnabled off").replace(ENVIRONMENT, "")))
    assert (found.enabled.value, found.broken) == (False, ())


def test_a_client_at_an_inbound_rule_is_a_remark(read: Reader) -> None:
    found = read(SMALL.replace("HandshakeRole Server", "HandshakeRole Client"))
    assert [(one.level, one.code) for one in found.diagnostics] == [("remark", "client-role")]
    assert (rule(found).enabled.value, rule(found).broken) == (True, ()), "it is on all the same"
    outbound = SMALL.replace("HandshakeRole Server", "HandshakeRole Client").replace("Inbound", "Outbound")
    assert read(outbound).issues == ()


def test_names_have_case_and_keywords_have_none(read: Reader) -> None:
    found = rule(read(SMALL.replace("TTLSRule", "ttlsRULE").replace("HandshakeRole Server", "HANDSHAKEROLE SERVER")))
    assert (found.role.value, found.broken) == ("Server", ())


def test_suite_b_and_an_environment_file_are_told(read: Reader) -> None:
    advanced = "HandshakeRole Server\n TTLSEnvironmentAdvancedParms\n {\n  SuiteBProfile 128\n }"
    found = rule(read(SMALL.replace("HandshakeRole Server", advanced)))
    assert (found.suite_b, found.envfile) == (True, False)
    file = "TTLSEnabled On\n TTLSGroupAdvancedParms\n {\n  Envfile /etc/e\n }"
    found = rule(read(SMALL.replace("TTLSEnabled On", file).replace("HandshakeRole Server", "HandshakeRole Server")))
    assert (found.suite_b, found.envfile) == (False, True)


def test_suites_by_name_and_code(read: Reader) -> None:
    lines = "V3CipherSuites 0A2F\n V3CipherSuites4Char C02FFEFE\n V3CipherSuites TLS_DH_anon_WITH_RC4_128_MD5 9X"
    cipher = f"HandshakeRole Server\n TTLSCipherParms\n {{\n {lines}\n }}"
    found = rule(read(SMALL.replace("HandshakeRole Server", cipher)))
    assert found.ciphers == (
        ("000A", "TLS_RSA_WITH_3DES_EDE_CBC_SHA"),
        ("002F", "TLS_RSA_WITH_AES_128_CBC_SHA"),
        ("C02F", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"),
        ("FEFE", None),
        (None, "TLS_DH_anon_WITH_RC4_128_MD5"),
        ("9X", None),
    )


# -- order -------------------------------------------------------------------------------------------------------------


def order(read: Reader, *rules: tuple[str, str]) -> dict[str, tuple[str, ...]]:
    text = "".join(
        RULE.replace("TTLSRule R", f"TTLSRule {name}").replace("Direction", f"{more}\n Direction")
        for name, more in rules
    )
    return {one.name: one.unordered for one in policy(read(text + GROUP + ENVIRONMENT)).rules}


def test_rules_are_searched_by_priority_and_then_by_name(read: Reader) -> None:
    assert list(order(read, ("B", "Priority 5"), ("A", "Priority 5"), ("C", "Priority 10"), ("D", ""))) == list("CABD")
    assert set(order(read, ("Rule1", ""), ("Rule2", ""), ("Rule", ""), ("RULE", "Priority 2")).values()) == {()}


@pytest.mark.parametrize(("one", "other"), [("a", "B"), ("A1", "AB"), ("A_", "AB"), ("a1", "aB"), ("é", "è")])
def test_the_order_of_names_of_different_kinds_is_open(read: Reader, one: str, other: str) -> None:
    assert order(read, (one, ""), (other, "")) == {one: (other,), other: (one,)}
    assert set(order(read, (one, "Priority 2"), (other, "")).values()) == {()}


def test_a_rule_without_a_known_priority_may_stand_anywhere(read: Reader) -> None:
    found = order(read, ("A", "Priority x"), ("B", "Priority 9"))
    assert found == {"A": ("B",), "B": ("A",)}


# -- what is no policy, and what is lost ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "record", "code"),
    [
        (SMALL + "}\n", 20, "syntax"),
        (SMALL + "{\n", 20, "syntax"),
        (SMALL.replace("TTLSRule R\n{", "TTLSRule R {"), 1, "syntax"),
        (SMALL + "TTLSRule Y\n{\n Direction Inbound\n", 20, "cut-off"),
        (SMALL + "A\n{\n" * 50, 37, "syntax"),
        (SMALL[: SMALL.index("Keyring U")], 12, "cut-off"),
    ],
)
def test_a_file_that_the_agent_would_refuse_is_lost(read: Reader, text: str, record: int, code: str) -> None:
    found = read(text)
    lost = policy(found).lost
    assert lost is not None
    assert "the agent installs no policy that has an error" in lost
    assert [(one.record, one.code) for one in found.diagnostics if one.code != "unresolved"] == [(record, code)]


def test_a_file_that_names_others_is_not_the_policy(read: Reader) -> None:
    with pytest.raises(EvidenceUnreadable, match="names the file of the AT-TLS rules"):
        read("TcpImage TCPIP /etc/a\nTTLSConfig /etc/pagent/ttls.policy FLUSH\n")
    found = policy(read(SMALL + "CommonTTLSConfig /etc/other\n"))
    assert found.lost == "CommonTTLSConfig in line 20 names a file that may hold more rules"


def test_more_rules_or_lines_than_any_stack_has_are_refused(read: Reader) -> None:
    with pytest.raises(EvidenceUnreadable, match="more than 500 TTLSRules"):
        read("".join(f"TTLSRule R{number}\n{{\n}}\n" for number in range(501)))
    with pytest.raises(EvidenceUnreadable, match="more than 10000 lines"):
        read("TTLSRule R\n" * 10_001)
    with pytest.raises(EvidenceUnreadable, match="larger than"):
        read("TTLSRule R\n" + "#" * 3_000_000)


def test_a_policy_in_ebcdic_is_read(read: Reader) -> None:
    found = read(SMALL.encode("cp500"))
    assert (found.input.codepage, rule(found).ports) == ("cp1047", ((5555, 5555),))
