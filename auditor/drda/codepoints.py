"""DDM code points and values, as far as opening a DRDA connection to IMS needs them.

IMS 15, "DRDA DDM command architecture reference"; values of SECMEC and SECCHKCD from the DDM architecture (DRDA Version
4, Volume 3), which IMS defers to.
"""

from __future__ import annotations

from enum import IntEnum


class CodePoint(IntEnum):
    """Commands, replies and their parameters."""

    EXCSAT = 0x1041
    EXCSATRD = 0x1443
    ACCSEC = 0x106D
    ACCSECRD = 0x14AC
    SECCHK = 0x106E
    SECCHKRM = 0x1219

    EXTNAM = 0x115E
    SRVNAM = 0x116D
    SRVRLSLV = 0x115A
    SRVCLSNM = 0x1147
    MGRLVLLS = 0x1404

    SECMEC = 0x11A2
    USRID = 0x11A0
    PASSWORD = 0x11A1
    NEWPASSWORD = 0x11DE
    SECTKN = 0x11DC
    RDBNAM = 0x2110

    SVRCOD = 0x1149
    SECCHKCD = 0x11A4
    SVCERRNO = 0x11B4
    SRVDGN = 0x1153


CREDENTIALS = frozenset({CodePoint.PASSWORD, CodePoint.NEWPASSWORD, CodePoint.SECTKN})
"""Parameters whose data nobody gets to see."""

SECMEC_NAMES = {
    1: "DCESEC",
    3: "USRIDPWD",
    4: "USRIDONL",
    5: "USRIDNWPWD",
    6: "USRSBSPWD",
    7: "USRENCPWD",
    8: "USRSSBPWD",
    9: "EUSRIDPWD",
    10: "EUSRIDNWPWD",
    11: "KERSEC",
    12: "EUSRIDDTA",
    13: "EUSRPWDDTA",
    14: "EUSRNPWDDTA",
    15: "PLGIN",
    16: "EUSRIDONL",
}
USRIDPWD = 3
"""User ID and password in clear: the only mechanism IMS supports, and the one that carries a PassTicket."""

SVRCOD_NAMES = {0: "INFO", 4: "WARNING", 8: "ERROR", 16: "SEVERE", 32: "ACCDMG", 64: "PRMDMG", 128: "SESDMG"}

SECCHKCD_MEANINGS = {
    0x00: "the security information is correct and acceptable",
    0x01: "SECMEC value not supported",
    0x02: "DCE: informational",
    0x03: "DCE: retryable error",
    0x04: "DCE: non-retryable error",
    0x05: "GSSAPI: informational",
    0x06: "GSSAPI: retryable error",
    0x07: "GSSAPI: non-retryable error",
    0x08: "local security service: informational",
    0x09: "local security service: retryable error",
    0x0A: "local security service: non-retryable error",
    0x0B: "SECTKN missing or invalid",
    0x0E: "password expired",
    0x0F: "password invalid",
    0x10: "password missing",
    0x12: "user ID missing",
    0x13: "user ID invalid",
    0x14: "user ID revoked",
    0x15: "new password invalid",
    0x16: "connectivity restriction by a security plug-in",
}
