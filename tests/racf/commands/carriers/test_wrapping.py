"""A plain script in any job that only carries it gives the same commands; one statement more that is unknown blocks."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.racf.commands import parse_script

_NAME = st.from_regex(r"[A-Z#$@][A-Z0-9#$@]{0,7}", fullmatch=True)
_COMMAND = st.sampled_from(
    [
        "RDEFINE APPL IMSDRDA3 UACC(NONE) OWNER(SECGRP)",
        "PERMIT IMSDRDA1 CLASS(APPL) +\n  ID(BATGRP) ACCESS(READ)",
        "RALTER PTKTDATA IRRPTAUTH.&APPS.* UACC(NONE)",
        "/* a comment alone */",
        "RALTER APPL X DATA('it''s //, and /* no comment')",
        "SETROPTS RACLIST(APPL) REFRESH",
        "",
        "RLIST APPL *",
    ]
)
_COMMENT = st.sampled_from(["", "//*\n", "//* EXEC PGM=FROB\n", "/*JOBPARM COPIES=1\n", "// SET APPS=X,Y=Z\n"])
_IDLE = st.sampled_from(
    [
        "",
        "//{0} EXEC PGM=IEFBR14\n//D DD DSN=A.B,DISP=(NEW,CATLG),SPACE=(TRK,1)\n",
        "//{0} EXEC PGM=IEBGENER\n//SYSUT1 DD *\nRALTER APPL X UACC(ALTER)\n/*\n//SYSUT2 DD SYSOUT=*\n",
        "//{0} EXEC PGM=ICHDSM00\n//SYSPRINT DD SYSOUT=*\n//SYSUT2 DD SYSOUT=*\n//SYSIN DD *\nFUNCTION SYSTEM\n",
    ]
)
_FORM = st.sampled_from(
    [
        "//SYSTSIN DD *\n{1}\n",
        "//SYSTSIN DD *\n{1}\n/*\n",
        "//SYSTSIN  DD  DATA,DLM='{0}'\n{1}\n{0}\n",
        "//SYSTSIN DD *,DLM='{0}' with a comment\n{1}\n{0}\n",
        "//SYSTSIN DD *,LRECL=80,\n//*between\n//  RECFM=FB\n{1}\n/*\n",
        "//SYSTSIN DD DDNAME={0}\n//OTHER DD *\nRALTER APPL X UACC(READ)\n/*\n//{0} DD *\n{1}\n/*\n",
        "//SYSTSIN DD DUMMY\n//{0} DD SYSOUT=*\n",
        "//SYSTSIN DD DSN=NULLFILE\n",
    ]
)
_STRANGE = st.sampled_from(
    ["//{0} COMMAND 'F ICONDB1,SETRACF OFF'\n", "// INCLUDE MEMBER={0}\n", "// F {0},SETRACF OFF\n", "/*$P {0}\n",
     "//{0} EXEC NOTHERE\n", "//{0} EXEC PGM=FROB\n", "//{0} FROB\n", "//{0} EXEC PGM=IEFBR14,FROB=1\n",
     "//{0} EXEC PGM=IEFBR14\n//D DD SUBSYS=X\n", "//*ROUTE XEQ {0}\n", "//{0} SCHEDULE HOLDUNTL='+1'\n",
     "/*XEQ NODE\n", "//{0} EXEC PGM=IEBGENER\n//SYSUT2 DD SYSOUT=(A,INTRDR)\n"]
)  # fmt: skip


@st.composite
def _jobs(draw: st.DrawFn) -> tuple[list[str], list[str]]:
    """The parts of a job, and the commands that it runs."""
    names = draw(st.lists(_NAME.filter(lambda name: not name.startswith("SYS")), min_size=9, max_size=9, unique=True))
    parts, plain = [draw(st.sampled_from(["", f"//{names[8]} JOB (1),'A B',CLASS=A,\n//     MSGCLASS=H\n"]))], []
    for at in range(draw(st.integers(1, 3))):
        parts.append(draw(_COMMENT))
        parts.append(draw(_IDLE).format(names[at]))
        parm = draw(st.sampled_from(["", "SETROPTS LIST"]))
        script = "\n".join(draw(st.lists(_COMMAND, min_size=1, max_size=3)))
        form = draw(_FORM)
        plain += [parm, script if "{1}" in form else ""]
        program = draw(st.sampled_from(["IKJEFT01", "IKJEFT1A", "IKJEFT1B"]))
        step = f"//{names[at + 3]} EXEC PGM={program},DYNAMNBR=20" + (f",PARM='{parm}'" if parm else "")
        indented = "\n".join(f"  {line}" for line in script.split("\n"))
        parts.append(f"{step}\n//SYSTSPRT DD SYSOUT=*\n{form.format((names[at + 6] + '@@')[:8], indented)}")
    return parts, plain


def _commands(text: str) -> list[object]:
    return [located.command for located in parse_script(text).commands]


@given(_jobs())
@settings(max_examples=60, deadline=None)
def test_a_job_that_only_carries_a_script_changes_nothing_of_it(job: tuple[list[str], list[str]]) -> None:
    parts, plain = job
    script = parse_script("".join(parts))
    expected = _commands("\n".join(plain))
    assert [one.command for one in script.commands] == expected
    assert not expected or not script.problems


@given(_jobs(), _STRANGE, _NAME, st.data())
@settings(max_examples=60, deadline=None)
def test_one_statement_that_is_not_known_is_a_problem(
    job: tuple[list[str], list[str]], strange: str, name: str, data: st.DataObject
) -> None:
    parts, _ = job
    at = data.draw(st.integers(1, len(parts)))
    added = strange.format(name)
    script = parse_script("".join([*parts[:at], added, *parts[at:]]))
    line = "".join(parts[:at]).count("\n") + 1
    assert any(line <= one.line <= line + 1 for one in script.problems)


@given(st.lists(st.one_of(st.sampled_from(["//A EXEC PGM=IKJEFT01", "//SYSTSIN DD *", "//SYSTSIN DD DDNAME=B",
                                           "//B DD *", "// DD *", "/*", "//", "//P PROC", "// PEND", "//C EXEC P",
                                           "// IF (X) THEN", "// ENDIF", "RLIST APPL X", "//J JOB", "//S.B DD *",
                                           "//D DD DATA,DLM=AA", "AA", "// SET A='", "//E EXEC PGM=X,"]),
                          st.text(max_size=20)), max_size=12))  # fmt: skip
@settings(max_examples=200, deadline=None)
def test_any_lines_give_commands_or_problems(lines: list[str]) -> None:
    script = parse_script("\n".join(lines))
    assert script.commands or script.problems
