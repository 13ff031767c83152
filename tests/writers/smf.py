"""Records of IRRADU00 for tests, and the bytes of any transfer form of them.

    rows = [jobinit("IMSDRDA1", "WEBUSR1", job="ICONDB1", at="2026-11-02 09:15:00", evaluated="YES", succeeded="YES")]
    Path("smf.txt").write_bytes(smf(rows))

The columns stand here a second time, typed from what was published, and nothing is taken from the package: a column
that is moved in one of the two fails a test. Sources: IBM, z/OS 2.1, "The format of the unloaded SMF type 81 data"
(columns 1 to 42); IBM Education Assistant, z/OS 3.1, "SETROPTS APPLAUDIT for successful logons" (243, 282); Colin
Paice, 2025, "What RACF audit records are produced with pass tickets?" (59, 180, 282, 291, 4600, 4605); IBM, z/OS 3.1,
"Record extensions".
"""

from __future__ import annotations

import gzip as packing
import struct
from collections.abc import Iterable

FLAGS = (44, 49, 54, 77, 82, 87, 92, 97, 102, 107, 112, 117, 122, 127, 132, 137, 142, 147, 152, 161, 166,
         218, 223, 228, 233, 238, 243, 248, 253, 258, 263)  # fmt: skip
"""First columns of the fields that hold YES or NO; each has four columns."""

EVENT, QUALIFIER, TIME, DATE, SYSTEM, VIOLATION = 1, 10, 19, 28, 39, 44
USER, GROUP, LEVEL, TERMINAL, JOB, READ_TIME, READ_DATE, SMF_USER = 59, 68, 157, 171, 180, 189, 198, 209
APPLAUDIT, LABEL, VERSION = 243, 268, 277
APPLICATION, LOGSTR, BAD_JOB, NAME, SESSION = 282, 291, 547, 556, 627
TARGET = 291
"""Of PTCREATE: the user the ticket is for."""
EVALUATED, SUCCEEDED, END = 4600, 4605, 4608

FORMS = ("lf", "crlf", "stripped", "rdw", "bdw", "rdw-ascii", "record")


def put(text: str, column: int, value: str) -> str:
    """Lay `value` over the text from this column on."""
    text = text.ljust(column - 1)
    return text[: column - 1] + value + text[column - 1 + len(value) :]


def header(event: str, qualifier: str, at: str, system: str, user: str, job: str, width: int) -> str:
    """A header as a sound record has it; `at`: `yyyy-mm-dd hh:mm:ss`."""
    text = " " * width
    for column in FLAGS:
        text = put(text, column, "NO  ")
    for column, value in (
        (EVENT, event), (QUALIFIER, qualifier), (TIME, at[11:]), (DATE, at[:10]), (SYSTEM, system), (USER, user),
        (GROUP, "SYS1"), (LEVEL, "000"), (JOB, job), (READ_TIME, "06:00:01"), (READ_DATE, "2026-10-30"),
        (VERSION, "77E0"),
    ):  # fmt: skip
        text = put(text, column, value)
    return text


def jobinit(
    application: str, user: str, *, job: str = "ICONDB1", at: str = "2026-11-02 09:15:00", qualifier: str = "RACINITI",
    evaluated: str | None = "YES", succeeded: str | None = "YES", system: str = "SYSA", violation: str = "NO",
    name: str = "", terminal: str = "", logstr: str = "",
) -> str:  # fmt: skip
    """One logon. `evaluated` None: a record of a release before z/OS 3.1, which ends earlier."""
    text = header("JOBINIT", qualifier, at, system, user, job, END if evaluated is not None else 3000)
    text = put(text, VIOLATION, violation.ljust(4))
    for column, value in ((APPLICATION, application), (NAME, name), (TERMINAL, terminal), (LOGSTR, logstr)):
        text = put(text, column, value)
    if evaluated is not None:
        text = put(text, EVALUATED, evaluated.ljust(4))
        text = put(text, SUCCEEDED, (succeeded or "").ljust(4))
    return text


def ptcreate(
    application: str, requester: str, target: str, *, job: str = "ORDNITE", at: str = "2026-11-02 09:15:00",
    qualifier: str = "SUCCESS", system: str = "SYSA", event: str = "PTCREATE", violation: str = "NO",
) -> str:  # fmt: skip
    """One ticket that the services made."""
    text = header(event, qualifier, at, system, requester, job, 600)
    text = put(text, VIOLATION, violation.ljust(4))
    return put(put(text, APPLICATION, application), TARGET, target)


def command(event: str, by: str, text: str, *, at: str = "2026-11-02 09:15:00", system: str = "SYSA") -> str:
    """One RACF command; where its text stands is not published, so it stands somewhere."""
    return put(header(event, "SUCCESS", at, system, by, "TSOUSER", 1800), 800, text)


def access(resource: str, user: str, *, at: str = "2026-11-02 09:15:00", system: str = "SYSA") -> str:
    """One record of an access that nobody counts."""
    return put(header("ACCESS", "SUCCESS", at, system, user, "TSOUSER", 900), 282, resource)


def smf(records: Iterable[str], form: str = "lf", *, gzip: bool = False, codepage: str = "cp1047") -> bytes:
    """The bytes of a whole file in a transfer form."""
    if form in ("lf", "crlf", "stripped"):
        end = "\r\n" if form == "crlf" else "\n"
        lines = (record.rstrip(" ") if form == "stripped" else record for record in records)
        data = "".join(line + end for line in lines).encode("latin-1")
    else:
        if form != "rdw-ascii":
            import ebcdic  # noqa: F401 - registers cp1047
        page = "latin-1" if form == "rdw-ascii" else codepage
        rows = [record.encode(page) for record in records]
        described = [struct.pack(">HH", len(row) + 4, 0) + row for row in rows]
        if form == "record":
            described = [struct.pack(">I", len(row)) + row for row in rows]
        data = _blocks(described) if form == "bdw" else b"".join(described)
    return packing.compress(data, mtime=0) if gzip else data


def _blocks(rows: list[bytes]) -> bytes:
    blocks, block = [], b""
    for row in [*rows, b""]:
        if not row or len(block) + len(row) > 27998 - 4:
            blocks.append(struct.pack(">HH", len(block) + 4, 0) + block if block else b"")
            block = b""
        block += row
    return b"".join(blocks)
