"""JCL symbols in statements and in in-stream data; in data without SYMBOLS= an ampersand is a RACF variable."""

from __future__ import annotations

import pytest

from auditor.racf.commands import parse_script
from auditor.racf.commands.carriers.symbols import left, put

TMP = "//GO EXEC PGM=IKJEFT01\n"
READ = "RDEFINE APPL IMSDRDA3 UACC(READ)"


def commands(text: str) -> list[object]:
    return [located.command for located in parse_script(text).commands]


def job(before: str, data: str, symbols: str = ",SYMBOLS=JCLONLY") -> str:
    return f"//J JOB 1\n{before}{TMP}//SYSTSIN DD *{symbols}\n{data}\n"


EXPORT = "// EXPORT SYMLIST=(APPL,LEVEL)\n"
SET = "// SET APPL=IMSDRDA3\n"

PUT = {
    "JCLONLY": job(EXPORT + SET, "RDEFINE APPL &APPL UACC(READ)"),
    "EXECSYS": job(EXPORT + SET, "RDEFINE APPL &APPL UACC(READ)", ",SYMBOLS=EXECSYS"),
    "CNVTSYS and a log": job(EXPORT + SET, "RDEFINE APPL &APPL UACC(READ)", ",SYMBOLS=(CNVTSYS,LOG)"),
    "all are exported": job("// EXPORT SYMLIST=*\n" + SET, "RDEFINE APPL &APPL. UACC(READ)"),
    "a period ends it": job(EXPORT + "// SET APPL=IMSDRDA\n", "RDEFINE APPL &APPL.3 UACC(READ)"),
    "quoted, two at once": job(EXPORT + "// SET APPL='IMSDRDA3',LEVEL=READ\n", "RDEFINE APPL &APPL UACC(&LEVEL)"),
    "a symbol of a symbol": job(EXPORT + "// SET N=3\n// SET APPL=IMSDRDA&N\n", "RDEFINE APPL &APPL UACC(READ)"),
    "the last value counts": job(EXPORT + "// SET APPL=X\n" + SET, "RDEFINE APPL &APPL UACC(READ)"),
    "set behind EXEC": f"//J JOB 1\n{EXPORT}{TMP}//SYSTSIN DD *,SYMBOLS=JCLONLY\n"
                       f"RDEFINE APPL &APPL UACC(READ)\n/*\n{SET}",
    "in PARM": f"//J JOB 1\n{SET}//GO EXEC PGM=IKJEFT01,PARM='RDEFINE APPL &APPL UACC(READ)'\n//SYSTSIN DD DUMMY\n",
    "a default of PROC": "//P PROC APPL=IMSDRDA3\n//S EXEC PGM=IKJEFT01,PARM='RDEFINE APPL &APPL UACC(READ)'\n"
                         "//SYSTSIN DD DUMMY\n// PEND\n//A EXEC P\n",
    "EXEC over PROC over SET": "// SET APPL=X\n//P PROC APPL=Y\n//S EXEC PGM=IKJEFT01,\n"
                               "//  PARM='RDEFINE APPL &APPL UACC(READ)'\n"
                               "//SYSTSIN DD DUMMY\n// PEND\n//A EXEC P,APPL=IMSDRDA3\n",
    "exported from a procedure": f"{EXPORT}//P PROC APPL=X\n//S EXEC PGM=IKJEFT01\n//SYSTSIN DD *,SYMBOLS=JCLONLY\n"
                                 "RDEFINE APPL &APPL UACC(READ)\n/*\n// PEND\n//A EXEC P,APPL=IMSDRDA3\n",
    "the name of the program": f"//J JOB 1\n// SET P=IKJEFT01\n//GO EXEC PGM=&P\n//SYSTSIN DD *\n{READ}\n",
}  # fmt: skip


@pytest.mark.parametrize("text", PUT.values(), ids=PUT.keys())
def test_a_symbol_that_the_job_gives_is_put_in_place(text: str) -> None:
    assert [one.message for one in parse_script(text).problems] == []
    assert commands(text) == commands(READ)


LEFT = {
    "not exported": (job(SET, "RDEFINE APPL &APPL UACC(READ)"), "symbol-not-exported"),
    "exported too late": (job(SET + EXPORT, "RDEFINE APPL &APPL UACC(READ)"), "symbol-not-exported"),
    "never set": (job(EXPORT, "RDEFINE APPL &APPL UACC(READ)"), "symbol"),
    "a system symbol": (job("", "RDEFINE APPL &SYSNAME UACC(READ)", ",SYMBOLS=EXECSYS"), "symbol"),
    "part of a system symbol": (job("", "RDEFINE APPL &SYSNAME(1:2) UACC(READ)", ",SYMBOLS=CNVTSYS"), "symbol"),
    "a small letter is another symbol": (job(EXPORT + SET, "RDEFINE APPL &appl UACC(READ)"), "symbol"),
    "SYMBOLS= of another kind": (job(EXPORT + SET, "RDEFINE APPL X UACC(READ)", ",SYMBOLS=FROB"), "symbol"),
    "SYMBOLS= by symbol": (job("", "RDEFINE APPL X UACC(READ)", ",SYMBOLS=&S"), "symbol"),
    "in PARM": ("//GO EXEC PGM=IKJEFT01,PARM='RDEFINE APPL &APPL'\n//SYSTSIN DD DUMMY\n", "symbol"),
    "of another job": ((f"//A JOB 1\n{EXPORT}{SET}//B EXEC PGM=IEFBR14\n"
                       f"{job('', 'RDEFINE APPL &APPL UACC(READ)')}"), "symbol"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "code"), LEFT.values(), ids=LEFT.keys())
def test_a_symbol_that_is_not_certain_is_a_problem(text: str, code: str) -> None:
    assert code in {one.code for one in parse_script(text).problems}


def test_what_is_set_without_export_is_still_judged() -> None:
    text = job(SET, "RDEFINE APPL &APPL UACC(READ)")
    assert commands(text) == commands(READ)


def test_without_symbols_an_ampersand_is_a_racf_variable() -> None:
    line = "RALTER PTKTDATA IRRPTAUTH.&APPS.* UACC(NONE)"
    in_job = parse_script(job(EXPORT + "// SET APPS=X\n", line, ""))
    assert not in_job.problems
    assert [one.command for one in in_job.commands] == commands(line)
    assert in_job.commands[0].command.profiles == ("IRRPTAUTH.&APPS.*",)


def test_what_counts_as_a_symbol() -> None:
    assert put("&A.&B..C&&D&A", {"A": "1", "B": "2"}) == "12.C&&D1"
    assert left("&X")
    assert not left("&&TEMP A & B")
