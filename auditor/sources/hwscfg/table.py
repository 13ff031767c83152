"""Which parameters each HWSCFGxx statement has, and what they can hold: data, from the IMS statement topics.

Kinds: `flag` Y or N; `name8` 1 to 8 of A-Z 0-9 # $ @; `number`; `port` 1 to 65535; `text`; `list` positional values;
a mapping: a parameter with parameters of its own; a tuple: one of these values.
Sources: IMS "HWS statement", "ODACCESS statement", "TCPIP statement", "DATASTORE statement", "IMSPLEX statement",
"RMTIMSCON statement", "RMTCICS statement", "ISC statement", "MSC statement". RUNOPTS and ADAPTER parameters are from
general knowledge of the manuals, so unknown ones of those two are not reported.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

_PLEX: Final = {"MEMBER": "text", "TMEMBER": "text"}

STATEMENTS: Final[dict[str, dict[str, Any] | None]] = {
    "HWS": {
        "ID": "name8", "RACF": "flag", "RACFGENRC": "flag", "PSWDMC": ("R", "N", "Y"), "UIDCACHE": "flag",
        "UIDAGE": "number", "TMRACFST": "flag", "RRS": "flag", "CASCADE": "flag", "CM0ATOQ": "text",
        "MULTIRTP": "text", "SENDALTP": "text", "SMEMBER": "text", "TRANORCH": "text", "OTELTRACE": "text",
        "WTORCMD": "flag", "XIBAREA": "number",
    },
    "ODACCESS": {
        "APPL": "appl", "DRDAPORT": {"ID": "port", "KEEPAV": "number", "PORTTMOT": "number"}, "IMSPLEX": _PLEX,
        "ODBMAUTOCONN": "flag", "ODBMTMOT": "number", "ODRACFST": "flag",
    },
    "TCPIP": {
        "CICSPORT": {"ID": "port", "KEEPAV": "number"}, "ECB": "flag", "EXIT": "list", "HOSTNAME": "text",
        "IPV6": "flag", "IDLETO": "number", "MAXSIZE": "number", "MAXSOC": "number", "NODELAY": "flag",
        "PORT": {"ID": "port", "KEEPAV": "number", "EDIT": "text", "IDLETO": "number"}, "PORTAFF": "flag",
        "PORTID": "ports", "RACFID": "text", "TCPIPQ": "number", "TIMEOUT": "number", "WARNINC": "number",
        "WARNSOC": "number", "SSLPORT": "ports", "SSLENVAR": "text",
    },
    "DATASTORE": {
        "ACKTO": "number", "APPL": "text", "CASCADE": "text", "CM0ATOQ": "text", "DRU": "text", "GROUP": "text",
        "ID": "text", "MAXI": "number", "MEMBER": "text", "MULTIRTP": "text", "OAAV": "number", "RRNAME": "text",
        "SENDALTP": "text", "SMEMBER": "text", "TMEMBER": "text",
    },
    "IMSPLEX": _PLEX,
    "RMTIMSCON": {
        "ID": "text", "HOSTNAME": "text", "IPADDR": "text", "PORT": "port", "PERSISTENT": "flag", "AUTOCONN": "flag",
        "RESVSOC": "number", "IDLETO": "number", "APPL": "text", "USERID": "text",
    },
    "RMTCICS": {"ID": "text", "HOSTNAME": "text", "PORT": "port"},
    "MSC": {
        "GENIMSID": "text", "IMSPLEX": _PLEX, "LCLIMS": "list", "LCLPLKID": "text", "RMTIMS": "text",
        "RMTIMSCON": "text", "RMTPLKID": "text",
    },
    "ISC": None,
    "ADAPTER": None,
    "RUNOPTS": None,
}  # fmt: skip
"""None: the parameters are not checked."""

ONCE: Final = ("HWS", "TCPIP", "ODACCESS")
"""Statements that a member has once."""

REPEATABLE: Final = frozenset({("ODACCESS", "DRDAPORT"), ("TCPIP", "PORT"), ("TCPIP", "CICSPORT")})

LISTENING: Final = frozenset({"DRDAPORT", "PORT", "CICSPORT", "PORTID", "SSLPORT"})
"""Parameters whose ports this IMS Connect listens on: each port once. PORT of RMTIMSCON and RMTCICS is theirs."""


class FactRow(NamedTuple):
    """A parameter that becomes a fact; its kind above says how its value is read."""

    statement: str
    parameter: str
    default: Any
    """What holds where the statement was read well and does not code it; None: nothing."""


FACTS: Final = {
    "racf": FactRow("HWS", "RACF", default=False),
    "pswdmc": FactRow("HWS", "PSWDMC", default="R"),
    "uidcache": FactRow("HWS", "UIDCACHE", default=False),
    "uidage": FactRow("HWS", "UIDAGE", default=None),
    "odracfst": FactRow("ODACCESS", "ODRACFST", default=False),
    "racfgenrc": FactRow("HWS", "RACFGENRC", default=False),
}
"""Field of `Endpoint` -> its parameter. (HWS ID=, ODACCESS APPL= and DRDAPORT= are read by rules of their own.)"""
