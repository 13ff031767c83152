"""Any change of a valid unload gives the same facts, a diagnostic, or a difference in the very value that was changed.

The last cannot be avoided: an access level that became another access level is a valid record. What the record says
elsewhere too (a connection, a type, a class) does not escape.
"""

from __future__ import annotations

import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.errors import EvidenceUnreadable
from auditor.sources.irrdbu00 import Unload, read_unload
from auditor.sources.irrdbu00.layout import LAYOUT
from tests.shop.example import example
from tests.writers.unload import FORMS, unload

ROWS = example().records()
DATA = unload(ROWS)
STARTS = [0]
for _row in ROWS:
    STARTS.append(STARTS[-1] + len(_row) + 1)


def read(data: bytes) -> Unload:
    with tempfile.NamedTemporaryFile() as file:
        Path(file.name).write_bytes(data)
        return read_unload([file.name], wanted_ids={"SYS1"}, first_source=0)


def told(found: Unload) -> set[tuple[str, str]]:
    return {(one.code, one.message) for one in found.diagnostics}


def flat(value: Any, path: tuple[str, ...] = ()) -> dict[tuple[str, ...], Any]:
    """Every value of the facts by its path, places left out: they move when a line is put in."""
    if isinstance(value, dict):
        pairs = [(str(key), one) for key, one in value.items() if key not in ("at", "uid_at")]
    elif isinstance(value, list | tuple):
        pairs = [(str(n), one) for n, one in enumerate(value)]
    else:
        return {path: value}
    return {key: leaf for name, one in pairs for key, leaf in flat(one, (*path, name)).items()}


def facts(found: Unload) -> dict[tuple[str, ...], Any]:
    dumped: dict[str, Any] = {
        "profiles": {
            kind: {name: asdict(one) for name, one in things.items()} for kind, things in found.profiles.items()
        },
        "users": {name: asdict(one) for name, one in found.users.items()},
        "groups": {name: asdict(one) for name, one in found.groups.items()},
        "level": found.level.model_dump(),
    }
    return flat(dumped)


BASE = read(DATA)
FACTS = facts(BASE)
TOLD = told(BASE)


def differences(found: Unload) -> set[tuple[str, ...]]:
    now = facts(found)
    return {key for key in FACTS.keys() | now.keys() if FACTS.get(key, "-") != now.get(key, "-")}


FREE = {
    # These hold values that stand nowhere else, so that another valid one cannot be told from the true one.
    "0100": {"GPBD_SUPGRP_ID", "GPBD_OWNER_ID", "GPBD_UNIVERSAL"},
    "0102": {"GPMEM_AUTH"},
    "0200": {field.name for field in LAYOUT["0200"].fields} - {"USBD_RECORD_TYPE", "USBD_NAME"},
    "0205": {field.name for field in LAYOUT["0205"].fields} - {"USCON_RECORD_TYPE", "USCON_NAME", "USCON_GRP_ID"},
    "020A": {"USMFA_NAME", "USMFA_FACTOR_NAME", "USMFA_FACTOR_ACTIVE"},
    "0270": {"USOMVS_NAME", "USOMVS_UID"},
    "0500": {field.name for field in LAYOUT["0500"].fields} - {"GRBD_RECORD_TYPE"},
    "0503": {"GRMEM_NAME", "GRMEM_CLASS_NAME", "GRMEM_MEMBER", "GRMEM_GLOBAL_ACC"},
    "0505": {"GRACC_NAME", "GRACC_CLASS_NAME", "GRACC_AUTH_ID", "GRACC_ACCESS"},
    "0507": {field.name for field in LAYOUT["0507"].fields} - {"GRCACC_RECORD_TYPE"},
    "0530": {field.name for field in LAYOUT["0530"].fields} - {"GRSIGN_RECORD_TYPE"},
    "0540": {field.name for field in LAYOUT["0540"].fields} - {"GRST_RECORD_TYPE"},
}


@settings(max_examples=400, deadline=None)
@given(at=st.integers(0, len(DATA) - 1), byte=st.integers(0, 255))
def test_a_changed_byte_is_harmless_told_or_in_a_value_of_its_own(at: int, byte: int) -> None:
    if DATA[at] == byte:
        return
    try:
        found = read(DATA[:at] + bytes([byte]) + DATA[at + 1 :])
    except EvidenceUnreadable:
        return
    assert found.digests.of(0) != BASE.digests.of(0)
    changed = differences(found)
    if not changed or told(found) != TOLD:
        return
    number = next(n for n, start in enumerate(STARTS) if start > at) - 1
    column = at - STARTS[number] + 1
    code = ROWS[number][:4]
    field = next((one.name for one in LAYOUT[code].fields if one.first <= column <= one.last), "")
    assert field in FREE[code], (code, column, field, changed)


@settings(max_examples=150, deadline=None)
@given(at=st.integers(1, len(DATA) - 1))
def test_a_cut_file_is_told_unless_it_ends_between_two_profiles(at: int) -> None:
    """A file that ends at a line end looks like a smaller database; whoever counts on it has its digest."""
    try:
        found = read(DATA[:at])
    except EvidenceUnreadable:
        return
    if DATA[at - 1 : at] != b"\n":
        assert "truncated" in {one.code for one in found.diagnostics}


@settings(max_examples=150, deadline=None)
@given(number=st.integers(0, len(ROWS) - 1), line=st.binary(max_size=300))
def test_an_inserted_line_is_harmless_or_told(number: int, line: bytes) -> None:
    found = read(DATA[: STARTS[number]] + line + b"\n" + DATA[STARTS[number] :])
    assert not differences(found) or told(found) != TOLD


@pytest.mark.parametrize("number", range(len(ROWS)))
def test_a_doubled_line_is_harmless_or_told(number: int) -> None:
    found = read(DATA[: STARTS[number]] + DATA[STARTS[number] : STARTS[number + 1]] + DATA[STARTS[number] :])
    assert not differences(found) or told(found) != TOLD


@settings(max_examples=60, deadline=None)
@given(
    form=st.sampled_from(FORMS),
    gz=st.booleans(),
    at=st.floats(0, 1, exclude_max=True),
    junk=st.binary(min_size=1, max_size=40),
)
def test_no_bytes_give_a_traceback(form: str, gz: bool, at: float, junk: bytes) -> None:
    data = unload(ROWS[:60] + ROWS[-60:], form=form, gz=gz)
    place = int(at * len(data))
    try:
        read(data[:place] + junk + data[place + len(junk) :])
    except EvidenceUnreadable:
        return  # refused, with advice
