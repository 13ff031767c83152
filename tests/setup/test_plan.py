"""Which lines a set-up has, and what is left to a person."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest

from auditor.models.estate import Evidence, Site
from auditor.models.imsconnect import Running
from auditor.models.place import At, Fact
from auditor.setup.assumed import assumed
from auditor.setup.plan import plan
from auditor.setup.proof import start
from tests.racf.estates import client, endpoint, estate, generic, keys, known_class, lost, profile, user

RECORDED = "AUDIT(SUCCESS(UPDATE) FAILURES(READ))"
BATCH = {"kind": "sql-batch", "users": ("U1",), "requester": "U1"}


def lines(made, verdicts=()):
    return [line.text for line in plan(start(made), verdicts).lines]


def left(made, verdicts=()):
    return {one.subject: one.why for one in plan(start(made), verdicts).left}


def empty(**different):
    fields = {"clients": (client(**BATCH),), "endpoints": (endpoint(),), "profiles": {}}
    return estate(**(fields | different))


def whole(**different):
    profiles = {
        "APPL": {"APP1": profile(acl={"U1": "READ"})},
        "PTKTDATA": {"APP1": keys(label="EPT.KEY"), "IRRPTAUTH.APP1.U1": profile(acl={"U1": "UPDATE"})},
    }
    return empty(**({"profiles": profiles} | different))


def test_the_whole_procedure_from_nothing_in_a_safe_order():
    off = known_class(active=False, raclisted=False)
    text = lines(empty(classes={"APPL": off, "PTKTDATA": off}))
    assert text == [
        "PTKT.APP1",
        "RDEFINE CSFKEYS PTKT.APP1 UACC(NONE) AUDIT(ALL(READ))",
        "PERMIT PTKT.APP1 CLASS(CSFKEYS) RESET(ALL)",
        f"RDEFINE PTKTDATA APP1 UACC(NONE) {RECORDED} SSIGNON(EPTKEYLABEL(PTKT.APP1) TYPE(UPPER))",
        "PERMIT APP1 CLASS(PTKTDATA) RESET(ALL)",
        "RDEFINE APPL APP1 UACC(NONE) AUDIT(FAILURES(READ))",
        "PERMIT APP1 CLASS(APPL) RESET(ALL)",
        f"RDEFINE PTKTDATA IRRPTAUTH.APP1.U1 UACC(NONE) {RECORDED}",
        "PERMIT IRRPTAUTH.APP1.U1 CLASS(PTKTDATA) RESET(ALL)",
        "PERMIT APP1 CLASS(APPL) ID(U1) ACCESS(READ)",
        "PERMIT IRRPTAUTH.APP1.U1 CLASS(PTKTDATA) ID(U1) ACCESS(UPDATE)",
        "SETROPTS CLASSACT(PTKTDATA) RACLIST(PTKTDATA)",
        "SETROPTS CLASSACT(APPL) RACLIST(APPL)",
    ]


def test_no_line_holds_a_key():
    assert not any(word in text for text in lines(empty()) for word in ("KEYMASKED", "KEYENCRYPTED"))


def test_what_works_is_left_as_it_is():
    assert lines(whole()) == []


@pytest.mark.parametrize("protection", ["*MASKED*", "*KEYTOKEN*", "IRR.SSIGNON.SYSA.01012026.101010.000001"])
def test_a_legacy_key_of_any_kind_is_a_key_and_stays(protection):
    made = whole()
    held = made.profiles["PTKTDATA"] | {"APP1": keys(protection)}
    assert lines(made.model_copy(update={"profiles": made.profiles | {"PTKTDATA": held}})) == []


def test_a_key_of_a_form_that_tells_nothing_is_left_to_a_person():
    made = whole()
    held = made.profiles["PTKTDATA"] | {"APP1": keys("*NEW*", None)}
    made = made.model_copy(update={"profiles": made.profiles | {"PTKTDATA": held}})
    assert lines(made) == []
    assert "cannot be told" in left(made)["profile:PTKTDATA/APP1"]


def test_the_label_is_none_that_another_application_has():
    held = {"OTHER": keys(label="PTKT.APP1")}
    assert "PTKT.APP1.N2" in lines(empty(profiles={"PTKTDATA": held}))


def test_a_label_that_a_profile_covers_gets_no_other_one():
    made = empty(profiles={"CSFKEYS": {"PTKT.**": generic()}}, classes={"CSFKEYS": known_class()})
    assert not any("CSFKEYS" in text for text in lines(made))


def test_each_class_is_refreshed_that_is_in_storage():
    text = lines(empty(classes={"APPL": known_class(), "CSFKEYS": known_class()}))
    assert text[-3:] == [f"SETROPTS RACLIST({name}) REFRESH" for name in ("APPL", "CSFKEYS", "PTKTDATA")]


def test_a_generic_profile_that_is_enough_stays_and_one_that_is_not_makes_room_for_a_discrete_one():
    enough = {"IRRPTAUTH.APP1.*": generic(acl={"U1": "UPDATE"}), "APP1": keys(label="K")}
    made = whole()
    made = made.model_copy(update={"profiles": made.profiles | {"PTKTDATA": enough}})
    assert lines(made) == []
    enough["IRRPTAUTH.APP1.*"] = generic(acl={"U2": "UPDATE", "U9": "ALTER"})
    found = plan(start(made)).lines
    assert "PERMIT IRRPTAUTH.APP1.U1 CLASS(PTKTDATA) ID(U1) ACCESS(UPDATE)" in [line.text for line in found]
    assert "2 others whom IRRPTAUTH.APP1.* lets in are shut out: U2, U9." in found[0].cautions[0]


def test_others_who_are_declared_are_carried_to_the_discrete_profile():
    other = client("racf-service", ("U1",), id="web", requester="U2")
    made = whole(clients=(client(**BATCH), other))
    held = {"IRRPTAUTH.APP1.*": generic(acl={"U2": "UPDATE"}), "APP1": keys(label="K")}
    text = lines(made.model_copy(update={"profiles": made.profiles | {"PTKTDATA": held}}))
    assert "PERMIT IRRPTAUTH.APP1.U1 CLASS(PTKTDATA) ID(U2) ACCESS(UPDATE)" in text


def test_a_client_with_passwords_is_not_shut_out_by_the_new_profile():
    old = client("password", ("U2",), id="old", generates_tickets=False, application=None)
    assert "PERMIT APP1 CLASS(APPL) ID(U2) ACCESS(READ)" in lines(empty(clients=(client(**BATCH), old)))


def test_a_draft_is_never_set_up_and_that_is_said():
    made = empty(clients=(client(**BATCH, status="draft"),))
    assert lines(made) == []
    assert "draft" in left(made)["client:c"]


@pytest.mark.parametrize(
    ("who", "why"),
    [(None, "not defined"), (user(revoked=True), "revoked"), (user(contained=True), "contained")],
)
def test_whom_no_permit_helps_is_left_to_a_person(who, why):
    users = {"U2": user()} | ({"U1": who} if who is not None else {})
    made = empty(users=users)
    assert not any("ID(U1)" in text for text in lines(made))
    assert why in left(made)["client:c/user:U1"]


def test_two_endpoints_with_one_application_share_its_profiles():
    two = (endpoint("ICON1"), endpoint("ICON2"))
    clients = (client(**BATCH), client("off-host", ("U2",), id="d", endpoint="ICON2"))
    text = lines(empty(endpoints=two, clients=clients))
    assert sum(line.startswith("RDEFINE APPL") for line in text) == 1
    assert sum(line.startswith("RDEFINE PTKTDATA APP1 ") for line in text) == 1
    assert {f"PERMIT APP1 CLASS(APPL) ID({one}) ACCESS(READ)" for one in ("U1", "U2")} <= set(text)


def test_an_endpoint_that_does_not_check_gets_its_parameters_and_commands():
    blank = Fact[str](origin="default")
    found = plan(start(whole(endpoints=(endpoint(racf=False, appl=blank),)))).lines
    assert [(line.who, line.text) for line in found] == [
        ("hwscfg", "ODACCESS APPL=APP1"),
        ("hwscfg", "HWS RACF=Y"),
        ("ims", "UPDATE IMSCON TYPE(CONFIG) SET(ODBMAPPL(APP1))"),
        ("ims", "UPDATE IMSCON TYPE(CONFIG) SET(RACF(ON))"),
    ]
    assert "refuses" in found[1].cautions[0]


def test_without_a_member_the_restart_is_warned_of():
    shown = Running(at=At(3, 1), racf=Fact[bool](value=False, at=At(3, 1), origin="shown"))
    alone = endpoint(running=shown).model_copy(update={"member": False})
    found = plan(start(whole(endpoints=(alone,)))).lines
    assert [line.who for line in found] == ["ims"]
    assert "restart takes this back" in found[0].cautions[-1]


def test_an_hws_id_is_enough_but_for_sql_batch():
    blank = Fact[str](origin="default")
    made = whole(endpoints=(endpoint("APP1", appl=blank),), clients=(client(endpoint="APP1"),))
    assert lines(made) == []
    batch = whole(endpoints=(endpoint("APP1", appl=blank),), clients=(client(**BATCH, endpoint="APP1"),))
    assert lines(batch) == ["ODACCESS APPL=APP1"]


def test_a_client_that_names_another_application_is_told_which_one_counts():
    found = plan(start(whole(clients=(client(**BATCH, application="APP9"),)))).lines
    assert [(line.who, line.client, line.text, line.undo) for line in found] == [
        ("clients", "c", "application APP1", "APP9")
    ]


def test_a_name_that_nobody_can_use_needs_one_on_which_all_clients_agree():
    made = empty(endpoints=(endpoint(appl="IMS.PRD"),))
    assert "ODACCESS APPL=APP1" in lines(made)
    clients = (client(**BATCH), client("off-host", ("U2",), id="d", application="APP2"))
    made = made.model_copy(update={"clients": clients})
    assert lines(made) == []
    assert "APP1, APP2" in left(made)["endpoint:ICON1"]


def test_what_a_waiver_accepts_is_left_alone():
    made = whole()
    held = made.profiles | {"APPL": {"APP1": profile()}}
    waiver = SimpleNamespace(approver="ciso", expires="2027-06-30")
    verdict = SimpleNamespace(policy="PT-A09", object="client:c/user:U1", verdict="fail", waiver=waiver)
    made = made.model_copy(update={"profiles": held})
    assert "PERMIT APP1 CLASS(APPL) ID(U1) ACCESS(READ)" in lines(made)
    assert not any("PERMIT" in text for text in lines(made, [verdict]))
    assert "accepted by ciso until 2027-06-30" in left(made, [verdict])["client:c/user:U1"]


def test_a_lost_record_leaves_what_it_touches_to_a_person():
    made = whole(damage=(lost("0505", "APPL", "APP1"),))
    held = made.profiles | {"APPL": {"APP1": profile()}}
    made = made.model_copy(update={"profiles": held})
    assert not any("PERMIT APP1 CLASS(APPL)" in text for text in lines(made))
    assert "lost" in left(made)["client:c/user:U1"]


def test_an_owner_that_does_not_exist_is_not_named():
    made = empty(site=Site(security_owners=("SECGRP",)))
    assert not any("OWNER" in text for text in lines(made))
    assert any("OWNER(U2)" in text for text in lines(empty(site=Site(security_owners=("U2",)))))


def test_a_class_of_which_nothing_is_known_is_left_to_a_person():
    made = whole(classes={"APPL": known_class(active=None)})
    assert lines(made) == []
    assert "class:APPL" in left(made)


def test_activating_appl_says_first_whom_it_shuts_out():
    profiles = whole().profiles | {"APPL": whole().profiles["APPL"] | {"TSO": profile("READ"), "CICS": profile()}}
    found = plan(start(whole(profiles=profiles, classes={"APPL": known_class(active=False)}))).lines
    assert "2 of the 3 APPL profiles" in found[0].cautions[0]
    assert "APP1, CICS" in found[0].cautions[0]


def test_what_was_not_offered_is_assumed_and_that_is_said():
    made = whole(profiles={}, users={})
    evidence = made.evidence.model_copy(update={"unload": Evidence(), "setropts": Evidence()})
    found, told = assumed(made.model_copy(update={"evidence": evidence}))
    assert len(told) == 2
    assert "U1" in found.users
    assert found.classes["APPL"].active.value is False
    assert assumed(whole())[1] == ()


def test_an_unknown_generic_status_is_not_assumed_where_it_matters():
    held = {"PTKTDATA": {"IRRPTAUTH.**": generic(acl={"U1": "UPDATE"})}}
    made = whole(profiles=held, classes={"PTKTDATA": known_class(generic=None)})
    found, _ = assumed(made.model_copy(update={"evidence": made.evidence.model_copy(update={"setropts": Evidence()})}))
    assert found.classes["PTKTDATA"].generic.value is None
    assert not any("IRRPTAUTH" in text for text in lines(found))


def test_a_member_without_odaccess_and_a_client_without_member_are_left_to_a_person():
    assert "no ODACCESS" in left(empty(endpoints=(endpoint(odaccess=False),)))["endpoint:ICON1"]
    assert "no HWSCFGxx member" in left(empty(endpoints=()))["client:c"]


def test_a_replaced_user_id_of_the_requester_alone_is_permitted_to_make_tickets():
    service = client("racf-service", ("U1",), requester="U2")
    text = lines(empty(clients=(service,)))
    assert "PERMIT IRRPTAUTH.APP1.U1 CLASS(PTKTDATA) ID(U2) ACCESS(UPDATE)" in text
    assert not any("IRRPTAUTH.APP1.U2" in line for line in text)


def test_a_disguised_profile_is_none():
    held = whole().profiles | {"APPL": {"APP*": replace(generic(acl={"U1": "READ"}), generic=False)}}
    assert "RDEFINE APPL APP1 UACC(NONE) AUDIT(FAILURES(READ))" in lines(whole(profiles=held))


def test_an_entry_of_ones_own_that_is_raised_is_asked_about_first():
    held = whole().profiles | {"APPL": {"APP1": profile(acl={"U1": "NONE"})}}
    found = plan(start(whole(profiles=held))).lines
    assert found[0].text == "PERMIT APP1 CLASS(APPL) ID(U1) ACCESS(READ)"
    assert "U1 has NONE by an entry of its own" in found[0].cautions[0]


def test_a_profile_that_would_let_nobody_in_is_not_defined():
    assert not any("RDEFINE APPL" in text for text in lines(empty(users={"U2": user()})))


def test_a_generic_profile_that_lets_everybody_in_is_named_before_it_is_replaced():
    held = whole().profiles | {"APPL": {"A*": generic("READ")}}
    made = whole(profiles=held, users={"U1": user(restricted=True), "U2": user()})
    found = plan(start(made)).lines
    assert found[0].text.startswith("RDEFINE APPL APP1 ")
    assert "A* lets everybody in" in found[0].cautions[0]


def test_an_unload_that_cannot_be_read_is_not_an_empty_one():
    from auditor.models.estate import UnloadLevel

    made = whole(profiles={}, users={}, unload=UnloadLevel())
    found, told = assumed(made)
    assert told == ()
    assert lines(found) == []
    assert left(found)
