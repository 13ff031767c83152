"""An undo gives back exactly what was changed, or says what it does not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from auditor.models.place import At
from auditor.models.racf import Audit, ConditionalPermit, Group, GroupMember
from auditor.racf.commands import Team, apply, parse_script
from auditor.remedy.differ import differences
from auditor.remedy.layers import Layers
from auditor.remedy.undo import undo_of
from tests.racf.estates import ENHANCED, connection, estate, fact, keys, known_class, profile, user

AT = At(0, 1)


ON = {"gencmd": True, "genlist": False, "audit": False, "logoptions": "DEFAULT"}


def site(**changes):
    """Two applications, two users with SPECIAL or not, and classes that are as a site has them."""
    secret = replace(
        profile(uacc="NONE", acl={"U1": "READ", "GRPA": "UPDATE"}), appldata="DON'T TOUCH", notify="U1", warning=True,
        audit=Audit(level="ALL", success_from="UPDATE", failure_from="READ"),
        global_audit=Audit(level="FAIL", success_from="", failure_from="READ"),
        conditional=(ConditionalPermit(id="U1", access="READ", kind="TERMINAL", name="T1", at=AT),),
    )  # fmt: skip
    people = {
        "SECADM": replace(user(default_group="GRPA", connections={"GRPA": connection()}), special=True),
        "U1": user(default_group="GRPA", connections={"GRPA": connection(), "SECGRP": connection()}),
    }
    members = {"GRPA": {"U1": "JOIN", "SECADM": "USE"}, "SECGRP": {"U1": "CONNECT"}}
    base = estate(
        profiles={"APPL": {"APP1": secret}, "PTKTDATA": {}},
        classes={name: known_class(**ON) for name in ("APPL", "PTKTDATA", "PTKTVAL")},
        users=people,
        groups={
            name: Group(
                at=AT,
                owner="SECGRP",
                superior="SYS1",
                universal=False,
                members={who: GroupMember(authority=held, at=AT) for who, held in members[name].items()},
            )
            for name in ("GRPA", "SECGRP")
        },
    )
    system = base.options.model_copy(
        update={"revoke": fact(False), "addcreator": fact(False), "grplist": fact(False), "initstats": fact(False)}
    )
    return base.model_copy(update={"options": system, **changes})


def change(before, *commands):
    """Return the undo of the commands, and both states."""
    done = apply(parse_script("\n".join(commands)), before, before, Team("SECADM"))
    assert [one.text for one in done.messages if one.level in ("refused", "not-understood")] == []
    now = Layers(done.stored, done.active)
    undo = undo_of(Layers(before, before), now, "SECADM")
    back = apply(parse_script("\n".join(undo.commands)), now.stored, now.active, Team("SECADM"))
    left = [one.object for layer in ("stored", "active") for one in differences(before, getattr(back, layer))]
    return undo, left


REFRESH = "SETROPTS RACLIST(APPL) REFRESH"


def test_a_deleted_profile_comes_back_with_all_that_the_model_holds():
    undo, left = change(site(), "RDELETE APPL APP1", REFRESH)
    assert (undo.lost, left) == ((), [])
    text = "\n".join(undo.commands)
    for part in (
        "APPLDATA('DON''T TOUCH')",
        "NOTIFY(U1)",
        "WARNING",
        "WHEN(TERMINAL(T1))",
        "GLOBALAUDIT(FAILURES(READ))",
    ):
        assert part in text


@pytest.mark.parametrize(
    "commands",
    [
        ("RALTER APPL APP1 UACC(READ) NOWARNING NOAPPLDATA AUDIT(NONE)", REFRESH),
        ("PERMIT APP1 CLASS(APPL) ID(U1) DELETE", "PERMIT APP1 CLASS(APPL) ID(*) ACCESS(READ)", REFRESH),
        ("PERMIT APP1 CLASS(APPL) ID(U1) DELETE WHEN(TERMINAL(T1))", REFRESH),
        ("RDEFINE APPL APP9 UACC(NONE) OWNER(SECADM)", "PERMIT APP9 CLASS(APPL) ID(U1) ACCESS(READ)", REFRESH),
        ("SETROPTS GENERIC(APPL)", "RDEFINE APPL APP* UACC(NONE) OWNER(SECADM)", REFRESH),
        ("SETROPTS NOCLASSACT(APPL)",),
        ("SETROPTS NORACLIST(APPL)",),
        ("SETROPTS AUDIT(APPL)", "SETROPTS LOGOPTIONS(ALWAYS(APPL))"),
        ("ALTUSER SECADM NOSPECIAL", "ALTUSER U1 REVOKE"),
        ("ALTUSER U1 SPECIAL RESTRICTED",),
        ("CONNECT U1 GROUP(GRPA) SPECIAL",),
        ("CONNECT U1 GROUP(GRPA) AUTHORITY(USE)",),
        ("REMOVE U1 GROUP(SECGRP)",),
        ("CONNECT SECADM GROUP(SECGRP) AUTHORITY(CONNECT)",),
        ("SETROPTS PASSWORD(REVOKE(3))", "SETROPTS GRPLIST ADDCREATOR INITSTATS"),
    ],
)
def test_what_was_changed_is_as_it_was(commands):
    undo, left = change(site(), *commands)
    assert left == [], undo
    assert undo.lost == ()


def test_a_class_that_was_raclisted_before_stays_so():
    classes = {**site().classes, "APPL": known_class(active=False, raclisted=True)}
    undo, left = change(site(classes=classes), "SETROPTS CLASSACT(APPL) RACLIST(APPL)")
    assert (undo.commands, left) == (("SETROPTS NOCLASSACT(APPL)",), [])


def test_gencmd_goes_off_only_where_it_was_switched_on():
    off = known_class(active=True, raclisted=True, generic=False, gencmd=False)
    undo, _ = change(site(classes={**site().classes, "APPL": off}), "SETROPTS GENERIC(APPL)")
    assert undo.commands == ("SETROPTS NOGENERIC(APPL)", "SETROPTS NOGENCMD(APPL)", REFRESH)
    on = off.model_copy(update={"gencmd": fact(True)})
    undo, _ = change(site(classes={**site().classes, "APPL": on}), "SETROPTS GENERIC(APPL)")
    assert undo.commands == ("SETROPTS NOGENERIC(APPL)", REFRESH)


def test_a_default_group_is_not_removed():
    """RACF refuses REMOVE from the default group: the connection stays, and the undo says so."""
    people = {**site().users, "U1": replace(user(), connections={})}
    groups = {name: replace(group, members={}) for name, group in site().groups.items()}
    undo, _ = change(site(users=people, groups=groups), "CONNECT U1 GROUP(GRPA)")
    assert undo.commands == ()
    assert any("user U1 cannot be taken back as it was: the connections" in one for one in undo.lost)


def test_an_id_that_is_not_defined_cannot_come_back():
    gone = replace(site().profiles["APPL"]["APP1"], acl=profile(acl={"GONE": "READ"}).acl)
    before = site(profiles={**site().profiles, "APPL": {"APP1": gone}})
    undo, left = change(before, "PERMIT APP1 CLASS(APPL) ID(GONE) DELETE", REFRESH)
    assert left != []
    assert undo.lost == ("APPL APP1 cannot be taken back as it was: the access list.",)


def test_a_type_of_ticket_that_is_none_is_not_put_into_a_command():
    """`ODD` is no operand of TYPE: the label comes back, and the type is said to be lost."""
    odd = keys(**(ENHANCED | {"type": "ODD"}))
    assert odd.ssignon is not None
    before = site(profiles={**site().profiles, "PTKTDATA": {"APP1": odd}})
    undo, _ = change(before, "RDELETE PTKTDATA APP1", "SETROPTS RACLIST(PTKTDATA) REFRESH")
    assert not [one for one in undo.commands if "ODD" in one]
    assert [one for one in undo.commands if f"EPTKEYLABEL({odd.ssignon.key_label})" in one]
    assert undo.lost == ("PTKTDATA APP1 cannot be taken back as it was: the key.",)


@pytest.mark.parametrize("changed", [{"acl": profile(acl={"U1": "X<07>"}).acl}, {"uacc": "X<07>"}])
def test_a_level_that_is_none_is_not_put_into_a_command(changed):
    """RACF knows no such operand: what the unload shows as `X<07>` is said to be lost."""
    odd = replace(site().profiles["APPL"]["APP1"], **changed)
    before = site(profiles={**site().profiles, "APPL": {"APP1": odd}})
    undo, left = change(before, "PERMIT APP1 CLASS(APPL) ID(U1) ACCESS(READ)", "RALTER APPL APP1 UACC(READ)", REFRESH)
    assert not [one for one in undo.commands if "X<07>" in one]
    assert left != []
    assert len(undo.lost) == 1
