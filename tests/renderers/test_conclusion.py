"""The conclusion of each IMS Connect, and what to do first, by rule."""

from __future__ import annotations

from dataclasses import replace

import pytest

from auditor.models.place import Diagnostic
from auditor.models.verdict import CrossCheck, EndpointSummary, Remediation, Result, Tool, TrialResult, Verdict
from auditor.renderers.conclusion import conclusions
from auditor.renderers.order_of_work import steps
from auditor.renderers.where import Where
from auditor.renderers.words import answer, details, masked


def finding(policy: str, obj: str, severity: str = "high", **more: object) -> Verdict:
    plain = Verdict(
        policy=policy, slug="s", object=obj, verdict="fail", severity=severity, message=f"{policy} is wrong.",
        reason=None, facts={}, masked_by=None, fingerprint=f"{policy}{obj}", waiver=None, places=(),
        remediation=Remediation(), controls=(), assumptions=(),
    )  # fmt: skip
    return replace(plain, **more)


def logon(user: str, simulated: str, step: str = "logon", reasons: tuple[str, ...] = ()) -> TrialResult:
    return TrialResult(
        client="c", user=user, requester=None, endpoint="ICON1", application="APP1", step=step, ticket="legacy",
        expected=simulated, simulated=simulated, reasons=reasons, racf_return_code=None, keys_tried=(), agrees=True,
    )  # fmt: skip


def result(
    trials: tuple[TrialResult, ...] = (), verdicts: tuple[Verdict, ...] = (), racf: bool | None = True
) -> Result:
    endpoint = EndpointSummary(
        id="ICON1", application="APP1", application_origin="ODACCESS APPL", racf=racf, source="member"
    )
    return Result(
        tool=Tool(name="auditor", version="0"), system="PLEX1", as_of="2026-11-02", return_code=8, inputs=(),
        endpoints=(endpoint,), policies=(), verdicts=verdicts,
        crosscheck=CrossCheck(agree=len(trials), disagree=0, trials=trials), diagnostics=(), assumptions=(),
    )  # fmt: skip


def concluded(*args: object, **more: object) -> tuple[str, str]:
    made = result(*args, **more)
    (conclusion,) = conclusions(made, Where(made))
    return conclusion.state, conclusion.sentence


OFF = finding("PT-A01", "endpoint:ICON1", "critical")


@pytest.mark.parametrize(
    ("trials", "state", "words"),
    [
        ((logon("U1", "allowed"), logon("U2", "allowed")), "works", "each of 2 declared users logs on."),
        ((logon("U1", "allowed"), logon("U2", "denied")), "partly", "for 1 of 2 declared users. PT-A01 is wrong."),
        ((logon("U1", "denied"),), "fails", "its one declared user does not log on. PT-A01 is wrong."),
        ((logon("U1", "undecided", reasons=("no listing",)),), "unknown", "could not be judged: no listing."),
        ((logon("U1", "denied", step="replay"),), "unknown", "could not be tried: no client inventory was offered."),
    ],
)
def test_what_the_logons_of_declared_users_say(trials, state, words):
    told, sentence = concluded(trials, (OFF,))
    assert told == state
    assert words in sentence


def test_an_endpoint_that_does_not_call_racf_checks_nothing():
    assert concluded((logon("U1", "allowed"),), racf=False)[0] == "unchecked"


@pytest.mark.parametrize(
    ("simulated", "words"), [("allowed", "others can log on there as 1 user"), ("undecided", "cannot be told")]
)
def test_who_gets_in_as_somebody_else_is_said_at_once(simulated, words):
    assert words in concluded((logon("U1", "allowed"), logon("BOSS", simulated, step="impersonate")))[1]


def test_a_masked_finding_makes_no_conclusion_and_waits_for_what_masks_it():
    hidden = [finding("PT-A09", f"client:c/user:U{n}", "critical", masked_by="PT-A01") for n in range(3)]
    made = result((logon("U1", "denied"),), (*hidden, finding("PT-C03", "profile:PTKTDATA/APP1"), OFF))
    assert masked(made) == [("PT-A01", 3)]
    assert [(step.verdict.policy, step.number, step.waits) for step in steps(made)] == [
        ("PT-A01", 1, 3),
        ("PT-C03", 1, 0),
    ]
    assert "3 of the open findings have no effect while PT-A01 stands: fix that first." in details(made)
    (conclusion,) = conclusions(made, Where(made))
    assert [verdict.policy for verdict in conclusion.because] == ["PT-A01", "PT-C03"]


@pytest.mark.parametrize(
    ("policy", "obj", "remedy", "who", "proven"),
    [
        ("PT-E01", "endpoint:ICON1", Remediation(ims=("UPDATE IMSCON ...",)), "IMS system programmer", True),
        ("PT-F01", "class:PTKTDATA", Remediation(racf=("SETROPTS LOGOPTIONS(ALWAYS(PTKTDATA))",)), "auditor", True),
        ("PT-C03", "profile:PTKTDATA/APP1", Remediation(racf=("RALTER PTKTDATA APP1",)), "RACF administrator", True),
        ("PT-A05", "client:c", Remediation(other=("Change it.",)), "owner of the client", False),
        ("PT-E02", "endpoint:ICON1", Remediation(), "IMS system programmer", False),
        ("PT-A07", "endpoint:ICON1", Remediation(), "IMS system programmer", False),
        ("PT-A06", "endpoint:ICON1", Remediation(), "RACF administrator", False),
    ],
)
def test_each_step_names_who_does_it(policy, obj, remedy, who, proven):
    (step,) = steps(result(verdicts=(finding(policy, obj, remediation=remedy),)))
    assert step.who.startswith(who)
    assert step.proven is proven


def test_the_worst_comes_first_and_one_cause_is_one_step():
    rows = [finding("PT-B20", f"user:U{n}", "medium", message=f"U{n} is open.") for n in range(9)]
    made = steps(result(verdicts=(*rows, finding("PT-C01", "profile:PTKTDATA/APP1", "critical"))))
    assert [(step.verdict.policy, step.number) for step in made] == [("PT-C01", 1), ("PT-B20", 9)]


def test_a_step_without_commands_says_what_a_person_decides():
    (step,) = steps(result(verdicts=(finding("PT-A01", "x:y", remediation=Remediation(other=("It brings PT-C08.",))),)))
    assert step.todo == "a person decides: It brings PT-C08."


def test_what_could_not_be_read_is_the_headline():
    bad = Diagnostic(input="unload", path="u", record=3, level="error", code="cut", message="cut")
    clean = result(verdicts=(replace(OFF, verdict="undecided"),)).model_copy(update={"diagnostics": (bad,)})
    assert answer(clean) == "Evidence of PLEX1 is damaged, incomplete or too old: 1 question could not be judged."
    found = result(verdicts=(OFF,)).model_copy(update={"diagnostics": (bad,)})
    assert answer(found).startswith("Evidence of PLEX1 is damaged, incomplete or too old, and PLEX1 has 1 open finding")
