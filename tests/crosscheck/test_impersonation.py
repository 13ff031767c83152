from __future__ import annotations

from dataclasses import replace

import pytest

from auditor.crosscheck import impersonation, plan, plan_all, run, shared_keys
from auditor.models.estate import Site
from auditor.models.place import At, Fact
from auditor.models.racf import StartedTask
from auditor.racf import assumptions
from auditor.tickets.keys import Key, ProfileKeys
from tests.racf.estates import (
    ENHANCED,
    LEGACY,
    NOON,
    application_estate,
    client,
    connection,
    endpoint,
    generic,
    keys,
    lost,
    profile,
    user,
)

BOSS = {"BOSS": user("GRPZ", special=True)}
OTHERS = {name: user() for name in ("U1", "U2", "R1")}
SERVICE = client("racf-service", requester="R1")
FOR_BOSS = "IRRPTAUTH.APP1.BOSS"


def estate(key=None, *clients, ptktdata=None, users=None, **different):
    return application_estate(
        key or keys(**LEGACY), *(clients or (SERVICE,)), ptktdata=ptktdata or {}, users=BOSS | OTHERS | (users or {}),
        **different,
    )  # fmt: skip


def attempts(made):
    return [one for one in plan(made) if one.step == "impersonate"]


def outcomes(made, offered=None):
    made = made.model_copy(update={"shared_keys": shared_keys(made, offered)})
    asked = attempts(made)
    answers = run(made, asked, keys=offered, now=NOON)
    return {(one.way, one.requester or one.client): two.outcome for one, two in zip(asked, answers, strict=True)}


def of(made, target="BOSS"):
    return [(one.way, one.requester or one.client, one.makers) for one in attempts(made) if one.made_for_user == target]


def listed(**acl):
    return {FOR_BOSS: profile(acl=acl)}


# -- who is asked for --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "different", [{"special": True}, {"operations": True}, {"auditor": True}, {"roaudit": True}, {"uid": 0}]
)
def test_privileged_by_attribute(different):
    assert impersonation.privileged(estate(users={"BOSS": user(**different)})) == ["BOSS"]
    assert impersonation.privileged(estate(users={"BOSS": user(uid=1)})) == []


def test_privileged_by_the_site_when_the_user_is_there():
    made = estate(users={"BOSS": user()}, site=Site(privileged=("U1", "NOBODY")))
    assert impersonation.privileged(made) == ["U1"]


def test_the_most_powerful_come_first_whatever_their_order():
    attributes = ({"roaudit": True}, {"auditor": True}, {"uid": 0}, {"operations": True}, {"special": True})
    powers = {f"P{n}": user(**one) for n, one in enumerate(attributes)}
    expected = ["BOSS", "P4", "P3", "P2", "P1", "P0"]
    assert impersonation.privileged(estate(users=powers)) == expected
    turned = dict(reversed((BOSS | powers).items()))
    assert impersonation.privileged(estate().model_copy(update={"users": turned})) == expected


# -- who asks RACF -----------------------------------------------------------------------------------------------------


def test_nobody_with_a_ticket_no_question():
    assert of(estate()) == []
    assert of(estate(ptktdata=listed(U1="READ", GRPB="CONTROL"))) == []


def test_each_way_of_a_list_is_asked_once_and_counts_whom_it_lets_through():
    users = {"U3": user("GRPB"), "U4": user("GRPB"), "U5": user("GRPB", connections={"GRPB": connection(revoked=True)})}
    made = estate(ptktdata=listed(U1="UPDATE", U2="ALTER", GRPB="UPDATE", GONE="UPDATE", U4="NONE"), users=users)
    assert of(made) == [("group", "U3", 1), ("user", "U1", 2)]
    assert set(outcomes(made).values()) == {"allowed"}


@pytest.mark.parametrize(
    "open_profile", [profile("UPDATE"), profile(acl={"*": "UPDATE"}), profile(warning=True), generic("ALTER")]
)
def test_everyone(open_profile):
    made = estate(ptktdata={FOR_BOSS: open_profile}, users={"A": user(restricted=True), "B": user(revoked=True)})
    asked = of(made)
    assert [(way, number) for way, _, number in asked] == [("everyone", None)]
    assert set(outcomes(made).values()) == {"allowed"}


def test_everyone_is_nobody_where_an_entry_for_all_is_lower_than_uacc():
    assert of(estate(ptktdata={FOR_BOSS: profile("UPDATE", {"*": "READ"})})) == []


def test_a_maker_is_never_its_own_target():
    own = listed(BOSS="UPDATE", U1="UPDATE")
    assert of(estate(ptktdata=own)) == [("user", "U1", 1)]
    assert of(estate(ptktdata=listed(BOSS="UPDATE"))) == []
    alone = {FOR_BOSS: profile(acl={"GRPZ": "UPDATE"})}
    assert of(estate(ptktdata=alone)) == []


def test_who_stands_for_others_is_the_likeliest():
    """A revoked user, or one whose other group is listed, would hide what the rest may do."""
    users = {
        "A1": user("GRPB", revoked=True), "A2": user("GRPX", "GRPB"), "A3": user("GRPB", "GRPY"), "A4": user("GRPB"),
    }  # fmt: skip
    made = estate(ptktdata=listed(GRPB="UPDATE", GRPY="NONE"), users=users)
    assert of(made) == [("group", "A4", 4)]
    odd = estate(ptktdata=listed(U1="X<07>", U2="UPDATE"))
    assert of(odd) == [("user", "U2", 2)]


def test_a_started_task_that_is_not_checked_is_undecided():
    task = StartedTask(at=At(0, 99), user="R1", group="", trusted=True, privileged=False)
    made = estate(profiles={"STARTED": {"WEB.*": generic(started=task)}})
    assert outcomes(made) == {("task", "R1"): "undecided"}
    for other in (replace(task, trusted=False), replace(task, user="U1")):
        assert of(estate(profiles={"STARTED": {"WEB.*": generic(started=other)}})) == []
    member = estate(profiles={"STARTED": {"**": generic(started=replace(task, user="=MEMBER", trusted=None))}})
    assert of(member) == [("task", "R1", 1)]
    batch = client("sql-batch", ("R1",), requester="R1")
    assert of(estate(None, batch, profiles=made.profiles | {"PTKTDATA": {}})) == []


# -- who has a key -----------------------------------------------------------------------------------------------------


def test_an_off_host_client_is_anybody_at_its_application():
    made = estate(None, client(id="partner"))
    (one,) = attempts(made)
    assert one.id == "impersonate/BOSS/ICON1/key/partner/APP1/legacy"
    assert (one.client, one.requester, one.key_profile, one.makers) == ("partner", None, "APP1", 1)
    (answer,) = run(made, [one], keys=None, now=NOON)
    assert (answer.outcome, answer.racf_return_code) == ("allowed", "00")
    assert assumptions.SAME_KEY in answer.assumptions
    closed = estate(None, client(id="partner"), appl={"APP1": profile(acl={"U1": "READ"})})
    assert outcomes(closed) == {("key", "partner"): "denied"}


def test_each_kind_of_key_makes_a_ticket():
    made = estate(keys(**LEGACY, **ENHANCED), client(id="b"), client(id="a"))
    assert [(one.client, one.ticket, one.makers) for one in attempts(made)] == [
        ("a", "legacy", 2),
        ("a", "enhanced", 2),
    ]
    assert attempts(estate(profile(), client())) == []
    assert [one.ticket for one in attempts(estate(keys("*UNKNOWN*"), client()))] == ["legacy"]


def test_a_client_that_only_names_its_key_has_it_and_one_that_makes_no_tickets_does_not():
    quiet = client(generates_tickets=False)
    assert attempts(estate(None, quiet)) == []
    assert of(estate(None, client(generates_tickets=False, key_profile="APP1"))) == [("key", "c", 1)]
    assert attempts(estate(None, client("password", generates_tickets=False, key_profile="APP1"))) == []


def test_a_key_that_is_the_same_as_another_opens_its_application_too():
    who, offered = (
        client(key_profile="APP7"),
        {name: ProfileKeys(legacy=Key(bytes(range(8)))) for name in ("APP1", "APP7")},
    )
    made = estate(None, who, ptktdata={"APP7": keys(**LEGACY)})
    assert outcomes(made) == {}
    assert outcomes(made, offered) == {("key", "c"): "allowed"}


def test_alter_to_a_key_profile_is_control_of_the_key():
    made = estate(replace(keys(**LEGACY), acl=profile(acl={"U1": "ALTER", "U2": "CONTROL"}).acl))
    (one,) = attempts(made)
    assert one.id == "impersonate/BOSS/ICON1/alter/U1/APP1/legacy"
    (answer,) = run(made, [one], keys=None, now=NOON)
    assert answer.outcome == "allowed"
    assert assumptions.KEY_CONTROL in answer.assumptions
    assert of(estate(replace(keys(**LEGACY), warning=True))) == []
    assert of(estate(replace(keys(**LEGACY), uacc="ALTER"))) == [("alter", "R1", None)]
    qualified = estate(ptktdata={"APP1.GRPZ": replace(keys(**ENHANCED), acl=profile(acl={"U2": "ALTER"}).acl)})
    assert outcomes(qualified) == {("alter", "U2"): "allowed"}


def test_control_of_a_profile_that_is_gone_or_lost():
    made = estate(replace(keys(**LEGACY), acl=profile(acl={"U1": "ALTER"}).acl))
    asked = attempts(made)
    gone = estate(generic())
    assert run(gone, asked, keys=None, now=NOON)[0].outcome == "denied"
    damaged = estate(generic(), damage=(lost("0500", "PTKTDATA", "APP1"),))
    assert run(damaged, asked, keys=None, now=NOON)[0].outcome == "undecided"
    stranger = estate(replace(keys(**LEGACY), acl=profile(acl={"GONE": "ALTER"}).acl))
    (one,) = (replaced.model_copy(update={"requester": "GONE"}) for replaced in asked)
    assert run(stranger, [one], keys=None, now=NOON)[0].outcome == "denied"


# -- where -------------------------------------------------------------------------------------------------------------


def test_only_endpoints_that_clients_reach_and_that_may_ask_racf():
    def at(*endpoints):
        return [one.endpoint for one in attempts(estate(None, client(), endpoints=endpoints))]

    assert at(endpoint("B"), endpoint("A")) == ["A", "B"]
    assert at(endpoint(racf=False), endpoint("X", odaccess=False), endpoint("Y", appl=Fact[str](why="twice"))) == []
    assert at(endpoint(racf=Fact[bool](why="coded twice"))) == ["ICON1"]
    assert at(endpoint(), endpoint()) == []
    assert at(endpoint(appl="APP2")) == []


def test_without_an_inventory_requesters_are_still_asked():
    made = estate(ptktdata=listed(U1="UPDATE")).model_copy(update={"clients": ()})
    assert outcomes(made) == {("user", "U1"): "allowed"}


def test_ids_are_unique_and_do_not_depend_on_the_order_of_the_inputs():
    key = replace(keys(**LEGACY, **ENHANCED), acl=profile(acl={"U1": "ALTER", "GRPB": "ALTER"}).acl)
    users = {"U3": user("GRPB"), "U2": user("GRPB", auditor=True)}
    made = estate(key, client(id="x/y"), SERVICE, ptktdata=listed(U1="UPDATE", GRPB="UPDATE"), users=users)
    ids = [one.id for one in plan(made)]
    assert len(set(ids)) == len(ids)
    turned = made.model_copy(
        update={
            "users": dict(reversed(made.users.items())),
            "profiles": {name: dict(reversed(one.items())) for name, one in made.profiles.items()},
            "clients": tuple(reversed(made.clients)),
        }
    )
    assert attempts(turned) == attempts(made)


# -- how many ----------------------------------------------------------------------------------------------------------


def test_the_worst_are_asked_and_the_rest_is_counted(monkeypatch):
    key = keys(**LEGACY, **ENHANCED)
    made = estate(key, client(), users={f"P{n}": user(auditor=True) for n in range(4)})
    whole = plan_all(made)
    assert (len(attempts(made)), whole.untried) == (10, 0)
    for most, untried in ((10, 0), (9, 1), (8, 1), (7, 2), (2, 4), (1, 5)):
        monkeypatch.setattr(impersonation, "MOST", most)
        planned = plan_all(made)
        tried = [one for one in planned.trials if one.step == "impersonate"]
        assert (len(tried), planned.untried) == (most, untried)
        assert tried == attempts(made)[:most]
        assert tried[0].made_for_user == "BOSS"


def test_a_list_with_everybody_on_it_takes_one_question():
    crowd = {f"C{n}": user("GRPB") for n in range(3000)}
    own = dict.fromkeys(crowd, "UPDATE")
    made = estate(ptktdata={FOR_BOSS: profile("UPDATE", own | {"GRPB": "UPDATE", "GRPA": "UPDATE"})}, users=crowd)
    assert of(made) == [("group", "R1", 3), ("user", "C0", 3000)]
