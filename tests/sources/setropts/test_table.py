"""One table of operands and one of what a listing shows: whoever adds a row has said all that readers and gate need."""

from __future__ import annotations

import re

from auditor.models.racf import ClassOptions, Options
from auditor.models.setropts import BY_CLASS, LOGOPTIONS, PASSWORD, SWITCHES, VALUES
from auditor.racf.commands.operands import OPERANDS
from auditor.sources.setropts.table import FACTS, LISTS, NEEDED, NUMBERS, OPTIONS

UNCHANGED = {"raclisted_by_application", "auditor_lines"}
"""Fields that no operand sets: an application does, and the issuer."""


def test_every_field_has_an_operand_that_a_later_command_is_seen_by() -> None:
    of_classes = {field for fields in BY_CLASS.values() for field in fields} | {"logoptions"}
    of_system = {field for table in (SWITCHES, VALUES, PASSWORD) for fields in table.values() for field in fields}
    assert of_classes == ClassOptions.model_fields.keys() - UNCHANGED
    assert of_system == Options.model_fields.keys() - UNCHANGED


def test_every_field_of_classes_has_a_heading() -> None:
    names = {row.name for row in LISTS}
    assert {*FACTS, *LOGOPTIONS} <= names
    assert set(NEEDED) <= set(FACTS)


def test_every_option_is_a_field_or_says_why_not() -> None:
    names = {row.name for row in OPTIONS} - {""}
    assert names <= Options.model_fields.keys()
    assert {*names, *NUMBERS.values(), *UNCHANGED} >= Options.model_fields.keys()
    assert all(bool(row.number) == any("<n>" in text for text, _ in row.sentences) for row in OPTIONS)


def test_the_gate_takes_every_operand_of_the_table() -> None:
    taken = OPERANDS["SETROPTS"].keys()
    with_no = {*BY_CLASS, *SWITCHES, "INACTIVE", "WHEN"}
    assert {*BY_CLASS, *SWITCHES, *VALUES} | {f"NO{name}" for name in with_no} <= taken
    rules = OPERANDS["SETROPTS"]["PASSWORD"].sub
    assert {name for name in PASSWORD if not re.fullmatch(r"RULES", name)} <= rules.keys()
    assert OPERANDS["SETROPTS"]["LOGOPTIONS"].sub.keys() == set(LOGOPTIONS)
