from __future__ import annotations

import pytest

from auditor.models.racf import StartedTask
from auditor.racf.services import Request, generate, may_evaluate, may_generate
from auditor.racf.system import System
from tests.racf.estates import AT, LEGACY, application_estate, generic, keys, known_class, lost, profile

ASKED = Request("R1", "APP1", "U1")


def system(key=None, **different):
    return System(application_estate(key or keys(**LEGACY), **different))


def outcome(request=ASKED, ask=may_generate, **different):
    return ask(system(**different), request).outcome


def test_update_generates_and_read_only_evaluates():
    assert outcome() == "allowed"
    reader = {"ptktdata": {"IRRPTAUTH.APP1.U1": profile(acl={"R1": "READ"})}}
    assert outcome(**reader) == "denied"
    assert outcome(ask=may_evaluate, **reader) == "allowed"


def test_fails_closed():
    assert outcome(Request("R1", "APP1", "U2")) == "denied"
    assert outcome(classes={"PTKTDATA": known_class(active=False)}) == "denied"
    assert outcome(Request("NOBODY", "APP1", "U1"), ptktdata={"IRRPTAUTH.**": generic("UPDATE")}) == "denied"


def test_a_more_specific_profile_is_final():
    assert outcome(ptktdata={"IRRPTAUTH.APP1.U1": profile(), "IRRPTAUTH.**": generic("ALTER")}) == "denied"
    assert outcome(Request("R1", "APP1", "U2"), ptktdata={"IRRPTAUTH.APP1*": generic("UPDATE")}) == "allowed"


def test_unknown_requester():
    assert outcome(Request(None, "APP1", "U1")) == "undecided"
    assert outcome(Request("LOST", "APP1", "U1"), damage=(lost("0200", None, "LOST"),)) == "undecided"


@pytest.mark.parametrize(
    ("key", "expected"),
    [(keys(**LEGACY), "allowed"), (keys("", "EPT"), "allowed"), (keys(), "denied"), (keys("*UNKNOWN*"), "undecided")],
)
def test_a_ticket_needs_a_key(key, expected):
    assert generate(system(key), ASKED).outcome == expected


def test_only_the_unqualified_profile_generates():
    qualified = application_estate(None, ptktdata={"APP1.U1": keys(**LEGACY)})
    assert generate(System(qualified), ASKED).outcome == "denied"


def test_names_no_ticket_can_be_for():
    assert generate(system(), Request("R1", "APP.1", "U1")).outcome == "denied"


@pytest.mark.parametrize(("trusted", "privileged"), [(True, False), (False, True), (None, False), (False, None)])
def test_a_trusted_or_privileged_started_task_could_pass(trusted, privileged):
    task = StartedTask(at=AT, user="R1", group="", trusted=trusted, privileged=privileged)
    shop = {"profiles": {"STARTED": {"WEB.*": generic(started=task)}}, "ptktdata": {"IRRPTAUTH.APP1.U1": profile()}}
    assert outcome(Request("R1", "APP1", "U1", task=True), **shop) == "undecided"
    assert outcome(ASKED, **shop) == "denied"


def test_an_ordinary_started_task_is_checked():
    task = StartedTask(at=AT, user="R1", group="", trusted=False, privileged=False)
    shop = {"profiles": {"STARTED": {"WEB.*": generic(started=task)}}, "ptktdata": {"IRRPTAUTH.APP1.U1": profile()}}
    assert outcome(Request("R1", "APP1", "U1", task=True), **shop) == "denied"
