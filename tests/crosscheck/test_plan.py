from __future__ import annotations

from auditor.crosscheck import plan
from tests.racf.estates import ENHANCED, LEGACY, application_estate, client, endpoint, generic, keys

ALWAYS = [
    "logon",
    "wrong-user",
    "wrong-application",
    "too-early",
    "too-late",
    "replay",
    "replay-other-system",
    "altered",
]


def steps(key, *clients, **different):
    return [trial.step for trial in plan(application_estate(key, *clients, **different))]


def test_every_user_of_a_generating_client_has_its_trials():
    trials = plan(application_estate(keys(**LEGACY), client(users=("U1", "U2", "U1")), client(id="d")))
    assert [(one.client, one.made_for_user) for one in trials if one.step == "logon"] == [
        ("c", "U1"), ("c", "U2"), ("d", "U1"),
    ]  # fmt: skip
    assert len({one.id for one in trials}) == len(trials)


def test_a_client_that_generates_nothing_is_not_asked():
    assert steps(keys(**LEGACY), client("password", generates_tickets=False)) == []


def test_generate_only_where_racf_makes_the_ticket():
    assert steps(keys(**LEGACY)) == ALWAYS
    assert steps(keys(**LEGACY), client("racf-service", requester="R1")) == ["generate", *ALWAYS]
    assert steps(keys(**LEGACY), client("racf-service")) == ALWAYS
    batch = plan(application_estate(keys(**LEGACY), client("sql-batch")))
    assert (batch[0].step, batch[0].requester) == ("generate", "U1")


def test_trials_that_some_key_profiles_call_for():
    assert steps(keys(**ENHANCED))[-1] == "legacy-ticket"
    assert steps(keys(**ENHANCED, type="MIXED"))[-2:] == ["legacy-ticket", "folded"]
    assert steps(keys(**LEGACY), ptktdata={"APP1.GRPA": keys(**LEGACY)})[-1] == "qualified-key"
    assert steps(keys(**LEGACY), ptktdata={"APP1.GRPA": keys()}) == ALWAYS
    assert steps(keys(**LEGACY), ptktdata={"APP1.*": generic(), "APP1.GRPZ": keys(**LEGACY)}) == ALWAYS


def test_wrong_is_really_wrong():
    trials = plan(application_estate(keys(**LEGACY), client(users=("U1", "U2"))))
    pairs = [(one.made_for_user, one.presented_user) for one in trials if one.step == "wrong-user"]
    assert pairs == [("U1", "U2"), ("U2", "U1")]
    others = {one.made_for_application for one in trials if one.step == "wrong-application"}
    assert others.isdisjoint({"APP1"})
    alone = {one.step: one for one in plan(application_estate(keys(**LEGACY)))}
    assert alone["wrong-user"].presented_user != "U1"


def test_offsets_lie_beyond_the_window():
    def offsets(key):
        return [one.offset for one in plan(application_estate(key)) if one.step in ("too-early", "too-late")]

    assert offsets(keys(**LEGACY)) == [-660, 660]
    assert offsets(keys(**ENHANCED, timeout=120)) == [-150, 150]
    assert offsets(keys(**ENHANCED, timeout=None)) == [-660, 660]


def test_the_kind_is_what_the_services_make():
    def kind(key, **different):
        return plan(application_estate(key, client(**different)))[0].ticket

    assert kind(keys(**LEGACY)) == "legacy"
    assert kind(keys(**LEGACY, **ENHANCED)) == "enhanced"
    assert kind(keys("*UNKNOWN*")) is None
    assert kind(None) is None
    assert kind(keys(**LEGACY), key_profile="NONE") is None


def test_application_presented():
    missing = application_estate(keys(**LEGACY), client(endpoint="NONE"))
    assert plan(missing)[0].presented_application is None
    other = application_estate(keys(**LEGACY), endpoints=(endpoint(appl="APP2"),))
    assert plan(other)[0].presented_application == "APP2"
