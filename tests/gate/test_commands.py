"""The gate and commands that the model does not carry out, or not as it looks: whatever counts blocks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from auditor.gate import gate
from auditor.gather import gather
from auditor.racf.commands import apply, parse_script
from auditor.settings import Settings
from tests.shop.build import FIXTURES

SOUND = FIXTURES / "sound/auditor.toml"
APPL = "\nSETROPTS RACLIST(APPL) REFRESH"
PTKTDATA = "\nSETROPTS RACLIST(PTKTDATA) REFRESH"

BLOCKED = [
    "RVARY INACTIVE,NOCLASSACT(APPL)",
    "F ICONPRD,UPDATE MEMBER TYPE(IMSCON) SET(RACF(OFF))",
    "SETRACF OFF",
    "EXEC 'SYS9.CLIST(OPEN)'",
    "PERMIT IMSDRDA1 CLASS(APPL) FROM(IMSDRDA2) FCLASS(APPL) RESET",
    "RALTER APPL IMSDRDA1 UACC(READ) AT(.SECADM)",
    "ALTUSER WEBUSR1 NOMFA",
    "RALTER CDT $X CDTINFO(DEFAULTRC(4))",
]
VARIANTS = [
    "RVARY SWITCH", "RVARY NOCLASSACT(PTKTDATA)", "F ICONPRD,SETRACF OFF", "R 12,SETRACF OFF", "12 SETUIDC ON",
    "CALL 'SYS9.LOAD(OPEN)'", "EX 'SYS9.CLIST(OPEN)' EXEC", "PERMIT IMSDRDA1 CLASS(APPL) FROM(IMSDRDA2)",
    "PERMIT IRRPTAUTH.IMSDRDA1.* CLASS(PTKTDATA) FROM(IMSDRDA2) FCLASS(APPL)",
    "PERMIT IMSDRDA1 CLASS(APPL) ID(*) ACCESS(READ) ONLYAT(NODE1.SECADM)", "SETROPTS MLQUIET",
    "ALTUSER SECADM NOSPECIAL AT(.SECADM)", "CONNECT RPTUSR1 GROUP(SECGRP) ONLYAT(.SECADM)",
    "ALTUSER WEBUSR1 MFA(FACTOR(AZFPTKT1) NOACTIVE)", "ALTUSER WEBUSR1 OIDCARD", "RDELETE CDT $X",
    "RDEFINE CDT $X CDTINFO(POSIT(3))", "SETROPTS RACLIST(CDT) REFRESH", "RALTER RACGLIST APPL UACC(READ)",
    "RALTER APPL IMSDRDA1 ADDCATEGORY(TOP)", "RALTER APPL IMSDRDA1 ICSF(SYMEXPORTABLE(BYANY))",
    "RDEFINE MFADEF FACTOR.AZFPTKT1 MFPOLICY(FACTORS(A))", "SETROPTS CLASSACT(*)", "SETROPTS NOGENERICOWNER",
    "ALTUSER WEBUSR1 OMVS(AUTOUID)", "PASSWORD USER(WEBSTC)", "RACLINK ID(SECADM) PEER(N1.X) PWSYNC",
    "ALLOC FI(SYSTSIN) DA('SYS9.CMDS') SHR REUSE", "F ICONDB1,SHUTDOWN MEMBER", "CRE IMSCON TYPE(PORT) NAME(5559)",
    "STOPPORT 5555", "R 12,CLOSEHWS",
]  # fmt: skip


@pytest.fixture
def decide(tmp_path):
    def decided(script: str, issuer: str | None = "SECADM", config=SOUND):
        change = tmp_path / "change.racf"
        change.write_text(script + "\n")
        return gate(Settings.load(config, change=str(change), issuer=issuer))

    return decided


@pytest.fixture(scope="module")
def sound():
    return gather(Settings.load(SOUND), wanted={"SECADM", "RPTUSR1", "WEBSTC", "WEBUSR1", "SECGRP"}).estate


def levels(sound, script: str, issuer: str | None = "SECADM") -> dict[str, list[str]]:
    done = apply(parse_script(script), sound, sound, issuer)
    found: dict[str, list[str]] = {}
    for one in done.messages:
        found.setdefault(one.level, []).append(one.text)
    return found


@pytest.mark.parametrize("script", BLOCKED)
def test_what_the_model_does_not_carry_out_blocks_alone(decide, script):
    decided = decide(script)
    assert (decided.decision, decided.return_code) == ("blocked", 8)
    assert {message.id for message in decided.messages} == {"NOT-UNDERSTOOD"}
    assert decided.messages[0].line == 1


@pytest.mark.parametrize("script", [*BLOCKED, *VARIANTS])
def test_so_does_everything_of_its_kind(sound, script):
    assert levels(sound, script)["not-understood"]


@pytest.mark.parametrize(
    "script", ["RDEFINE FACILITY BPX.FILEATTR.APF UACC(READ)", "RDEFINE SURROGAT U1.DFHSTART UACC(READ)"]
)
def test_a_profile_that_no_policy_asks_for_is_listed(decide, script):
    decided = decide(script)
    assert (decided.decision, decided.return_code) == ("accepted", 4)
    assert "no policy asks for it" in decided.reasons[0]


@pytest.mark.parametrize(
    "script",
    ["RALTER FACILITY BPX.FILEATTR.APF UACC(READ)", "RDELETE FACILITY X",
     "PERMIT STGADMIN.ADR CLASS(FACILITY) ID(SECADM)", "RALTER CSFKEYS OTHER.LABEL UACC(READ)",
     "RDEFINE OPERCMDS MVS.MODIFY.** UACC(READ)", "ADDSD 'A.B' UACC(READ)", "PERMIT 'A.B' ID(SECADM) ACCESS(ALTER)",
     "SETROPTS CLASSACT(OPERCMDS)", "SETROPTS NOADSP", "ALTUSER RPTUSR1 TSO(ACCTNUM(1))", "SETROPTS NOCMDVIOL",
     "SETROPTS PASSWORD(HISTORY(3))", "CONNECT RPTUSR1 GROUP(SECGRP) OPERATIONS", "RACDCERT ID(WEBSTC) ADDRING(R)"],
)  # fmt: skip
def test_so_is_everything_outside(sound, script):
    found = levels(sound, script, issuer=None)
    assert not {"not-understood", "refused"} & set(found)
    assert any("no policy asks for it" in text for text in found["undecided"])


DISPLAYS = [
    "RVARY LIST", "D A,L", "RLIST APPL *", "VIEWHWS", "F ICONDB1,QUERY MEMBER TYPE(IMSCON)", "QRY IMSCON TYPE(CONFIG)",
    "SETROPTS LIST", "PROFILE NOPREFIX",
]  # fmt: skip


@pytest.mark.parametrize("script", DISPLAYS)
def test_a_display_says_nothing(sound, script):
    assert set(levels(sound, script)) <= {"note"}


def test_a_display_alone_is_0(decide):
    decided = decide("RLIST APPL IMSDRDA1 ALL\nD A,L")
    assert (decided.decision, decided.return_code) == ("accepted", 0)


def test_the_job_of_an_endpoint_makes_modify_certain(tmp_path):
    change = tmp_path / "change.ims"
    change.write_text("F ICONPRD,UPDATE MEMBER TYPE(IMSCON) SET(RACF(OFF))\n")
    settings = Settings.load(SOUND, change=str(change))
    labels = settings.site.endpoints["ICONDB1"].model_copy(update={"job": "ICONPRD"})
    site = settings.site.model_copy(update={"endpoints": {**settings.site.endpoints, "ICONDB1": labels}})
    decided = gate(settings.model_copy(update={"site": site}))
    assert decided.decision == "blocked"
    assert ("PT-E01", "endpoint:ICONDB1") in {(one.policy, one.object) for one in decided.new}
    assert not [one for one in decided.new if one.object == "endpoint:ICONDB2"]


def test_an_operand_of_a_port_is_not_said_to_be_none(decide):
    decided = decide("UPDATE IMSCON TYPE(PORT) NAME(5555) SET(KEEPAV(30))")
    assert decided.decision == "blocked"
    assert [one.text for one in decided.messages] == ["UPDATE IMSCON is not modelled for TYPE(PORT)"]


@pytest.mark.parametrize("kind", ["DATASTORE", "RMTIMSCON"])
def test_nor_are_those_of_other_types(sound, kind):
    found = levels(sound, f"UPD IMSCON T({kind}) NAME(A) SET(WHATEVER(1))")
    assert found == {"not-understood": [f"UPDATE IMSCON is not modelled for TYPE({kind})"]}


def test_the_owner_of_a_profile_without_owner_is_the_issuer(decide):
    script = "RDEFINE PTKTDATA IRRPTAUTH.IMSDRDA1.RPTUSR1 UACC(NONE)" + PTKTDATA
    unknown = decide(script, issuer=None)
    (about,) = [one for one in unknown.after_active.verdicts if one.policy == "PT-B14" and "RPTUSR1" in one.object]
    assert about.verdict == "undecided"
    assert "owns it" in (about.reason or "")
    known = decide(script)
    (about,) = [one for one in known.after_active.verdicts if one.policy == "PT-B14" and "RPTUSR1" in one.object]
    assert about.verdict == "pass"


@pytest.mark.parametrize("script", ["RDEFINE APPL NEW UACC(NONE)", "ADDUSER NEWU DFLTGRP(SECGRP)",
                                    "ADDGROUP NEWG SUPGROUP(SECGRP)"])  # fmt: skip
def test_an_unknown_issuer_owns_what_it_defines(sound, script):
    assert any("OWNER is not given" in text for text in levels(sound, script, issuer=None)["undecided"])
    assert not any("OWNER" in text for text in levels(sound, script).get("undecided", []))


def test_a_profile_modelled_on_another_has_its_list_and_no_key(decide):
    decided = decide(
        "RDEFINE APPL IMSDRDA9 FROM(IMSDRDA1) OWNER(SECGRP)\nPERMIT IMSDRDA9 CLASS(APPL) ID(RPTUSR1) DELETE" + APPL
    )
    assert not {"ICH06004I", "ICH11102I", "NOT-UNDERSTOOD"} & {one.id for one in decided.messages}
    assert (decided.decision, decided.new) == ("accepted", ())


def test_what_a_copy_holds(sound):
    done = apply(parse_script("RDEFINE PTKTDATA IMSDRDA9 FROM(IMSDRDA1)"), sound, sound, "SECADM")
    old, new = (done.stored.profiles["PTKTDATA"][name] for name in ("IMSDRDA1", "IMSDRDA9"))
    assert {who: one.access for who, one in old.acl.items()}.items() <= {
        w: one.access for w, one in new.acl.items()
    }.items()
    assert (new.uacc, new.audit, new.ssignon) == (old.uacc, old.audit, None)


@pytest.mark.parametrize("source", ["FROM('A.B') FCLASS(DATASET)", "FROM(X) FCLASS(OPERCMDS)", "FCLASS(APPL)"])
def test_a_copy_of_what_the_model_does_not_hold_is_unknown_and_never_undefined(sound, source):
    script = f"RDEFINE APPL NEW {source}\nPERMIT NEW CLASS(APPL) ID(SECADM)\nRALTER APPL NEW UACC(READ)"
    found = levels(sound, script)
    assert "refused" not in found
    assert sum("unknown since line 1" in text for text in found["not-understood"]) == 2


@pytest.mark.parametrize(
    "script",
    ["RDEFINE RACFVARS &APPS UACC(NONE) OWNER(SECGRP) ADDMEM(OTHER)",
     "RDEFINE RACFVARS &APPS UACC(NONE) OWNER(SECGRP)\nRALTER RACFVARS &APPS ADDMEM(OTHER)",
     "RDEFINE RACFVARS &APPS UACC(NONE) OWNER(SECGRP)\nRDELETE RACFVARS &APPS"],
)  # fmt: skip
def test_a_racf_variable_is_no_pattern(sound, script):
    assert not {"refused", "not-understood"} & set(levels(sound, script))


def test_a_racf_variable_is_accepted(decide):
    decided = decide(
        "RDEFINE RACFVARS &APPS UACC(NONE) OWNER(SECGRP) ADDMEM(OTHER)\nSETROPTS RACLIST(RACFVARS) REFRESH"
    )
    assert not {"ICH10321I", "NOT-UNDERSTOOD"} & {one.id for one in decided.messages}


AUDITORS = [
    "SETROPTS LOGOPTIONS(NEVER(PTKTDATA))", "SETROPTS NOAUDIT(PTKTDATA)", "RALTER APPL IMSDRDA1 GLOBALAUDIT(NONE)",
    "SETROPTS NOCMDVIOL", "ALTUSER RPTUSR1 NOUAUDIT",
]  # fmt: skip


@pytest.mark.parametrize("script", AUDITORS)
def test_special_is_not_enough_for_what_auditors_set(sound, script):
    users = {**sound.users, "SECADM": _with(sound, special=True, auditor=False), "AUDITOR": _with(sound, auditor=True)}
    estate = sound.model_copy(update={"users": users})
    assert levels(estate, script)["refused"]
    assert "refused" not in levels(estate, script, issuer="AUDITOR")
    unknown = levels(estate, script, issuer=None)
    assert "refused" not in unknown
    assert any("AUDITOR" in text for text in unknown["note"])


def test_it_changes_nothing(sound):
    users = {**sound.users, "SECADM": _with(sound, special=True, auditor=False)}
    estate = sound.model_copy(update={"users": users})
    done = apply(parse_script(AUDITORS[0]), estate, estate, "SECADM")
    assert done.active.classes == estate.classes


def _with(sound, **fields):
    return replace(sound.users["SECADM"], **fields)


def test_what_lets_somebody_take_over_is_in_the_model(sound):
    script = (
        "ALTUSER RPTUSR1 CLAUTH(PTKTDATA)\nCONNECT RPTUSR1 GROUP(SECGRP) SPECIAL AUTHORITY(JOIN)\n"
        "ALTUSER WEBSTC OWNER(WEBUSR1) PASSWORD(X) NOEXPIRED"
    )
    done = apply(parse_script(script), sound, sound, "SECADM").active
    assert "PTKTDATA" in (done.users["RPTUSR1"].clauth or ())
    assert done.users["RPTUSR1"].connections["SECGRP"].special
    assert done.groups["SECGRP"].members["RPTUSR1"].authority == "JOIN"
    assert (done.users["WEBSTC"].owner, done.users["WEBSTC"].protected) == ("WEBUSR1", False)
    taken = apply(parse_script("ALTUSER RPTUSR1 NOCLAUTH(PTKTDATA)"), done, done, "SECADM").active
    assert "PTKTDATA" not in (taken.users["RPTUSR1"].clauth or ())
    joined = apply(parse_script("ALTUSER RPTUSR1 GROUP(SECGRP) AUTHORITY(CONNECT)"), done, done, "SECADM").active
    assert joined.groups["SECGRP"].members["RPTUSR1"].authority == "CONNECT"


def test_of_an_unknown_list_of_classes_nothing_is_made_up(sound):
    unknown = sound.model_copy(update={"users": {"U1": replace(sound.users["SECADM"], clauth=None)}})
    other = apply(parse_script("ALTUSER U1 CLAUTH(TERMINAL)\nALTUSER U1 NOCLAUTH(APPL)"), unknown, unknown, None).active
    assert other.users["U1"].clauth is None
    counts = apply(parse_script("ALTUSER U1 CLAUTH(APPL TERMINAL)"), unknown, unknown, None).active
    assert counts.users["U1"].clauth == ("APPL",)


def test_containment_acts_as_revoke(decide, sound):
    assert "PT-B12" in {one.policy for one in decide("ALTUSER WEBUSR1 CONTAIN").new}
    held = levels(sound, "ALTUSER WEBUSR1 CONTAIN\nALTUSER WEBUSR1 RESUME")
    assert "contained" in held["refused"][0]
    done = apply(parse_script("ALTUSER WEBUSR1 CONTAIN\nALTUSER WEBUSR1 NOCONTAIN RESUME"), sound, sound, "SECADM")
    assert done.active.users["WEBUSR1"] == replace(sound.users["WEBUSR1"], contained=False, failed_attempts=0)
    assert levels(sound, "ALTUSER WEBUSR1 NOCONTAIN")["not-understood"]


def with_user(estate, **changed):
    """The installation with other facts of WEBUSR1."""
    return estate.model_copy(update={"users": {**estate.users, "WEBUSR1": replace(estate.users["WEBUSR1"], **changed)}})


@pytest.mark.parametrize(
    ("facts", "command", "level", "word"),
    [
        ({"contained": True}, "RESUME", "refused", "contained"),
        ({"contained": True}, "RESUME(12/31/27)", "refused", "contained"),
        ({"contained": True, "revoked": True}, "NOCONTAIN", "not-understood", "RESUME or REVOKE"),
        ({"never_contained": True}, "CONTAIN", "refused", "NEVERCONTAIN"),
        ({"never_contained": None}, "CONTAIN", "undecided", "NEVERCONTAIN"),
        ({}, "CONTAIN NEVERCONTAIN", "refused", "exclude each other"),
    ],
)
def test_commands_of_containment_go_by_the_facts_of_the_unload(sound, facts, command, level, word):
    there = with_user(sound, **({"contained": False, "never_contained": False} | facts))
    assert any(word in text for text in levels(there, f"ALTUSER WEBUSR1 {command}")[level])


@pytest.mark.parametrize(
    ("facts", "command", "expected"),
    [
        ({"contained": True, "revoked": True}, "NOCONTAIN RESUME", (False, False, False)),
        ({"contained": True, "revoked": True}, "NOCONTAIN REVOKE", (False, True, False)),
        ({"contained": False}, "NOCONTAIN", (False, False, False)),
        ({}, "CONTAIN", (True, True, False)),
        ({}, "NEVERCONTAIN", (False, False, True)),
        ({"never_contained": True}, "ALLOWCONTAIN", (False, False, False)),
    ],
)
def test_what_commands_of_containment_leave(sound, facts, command, expected):
    there = with_user(sound, **({"contained": False, "never_contained": False} | facts))
    done = apply(parse_script(f"ALTUSER WEBUSR1 {command}"), there, there, "SECADM")
    assert not [one.text for one in done.messages if one.level in ("refused", "not-understood")]
    user = done.active.users["WEBUSR1"]
    assert (user.contained, user.revoked, user.never_contained) == expected


def test_a_gate_is_not_anonymised_and_says_so(tmp_path, capsys):
    from auditor.cli import run

    change = tmp_path / "change.racf"
    change.write_text("SETROPTS LIST\n")
    words = [
        "gate",
        "fixtures/sound/auditor.toml",
        "--change",
        str(change),
        "--anonymise",
        "--out",
        str(tmp_path / "o"),
    ]
    assert run(words) == 16
    assert capsys.readouterr().err.startswith("error: --anonymise is not for a gate")
    assert not (tmp_path / "o").exists()
