"""RDEFINE: a new profile with RACF's defaults, or with what FROM copies.

Source: z/OS Security Server RACF Command Language Reference, "RDEFINE"; Security Administrator's Guide, "Profile
modeling", "Defining profiles in the PTKTDATA class".
"""

from __future__ import annotations

from dataclasses import replace

from auditor.models.racf import Audit, Permit, Profile
from auditor.racf.commands.effects.fields import changed
from auditor.racf.commands.effects.profiles import blur, find, owing, owner_exists, starred
from auditor.racf.commands.effects.state import State
from auditor.racf.commands.effects.weigh import counts
from auditor.racf.commands.messages import NOTE, REFUSED
from auditor.racf.commands.model import Rdefine

_LONGEST = {"APPL": 8}
"""Longest resource name, where the class descriptor table has it for certain."""


def define(state: State, command: Rdefine, name: str, about: str) -> None:
    """Apply RDEFINE to one name."""
    class_name, operands = command.class_name, command.operands
    pattern = starred(class_name, name)
    generic = state.generic_commands(class_name) if pattern else False
    if generic is None:
        blur(state, class_name, name, f"whether generics are on for class {class_name} is unknown")
        return
    held = state.stored[class_name].get(name)
    if held is not None and held.generic == generic:
        state.say("ICH10102I", about)
        return
    if held is not None:
        blur(state, class_name, name, "a profile of that name and the other kind (discrete, generic) exists")
        return
    if len(name) > _LONGEST.get(class_name, 246):
        state.say(REFUSED, about, why=f"a name of class {class_name} has at most {_LONGEST[class_name]} characters")
        return
    if not owner_exists(state, operands, about):
        return
    fresh = _new(state, command, name, about, generic=bool(generic))
    if fresh is None:
        return
    if pattern and not generic:
        state.say("ICH10321I", about, who=class_name)
    profile = changed(state, fresh, class_name, operands, about)
    if profile is None:
        return
    state.put(class_name, name, profile)
    state.own.add((class_name, name))
    owing(state, class_name, "ICH10006I", about)


def _new(state: State, command: Rdefine, name: str, about: str, *, generic: bool) -> Profile | None:
    """The profile with RACF's defaults, or what FROM copies; None where that cannot be told or is refused."""
    operands = command.operands
    if {"FROM", "FCLASS", "FGENERIC"} & set(operands):
        return _copied(state, command, name, about, generic=generic)
    if "UACC" not in operands and command.class_name != "PTKTDATA":
        state.open(about, "UACC is not given: RACF takes the class default, taken here as NONE")
    if "OWNER" not in operands and state.issuer is None:
        state.open(about, "OWNER is not given: the issuer, who is unknown, owns the profile")
    nothing = Audit(level="NONE", success_from="", failure_from="")
    day = state.estate.as_of
    return Profile(
        at=state.at, generic=generic, owner=state.issuer or "", uacc="NONE", warning=False,
        audit=Audit(level="FAIL", success_from="", failure_from="READ"), global_audit=nothing, appldata="", notify="",
        created=day, changed=day, referenced=None, seclevel="", seclabel="", acl=_creator(state, about),
    )  # fmt: skip


def _copied(state: State, command: Rdefine, name: str, about: str, *, generic: bool) -> Profile | None:
    """The new profile as RDEFINE FROM makes it: list and fields of the model, none of its segments.

    Source: Security Administrator's Guide, "Profile modeling". Whether OWNER is the model's or the issuer is told in
    two ways there, so it is unknown where the two differ.
    """
    operands, fclass = command.operands, command.operands.word("FCLASS") or command.class_name
    source = operands.word("FROM")
    if source is None or fclass not in state.stored or not counts(state, fclass, source):
        blur(state, command.class_name, name, "the profile that FROM and FCLASS name is not in the model")
        return None
    doubt = state.unsure(fclass, source)
    model = doubt or find(state, fclass, source, generic=True if "FGENERIC" in operands else None)
    if model is None:
        state.say(REFUSED, about, why=f"the profile {source} that FROM names is not defined to class {fclass}")
        return None
    if isinstance(model, str) or model.categories or model.members or (model.appldata and "APPLDATA" not in operands):
        why = (
            model if isinstance(model, str) else "whether its categories, members or APPLDATA are copied is not certain"
        )
        blur(state, command.class_name, name, f"FROM({source}): {why}")
        return None
    owner = operands.word("OWNER") or (state.issuer if state.issuer == model.owner else "") or ""
    if not owner:
        state.open(about, f"OWNER is not given: the owner is the issuer or {model.owner}, the owner of {source}")
    state.say(NOTE, about, why=f"access list and fields are copied from {fclass} {source}; its segments are not")
    return replace(
        model, at=state.at, generic=generic, owner=owner, acl=model.acl | _creator(state, about),
        created=state.estate.as_of, changed=state.estate.as_of, referenced=None, ssignon=None, started=None,
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
