"""`pasearch -t`: rules in the order of the search, two labels on one line, and what is not shown."""

from __future__ import annotations

import pytest

from auditor.models.tls import TlsPolicy, TlsRule
from auditor.sources.read import Read
from auditor.sources.tls import Tls
from tests.sources.tls.conftest import SAMPLES, Reader

REPORT = (SAMPLES / "report.txt").read_text()
SECOND = REPORT.index("policyRule:             DrdaIn")


def policy(found: Read[Tls]) -> TlsPolicy:
    (one,) = found.facts.policies
    return one


def rule(found: Read[Tls], name: str = "DrdaIn") -> TlsRule:
    return next(one for one in policy(found).rules if one.name == name)


def in_second(old: str, new: str) -> str:
    """The report with something of its second rule changed."""
    assert old in REPORT[SECOND:]
    return REPORT[:SECOND] + REPORT[SECOND:].replace(old, new, 1)


def test_the_rules_with_their_places(read: Reader) -> None:
    found = read(REPORT)
    assert found.issues == ()
    assert (policy(found).form, policy(found).stack, policy(found).lost) == ("report", "TCPPROD", None)
    admin, drda, rest = policy(found).rules
    assert (admin.name, admin.ports, admin.job, admin.narrow) == (
        "DrdaAdmin", ((5555, 5555),), "ICONPRD", ("remote address",),
    )  # fmt: skip
    assert (drda.ports, drda.job, drda.narrow, drda.priority) == (((5555, 5560),), "ICON*", (), 100)
    assert (rest.job, rest.perhaps, rest.enabled.value) == (None, (), False)
    assert (admin.protocols["TLSv1.3"].value, drda.protocols["TLSv1.3"].value) == (False, True)
    assert drda.ciphers is not None
    assert [suite.code for suite in drda.ciphers] == ["1302", "C030", "C02F"]
    assert (drda.role.value, drda.client_auth.value) == ("ServerWithClientAuth", "SAFCheck")
    at = drda.application_controlled.at
    assert at is not None
    assert found.lines[at.record].split() == ["ApplicationControlled:", "Off"]


def test_the_heading_tells_the_day(read: Reader) -> None:
    found = read(REPORT)
    assert (found.input.taken, found.input.taken_from) == ("2026-11-01", "heading")


def test_an_empty_job_before_a_user_is_no_job(read: Reader) -> None:
    found = rule(
        read(
            in_second(
                "JobName:             ICON*             UserId:     ",
                "JobName:                               UserId:  ICON",
            )
        )
    )
    assert (found.job, found.perhaps) == (None, ("Userid ICON",))


@pytest.mark.parametrize(
    ("old", "new", "field", "value"),
    [
        ("LocalPortFrom:       5555              LocalPortTo:       5560",
         "LocalPortFrom:       0                 LocalPortTo:       0", "ports", ((0, 65535),)),
        ("FromAddr:           All", "FromAddr:           10.0.0.1", "narrow", ("local address",)),
        ("RemotePortFrom:      0 ", "RemotePortFrom:      9 ", "narrow", ("remote port",)),
        ("To TimeOfDay:      24:00", "To TimeOfDay:      12:00", "narrow", ("time",)),
        ("Day of Week Mask:    1111111", "Day of Week Mask:    0111110", "narrow", ("time",)),
        ("Start Date Time:     None", "Start Date Time:     2027", "narrow", ("time",)),
        ("Status:            Active", "Status:            Inactive", "perhaps", ("the rule is not shown as active",)),
        ("ServiceDirection:    Inbound ", "ServiceDirection:    Outbound", "inbound", False),
        ("ServiceDirection:    Inbound ", "ServiceDirection:    Both    ", "inbound", True),
        ("ApplicationControlled:     Off", "ApplicationControlled:     On ", "application_controlled", True),
        ("SuiteBProfile:              Off", "SuiteBProfile:              128", "suite_b", True),
        ("SecondaryMap:              Off", "Envfile:                   /e ", "envfile", True),
    ],
)  # fmt: skip
def test_what_a_rule_shows(read: Reader, old: str, new: str, field: str, value: object) -> None:
    found = read(in_second(old, new))
    shown = getattr(rule(found), field)
    assert getattr(shown, "value", shown) == value
    assert found.issues == ()


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("NegativeIndicator: Off", "NegativeIndicator: On", "NegativeIndicator is not shown as Off"),
        ("LocalPortFrom:       5555", "LocalPortFrom:       X   ", "the local ports are not shown as one range"),
        ("LocalPortTo:       5560", "LocalPortTo:       99999", "the local ports are not shown as one range"),
        ("   JobName:", "   JobName1:", "JobName is not shown once"),
        ("ServiceDirection:    Inbound", "ServiceDirection:    Inward", "ServiceDirection is not shown as"),
        ("   ServiceDirection:", "   LocalPortGroup:\n   ServiceDirection:", "its conditions go beyond"),
        ("   ServiceDirection:", "   5555 - 5556\n   ServiceDirection:", "its conditions go beyond"),
        (
            "   Remote Address:",
            "    FromAddr:           10.0.0.1\n   Remote Address:",
            "the addresses are not shown as",
        ),
    ],
)
def test_conditions_of_an_unknown_form_leave_the_rule_open(read: Reader, old: str, new: str, why: str) -> None:
    found = read(in_second(old, new))
    assert any(why in reason for reason in rule(found).unknown)
    assert {one.code for one in found.diagnostics} == {"unresolved"}
    assert (rule(found, "DrdaAdmin").unknown, rule(found, "Rest").unknown) == ((), ())


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("    TTLSEnabled:                On ", "    TTLSEnabled:                Yes", "TTLSEnabled of its group"),
        ("     TLSv1.2:                   On ", "     TLSv1.2:                   ?? ", "TLSv1.2 is not shown as"),
        ("     ApplicationControlled:     Off", "     Application:               Off", "ApplicationControlled"),
        ("    Scope:                      Environment", "    Scope:                      Group      ", "its actions"),
        ("   ActionType:          TTLS Environment", "   ActionType:          TTLS Connection ", "its actions"),
    ],
)  # fmt: skip
def test_an_action_that_is_not_whole_breaks_its_rule(read: Reader, old: str, new: str, why: str) -> None:
    found = read(in_second(old, new))
    (reason,) = rule(found).broken
    assert why in reason
    assert rule(found, "Rest").broken == ()


def test_a_report_of_a_release_without_tls_1_3_is_whole(read: Reader) -> None:
    found = rule(read(in_second("     TLSv1.3:                   On             \n", "")))
    assert (found.broken, found.protocols["TLSv1.3"].value) == ((), None)


@pytest.mark.parametrize("cut", [0.2, 0.5, 0.7, 0.95])
def test_a_report_that_is_cut_settles_nothing(read: Reader, cut: float) -> None:
    found = read(REPORT[: int(len(REPORT) * cut)])
    lost = policy(found).lost
    assert lost is not None
    assert "before the rule or action it shows is complete" in lost
    assert "cut-off" in {one.code for one in found.diagnostics}


def test_two_stacks_are_two_policies(read: Reader) -> None:
    found = read(REPORT + REPORT.replace("TCPPROD", "TCPTEST"))
    assert [(one.stack, len(one.rules)) for one in found.facts.policies] == [("TCPPROD", 3), ("TCPTEST", 3)]


def test_reports_of_two_days_are_a_contradiction(read: Reader) -> None:
    found = read(REPORT + REPORT.replace("11/01/2026", "11/02/2026"))
    assert [one.code for one in found.diagnostics] == ["contradiction"]
    assert found.input.taken == "2026-11-01"


def test_rules_of_other_policies_are_no_rules_of_tls(read: Reader) -> None:
    found = read(in_second("Rule Type:            TTLS", "Rule Type:            QoS "))
    assert [one.name for one in policy(found).rules] == ["DrdaAdmin", "Rest"]


def test_a_suite_that_the_report_names_and_nothing_here_knows_keeps_its_name(read: Reader) -> None:
    found = rule(read(in_second("C02F  TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "FFAA  TLS_NEW_WITH_NULL_SHA")))
    assert found.ciphers is not None
    assert found.ciphers[-1] == ("FFAA", "TLS_NEW_WITH_NULL_SHA")
