from __future__ import annotations

import pytest

from auditor.crosscheck import plan, run, shared_keys
from auditor.models.estate import EvidenceByKind, UnloadLevel
from auditor.models.imsconnect import Running
from auditor.models.place import Fact
from auditor.racf import assumptions
from auditor.tickets.keys import Key, ProfileKeys
from tests.racf.estates import (
    AT,
    ENHANCED,
    LEGACY,
    NOON,
    application_estate,
    client,
    endpoint,
    fact,
    generic,
    keys,
    known_class,
    options,
    profile,
    user,
)

MUST_FAIL = ("wrong-user", "wrong-application", "too-early", "too-late", "altered")
SERVICE = client("racf-service", requester="R1")
MIXED = {**ENHANCED, "type": "MIXED"}


def done(key, *clients, offered=None, **different):
    estate = application_estate(key, *clients, **different)
    return {one.id.split("/", 1)[1]: one for one in run(estate, plan(estate), keys=offered, now=NOON)}


def outcomes(key, *clients, user_id="U1", **different):
    return {
        name.split("/")[1]: one.outcome
        for name, one in done(key, *clients, **different).items()
        if name.startswith(user_id + "/")
    }


@pytest.mark.parametrize("key", [keys(**LEGACY), keys(**ENHANCED), keys(**MIXED), keys(**LEGACY, **ENHANCED)])
@pytest.mark.parametrize("who", [client(users=("U1", "U2")), SERVICE])
def test_a_sound_installation(key, who):
    found = outcomes(key, who)
    assert found["logon"] == found["replay-other-system"] == "allowed"
    assert found["replay"] == "denied"
    assert {found[step] for step in MUST_FAIL} == {"denied"}
    assert found.get("generate", "allowed") == "allowed"
    assert found.get("folded", "denied") == "denied"


def test_same_inputs_same_answers():
    assert done(keys(**MIXED), SERVICE) == done(keys(**MIXED), SERVICE)


def test_no_ticket_in_what_comes_back():
    from auditor.crosscheck.keyring import Keyring
    from auditor.racf.credential import Lock

    ticket = Keyring().make("U1", "APP1", Lock("APP1", "legacy"), NOON)
    assert ticket not in repr(done(keys(**LEGACY)))


def test_replay_allowed_by_the_profile():
    assert outcomes(keys(**ENHANCED, replay=True))["replay"] == "allowed"
    assert outcomes(keys(**LEGACY, appldata="NO REPLAY PROTECTION"))["replay"] == "allowed"


def test_legacy_ticket_where_an_enhanced_key_exists():
    assert outcomes(keys(**ENHANCED))["legacy-ticket"] == "denied"
    assert outcomes(keys(**LEGACY, **ENHANCED))["legacy-ticket"] == "allowed"


def test_qualified_key():
    found = done(keys(**LEGACY), ptktdata={"APP1.GRPA": keys(**ENHANCED)})["U1/qualified-key"]
    assert (found.outcome, found.keys_tried, found.ticket) == ("allowed", ("APP1.GRPA",), "enhanced")


def test_application_mismatch_is_found_by_doing_it():
    found = done(keys(**LEGACY), client(application="APP2", key_profile="APP1"))["U1/logon"]
    assert (found.outcome, found.racf_return_code) == ("denied", "08")


def test_hws_id_stands_in_for_appl():
    bare = endpoint("APP1", appl=Fact[str](origin="default"), id="APP1")
    assert outcomes(keys(**LEGACY), client(endpoint="APP1"), endpoints=(bare,))["logon"] == "allowed"


def test_running_application_name_counts():
    running = Running(at=AT, odbmappl=fact("APP9"))
    found = done(keys(**LEGACY), endpoints=(endpoint(running=running),))
    assert found["U1/logon"].outcome == "denied"


def test_racf_off_accepts_everything():
    found = done(keys(**LEGACY), SERVICE, endpoints=(endpoint(racf=False),), appl={"APP1": profile()})
    asked = found.pop("U1/generate")
    assert asked.outcome == "allowed"
    assert {one.outcome for one in found.values()} == {"allowed"}
    assert {one.racf_return_code for one in found.values()} == {None}


def test_racf_unknown_settles_only_what_verify_allows():
    unknown = endpoint(racf=Fact[bool](why="HWS RACF= is coded twice"))
    found = done(keys(**LEGACY), endpoints=(unknown,))
    assert found["U1/logon"].outcome == "allowed"
    assert (found["U1/altered"].outcome, found["U1/altered"].reasons) == ("undecided", ("HWS RACF= is coded twice",))


def test_endpoint_without_a_member():
    found = outcomes(keys(**LEGACY), client("racf-service", requester="R1", endpoint="NONE"))
    assert found.pop("generate") == "allowed"
    assert set(found.values()) == {"undecided"}


def test_two_members_of_one_name_and_none_for_drda():
    assert outcomes(keys(**LEGACY), endpoints=(endpoint(), endpoint()))["logon"] == "undecided"
    assert outcomes(keys(**LEGACY), endpoints=(endpoint(odaccess=False),))["logon"] == "undecided"


def test_requester_without_authority_has_nothing_to_present():
    found = done(keys(**LEGACY), SERVICE, ptktdata={"IRRPTAUTH.APP1.U1": profile(acl={"R1": "READ"})})
    assert (found["U1/generate"].outcome, found["U1/logon"].outcome) == ("denied", "denied")
    assert found["U1/logon"].racf_return_code is None
    assert found["U1/logon"].path[0].outcome == "denied"


def test_key_profile_missing_generic_or_without_key():
    for key in (None, generic(), profile()):
        found = done(key, SERVICE)
        assert (found["U1/generate"].outcome, found["U1/logon"].outcome) == ("denied", "denied")
        assert outcomes(key)["logon"] == "denied"


def test_unknown_keys_leave_the_logon_undecided_and_the_wrong_ones_denied():
    level = UnloadLevel(groups=True, users=True, resources=True, ssignon="absent")
    found = outcomes(profile(), SERVICE, unload=level)
    assert (found["generate"], found["logon"]) == ("undecided", "undecided")
    assert {found[step] for step in MUST_FAIL} == {"denied"}


def test_without_any_unload():
    found = outcomes(keys(**LEGACY), evidence=EvidenceByKind(), users={}, ptktdata={}, appl={})
    assert found["logon"] == "undecided"
    assert {found[step] for step in MUST_FAIL} == {"denied"}


def test_off_host_key_under_another_name_is_no_key_of_racf():
    found = done(keys(**LEGACY), client(key_profile="APP7"), ptktdata={"APP7": keys(**LEGACY)})["U1/logon"]
    assert found.outcome == "denied"
    assert assumptions.OWN_KEYS in found.assumptions


@pytest.mark.parametrize(
    ("pswdmc", "mixedcase", "expected"),
    [("Y", True, "allowed"), ("R", True, "allowed"), ("N", True, "denied"), ("R", False, "denied"),
     ("Y", False, "denied"), ("Y", None, "undecided"), ("N", None, "denied"), (None, True, "undecided")],
)  # fmt: skip
def test_folding_spoils_mixed_tickets(pswdmc, mixedcase, expected):
    different = {"endpoints": (endpoint(pswdmc=pswdmc),), "options": options(mixedcase=mixedcase)}
    assert outcomes(keys(**MIXED), **different)["logon"] == expected
    assert outcomes(keys(**LEGACY), **different)["logon"] == "allowed"
    assert outcomes(keys(**ENHANCED), **different)["logon"] == "allowed"


def test_type_unknown_is_settled_when_both_types_pass():
    blank = keys(**{**ENHANCED, "type": None})
    assert outcomes(blank)["logon"] == "allowed"
    assert outcomes(blank, endpoints=(endpoint(pswdmc="N"),))["logon"] == "undecided"


def test_names_that_no_ticket_is_made_for():
    found = outcomes(keys(**LEGACY), client(application="TOO.LONG.NAME"))
    assert found["logon"] == "denied"
    assert outcomes(keys(**LEGACY), client(application=None))["logon"] == "undecided"
    assert outcomes(keys(**LEGACY), endpoints=(endpoint(appl="A.B"),))["logon"] == "denied"


@pytest.mark.parametrize("day", [-1, 2**32 + 5])
def test_moments_that_tickets_cannot_carry(day):
    estate = application_estate(keys(**LEGACY))
    found = {one.id: one for one in run(estate, plan(estate), keys=None, now=day)}
    assert found["c/U1/logon"].outcome == "undecided"


def test_real_keys_are_used_where_offered():
    offered = {"APP1": ProfileKeys(legacy=Key(bytes(range(8))))}
    found = done(keys(**LEGACY), offered=offered)["U1/logon"]
    assert found.outcome == "allowed"
    assert assumptions.SAME_KEY not in found.assumptions
    assert assumptions.SAME_KEY in done(keys(**ENHANCED), offered=offered)["U1/logon"].assumptions


def test_the_path_can_be_followed():
    found = done(keys(**LEGACY), SERVICE, users={"U1": user(revoked=True), "R1": user()})["U1/logon"]
    assert [stop.name for stop in found.path] == ["requester", "ticket", "SECCHK", "IMS Connect", "VERIFY"]
    assert [stop.outcome for stop in found.path] == ["allowed"] * 4 + ["denied"]
    assert found.path[4].at == (user().at,)
    assert found.racf_return_code == "1C"


def test_unknown_application_still_settles_a_revoked_user():
    unknown = endpoint(appl=Fact[str](why="ODACCESS APPL= is coded twice"))
    assert outcomes(keys(**LEGACY), endpoints=(unknown,))["logon"] == "undecided"
    revoked = {"U1": user(revoked=True)}
    assert outcomes(keys(**LEGACY), endpoints=(unknown,), users=revoked)["logon"] == "denied"


def test_ptktdata_inactive_denies_all():
    found = outcomes(keys(**LEGACY), SERVICE, classes={"PTKTDATA": known_class(active=False)})
    assert set(found.values()) == {"denied"}


LONG = Key(bytes(range(64)))
SHORT, PARITY = Key(bytes([2] * 8)), Key(bytes([3] * 8))


def test_keys_that_are_the_same_are_a_fact():
    ptktdata = {"APP1.U1": keys(**LEGACY), "APP1.*": generic(), "EMPTY": profile()}
    estate = application_estate(keys(**LEGACY, **ENHANCED), ptktdata=ptktdata)
    offered = {name: ProfileKeys(legacy=PARITY) for name in (*ptktdata, "NOT.THERE")}
    offered["APP1"] = ProfileKeys(legacy=SHORT, enhanced=LONG)
    (shared,) = shared_keys(estate, offered)
    assert (shared.kind, shared.profiles) == ("legacy", ("APP1", "APP1.U1"))
    assert shared_keys(estate, None) == ()


def test_a_qualified_profile_with_the_same_key_is_the_one_that_counts():
    qualified = keys(**LEGACY, appldata="NO REPLAY PROTECTION")
    offered = {"APP1": ProfileKeys(legacy=SHORT), "APP1.GRPA": ProfileKeys(legacy=SHORT)}
    assert outcomes(keys(**LEGACY), ptktdata={"APP1.GRPA": qualified})["replay"] == "denied"
    assert outcomes(keys(**LEGACY), ptktdata={"APP1.GRPA": qualified}, offered=offered)["replay"] == "allowed"


def test_a_key_that_the_unload_denies_is_not_used():
    offered = {"APP1": ProfileKeys(legacy=SHORT), "APP7": ProfileKeys(legacy=SHORT)}
    who = client(key_profile="APP7")
    assert outcomes(keys(**LEGACY), who, ptktdata={"APP7": profile()}, offered=offered)["logon"] == "denied"
    assert outcomes(keys(**LEGACY), who, ptktdata={"APP7": keys(**LEGACY)}, offered=offered)["logon"] == "allowed"


def test_that_keys_differ_is_no_assumption_where_both_are_offered():
    who, others = client(key_profile="APP7"), {"APP7": keys(**LEGACY)}
    offered = {"APP1": ProfileKeys(legacy=SHORT), "APP7": ProfileKeys(legacy=Key(bytes([8] * 8)))}
    found = done(keys(**LEGACY), who, ptktdata=others, offered=offered)["U1/logon"]
    assert (found.outcome, assumptions.OWN_KEYS in found.assumptions) == ("denied", False)
