"""What RACF answers: message ids and shortened texts, and how heavily each weighs.

Source: z/OS Security Server RACF Messages and Codes, "ICH messages for RACF commands".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Weight = Literal["note", "warning", "refused", "undecided", "not-understood"]
"""refused: RACF would not do what is asked. undecided: the evidence cannot tell. not-understood: nor can the model."""

NOT_UNDERSTOOD, UNDECIDED, REFUSED, NOTE = "NOT-UNDERSTOOD", "UNDECIDED", "REFUSED", "NOTE"
"""Stand in for a message id where no message of RACF applies or its number is not certain."""


@dataclass(frozen=True, slots=True)
class Reaction:
    """One answer to one command. `object` as verdicts name objects: profile:APPL/IMSAPP1, user:U1, class:APPL."""

    line: int
    id: str
    object: str
    text: str
    level: Weight


TEXTS: Mapping[str, tuple[Weight, str]] = {
    "ICH06001I": ("note", "{who} already has this access; nothing changed"),
    "ICH06002I": ("warning", "{who} is not on the list; DELETE ignored"),
    "ICH06004I": ("refused", "the profile is not defined{why}; the command has no effect"),
    "ICH06007I": ("refused", "{who} is not defined to RACF; nothing changed for it"),
    "ICH06009I": ("warning", "RESET ignored: it conflicts with DELETE"),
    "ICH06010I": ("refused", "GENERIC is given, but generic command processing is off for class {who}"),
    "ICH06011I": ("note", "RACLISTed profiles will not show the change until SETROPTS RACLIST({who}) REFRESH"),
    "ICH06020I": ("refused", "WHEN(PROGRAM) is not valid for class {who}"),
    "ICH06021I": ("refused", "WHEN(SYSID) is not valid for class {who}"),
    "ICH10006I": ("note", "RACLISTed profiles will not show the addition until SETROPTS RACLIST({who}) REFRESH"),
    "ICH10102I": ("refused", "the profile is already defined; it stays as it is"),
    "ICH10321I": (
        "refused",
        "generics are off for class {who}: a discrete profile was made, which protects its literal name only",
    ),
    "ICH11004I": ("warning", "{who} does not apply to this class; ignored"),
    "ICH11009I": ("note", "RACLISTed profiles will not show the change until SETROPTS RACLIST({who}) REFRESH"),
    "ICH11102I": ("refused", "the profile is not defined to the class{why}; the command has no effect"),
    "ICH12002I": ("note", "RACLISTed profiles will not show the deletion until SETROPTS RACLIST({who}) REFRESH"),
    "ICH12102I": ("refused", "the profile is not defined to the class{why}; the command has no effect"),
    "ICH12306I": ("refused", "a discrete profile of that name exists; use NOGENERIC"),
    "ICH14002I": ("refused", "the issuer is not authorized to {who}, which needs the AUDITOR attribute; it is ignored"),
    "ICH14040I": ("warning", "the class must be RACLISTed before RACF checks it"),
    "ICH14042I": ("refused", "the action is ignored: class {who} is being deactivated"),
    "ICH14063I": ("note", "SETROPTS command complete"),
    "ICH01010I": ("refused", "the user is not added: {why}"),
    "ICH01024I": ("note", "the user is defined as PROTECTED: it has no password and no phrase"),
    "ICH02003I": ("refused", "the user is not connected: {why}"),
    "ICH02011I": ("refused", "the owner {who} is not a defined user or group"),
    "ICH02012I": ("note", "RESUME ignored: the connection is not revoked"),
    "ICH02013I": ("note", "REVOKE ignored: the connection is already revoked"),
    "ICH03002I": ("refused", "the user is not connected to group {who}"),
    "ICH04006I": ("refused", "the user is not deleted: {why}"),
    "ICH21009I": ("refused", "unable to locate the user"),
    "ICH21019I": ("note", "RESUME ignored: the user is not revoked"),
    "ICH51003I": ("refused", "the name is not in the RACF database"),
    "IRR52254I": ("refused", "the key is already encrypted; ENCRYPTKEY ends without a change"),
    REFUSED: ("refused", "{why}"),
    UNDECIDED: ("undecided", "{why}"),
    NOT_UNDERSTOOD: ("not-understood", "{why}"),
    NOTE: ("note", "{why}"),
}
"""Of the same sentence there are several ids: each command has its own."""


def reaction(line: int, message: str, about: str, *, who: str = "", why: str = "") -> Reaction:
    """The message of this id, about this object. `who` and `why` fill its text."""
    level, text = TEXTS[message]
    return Reaction(line, message, about, text.format(who=who, why=why), level)
