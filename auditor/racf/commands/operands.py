"""The operand names of each command, as data: what a cut operand may mean depends on all of them.

Source: z/OS Security Server RACF Command Language Reference, one topic for each command; TSO/E Primer, "Keywords".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from auditor.models.setropts import BY_CLASS, LOGOPTIONS, SWITCHES, VALUES

Kind = Literal[
    "flag", "id", "ids", "level", "class", "classes", "text", "number", "date", "notify", "secret", "password",
    "hex16", "label", "names", "members", "raw", "options", "choice", "conditions", "audit",
]  # fmt: skip


class Spec(NamedTuple):
    """How an operand's value is written; `sub`: the keywords inside its parentheses."""

    kind: Kind
    sub: Mapping[str, Spec] = {}
    low: int = 0
    high: int = 0
    optional: bool = False


FLAG, ID, IDS, LEVEL, TEXT, RAW = Spec("flag"), Spec("id"), Spec("ids"), Spec("level"), Spec("text"), Spec("raw")
CLASSES, NAMES, DATED = Spec("classes"), Spec("names"), Spec("date", optional=True)
LEVELS = ("NONE", "EXECUTE", "READ", "UPDATE", "CONTROL", "ALTER")
"""Lowest first."""


def _all(spec: Spec, names: str) -> dict[str, Spec]:
    return dict.fromkeys(names.split(), spec)


def _choice(names: str, *, optional: bool = False) -> Spec:
    return Spec("choice", _all(FLAG, names), optional=optional)


_AT = _all(NAMES, "AT ONLYAT")
_FROM = {"FROM": TEXT, "FCLASS": Spec("class"), "FGENERIC": FLAG, "FVOLUME": TEXT}
_AUDIT = Spec("audit", _all(Spec("level", optional=True), "ALL SUCCESS SUCCESSES FAILURES NONE"))
_SSIGNON = Spec(
    "options",
    _all(Spec("hex16"), "KEYMASKED KEYENCRYPTED")
    | _all(Spec("label"), "KEYLABEL EPTKEYLABEL")
    | _all(FLAG, "ENCRYPTKEY NOLEGACYKEY NOEPTKEYLABEL")
    | {
        "TYPE": _choice("UPPER MIXED"),
        "TIMEOUT": Spec("number", low=1, high=600),
        "REPLAY": _choice("YES NO"),
    },
)
_RESOURCE_SEGMENTS = (
    "CDTINFO CFDEF CSDATA DLFDATA EIM ICSF ICTX IDTPARMS JES KERB MFA MFPOLICY PROXY SESSION SIGVER STDATA SVFMR TME"
)
_RESOURCE = (
    {
        "UACC": LEVEL, "OWNER": ID, "DATA": TEXT, "APPLDATA": TEXT, "AUDIT": _AUDIT,
        "NOTIFY": Spec("notify", optional=True), "WARNING": FLAG, "LEVEL": Spec("number", low=0, high=99),
        "SECLABEL": TEXT, "SECLEVEL": TEXT, "ADDCATEGORY": NAMES, "ADDMEM": Spec("members"), "SSIGNON": _SSIGNON,
        "SINGLEDSN": FLAG, "TVTOC": FLAG, "TIMEZONE": RAW, "WHEN": RAW,
    }
    | _all(RAW, _RESOURCE_SEGMENTS)
    | _AT
)  # fmt: skip
_RALTER = (
    _RESOURCE
    | _all(FLAG, " ".join(f"NO{name}" for name in _RESOURCE_SEGMENTS.split()))
    | _all(
        FLAG,
        "NOAPPLDATA NODATA NONOTIFY NOSECLABEL NOSECLEVEL NOSINGLEDSN NOSSIGNON NOTIMEZONE NOTVTOC NOWARNING NOWHEN",
    )
    | {"DELMEM": Spec("members"), "DELCATEGORY": Spec("names", optional=True), "GLOBALAUDIT": _AUDIT}
    | _all(NAMES, "ADDVOL DELVOL")
)
_CONDITIONS = Spec(
    "conditions", _all(NAMES, "APPCPORT CONSOLE JESINPUT PROGRAM SERVAUTH SYSID TERMINAL") | {"CRITERIA": RAW}
)
_PERMIT = (
    {
        "CLASS": Spec("class"), "ID": IDS, "ACCESS": LEVEL, "DELETE": FLAG, "GENERIC": FLAG, "VOLUME": TEXT,
        "RESET": _choice("ALL STANDARD WHEN", optional=True), "WHEN": _CONDITIONS,
    }
    | _FROM
    | _AT
)  # fmt: skip

_PASSWORD = Spec(
    "options",
    _all(FLAG, "NOREVOKE NOHISTORY MIXEDCASE NOMIXEDCASE NORULES NOALGORITHM SPECIALCHARS NOSPECIALCHARS NOWARNING")
    | {"REVOKE": Spec("number", low=1, high=255), "ALGORITHM": RAW}
    | _all(Spec("number", low=0, high=255), "INTERVAL HISTORY MINCHANGE WARNING")
    | _all(RAW, " ".join(f"RULE{n}" for n in range(1, 9)))
    | _all(FLAG, " ".join(f"NORULE{n}" for n in range(1, 9))),
)
_SETROPTS = (
    dict.fromkeys([*BY_CLASS, *(f"NO{name}" for name in BY_CLASS)], CLASSES)
    | dict.fromkeys(SWITCHES, Spec("raw", optional=True))
    | dict.fromkeys((f"NO{name}" for name in SWITCHES), FLAG)
    | dict.fromkeys(VALUES, RAW)
    | {
        "REFRESH": FLAG, "LIST": FLAG, "INACTIVE": Spec("number", low=1, high=255), "NOINACTIVE": FLAG,
        "LOGOPTIONS": Spec("options", dict.fromkeys(LOGOPTIONS, CLASSES)),
        "PASSWORD": _PASSWORD, "WHEN": _choice("PROGRAM"), "NOWHEN": _choice("PROGRAM"),
    }
)  # fmt: skip

_ATTRIBUTES = "ADSP AUDITOR GRPACC OPERATIONS RESTRICTED ROAUDIT SPECIAL"
_USER_SEGMENTS = "CICS CSDATA DCE DFP EIM KERB LANGUAGE LNOTES NDS NETVIEW OMVS OPERPARM OVM PROXY TSO WORKATTR"
_USER = (
    _all(FLAG, f"{_ATTRIBUTES} {' '.join('NO' + one for one in _ATTRIBUTES.split())} OIDCARD NOOIDCARD NOPASSWORD")
    | _all(RAW, _USER_SEGMENTS)
    | {
        "DFLTGRP": ID, "OWNER": ID, "NAME": TEXT, "DATA": TEXT, "PASSWORD": Spec("password", optional=True),
        "PHRASE": Spec("secret"), "NOPHRASE": FLAG, "AUTHORITY": _choice("USE CREATE CONNECT JOIN"), "UACC": LEVEL,
        "CLAUTH": CLASSES, "NOCLAUTH": Spec("classes", optional=True), "MODEL": TEXT, "SECLABEL": TEXT,
        "SECLEVEL": TEXT, "ADDCATEGORY": NAMES,
        "WHEN": Spec("options", {"DAYS": NAMES, "TIME": TEXT}),
    }
    | _AT
)  # fmt: skip
_REVOKED = {"REVOKE": DATED, "RESUME": DATED, "NOREVOKE": FLAG, "NORESUME": FLAG}
_ALTUSER = (
    _USER
    | _REVOKED
    | _all(FLAG, f"EXPIRED NOEXPIRED NOMFA UAUDIT NOUAUDIT NODATA NOMODEL NOSECLABEL NOSECLEVEL PWCLEAN PWCONVERT "
                 f"{' '.join('NO' + one for one in _USER_SEGMENTS.split())}")
    | _all(FLAG, "CONTAIN NOCONTAIN NEVERCONTAIN ALLOWCONTAIN")
    | {"GROUP": ID, "MFA": RAW, "DELCATEGORY": Spec("names", optional=True)}
)  # fmt: skip
_CONNECT = (
    _all(FLAG, "ADSP NOADSP AUDITOR NOAUDITOR GRPACC NOGRPACC OPERATIONS NOOPERATIONS SPECIAL NOSPECIAL")
    | {"GROUP": ID, "OWNER": ID, "AUTHORITY": _choice("USE CREATE CONNECT JOIN"), "UACC": LEVEL}
    | _REVOKED
    | _AT
)
_GROUP = (
    {"SUPGROUP": ID, "OWNER": ID, "DATA": TEXT, "MODEL": TEXT, "TERMUACC": FLAG, "NOTERMUACC": FLAG}
    | _all(RAW, "CSDATA DFP OMVS OVM TME")
    | _AT
)
_SWITCHED = {"OFF": FLAG, "ON": FLAG}
_IMSCON_SET = Spec(
    "options",
    _all(Spec("choice", _SWITCHED), "CASCADE OAUTO ODRACFST RACF RACFGENRC RRS TMRACFST UIDCACHE")
    | _all(_choice("0 OFF ON"), "MULTIRTP SENDALTP")
    | {"IDLETO": TEXT, "ODBMAPPL": ID, "PSWDMC": _choice("ON OFF RCF")},
)

OPERANDS: Mapping[str, Mapping[str, Spec]] = {
    "RDEFINE": _RESOURCE | _FROM,
    "RALTER": _RALTER,
    "RDELETE": {"GENERIC": FLAG, "NOGENERIC": FLAG} | _AT,
    "PERMIT": _PERMIT,
    "SETROPTS": _SETROPTS,
    "ADDUSER": _USER,
    "ALTUSER": _ALTUSER,
    "DELUSER": _AT,
    "CONNECT": _CONNECT,
    "REMOVE": {"GROUP": ID, "OWNER": ID} | _AT,
    "ADDGROUP": _GROUP | {"UNIVERSAL": FLAG},
    "ALTGROUP": _GROUP | _all(FLAG, "NOCSDATA NODATA NODFP NOMODEL NOOMVS NOOVM NOTME"),
    "DELGROUP": _AT,
    "UPDATE IMSCON": {
        "TYPE": TEXT, "SET": _IMSCON_SET, "NAME": NAMES, "START": RAW, "STOP": RAW, "SHUTDOWN": RAW, "OPTION": RAW,
    },
}  # fmt: skip

SHORT: Mapping[str, str] = {
    "RDEF": "RDEFINE", "RALT": "RALTER", "RDEL": "RDELETE", "PE": "PERMIT", "SETR": "SETROPTS", "AU": "ADDUSER",
    "ALU": "ALTUSER", "DU": "DELUSER", "CO": "CONNECT", "RE": "REMOVE", "AG": "ADDGROUP", "ALG": "ALTGROUP",
    "DG": "DELGROUP", "RL": "RLIST", "SR": "SEARCH", "LU": "LISTUSER", "LG": "LISTGRP", "LD": "LISTDSD",
    "PW": "PASSWORD", "AD": "ADDSD", "ALD": "ALTDSD", "DD": "DELDSD", "D": "DISPLAY", "LISTC": "LISTCAT",
    "QRY": "QUERY",
}  # fmt: skip
"""Command names are fixed: these and the long ones, never a prefix."""
