"""One trial: commands to IMS Connect go to the endpoint they concern, and RACF commands count before they have run."""

from __future__ import annotations

from dataclasses import replace

import pytest

from auditor.gather import gather
from auditor.models.verdict import Remediation
from auditor.remedy import Fail, Outlook
from auditor.remedy.layers import Layers
from auditor.remedy.outlook import Before
from auditor.remedy.trial import Bench
from auditor.settings import Settings
from tests.judge.test_compare import verdict
from tests.shop.build import FIXTURES

OFF = "UPDATE IMSCON TYPE(CONFIG) SET(ODRACFST(OFF))"
UACC = "RALTER APPL IMSDRDA1 UACC(READ)"
NEW = ("PT-X01", "system")


@pytest.fixture(scope="module")
def estate():
    return gather(Settings.load(FIXTURES / "sound/auditor.toml")).estate


def finding(name, *, racf=(), ims=()):
    return replace(verdict("fail"), object=name, remediation=Remediation(racf=racf, ims=ims))


def attempt(estate, judge, *findings):
    def fails(keys):
        return {key: Fail("high", masked=False) for key in keys}

    before = Before(fails((one.policy, one.object) for one in findings), frozenset(), frozenset(), {})
    return Bench(Layers(estate, estate), before, lambda now, _only: Outlook(fails(judge(now)))).attempt(findings)


def recording(estate, name):
    return next(one for one in estate.endpoints if one.name == name).odracfst.value


@pytest.mark.parametrize("name", ["endpoint:ICONDB1", "client:web-gateway", "client:web-gateway/user:WEBUSR1"])
def test_commands_to_ims_connect_are_tried_where_the_client_logs_on(estate, name):
    one = finding(name, ims=(OFF,))
    told = []

    def judge(now):
        told.append((recording(now, "ICONDB1"), recording(now, "ICONDB2")))
        return [(one.policy, name)] if told[-1][0] else []

    assert attempt(estate, judge, one).sound
    assert told[-1] == (False, True)


@pytest.mark.parametrize("name", ["client:nobody", "user:WEBUSR1", "system"])
def test_commands_to_no_ims_connect_that_is_known_are_not_said_to_work(estate, name):
    one = finding(name, ims=(OFF,))
    assert not attempt(estate, lambda now: [] if not recording(now, "ICONDB1") else [("PT-A01", name)], one).sound


def test_what_racf_commands_bring_before_those_of_ims_connect_speaks_against(estate):
    """In the end nothing is wrong; between the two files the application is open while logons are recorded."""
    racf, ims = (
        finding("profile:APPL/IMSDRDA1", racf=(UACC, "SETROPTS RACLIST(APPL) REFRESH")),
        finding("endpoint:ICONDB1", ims=(OFF,)),
    )

    def judge(now):
        is_open = now.profiles["APPL"]["IMSDRDA1"].uacc == "READ"
        return [NEW] if is_open and recording(now, "ICONDB1") else []

    assert set(attempt(estate, judge, racf, ims).brought.against) == {NEW}
    assert not attempt(estate, judge, ims).brought.against


def test_what_only_commands_to_ims_connect_bring_is_judged_once(estate):
    ims, asked = finding("endpoint:ICONDB1", ims=(OFF,)), []

    def judge(now):
        asked.append(now)
        return [NEW]

    assert set(attempt(estate, judge, ims).brought.against) == {NEW}
    assert len(asked) == 1
