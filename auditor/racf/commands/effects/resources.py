"""RDEFINE, RALTER and RDELETE: general resource profiles in the stored layer.

Source: z/OS Security Server RACF Command Language Reference, "RDEFINE", "RALTER", "RDELETE"; Security Administrator's
Guide, "Activating generic profile checking", "Defining profiles in the PTKTDATA class".
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from auditor.models.racf import Audit, Member, Permit, Profile
from auditor.racf.commands.effects.segments import started, with_ssignon
from auditor.racf.commands.effects.state import State
from auditor.racf.commands.messages import NOTE, REFUSED
from auditor.racf.commands.model import Operands, Ralter, Rdefine, Rdelete, Resource
from auditor.racf.patterns import GENERIC_CHARACTERS

_MEMBERS = frozenset({"GLOBAL", "RACFVARS"})
_LONGEST = {"APPL": 8}
"""Longest resource name, where the class descriptor table has it for certain."""
_UNREAD = frozenset({"ADDCATEGORY", "DELCATEGORY", "STDATA", "MFA"})
"""Operands that change facts policies may read, and whose effect is not modelled."""


def change_resource(state: State, command: Resource) -> None:
    """Apply one command to each of its profiles."""
    class_name = command.class_name
    if not _in_reach(state, command):
        return
    for name in command.profiles:
        about = f"profile:{class_name}/{name}"
        if state.lost(class_name, name) is not None:
            state.open(about, "a damaged record of the unload could be this profile")
        elif isinstance(command, Rdefine):
            _define(state, command, name, about)
        elif isinstance(command, Ralter):
            _alter(state, command, name, about)
        elif isinstance(command, Rdelete):
            _delete(state, command, name, about)


def _in_reach(state: State, command: Resource) -> bool:
    about = f"class:{command.class_name}"
    if "AT" in command.operands or "ONLYAT" in command.operands:
        state.open(about, "AT or ONLYAT sends the command to another node")
    elif command.operands.unstated():
        state.say(REFUSED, about, why="the key is masked in the script; RACF takes 16 hexadecimal digits")
    elif not state.knows_profiles():
        state.open(about, "no unload tells which profiles are defined")
    elif command.class_name not in state.stored:
        state.open(about, f"profiles of class {command.class_name} are not read, and no policy asks for them")
    else:
        return True
    return False


def find(state: State, class_name: str, name: str, *, generic: bool | None = None) -> Profile | str | None:
    """The stored profile a command means; None: not defined; a text: why it cannot be told.

    A name with generic characters means the generic profile when generic command processing is on, else a discrete of
    that literal name. `generic` True or False: the command says which.
    """
    held = state.stored[class_name].get(name)
    wanted = generic
    if wanted is None:
        wanted = False
        if GENERIC_CHARACTERS & set(name):
            wanted = state.generic_commands(class_name)
        if wanted is None:
            return f"whether generics are on for class {class_name} is unknown"
    return held if held is not None and held.generic == wanted else None


def _define(state: State, command: Rdefine, name: str, about: str) -> None:
    class_name, operands = command.class_name, command.operands
    starred = bool(GENERIC_CHARACTERS & set(name))
    generic = state.generic_commands(class_name) if starred else False
    if generic is None:
        state.open(about, f"whether generics are on for class {class_name} is unknown")
        return
    held = state.stored[class_name].get(name)
    if held is not None and held.generic == generic:
        state.say("ICH10102I", about)
        return
    if held is not None:
        state.open(about, "a profile of that name and the other kind (discrete, generic) exists")
        return
    if len(name) > _LONGEST.get(class_name, 246):
        state.say(REFUSED, about, why=f"a name of class {class_name} has at most {_LONGEST[class_name]} characters")
        return
    if "FROM" in operands or "FCLASS" in operands:
        state.open(about, "FROM is not modelled, so the profile is not defined here")
        return
    if not owner_exists(state, operands, about):
        return
    if starred and not generic:
        state.say("ICH10321I", about, who=class_name)
    profile = changed(state, _new(state, command, about, generic=bool(generic)), class_name, operands, about)
    if profile is None:
        return
    state.put(class_name, name, profile)
    state.own.add((class_name, name))
    _owing(state, class_name, "ICH10006I", about)


def _new(state: State, command: Rdefine, about: str, *, generic: bool) -> Profile:
    operands = command.operands
    if "UACC" not in operands and command.class_name != "PTKTDATA":
        state.open(about, "UACC is not given: RACF takes the class default, taken here as NONE")
    nothing = Audit(level="NONE", success_from="", failure_from="")
    day = state.estate.as_of
    return Profile(
        at=state.at, generic=generic, owner=operands.word("OWNER") or state.issuer or "", uacc="NONE", warning=False,
        audit=Audit(level="FAIL", success_from="", failure_from="READ"), global_audit=nothing, appldata="", notify="",
        created=day, changed=day, referenced=None, seclevel="", seclabel="", acl=_creator(state, about),
    )  # fmt: skip


def _creator(state: State, about: str) -> dict[str, Permit]:
    """The entry RACF makes for the issuer (ADDCREATOR)."""
    adds = state.options.get("addcreator", state.estate.options.addcreator).value
    if adds is False:
        return {}
    if adds is None:
        state.open(about, "whether ADDCREATOR is in effect is unknown, so whether the issuer gets ALTER is")
        return {}
    if state.issuer is None:
        state.open(about, "ADDCREATOR gives the issuer ALTER, and who issues the script is unknown")
        return {}
    state.say(NOTE, about, why=f"ADDCREATOR puts the issuer {state.issuer} on the access list with ALTER")
    return {state.issuer: Permit(access="ALTER", at=state.at)}


def owner_exists(state: State, operands: Operands, about: str) -> bool:
    """Whether OWNER, when given, is a defined ID; says so when not."""
    owner = operands.word("OWNER")
    if owner is None:
        return True
    defined = state.exists(owner)
    if defined is None:
        state.open(about, f"whether the owner {owner} is defined cannot be told from the unload")
    elif not defined:
        state.say(REFUSED, about, why=f"the owner {owner} is not a defined user or group")
    return bool(defined)


def _alter(state: State, command: Ralter, name: str, about: str) -> None:
    class_name = command.class_name
    profile = find(state, class_name, name)
    if isinstance(profile, str):
        state.open(about, profile)
        return
    if profile is None:
        state.say("ICH11102I", about, why=_other_kind(state, class_name, name))
        return
    if not owner_exists(state, command.operands, about):
        return
    after = changed(state, profile, class_name, command.operands, about)
    if after is not None and after != profile:
        state.put(class_name, name, replace(after, changed=state.estate.as_of))
        _owing(state, class_name, "ICH11009I", about)


def _other_kind(state: State, class_name: str, name: str) -> str:
    held = state.stored[class_name].get(name)
    if held is None:
        return ""
    return " as a discrete profile" if held.generic else " as a generic profile: a discrete of that name exists"


def _delete(state: State, command: Rdelete, name: str, about: str) -> None:
    class_name = command.class_name
    generic = True if "GENERIC" in command.operands else False if "NOGENERIC" in command.operands else None
    profile = find(state, class_name, name, generic=generic)
    if isinstance(profile, str):
        state.open(about, profile)
    elif profile is not None:
        state.put(class_name, name, None)
        state.own.discard((class_name, name))
        _owing(state, class_name, "ICH12002I", about)
    elif generic is not False and (held := state.stored[class_name].get(name)) is not None and not held.generic:
        state.say("ICH12306I", about)
    else:
        state.say("ICH12102I", about, why=_other_kind(state, class_name, name))


def _owing(state: State, class_name: str, message: str, about: str) -> None:
    if state.raclisted(class_name):
        state.say(message, about, who=class_name)


def changed(state: State, profile: Profile, class_name: str, operands: Operands, about: str) -> Profile | None:
    """The profile with every operand applied; None when the whole command cannot take effect."""
    update = _plain_fields(state, operands)
    for operand in sorted(_UNREAD & set(operands)):
        if operand == "STDATA" and class_name == "STARTED":
            update["started"] = started(state, profile.started, operands.inside("STDATA"))
        else:
            state.open(about, f"{operand} is not modelled")
    if {"ADDMEM", "DELMEM"} & set(operands):
        update |= _members(state, profile, class_name, operands, about)
    after = replace(profile, **update)
    if "SSIGNON" in operands or "NOSSIGNON" in operands:
        return with_ssignon(state, after, class_name, operands, about)
    return after


def _plain_fields(state: State, operands: Operands) -> dict[str, Any]:
    """Fields that take an operand's value as it is; NOxxx empties one."""
    update: dict[str, Any] = {}
    for operand in ("UACC", "OWNER", "SECLABEL", "SECLEVEL", "APPLDATA", "NOTIFY"):
        if operands.switch(operand) is not None:
            update[operand.lower()] = operands.word(operand) or ""
    if "NOTIFY" in operands and operands.word("NOTIFY") is None:
        update["notify"] = state.issuer or ""
    if (warning := operands.switch("WARNING")) is not None:
        update["warning"] = warning
    for operand, item in (("AUDIT", "audit"), ("GLOBALAUDIT", "global_audit")):
        if operand in operands:
            update[item] = _audit(operands.inside(operand))
    return update


def _audit(asked: Operands) -> Audit:
    """AUDIT(SUCCESS(READ) FAILURES(UPDATE)): without a level, READ."""
    names = set(asked)
    if "ALL" in names:
        level = asked.word("ALL") or "READ"
        return Audit(level="ALL", success_from=level, failure_from=level)
    success = next((name for name in ("SUCCESS", "SUCCESSES") if name in names), None)
    kind = {(True, True): "ALL", (True, False): "SUCCESS", (False, True): "FAIL"}
    return Audit(
        level=kind.get((success is not None, "FAILURES" in names), "NONE"),
        success_from=(asked.word(success) or "READ") if success else "",
        failure_from=(asked.word("FAILURES") or "READ") if "FAILURES" in names else "",
    )


def _members(state: State, profile: Profile, class_name: str, operands: Operands, about: str) -> dict[str, Any]:
    if class_name not in _MEMBERS:
        state.say("ICH11004I", about, who="ADDMEM or DELMEM")
        return {}
    dropped = {one.partition("/")[0] for one in operands.words("DELMEM")}
    kept = [one for one in profile.members if one.name not in dropped]
    have = {one.name for one in kept}
    for word in operands.words("ADDMEM"):
        name, _, access = word.partition("/")
        if name not in have:
            kept.append(Member(name=name, access=access, at=state.at))
    return {"members": tuple(kept)}
