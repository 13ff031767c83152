"""What each example command does to the stored and the active layer, and what RACF answers."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.models.estate import Estate, Evidence, EvidenceByKind, UnloadLevel
from auditor.models.place import At, Damage
from auditor.models.racf import Options
from auditor.racf.commands.messages import TEXTS
from tests.racf.commands.estates import (
    acl,
    estate,
    group,
    ids,
    key,
    options,
    profile,
    run,
    user,
    with_profiles,
)

STAR = "IRRPTAUTH.IMSAPP1.*"


def test_01_rdefine_stores_a_profile_with_the_creator_and_leaves_the_active_layer() -> None:
    done = run("RDEF APPL IMSAPP1 UACC(NONE) OWNER(SECGRP)")
    held = done.stored.profiles["APPL"]["IMSAPP1"]
    assert (held.generic, held.uacc, held.owner, held.at) == (False, "NONE", "SECGRP", At(7, 1))
    assert acl(done, "APPL", "IMSAPP1") == {"SECADM": "ALTER"}
    assert "IMSAPP1" not in done.active.profiles["APPL"]
    assert "ICH10006I" in ids(done)


def test_02_the_creator_entry_goes() -> None:
    done = run("RDEF APPL IMSAPP1 UACC(NONE)\nPE IMSAPP1 CL(APPL) ID(SECADM) DELETE")
    assert acl(done, "APPL", "IMSAPP1") == {}
    assert ids(done)[-1] == "ICH06011I"


def test_03_permit_adds_each_defined_id_and_skips_the_others() -> None:
    before = with_profiles("APPL", {"IMSAPP1": profile()})
    done = run("PE IMSAPP1 CLASS(APPL) ID(DRDAGRP,NOBODY,BATUSR1)", before)
    assert acl(done, "APPL", "IMSAPP1") == {"DRDAGRP": "READ", "BATUSR1": "READ"}
    (refused,) = [one for one in done.messages if one.level == "refused"]
    assert (refused.id, refused.object) == ("ICH06007I", "profile:APPL/IMSAPP1/id:NOBODY")


def test_04_to_07_the_key_profile() -> None:
    define = "RDEFINE PTKTDATA IMSAPP1 SSIGNON(KEYMASKED(0123456789ABCDEF)) UACC(NONE)\n"
    done = run(define + "RALT PTKTDATA IMSAPP1 APPLDATA('NO REPLAY PROTECTION')")
    held = done.stored.profiles["PTKTDATA"]["IMSAPP1"]
    assert held.ssignon is not None
    assert (held.ssignon.protection, held.appldata) == ("*MASKED*", "NO REPLAY PROTECTION")
    assert "0123456789" not in repr(done)
    done = run("RALT PTKTDATA IMSAPP1 NOAPPLDATA", done.stored)
    assert done.stored.profiles["PTKTDATA"]["IMSAPP1"].appldata == ""
    done = run("RALTER PTKTDATA IMSAPP1 SSIGNON(EPTKEYLABEL(IMS.DRDA.EPT.KEY1))", done.stored)
    segment = done.stored.profiles["PTKTDATA"]["IMSAPP1"].ssignon
    assert segment is not None
    assert (segment.protection, segment.key_label) == ("*MASKED*", "IMS.DRDA.EPT.KEY1")
    assert (segment.type, segment.timeout, segment.replay) == ("MIXED", 60, False)
    done = run("RALTER PTKTDATA IMSAPP1 SSIGNON(NOLEGACYKEY TYPE(UPPER) TIMEOUT(30) REPLAY(YES))", done.stored)
    segment = done.stored.profiles["PTKTDATA"]["IMSAPP1"].ssignon
    assert segment is not None
    assert (segment.protection, segment.key_label, segment.type, segment.timeout) == (
        "",
        "IMS.DRDA.EPT.KEY1",
        "UPPER",
        30,
    )
    assert segment.replay is True


@pytest.mark.parametrize(
    ("held", "asked", "after", "message"),
    [
        ("*MASKED*", "ENCRYPTKEY", "IRR.SSIGNON.GENERATED", None),
        ("*KEYTOKEN*", "ENCRYPTKEY", "IRR.SSIGNON.GENERATED", None),
        ("MY.LABEL", "ENCRYPTKEY", "MY.LABEL", "IRR52254I"),
        ("", "ENCRYPTKEY", "", "REFUSED"),
        ("*UNKNOWN*", "ENCRYPTKEY", "*UNKNOWN*", "NOT-UNDERSTOOD"),
        ("*MASKED*", "KEYLABEL(NEW.LABEL)", "NEW.LABEL", None),
        ("", "KEYENCRYPTED(0123456789ABCDEF)", "IRR.SSIGNON.GENERATED", None),
        ("*MASKED*", "NOEPTKEYLABEL", "*MASKED*", "NOT-UNDERSTOOD"),
        ("MY.LABEL", "KEYMASKED(****************)", "MY.LABEL", "REFUSED"),
    ],
)
def test_legacy_key_keywords(held: str, asked: str, after: str, message: str | None) -> None:
    before = with_profiles("PTKTDATA", {"A": profile(ssignon=key(protection=held))})
    done = run(f"RALTER PTKTDATA A SSIGNON({asked})", before)
    segment = done.stored.profiles["PTKTDATA"]["A"].ssignon
    assert segment is not None
    assert segment.protection == after
    assert ids(done)[0] == (message or "ICH11009I")


def test_nossignon_takes_every_key() -> None:
    done = run("RALT PTKTDATA A NOSSIGNON", with_profiles("PTKTDATA", {"A": profile(ssignon=key())}))
    assert done.stored.profiles["PTKTDATA"]["A"].ssignon is None


def test_08_to_12_the_authority_profiles() -> None:
    done = run(
        f"RDEFINE PTKTDATA {STAR} UACC(NONE)\n"
        f"PERMIT {STAR} CLASS(PTKTDATA) ID(BATUSR1) ACCESS(UPDATE)\n"
        "RDEF PTKTDATA IRRPTAUTH.IMSAPP1.BATUSR1 UACC(NONE)\n"
        "PE IRRPTAUTH.IMSAPP1.BATUSR1 CL(PTKTDATA) ID(BATUSR1) AC(UPDATE)"
    )
    held = done.stored.profiles["PTKTDATA"]
    assert held[STAR].generic
    assert acl(done, "PTKTDATA", STAR) == {"SECADM": "ALTER", "BATUSR1": "UPDATE"}
    assert not held["IRRPTAUTH.IMSAPP1.BATUSR1"].generic
    assert acl(done, "PTKTDATA", "IRRPTAUTH.IMSAPP1.BATUSR1") == {"SECADM": "ALTER", "BATUSR1": "UPDATE"}
    assert acl(run(f"PE {STAR} CL(PTKTDATA) RESET(ALL)", done.stored), "PTKTDATA", STAR) == {}


def test_13_and_14_refresh_makes_active_what_is_stored() -> None:
    script = "RDEF APPL A UACC(NONE)\nRDEF PTKTDATA B\n"
    one = run(script + "SETR RACLIST(PTKTDATA) REFRESH")
    assert ("B" in one.active.profiles["PTKTDATA"], "A" in one.active.profiles["APPL"]) == (True, False)
    assert [(owed.class_name, owed.profile, owed.at) for owed in one.owed] == [("APPL", "A", At(7, 1))]
    both = run(script + "SETR RACLIST(PTKTDATA APPL) REFRESH")
    assert not both.owed
    assert both.active.profiles == both.stored.profiles


def test_15_nogeneric_leaves_gencmd_and_16_both_make_a_disguised_discrete() -> None:
    done = run("SETR NOGENERIC(PTKTDATA)")
    for class_name in ("PTKTDATA", "PTKTVAL"):  # one POSIT
        assert done.active.classes[class_name].generic.value is False
        assert done.active.classes[class_name].gencmd.value is True
    done = run("SETR NOGENERIC(PTKTDATA) NOGENCMD(PTKTDATA)\nRDEF PTKTDATA IRRPTAUTH.IMSAPP2.* UACC(NONE)")
    assert done.stored.profiles["PTKTDATA"]["IRRPTAUTH.IMSAPP2.*"].generic is False
    (refused,) = [one for one in done.messages if one.level == "refused"]
    assert (refused.id, refused.line) == ("ICH10321I", 2)


def test_17_a_disguised_discrete_needs_nogeneric() -> None:
    before = with_profiles("PTKTDATA", {"IRRPTAUTH.IMSAPP2.*": profile()})
    assert "ICH12306I" in ids(run("RDEL PTKTDATA IRRPTAUTH.IMSAPP2.*", before))
    done = run("RDEL PTKTDATA IRRPTAUTH.IMSAPP2.* NOGENERIC", before)
    assert not done.stored.profiles["PTKTDATA"]
    assert "ICH12002I" in ids(done)
    assert ids(run("PE IRRPTAUTH.IMSAPP2.* CL(PTKTDATA) ID(BATUSR1)", before)) == ["ICH06004I"]


def test_generic_on_makes_disguised_discretes_unusable() -> None:
    off = options(generic=False, gencmd=False)
    before = with_profiles("PTKTDATA", {"A.*": profile()})
    before = before.model_copy(update={"classes": before.classes | {"PTKTDATA": off, "PTKTVAL": off}})
    done = run("SETR GENERIC(PTKTDATA)", before)
    assert [one.object for one in done.messages if "unusable" in one.text] == ["profile:PTKTDATA/A.*"]
    assert done.active.classes["PTKTDATA"].gencmd.value is True


def test_18_classact_and_raclist_load_the_class_and_its_mate() -> None:
    off = options(active=False, raclisted=False)
    before = with_profiles("PTKTDATA", {"A": profile()})
    before = before.model_copy(update={"classes": before.classes | {"PTKTDATA": off, "PTKTVAL": off}})
    empty = before.model_copy(update={"profiles": {**before.profiles, "PTKTDATA": {}}})
    from auditor.racf.commands import apply, parse_script

    done = apply(parse_script("SETROPTS CLASSACT(PTKTDATA) RACLIST(PTKTDATA)"), before, empty, "SECADM", source=7)
    assert "A" in done.active.profiles["PTKTDATA"]
    assert done.active.classes["PTKTVAL"].active.value is True
    assert done.active.classes["PTKTDATA"].raclisted.at == At(7, 1)
    assert ids(run("SETR CLASSACT(PTKTDATA)", before)) == ["ICH14040I", "ICH14063I"]


@pytest.mark.parametrize(("named", "touched"), [("GMBR", "GLOBAL"), ("RVARSMBR", "RACFVARS"), ("PTKTVAL", "PTKTDATA")])
def test_options_of_a_class_are_those_of_its_posit_number(named: str, touched: str) -> None:
    assert run(f"SETR NOCLASSACT({named})").active.classes[touched].active.value is False
    assert run(f"SETR NOGENERIC({named})").active.classes[touched].generic.value is False


def test_19_noclassact_and_raclist_of_a_class_being_deactivated() -> None:
    assert run("SETR NOCLASSACT(APPL)").active.classes["APPL"].active.value is False
    assert "ICH14042I" in ids(run("SETR NOCLASSACT(APPL) RACLIST(APPL)"))


def test_20_warning() -> None:
    done = run("RALT APPL IMSAPP1 WARNING", with_profiles("APPL", {"IMSAPP1": profile()}))
    assert done.stored.profiles["APPL"]["IMSAPP1"].warning
    assert not done.active.profiles["APPL"]["IMSAPP1"].warning
    assert "ICH11009I" in ids(done)


def test_21_and_22_protected_and_revoked_by_date() -> None:
    done = run("ALU BATUSR1 NOPASSWORD NOPHRASE\nALU DRDAU1 REVOKE(03/31/25)")
    assert done.active.users["BATUSR1"].protected
    assert (done.active.users["DRDAU1"].revoked, done.active.users["DRDAU1"].revoke_date) == (False, "2025-03-31")
    alone = run("ALU BATUSR1 NOPASSWORD")
    assert not alone.active.users["BATUSR1"].protected
    assert alone.undecided


def test_23_connect_with_a_revoke_date() -> None:
    done = run("CO DRDAU2 GROUP(DRDAGRP) REVOKE(04/30/25)")
    assert done.active.users["DRDAU2"].connections["DRDAGRP"].revoke_date == "2025-04-30"
    assert "DRDAU2" in done.active.groups["DRDAGRP"].members


def test_24_a_deleted_user_stays_in_lists_and_is_inherited() -> None:
    before = with_profiles("APPL", {"A": profile(acl={"OLDUSR": "READ"})})
    done = run("DU OLDUSR\nAU OLDUSR DFLTGRP(OTHER)", before)
    assert acl(done, "APPL", "A") == {"OLDUSR": "READ"}
    assert done.active.users["OLDUSR"].protected
    assert [one.line for one in done.messages if "APPL/A" in one.text] == [1, 2]
    assert "OLDUSR" not in run("DU OLDUSR", before).active.groups["OTHER"].members


def test_25_audit() -> None:
    done = run(
        "RDEF APPL IMSAPP9 UACC(NONE) +\n  DATA('DRDA ENTRY') /* ticket 4711 */ -\n"
        "  AUDIT(FAILURES(READ) SUCCESS(UPDATE))"
    )
    audit = done.stored.profiles["APPL"]["IMSAPP9"].audit
    assert (audit.level, audit.success_from, audit.failure_from) == ("ALL", "UPDATE", "READ")


A = {"A": profile(acl={"BATUSR1": "READ"})}
MESSAGES = [
    ("ICH06001I", "PE A CL(APPL) ID(BATUSR1)"),
    ("ICH06002I", "PE A CL(APPL) ID(DRDAU1) DELETE"),
    ("ICH06004I", "PE NOSUCH CL(APPL) ID(BATUSR1)"),
    ("ICH06004I", "PE A CL(APPL) ID(BATUSR1) GENERIC"),
    ("ICH06004I", "PE A ID(BATUSR1)"),
    ("ICH06007I", "PE A CL(APPL) ID(NOBODY)"),
    ("ICH06009I", "PE A CL(APPL) ID(BATUSR1) DELETE RESET"),
    ("ICH06010I", "SETR NOGENERIC(APPL) NOGENCMD(APPL)\nPE A CL(APPL) ID(BATUSR1) GENERIC"),
    ("ICH06011I", "PE A CL(APPL) ID(DRDAU1)"),
    ("ICH06020I", "PE A CL(APPL) ID(DRDAU1) WHEN(PROGRAM(X))"),
    ("ICH06021I", "PE A CL(APPL) ID(DRDAU1) WHEN(SYSID(X))"),
    ("ICH10006I", "RDEF APPL B UACC(NONE)"),
    ("ICH10102I", "RDEF APPL A UACC(READ)"),
    ("ICH10321I", "SETR NOGENERIC(APPL) NOGENCMD(APPL)\nRDEF APPL B* UACC(NONE)"),
    ("ICH11004I", "RALT APPL A SSIGNON(KEYLABEL(L))"),
    ("ICH11004I", "RALT APPL A ADDMEM(X)"),
    ("ICH11009I", "RALT APPL A UACC(READ)"),
    ("ICH11102I", "RALT APPL B UACC(READ)"),
    ("ICH12002I", "RDEL APPL A"),
    ("ICH12102I", "RDEL APPL B"),
    ("ICH12306I", "SETR NOGENERIC(APPL) NOGENCMD(APPL)\nRDEF APPL B* UACC(NONE)\nSETR GENERIC(APPL)\nRDEL APPL B*"),
    ("ICH14040I", "SETR NORACLIST(PTKTDATA)\nSETR CLASSACT(PTKTDATA)"),
    ("ICH14042I", "SETR NOCLASSACT(APPL) RACLIST(APPL)"),
    ("ICH14063I", "SETR LIST"),
    ("ICH01010I", "AU BATUSR1 DFLTGRP(OTHER)"),
    ("ICH01010I", "AU NEW DFLTGRP(NOGRP)"),
    ("ICH01024I", "AU NEW DFLTGRP(OTHER)"),
    ("ICH02003I", "CO NOBODY GROUP(OTHER)"),
    ("ICH02003I", "CO BATUSR1 GROUP(NOGRP)"),
    ("ICH02011I", "CO BATUSR1 GROUP(OTHER) OWNER(NOBODY)"),
    ("ICH02012I", "CO BATUSR1 GROUP(OTHER) RESUME"),
    ("ICH02013I", "CO BATUSR1 GROUP(OTHER) REVOKE\nCO BATUSR1 GROUP(OTHER) REVOKE"),
    ("ICH03002I", "RE BATUSR1 GROUP(OTHER)"),
    ("ICH04006I", "DU NOBODY"),
    ("ICH21009I", "ALU NOBODY SPECIAL"),
    ("ICH21019I", "ALU BATUSR1 RESUME"),
    ("ICH51003I", "DG NOGRP"),
    ("IRR52254I", "RDEF PTKTDATA B SSIGNON(KEYLABEL(L))\nRALT PTKTDATA B SSIGNON(ENCRYPTKEY)"),
    ("REFUSED", "DG OTHER"),
    ("REFUSED", "RE BATUSR1 GROUP(DRDAGRP)"),
    ("REFUSED", "AG BATUSR1"),
    ("REFUSED", "RDEF APPL TOOLONGNM UACC(NONE)"),
    ("REFUSED", "RALT APPL A OWNER(NOBODY)"),
    ("REFUSED", "ALU BATUSR1 DFLTGRP(OTHER)"),
    ("UNDECIDED", "RDEF OPERCMDS X UACC(NONE)"),
    ("UNDECIDED", "SETR RACLIST(APLL) REFRESH"),
    ("UNDECIDED", "PE SOME.DATA ID(BATUSR1)"),
    ("ICH14002I", "SETR LOGOPTIONS(ALWAYS(APPL))"),
    ("REFUSED", "RALT APPL A GLOBALAUDIT(ALL)"),
    ("REFUSED", "RDEF APPL B FROM(NOSUCH)"),
    ("NOT-UNDERSTOOD", "RVARY INACTIVE"),
    ("NOT-UNDERSTOOD", "RALT APPL A AT(NODE1)"),
    ("NOT-UNDERSTOOD", "SETR CLASSACT(*)"),
    ("NOT-UNDERSTOOD", "ALU BATUSR1 MFA(FACTOR(AZFPTKT1))"),
    ("NOT-UNDERSTOOD", "RDEFI APPL B"),
    ("NOTE", "SETR REFRESH"),
]


@pytest.mark.parametrize(("message", "script"), MESSAGES, ids=[f"{one}-{n}" for n, (one, _) in enumerate(MESSAGES)])
def test_each_message(message: str, script: str) -> None:
    done = run(script, with_profiles("APPL", A))
    found = [one for one in done.messages if one.id == message]
    assert found
    assert found[-1].line == script.count("\n") + 1
    assert found[-1].level == TEXTS[message][0]


def test_every_message_the_model_can_give_is_tested() -> None:
    assert {message for message, _ in MESSAGES} == set(TEXTS)


REFUSED = [script for message, script in MESSAGES if TEXTS[message][0] == "refused" and "\n" not in script]


@pytest.mark.parametrize("script", REFUSED)
def test_a_refused_command_has_no_effect_and_the_next_one_still_has(script: str) -> None:
    before = with_profiles("APPL", A)
    done = run(f"{script}\nRALT APPL A UACC(UPDATE)", before)
    assert done.stored.profiles["APPL"]["A"].uacc == "UPDATE"
    alone = run(script, before)
    assert alone.stored.model_copy(update={"change": None, "classes": before.classes}) == before


OWED = [
    ("RALT APPL A UACC(READ)", "no SETROPTS RACLIST(APPL) REFRESH follows line 1"),
    ("SETR RACLIST(APPL) REFRESH\nRALT APPL A UACC(READ)", "line 1 refreshes APPL before the change on line 2"),
    ("RALT APPL A UACC(READ)\nSETR RACLIST(PTKTDATA) REFRESH", "line 2 refreshes PTKTDATA, not APPL"),
    ("RALT APPL A UACC(READ)\nSETR RACLIST(APPL)", "line 2 has RACLIST(APPL) without REFRESH"),
    ("RALT APPL A UACC(READ)\nSETR GENERIC(APPL) REFRESH", "line 2 refreshes generic profiles, but APPL is RACLISTed"),
    ("RDEL APPL A", "no SETROPTS RACLIST(APPL) REFRESH follows line 1"),
]


@pytest.mark.parametrize(("script", "why"), OWED)
def test_what_is_owed_and_why(script: str, why: str) -> None:
    done = run(script, with_profiles("APPL", A))
    (owed,) = done.owed
    assert (owed.class_name, owed.profile) == ("APPL", "A")
    assert why in owed.why
    assert done.active.change is not None
    assert done.active.change.owed == done.owed


@pytest.mark.parametrize(
    "script",
    [
        "RALT APPL A UACC(READ)\nSETR RACLIST(APPL) REFRESH",
        "RALT APPL A UACC(READ)\nRALT APPL A UACC(NONE)",
        "PE A CL(APPL) ID(DRDAU1)\nPE A CL(APPL) ID(DRDAU1) DELETE",
        "RALT APPL A UACC(READ)\nSETR NORACLIST(APPL)",
        "ALU BATUSR1 SPECIAL",
        "RALT APPL NOSUCH UACC(READ)",
    ],
)
def test_nothing_is_owed_when_the_layers_agree(script: str) -> None:
    assert not run(script, with_profiles("APPL", A)).owed


def test_lists_do_not_leak_between_the_layers() -> None:
    done = run(
        "PE A CL(APPL) ID(DRDAU1)\nSETR RACLIST(APPL) REFRESH\nPE A CL(APPL) ID(DRDAU2)\nPE A CL(APPL) ID(OLDUSR)",
        with_profiles("APPL", A),
    )
    assert acl(done, "APPL", "A", "active") == {"BATUSR1": "READ", "DRDAU1": "READ"}
    assert set(acl(done, "APPL", "A")) == {"BATUSR1", "DRDAU1", "DRDAU2", "OLDUSR"}
    assert set(A["A"].acl) == {"BATUSR1"}


def test_a_class_that_is_not_raclisted() -> None:
    before = with_profiles("APPL", {"A": profile(), "B*": profile(generic=True)})
    before = before.model_copy(update={"classes": before.classes | {"APPL": options(raclisted=False)}})
    done = run("PE A CL(APPL) ID(BATUSR1)\nPE B* CL(APPL) ID(BATUSR1)", before)
    assert acl(done, "APPL", "A", "active") == {"BATUSR1": "READ"}
    assert acl(done, "APPL", "B*", "active") == {}
    assert [owed.profile for owed in done.owed] == ["B*"]
    assert not run("PE B* CL(APPL) ID(BATUSR1)\nSETR GENERIC(APPL) REFRESH", before).owed
    late = run("PE B* CL(APPL) ID(BATUSR1)\nSETR RACLIST(APPL) REFRESH", before)
    assert [owed.profile for owed in late.owed] == ["B*"]
    assert not run("PE B* CL(APPL) ID(BATUSR1)\nSETR RACLIST(APPL)", before).owed


def test_what_is_unknown_stays_open_and_changes_nothing() -> None:
    blind = estate(unload=UnloadLevel(resources=True), users={}, groups={})
    blind = blind.model_copy(update={"profiles": {**blind.profiles, "APPL": A}})
    done = run("PE A CL(APPL) ID(BATUSR1) AC(UPDATE)\nALU BATUSR1 SPECIAL\nAG NEW", blind)
    assert ids(done) == ["NOT-UNDERSTOOD"] * 3
    assert done.stored.profiles["APPL"]["A"] == A["A"]
    none = run("RDEF APPL B UACC(NONE)\nPE A CL(APPL) ID(*)", estate(unload=UnloadLevel()))
    assert ids(none) == ["NOT-UNDERSTOOD"] * 2
    assert not none.stored.profiles["APPL"]


def test_a_damaged_record_could_be_the_profile() -> None:
    lost = Damage.model_validate(
        {"input": "unload", "code": "x", "message": "x", "record_type": "0500", "class": "APPL"}
    )
    before = estate(evidence=EvidenceByKind(unload=Evidence(offered=True, damage=(lost,))))
    assert ids(run("RDEF APPL B UACC(NONE)", before)) == ["NOT-UNDERSTOOD"]
    assert "B" in run("RDEF PTKTDATA B", before).stored.profiles["PTKTDATA"]


def test_unknown_options_stay_open() -> None:
    from auditor.models.racf import ClassOptions

    before = with_profiles("APPL", A)
    before = before.model_copy(update={"classes": before.classes | {"APPL": ClassOptions()}})
    assert "UNDECIDED" in ids(run("RALT APPL A UACC(READ)", before))
    assert ids(run("RDEF APPL B* UACC(NONE)", before)) == ["NOT-UNDERSTOOD"]
    quiet = estate(options=Options())
    assert acl(run("RDEF APPL B UACC(NONE)", quiet), "APPL", "B") == {}
    assert "ADDCREATOR" in run("RDEF APPL B UACC(NONE)", quiet).undecided[0].reason
    nobody = run("RDEF APPL B UACC(NONE)", issuer=None).undecided
    assert ["OWNER" in nobody[0].reason, "who issues" in nobody[1].reason] == [True, True]
    off = run("SETR NOADDCREATOR\nRDEF APPL B UACC(NONE)", quiet)
    assert not off.undecided
    assert acl(off, "APPL", "B") == {}


def test_conditional_entries() -> None:
    done = run("PE A CL(APPL) ID(DRDAU1) WHEN(TERMINAL(T1 T2))", with_profiles("APPL", A))
    held = done.stored.profiles["APPL"]["A"]
    assert [(one.id, one.kind, one.name, one.access) for one in held.conditional] == [
        ("DRDAU1", "TERMINAL", "T1", "READ"), ("DRDAU1", "TERMINAL", "T2", "READ"),
    ]  # fmt: skip
    assert set(held.acl) == {"BATUSR1"}
    done = run("PE A CL(APPL) ID(DRDAU1) WHEN(TERMINAL(T1)) DELETE", done.stored)
    assert [one.name for one in done.stored.profiles["APPL"]["A"].conditional] == ["T2"]
    assert not run("PE A CL(APPL) RESET(WHEN)", done.stored).stored.profiles["APPL"]["A"].conditional
    assert set(acl(run("PE A CL(APPL) RESET(WHEN)", done.stored), "APPL", "A")) == {"BATUSR1"}


def test_reset_clears_before_it_adds_and_access_none_is_an_entry() -> None:
    done = run("PE A CL(APPL) ID(DRDAU1) AC(NONE) RESET", with_profiles("APPL", A))
    assert acl(done, "APPL", "A") == {"DRDAU1": "NONE"}
    assert acl(run("PE A CL(APPL) ID(*)", with_profiles("APPL", A)), "APPL", "A")["*"] == "READ"


@pytest.mark.parametrize(
    ("command", "field", "value"),
    [
        ("SETROPTS PROTECTALL", "protect_all", True), ("SETROPTS PROTECTALL(FAILURES)", "protect_all", True),
        ("SETR PROTECTALL(WARNING)", "protect_all", False), ("SETR NOPROTECTALL", "protect_all", False),
        ("SETR EGN", "egn", True), ("SETROPTS NOEGN", "egn", False),
    ],
)  # fmt: skip
def test_options_of_data_sets(command: str, field: str, value: bool) -> None:
    assert getattr(run(command, estate()).active.options, field).value is value


def test_system_options() -> None:
    both = estate(users={"SECADM": user("SECGRP", special=True, auditor=True)})
    done = run(
        "SETR NOGRPLIST NOADDCREATOR INITSTATS INACTIVE(90) PASSWORD(REVOKE(3) MIXEDCASE) WHEN(PROGRAM) "
        "LOGOPTIONS(ALWAYS(APPL)) AUDIT(APPL) GLOBAL(APPL)",
        both,
    )
    values = {name: fact.value for name, fact in done.active.options if fact.value is not None}
    assert values == {
        "grplist": False, "addcreator": False, "initstats": True, "inactive": True, "inactive_days": 90,
        "revoke": True, "revoke_attempts": 3, "mixedcase": True, "program_control": True,
    }  # fmt: skip
    appl = done.active.classes["APPL"]
    assert (appl.logoptions.value, appl.audit.value, appl.global_checking.value) == ("ALWAYS", True, True)
    off = run("SETR NOINACTIVE PASSWORD(NOREVOKE)")
    assert (off.active.options.inactive.value, off.active.options.revoke.value) == (False, False)


def test_users_by_every_field() -> None:
    done = run(
        "AU NEW DFLTGRP(OTHER) OWNER(SECGRP) PASSWORD(X1) SPECIAL RESTRICTED OMVS(UID(0)) "
        "WHEN(DAYS(WEEKDAYS) TIME(0800:1700)) SECLABEL(S)\nALU NEW NOSPECIAL REVOKE\nCO NEW GROUP(DRDAGRP)\n"
        "ALU NEW DFLTGRP(DRDAGRP)\nRE NEW GROUP(OTHER)\nALU NEW RESUME"
    )
    new = done.active.users["NEW"]
    assert (new.special, new.restricted, new.revoked, new.protected, new.uid) == (False, True, False, False, 0)
    assert (new.default_group, set(new.connections), new.seclabel) == ("DRDAGRP", {"DRDAGRP"}, "S")
    assert new.days == (False, True, True, True, True, True, False)
    assert (new.start_time, new.end_time) == ("08:00:00", "17:00:00")
    assert "NEW" not in done.active.groups["OTHER"].members
    assert not [one for one in done.messages if one.level == "refused"]


def test_an_immediate_resume_ends_a_revoke_date_that_has_passed() -> None:
    before = estate(users={"U1": user("OTHER", revoke_date="2026-01-01")})
    held = run("ALU U1 RESUME", before).active.users["U1"]
    assert (held.revoked, held.revoke_date) == (False, None)


def test_groups() -> None:
    done = run("AG NEW SUPGROUP(OTHER) OWNER(SECGRP) UNIVERSAL\nALG NEW OWNER(SECADM)\nDG OTHER")
    held = done.active.groups["NEW"]
    assert (held.owner, held.superior, held.universal) == ("SECADM", "OTHER", True)
    assert ids(done)[-1] == "REFUSED"
    gone = run("AG NEW SUPGROUP(OTHER)\nDG NEW")
    assert "NEW" not in gone.active.groups


def test_members_of_global_and_started_tasks() -> None:
    done = run(
        "RDEF GLOBAL APPL ADDMEM(IMSAPP1/READ X/NONE)\nRALT GLOBAL APPL DELMEM(X/NONE)\n"
        "RDEF STARTED IMS.* STDATA(USER(BATUSR1) GROUP(DRDAGRP) TRUSTED(YES)) UACC(NONE)\n"
        "RDEF STARTED WEB.* STDATA(USER(BATUSR1) PRIVILEGED(YES))\nRALT STARTED WEB.* STDATA(GROUP(DRDAGRP))"
    )
    assert [(one.name, one.access) for one in done.stored.profiles["GLOBAL"]["APPL"].members] == [("IMSAPP1", "READ")]
    tasks = [done.stored.profiles["STARTED"][name].started for name in ("IMS.*", "WEB.*")]
    assert [task and (task.user, task.group, task.trusted, task.privileged) for task in tasks] == [
        ("BATUSR1", "DRDAGRP", True, False),
        ("BATUSR1", "DRDAGRP", False, True),
    ]


def test_an_empty_script_says_so() -> None:
    done = run("")
    assert [(one.id, one.line) for one in done.messages] == [("NOT-UNDERSTOOD", 1)]


def test_many_permits_on_one_profile() -> None:
    people = {f"U{n}": user("OTHER") for n in range(3000)}
    before = with_profiles("APPL", A, users=people, groups={"OTHER": group()})
    done = run("\n".join(f"PE A CL(APPL) ID({name})" for name in people), before)
    assert len(done.stored.profiles["APPL"]["A"].acl) == 3001
    assert len(done.active.profiles["APPL"]["A"].acl) == 1


_WHO = st.sampled_from(["BATUSR1", "DRDAU1", "NOBODY", "OTHER", "DRDAGRP", "NEW", "*"])
_WHAT = st.sampled_from(["A", "B*", "NEW", "IRRPTAUTH.A.*"])
_CLASS = st.sampled_from(["APPL", "PTKTDATA", "PTKTVAL", "GLOBAL", "OPERCMDS", "DATASET"])
_LINES = st.one_of(
    st.builds("RDEF {} {} UACC(READ) {}".format, _CLASS, _WHAT, st.sampled_from(["", "OWNER(OTHER)", "ADDMEM(X)"])),
    st.builds("RALT {} {} {}".format, _CLASS, _WHAT, st.sampled_from(["WARNING", "NOSSIGNON", "SSIGNON(KEYLABEL(L))"])),
    st.builds("RDEL {} {} {}".format, _CLASS, _WHAT, st.sampled_from(["", "NOGENERIC", "GENERIC"])),
    st.builds("PE {} CL({}) ID({}) {}".format, _WHAT, _CLASS, _WHO,
              st.sampled_from(["", "DELETE", "RESET", "WHEN(TERMINAL(T))", "GENERIC"])),
    st.builds("SETR {}{}({}) {}".format, st.sampled_from(["", "NO"]),
              st.sampled_from(["CLASSACT", "RACLIST", "GENERIC", "GENCMD"]), _CLASS, st.sampled_from(["", "REFRESH"])),
    st.builds("{} {} {}".format, st.sampled_from(["AU", "ALU", "DU", "CO", "RE", "AG", "ALG", "DG"]),
              _WHO.filter(lambda name: name != "*"), st.sampled_from(["", "OWNER(OTHER)", "GROUP(OTHER)", "REVOKE"])),
)  # fmt: skip


@given(st.lists(_LINES, max_size=25))
@settings(max_examples=80, deadline=None)
def test_any_script_can_be_applied_and_a_last_refresh_leaves_nothing_owed(lines: list[str]) -> None:
    before = with_profiles("APPL", {**A, "B*": profile(generic=True)})
    kept = before.model_dump_json()
    done = run("\n".join(lines), before)
    assert before.model_dump_json() == kept
    owing = {(one.class_name, one.profile) for one in done.owed}
    for class_name, held in done.stored.profiles.items():
        active = done.active.profiles[class_name]
        differ = {name for name in held.keys() | active.keys() if (name in held) != (name in active)}
        assert {(class_name, name) for name in differ} <= owing
    last = "SETR RACLIST(APPL PTKTDATA GLOBAL) GENERIC(APPL PTKTDATA GLOBAL) REFRESH"
    assert not run("\n".join([*lines, last]), before).owed


@pytest.mark.filterwarnings("error")
def test_what_comes_out_is_an_estate_like_any_other() -> None:
    done = run(
        "SETR CLASSACT(APPL) NOGENERIC(APPL) PASSWORD(REVOKE(3)) LOGOPTIONS(ALWAYS(APPL))\nRDEF APPL A UACC(NONE)\n"
        "PE A CL(APPL) ID(BATUSR1) WHEN(TERMINAL(T))\nRDEF PTKTDATA A SSIGNON(EPTKEYLABEL(L))\nAU NEW DFLTGRP(OTHER)\n"
        "SETR NOGENERIC(APPL)\nAG NEWGRP SUPGROUP(OTHER)\nSETR NORACLIST(FACILITY)"
    )
    for layer in (done.stored, done.active):
        assert Estate.model_validate_json(layer.model_dump_json()) == layer


def test_a_refresh_says_nothing_of_a_mate_that_has_no_profiles() -> None:
    alone = estate(classes=estate().classes | {"PTKTVAL": options(raclisted=False)})
    assert not [one for one in run("SETR RACLIST(PTKTDATA) REFRESH", alone).messages if "PTKTVAL" in one.text]
    assert [one for one in run("SETR RACLIST(PTKTVAL) REFRESH", alone).messages if "PTKTVAL is not RACL" in one.text]


# -- a class that is not active ----------------------------------------------------------------------------------------


def generic_changed(script: str, **class_options: bool) -> str:
    """What the active layer then says of a generic profile of APPL, which is not RACLISTed."""
    held = with_profiles("APPL", {"B*": profile(generic=True)})
    classes = {**held.classes, "APPL": options(raclisted=False, **class_options)}
    return run(script, held.model_copy(update={"classes": classes})).active.profiles["APPL"]["B*"].uacc


def test_generics_of_a_class_that_was_inactive_are_in_nobodys_storage() -> None:
    assert generic_changed("RALT APPL B* UACC(READ)", active=False) == "READ"
    assert generic_changed("RALT APPL B* UACC(READ)", active=True) == "NONE"


def test_a_class_that_a_script_switches_on_or_off_may_have_been_loaded() -> None:
    assert generic_changed("SETR CLASSACT(APPL)\nRALT APPL B* UACC(READ)", active=False) == "NONE"
    assert generic_changed("SETR NOCLASSACT(APPL)\nRALT APPL B* UACC(READ)", active=True) == "NONE"
