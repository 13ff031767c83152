"""Members and listings as people hand them over: what is around them is left out, or the way to get them is said."""

from __future__ import annotations

import pytest

from auditor.errors import EvidenceUnreadable
from auditor.sources.hwscfg import read_member
from auditor.sources.setropts import read_setropts
from auditor.sources.signs import kinds_of, sample_of

LINES = ["HWS=(ID=ICONDB1,RACF=Y,PSWDMC=R)", "ODACCESS=(APPL=IMSDRDA1,DRDAPORT=(ID=5555,PORTTMOT=6000))"]
TOP = "****** ***************************** Top of Data ******************************"
BOTTOM = "****** **************************** Bottom of Data ****************************"


@pytest.fixture
def read(tmp_path):
    def one(*lines: str):
        file = tmp_path / "member"
        file.write_text("\n".join(lines) + "\n")
        return read_member(str(file), 0)

    return one


def numbered(lines: list[str]) -> list[str]:
    return [f"{number:06} {line}" for number, line in enumerate(lines, 1)]


MAIL = ["From: sysprog@example.com", "To: audit@example.com", "Subject: the member", ""]
FORMS = {
    "top and bottom": [TOP, *LINES, BOTTOM],
    "line numbers": [TOP, *numbered(LINES), BOTTOM],
    "a whole panel": [
        "VIEW       IMS.PROCLIB(HWSCFG00) - 01.07                   Columns 00001 00072",
        "Command ===>                                                  Scroll ===> PAGE",
        TOP, *numbered(LINES), BOTTOM, "F1=Help      F2=Split     F3=Exit",
    ],
    "labels": [TOP, "====== " + LINES[0], "000002 " + LINES[1], BOTTOM],
    "IEBUPDTE": ["./ ADD NAME=HWSCFG00,LIST=ALL", *LINES, "./ ENDUP"],
    "IEBUPDTE in a job": [
        "//UPD  JOB 1", "//S  EXEC PGM=IEBUPDTE,PARM=NEW", "//SYSIN DD DATA", "./ ADD NAME=OTHER", "OTHER=(X)",
        "./ REPL NAME=HWSCFG00", *LINES, "./ ENDUP", "/*",
    ],
    "IEBGENER": ["//S  EXEC PGM=IEBGENER", "//SYSIN DD DUMMY", "//SYSUT1 DD *", *LINES, "/*", "//SYSUT2 DD DSN=A"],
    "another delimiter": ["//S  EXEC PGM=IEBGENER", "//SYSUT1 DD DATA,DLM=@@", *LINES, "@@"],
    "a mail": [*MAIL, *LINES, "-- ", "Anna, IMS support"],
    "a quoted mail": [*MAIL, *(f"> {line}" for line in LINES)],
    "a terminal": ["READY", " LIST 'IMS.PROCLIB(HWSCFG00)'", " IMS.PROCLIB(HWSCFG00)", *LINES, " ***", "READY"],
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_what_stands_around_a_member_is_left_out_with_a_remark(read, form):
    done = read(*FORMS[form])
    assert [issue.level for issue in done.issues] == ["remark"] * len(done.issues)
    assert "wrapped" in [issue.code for issue in done.issues]
    endpoint = done.facts.endpoint
    assert (endpoint.id.value, endpoint.appl.value, endpoint.racf.value) == ("ICONDB1", "IMSDRDA1", True)
    assert endpoint.ports[0].id.value == 5555
    record = FORMS[form].index(next(line for line in FORMS[form] if line.endswith(LINES[1]))) + 1
    assert endpoint.appl.at.record == record, "records keep their numbers"
    first, last = endpoint.appl.at[2:]
    assert "IMSDRDA1" in done.lines[record][first - 1 : last]


@pytest.mark.parametrize("form", FORMS)
def test_it_is_recognised_in_a_folder(tmp_path, form):
    file = tmp_path / "x"
    file.write_text("\n".join(FORMS[form]) + "\n")
    assert kinds_of(sample_of(str(file))) == ("hwscfg",)


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ([TOP, *LINES], "without the end"),
        ([*LINES, BOTTOM], "without the begin"),
        ([TOP, *LINES, BOTTOM, TOP, *LINES, BOTTOM], "several members"),
        ([TOP, LINES[0], "-  -  -  -  -  -  -  -  -  -   3 Line(s) not Displayed", LINES[1], BOTTOM], "not displayed"),
        (["VIEW  A(B) - 01.00    Columns 00009 00080", TOP, *LINES, BOTTOM], "from column 9 on"),
        (["./ CHANGE NAME=HWSCFG00", LINES[0], "./ ENDUP"], "changes some lines"),
        (["./ ADD NAME=A", *LINES, "./ ADD NAME=B", *LINES, "./ ENDUP"], "holds 2 members"),
        (
            ["//S EXEC PGM=IEBCOPY", "//SYSIN DD *", " COPY OUTDD=O,INDD=I", " SELECT MEMBER=HWSCFG00", "/*"],
            "JCL that does not",
        ),
        (["From: a", "Content-Transfer-Encoding: base64", "", "SFdTPQ=="], "mail with its text encoded"),
    ],
)
def test_what_cannot_be_taken_out_is_refused_with_the_way_to_get_it(read, lines, words):
    with pytest.raises(EvidenceUnreadable, match=words) as refused:
        read(*lines)
    assert refused.value.advice


@pytest.mark.parametrize(
    ("head", "words"),
    [
        (b"\x50\xe0" + "INMR01".encode("cp037") + b"\0" * 80, "TRANSMIT"),
        (b"\x00\xca\x6d\x0f\x02\0" + b"\0" * 80, "IEBCOPY"),
    ],
)
def test_packed_data_sets_are_named(tmp_path, head, words):
    file = tmp_path / "x"
    file.write_bytes(head)
    with pytest.raises(EvidenceUnreadable, match=words):
        read_member(str(file), 0)


def test_a_symbol_is_named(read):
    done = read("HWS=(ID=ICONDB1,RACF=&RACF)", LINES[1])
    assert any("a symbol was not resolved" in issue.message for issue in done.issues)
    assert done.facts.endpoint.racf.value is None


def test_a_listing_with_line_numbers_is_read(tmp_path, root):
    listing = (root / "fixtures/sound/setropts.txt").read_text().splitlines()
    plain, framed = tmp_path / "plain", tmp_path / "framed"
    plain.write_text("\n".join(listing) + "\n")
    framed.write_text("\n".join([TOP, *numbered(listing), BOTTOM]) + "\n")
    first, second = (read_setropts(str(file), 0) for file in (plain, framed))
    values = [{name: options.active.value for name, options in one.facts.classes.items()} for one in (first, second)]
    assert values[0] == values[1]
    assert [issue.code for issue in second.issues if issue.level == "error"] == []


def test_a_plain_member_is_left_as_it_is(read):
    assert read(*LINES).issues == ()
