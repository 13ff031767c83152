"""The lines that were published, typed from their text; the writer of tests against the reader, column by column."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.errors import EvidenceUnreadable, UsageError
from auditor.sources.irradu00 import records
from auditor.sources.irradu00.layout import EVENTS, HEADER
from tests.writers.smf import FLAGS, access, command, jobinit, ptcreate, put, smf


def one(tmp_path: Path, row: str):
    (tmp_path / "smf").write_bytes(smf([row]))
    (record,) = records(str(tmp_path / "smf"))
    return record


def test_the_line_that_ibm_prints(tmp_path):
    line = "YES  NO   NO   NO   NO   SYSMULTI 77E0 IMSDRDA1"
    record = one(tmp_path, put(jobinit("", "USER1"), 243, line))
    flags = (record.INIT_LOG_APPLAUD, record.INIT_LOG_NONOMVS, record.INIT_LOG_OMVSNPRV)
    assert flags == (True, False, False)
    assert (record.INIT_AUTH_OMVSSU, record.INIT_AUTH_OMVSSYS) == (False, False)
    assert (record.INIT_USR_SECL, record.INIT_RACF_VERSION, record.INIT_APPL) == ("SYSMULTI", "77E0", "IMSDRDA1")


def test_the_columns_of_the_published_dfsort_job(tmp_path):
    """Source: Colin Paice, 2025, columns less 4 for the RDW: user 59, job 180, application 282, flags 4600 and 4605."""
    text = jobinit("", "", job="")
    for column, value in ((59, "COLIN"), (180, "IZUSVR1"), (282, "IZUDFLT"), (4600, "YES"), (4605, "NO ")):
        text = put(text, column, value)
    record = one(tmp_path, text)
    assert (record.INIT_EVT_USER_ID, record.INIT_JOB_NAME, record.INIT_APPL) == ("COLIN", "IZUSVR1", "IZUDFLT")
    assert (record.INIT_PASSTICKET_EVAL, record.INIT_PASSTICKET_SUCC) == (True, False)
    made = one(tmp_path, put(put(ptcreate("", "", "", job=""), 282, "IZUDFLT"), 291, "ADCDA"))
    assert (made.PTC_APPL, made.PTC_FOR_USER) == ("IZUDFLT", "ADCDA")


@pytest.mark.parametrize("number", range(len(HEADER)))
def test_the_writer_and_the_reader_mean_the_same_columns(tmp_path, number):
    field = HEADER[number]
    if field.kind == "yes-no":
        assert field.first in FLAGS
        row = put(jobinit("IMSDRDA1", "USER1"), field.first, "YES ")
        assert getattr(one(tmp_path, row), f"INIT_{field.name}") is True
    record = one(tmp_path, jobinit("IMSDRDA1", "USER1", job="JOB1", at="2026-11-02 09:15:00", terminal="TERM1"))
    expected = {
        "EVENT_TYPE": "JOBINIT", "EVENT_QUAL": "RACINITI", "TIME_WRITTEN": "09:15:00", "DATE_WRITTEN": "2026-11-02",
        "SYSTEM_SMFID": "SYSA", "EVT_USER_ID": "USER1", "EVT_GRP_ID": "SYS1", "TERM_LEVEL": 0, "TERM": "TERM1",
        "JOB_NAME": "JOB1", "READ_TIME": "06:00:01", "READ_DATE": "2026-10-30", "SMF_USER_ID": "", "USR_SECL": "",
        "RACF_VERSION": "77E0",
    }  # fmt: skip
    assert getattr(record, f"INIT_{field.name}") == expected.get(field.name, False)


def test_every_flag_of_the_writer_is_one_of_the_reader():
    assert {field.first for field in HEADER if field.kind == "yes-no"} == set(FLAGS)


def test_other_events_have_the_same_header(tmp_path):
    assert one(tmp_path, command("PERMIT", "SECADM", "X")).PERM_EVT_USER_ID == "SECADM"
    assert one(tmp_path, access("SYS1.PARMLIB", "USER1")).ACC_RES_NAME == "SYS1.PARMLIB"
    assert {"JOBINIT", "PTCREATE", "PTEVAL", "ACCESS", "SETROPTS", "PERMIT", "RDEFINE", "RALTER", "ALTUSER"} <= set(
        EVENTS
    )


def test_what_is_assumed_is_marked():
    assert EVENTS["PTEVAL"].assumed == {"APPL", "FOR_USER"}
    assert EVENTS["JOBINIT"].assumed == frozenset()


def test_a_damaged_record_is_given_or_raised(tmp_path):
    (tmp_path / "smf").write_bytes(
        smf([put(jobinit("A", "B"), 43, "X"), put(jobinit("A", "B"), 28, "0000-00-00"), jobinit("A", "B")])
    )
    told: list[tuple[int, str]] = []
    assert (
        len(list(records(str(tmp_path / "smf"), on_problem=lambda number, fault: told.append((number, fault.code)))))
        == 1
    )
    assert told == [(1, "separator"), (2, "bad-value")]
    with pytest.raises(EvidenceUnreadable, match="record 1"):
        list(records(str(tmp_path / "smf")))
    with pytest.raises(UsageError, match="NOSUCH"):
        list(records(str(tmp_path / "smf"), {"NOSUCH"}))
    assert list(records(str(tmp_path / "smf"), {"PERMIT"})) == []
