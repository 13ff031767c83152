"""Control statements of JES2 (`/*JOBPARM`) and JES3 (`//*MAIN`): those known to be without effect on the commands.

Source: z/OS MVS JCL Reference, "JES2 control statements", "JES3 control statements". JES2 reads some of JES3's, too.
"""

from __future__ import annotations

import re

from auditor.racf.commands.carriers.carried import PLAIN, Problem
from auditor.racf.commands.carriers.vocabulary import words

HARMLESS = frozenset({"JOBPARM", "MESSAGE", "NETACCT", "NOTIFY", "OUTPUT", "PRIORITY", "SETUP"})
"""Statements of JES2: where output goes, what the operator sees, when and on which member the job runs."""
_JES3 = frozenset({"DATASET", "ENDDATASET", "ENDPROCESS", "MAIN", "NET", "PAUSE", "PROCESS", "ROUTE"})
"""Statements of JES3 that have an effect. Everything else that begins with //* is a comment, or about output."""
_MAIN = words(
    "ACMAIN BYTES CARDS CLASS DEADLINE EXPDTCHK FAILURE FETCH IORATE JOURNAL LINES LREGION MSS ORG PAGES RINGCHK "
    "SPART SYSTEM THWSSEP TRKGRPS TYPE USER"
)


def check_jes2(number: int, line: str, problems: list[Problem]) -> None:
    """Add a problem for a JES2 statement that is not known to be without effect; `/*` alone is a delimiter."""
    words = line[2:71].upper().split()
    if line[2:3].isspace() or not words or words[0] in HARMLESS:
        return
    if words[0] == "ROUTE" and words[1:2] in (["PRINT"], ["PUNCH"]):
        return
    if words[0] in ("ROUTE", "XEQ", "XMIT"):
        problems.append(Problem(number, "jes-statement", f"the job is sent to run elsewhere; {PLAIN}"))
        return
    problems.append(Problem(number, "jes-statement", f"this JES2 statement is not known to have no effect; {PLAIN}"))


def check_jes3(number: int, line: str, problems: list[Problem], *, job: bool) -> None:
    """Add a problem for a JES3 statement that has an effect. `job`: a job has begun, so `//**` is a comment."""
    verb = re.match(r"//\*([A-Z]+)(?:\s+(\S*)|$)", line[:71].rstrip())
    command = not job and re.match(r"//\*\*[A-Z]+,", line)
    if not command and (verb is None or verb[1] not in _JES3):
        return
    if verb is not None and verb[1] == "MAIN" and _MAIN.issuperset(re.findall(r"([A-Z]+)=", verb[2] or "")):
        return
    problems.append(Problem(number, "jes-statement", f"this JES3 statement is not known to have no effect; {PLAIN}"))
