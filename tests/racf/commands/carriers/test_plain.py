"""Plain files: which bytes are text, and which files are no list of commands."""

from __future__ import annotations

import pytest

from auditor.racf.commands import parse_script

SCRIPT = "PERMIT IMSDRDA1 CLASS(APPL) ID(BATGRP) +\n  ACCESS(READ)\nSETROPTS RACLIST(APPL) REFRESH\n"
JOB = f"//A EXEC PGM=IKJEFT01\n//SYSTSIN DD *\n{SCRIPT}/*\n"


def commands(data: str | bytes) -> list[object]:
    return [located.command for located in parse_script(data).commands]


HIDDEN = "\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029\x00\x07\x1a\x7f\xa0\u200b\u202e\ufeff"


@pytest.mark.parametrize("char", HIDDEN, ids=[f"U+{ord(char):04X}" for char in HIDDEN])
@pytest.mark.parametrize("form", ["RLIST APPL X{}RALTER APPL IMSDRDA1 UACC(READ)", "/* a{}b */", " {} ",
                                  "//A EXEC PGM=IEFBR14 a{}b"])  # fmt: skip
def test_a_character_that_may_end_a_line_is_refused(char: str, form: str) -> None:
    script = parse_script(f"SETROPTS LIST\n{form.format(char)}\nRLIST APPL Y\n")
    assert (2, "not-text") in {(one.line, one.code) for one in script.problems}


@pytest.mark.parametrize("data", [b"RLIST APPL X\x85RALTER APPL Y UACC(READ)\n", b"RLIST APPL \xc2\x85X\n"])
def test_the_same_as_bytes(data: bytes) -> None:
    assert [(one.line, one.code) for one in parse_script(data).problems] == [(1, "not-text")]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_lines_end_with_lf_or_cr_lf(end: str) -> None:
    script = parse_script(SCRIPT.replace("\n", end) + "\x1a")
    assert not script.problems
    assert [one.command for one in script.commands] == commands(SCRIPT)
    assert script.records in (3, 4)


@pytest.mark.parametrize("text", [SCRIPT, JOB], ids=["plain", "job"])
@pytest.mark.parametrize("form", ["X'15'", "X'25'", "records"])
def test_ebcdic_is_read(text: str, form: str) -> None:
    import ebcdic  # noqa: F401 - registers cp1047

    lines = [line.encode("cp1047") for line in text.splitlines()]
    data = {
        "X'15'": b"\x15".join(lines) + b"\x15",
        "X'25'": b"\x25".join(lines) + b"\x25",
        "records": b"".join(line.ljust(80, b"\x40") for line in lines),
    }[form]
    script = parse_script(data)
    assert not script.problems
    assert [one.command for one in script.commands] == commands(text)
    assert (script.codepage, script.records) == ("cp1047", len(lines))


def test_two_kinds_of_line_ends_in_one_ebcdic_file_are_refused() -> None:
    data = SCRIPT.encode("cp037").replace(b"\x25", b"\x15", 1)
    assert "not-text" in {one.code for one in parse_script(data).problems}


@pytest.mark.parametrize("name", ["\u017fECADM", "SECADM\u0131", "\u0421ECADM", "STRA\u00dfE", "\u00b5"])
def test_a_letter_that_folds_into_another_name_is_refused(name: str) -> None:
    script = parse_script(f"PERMIT IMSDRDA1 CLASS(APPL) ID({name}) ACCESS(READ)")
    assert [one.code for one in script.problems] == ["not-text"]
    assert not script.commands


def test_letters_of_a_language_stand_in_quotes_and_comments() -> None:
    assert not parse_script("RALTER APPL X DATA('f\u00fcr') /* \u00e4ndern */").problems
    assert not parse_script(b"RALTER APPL X DATA('f\xfcr')").problems


FOREIGN = {
    "REXX": ('/* REXX */\n"RDEFINE APPL X"\n"RDEFINE APPL Y"\nexit 0\n', "rexx", 1),
    "REXX without its comment": ('/* define */\naddress tso\n"RDEFINE APPL X"\n"RDEFINE APPL Y"\n', "rexx", 2),
    "CLIST": ("PROC 0\nCONTROL MSG\nRDEFINE APPL &A\n", "clist", 1),
    "CLIST with symbols": ("/* a */\nSET &A = X\nRDEFINE APPL &A\n", "clist", 2),
    "Ansible": ("- name: define\n  zos_tso_command:\n    commands:\n      - RDEFINE APPL X\n", "yaml", 1),
    "YAML": ("---\n- RDEFINE APPL X\n- RDEFINE APPL Y\n", "yaml", 1),
    "a list": ("commands:\n - RDEFINE APPL X\n - RDEFINE APPL Y\n", "yaml", 1),
    "ISPF": ("TSO RDEFINE APPL X\nTSO RDEFINE APPL Y\n", "tso-prefix", 1),
    "console": ("RLIST APPL A\n#RDEFINE APPL X\n#PERMIT X CLASS(APPL) ID(A)\n", "console-prefix", 2),
    "ROUTE": ("RO SYS1,#RDEFINE APPL X\nRO *ALL,#SETROPTS LIST\n", "console-prefix", 1),
    "shell": ('tsocmd "RDEFINE APPL X"\ntsocmd "RDEFINE APPL Y"\n', "shell", 1),
    "semicolons": ("RDEFINE APPL X;\nRDEFINE APPL Y;\nRDEFINE APPL Z;\n", "unexpected-text", 1),
    "two on a line": ("RDEFINE APPL X; RDEFINE APPL Y\nRDEFINE APPL Z; RDEFINE APPL A\n", "unexpected-text", 1),
    "IRRRID00": ("/****/\n/* Remove references to USER1 */\n EXIT\n  REMOVE USER1 GROUP(G1)\n  DELUSER USER1\n",
                 "after-exit", 3),
    "EXIT and a code": ("SETROPTS LIST\nEXIT CODE(8)\nDELUSER USER1\n", "after-exit", 2),
    "words": ("first do this\nthen do that\nand then this\nat the end that\n", "unknown-command", 1),
}  # fmt: skip


@pytest.mark.parametrize(("text", "code", "line"), FOREIGN.values(), ids=FOREIGN.keys())
def test_a_file_in_another_dress_is_one_sentence(text: str, code: str, line: int) -> None:
    (problem,) = parse_script(text).problems
    assert (problem.code, problem.line) == (code, line)
    assert len(problem.message) < 120


def test_exit_is_the_end() -> None:
    assert not parse_script("SETROPTS LIST\nEXIT\n\n").problems
    assert len(parse_script("SETROPTS LIST\nEXIT\nDELUSER U1\n").commands) == 1
    assert len(parse_script("RALTER APPL X DATA('a +\nEXIT')\n").commands) == 1


@pytest.mark.parametrize(
    "text",
    [
        "RLIST APPL X -\n  ALL\n",
        "RALTER APPL X +\n  OWNER(A)",
        "/* RO SYS1,#RDEFINE */\nRLIST APPL X",
        "SET TRACE(NORACROUTE)",
    ],
)
def test_a_list_of_commands_is_no_other_dress(text: str) -> None:
    assert not parse_script(text).problems


def test_the_same_problem_on_many_lines_is_one_that_names_them() -> None:
    (problem,) = parse_script("RDEFI A\n" * 20).problems
    assert problem.message.endswith("(also on 19 more lines: 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 ...)")
    assert [one.line for one in parse_script("RDEFI A\nRDEFI B\n").problems] == [1, 2]
