"""What ADDUSER and ALTUSER change in a user, operand by operand.

Source: z/OS Security Server RACF Command Language Reference, "ADDUSER", "ALTUSER"; Security Administrator's Guide,
"Defining protected user IDs", "The CLAUTH attribute"; IBM, "RACF TechNotes: User ID Containment".
"""

from __future__ import annotations

from typing import Any

from auditor.models.racf import User
from auditor.racf.commands.effects.state import State
from auditor.racf.commands.messages import REFUSED
from auditor.racf.commands.model import Group, Operands, Text

_FLAGS = {
    "SPECIAL": "special", "OPERATIONS": "operations", "AUDITOR": "auditor", "ROAUDIT": "roaudit",
    "RESTRICTED": "restricted",
}  # fmt: skip
_DAYS = ("SUNDAY", "MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY")
_KNOWN_OMVS = frozenset(
    {
        "HOME",
        "PROGRAM",
        "NOHOME",
        "NOPROGRAM",
        "SHARED",
        "UID",
        "NOUID",
        "ASSIZEMAX",
        "CPUTIMEMAX",
        "FILEPROCMAX",
        "MEMLIMIT",
        "MMAPAREAMAX",
        "PROCUSERMAX",
        "SHMEMMAX",
        "THREADSMAX",
    }
)
"""Keywords of OMVS whose effect on the UID is certain; AUTOUID and cut names are not here."""


def changes(state: State, user: User, operands: Operands, about: str) -> dict[str, Any]:
    """What ADDUSER and ALTUSER have in common."""
    update: dict[str, Any] = {}
    for operand, field in _FLAGS.items():
        if (value := operands.switch(operand)) is not None:
            update[field] = value
    if (owner := operands.word("OWNER")) is not None:
        update["owner"] = owner
    for operand in ("SECLABEL", "SECLEVEL"):
        if operands.switch(operand) is not None:
            update[operand.lower()] = operands.word(operand) or ""
    update |= _secrets(state, user, operands, about)
    if "WHEN" in operands:
        update |= _when(state, operands.inside("WHEN"), about)
    return update | _uid(state, operands, about) | _class_authority(state, user, operands)


def _uid(state: State, operands: Operands, about: str) -> dict[str, Any]:
    """The UID of the OMVS segment: UID(n), or none after NOUID and NOOMVS."""
    if "NOOMVS" in operands:
        return {"uid": None, "uid_at": None}
    names = {
        item.name if isinstance(item, Group) else str(getattr(item, "value", "")) for item in operands.items("OMVS")
    }
    if not names - _KNOWN_OMVS and "NOUID" in names:
        return {"uid": None, "uid_at": None}
    uid = operands.inside("OMVS").word("UID")
    if uid is not None and uid.isdigit() and len(uid) <= 10:
        return {"uid": int(uid), "uid_at": state.at}
    if names - _KNOWN_OMVS or "UID" in names:
        state.block(about, "which UID the OMVS segment gives is not certain")
    return {}


def _class_authority(state: State, user: User, operands: Operands) -> dict[str, Any]:
    """CLAUTH adds classes, NOCLAUTH takes them away; of an unknown list only a class that counts is added."""
    added, dropped = set(operands.words("CLAUTH")), set(operands.words("NOCLAUTH"))
    if user.clauth is None:
        added &= set(state.stored)
        return {"clauth": tuple(sorted(added))} if added else {}
    if not added | dropped:
        return {}
    left = set() if dropped == {"*"} else set(user.clauth) - dropped
    return {"clauth": tuple(sorted(left | added))}


def _secrets(state: State, user: User, operands: Operands, about: str) -> dict[str, Any]:
    """PROTECTED: no password, no phrase, no OID card."""
    if {"PASSWORD", "PHRASE"} & set(operands):
        state.outside(about, "who knows the new password or phrase, no file tells")
        return {"protected": False}
    without = {"NOPASSWORD", "NOPHRASE"} & set(operands)
    if len(without) == 2:
        return {"protected": True}
    if without and not user.protected:
        state.open(about, f"{without.pop()} alone: whether the user keeps another secret is not in the unload")
    return {}


def _when(state: State, asked: Operands, about: str) -> dict[str, Any]:
    update: dict[str, Any] = {}
    days = set(asked.words("DAYS"))
    if days:
        week = {"ANYDAY": set(_DAYS), "WEEKDAYS": set(_DAYS[1:6])}
        named = {day for word in days for day in week.get(word, {word})}
        if named <= set(_DAYS):
            update["days"] = tuple(day in named for day in _DAYS)
        else:
            state.block(about, "WHEN(DAYS) names a day that is not understood")
    for item in asked.items("TIME"):
        start, _, end = item.value.partition(":") if isinstance(item, Text) else ("", "", "")
        if start == "ANYTIME":
            update |= {"start_time": None, "end_time": None}
        elif start.isdigit() and end.isdigit() and len(start) == len(end) == 4:
            update |= {"start_time": f"{start[:2]}:{start[2:]}:00", "end_time": f"{end[:2]}:{end[2:]}:00"}
        else:
            state.block(about, "WHEN(TIME) is not understood")
    return update


def containment(state: State, user: User, operands: Operands, about: str) -> dict[str, Any] | None:
    """CONTAIN and its kin; None where RACF refuses the command.

    CONTAIN acts as REVOKE, and every access is refused. RESUME fails until NOCONTAIN. What NOCONTAIN alone leaves of
    the revocation is not documented; IBM's own playbook gives NOCONTAIN and RESUME together. Source: IBM, "RACF
    TechNotes: User ID Containment"; z/OS 3.2, and 3.1 with OA67286.
    """
    asked = [name for name in ("CONTAIN", "NOCONTAIN", "NEVERCONTAIN", "ALLOWCONTAIN") if name in operands]
    why = _not_taken(user, operands, asked)
    if why is not None:
        state.say(REFUSED, about, why=why)
        return None
    if "CONTAIN" in asked:
        if user.never_contained is None:
            state.open(about, "whether the user has NEVERCONTAIN, which refuses CONTAIN, is not in this unload")
        return {"contained": True, "revoked": True}
    if "NOCONTAIN" in asked:
        if user.contained is not False and not {"RESUME", "REVOKE"} & set(operands):
            state.block(
                about, "whether the user stays revoked after NOCONTAIN alone is not documented: add RESUME or REVOKE"
            )
        return {"contained": False}
    return {"never_contained": asked == ["NEVERCONTAIN"]} if asked else {}


def _not_taken(user: User, operands: Operands, asked: list[str]) -> str | None:
    """Why RACF refuses what is `asked` about containment, or a RESUME because of it."""
    if len(asked) > 1:
        return f"{' and '.join(asked)} exclude each other"
    if user.contained and "RESUME" in operands and "NOCONTAIN" not in asked:
        return "RESUME fails while the user is contained; NOCONTAIN ends that"
    return "the user has NEVERCONTAIN" if "CONTAIN" in asked and user.never_contained else None
