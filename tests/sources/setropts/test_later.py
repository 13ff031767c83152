"""What a later line of a capture takes back is not a pass: commands, answers, and listings after the listing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.errors import EvidenceUnreadable
from auditor.sources.read import Read as FileRead
from auditor.sources.setropts import read_setropts

SAMPLES = Path("tests/data/setropts")
FULL = (SAMPLES / "01-auditor.txt").read_text()
EXTRACT = (SAMPLES / "08-extract.kv").read_text()
INACTIVE = (SAMPLES / "06-ptktdata-inactive.txt").read_text()
Read = Callable[[str], FileRead]


def facts(one: FileRead) -> dict[str, Any]:
    rows = {f"{name}.{key}": fact for name, options in one.facts.classes.items() for key, fact in options}
    return rows | {f"options.{key}": fact for key, fact in one.facts.options}


def known(one: FileRead) -> dict[str, Any]:
    return {key: fact.value for key, fact in facts(one).items() if fact.value is not None}


def taken_back(one: FileRead, before: FileRead) -> set[str]:
    """Settings that `before` knows and `one` does not; all others are the same."""
    left, all_before = known(one), known(before)
    assert {key: value for key, value in left.items() if all_before.get(key, value) != value} == {}
    return set(all_before) - set(left)


def levels(one: FileRead, code: str) -> list[str]:
    return [row.level for row in one.diagnostics if row.code == code]


COMMANDS: dict[str, set[str]] = {
    "SETROPTS NOCLASSACT(APPL)": {"APPL.active"},
    "setr nocl(appl)": {"APPL.active"},
    "SETR NOCLASSACT(APPL PTKTDATA) NOGRPLIST": {"APPL.active", "PTKTDATA.active", "options.grplist"},
    "SETROPTS NOCLASSACT(PTKTVAL)": {"PTKTDATA.active"},
    "SETROPTS NORACLIST(PTKTDATA)": {"PTKTDATA.raclisted"},
    "SETROPTS NOGENERIC(PTKTDATA)": {"PTKTDATA.generic", "PTKTDATA.gencmd"},
    "SETROPTS GLOBAL(PTKTDATA)": {"PTKTDATA.global_checking", "PTKTVAL.global_checking"},
    "SETROPTS LOGOPTIONS(NEVER(PTKTDATA))": {"PTKTDATA.logoptions"},
    "SETROPTS NOAUDIT(PTKTDATA)": {"PTKTDATA.audit"},
    "SETROPTS PASSWORD(NOREVOKE MIXEDCASE)": {"options.revoke", "options.revoke_attempts"},
    "SETROPTS NOINACTIVE ADDCREATOR NOINITSTATS": {
        "options.inactive", "options.inactive_days", "options.addcreator", "options.initstats",
    },
    "SETROPTS NOGENERICOWNER": {"options.generic_owner"},
    "SETROPTS PROTECTALL(WARNING)": {"options.protect_all"},
    "SETROPTS NOPROTECTALL NOEGN": {"options.protect_all", "options.egn"},
    "SETROPTS NOENHANCEDGENERICNAMING": {"options.egn"},
    "SETROPTS -\n  NOCLASSACT( -\n  APPL)": {"APPL.active"},
    "SETROPTS NOCLASSACT(PTKT\nDATA)": {"PTKTDATA.active"},
}  # fmt: skip
PREFIXES = (
    "", " READY\n", "===> ", "READY ", "#", "TSO ", "10.15.22 TSU01234  ",
    "  N 4000000 SYSA 26334 10:11:12.13 SECADM  ",
    "F RACF,",
    "-",
    "//STEP EXEC PGM=IKJEFT01,PARM='",
)  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
def test_a_later_command_takes_back_what_it_touches_and_nothing_else(read: Read, command: str) -> None:
    one = read(f"{FULL}READY\n{command}\nICH14063I SETROPTS command complete.\nREADY\n")
    assert taken_back(one, read(FULL)) == COMMANDS[command]
    assert levels(one, "later-command") == ["error"]
    assert [row.code for row in one.damage] == ["later-command"]
    record = len(FULL.splitlines()) + 2
    for key in COMMANDS[command]:
        fact = facts(one)[key]
        assert f"record {record}" in fact.why
        assert fact.at.record == record


@pytest.mark.parametrize("prefix", PREFIXES)
@pytest.mark.parametrize("end", ["READY\n", ""])
def test_whatever_stands_in_front_of_the_command(read: Read, prefix: str, end: str) -> None:
    one = read(f"{FULL}{end}{prefix}SETROPTS NOCLASSACT(APPL)\n")
    assert taken_back(one, read(FULL)) == {"APPL.active"}


@pytest.mark.parametrize(
    "wrap", ["<command><image>{}</image><message>ICH14063I SETROPTS command complete.</message></command>"]
)
def test_a_later_command_of_a_reply_in_xml(read: Read, wrap: str) -> None:
    rows = "".join(f"<message>{line.replace('&', '&amp;')}</message>\n" for line in FULL.splitlines())
    image = "<image>SETROPTS      LIST</image>"
    reply = f"<securityresult><command>{image}\n{rows}</command>\n{{}}</securityresult>\n"
    assert taken_back(read(reply.format(wrap.format("SETROPTS NOCLASSACT(APPL)"))), read(FULL)) == {"APPL.active"}
    assert taken_back(read(reply.format(wrap.format("SETROPTS\n NOCLASSACT(APPL)"))), read(FULL)) == {"APPL.active"}
    assert read(reply.format("")).diagnostics == ()


def test_a_later_command_in_spooled_output(read: Read) -> None:
    spool = (SAMPLES / "05-asa-spool.txt").read_text()
    one = read(f"{spool} READY\n SETROPTS NOCLASSACT(APPL)\n")
    assert taken_back(one, read(spool)) == {"APPL.active"}


@pytest.mark.parametrize(
    "command",
    [
        "RVARY INACTIVE,NOCLASSACT(APPL)", "RVARY SWITCH", "SETROPTS SOMETHINGNEW(APPL)", "SETROPTS",
        "EX 'SYS9.CLIST(OPEN)'", "exec open.clist", "CALL 'SYS9.LOAD(OPEN)'", "===> EX OPEN 'APPL'",
    ],
)  # fmt: skip
def test_a_command_that_could_change_anything_leaves_nothing(read: Read, command: str) -> None:
    one = read(f"{FULL}READY\n{command}\n")
    assert set(known(one)) == {"options.auditor_lines"}
    assert levels(one, "later-command") == ["error"]


@pytest.mark.parametrize(
    "line",
    [
        "SETROPTS RACLIST(PTKTDATA APPL) REFRESH", "setr generic(ptktdata) ref", "SETROPTS PASSWORD(HISTORY(12))",
        "SETROPTS CLASSACT(APPL)", "SETR STATISTICS(APPL)", "SETROPTS GRPLIST",
    ],
)  # fmt: skip
def test_a_command_that_changes_nothing_here_is_a_remark(read: Read, line: str) -> None:
    one = read(f"{FULL}READY\n{line}\nICH14063I SETROPTS command complete.\n")
    assert taken_back(one, read(FULL)) == set()
    assert levels(one, "later-command") == ["remark"]


@pytest.mark.parametrize(
    "line",
    [
        "SETROPTS LIST",
        "RVARY LIST",
        "ICH10006I PROFILES FOR APPL WILL NOT REFLECT THE ADDITION(S)\nUNTIL A SETROPTS REFRESH IS ISSUED.",
        "RLIST APPL IMSDRDA1 ALL",
        "RVARY command has finished processing.",
        "ICH14021I SETROPTS NOCLASSACT NOT AUTHORIZED",
        "//LIST EXEC PGM=IKJEFT01",
        "CALL THE SECURITY TEAM",
        "a job may EX 'SYS9.CLIST(OPEN)'",
    ],
)  # fmt: skip
def test_what_is_no_change_is_none(read: Read, line: str) -> None:
    one = read(f"{FULL}READY\n{line}\nREADY\n")
    assert taken_back(one, read(FULL)) == set()
    assert "error" not in levels(one, "later-command")


def test_commands_before_the_listing_are_in_it(read: Read) -> None:
    before = "READY\nSETROPTS NOCLASSACT(APPL)\nICH14063I SETROPTS command complete.\nREADY\nSETROPTS LIST\n"
    one = read(before + FULL + "READY\n")
    assert (known(one), one.diagnostics) == (known(read(FULL)), ())


def test_an_answer_to_a_command_that_is_not_shown(read: Read) -> None:
    one = read(f"{FULL}ICH14063I SETROPTS command complete.\n")
    assert set(known(one)) == {"options.auditor_lines"}
    assert levels(one, "later-command") == ["error"]


def test_a_command_inside_the_listing(read: Read) -> None:
    one = read(FULL.replace("KERBLVL", "10.15.22 SETROPTS NOCLASSACT(APPL)\nKERBLVL"))
    assert taken_back(one, read(FULL)) == {"APPL.active"}


@pytest.mark.parametrize(
    "operand", ["RVARYPW(SWITCH(SECRET1) STATUS(SECRET2))", "rv( switch(SECRET1)", "RVARYPW=SECRET"]
)
def test_passwords_of_a_later_command_are_quoted_nowhere(read: Read, operand: str) -> None:
    one = read(f"{FULL}READY\nSETROPTS NOCLASSACT(APPL) {operand}\n")
    assert "APPL.active" in taken_back(one, read(FULL))
    quoted = [fact.why for fact in facts(one).values()] + [row.message for row in one.diagnostics]
    assert "SECRET" not in repr(quoted)
    assert "SECRET" not in repr(one.lines)


@pytest.mark.parametrize(
    ("command", "touched"),
    [
        ("SETROPTS NOCLASSACT(APPL)", {"APPL.active"}),
        ("setr norac(ptktdata)", {"PTKTDATA.raclisted"}),
        ("RVARY INACTIVE", set(known(read_setropts(str(SAMPLES / "08-extract.kv"), 0))) - {"options.auditor_lines"}),
    ],
)
def test_a_later_command_in_an_extract(read: Read, command: str, touched: set[str]) -> None:
    one = read(f"{EXTRACT}{command}\n")
    assert taken_back(one, read(EXTRACT)) == touched
    assert levels(one, "later-command") == ["error"]


def without(text: str, *starts: str) -> str:
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith(starts))


@pytest.mark.parametrize("end", ["READY\n", "READY\nSETROPTS LIST\n", ""])
@pytest.mark.parametrize("lost", [(), ("ATTRIBUTES",), ("ATTRIBUTES", "STATISTICS", "AUDIT")])
def test_a_second_listing_whole_or_without_its_first_lines(read: Read, end: str, lost: tuple[str, ...]) -> None:
    one = read(FULL + end + without(INACTIVE, *lost))
    assert "PTKTDATA.active" in taken_back(one, read(FULL))
    assert facts(one)["APPL.active"].value is True
    assert levels(one, "listings-differ") == ["error"]


def test_a_second_listing_behind_time_stamps(read: Read) -> None:
    stamped = "".join(f"10.15.22 TSU01234  {line}\n" for line in INACTIVE.splitlines())
    one = read(f"{FULL}READY\n{stamped}")
    assert "PTKTDATA.active" in taken_back(one, read(FULL))
    assert facts(one)["APPL.active"].value is True


@pytest.mark.parametrize(
    ("piece", "touched"),
    [
        (
            "ACTIVE CLASSES = DATASET USER GROUP APPL\nGENERIC PROFILE CLASSES =  NONE\n",
            {"PTKTDATA.active", "PTKTDATA.generic"},
        ),
        ("MIXED CASE PASSWORD SUPPORT IS NOT IN EFFECT\n", {"options.mixedcase"}),
        ("ACTIVE CLASSES = DATASET USER GROUP APPL\n", {"PTKTDATA.active"}),
    ],
)  # fmt: skip
def test_a_piece_of_a_later_listing_is_evidence(read: Read, piece: str, touched: set[str]) -> None:
    lost = taken_back(read(f"{FULL}READY\n{piece}READY\n"), read(FULL))
    assert touched <= lost
    assert not {"APPL.active", "PTKTDATA.raclisted"} & lost


def test_two_extracts_in_one_file(read: Read) -> None:
    one = read(EXTRACT + without(EXTRACT, "CLASSACT:PTKTDATA"))
    assert taken_back(one, read(EXTRACT)) == {"PTKTDATA.active"}
    assert levels(one, "listings-differ") == ["error"]
    assert read(EXTRACT + EXTRACT).damage == ()


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_listing_and_an_extract_in_one_file(read: Read, order: tuple[int, int]) -> None:
    parts = (FULL, without(EXTRACT, "CLASSACT:PTKTDATA"))
    one = read("READY\n".join(parts[at] for at in order))
    assert facts(one)["PTKTDATA.active"].value is None
    assert levels(one, "listings-differ") == ["error"]


@pytest.mark.parametrize("listing", [FULL, EXTRACT])
def test_pieces_alone_are_no_listing(read: Read, listing: str) -> None:
    with pytest.raises(EvidenceUnreadable):
        read("ACTIVE CLASSES = APPL\nREADY\nSETROPTS NOCLASSACT(APPL)\n")
    assert read(listing).damage == ()


LATER = st.lists(st.sampled_from([*COMMANDS, "RVARY INACTIVE", INACTIVE, without(INACTIVE, "ATTRIBUTES")]), max_size=3)


@settings(max_examples=25, deadline=None)
@given(first=LATER, second=LATER, prefix=st.sampled_from(PREFIXES))
def test_what_is_appended_only_takes_away(
    first: list[str], second: list[str], prefix: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A longer capture knows nothing that a shorter one does not, and keeps nothing that its commands touch."""

    def after(later: list[str]) -> FileRead:
        path = tmp_path_factory.mktemp("capture") / "l"
        path.write_text(FULL + "".join(f"READY\n{prefix if len(one) < 200 else ''}{one}\n" for one in later))
        return read_setropts(str(path), 1)

    short, long = after(first), after(first + second)
    lost = taken_back(long, short) if INACTIVE not in second else set(known(short)) - set(known(long))
    for command in second:
        touched = COMMANDS.get(command, set())
        assert INACTIVE in second or touched & set(known(short)) <= lost


@pytest.mark.parametrize("command", ["SETROPTS GENERICOWNER", "SETR GENERICOW"])
def test_generic_owner_is_taken_back_when_a_command_turns_it_on(read: Read, command: str) -> None:
    shown = FULL.replace("GENERIC OWNER ONLY IS IN", "GENERIC OWNER ONLY IS NOT IN")
    assert taken_back(read(f"{shown}READY\n{command}\nREADY\n"), read(shown)) == {"options.generic_owner"}


STATUS = """ICH15013I RACF DATABASE STATUS:
ACTIVE  USE   NUM VOLUME DATASET
------  ---   --- ------ -------
 {}    PRIM   1  RACF01 SYS1.RACF
 NO     BACK   1  RACF02 SYS1.RACF.BACKUP
ICH15020I RVARY COMMAND HAS FINISHED PROCESSING.
"""


@pytest.mark.parametrize(
    "content",
    [
        f"RVARY INACTIVE\n{FULL}",
        f"RVARY SWITCH\n{STATUS.format('YES')}{FULL}",
        f"{STATUS.format('NO ')}{FULL}",
        f"{FULL}{STATUS.format('NO ')}",
        f"READY\n rvary noclassact(PTKTDATA)\n{FULL}",
    ],
)
def test_an_rvary_anywhere_and_a_database_that_is_not_active_take_everything_back(read: Read, content: str) -> None:
    result = read(content)
    assert set(known(result)) == {"options.auditor_lines"}
    assert "error" in levels(result, "later-command")


@pytest.mark.parametrize("content", [f"RVARY LIST\n{STATUS.format('YES')}{FULL}", f"{FULL}{STATUS.format('YES')}"])
def test_a_status_with_an_active_database_takes_nothing_back(read: Read, content: str) -> None:
    assert taken_back(read(content), read(FULL)) == set()


@pytest.mark.parametrize(
    "command",
    [
        "RALTER APPL IMSDRDA1 UACC(READ)",
        "READY\nPE IMSDRDA1 CLASS(APPL) ID(*) ACCESS(READ)",
        "ALU USER1 NOPROTECTED -\n SPECIAL",
    ],
)
def test_a_profile_command_after_the_listing_says_that_the_unload_may_be_older(read: Read, command: str) -> None:
    result = read(f"{FULL}\n{command}\n")
    assert ["unload the database again" in one.message for one in result.diagnostics if one.level == "error"] == [True]
    assert levels(read(f"{command}\n{FULL}"), "later-command") == []


def test_no_operand_of_a_profile_command_is_quoted(read: Read) -> None:
    result = read(f"{FULL}\nRALTER PTKTDATA IMSDRDA1 -\n SSIGNON(KEYMASKED(0123456789ABCDEF))\n")
    assert "0123456789ABCDEF" not in "".join(result.lines.values())
    assert "RALTER " + "*" * 16 in result.lines.values()


@pytest.mark.parametrize("line", ["the RALTER command is not used here", "PERMIT", "RLIST APPL IMSDRDA1 ALL"])
def test_a_sentence_that_mentions_one_or_a_display_is_none(read: Read, line: str) -> None:
    assert levels(read(f"{FULL}\n{line}\n"), "later-command") == []
