"""What the model does with every operand of every command: carries it out, knows it as harmless, or lets it block.

Whatever stands in no list here blocks: a weakening that the model does not see would pass the gate. A test holds the
lists to `operands.py`, so that a new operand needs a disposition.
Source: z/OS Security Server RACF Command Language Reference, the topic of each command; Security Administrator's Guide,
"Commands and operands you can issue if you have the SPECIAL attribute", "Directing commands".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from auditor.models.setropts import BY_CLASS


class Disposition(NamedTuple):
    """How the model takes an operand or command, and why.

    modelled: carried out. harmless: no fact of the estate rests on it. outside: it has an effect that no policy asks
    for. blocks: it touches what verdicts rest on, and the model does not carry it out.
    """

    kind: Literal["modelled", "harmless", "outside", "blocks"]
    why: str = ""


Table = Mapping[str, Disposition]


def _modelled(names: str) -> dict[str, Disposition]:
    return dict.fromkeys(names.split(), Disposition("modelled"))


def _harmless(names: str, why: str) -> dict[str, Disposition]:
    return dict.fromkeys(names.split(), Disposition("harmless", why))


def _outside(names: str, why: str) -> dict[str, Disposition]:
    return dict.fromkeys(names.split(), Disposition("outside", why))


def _blocks(names: str, why: str) -> dict[str, Disposition]:
    return dict.fromkeys(names.split(), Disposition("blocks", why))


def _with_no(names: str) -> str:
    return f"{names} {' '.join(f'NO{name}' for name in names.split())}"


_AT = _blocks("AT ONLYAT", "it may send the command to this system or to another, under another user ID")
_NOTES = "text and numbers for the installation's own use; RACF does not read them"
_SEGMENTS = "CDTINFO CFDEF DLFDATA EIM ICSF ICTX IDTPARMS JES KERB MFA MFPOLICY PROXY SESSION SIGVER STDATA SVFMR TME"
_SEGMENT = "what this segment does is not modelled"
_DEFINED = (
    _modelled("UACC OWNER APPLDATA AUDIT NOTIFY WARNING SECLABEL SECLEVEL ADDMEM SSIGNON")
    | _harmless("DATA LEVEL", _NOTES)
    | _blocks(_SEGMENTS, _SEGMENT)
    | _AT
    | _harmless("CSDATA", _NOTES)
    | _blocks("ADDCATEGORY", "security categories of profiles are not modelled")
    | _harmless("SINGLEDSN TVTOC", "RACF uses it in class TAPEVOL only")
    | _harmless("TIMEZONE WHEN", "RACF uses it in class TERMINAL only")
)
_MODEL = "FROM FCLASS FGENERIC"
_RALTER = (
    _DEFINED
    | _harmless("NODATA NOCSDATA", _NOTES)
    | _blocks(" ".join(f"NO{name}" for name in _SEGMENTS.split()), _SEGMENT)
    | _modelled("NOAPPLDATA NONOTIFY NOSECLABEL NOSECLEVEL NOSSIGNON NOWARNING DELMEM GLOBALAUDIT")
    | _blocks("DELCATEGORY", "security categories of profiles are not modelled")
    | _harmless("NOSINGLEDSN NOTVTOC ADDVOL DELVOL", "RACF uses it in class TAPEVOL only")
    | _harmless("NOTIMEZONE NOWHEN", "RACF uses it in class TERMINAL only")
)

_DATA_SETS = "data sets only"
_SETROPTS = (
    _modelled(_with_no(" ".join(operand for operand, fields in BY_CLASS.items() if fields)))
    | _modelled(_with_no("GRPLIST ADDCREATOR APPLAUDIT INITSTATS INACTIVE WHEN EGN PROTECTALL"))
    | _modelled("REFRESH LOGOPTIONS PASSWORD")
    | _harmless("LIST", "a display")
    | _harmless(_with_no("STATISTICS"), "counts of references; no check reads them")
    | _harmless("LANGUAGE", "the language of messages")
    | _outside(_with_no("ADSP CATDSNS ERASE MODEL PREFIX REALDSN TAPEDSN"), _DATA_SETS)
    | _outside("RETPD", _DATA_SETS)
    | _outside(
        _with_no("CMDVIOL OPERAUDIT SAUDIT SECLABELAUDIT SECLEVELAUDIT"),
        "it decides which events of commands and sessions are recorded",
    )
    | _outside(f"{_with_no('SESSIONINTERVAL')} KERBLVL", "sessions and keys of other protocols than PassTickets")
    | _outside("JES", "which jobs need a user ID")
    | _outside("RVARYPW", "the passwords that operators are asked for by RVARY")
    | _outside("TERMINAL", "terminals that have no profile")
    | _blocks(
        f"{_with_no('COMPATMODE MLACTIVE MLNAMES MLQUIET MLS MLSTABLE SECLABELCONTROL SECLBYSYSTEM')} MLFSOBJ MLIPCOBJ",
        "multilevel security decides about access too, and is not modelled",
    )
    | _blocks(_with_no("GENERICOWNER"), "it decides whom CLAUTH lets define profiles under a generic of another owner")
)
_PASSWORD = _modelled("REVOKE NOREVOKE MIXEDCASE NOMIXEDCASE") | _outside(
    "NOHISTORY NORULES NOALGORITHM SPECIALCHARS NOSPECIALCHARS NOWARNING ALGORITHM INTERVAL HISTORY MINCHANGE WARNING "
    + " ".join(f"RULE{n} NORULE{n}" for n in range(1, 9)),
    "rules for passwords; a PassTicket is no password",
)

_CATEGORIES = "security categories of users are not modelled"
_OTHER_WORK = _outside(
    "CICS DCE DFP LANGUAGE LNOTES NDS NETVIEW OPERPARM OVM TSO WORKATTR",
    "what the user may do in another product or session",
) | _outside("EIM KERB PROXY", "other ways to identify the user than PassTickets")
_FOR_DATA_SETS = _outside(_with_no("ADSP GRPACC") + " MODEL", _DATA_SETS) | _outside(
    "UACC", "the default for profiles that the user defines later"
)
_USER = (
    _modelled(_with_no("AUDITOR OPERATIONS RESTRICTED ROAUDIT SPECIAL CLAUTH PASSWORD PHRASE"))
    | _modelled("DFLTGRP OWNER AUTHORITY SECLABEL SECLEVEL WHEN OMVS")
    | _harmless("NAME DATA", "text; RACF does not read it")
    | _harmless("CSDATA", _NOTES)
    | _blocks(_with_no("OIDCARD"), "operator identification cards decide about logons, and are not modelled")
    | _blocks("ADDCATEGORY", _CATEGORIES)
    | _OTHER_WORK
    | _FOR_DATA_SETS
    | _AT
)
_REVOKED = _modelled("REVOKE NOREVOKE RESUME NORESUME")
_ALTUSER = (
    _USER
    | _REVOKED
    | _modelled("GROUP NOOMVS NOSECLABEL NOSECLEVEL CONTAIN NOCONTAIN NEVERCONTAIN ALLOWCONTAIN")
    | _harmless("NODATA NOCSDATA PWCLEAN PWCONVERT", "nothing that decides a check changes")
    | _outside("EXPIRED NOEXPIRED", "who knows the new password or phrase, and for how long, no file tells")
    | _outside("UAUDIT NOUAUDIT", "whether everything the user does is recorded")
    | _outside("NOMODEL", _DATA_SETS)
    | {f"NO{name}": one for name, one in _OTHER_WORK.items()}
    | _blocks("MFA NOMFA", "factors decide whether a ticket is enough to log on, and changing them is not modelled")
    | _blocks("DELCATEGORY", _CATEGORIES)
)  # fmt: skip
_CONNECT = (
    _modelled("GROUP AUTHORITY SPECIAL NOSPECIAL")
    | _REVOKED
    | _outside(_with_no("AUDITOR OPERATIONS"), "within the group: audit options, and data sets")
    | _outside("OWNER", "who may change the connection")
    | _outside(f"{_with_no('ADSP GRPACC')}", _DATA_SETS)
    | _outside("UACC", "the default for profiles that the user defines later")
    | _AT
)
_GROUP = (
    _modelled("SUPGROUP OWNER")
    | _harmless("DATA CSDATA TME", "text and fields that RACF does not read")
    | _outside("MODEL DFP", _DATA_SETS)
    | _outside("OMVS OVM", "group IDs of UNIX files")
    | _outside("TERMUACC NOTERMUACC", "access to terminals")
    | _AT
)
_SET = (
    _modelled("RACF UIDCACHE ODRACFST ODBMAPPL PSWDMC")
    | _outside("CASCADE OAUTO RRS MULTIRTP SENDALTP IDLETO", "transactions and connections, not logons")
    | _outside("TMRACFST", "statistics of IMS TM clients")
    | _outside("RACFGENRC", "how much a refused client is told")
)

DISPOSITIONS: Mapping[str, Table] = {
    "RDEFINE": _DEFINED | _modelled(_MODEL) | _blocks("FVOLUME", "data set profiles are not modelled"),
    "RALTER": _RALTER,
    "RDELETE": _modelled("GENERIC NOGENERIC") | _AT,
    "SSIGNON": _modelled("KEYMASKED KEYENCRYPTED KEYLABEL EPTKEYLABEL ENCRYPTKEY NOLEGACYKEY TYPE TIMEOUT REPLAY")
    | _blocks("NOEPTKEYLABEL", "it is not documented, so what it does is not certain"),
    "PERMIT": _modelled("CLASS ID ACCESS DELETE GENERIC RESET WHEN")
    | _blocks(f"{_MODEL} FVOLUME", "copying an access list is not modelled: which entries it keeps is not documented")
    | _blocks("VOLUME", "it belongs to data set profiles")
    | _AT,
    "SETROPTS": _SETROPTS,
    "SETROPTS PASSWORD": _PASSWORD,
    "LOGOPTIONS": _modelled("ALWAYS NEVER SUCCESSES FAILURES DEFAULT"),
    "WHEN": _modelled("DAYS TIME"),
    "ADDUSER": _USER,
    "ALTUSER": _ALTUSER,
    "DELUSER": _AT,
    "CONNECT": _CONNECT,
    "REMOVE": _modelled("GROUP") | _outside("OWNER", "who gets the user's group data sets") | _AT,
    "ADDGROUP": _GROUP | _modelled("UNIVERSAL"),
    "ALTGROUP": _GROUP
    | _harmless("NOCSDATA NODATA NOTME", "text and fields that RACF does not read")
    | _outside("NODFP NOMODEL", _DATA_SETS)
    | _outside("NOOMVS NOOVM", "group IDs of UNIX files"),
    "DELGROUP": _AT,
    "UPDATE IMSCON": _modelled("TYPE SET")
    | _outside("START STOP", "the line trace; while it is open, it records every logon with its ticket")
    | _blocks("SHUTDOWN OPTION", "it stops an IMS Connect")
    | _blocks("NAME", "which of the IMS Connects of the IMSplex a name picks is not certain; leave it out"),
    "SET": _SET,
}
"""By command, and by operand for those that hold keywords of their own."""

WHOLE = frozenset({"AT", "ONLYAT", "NAME", "SHUTDOWN", "OPTION"})
"""Where one of these blocks, nothing of the command is carried out."""

NEEDS_AUDITOR: Mapping[str, frozenset[str]] = {
    "SETROPTS": frozenset(
        f"{_with_no('AUDIT APPLAUDIT CMDVIOL OPERAUDIT SAUDIT SECLABELAUDIT SECLEVELAUDIT')} LOGOPTIONS".split()
    ),
    "RALTER": frozenset({"GLOBALAUDIT"}),
    "ALTUSER": frozenset({"UAUDIT", "NOUAUDIT"}),
}
"""Operands for which SPECIAL is not enough."""

_UNKNOWN = Disposition("blocks", "what it does is not known here")
INTERVAL = "PASSWORD INTERVAL"
"""A PASSWORD command that sets how long passwords last, and no password."""
COMMANDS: Table = (
    _harmless("RLIST SEARCH LISTUSER LISTGRP LISTDSD QUERY DISPLAY HELP LISTCAT LISTALC LISTDS TIME", "a display")
    | _harmless("PROFILE", "settings of the TSO session")
    | _outside("ADDSD ALTDSD DELDSD", "data set profiles")
    | _outside("RACDCERT", "certificates and key rings")
    | _outside("RACMAP", "identities of other registries")
    | _blocks("RVARY", "it switches RACF, its database or classes off and on")
    | _blocks("RACLINK", "it lets one user ID work and change passwords for another")
    | _blocks("RACPRIV RACPRMCK BLKUPD TARGET RESTART SIGNOFF", "it works on RACF itself")
    | _blocks("SET STOP", "it works on RACF itself, or on another part of the system")
    | _blocks("PASSWORD PHRASE", "it gives a user a password or ends its interval, and is not modelled")
    | {INTERVAL: Disposition("outside", "rules for passwords; a PassTicket is no password")}
    | _blocks("EXEC EX CALL", "it runs commands that this file does not hold")
    | _blocks("ALLOCATE ALLOC FREE", "it can change which data sets commands come from")
)
"""Commands that are known by name only."""
ON_DATA_SETS = frozenset({"ADDSD", "ALTDSD", "DELDSD"})
UNTOUCHED = frozenset(name for name, one in COMMANDS.items() if one.kind == "harmless")


def disposition(where: str, name: str) -> Disposition:
    """The disposition of an operand; `where`: the command, or the operand that holds it."""
    return DISPOSITIONS.get(where, {}).get(name, _UNKNOWN)
