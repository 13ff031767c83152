from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.errors import EvidenceUnreadable
from auditor.models.imsconnect import Endpoint, effective_application
from auditor.sources.hwscfg.grammar import Param
from auditor.sources.hwscfg.read import LIMIT, read_member
from auditor.sources.read import Read as FileRead
from tests.writers.hwscfg import Style, member

Read = Callable[[str | bytes], FileRead]
SOUND = "HWS=(ID=ICONDB1,RACF=Y)\nODACCESS=(APPL=IMSDRDA1,DRDAPORT=(ID=5555,PORTTMOT=6000))\n"

WORD = st.from_regex(r"[A-Z#$@][A-Z0-9#$@.]{0,7}", fullmatch=True)
NUMBER = st.integers(1, 65535).map(str)
PORT = st.fixed_dictionaries({"ID": NUMBER}, optional={"KEEPAV": NUMBER, "PORTTMOT": NUMBER})
STATEMENTS = st.lists(
    st.one_of(
        st.tuples(
            st.just("HWS"),
            st.fixed_dictionaries(
                {"ID": WORD}, optional={"RACF": st.sampled_from("YN"), "PSWDMC": st.sampled_from("RNY")}
            ),
        ),
        st.tuples(
            st.just("ODACCESS"),
            st.fixed_dictionaries(
                {},
                optional={
                    "APPL": WORD,
                    "DRDAPORT": st.lists(PORT, min_size=1, max_size=4),
                    "IMSPLEX": st.fixed_dictionaries({"MEMBER": WORD, "TMEMBER": WORD}),
                },
            ),
        ),
        st.tuples(
            st.just("TCPIP"),
            st.fixed_dictionaries(
                {"HOSTNAME": WORD}, optional={"EXIT": st.lists(WORD, min_size=2, max_size=6), "MAXSOC": NUMBER}
            ),
        ),
        st.tuples(
            st.just("DATASTORE"),
            st.fixed_dictionaries({"ID": WORD}, optional={"APPL": WORD, "GROUP": WORD, "TMEMBER": WORD}),
        ),
    ),
    min_size=1,
    max_size=6,
)
STYLES = st.builds(
    Style,
    seed=st.integers(0, 999),
    continuation=st.sampled_from(["comma", "full"]),
    equals=st.booleans(),
    comments=st.booleans(),
    sequence=st.booleans(),
    blanks=st.booleans(),
)


def endpoint(member: FileRead) -> Endpoint:
    assert member.facts.endpoint is not None
    return member.facts.endpoint


def codes(member: FileRead, level: str | None = None) -> list[str]:
    return [one.code for one in member.diagnostics if level in (None, one.level)]


def plain(params: Any) -> list[Any]:
    return [(one.name, plain(one.value) if isinstance(one.value, list) else one.value) for one in params]


def wanted(given: Mapping[str, Any]) -> list[Any]:
    rows: list[Any] = []
    for name, value in given.items():
        for one in value if isinstance(value, list) and isinstance(value[0], dict) else [value]:
            if isinstance(one, dict):
                rows.append((name, wanted(one)))
            else:
                rows.append((name, [(None, item) for item in one] if isinstance(one, list) else one))
    return rows


@settings(max_examples=150, deadline=None)
@given(statements=STATEMENTS, style=STYLES)
def test_what_is_written_is_read_in_every_form(
    statements: list[Any], style: Style, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("member") / "m"
    path.write_text(member(statements, style))
    found = read_member(str(path), 0)
    assert [(one.name, plain(one.params)) for one in found.facts.statements] == [(n, wanted(g)) for n, g in statements]
    assert not {"unbalanced-parentheses", "syntax", "data-past-column-72"} & set(codes(found))


@settings(max_examples=60, deadline=None)
@given(statements=STATEMENTS, style=STYLES)
def test_every_parameter_keeps_its_columns(
    statements: list[Any], style: Style, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("member") / "m"
    path.write_text(member(statements, style))
    found = read_member(str(path), 0)
    for port in endpoint(found).ports:
        at = port.id.at
        assert at is not None
        text = found.lines[at.record][at.first - 1 : at.last].replace(" ", "")
        assert f"ID={port.id.value}".startswith(text)


@settings(max_examples=150, deadline=None)
@given(cut=st.integers(0, len(SOUND) - 2))
def test_a_member_that_is_cut_never_says_something_else(cut: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Whatever is left is as it was, or unknown with an error: never a default that hides what was cut off."""
    path = tmp_path_factory.mktemp("cut") / "m"
    path.write_text(SOUND[:cut])
    try:
        found = read_member(str(path), 0)
    except EvidenceUnreadable:
        return
    one = endpoint(found)
    assert one.racf.value in (True, None)
    if cut < SOUND.index("\n"):
        assert found.damage
        assert one.racf.value is None
        assert one.odaccess.value is None
    elif "ODACCESS" in SOUND[:cut]:
        assert found.damage
        assert effective_application(one).name is None


@pytest.mark.parametrize(
    ("change", "code", "lost"),
    [
        (("RACF=Y", "RACF=Y,RACF=N"), "duplicate-parameter", "racf"),
        (("RACF=Y", "RACF=YES"), "invalid-value", "racf"),
        (("RACF=Y", "racf=Y"), "lowercase-keyword", "racf"),
        (("RACF=Y", "RAFC=Y"), "unknown-parameter", "racf"),
        (("RACF=Y)", "RACF=Y"), "unbalanced-parentheses", "racf"),
        (("HWS=", "HSW="), "unknown-statement", "racf"),
        (("HWS=", "hws="), "lowercase-keyword", "racf"),
        (("HWS=(ID=ICONDB1,RACF=Y)\n", ""), "no-hws-statement", "racf"),
        (("ODACCESS=", "ODACESS="), "unknown-statement", "odaccess"),
        (("APPL=IMSDRDA1", "APPL=IMSDRDA1,APPL=OTHER"), "duplicate-parameter", "appl"),
        (("ODACCESS=", "ODACCESS=(APPL=X)\nODACCESS="), "duplicate-statement", "appl"),
        (("ID=ICONDB1", "ID=1CONDB1"), "id-bad-first-character", "id"),
        (("HWS=", "/* HWS="), "unclosed-comment", "racf"),
    ],
)
def test_what_is_broken_is_unknown_with_a_reason_and_an_error(
    read: Read, change: tuple[str, str], code: str, lost: str
) -> None:
    broken = SOUND.replace(*change)
    if code == "unclosed-comment":
        broken = "TCPIP=(HOSTNAME=T)\n" + broken
    found = read(broken)
    assert code in codes(found, "error")
    assert code in [one.code for one in found.damage]
    fact = getattr(endpoint(found), lost)
    assert fact.value is None
    assert fact.why
    assert endpoint(found).damaged
    assert found.input.rejected == len(found.damage) > 0


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("RACF=Y", "RACF=N"), "racf-off"),
        ((",RACF=Y", ""), "racf-defaulted-off"),
        (("APPL=IMSDRDA1,", ""), "appl-from-hws-id"),
        (("APPL=IMSDRDA1", "APPL="), "appl-blank"),
        (("APPL=IMSDRDA1", "APPL=IMSDRDA12"), "appl-too-long"),
    ],
)
def test_what_policies_judge_is_a_remark(read: Read, change: tuple[str, str], code: str) -> None:
    found = read(SOUND.replace(*change))
    assert code in codes(found, "remark")
    assert found.damage == ()
    assert not endpoint(found).damaged


def test_a_blank_application_name_is_not_an_absent_one(read: Read) -> None:
    blank, absent = read(SOUND.replace("IMSDRDA1", "")), read(SOUND.replace("APPL=IMSDRDA1,", ""))
    assert (endpoint(blank).appl.value, endpoint(blank).appl.origin) == ("", "coded")
    assert (endpoint(absent).appl.value, endpoint(absent).appl.origin) == (None, "default")
    for one in (blank, absent):
        assert effective_application(endpoint(one)) == ("ICONDB1", "HWS ID")


def test_defaults_say_that_they_are_defaults(read: Read) -> None:
    one = endpoint(read("HWS=(ID=ICONDB1)\nODACCESS=()"))
    for name, value in (("racf", False), ("pswdmc", "R"), ("uidcache", False), ("odracfst", False)):
        fact = getattr(one, name)
        assert (fact.value, fact.origin) == (value, "default")
    assert one.uidage.value is None
    assert one.uidage.why


def test_the_default_of_a_member_without_odaccess_is_that_it_is_no_drda_endpoint(read: Read) -> None:
    one = endpoint(read("HWS=(ID=ICONDB1,RACF=Y)\nDATASTORE=(ID=IMSA,APPL=NOTDRDA)\n"))
    assert (one.odaccess.value, one.odaccess.origin) == (False, "default")
    assert effective_application(one).name is None


def test_datastore_and_remote_names_are_never_the_drda_name(read: Read) -> None:
    text = (
        SOUND.replace("APPL=IMSDRDA1,", "") + "DATASTORE=(ID=IMSA,APPL=STORE)\nRMTIMSCON=(ID=R,APPL=REMOTE,USERID=U)\n"
    )
    assert effective_application(endpoint(read(text))).name == "ICONDB1"


def test_a_port_coded_twice_within_one_drdaport_is_unknown(read: Read) -> None:
    (port,) = endpoint(read(SOUND.replace("ID=5555", "ID=5555,ID=5556"))).ports
    assert port.id.value is None
    assert port.id.why == "ODACCESS.DRDAPORT.ID is coded twice"


@pytest.mark.parametrize(
    ("port", "code"),
    [
        ("0", "port-out-of-range"),
        ("65536", "port-out-of-range"),
        ("000443", "port-field-too-long"),
        ("AB", "invalid-value"),
    ],
)
def test_a_port_that_cannot_be_is_an_error(read: Read, port: str, code: str) -> None:
    found = read(SOUND.replace("ID=5555", f"ID={port}"))
    assert code in codes(found, "error")


def test_a_name_that_is_missing_is_taken_from_the_file(read: Read) -> None:
    assert endpoint(read("ODACCESS=(APPL=A)\n")).name == "(HWSCFG00.txt)"


def test_data_past_column_72_is_an_error(read: Read) -> None:
    found = read(f"{'HWS=(ID=ICONDB1,':<66}RACF=Y,PSWDMC=R)\n")
    assert "data-past-column-72" in codes(found, "error")
    assert endpoint(found).damaged


def test_sequence_numbers_are_no_data(read: Read) -> None:
    found = read("".join(f"{line:<72}{number:08}\n" for number, line in enumerate(SOUND.splitlines(), 1)))
    assert found.diagnostics == ()


@pytest.mark.parametrize("codepage", ["cp1047", "ascii"])
def test_cards_of_a_binary_transfer_have_no_line_ends(read: Read, codepage: str) -> None:
    import ebcdic  # noqa: F401 - registers cp1047

    found = read("".join(f"{line:<80}" for line in SOUND.splitlines()).encode(codepage))
    assert found.diagnostics == ()
    assert found.input.records == 2
    assert endpoint(found).appl.value == "IMSDRDA1"
    assert endpoint(found).appl.at is not None
    assert endpoint(found).appl.at.record == 2


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (Path("tests/data/setropts/01-auditor.txt").read_text(), "SETROPTS LIST"),
        ("0500 NAME                 PTKTDATA N 00\n0505 IMSDRDA1\n", "IRRDBU00 unload"),
        ("//STEP1 EXEC PGM=HWSHWS00,PARM='HWSCFG=HWSCFG00'\n//PROCLIB DD DSN=IMS.PROCLIB,DISP=SHR\n", "JCL"),
        ("clients:\n  - id: x\n", "YAML"),
        ("nothing of the kind\n", "no HWSCFGxx member"),
        ("\x00\x01\x02", "binary"),
        ("  \n ", "is empty"),
        ("* HWS=(ID=A)\n", "no HWSCFGxx member"),
    ],
)
def test_what_is_no_member_is_refused_by_what_it_looks_like(read: Read, content: str, named: str) -> None:
    with pytest.raises(EvidenceUnreadable, match=named) as refused:
        read(content)
    assert refused.value.return_code == 12
    assert refused.value.advice
    assert "\n" not in str(refused.value)


def test_what_is_larger_than_any_member_is_refused(read: Read) -> None:
    with pytest.raises(EvidenceUnreadable, match="larger than 512 KiB"):
        read(SOUND + "*" * LIMIT)


def test_rubbish_without_end_is_one_damage(read: Read) -> None:
    found = read(SOUND + ")" * 100_000)
    assert codes(found).count("unbalanced-parentheses") == 1
    assert endpoint(found).damaged
    assert isinstance(found.facts.statements[0].params[0], Param)


def test_a_value_without_its_keyword_may_be_of_any_parameter_that_is_missed(read: Read) -> None:
    member = read("HWS=(ID=ICON1,Y)\nODACCESS=(APPL=IMSD)\n")
    assert member.facts.endpoint is not None
    assert member.facts.endpoint.id.value == "ICON1"
    assert (member.facts.endpoint.racf.value, member.facts.endpoint.racf.origin) == (None, None)
    assert member.facts.endpoint.racf.why == "HWS=Y is no value this parameter can have; it may be what was meant"
    assert [row.code for row in member.diagnostics if row.level == "error"] == ["invalid-value"]


# -- links and IMS TM --------------------------------------------------------------------------------------------------

LINK = "RMTIMSCON=(ID=ICON2,HOSTNAME=H2,PORT=5101,\n PERSISTENT=Y,APPL=APP2,USERID=USER2)\n"
TM = "TCPIP=(HOSTNAME=TCPIP,PORTID=(5001,LOCAL,5002),PORT=(ID=5003,KEEPAV=5),\n SSLPORT=5004,RACFID=TMUSER)\n"


def test_a_link_is_a_fact_with_its_columns(read: Read) -> None:
    found = read(SOUND + LINK)
    (link,) = endpoint(found).links
    said = (link.id, link.host.value, link.port.value, link.persistent.value, link.application.value, link.user.value)
    assert said == ("ICON2", "H2", 5101, True, "APP2", "USER2")
    at = link.persistent.at
    assert at is not None
    assert found.lines[at.record][at.first - 1 : at.last] == "PERSISTENT=Y"


def test_a_link_is_not_persistent_unless_it_says_so(read: Read) -> None:
    (link,) = endpoint(read(SOUND + LINK.replace("PERSISTENT=Y,", ""))).links
    assert (link.persistent.value, link.persistent.origin) == (False, "default")
    (link,) = endpoint(read(SOUND + LINK.replace("HOSTNAME=H2", "IPADDR=10.1.2.3"))).links
    assert link.host.value == "10.1.2.3"


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("PERSISTENT=Y", "PERSISTENT=X", "persistent"),
        ("PERSISTENT=Y", "PERSISTENT=Y,PERSISTENT=N", "persistent"),
        ("PERSISTENT=Y", "PERSISTANT=Y", "persistent"),
        ("PERSISTENT=Y", "persistent=Y", "persistent"),
        ("PORT=5101", "PORT=0", "port"),
        ("PORT=5101", "PORT=99999", "port"),
        ("APPL=APP2", "APPL=APP2,APPL=APP3", "application"),
        ("USERID=USER2", "USERD=USER2", "user"),
    ],
)
def test_what_is_broken_of_a_link_is_unknown(read: Read, old: str, new: str, field: str) -> None:
    (link,) = endpoint(read(SOUND + LINK.replace(old, new))).links
    fact = getattr(link, field)
    assert fact.value is None
    assert fact.why


@pytest.mark.parametrize(("left_out", "item"), [("APPL=APP2,", "USERID"), (",USERID=USER2", "APPL")])
def test_half_a_definition_is_a_remark_and_costs_nothing(read: Read, left_out: str, item: str) -> None:
    found = read(SOUND + LINK.replace(left_out, ""))
    assert [(one.level, one.code) for one in found.diagnostics] == [("remark", "rmtimscon-appl-without-userid")]
    assert f"RMTIMSCON.{item}" in found.diagnostics[0].message
    assert found.damage == ()


def test_ports_for_ims_tm_and_the_user_of_messages_without_one(read: Read) -> None:
    found = endpoint(read(SOUND + TM))
    assert sorted(port.id.value or 0 for port in found.tm_ports) == [5001, 5002, 5003, 5004]
    assert (found.racfid.value, found.unread) == ("TMUSER", None)
    found = endpoint(read(SOUND + "TCPIP=(HOSTNAME=TCPIP,PORTID=LOCAL)\n"))
    assert (found.tm_ports, found.racfid.value, found.racfid.origin) == ((), None, "default")
    assert endpoint(read(SOUND)).racfid.origin == "default", "no TCPIP statement codes none"


@pytest.mark.parametrize("port", ["0", "70000", "50X1", "", "((5001))"])
def test_a_port_for_ims_tm_that_cannot_be_is_a_port_without_its_number(read: Read, port: str) -> None:
    (tm,) = endpoint(read(SOUND + f"TCPIP=(HOSTNAME=TCPIP,PORTID=({port}))\n")).tm_ports
    assert tm.id.value is None
    assert tm.id.why


def test_what_cannot_be_read_may_be_a_link(read: Read) -> None:
    found = endpoint(read(SOUND + LINK.replace("RMTIMSCON", "RMTIMSCN")))
    assert (found.links, found.racfid.value) == ((), None)
    assert found.unread == "RMTIMSCN is no IMS Connect statement, so it is not known what else is coded"
    assert found.racfid.why == found.unread
