from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from auditor.errors import EvidenceUnreadable
from auditor.sources.read import Read as FileRead

Read = Callable[[str], FileRead]

ANSWER = {"MbrName": "ICONDB1", "CC": "0", "CCText": "", "RACF": "ON", "PSWDMC": "RCF", "ODBMAPPL": "IMSDRDA1"}


def document(*rows: object, **returns: object) -> str:
    done = {"command_return": {"ctl.rc": "00000000", "ctl.rsn": "00000000", **returns}, "type_2_response": rows}
    return json.dumps({"changed": True, "ims_output": [done]}, indent=4)


def codes(one: FileRead) -> list[tuple[str, str]]:
    return [(row.level, row.code) for row in one.diagnostics]


def test_the_json_of_ims_command_is_a_display(read: Read) -> None:
    one = read(document(ANSWER))
    running = one.facts["ICONDB1"]
    assert codes(one) == []
    assert (running.racf.value, running.pswdmc.value, running.odbmappl.value) == (True, "R", "IMSDRDA1")
    at = running.odbmappl.at
    assert at is not None
    assert one.lines[at.record][at.first - 1 : at.last] == '"IMSDRDA1"'


def test_an_unknown_heading_is_said_once_and_nothing_else_is_lost(read: Read) -> None:
    one = read(document({**ANSWER, "NewThing": "7"}, {**ANSWER, "MbrName": "ICONDB2", "NewThing": "8"}))
    assert codes(one) == [("remark", "unknown-line")]
    assert "NEWTHING" in one.diagnostics[0].message
    assert set(one.facts) == {"ICONDB1", "ICONDB2"}


@pytest.mark.parametrize("heading", ["<script>alert(1)</script>", "=cmd()", "\x1b[31m" * 9, "ODBMAPPL "])
def test_a_hostile_heading_is_no_known_one(read: Read, heading: str) -> None:
    one = read(document({"MbrName": "ICONDB1", "CC": 0, "RACF": "ON", heading: "IMSDRDA1"}))
    assert one.facts["ICONDB1"].odbmappl.value is None


def test_what_the_command_did_not_answer_is_damage(read: Read) -> None:
    assert ("error", "completion-code") in codes(read(document(ANSWER, **{"ctl.rc": "0200000C"})))
    assert ("error", "completion-code") in codes(read(document({**ANSWER, "CC": "10"}, ANSWER)))


def test_null_and_absent_are_unknown(read: Read) -> None:
    running = read(document({"MbrName": "ICONDB1", "CC": 0, "RACF": None})).facts["ICONDB1"]
    assert (running.racf.value, running.pswdmc.value) == (None, None)


def test_a_heading_given_twice_is_not_believed(read: Read) -> None:
    text = document(ANSWER, {**ANSWER, "MbrName": "ICONDB2"})
    one = read(text.replace('"RACF": "ON"', '"RACF": "OFF", "RACF": "ON"', 1))
    assert ("error", "contradiction") in codes(one)
    assert "ICONDB1" not in one.facts


@pytest.mark.parametrize(
    "text", ["{}", "[]", '{"ims_output": []}', "[" * 5000, '{"type_2_response": [1, [2], {}]}', '{"a":"xxxxxxxx']
)
def test_json_without_an_answer_is_damaged_evidence(read: Read, text: str) -> None:
    with pytest.raises(EvidenceUnreadable):
        read(text)


def test_an_answer_that_is_cut_anywhere_is_damaged_evidence(read: Read) -> None:
    whole = document(ANSWER)
    for cut in range(1, len(whole) - 1, 17):
        with pytest.raises(EvidenceUnreadable):
            read(whole[:cut])


PRINT = """\
1 CSLUSPOC  IMSPLEX PLEX1
0 QUERY IMSCON TYPE(CONFIG) SHOW(ALL)
  MbrName  CC RACF PSWDMC ODBMAPPL Version
  -------- -- ---- ------ -------- -------
  ICONDB1   0 ON   RCF    IMSDRDA1 15.5
"""


def test_the_print_of_the_batch_spoc_with_its_carriage_control(read: Read) -> None:
    running = read(PRINT).facts["ICONDB1"]
    assert (running.racf.value, running.odbmappl.value) == (True, "IMSDRDA1")


def test_a_heading_that_stands_at_the_top_of_a_printed_page(read: Read) -> None:
    lines = PRINT.splitlines()
    text = "\n".join([*lines[:2], "1" + lines[2][1:], *lines[3:]]) + "\n"
    assert read(text).facts["ICONDB1"].racf.value is True


def test_a_row_that_the_print_wrapped_is_damage_and_not_a_short_clean_one(read: Read) -> None:
    one = read(PRINT + "            ODRACFST\n            OFF\n")
    assert "error" in [level for level, _ in codes(one)]
