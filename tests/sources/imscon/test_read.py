from __future__ import annotations

from collections.abc import Callable

import pytest

from auditor.errors import EvidenceUnreadable
from auditor.sources.read import Read as FileRead

Read = Callable[[str], FileRead]

VIEWHWS = """\
HWSC0001I HWS ID=ICONDB1 RACF=Y PSWDMC=R
HWSC0001I MAXSOC=200 TIMEOUT=0
HWSC0001I RRS=N STATUS=REGISTERED
HWSC0001I VERSION=V15 IP-ADDRESS=192.0.2.24
HWSC0001I DATASTORE=IMSP STATUS=ACTIVE
HWSC0001I RACF APPL NAME=IMSPTKT
HWSC0001I PORT=9901 STATUS=ACTIVE
HWSC0001I PORT=5555D STATUS=ACTIVE
HWSC0001I CLIENTID USERID TRANCODE STATUS SECOND CLNTPORT IP-ADDRESS
HWSC0001I TOTAL CLIENTS=1 RECV=1 CONN=0 XMIT=0 OTHER=0
"""
QUERY = """\
MbrName  CC RACF PSWDMC ODRACFST UIDCACHE UIDAGE ODBMAPPL Version
-------- -- ---- ------ -------- -------- ------ -------- -------
ICONDB1   0 ON   RCF    OFF      ON        86400 IMSDRDA1 15.5
ICONDB2   0 OFF  ON     ON       OFF                      15.5
"""


def codes(one: FileRead, level: str | None = None) -> list[str]:
    return [row.code for row in one.diagnostics if level in (None, row.level)]


def test_viewhws(read: Read) -> None:
    one = read(VIEWHWS)
    assert one.diagnostics == ()
    running = one.facts["ICONDB1"]
    assert (running.racf.value, running.pswdmc.value) == (True, "R")
    assert [port.id.value for port in running.ports] == [5555]
    for fact in (running.racf, running.pswdmc, running.ports[0].id):
        assert fact.at is not None
        assert fact.at.source == 4
    text = [one.lines[f.at.record][f.at.first - 1 : f.at.last] for f in (running.racf, running.ports[0].id) if f.at]
    assert text == ["RACF=Y", "PORT=5555D"]


def test_the_application_name_of_a_data_store_is_not_the_endpoints(read: Read) -> None:
    assert read(VIEWHWS).facts["ICONDB1"].odbmappl.value is None
    assert read(VIEWHWS).facts["ICONDB1"].odbmappl.at is None


def test_query_by_column(read: Read) -> None:
    one = read(QUERY)
    assert one.diagnostics == ()
    first, second = one.facts["ICONDB1"], one.facts["ICONDB2"]
    assert (first.racf.value, first.pswdmc.value, first.odracfst.value) == (True, "R", False)
    assert (first.uidcache.value, first.uidage.value, first.odbmappl.value) == (True, 86400, "IMSDRDA1")
    assert (second.racf.value, second.pswdmc.value, second.odracfst.value) == (False, "Y", True)
    assert second.uidage.value is None
    assert second.uidage.why
    assert second.odbmappl.value == ""
    at = first.odbmappl.at
    assert at is not None
    assert one.lines[at.record][at.first - 1 : at.last].strip() == "IMSDRDA1"


def test_query_in_xml(read: Read) -> None:
    one = read("<cmdrspdata>\n<rsp>MBR(ICONDB1 ) CC(   0) RACF(ON) ODBMAPPL(IMSDRDA1) </rsp>\n</cmdrspdata>\n")
    running = one.facts["ICONDB1"]
    assert (running.racf.value, running.odbmappl.value) == (True, "IMSDRDA1")
    at = running.racf.at
    assert at is not None
    assert one.lines[at.record][at.first - 1 : at.last] == "RACF(ON)"


def test_values_that_are_not_shown_are_unknown_and_none_are_assumed(read: Read) -> None:
    running = read("MbrName  CC RACF\nICONDB1   0 ON\n").facts["ICONDB1"]
    assert running.racf.value is True
    for name in ("odbmappl", "pswdmc", "uidcache", "uidage", "odracfst"):
        assert getattr(running, name).value is None


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("ICONDB1   0 ON ", "ICONDB1  10 ON ", "completion-code"),
        ("ICONDB1   0 ON ", "ICONDB1   0 MAY", "invalid-value"),
        ("ICONDB1   0 ON ", "ICONDB1 0 ON   ", "column-shifted"),
        ("ICONDB1   0 ON ", "ICONDB1-  0 ON ", "not-understood"),
        ("      ON        86400 IMSDRDA1 15.5", "", "row-cut"),
        ("ICONDB2   0 OFF", "ICONDB1   0 OFF", "contradiction"),
    ],
)
def test_a_row_that_is_not_whole_settles_nothing(read: Read, old: str, new: str, code: str) -> None:
    assert old in QUERY
    one = read(QUERY.replace(old, new, 1))
    assert code in codes(one, "error") or code == "column-shifted"
    assert (code in [row.code for row in one.damage]) or code == "column-shifted"
    running = one.facts.get("ICONDB1")
    assert running is None or running.racf.value is None


def test_a_row_that_was_cut_says_no_blank_application_name(read: Read) -> None:
    one = read(QUERY.replace(" IMSDRDA1 15.5", "", 1))
    assert "row-cut" in codes(one, "error")
    assert "ICONDB1" not in one.facts


@pytest.mark.parametrize("row", ["HWSC0001I HWS ID= RACF=Y", "HWSC0001I HWS ID=TOOLONGNAME RACF=Y"])
def test_a_display_without_a_name_belongs_to_nobody(read: Read, row: str) -> None:
    one = read(VIEWHWS + row + "\nHWSC0001I PORT=6666D STATUS=ACTIVE\n")
    assert codes(one, "error") == ["not-understood"]
    assert [port.id.value for port in one.facts["ICONDB1"].ports] == [5555]


def test_values_that_change_within_a_capture_settle_nothing(read: Read) -> None:
    one = read(VIEWHWS + VIEWHWS.replace("RACF=Y", "RACF=N"))
    assert codes(one, "error") == ["contradiction"]
    assert one.facts["ICONDB1"].racf.value is None
    assert one.facts["ICONDB1"].racf.why == "RACF is shown with two values"


@pytest.mark.parametrize("echo", ["QUERY IMSCON TYPE(CONFIG) SHOW(ALL)", "  QRY IMSCON TYPE(CONFIG)", "R 12,VIEWHWS"])
def test_the_command_that_is_answered_is_no_surprise(read: Read, echo: str) -> None:
    assert read(f"{echo}\n{VIEWHWS}").diagnostics == ()


def test_lines_of_no_display_are_named(read: Read) -> None:
    one = read("SOME OTHER COMMAND\n" + VIEWHWS)
    assert [(row.record, row.level, row.code) for row in one.diagnostics] == [(1, "remark", "unknown-line")]
    assert one.damage == ()


@pytest.mark.parametrize("content", ["READY\n", "HWS=(ID=A)\n", "HWSC0001I MAXSOC=1\n", "MbrName CC Version\nA 0 1\n"])
def test_a_file_without_a_display_is_refused(read: Read, content: str) -> None:
    with pytest.raises(EvidenceUnreadable, match="holds no IMS Connect display"):
        read(content)
