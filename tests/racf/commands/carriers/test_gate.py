"""Through the command: what a job hides is blocked or judged, and a sound change passes in every carrier."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from auditor.cli import run
from tests.shop.build import FIXTURES

REFRESH = "SETROPTS RACLIST(APPL) REFRESH"
OPEN = "RALTER APPL IMSDRDA1 UACC(READ)"
SOUND = f"PERMIT IMSDRDA1 CLASS(APPL) ID(BATGRP) ACCESS(READ)\n{REFRESH}\n"
TMP = "//A EXEC PGM=IKJEFT01\n"
DATA = f"//SYSTSIN DD *\n{REFRESH}\n/*\n"


def gate(tmp_path: Path, change: str | bytes) -> tuple[int, dict]:
    file = tmp_path / "change"
    file.write_bytes(change if isinstance(change, bytes) else change.encode())
    out = tmp_path / "out"
    code = run(["gate", str(FIXTURES / "sound/auditor.toml"), "--change", str(file), "--issuer", "SECADM",
                "--out", str(out), "--format", "json", "-q"])  # fmt: skip
    return code, json.loads((out / "gate.json").read_text())


WEAK = {
    "G2": f"//A EXEC PGM=IKJEFT01,PARM='{OPEN}'\n{DATA}",
    "G2b shell": f"//A EXEC PGM=BPXBATCH,\n//  PARM='SH tsocmd \"{OPEN}\"'\n{TMP}{DATA}",
    "G2b data set": f"{TMP}{DATA[:-3]}// DD DSN=A.B,DISP=SHR\n",
    "G2b include": f"// INCLUDE MEMBER=X\n{TMP}{DATA}",
    "G2c": f"{TMP}//SYSTSIN DD DDNAME=CMDS\n//CMDS DD *\n{OPEN}\n{REFRESH}\n",
    "G5": "// SET APPL=IMSDRDA3\n" + TMP + "//SYSTSIN DD *,SYMBOLS=JCLONLY\nRDEFINE APPL &APPL UACC(READ)\n"
          f"{REFRESH}\n",
    "G5 exported": "// EXPORT SYMLIST=APPL\n// SET APPL=IMSDRDA1\n" + TMP
                   + f"//SYSTSIN DD *,SYMBOLS=JCLONLY\nRALTER APPL &APPL UACC(READ)\n{REFRESH}\n",
    "G12 IRRRID00": "/* remove */\nEXIT\nPERMIT IMSDRDA1 CLASS(APPL) ID(BATGRP) DELETE\n",
    "G12 REXX": '/* REXX */\naddress tso\n"RALTER APPL IMSDRDA1 UACC(READ)"\n',
    "G12 Ansible": f"- {OPEN}\n- {REFRESH}\n",
    "G17 CR": f"RLIST APPL X\r{OPEN}\n{REFRESH}\n",
    "a procedure step": f"//P PROC\n//S EXEC PGM=IKJEFT01\n//SYSTSIN DD DUMMY\n// PEND\n// EXEC P\n"
                        f"//S.SYSTSIN DD *\n{OPEN}\n{REFRESH}\n",
    "an operator command": f"//X COMMAND 'F ICONDB1,SETRACF OFF'\n{TMP}{DATA}",
}  # fmt: skip


@pytest.mark.parametrize("name", WEAK)
def test_a_weakening_in_any_carrier_is_blocked(tmp_path: Path, name: str) -> None:
    code, decided = gate(tmp_path, WEAK[name])
    assert (code, decided["decision"]) == (8, "blocked")
    assert all(message["line"] for message in decided["messages"])
    if name.startswith("G12"):
        assert [message["id"] for message in decided["messages"]] == ["NOT-UNDERSTOOD"]


CARRIED = {
    "plain": SOUND,
    "EBCDIC": SOUND.encode("cp037"),
    "SYSTSIN": f"{TMP}//SYSTSIN DD *\n{SOUND}/*\n",
    "Zowe": f"{TMP}//SYSTSIN DD DDNAME=CMDS\n//CMDS DD *\n{SOUND}/*\n",
}


@pytest.mark.parametrize("change", CARRIED.values(), ids=CARRIED.keys())
def test_a_sound_change_is_accepted_in_every_carrier(tmp_path: Path, change: str | bytes) -> None:
    code, decided = gate(tmp_path, change)
    assert (code, decided["decision"]) == (4, "accepted")
    assert len(decided["reasons"]) == 1, "the change is listed, and nothing else"
    given = decided["after_active"]["inputs"][-1]
    assert given["codepage"] == ("cp1047" if isinstance(change, bytes) else "utf-8")
