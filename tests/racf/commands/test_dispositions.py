"""Every operand has a disposition, and the model does what the disposition says."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from auditor.models.estate import Estate
from auditor.racf.commands import Applied
from auditor.racf.commands.dispositions import COMMANDS, DISPOSITIONS, INTERVAL, disposition
from auditor.racf.commands.operands import OPERANDS, SHORT, Spec
from tests.racf.commands.estates import estate, group, key, profile, run, user
from tests.racf.commands.test_imscon import endpoint


def _tables() -> Iterator[tuple[str, str, dict[str, Spec]]]:
    """Where (as in the dispositions), the verb, and the operands."""
    for verb, names in OPERANDS.items():
        yield verb, verb, dict(names)
        for name, spec in names.items():
            if spec.kind == "options":
                yield (f"{verb} {name}" if f"{verb} {name}" in DISPOSITIONS else name), verb, dict(spec.sub)


def test_every_operand_has_a_disposition_and_nothing_else_has() -> None:
    for where, _, names in _tables():
        assert set(DISPOSITIONS[where]) == set(names), where
    assert {where for where, _, _ in _tables()} == set(DISPOSITIONS)


def test_every_short_name_is_of_a_command_that_is_known() -> None:
    assert set(SHORT.values()) <= set(OPERANDS) | set(COMMANDS)


def test_what_is_not_carried_out_says_why() -> None:
    rows = [one for table in (*DISPOSITIONS.values(), COMMANDS) for one in table.values()]
    assert all(one.why for one in rows if one.kind != "modelled")


def test_an_operand_that_stands_in_no_table_blocks() -> None:
    assert disposition("RALTER", "BRANDNEW").kind == disposition("NEWCMD", "X").kind == "blocks"


MASKED = profile(ssignon=key(), acl={"BATUSR1": "READ"})
START = estate(
    profiles={
        "APPL": {"A": profile(acl={"BATUSR1": "READ"}, appldata="X", notify="SECADM", warning=True, seclabel="S",
                              seclevel="010")},
        "PTKTDATA": {"A": MASKED, "G": profile(generic=True)}, "PTKTVAL": {},
        "GLOBAL": {"APPL": profile()}, "RACFVARS": {}, "STARTED": {},
    },
    users={
        "SECADM": user("SECGRP", special=True, auditor=True), "DRDAU1": user("DRDAGRP"), "DRDAU2": user("OTHER"),
        "BATUSR1": user("DRDAGRP", "OTHER", uid=7, clauth=("APPL", "USER"), seclabel="S", seclevel="010",
                        special=True, auditor=True, operations=True, roaudit=True, restricted=True,
                        revoke_date="2027-01-01", resume_date="2027-02-01"),
    },
    groups={"SECGRP": group("SECADM"), "DRDAGRP": group("BATUSR1", "DRDAU1"), "OTHER": group("DRDAU2", "BATUSR1"),
            "EMPTY": group(), "SYS1": group("NONE")},
    endpoints=(endpoint("IMSA"),),
)  # fmt: skip

BASE = {
    "RDEFINE": "RDEFINE APPL NEW UACC(NONE) OWNER(SECGRP)",
    "RALTER": "RALTER APPL A",
    "RDELETE": "RDELETE PTKTDATA A",
    "PERMIT": "PERMIT A CLASS(APPL) ID(DRDAU1)",
    "SETROPTS": "SETROPTS",
    "ADDUSER": "ADDUSER NEW DFLTGRP(OTHER) OWNER(SECGRP)",
    "ALTUSER": "ALTUSER BATUSR1",
    "DELUSER": "DELUSER DRDAU1",
    "CONNECT": "CONNECT BATUSR1 GROUP(OTHER)",
    "REMOVE": "REMOVE BATUSR1 GROUP(OTHER)",
    "ADDGROUP": "ADDGROUP NEW SUPGROUP(SYS1) OWNER(SECGRP)",
    "ALTGROUP": "ALTGROUP OTHER",
    "DELGROUP": "DELGROUP EMPTY",
    "UPDATE IMSCON": "UPDATE IMSCON TYPE(CONFIG)",
}
"""A command of each kind on START, to which one operand is added."""

WHOLE = {
    ("RDEFINE", "UACC"): "RDEFINE APPL NEW UACC(READ) OWNER(SECGRP)",
    ("RDEFINE", "OWNER"): "RDEFINE APPL NEW UACC(NONE) OWNER(OTHER)",
    ("RDEFINE", "FROM"): "RDEFINE PTKTDATA NEW FROM(A) OWNER(SECGRP)",
    ("RDEFINE", "FCLASS"): "RDEFINE APPL NEW FROM(A) FCLASS(PTKTDATA) OWNER(SECGRP)",
    ("RDEFINE", "FGENERIC"): "RDEFINE PTKTDATA NEW FROM(G) FGENERIC OWNER(SECGRP)",
    ("RDEFINE", "ADDMEM"): "RDEFINE GLOBAL PTKTDATA UACC(NONE) OWNER(SECGRP) ADDMEM(X/READ)",
    ("RDEFINE", "SSIGNON"): "RDEFINE PTKTDATA NEW UACC(NONE) OWNER(SECGRP) SSIGNON(KEYLABEL(L))",
    ("RALTER", "ADDMEM"): "RALTER GLOBAL APPL ADDMEM(X/READ)",
    ("RALTER", "DELMEM"): "RALTER GLOBAL APPL ADDMEM(X/READ)\nRALTER GLOBAL APPL ADDMEM(Y/READ) DELMEM(X)",
    ("RALTER", "SSIGNON"): "RALTER PTKTDATA A SSIGNON(KEYLABEL(L))",
    ("RALTER", "NOSSIGNON"): "RALTER PTKTDATA A NOSSIGNON",
    ("RDELETE", "GENERIC"): "RDELETE PTKTDATA G GENERIC",
    ("RDELETE", "NOGENERIC"): "RDELETE PTKTDATA G NOGENERIC",
    ("PERMIT", "CLASS"): "PERMIT A CLASS(PTKTDATA) ID(DRDAU1)",
    ("PERMIT", "ID"): "PERMIT A CLASS(APPL) ID(OTHER)",
    ("PERMIT", "DELETE"): "PERMIT A CLASS(APPL) ID(BATUSR1) DELETE",
    ("ADDUSER", "DFLTGRP"): "ADDUSER NEW DFLTGRP(DRDAGRP) OWNER(SECGRP)",
    ("ADDUSER", "OWNER"): "ADDUSER NEW DFLTGRP(OTHER) OWNER(OTHER)",
    ("CONNECT", "GROUP"): "CONNECT BATUSR1 GROUP(EMPTY)",
    ("REMOVE", "GROUP"): "REMOVE DRDAU2 GROUP(OTHER)",
    ("ADDGROUP", "SUPGROUP"): "ADDGROUP NEW SUPGROUP(OTHER) OWNER(SECGRP)",
    ("ADDGROUP", "OWNER"): "ADDGROUP NEW SUPGROUP(SYS1) OWNER(OTHER)",
    ("SETROPTS", "REFRESH"): "RALTER APPL A UACC(READ)\nSETROPTS RACLIST(APPL) REFRESH",
    ("SETROPTS", "RACLIST"): "SETROPTS NORACLIST(APPL)\nSETROPTS RACLIST(APPL)",
    ("UPDATE IMSCON", "TYPE"): "UPDATE IMSCON TYPE(PORT)",
    ("ALTUSER", "GROUP"): "ALTUSER BATUSR1 GROUP(OTHER) AUTHORITY(JOIN)",
    ("ALTUSER", "NOPASSWORD"): "ALTUSER BATUSR1 NOPASSWORD NOPHRASE",
    ("ALTUSER", "NOPHRASE"): "ALTUSER BATUSR1 NOPASSWORD NOPHRASE",
    ("ALTUSER", "PASSWORD"): "ALTUSER BATUSR1 NOPASSWORD NOPHRASE\nALTUSER BATUSR1 SPECIAL PASSWORD(X)",
    ("ALTUSER", "PHRASE"): "ALTUSER BATUSR1 NOPASSWORD NOPHRASE\nALTUSER BATUSR1 SPECIAL PHRASE('x y z')",
    ("ALTUSER", "RESUME"): "ALTUSER BATUSR1 REVOKE\nALTUSER BATUSR1 RESUME",
    ("ALTUSER", "CONTAIN"): "ALTUSER BATUSR1 CONTAIN",
    ("ALTUSER", "NOCONTAIN"): "ALTUSER BATUSR1 CONTAIN\nALTUSER BATUSR1 NOCONTAIN RESUME",
    ("CONNECT", "RESUME"): "CONNECT BATUSR1 GROUP(OTHER) REVOKE\nCONNECT BATUSR1 GROUP(OTHER) RESUME",
    ("CONNECT", "NOREVOKE"): "CONNECT BATUSR1 GROUP(OTHER) REVOKE(01/01/28)\nCONNECT BATUSR1 GROUP(OTHER) NOREVOKE",
    ("CONNECT", "NORESUME"): "CONNECT BATUSR1 GROUP(OTHER) RESUME(01/01/28) REVOKE(01/01/27)\n"
                             "CONNECT BATUSR1 GROUP(OTHER) NORESUME",
    ("CONNECT", "NOSPECIAL"): "CONNECT BATUSR1 GROUP(OTHER) SPECIAL\nCONNECT BATUSR1 GROUP(OTHER) NOSPECIAL",
}  # fmt: skip
"""Where adding the operand to BASE would not show its effect. The last line is the command in question."""

AGAINST = {
    ("ADDUSER", "NOAUDITOR"), ("ADDUSER", "NOOPERATIONS"), ("ADDUSER", "NORESTRICTED"), ("ADDUSER", "NOROAUDIT"),
    ("ADDUSER", "NOSPECIAL"), ("ADDUSER", "NOCLAUTH"), ("ADDUSER", "NOPASSWORD"), ("ADDUSER", "NOPHRASE"),
    ("ADDUSER", "AUTHORITY"),
    ("SETROPTS", "GENERIC"), ("SETROPTS", "GENCMD"), ("SETROPTS", "CLASSACT"), ("SETROPTS", "GRPLIST"),
    ("SETROPTS", "ADDCREATOR"), ("UPDATE IMSCON", "TYPE")
}  # fmt: skip
"""Operands whose effect is what START, or a new user, has already."""

VALUE = {
    "OWNER": "OTHER", "NOTIFY": "OTHER", "UACC": "READ", "ACCESS": "UPDATE", "AUDIT": "ALL(READ)", "GLOBALAUDIT": "ALL",
    "DFLTGRP": "OTHER", "SUPGROUP": "SECGRP", "GROUP": "OTHER", "AUTHORITY": "JOIN", "CLAUTH": "PTKTDATA",
    "NOCLAUTH": "APPL", "FROM": "G", "FCLASS": "APPL", "OMVS": "UID(0)", "SET": "RACF(ON)", "LEVEL": "3",
    "SSIGNON": "KEYLABEL(L)", "LOGOPTIONS": "ALWAYS(APPL)", "INACTIVE": "30", "RESET": "ALL", "CLASS": "APPL",
}  # fmt: skip


def _value(name: str, spec: Spec) -> str:
    if spec.kind == "flag":
        return ""
    if spec.kind == "choice":
        return f"({VALUE.get(name) or next(iter(spec.sub))})"
    if name == "WHEN" and spec.sub:
        return "(DAYS(MONDAY))" if "DAYS" in spec.sub else "(TERMINAL(T))" if "TERMINAL" in spec.sub else "(PROGRAM)"
    if name == "PASSWORD" and spec.kind == "options":
        return "(REVOKE(3))"
    kinds = {"date": "(01/01/28)", "classes": "(APPL)", "number": f"({spec.low})", "hex16": "(0123456789ABCDEF)"}
    value = VALUE.get(name)
    if name == "AUDIT" and spec.kind == "classes":
        value = None
    return f"({value})" if value else kinds.get(spec.kind, "(X)")


def _rows() -> list[tuple[str, str, str]]:
    rows = []
    for verb, names in OPERANDS.items():
        for name, spec in names.items():
            value = "" if spec.optional and name in ("REVOKE", "RESUME") else _value(name, spec)
            first = f"{BASE[verb]} NO{name}\n" if f"NO{name}" in names and verb in ("ALTUSER", "RALTER") else ""
            before = first if disposition(verb, name).kind == "modelled" else ""
            rows.append((verb, name, WHOLE.get((verb, name)) or f"{before}{BASE[verb]} {name}{value}"))
    return rows


def _facts(applied: Applied) -> list[Estate]:
    return [one.model_copy(update={"change": None}) for one in (applied.stored, applied.active)]


def _without(verb: str, script: str, name: str) -> list[Estate]:
    """The estates without the operand: the lines before the last, and BASE."""
    lines = script.split("\n")[:-1]
    if name in ("REFRESH", "RESUME", "DELMEM", "NOCONTAIN", "NOREVOKE", "NORESUME", "NOSPECIAL", "RACLIST"):
        return _facts(run("\n".join(lines), START)) if lines else _facts(run(BASE[verb], START))
    return _facts(run("\n".join([*lines, BASE[verb]]), START))


@pytest.mark.parametrize(("verb", "name", "script"), _rows(), ids=[f"{verb}-{name}" for verb, name, _ in _rows()])
def test_the_model_does_what_the_disposition_says(verb: str, name: str, script: str) -> None:
    kind = disposition(verb, name).kind
    done = run(script, START)
    levels = {one.level for one in done.messages}
    if kind == "blocks":
        assert any(one.level == "not-understood" and name in one.text for one in done.messages)
    elif kind == "outside":
        assert any(one.level == "undecided" and f"({name}:" in one.text for one in done.messages)
        assert "not-understood" not in levels
    elif kind == "harmless":
        assert "not-understood" not in levels
        assert not any(f"{name}:" in one.text or f"{name} is" in one.text for one in done.messages)
        assert _facts(done) == _without(verb, script, name)
    elif (verb, name) not in AGAINST:
        assert _facts(done) != _without(verb, script, name)
        assert "not-understood" not in levels or (verb, name) == ("UPDATE IMSCON", "TYPE")


@pytest.mark.parametrize(
    ("where", "name", "script"),
    [
        (where, name, f"{base}({name}{_value(name, spec)})")
        for where, _, names in _tables()
        for base in [{
            "SSIGNON": "RALTER PTKTDATA A SSIGNON", "SETROPTS PASSWORD": "SETROPTS PASSWORD",
            "SET": "UPDATE IMSCON TYPE(CONFIG) SET",
        }.get(where, "")]
        if base
        for name, spec in names.items()
    ],
)  # fmt: skip
def test_the_same_inside_parentheses(where: str, name: str, script: str) -> None:
    done = run(script, START)
    kind = disposition(where, name).kind
    levels = {one.level for one in done.messages}
    assert ("not-understood" in levels) == (kind == "blocks")
    assert ("undecided" in levels) == (kind == "outside")
    if kind in ("blocks", "outside"):
        assert _facts(done) == _facts(run("SETROPTS LIST", START))


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_commands_known_by_name_do_what_their_disposition_says(name: str) -> None:
    done = run("PASSWORD USER(BATUSR1) INTERVAL(90)" if name == INTERVAL else f"{name} X", START)
    word = {"blocks": ["NOT-UNDERSTOOD"], "outside": ["UNDECIDED"], "harmless": []}[COMMANDS[name].kind]
    assert [one.id for one in done.messages] == word
    assert _facts(done) == _facts(run("SETROPTS LIST", START))


@pytest.mark.parametrize("operands", ["INTERVAL(90)", "INTERVAL( 90 )  USER(BATUSR1)", "USER(A B) INTERVAL(254)"])
def test_how_long_a_password_lasts_is_outside(operands: str) -> None:
    assert [one.id for one in run(f"PASSWORD {operands}", START).messages] == ["UNDECIDED"]
    assert [one.id for one in run(f"pw {operands}", START).messages] == ["UNDECIDED"]


@pytest.mark.parametrize(
    "operands",
    ["", "USER(BATUSR1)", "NOINTERVAL", "PASSWORD(A B) INTERVAL(90)", "USER(BATUSR1) INTERVAL(90) NOINTERVAL"],
)
def test_a_password_command_that_does_more_blocks(operands: str) -> None:
    assert [one.id for one in run(f"PASSWORD {operands}", START).messages] == ["NOT-UNDERSTOOD"]
