from __future__ import annotations

import struct
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.errors import EvidenceUnreadable
from auditor.sources.irradu00.lines import SMF
from auditor.sources.irradu00.read import read_smf
from auditor.sources.irradu00.scope import Scope
from auditor.sources.irrdbu00 import read_unload
from auditor.sources.transfer.forms import UNLOAD, detect
from tests.writers.smf import jobinit, smf
from tests.writers.unload import record, unload

BINARY = {"rdw": "RDW", "bdw": "BDW+RDW", "record": "z/OSMF record mode"}
GROUPS = [record("0100", GPBD_NAME=name, GPBD_OWNER_ID="SYS1") for name in ("SYS1", "GRPA", "GRPB", "GRPC")]
LOGONS = [jobinit("IMSDRDA1", "WEBUSR1", at=f"2026-11-02 08:0{minute}:00") for minute in range(4)]
SCOPE = Scope(applications=frozenset({"IMSDRDA1"}), known=lambda names: set(names) & {"WEBUSR1"})


def bounds(data: bytes, form: str) -> set[int]:
    """The places in a file of one block where a cut leaves whole records."""
    at, ends, head = (4 if form == "bdw" else 0), set(), 4
    while at < len(data):
        length = struct.unpack(">I", data[at : at + 4])[0] + 4 if form == "record" else data[at] << 8 | data[at + 1]
        at += max(length, head)
        ends.add(at)
    return {len(data)} if form == "bdw" else ends


@pytest.mark.parametrize("form", BINARY)
@pytest.mark.parametrize("codepage", ["cp1047", "latin-1"])
def test_each_form_is_told_from_its_content(tmp_path: Path, form: str, codepage: str):
    file = tmp_path / "f"
    if form == "record" or codepage == "cp1047":
        file.write_bytes(unload(GROUPS, form=form, codepage=codepage))
        assert detect(str(file), "f", content=UNLOAD).name == BINARY[form]
        file.write_bytes(smf(LOGONS, form, codepage=codepage))
        assert detect(str(file), "f", content=SMF).name == BINARY[form]


@settings(max_examples=150, deadline=None)
@given(form=st.sampled_from(sorted(BINARY)), kind=st.sampled_from(["unload", "smf"]), where=st.floats(0, 1))
def test_a_file_that_is_cut_anywhere_but_between_two_records_is_damage(tmp_path_factory, form, kind, where):
    whole = unload(GROUPS, form=form) if kind == "unload" else smf(LOGONS, form)
    cut = int(where * len(whole))
    if cut in bounds(whole, form):
        return
    file = tmp_path_factory.mktemp("cut") / "f"
    file.write_bytes(whole[:cut])
    try:
        if kind == "unload":
            read = read_unload([str(file)], wanted_ids=set(), first_source=0)
            assert "bad-rdw" in [one.code for one in read.diagnostics if one.level == "error"]
        else:
            seen = read_smf([str(file)], scope=SCOPE, first_source=0)
            assert "bad-rdw" in [one.code for one in seen.diagnostics if one.level == "error"]
    except EvidenceUnreadable:  # the first record is not whole: 12 all the same
        return


@pytest.mark.parametrize("length", [0, 32757, 65536, 0xF1F1F1F1])
def test_a_length_that_no_record_has_is_damage(tmp_path: Path, length: int):
    file = tmp_path / "f"
    data = unload(GROUPS, form="record")
    second = 4 + struct.unpack(">I", data[:4])[0]
    file.write_bytes(data[:second] + struct.pack(">I", length) + data[second + 4 :])
    read = read_unload([str(file)], wanted_ids=set(), first_source=0)
    assert [(one.code, one.record) for one in read.diagnostics if one.code == "bad-rdw"] == [("bad-rdw", 2)]


def test_records_longer_than_a_block_that_is_read_at_once_stay_whole(tmp_path: Path):
    file = tmp_path / "f"
    rows = [record("0100", GPBD_NAME=f"G{number:06}", GPBD_OWNER_ID="SYS1") for number in range(5000)]
    file.write_bytes(unload(rows, form="record"))
    assert read_unload([str(file)], wanted_ids=set(), first_source=0).inputs[0].records == 5000


@pytest.mark.parametrize("gz", [False, True])
def test_record_mode_inside_gzip(tmp_path: Path, gz: bool):
    file = tmp_path / "f"
    file.write_bytes(unload(GROUPS, form="record", gz=gz))
    assert detect(str(file), "f").packed is gz
