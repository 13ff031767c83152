"""Reading: carriers, continuations, prefixes, what is refused, and that printing and reading agree."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.racf.commands import names_of, parse_script, print_command
from auditor.racf.commands.build import Mistake, expand
from auditor.racf.commands.grammar import by_grammar, plain
from auditor.racf.commands.model import MASK, Aside, Permit, Ralter, Rdefine, Setropts
from auditor.racf.commands.operands import OPERANDS, Spec

KEY = "0123456789ABCDEF"

PAIRS = [
    ("RDEFINE APPL IMSAPP1 UACC(NONE) OWNER(SECGRP)", "RDEF APPL IMSAPP1 UA(N) O(SECGRP)".replace(" O(", " OW(")),
    ("PERMIT IMSAPP1 CLASS(APPL) ID(SECADM) DELETE", "PE IMSAPP1 C(APPL) I(SECADM) D"),
    ("PERMIT IMSAPP1 CLASS(APPL) ID(DRDAGRP,BATUSR1) ACCESS(READ)", "pe IMSAPP1 cl(APPL) id( DRDAGRP BATUSR1 ) ac(r)"),
    (f"RDEFINE PTKTDATA IMSAPP1 SSIGNON(KEYMASKED({KEY})) UACC(NONE)",
     f"RDEF PTKTDATA IMSAPP1 SS(KEYM({KEY})) UA(N)"),
    ("RALTER PTKTDATA IMSAPP1 APPLDATA('NO REPLAY PROTECTION')", "RALT PTKTDATA IMSAPP1 AP('NO REPLAY PROTECTION')"),
    ("RALTER PTKTDATA IMSAPP1 NOAPPLDATA", "RALT PTKTDATA IMSAPP1 NOA"),
    ("RALTER PTKTDATA IMSAPP1 SSIGNON(EPTKEYLABEL(IMS.DRDA.EPT.KEY1))",
     "RALT PTKTDATA IMSAPP1 SS(EP(IMS.DRDA.EPT.KEY1))"),
    ("RDEFINE PTKTDATA IRRPTAUTH.IMSAPP1.* UACC(NONE)", "RDEF PTKTDATA IRRPTAUTH.IMSAPP1.* UA(N)"),
    ("PERMIT IRRPTAUTH.IMSAPP1.* CLASS(PTKTDATA) ID(BATUSR1) ACCESS(UPDATE)",
     "PE IRRPTAUTH.IMSAPP1.* C(PTKTDATA) I(BATUSR1) AC(U)"),
    ("PERMIT IRRPTAUTH.IMSAPP1.* CLASS(PTKTDATA) RESET(ALL)", "PE IRRPTAUTH.IMSAPP1.* C(PTKTDATA) R(A)"),
    ("SETROPTS RACLIST(PTKTDATA) REFRESH", "SETR RAC(PTKTDATA) REF"),
    ("SETROPTS RACLIST(PTKTDATA,APPL) REFRESH", "SETR RAC(PTKTDATA APPL) REF"),
    ("SETROPTS NOGENERIC(PTKTDATA) NOGENCMD(PTKTDATA)", "SETR NOGENERIC(PTKTDATA) NOGENC(PTKTDATA)"),
    ("RDELETE PTKTDATA IRRPTAUTH.IMSAPP2.* NOGENERIC", "RDEL PTKTDATA IRRPTAUTH.IMSAPP2.* N"),
    ("SETROPTS CLASSACT(PTKTDATA) RACLIST(PTKTDATA)", "SETR CL(PTKTDATA) RAC(PTKTDATA)"),
    ("SETROPTS NOCLASSACT(APPL)", "SETR NOCL(APPL)"),
    ("RALTER APPL IMSAPP1 WARNING", "RALT APPL IMSAPP1 WA"),
    ("ALTUSER BATUSR1 NOPASSWORD NOPHRASE", "ALU BATUSR1 NOPA NOPH"),
    ("ALTUSER DRDAU1 REVOKE(03/31/25)", "ALU DRDAU1 REV(03/31/25)"),
    ("CONNECT DRDAU2 GROUP(DRDAGRP) REVOKE(04/30/25)", "CO DRDAU2 GROU(DRDAGRP) REV(04/30/25)"),
    ("DELUSER OLDUSR", "DU OLDUSR"),
    ("RDEFINE APPL IMSAPP9 UACC(NONE) DATA('DRDA ENTRY') AUDIT(FAILURES(READ) SUCCESS(READ))",
     "RDEF APPL IMSAPP9 UA(N) +\n  DAT('DRDA ENTRY') /* ticket 4711 */ -\n  AU(F(R) SUCCESS(R))"),
    ("ADDGROUP DRDAGRP2 SUPGROUP(DRDAGRP) OWNER(SECGRP) DATA('DON''T')",
     "AG DRDAGRP2 SU(DRDAGRP) OW(SECGRP) DA('DON''T')"),
    ("ADDUSER (U1,U2) DFLTGRP(DRDAGRP) RESTRICTED", "AU (U1 U2) DFL(DRDAGRP) RES"),
    ("REMOVE DRDAU1 GROUP(DRDAGRP)", "RE DRDAU1 G(DRDAGRP)"),
    ("ALTGROUP DRDAGRP OWNER(SECGRP)", "ALG DRDAGRP OW(SECGRP)"),
    ("DELGROUP DRDAGRP", "DG DRDAGRP"),
    ("UPDATE IMSCON TYPE(CONFIG) SET(ODBMAPPL(IMSDRDA1))", "UPD IMSCON T(CONFIG) SE(ODB(IMSDRDA1))"),
    ("PERMIT X CLASS(APPL) ID(*) ACCESS(READ) WHEN(TERMINAL(T1 T2) CRITERIA(SQLROLE(A)))",
     "PE X C(APPL) I(*) AC(R) W(T(T1,T2) CR(SQLROLE(A)))"),
]  # fmt: skip


@pytest.mark.parametrize(("long", "short"), PAIRS, ids=[long.split("(")[0] for long, _ in PAIRS])
def test_long_and_shortest_form_are_the_same_command(long: str, short: str) -> None:
    first, second = parse_script(long), parse_script(short)
    assert not first.problems
    assert not second.problems
    assert first.commands[0].command == second.commands[0].command
    printed = print_command(first.commands[0].command)
    assert parse_script(printed).commands[0].command == first.commands[0].command


BAD = [
    ("PERMIT X CLASS(APPL) A(READ) ID(B)", "ambiguous-operand", "ACCESS or AT"),
    ("PERMIT X CLASS(APPL) ID(B) F(Y)", "ambiguous-operand", "FCLASS or FGENERIC or FROM or FVOLUME"),
    ("PERMIT X CLASS(APPL) ID(B) FOO(X)", "unknown-operand", "FOO"),
    ("RDEFINE PTKTDATA X SSIGNON(KEYMASKED(0123456789ABCDEF)", "unclosed-parenthesis", "not closed"),
    ("RDEFINE PTKTDATA X SSIGNON(KEYMASKED(0123456789ABCDEF) UACC(NONE))", "unknown-operand", "UACC"),
    ("RDEFINE PTKTDATA X SSIGNON(KEYMASKED(0123456789ABCDE))", "bad-value", "16 hexadecimal"),
    ("RDEFINE PTKTDATA X SSIGNON(KEYMASKED(0123456789ABCDEF) KEYLABEL(L))", "contradicting-operands", "KEYLABEL"),
    ("RALTER PTKTDATA X SSIGNON(TIMEOUT(601))", "bad-value", "1 to 600"),
    ("RDEFINE APPL X UACC(NONE))", "unbalanced-parenthesis", "no opening"),
    ("RDEFINE APPL X DATA('oops", "unclosed-quote", "not closed"),
    ("RDEFI APPL X", "unknown-command", "not a command"),
    ("RALTER APPL X WARNING NOWARNING", "contradicting-operands", "NOWARNING"),
    ("PERMIT X CLASS(APPL) CLASS(PTKTDATA) ID(A)", "repeated-operand", "CLASS"),
    ("PERMIT X CLASS(APPL) ID(A) ACCESS(READ) DELETE", "contradicting-operands", "DELETE"),
    ("PERMIT X CLASS(APPL)", "missing-operand", "no ID"),
    ("PERMIT CLASS(APPL) ID(X)", "unexpected-text", "profile name"),
    ("ADDUSER", "unexpected-text", "name"),
    ("ADDUSER TOOLONGNAME", "bad-name", "1 to 8"),
    ("ALTUSER U1 REVOKE(13/31/25)", "bad-value", "date"),
    ("ALTUSER U1 SPECIAL(YES)", "unexpected-value", "no value"),
    ("SETROPTS RACLIST REFRESH", "missing-value", "RACLIST"),
    ("RDEFINE APPL X; RDEFINE APPL Y", "unexpected-text", "semicolon"),
    ("RDEFINE APPL " + "(" * 3000, "too-deep", "nested"),
    ("RDEFINE APPL X -", "continued-into-nothing", "nothing follows"),
    ("RDEFINE APPL X UACC(NO\x07NE)", "not-text", "not text"),
    ("RDEFINE APPL X NOTAPART", "unknown-operand", "NOTAPART"),
]


@pytest.mark.parametrize(("text", "code", "part"), BAD, ids=[code + str(n) for n, (_, code, _) in enumerate(BAD)])
def test_what_is_not_certain_is_refused_with_its_line(text: str, code: str, part: str) -> None:
    script = parse_script(f"SETROPTS LIST\n{text}")
    assert [(one.line, one.code) for one in script.problems] == [(2, code)]
    assert part in script.problems[0].message
    assert [one.line for one in script.commands] == [1]


def test_a_problem_names_the_line_inside_a_continued_command() -> None:
    (problem,) = parse_script("RDEFINE APPL X +\n UACC(NONE) +\n DATA('open").problems
    assert (problem.line, problem.code) == (3, "unclosed-quote")


def test_an_exact_name_wins_over_a_longer_one() -> None:
    (one,) = parse_script("SETR GENERIC(APPL)").commands
    assert one.command == parse_script("SETROPTS GENERIC(APPL)").commands[0].command
    assert parse_script("SETR GEN(APPL)").problems[0].code == "ambiguous-operand"


def test_continuation_signs_differ_in_what_they_keep() -> None:
    glued = parse_script("PERMIT IRRPT+\n   AUTH.A CLASS(PTKTDATA) ID(U1)").commands[0].command
    assert isinstance(glued, Permit)
    assert glued.profile == "IRRPTAUTH.A"
    kept = parse_script("RALTER APPL X DATA('a-\n  b')").commands[0].command
    assert isinstance(kept, Ralter)
    assert kept.operands.word("DATA") == "a  b"


JCL = """//GATE     JOB 1
//* a comment
//STEP1    EXEC PGM=IKJEFT01
//SYSTSPRT DD  SYSOUT=*
//OTHER    DD  *
RDEFINE APPL WRONG
/*
//SYSTSIN  DD  *
  RDEFINE APPL IMSAPP1 UACC(NONE)
/*
//STEP2    EXEC PGM=IKJEFT1A
//SYSTSIN  DD  DATA,
//             DLM=ZZ
/* a comment */ PERMIT IMSAPP1 CLASS(APPL) ID(U1)
ZZ
//STEP3    EXEC PGM=IKJEFT1B
//SYSTSIN  DD  *
  SETROPTS RACLIST(APPL) REFRESH
"""


def test_jcl_gives_the_commands_of_its_systsin_streams_in_order() -> None:
    script = parse_script(JCL)
    assert not script.problems
    assert [(one.line, type(one.command)) for one in script.commands] == [(9, Rdefine), (14, Permit), (18, Setropts)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("//A EXEC PGM=IKJEFT01\n//X DD *\nRDEFINE APPL A\n", "no-systsin"),
        ("//A EXEC PGM=IKJEFT01\n//SYSTSIN DD DSN=MY.CLIST,DISP=SHR\n", "not-inline"),
        ("RDEFINE APPL A\n//SYSTSIN DD *\n", "outside-stream"),
        ("//SYSTSIN DD *\n/* why */\n RDEFINE APPL A\n", "comment-ends-stream"),
        ("", "empty-script"),
        ("\n \n/* nothing */\n", "empty-script"),
    ],
)
def test_a_carrier_without_certain_commands_is_a_problem(text: str, code: str) -> None:
    script = parse_script(text)
    assert code in {one.code for one in script.problems}
    assert not script.commands


def test_sequence_numbers_are_dropped_and_a_cut_command_is_refused() -> None:
    card = "PERMIT IMSAPP1 CLASS(APPL) ID(U1) ACCESS(READ)".ljust(72) + "00010000"
    assert isinstance(parse_script(card + "\n").commands[0].command, Permit)
    long = "PERMIT IRRPTAUTH.IMSAPP1.BATUSR1 CLASS(PTKTDATA) ID(BATUSR1) ACCESS(UPDATE)"
    cut = parse_script(f"SETROPTS LIST\n{long[:72]}\n")
    assert [(one.line, one.code) for one in cut.problems] == [(2, "cut-at-72")]
    mixed = parse_script(f"{card}\n{long}\n")
    assert [(one.line, one.code) for one in mixed.problems] == [(2, "cut-at-72")]


def test_utf_16_is_refused() -> None:
    assert parse_script("RDEFINE APPL X".encode("utf-16")).problems[0].code == "not-text"


def test_secrets_are_nowhere() -> None:
    text = (
        f"RDEF PTKTDATA A SSIGNON(KEYM({KEY}))\nALU U1 PASSWORD(SECRET1) PHRASE('my long secret1 phrase')\n"
        f"ALU U1 PASSWORD SECRET1\nRDEF PTKTDATA B SSIGNON(KEYMASKED({KEY}) {KEY})\n"
        f"RALT PTKTDATA A SSIGNON(KEYMASKED({KEY}\n"
        f"ALU U2 KERB(PASSWORD(SECRET1))\nAU U3 PASSW(SECRET1) SECRET1"
    )
    script = parse_script(text)
    everything = f"{script!r} {[print_command(one.command) for one in script.commands]} {dict(script.lines)}".upper()
    assert KEY not in everything
    assert "SECRET1" not in everything
    assert f"KEYMASKED({MASK})" in script.lines[1]


def test_every_id_of_a_script_is_asked_for() -> None:
    script = parse_script("PE X CL(APPL) ID(A *)\nPE X CL(APPL) ID(B C)\nCO U1 GROUP(G1) OWNER(O1)\nAU N1 DFLTGRP(G2)")
    assert names_of(script) == {"B", "C", "U1", "G1", "O1", "N1", "G2"}


@pytest.mark.parametrize(
    ("text", "reads"),
    [
        ("RLIST APPL *", True),
        ("LU U1 TSO", True),
        ("RVARY LIST", True),
        ("RVARY INACTIVE,NOCLASSACT(APPL)", False),
        ("RVARY LIST SWITCH", False),
        ("D A,L", True),
        ("F ICONDB1,QUERY MEMBER TYPE(IMSCON) SHOW(ALL)", True),
        ("R 12,VIEWHWS SUMMARY", True),
        ("EXEC 'SYS9.CLIST(OPEN)'", False),
        ("PASSWORD USER(U1)", False),
        ("QRY IMSCON TYPE(CONFIG)", True),
    ],
)
def test_commands_known_by_name_only(text: str, reads: bool) -> None:
    (one,) = parse_script(text).commands
    assert isinstance(one.command, Aside)
    assert one.command.reads is reads


_NAME = st.from_regex(r"[A-Z#$@][A-Z0-9#$@]{0,7}", fullmatch=True)
_PROFILE = st.from_regex(r"[A-Z]{1,8}(\.[A-Z*%]{1,8}){0,3}", fullmatch=True)
_LEVEL = st.sampled_from(["NONE", "READ", "UPDATE", "CONTROL", "ALTER"])
_TEXT = st.text(st.characters(codec="ascii", exclude_categories=["Cc"]), max_size=20).filter(
    lambda text: not text.endswith(("+", "-"))
)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


_COMMANDS = st.one_of(
    st.builds("RDEFINE {} {} UACC({}) DATA({})".format, _NAME, _PROFILE, _LEVEL, _TEXT.map(_quoted)),
    st.builds("RALT PTKTDATA ({} {}) SSIGNON(KEYM({}) TIMEOUT({}))".format, _PROFILE, _PROFILE,
              st.from_regex(r"[0-9A-F]{16}", fullmatch=True), st.integers(1, 600)),
    st.builds("PE {} CL({}) ID({} {}) AC({}) WHEN(TERMINAL({}))".format, _PROFILE, _NAME, _NAME, _NAME, _LEVEL, _NAME),
    st.builds("SETR RACLIST({} {}) REFRESH LOGOPTIONS(ALWAYS({}))".format, _NAME, _NAME, _NAME),
    st.builds("ALU ({} {}) NAME({}) PASSWORD({}) OMVS(UID({}))".format, _NAME, _NAME, _TEXT.map(_quoted), _NAME,
              st.integers(0, 99)),
    st.builds("CONNECT {} GROUP({}) OWNER({}) REVOKE(04/30/25)".format, _NAME, _NAME, _NAME),
    st.builds("UPD IMSCON TYPE(CONFIG) SET(RACF(ON) ODBMAPPL({}))".format, _NAME),
    st.builds("F {},{}".format, _NAME, st.sampled_from(["SETRACF OFF", "UPDATE MEMBER TYPE(IMSCON) SET(RACF(OFF))",
                                                        "UPD PORT NAME(1) STOP(COMM)", "SHUTDOWN MEMBER"])),
    st.builds("{}{}".format, st.sampled_from(["", "R 12,", "12 ", "REPLY 7,"]),
              st.sampled_from(["SETRACF OFF", "SETPWMC RCF", "STOPPORT 5555", "CLOSEHWS", "RECORDER OPEN"])),
    st.builds("{} IMSCON TYPE({}) NAME(X)".format, st.sampled_from(["UPD", "CRE", "DEL"]),
              st.sampled_from(["PORT", "DATASTORE"])),
)  # fmt: skip


def _tables() -> list[tuple[str, dict[str, Spec]]]:
    named = [(verb, dict(names)) for verb, names in OPERANDS.items()]
    inner = [(f"{verb} {name}", dict(spec.sub)) for verb, names in named for name, spec in names.items() if spec.sub]
    return named + inner


@pytest.mark.parametrize(("where", "names"), _tables(), ids=[where for where, _ in _tables()])
def test_every_operand_is_found_by_its_shortest_form_and_by_no_shorter_one(where: str, names: dict[str, Spec]) -> None:
    for name in names:
        for length in range(1, len(name) + 1):
            cut = name[:length]
            others = [one for one in names if one.startswith(cut)]
            if cut in names or len(others) == 1:
                assert expand(cut, names, where) == (cut if cut in names else name)
            else:
                with pytest.raises(Mistake, match=" or "):
                    expand(cut, names, where)


@given(_COMMANDS)
@settings(max_examples=150, deadline=None)
def test_printing_and_parsing_gives_the_same_command(text: str) -> None:
    script = parse_script(text)
    assert [one.message for one in script.problems] == []
    (located,) = script.commands
    assert parse_script(print_command(located.command)).commands[0].command == located.command


@given(st.one_of(st.binary(max_size=200), st.text(max_size=200), _COMMANDS.map(lambda text: text[:-3])))
@settings(max_examples=200, deadline=None)
def test_anything_gives_commands_or_problems(data: bytes | str) -> None:
    script = parse_script(data)
    assert script.commands or script.problems
    for one in script.commands:
        assert parse_script(print_command(one.command)).commands[0].command == one.command


@given(st.sampled_from(["class", "profile", "names", "none"]),
       st.lists(st.sampled_from(["APPL", "X.*", "ID(A B)", "ID (A)", "REFRESH", "AC( )", "W(T(A))", "W( T (A)B  C() )",
                                "W(T(A(B)))", "W()", "'Q'", "(A B)"]), max_size=4))  # fmt: skip
@settings(max_examples=150, deadline=None)
def test_the_quick_way_and_the_grammar_agree(form: str, words: list[str]) -> None:
    text = " " + " ".join(words)
    quick = plain(form, text)
    if quick is not None:
        assert quick == by_grammar(form, text, 0)


def test_a_long_script_is_read_whole() -> None:
    text = "\n".join(f"PE IRRPTAUTH.A.* CL(PTKTDATA) ID(U{n}) AC(UPDATE)" for n in range(5000))
    script = parse_script(text)
    assert len(script.commands) == 5000
    assert script.commands[-1].line == 5000


@pytest.mark.parametrize(
    "hidden",
    [
        "RLIST APPL IMSDRDA1 -\nRALTER APPL IMSDRDA1 UACC(READ)\n",
        "LISTUSER WEBUSR1 /* done */ ALTUSER WEBUSR1 SPECIAL\n",
        "SEARCH CLASS(APPL)" + " " * 70 + "SETROPTS NOCLASSACT(APPL)\n",
        "LG SECGRP +\n  CONNECT RPTUSR1 GROUP(SECGRP) SPECIAL\n",
    ],
)
def test_a_display_does_not_take_another_command_along(hidden):
    script = parse_script(hidden)
    assert script.commands == ()
    assert [problem.code for problem in script.problems] == ["hidden-command"]


@pytest.mark.parametrize("opening", ["/* -", "/* note +", "RLIST APPL IMSDRDA1 /* -"])
def test_an_open_comment_does_not_take_the_next_line_along(opening):
    script = parse_script(f"{opening}\nRALTER APPL IMSDRDA1 UACC(READ)\n")
    assert script.commands == ()
    assert [problem.code for problem in script.problems] == ["unclosed-comment"]


@pytest.mark.parametrize(
    "display",
    ["RLIST APPL (A,B) ALL AUTHUSER SSIGNON", "LISTUSER (RE CO) NORACF OMVS",
     "SEARCH CLASS(USER) CLIST('ALTUSER ' ' X')",
     "/* a note -\n that is closed */ RLIST APPL *"],
)  # fmt: skip
def test_displays_as_they_are_written_every_day_are_read(display):
    assert parse_script(display + "\n").problems == ()
