from __future__ import annotations

from dataclasses import replace

import pytest

from auditor.crosscheck.keyring import Keyring
from auditor.models.racf import Factor
from auditor.racf import assumptions
from auditor.racf.credential import Lock, Memory
from auditor.racf.system import System
from auditor.racf.verify import Logon, verify
from tests.racf.estates import (
    AT,
    ENHANCED,
    LEGACY,
    NOON,
    application_estate,
    connection,
    keys,
    known_class,
    lost,
    options,
    profile,
    user,
)

RING = Keyring()
LOCK = Lock("APP1", "legacy")


def logon(key=None, who=None, *, lock=LOCK, offset=0, memory=None, where="A", **different):
    users = {"U1": who} if who is not None else {}
    users |= different.pop("users", {} if who is not None else {"U1": user()})
    system = System(application_estate(key or keys(**LEGACY), users=users, **different))
    ticket = RING.make("U1", "APP1", lock, NOON - offset)
    return verify(system, Logon("U1", "APP1", NOON, ticket, where), RING, memory or Memory())


def code(*args, **different):
    done = logon(*args, **different)
    return done.answer.outcome, done.return_code


def test_a_good_ticket():
    done = logon()
    assert (done.answer.outcome, done.return_code, done.keys_tried) == ("allowed", "00", ("APP1",))
    assert done.accepted.kind == "legacy"


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        (user(revoked=True), "1C"),
        (user(protected=True), "08"),
        (user(default="GRPA", connections={"GRPA": connection(revoked=True)}), "24"),
        (replace(user(), connections={}), "14"),
        (user(days=(True, False, True, True, True, True, True)), "30"),
    ],
)
def test_each_blocking_reason_has_its_return_code(who, expected):
    assert code(who=who) == ("denied", expected)


def test_undefined_user():
    assert code(users={"X": user()}) == ("denied", "04")
    assert code(users={"X": user()}, damage=(lost("0200"),))[0] == "undecided"


def test_all_blocking_reasons_are_collected():
    done = logon(who=user(revoked=True, protected=True), appl={"APP1": profile()})
    texts = " ".join(reason.text for reason in done.answer.reasons)
    assert done.return_code == "1C"
    assert all(word in texts for word in ("revoked", "PROTECTED", "READ is needed"))
    assert assumptions.PROTECTED_NO_TICKET in done.answer.assumptions


def test_the_application_check_fails_open():
    assert code(appl={"APP1": profile()}) == ("denied", "34")
    assert code(appl={}) == ("allowed", "00")
    assert code(appl={"APP1": profile()}, classes={"APPL": known_class(active=False)}) == ("allowed", "00")


def test_ptktdata_state():
    assert code(classes={"PTKTDATA": known_class(active=False)}) == ("denied", "08")
    assert code(classes={"PTKTDATA": known_class(active=None)}) == ("undecided", None)
    assert code(classes={"PTKTDATA": known_class(raclisted=False)}) == ("undecided", None)


def test_inactivity_gives_1c():
    assert code(options=options(inactive=True, inactive_days=1)) == ("denied", "1C")


def factor(name, active=True):
    return Factor(name=name, active=active, at=AT)


def test_multi_factor():
    bypass = {"profiles": {"MFADEF": {"MFABYPASS.APPL.APP1": profile("READ")}}}
    shut = {"profiles": {"MFADEF": {"MFABYPASS.APPL.APP1": profile()}}}
    assert code(who=user(factors=(factor("AZFSIDP1"),))) == ("denied", "08")
    assert code(who=user(factors=(factor("AZFSIDP1", False),))) == ("allowed", "00")
    assert code(who=user(factors=(factor("AZFSIDP1"), factor("AZFPTKT1")))) == ("allowed", "00")
    assert code(who=user(factors=(factor("AZFSIDP1"), factor("AZFPTKT1", False)))) == ("denied", "08")
    assert code(who=user(factors=(factor("AZFSIDP1"),)), **bypass) == ("allowed", "00")
    assert code(who=user(factors=(factor("AZFSIDP1"),)), **shut) == ("denied", "08")
    assert code(damage=(lost("020A", None, "U1"),)) == ("undecided", None)


@pytest.mark.parametrize(
    ("offset", "expected"), [(600, "allowed"), (-600, "allowed"), (601, "denied"), (-601, "denied")]
)
def test_the_legacy_window(offset, expected):
    assert logon(offset=offset).answer.outcome == expected


@pytest.mark.parametrize(("offset", "expected"), [(60, "allowed"), (-60, "allowed"), (61, "denied"), (-61, "denied")])
def test_timeout_of_enhanced_tickets(offset, expected):
    done = logon(keys(**ENHANCED), lock=Lock("APP1", "enhanced", "UPPER"), offset=offset)
    assert done.answer.outcome == expected
    assert (assumptions.FUTURE_TICKETS in done.answer.assumptions) is (offset < 0)


def test_unknown_timeout():
    blank = keys(**ENHANCED, timeout=None)
    lock = Lock("APP1", "enhanced", "UPPER")
    assert logon(blank, lock=lock).answer.outcome == "allowed"
    assert logon(blank, lock=lock, offset=30).answer.outcome == "undecided"
    assert logon(blank, lock=lock, offset=700).answer.outcome == "denied"


def test_both_keys_accept_either_kind():
    both = keys(**LEGACY, **ENHANCED)
    assert logon(both).accepted.kind == "legacy"
    assert logon(both, lock=Lock("APP1", "enhanced", "UPPER")).accepted.kind == "enhanced"
    assert logon(keys(**ENHANCED)).answer.outcome == "denied"


def test_mixed_needs_mixed_case_passwords():
    mixed, lock = keys(**ENHANCED, type="MIXED"), Lock("APP1", "enhanced", "MIXED")
    for setting, expected in ((True, "allowed"), (False, "denied"), (None, "undecided")):
        assert logon(mixed, lock=lock, options=options(mixedcase=setting)).answer.outcome == expected


def test_qualified_keys_add_and_never_block():
    more = {"ptktdata": {"APP1.U1": keys(**LEGACY), "APP1.GRPA": keys(**LEGACY)}}
    unqualified = logon(**more)
    assert (unqualified.answer.outcome, unqualified.keys_tried) == ("allowed", ("APP1.U1", "APP1"))
    assert assumptions.UNQUALIFIED_LAST in unqualified.answer.assumptions
    assert logon(lock=Lock("APP1.U1", "legacy"), **more).keys_tried == ("APP1.U1",)
    ignored = logon(lock=Lock("APP1.GRPA", "legacy"), **more)
    assert ignored.answer.outcome == "denied"


def test_replay_memory_is_per_system_and_per_switch():
    for key, lock, again in (
        (keys(**LEGACY), LOCK, "denied"),
        (keys(**LEGACY, appldata="NO REPLAY PROTECTION"), LOCK, "allowed"),
        (keys(**ENHANCED), Lock("APP1", "enhanced", "UPPER"), "denied"),
        (keys(**ENHANCED, replay=True), Lock("APP1", "enhanced", "UPPER"), "allowed"),
        (keys(**ENHANCED, replay=None), Lock("APP1", "enhanced", "UPPER"), "undecided"),
    ):
        memory = Memory()
        assert logon(key, lock=lock, memory=memory).answer.outcome == "allowed"
        assert logon(key, lock=lock, memory=memory).answer.outcome == again
        assert logon(key, lock=lock, memory=memory, where="B").answer.outcome == "allowed"


def test_nothing_secret_in_a_repr():
    ticket = RING.make("U1", "APP1", LOCK, NOON)
    assert ticket not in repr(Logon("U1", "APP1", NOON, ticket))
