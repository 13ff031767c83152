"""Parameters of a member that no fact holds are listed when they change."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.gate.members import member_reasons
from auditor.sources.hwscfg import read_member
from auditor.sources.hwscfg.grammar import Statement

BEFORE = """HWS (ID=ICONDB1,RACF=Y,RRS=Y)
TCPIP (HOSTNAME=TCPIP,PORTID=(5001,5002),
 RACFID=RACFDEF,EXIT=(HWSSMPL0,HWSJAVA0))
DATASTORE (ID=IMSB,APPL=APPL2)
DATASTORE (ID=IMSA,GROUP=XCF,MEMBER=HWS1,
 TMEMBER=IMSA,APPL=APPL1)
RMTIMSCON (ID=ICON2,HOSTNAME=H2,
 PORT=9999,APPL=REMOTE,USERID=USER1)
ODACCESS (ODBMAUTOCONN=Y,DRDAPORT=(ID=6001,PORTTMOT=50),APPL=IMSDRDA1)
"""


def statements(folder: Path, text: str) -> tuple[Statement, ...]:
    path = folder / "HWSCFG01"
    path.write_text(text)
    return read_member(str(path), 0).facts.statements


@pytest.mark.parametrize(
    ("old", "new", "listed"),
    [
        ("PORTID=(5001,5002)", "PORTID=(9999,5002)", ["TCPIP PORTID"]),
        ("RACFID=RACFDEF", "RACFID=OTHER", ["TCPIP RACFID"]),
        ("EXIT=(HWSSMPL0,HWSJAVA0)", "EXIT=(HWSSMPL0,EVIL)", ["TCPIP EXIT"]),
        (",APPL=REMOTE,USERID=USER1", ",USERID=USER2", ["RMTIMSCON APPL", "RMTIMSCON USERID"]),
        ("PORT=9999,APPL", "PORT=9998,APPL", ["RMTIMSCON PORT"]),
        ("PORT=9999,APPL", "PORT=9999,PERSISTENT=Y,APPL", []),
        ("RRS=Y", "RRS=N", ["HWS RRS"]),
        ("RACF=Y", "RACF=N", []),
        ("APPL=IMSDRDA1", "APPL=IMSDRDA2", []),
        ("(ID=6001,PORTTMOT=50)", "(ID=6002,PORTTMOT=50)", []),
        ("RACFID=RACFDEF,EXIT=(HWSSMPL0,HWSJAVA0)", "EXIT=(HWSSMPL0,HWSJAVA0),RACFID=RACFDEF", []),
        ("HWS (ID", "* a comment\nHWS  (ID", []),
    ],
)
def test_a_parameter_that_no_fact_holds_is_listed_by_name(
    tmp_path: Path, old: str, new: str, listed: list[str]
) -> None:
    assert old in BEFORE
    reasons = member_reasons("ICONDB1", statements(tmp_path, BEFORE), statements(tmp_path, BEFORE.replace(old, new)))
    assert reasons.blocks == []
    assert sorted(line.split("changes ")[1].partition(":")[0] for line in reasons.warns) == listed


def test_a_statement_that_is_new_is_listed(tmp_path: Path) -> None:
    more = BEFORE + "MSC (LCLPLKID=A,RMTPLKID=B)\n"
    warns = member_reasons("ICONDB1", statements(tmp_path, BEFORE), statements(tmp_path, more)).warns
    assert [line.partition(":")[0] for line in warns] == [
        f"the member of ICONDB1 changes MSC{name}" for name in ("", " LCLPLKID", " RMTPLKID")
    ]


def test_values_that_change_places_are_a_change(tmp_path: Path) -> None:
    swapped = BEFORE.replace("APPL1", "APPL3").replace("APPL2", "APPL1").replace("APPL3", "APPL2")
    warns = member_reasons("ICONDB1", statements(tmp_path, BEFORE), statements(tmp_path, swapped)).warns
    assert warns == ["the member of ICONDB1 changes DATASTORE APPL: no verdict need move by it"]
