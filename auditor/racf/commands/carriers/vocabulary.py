"""The words of JCL that are known to change nothing that commands do. Whatever is on no list is not understood.

Source: z/OS MVS JCL Reference, "JOB statement", "EXEC statement", "DD statement".
"""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of a text, to be looked up."""
    return frozenset(text.split())


JOB = words(
    "ACCT BYTES CARDS CCSID CLASS DSENQSHR EMAIL GDGBIAS JESLOG JOBRC LINES MEMLIMIT MSGCLASS MSGLEVEL NOTIFY PAGES "
    "PERFORM PRTY RD REGION REGIONX SCHENV SECLABEL SYSAFF SYSTEM TIME UJOBCORR"
)
"""Not here: USER and GROUP (who runs the commands), COND and RESTART (what runs), TYPRUN (read for its value)."""
EXEC = words("ACCT CCSID DYNAMNBR MEMLIMIT PERFORM RD REGION REGIONX RLSTMOUT TIME TVSAMCOM TVSMSG")
"""Also PGM, PROC, PARM, PARMDD and COND, which are read."""
DD = words(
    "ACCODE AMP AVGREC BLKSIZE BLKSZLIM BUFL BUFNO BURST CCSID CHARS CHKPT COPIES DATACLAS DCB DDNAME DEN DEST DISP "
    "DLM DSID DSKEYLBL DSN DSNAME DSNTYPE DSORG EATTR EXPDT FCB FILEDATA FLASH FREE FREEVOL GDGORDER HOLD KEYLEN "
    "KEYOFF LABEL LGSTREAM LIKE LRECL MAXGENS MGMTCLAS MODIFY OUTLIM OUTPUT PATH PATHDISP PATHMODE PATHOPTS RECFM "
    "RECORG REFDD RETPD RLS ROACCESS SEGMENT SPACE SPIN STORCLAS SYMBOLS SYSOUT TERM UCS UNIT VOL VOLUME"
)
"""Not here: PROTECT and SECMODEL (they make RACF profiles), SUBSYS, CNTL, DYNAM and SYMLIST."""
POSITIONAL = frozenset({"", "*", "DATA", "DUMMY"})
"""What a DD statement may hold without a keyword."""
TYPRUN = frozenset({"HOLD", "JCLHOLD"})
"""The job waits, then runs as it is; SCAN and COPY never run it."""
STEP_LIBRARIES = frozenset({"STEPLIB", "STEPCAT"})
"""DD statements of a step that say where its program is loaded from."""
LIBRARIES = frozenset({"JOBLIB", "JOBCAT", "SYSCHK"})
"""DD statements that stand before the first step."""
