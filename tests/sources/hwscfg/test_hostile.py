"""Characters that are no text, and text behind a member: an error with its place, and what it touches is unknown."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from auditor.errors import EvidenceUnreadable
from auditor.sources.read import Read as FileRead

MEMBER = """\
HWS=(ID=ICONDB1,RACF=Y,PSWDMC=R,UIDCACHE=N)
TCPIP=(HOSTNAME=TCPIP,PORTID=(9901))
ODACCESS=(APPL=IMSDRDA1,
          DRDAPORT=(ID=5555,PORTTMOT=6000),
          ODRACFST=Y)
"""
NAMES = ("id", "racf", "pswdmc", "uidcache", "odracfst", "appl", "odaccess")
Read = Callable[[str], FileRead]


def values(one: FileRead) -> dict[str, object]:
    assert one.facts.endpoint is not None
    ports = [(port.id.value, port.porttmot.value) for port in one.facts.endpoint.ports]
    return {name: getattr(one.facts.endpoint, name).value for name in NAMES} | {"ports": ports}


def unknown(one: FileRead, before: FileRead) -> set[str]:
    return {name for name, value in values(one).items() if value != values(before)[name]}


@pytest.mark.parametrize("odd", ["\t", "\u00a0", "\x0b", "\x1b", "\u200b", "\u00e9", "\ufeff", "\u3000"])
@pytest.mark.parametrize(
    ("old", "new", "touched"),
    [
        ("RACF=Y", "RACF={}Y", {"racf"}),
        ("RACF=Y", "{}RACF=Y", {"racf"}),
        ("RACF=Y", "RA{}CF=Y", {"racf"}),
        ("RACF=Y", "RACF=Y{}", {"racf"}),
        ("APPL=IMSDRDA1,", "APPL=IMS{}DRDA1,", {"appl"}),
        ("ID=5555", "ID=5{}555", {"ports"}),
        ("PORTTMOT=6000", "PORTTMOT={}6000", {"ports"}),
        ("ID=ICONDB1", "ID=ICON{}DB1", {"id"}),
        ("HOSTNAME=TCPIP", "HOSTNAME={}TCPIP", set()),
        ("UIDCACHE=N)\n", "UIDCACHE=N){}\n", set()),
        ("ODACCESS=", "OD{}ACCESS=", {"odaccess", "appl", "odracfst"}),
    ],
)
def test_a_character_that_is_no_text_is_an_error_with_its_place(
    read: Read, odd: str, old: str, new: str, touched: set[str]
) -> None:
    content = MEMBER.replace(old, new.format(odd))
    one = read(content)
    assert unknown(one, read(MEMBER)) == touched
    rows = [row for row in one.diagnostics if row.code == "control-character"]
    record = next(number for number, line in enumerate(content.split("\n"), 1) if odd in line)
    column = content.split("\n")[record - 1].index(odd) + 1
    assert [(row.level, row.record) for row in rows] == [("error", record)]
    assert f"record {record} column {column} holds U+{ord(odd):04X}" in rows[0].message
    assert [row.code for row in one.damage] == ["control-character"]


@pytest.mark.parametrize("line", ["*\tcomment\u00a0\n", "/* caf\u00e9\t*/\n", "#\u00a0\n"])
def test_comments_hold_anything(read: Read, line: str) -> None:
    assert read(line + MEMBER).damage == ()
    assert values(read(line + MEMBER)) == values(read(MEMBER))


def test_columns_that_are_not_read_hold_anything(read: Read) -> None:
    first, rest = MEMBER.split("\n", 1)
    assert read(f"{first:<72}\t\u00a0\n{rest}").damage == ()


@pytest.mark.parametrize(
    ("text", "touched"),
    [
        ("SETRACF OFF\n", {"racf"}),
        ("F ICONDB1,UPDATE MEMBER TYPE(IMSCON) SET(RACF(OFF))\n", {"racf"}),
        ("UPD IMSCON TYPE(CONFIG) SET(ODBMAPPL(OTHER))\n", {"appl"}),
        ("HWS=(ID=ICONDB1,RACF=N)\n", {"id", "racf", "pswdmc", "uidcache"}),
        ("MEMBER NAME HWSCFG01\nHWS=(ID=ICONDB1,RACF=N)\n", {"id", "racf", "pswdmc", "uidcache"}),
        ("./X\nHWS(ID=ICONDB1,RACF=N)\nODACCESS=(APPL=OTHER)\n",
         {"id", "racf", "pswdmc", "uidcache", "appl", "odracfst"}),
    ],
)  # fmt: skip
def test_text_behind_a_member_takes_back_what_it_says_again(read: Read, text: str, touched: set[str]) -> None:
    one = read(MEMBER + text)
    assert unknown(one, read(MEMBER)) - {"ports"} == touched
    assert one.damage


@pytest.mark.parametrize(
    ("control", "why"),
    [
        ("./ ADD NAME=HWSCFG01", "holds 2 members"),
        ("./   REPL NAME=HWSCFG01", "holds 2 members"),
        ("./ ENDUP", "holds 2 members"),
        ("./ CHANGE NAME=A", "changes some lines of a member"),
    ],
)
def test_of_two_members_that_a_control_statement_of_iebupdte_parts_none_is_chosen(
    read: Read, control: str, why: str
) -> None:
    with pytest.raises(EvidenceUnreadable, match=why):
        read(f"{MEMBER}{control}\n{MEMBER.replace('RACF=Y', 'RACF=N')}")


@pytest.mark.parametrize("stream", ["./ ADD NAME=HWSCFG01\n{}./ ENDUP\n", "{}./ ENDUP\n", "./ NUMBER NEW1=10\n{}"])
def test_the_control_statements_of_iebupdte_around_one_member_are_left_out(read: Read, stream: str) -> None:
    one = read(stream.format(MEMBER))
    assert (values(one), one.damage) == (values(read(MEMBER)), ())


def test_a_command_in_a_comment_is_none(read: Read) -> None:
    one = read(f"* SETRACF OFF is for tests only\n/* UPD IMSCON TYPE(CONFIG) SET(RACF(OFF)) */\n{MEMBER}")
    assert (values(one), one.damage) == (values(read(MEMBER)), ())
