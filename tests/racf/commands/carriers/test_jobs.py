"""A job is read as JES and TSO/E read it: which commands it runs, in which order, and what in it is not understood."""

from __future__ import annotations

import pytest

from auditor.racf.commands import parse_script
from auditor.racf.commands.carriers.programs import PROGRAMS

TMP = "//GO EXEC PGM=IKJEFT01\n//SYSTSPRT DD SYSOUT=*\n"
OPEN = "RALTER APPL IMSDRDA1 UACC(READ)"
REFRESH = "SETROPTS RACLIST(APPL) REFRESH"
LAST = [REFRESH]
DD, JCL = "dd-not-understood", "jcl-not-understood"
HARMLESS = f"//SYSTSIN DD *\n {REFRESH}\n/*\n"


def commands(text: str) -> list[object]:
    return [located.command for located in parse_script(text).commands]


READ = {
    "PARM is the first command": (
        f"//A EXEC PGM=IKJEFT01,PARM='{OPEN}'\n{HARMLESS}", [OPEN, REFRESH]),
    "PARM without SYSTSIN": (f"//A EXEC PGM=IKJEFT1B,PARM='{OPEN}'\n//SYSTSIN DD DUMMY\n", [OPEN]),
    "PARM in parentheses and over two lines": (
        f"//A EXEC PGM=IKJEFT1A,DYNAMNBR=20,\n//  PARM=('{OPEN}')\n//SYSTSIN DD DUMMY\n", [OPEN]),
    "a quoted PARM goes on in column 16": (
        ("//A        EXEC PGM=IKJEFT01,PARM='PERMIT IMSDRDA1 CLASS(APPL) ID(BATGR\n"
        "//             P) ACCESS(READ)'\n//SYSTSIN DD DUMMY\n"),
        ["PERMIT IMSDRDA1 CLASS(APPL) ID(BATGRP) ACCESS(READ)"]),
    "PARM with doubled quotes and ampersand": (
        "//A EXEC PGM=IKJEFT01,PARM='RALTER APPL &&A DATA(''x'')'\n//SYSTSIN DD DUMMY\n",
        ["RALTER APPL &A DATA('x')"]),
    "PARMDD": (f"//A EXEC PGM=IKJEFT01,PARMDD=P\n//P DD *\nRALTER APPL IMSD\nRDA1 UACC(READ)\n/*\n{HARMLESS}",
               [OPEN, REFRESH]),
    "DDNAME of a later DD": (f"{TMP}//SYSTSIN DD DDNAME=CMDS\n//CMDS DD *\n{OPEN}\n{REFRESH}\n/*\n", [OPEN, REFRESH]),
    "DDNAME and more behind it": (
        f"{TMP}//SYSTSIN DD DDNAME=CMDS\n// DD *\n{REFRESH}\n/*\n//CMDS DD *\n{OPEN}\n", [OPEN, REFRESH]),
    "concatenated in-stream data": (f"{TMP}//SYSTSIN DD *\n{OPEN}\n// DD *\n{REFRESH}\n", [OPEN, REFRESH]),
    "a continuation over the concatenation": (
        f"{TMP}//SYSTSIN DD *\nRALTER APPL IMSDRDA1 +\n// DD *\n UACC(READ)\n", [OPEN]),
    "DLM of eight characters, with JCL in the data": (
        f"{TMP}//SYSTSIN DD *,DLM='@@##$$AA'\n/* a */ {OPEN}\n@@##$$AA\n", [OPEN]),
    "DATA ends with /* only": (f"{TMP}//SYSTSIN DD DATA\n{REFRESH}\n/*\n", [REFRESH]),
    "a step that does nothing": (f"//A EXEC PGM=IEFBR14\n//N DD DSN=A.B,DISP=(NEW,CATLG)\n{TMP}{HARMLESS}", LAST),
    "IEFBR14 does not read SYSTSIN": (
        f"//A EXEC PGM=IEFBR14\n//SYSTSIN DD *\n{OPEN}\n/*\n{TMP}{HARMLESS}", LAST),
    "a listing is printed": (
        f"//A EXEC PGM=IEBGENER\n//SYSUT1 DD *\nhello\n//SYSUT2 DD SYSOUT=*\n//SYSIN DD DUMMY\n{TMP}{HARMLESS}", LAST),
    "unload first": (
        ("//A EXEC PGM=IRRDBU00,PARM=NOLOCKINPUT\n//INDD1 DD DSN=SYS1.RACF,DISP=SHR\n"
        f"//OUTDD DD DSN=A.B,DISP=(NEW,CATLG,DELETE),SPACE=(CYL,9)\n//SYSPRINT DD SYSOUT=*\n{TMP}{HARMLESS}"), LAST),
    "a procedure of the job": (
        f"//P PROC\n//S EXEC PGM=IKJEFT01\n//SYSTSIN DD DUMMY\n// PEND\n// EXEC P\n//S.SYSTSIN DD *\n{OPEN}\n", [OPEN]),
    "a procedure with DDNAME and an unqualified DD": (
        f"//P PROC\n//S EXEC PGM=IKJEFT01\n//SYSTSIN DD DDNAME=IN\n// PEND\n// EXEC P\n//IN DD *\n{OPEN}\n", [OPEN]),
    "a procedure with its own data": (
        f"//P PROC\n//S EXEC PGM=IKJEFT01\n//SYSTSIN DD *\n{OPEN}\n// PEND\n//A EXEC P\n", [OPEN]),
    "PARM of a procedure step": (
        f"//P PROC\n//S EXEC PGM=IKJEFT01\n//SYSTSIN DD DUMMY\n// PEND\n//A EXEC PROC=P,PARM.S='{OPEN}'\n", [OPEN]),
    "a symbol of a procedure": (
        (f"//P PROC WHAT=IEFBR14\n//S EXEC PGM=&WHAT\n//SYSTSIN DD *\n{OPEN}\n// PEND\n//A EXEC P\n"
        "//B EXEC P,WHAT=IKJEFT01\n"), [OPEN]),
    "two jobs": (f"//A JOB 1\n{TMP}{HARMLESS}//\n//B JOB 1\n{TMP}//SYSTSIN DD *\n{OPEN}\n", [REFRESH, OPEN]),
    "sequence numbers and a comment field": (
        (f"{'//A EXEC PGM=IKJEFT01 run it':<72}00000010\n{'//SYSTSIN DD * what it does':<72}00000020\n"
        f"{OPEN:<72}00000030\n"), [OPEN]),
    "lower case": (f"//a exec pgm=ikjeft01\n//systsin dd *\n{OPEN}\n", [OPEN]),
    "the SPOC": (
        ("//A EXEC PGM=CSLUSPOC,PARM=('IMSPLEX=PLEX1,ROUTE=*,WAIT=60')\n//SYSIN DD *\n* a comment\n"
        "UPDATE IMSCON TYPE(CONFIG) SET(RACF(ON))\n"), ["UPDATE IMSCON TYPE(CONFIG) SET(RACF(ON))"]),
    "the SPOC without a DD statement": (
        "//A EXEC PGM=CSLUSPOC,PARM='IMSPLEX=P'\nUPDATE IMSCON TYPE(CONFIG) SET(RACF(ON))\n",
        ["UPDATE IMSCON TYPE(CONFIG) SET(RACF(ON))"]),
    "tsocmd in PARM": (f"//A EXEC PGM=BPXBATCH,\n//  PARM='SH tsocmd \"{OPEN}\"'\n//STDOUT DD SYSOUT=*\n", [OPEN]),
    "tsocmd in STDPARM": (
        f"//A EXEC PGM=BPXBATCH\n//STDPARM DD *\nSH tsocmd \"{OPEN}\";\n tsocmd '{REFRESH}'\n", [OPEN, REFRESH]),
    "a job card as sites write it": (
        ("//GATE JOB (ACCT,1),'A B',CLASS=A,MSGCLASS=H,NOTIFY=&SYSUID,\n//* between\n//  REGION=0M,TYPRUN=HOLD\n"
        f"/*JOBPARM SYSAFF=SYS1\n//*MAIN CLASS=A\n//*\n//OUT OUTPUT DEFAULT=YES\n// JCLLIB ORDER=(A.B)\n"
        f"//SYSCHK DD DSN=A.L,DISP=SHR\n{TMP}//STEPLIB DD DUMMY\n"
        f"{HARMLESS}//\n"), LAST),
    "a listing is added to": (f"{TMP}//SYSPRINT DD DSN=A.B,DISP=MOD\n{HARMLESS}", LAST),
    "a statement of JES2 ends the data": (f"{TMP}{HARMLESS[:-3]}/*OUTPUT A COPIES=2\n", LAST),
    "COND=EVEN runs always": (f"//A EXEC PGM=IKJEFT01,COND=EVEN\n{HARMLESS}", [REFRESH]),
}  # fmt: skip


@pytest.mark.parametrize(("job", "plain"), READ.values(), ids=READ.keys())
def test_a_job_gives_the_commands_that_it_runs(job: str, plain: list[str]) -> None:
    script = parse_script(job)
    assert [one.message for one in script.problems] == []
    assert commands(job) == commands("\n".join(plain))
    assert all(1 <= one.line <= len(job.splitlines()) for one in script.commands)


def around(statements: str) -> str:
    return f"//J JOB 1\n{statements}{TMP}{HARMLESS}"


def step(*more: str, exec_: str = "PGM=IKJEFT01") -> str:
    return f"//J JOB 1\n//A EXEC {exec_}\n" + "".join(f"{line}\n" for line in more) + HARMLESS


BLOCKED = {
    "a REXX exec in PARM": (step(exec_="PGM=IKJEFT01,PARM='%DOIT'"), "unknown-command"),
    "PARM and PARMDD": (step("//P DD *", "/*", exec_="PGM=IKJEFT01,PARM='A',PARMDD=P"), "exec-not-understood"),
    "PARMDD of a data set": (step("//P DD DSN=A.B,DISP=SHR", exec_="PGM=IKJEFT01,PARMDD=P"), "not-inline"),
    "PARMDD of nothing": (step(exec_="PGM=IKJEFT01,PARMDD=P"), "not-inline"),
    "BPXBATCH and a script": (around("//A EXEC PGM=BPXBATCH,PARM='SH /u/x/open.sh'\n"), "shell"),
    "BPXBATCH and two commands": (
        around("//A EXEC PGM=BPXBATCH,PARM='SH tsocmd \"RLIST APPL A\"; /u/x/open.sh'\n"), "shell"),
    "BPXBATCH that replaces": (around("//A EXEC PGM=BPXBATCH,PARM='SH tsocmd \"RLIST $X\"'\n"), "shell"),
    "BPXBATCH with STDIN": (around(
        "//A EXEC PGM=BPXBATCH,PARM='SH tsocmd \"RLIST APPL A\"'\n//STDIN DD PATH='/u/x'\n"), DD),
    "BPXBATCH, program": (around("//A EXEC PGM=BPXBATCH,PARM='PGM /bin/tsocmd RLIST'\n"), "shell"),
    "a concatenated data set": (f"{TMP}{HARMLESS}// DD DSN=A.B(C),DISP=SHR\n", "not-inline"),
    "a temporary data set": (f"{TMP}//SYSTSIN DD DSN=&&T,DISP=(OLD,DELETE)\n", "not-inline"),
    "a file": (f"{TMP}//SYSTSIN DD PATH='/u/x',FILEDATA=TEXT\n", "not-inline"),
    "DDNAME of nothing": (f"{TMP}//SYSTSIN DD DDNAME=NIX\n", "no-ddname"),
    "DDNAME of an earlier DD": (f"{TMP}//C DD *\n{OPEN}\n//SYSTSIN DD DDNAME=C\n", "no-ddname"),
    "DDNAME of DDNAME": (f"{TMP}//SYSTSIN DD DDNAME=C\n//C DD DDNAME=D\n//D DD *\n{OPEN}\n", "no-ddname"),
    "DDNAME twice": (f"{TMP}//SYSTSIN DD DDNAME=C\n// DD DDNAME=C\n//C DD *\n{OPEN}\n", "no-ddname"),
    "a far concatenation goes elsewhere": (
        f"{TMP}//X DD DDNAME=Y\n{HARMLESS}//Y DD *\nLINE\n// DD *\n{OPEN}\n", DD),
    "DUMMY ends a concatenation": (f"{TMP}//SYSTSIN DD *\n{OPEN}\n// DD DUMMY\n// DD *\n{REFRESH}\n", DD),
    "SYSTSIN twice": (f"{TMP}{HARMLESS}//SYSTSIN DD *\n{OPEN}\n", "repeated-dd"),
    "INCLUDE": (around("// INCLUDE MEMBER=X\n"), JCL),
    "INCLUDE in a step": (step("//I INCLUDE MEMBER=X"), JCL),
    "COMMAND": (around("//X COMMAND 'F ICONDB1,SETRACF OFF'\n"), JCL),
    "an operator command": (around("// F ICONDB1,SETRACF OFF\n"), JCL),
    "XMIT": (around("//X XMIT DEST=NODE2,DLM=AA\nanything\nAA\n"), JCL),
    "CNTL": (around("//X CNTL\n//Y ENDCNTL\n"), JCL),
    "a word nobody knows": (around("//X FROB A=B\n"), JCL),
    "a name alone": (around("//X\n"), JCL),
    "an operand behind a blank": (step("//        PARM='RALTER'"), JCL),
    "procedure elsewhere": (around(f"//A EXEC TSOBATCH\n//SYSTSIN DD *\n{OPEN}\n"), "no-procedure"),
    "procedure by symbol": (around("//A EXEC &P\n"), "symbol"),
    "program by symbol": (around("//A EXEC PGM=&P\n"), "symbol"),
    "program of an earlier step": (around("//A EXEC PGM=*.B.C\n"), "unknown-program"),
    "a library of the step": (step("//STEPLIB DD DSN=A.L,DISP=SHR"), "job-library"),
    "a library of the step, of a program that reads": (
        around("//S EXEC PGM=IEBGENER\n//STEPLIB DD DSN=SECADM.EVIL.LOAD,DISP=SHR\n"), "job-library"),
    "a library of the step, behind an empty one": (
        step("//STEPLIB DD DUMMY\n// DD DSN=A.L,DISP=SHR"), "job-library"),
    "a library of CSLUSPOC": (
        around("//S EXEC PGM=CSLUSPOC\n//STEPLIB DD DSN=A.SDFSRESL,DISP=SHR\n//SYSIN DD *\nSETRACF ON\n"),
        "job-library"),
    "a library of a step of a procedure": (
        f"//P PROC\n//S EXEC PGM=IKJEFT01\n{HARMLESS}// PEND\n//A EXEC P\n//S.STEPLIB DD DSN=A.L,DISP=SHR\n",
        "job-library"),
    "a catalog of the step": (step("//STEPCAT DD DSN=A.C,DISP=SHR"), "job-library"),
    "a library of the job": (f"//J JOB 1\n//JOBLIB DD DSN=A.L,DISP=SHR\n{TMP}{HARMLESS}", "job-library"),
    "two libraries of the job": (
        f"//J JOB 1\n//JOBLIB DD DSN=A.L,DISP=SHR\n// DD DSN=B.L,DISP=SHR\n{TMP}{HARMLESS}", "job-library"),
    "a library of the job, behind an empty one": (
        f"//J JOB 1\n//JOBLIB DD DUMMY\n// DD DSN=B.L,DISP=SHR\n{TMP}{HARMLESS}", "job-library"),
    "a catalog of the job": (f"//J JOB 1\n//JOBCAT DD DSN=A.C,DISP=SHR\n{TMP}{HARMLESS}", "job-library"),
    "IRXJCL": (around("//A EXEC PGM=IRXJCL,PARM='OPEN'\n"), "unknown-program"),
    "BLKUPD": (around("//A EXEC PGM=IRRUT300\n//SYSRACF DD DSN=X,DISP=SHR\n"), "unknown-program"),
    "IRRUT400": (around("//A EXEC PGM=IRRUT400,PARM='LOCKINPUT'\n"), "unknown-program"),
    "IRRUT200 that activates": (around("//A EXEC PGM=IRRUT200,PARM=ACTIVATE\n"), "unknown-program"),
    "SDSF in batch": (around("//A EXEC PGM=SDSF\n//ISFIN DD *\n/F ICON\n"), "unknown-program"),
    "an unload that locks": (around("//A EXEC PGM=IRRDBU00,PARM=LOCKINPUT\n"), "unknown-program"),
    "to the internal reader": (around(
        "//A EXEC PGM=IEBGENER\n//SYSUT1 DD DATA\n//X JOB\n/*\n//SYSUT2 DD SYSOUT=(A,INTRDR)\n"), DD),
    "over a member": (around(
        "//A EXEC PGM=IEBGENER\n//SYSUT1 DD *\nX\n//SYSUT2 DD DSN=IMS.PROCLIB(HWSCFG01),DISP=SHR\n"), DD),
    "an unload over a member": (around(
        "//A EXEC PGM=IRRDBU00\n//OUTDD DD DSN=IMS.PROCLIB(HWSCFG01),DISP=OLD\n"), DD),
    "a data set deleted": (around("//A EXEC PGM=IEFBR14\n//X DD DSN=IMS.PROCLIB,DISP=(OLD,DELETE)\n"), DD),
    "a data set protected": (around("//A EXEC PGM=IEFBR14\n//X DD DSN=A.B,DISP=(,KEEP),PROTECT=YES\n"), DD),
    "a listing over a member": (step("//SYSPRINT DD DSN=IMS.PROCLIB(HWSCFG01),DISP=SHR"), DD),
    "OUTPUT to the internal reader": (around("//O OUTPUT WRITER=INTRDR,DEFAULT=YES\n"), JCL),
    "the name of another step": (f"{TMP}//GO.SYSTSIN DD *\n{OPEN}\n", DD),
    "a subsystem": (step("//X DD SUBSYS=(JES,'ANY')"), DD),
    "IF": (f"//J JOB 1\n// IF (A.RC = 0) THEN\n{TMP}{HARMLESS}// ENDIF\n", "conditional-step"),
    "ELSE": (f"//J JOB 1\n// IF (ABEND) THEN\n// ELSE\n{TMP}{HARMLESS}// ENDIF\n", "conditional-step"),
    "ENDIF alone": (around("// ENDIF\n"), JCL),
    "COND": (step(exec_="PGM=IKJEFT01,COND=(4,LT)"), "conditional-step"),
    "COND=ONLY": (step(exec_="PGM=IKJEFT01,COND=ONLY"), "conditional-step"),
    "COND of a job": (f"//J JOB 1,COND=(4,LT)\n{TMP}{HARMLESS}", "job-not-understood"),
    "RESTART": (f"//J JOB 1,RESTART=B\n{TMP}{HARMLESS}", "job-not-understood"),
    "TYPRUN=SCAN": (f"//J JOB 1,TYPRUN=SCAN\n{TMP}{HARMLESS}", "job-not-understood"),
    "somebody else's job": (f"//J JOB 1,USER=WEBUSR1\n{TMP}{HARMLESS}", "job-not-understood"),
    "an operand of JOB nobody knows": (f"//J JOB 1,FROB=1\n{TMP}{HARMLESS}", "job-not-understood"),
    "an operand of EXEC nobody knows": (step(exec_="PGM=IKJEFT01,FROB=1"), "exec-not-understood"),
    "an operand of DD nobody knows": (step("//X DD FROB=1"), DD),
    "a command to JES2": (around("/*$P J1\n"), "jes-statement"),
    "another node": (around("/*ROUTE XEQ NODE2\n"), "jes-statement"),
    "XEQ": (around("/*XEQ NODE2\n"), "jes-statement"),
    "a process of JES3": (around("//*PROCESS OUTSERV\n"), "jes-statement"),
    "a job held by JES3": (around("//*MAIN UPDATE=IMS.PROCLIB\n"), "jes-statement"),
    "behind the end": (f"//J JOB 1\n{TMP}{HARMLESS}//\n//B EXEC PGM=IKJEFT01\n//SYSTSIN DD *\n{OPEN}\n", "after-job"),
    "no step": (f"//J JOB 1\n//SYSTSIN DD *\n{OPEN}\n", "no-step"),
    "lines in no stream": (f"{TMP}{HARMLESS}{OPEN}\n", "outside-stream"),
    "continued into nothing": (f"//A EXEC PGM=IKJEFT01,\n//SYSTSIN DD *\n{OPEN}\n", "continued-into-nothing"),
    "continued beyond column 16": (
        f"//A EXEC PGM=IKJEFT01,\n//                   PARM='{OPEN}'\n{HARMLESS}", "continued-into-nothing"),
    "a quote that stays open": (f"//A EXEC PGM=IKJEFT01,PARM='RLIST\n{HARMLESS}", "continued-into-nothing"),
    "a comment that goes on": (
        f"{'//A EXEC PGM=IKJEFT01 run it':<71}X\n//   PARM='{OPEN}'\n{HARMLESS}", "comment-continued"),
    "a statement that is cut": (f"//A EXEC PGM=IKJEFT01,PARM={'A' * 60}\n{HARMLESS}", "cut-at-72"),
    "beyond column 80": (f"{'//A EXEC PGM=IKJEFT01':<90}X\n{HARMLESS}", "cut-at-72"),
    "a tab": (f"//A\tEXEC PGM=IKJEFT01\n{HARMLESS}", "tab"),
    "a delimiter that never comes": (f"{TMP}//SYSTSIN DD *,DLM=ZZ\n{REFRESH}\n/*\n", "delimiter"),
    "a delimiter of one character": (f"{TMP}//SYSTSIN DD *,DLM=Z\n{REFRESH}\n/*\n", "delimiter"),
    "no PEND": (f"//P PROC\n//S EXEC PGM=IKJEFT01\n{HARMLESS}", JCL),
    "SET in a procedure": (
        f"//P PROC\n// SET A=B\n//S EXEC PGM=IKJEFT01\n{HARMLESS}// PEND\n//A EXEC P\n", JCL),
    "a procedure in a procedure": (
        f"//P PROC\n//S EXEC Q\n// PEND\n//Q PROC\n//S EXEC PGM=IKJEFT01\n{HARMLESS}// PEND\n//A EXEC P\n//B EXEC Q\n",
        "unknown-program"),
    "PARM for all steps": (
        f"//P PROC\n//S EXEC PGM=IKJEFT01\n{HARMLESS}// PEND\n//A EXEC P,PARM='{OPEN}'\n", "exec-not-understood"),
    "a DD of no step": (
        f"//P PROC\n//S EXEC PGM=IKJEFT01\n{HARMLESS}// PEND\n// EXEC P\n//T.SYSTSIN DD *\n{OPEN}\n", DD),
    "half an override": (
        f"//P PROC\n//S EXEC PGM=IKJEFT01\n{HARMLESS}// PEND\n// EXEC P\n//S.SYSTSIN DD\n// DD *\n{OPEN}\n",
        DD),
    "IMS commands in SYSTSIN": (f"{TMP}//SYSTSIN DD *\nUPDATE IMSCON TYPE(CONFIG) SET(RACF(ON))\n", "wrong-issuer"),
    "RACF commands in the SPOC": (f"//A EXEC PGM=CSLUSPOC\n//SYSIN DD *\n{REFRESH}\n", "wrong-issuer"),
    "nothing at all": ("//J JOB 1\n//A EXEC PGM=IEFBR14\n", "no-systsin"),
}  # fmt: skip


@pytest.mark.parametrize(("job", "code"), BLOCKED.values(), ids=BLOCKED.keys())
def test_what_is_not_known_to_be_without_effect_is_a_problem(job: str, code: str) -> None:
    problems = parse_script(job).problems
    assert code in {one.code for one in problems}
    for one in problems:
        assert len(one.message) < 150
        assert 1 <= one.line <= len(job.splitlines())


def test_each_problem_stands_on_its_own_line() -> None:
    job = f"//J JOB 1\n// INCLUDE MEMBER=X\n//X COMMAND 'F ICON'\n{TMP}//SYSTSIN DD DSN=A.B,DISP=SHR\n"
    assert [one.line for one in parse_script(job).problems] == [2, 3, 6]


HOSTILE = {
    "a symbol that doubles": "// SET A=AB\n" + "// SET A=&A&A\n" * 60 + "//A EXEC PGM=&A\n",
    "parentheses": "//A EXEC PGM=IKJEFT01,PARM=" + ",\n//  ".join(["(" * 60] * 100) + "\n",
    "a procedure called too often": f"//P PROC\n{TMP}//SYSTSIN DD *\n" + f"{OPEN}\n" * 1500 + "/*\n// PEND\n"
                                    + "// EXEC P\n" * 1500,
    "a statement without end": "//A EXEC PGM=IKJEFT01,\n" + "//   ACCT=A,\n" * 5000,
}  # fmt: skip


@pytest.mark.parametrize("job", HOSTILE.values(), ids=HOSTILE.keys())
def test_what_grows_without_end_is_a_problem(job: str) -> None:
    script = parse_script(job)
    assert script.problems
    assert len(script.commands) < 100_000


def test_an_operand_is_never_quoted() -> None:
    job = "//J JOB 1,PASSWORD=HUSHHUSH\n//A EXEC PGM=FROB,PARM='HUSHHUSH'\n//B DD FROB=HUSHHUSH\n"
    assert "HUSHHUSH" not in repr(parse_script(job))


def test_the_page_names_every_program_that_is_known(root) -> None:
    page = (root / "docs/changes.md").read_text(encoding="utf-8")
    assert {name for name in PROGRAMS if name not in page} == set()
