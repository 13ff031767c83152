from __future__ import annotations

import pytest

from auditor.sources.headings import shown_day
from auditor.sources.imscon import read_display
from auditor.sources.setropts import read_setropts
from tests.writers.setropts import listing

JES = " 09.15.01 JOB01234 ---- MONDAY,    30 NOV 2026 ----"
TIME = "IKJ56650I TIME-09:15:57 AM. CPU-00:00:01 SERVICE-123456 SESSION-00:20:20 NOVEMBER 30,2026"
SPOC = "Start time. . . . : 2026.334 10:15:30.12"
IMS = "*26334/101530*"
SYSLOG = "M 0080000 PRD1     26334 10:10:10.09 STC09919 00000090  ICH408I USER(IMSBAT1 )"
OPERLOG = "Z2       2026334 23:12:55.14 STC12305 00000211  ICH408I USER(ORDAPP1 )"


@pytest.mark.parametrize("line", [JES, TIME, SPOC, IMS, SYSLOG, OPERLOG])
def test_each_stamp_tells_its_day(line: str) -> None:
    assert shown_day(["READY", line, "more"]) == "2026-11-30"


@pytest.mark.parametrize(
    "line",
    [
        "LAST CHANGED 30 NOV 2026",
        "*26000/101530*",
        "*26366/101530*",
        "*26334/10153*",
        "RACF 26334/101530",
        "---- MONDAY, 31 FEB 2026 ----",
        "---- MONDAY, 30 NVO 2026 ----",
        "Start time. . . . : 2026.400 10:15:30",
        "this is a sentence that is long and holds 26334 10:10:10.09 somewhere",
    ],
)
def test_what_is_no_stamp_or_no_day_tells_nothing(line: str) -> None:
    assert shown_day([line]) is None


def test_the_first_day_in_time_counts() -> None:
    assert shown_day([IMS, "*26300/000000*", TIME]) == "2026-10-27"


def test_a_listing_and_a_display_are_dated_by_their_heading(tmp_path) -> None:
    path = tmp_path / "s"
    path.write_text(f"READY\nTIME\n{TIME}\nREADY\nSETROPTS LIST\n{listing(active=['APPL'])}")
    read = read_setropts(str(path), 0)
    assert (read.input.taken, read.input.taken_from, read.input.dated) == ("2026-11-30", "heading", "2026-11-30")
    assert read.damage == ()
    path.write_text(f"MbrName    CC ODBMAPPL RACF\nICON1       0 A        ON\n{IMS}\n")
    display = read_display(str(path), 0)
    assert (display.input.taken, display.input.taken_from, display.issues) == ("2026-11-30", "heading", ())
