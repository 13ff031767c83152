from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from auditor.cli import run
from auditor.collect.jobs import EVENTS_KEPT, TYPES_KEPT
from auditor.collect.printed import jobs_of
from auditor.models.collect import CollectTable
from auditor.racf.commands.carriers.job import streams_of_jobs
from auditor.racf.commands.carriers.statements import Scanner

LONG = "A2345678.B2345678.C2345678.DD"
FULL = CollectTable(
    hlq=LONG,
    jobcard="//AUDCOLL  JOB (ACCT),'AUDIT',CLASS=A,\n//             MSGCLASS=H",
    racf_database=("SYS1.RACF.BACKUP", f"{LONG}.E2345678.F2345"),
    members=("IMS.PROCLIB(HWSCFG00)",),
    imsplex="PLEX1",
    steplib="IMS.SDFSRESL",
    smf=("SYS1.SMF.DAILY", "SYS1.SMF.MORE"),
    minimise=True,
)
JOBS = jobs_of(FULL)
PROGRAMS = {"IEFBR14", "IRRDBU00", "SORT", "IKJEFT01", "CSLUSPOC", "IFASMFDP", "FTP"}


def statements(text: str):
    problems: list = []
    found = list(Scanner(list(enumerate(text.splitlines(), 1)), problems).statements())
    assert problems == []
    return found


@pytest.mark.parametrize("name", JOBS)
def test_our_own_reader_of_jobs_reads_each_job(name: str) -> None:
    found = statements(JOBS[name])
    assert found[0].operation == "JOB"
    assert {one.operation for one in found} == {"JOB", "EXEC", "DD"}
    programs = [re.match(r"PGM=(\w+)", one.operands) for one in found if one.operation == "EXEC"]
    assert {one[1] for one in programs if one} <= PROGRAMS
    assert None not in programs
    names = [one.name for one in found if one.operation == "EXEC"]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("name", JOBS)
def test_no_line_reaches_column_72_and_each_continuation_begins_in_columns_4_to_16(name: str) -> None:
    lines = JOBS[name].splitlines()
    assert max(map(len, lines)) <= 71
    assert JOBS[name].isascii()
    for line, after in pairwise(lines):
        if line.startswith("//") and not line.startswith("//*") and line.rstrip().endswith(","):
            assert re.match(r"//\s{1,13}\S", after), after


@pytest.mark.parametrize("name", JOBS)
def test_only_the_collectors_own_data_sets_are_made_or_deleted(name: str) -> None:
    for one in statements(JOBS[name]):
        if one.operation == "DD" and re.search(r"DISP=\((NEW|MOD)", one.operands):
            assert f"DSN={LONG}." in one.operands
        elif one.operation == "DD" and "DSN=" in one.operands:
            assert "DISP=SHR" in one.operands


def test_the_commands_that_a_job_runs_are_those_that_display() -> None:
    problems: list = []
    streams = streams_of_jobs(list(enumerate(JOBS["setropts.jcl"].splitlines(), 1)), problems)
    assert {one.message.split(";")[0] for one in problems} == {"this DD deletes a data set"}  # of our own: see above
    assert [row[1].strip() for stream in streams for row in stream.rows] == ["SETROPTS LIST"]


def test_live_smf_data_stays_where_it_is() -> None:
    assert "INDD(DUMPIN,OPTIONS(DUMP))" in JOBS["smf.jcl"]
    assert "SYS1.SMF.MORE" in JOBS["smf.jcl"]


def test_the_cut_keeps_every_type_and_event_that_is_read() -> None:
    assert set(re.findall(r"5,4,CH,EQ,C'(.{4})'", JOBS["unload.jcl"])) == set(TYPES_KEPT)
    assert {one.strip() for one in re.findall(r"5,8,CH,EQ,C'(.{8})'", JOBS["smf.jcl"])} == set(EVENTS_KEPT)


def test_the_job_for_all_holds_each_job_and_the_manifest() -> None:
    for kind in ("unload", "setropts", "imscon", "smf", "manifest"):
        body = JOBS[f"{kind}.jcl"].removeprefix(FULL.jobcard).strip()
        assert body in JOBS["all.jcl"]
    assert "PUT 'IMS.PROCLIB(HWSCFG00)'" in JOBS["transfer.jcl"]
    assert not re.search(r"pass|PASS", JOBS["transfer.jcl"].replace("password\n", ""))


def test_jobs_are_written_without_a_host_and_over_nothing(tmp_path: Path, capsys) -> None:
    config = tmp_path / "auditor.toml"
    config.write_text('[system]\nname = "A"\n[collect]\nhlq = "AUDIT.SYSA"\nsetropts = true\n')
    assert run(["collect", str(config), "--jcl", str(tmp_path / "jobs")]) == 0
    names = {path.name for path in (tmp_path / "jobs").iterdir()}
    assert names == {"setropts.jcl", "all.jcl", "manifest.jcl", "transfer.jcl"}
    assert run(["collect", str(config), "--jcl", str(tmp_path / "jobs")]) == 16
    assert "overwritten" in capsys.readouterr().err
    assert run(["collect", str(config)]) == 16
