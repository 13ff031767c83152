"""RDEFINE, RALTER and RDELETE: general resource profiles in the stored layer.

Source: z/OS Security Server RACF Command Language Reference, "RDEFINE", "RALTER", "RDELETE".
"""

from __future__ import annotations

from dataclasses import replace

from auditor.racf.commands.effects.defining import define
from auditor.racf.commands.effects.fields import changed
from auditor.racf.commands.effects.profiles import find, owing, owner_exists
from auditor.racf.commands.effects.state import State
from auditor.racf.commands.effects.weigh import asked_for, counts, permitted, weigh
from auditor.racf.commands.messages import REFUSED
from auditor.racf.commands.model import Operands, Ralter, Rdefine, Rdelete, Resource

_BY_CLASS = {"STDATA": "STARTED", "NOSTDATA": "STARTED"}
"""Segments that are modelled for one class."""


def change_resource(state: State, command: Resource) -> None:
    """Apply one command to each of its profiles."""
    class_name = command.class_name
    if not _in_reach(state, command):
        return
    for name in command.profiles:
        about = f"profile:{class_name}/{name}"
        if not asked_for(state, class_name, name):
            state.outside(about, "it covers no resource that policies ask for")
        elif (unsure := state.unsure(class_name, name)) is not None:
            state.block(about, unsure)
        elif not weigh(state, command.verb, _generally(command), about):
            state.blurred[class_name, name] = state.line
        elif isinstance(command, Rdefine):
            define(state, command, name, about)
        elif isinstance(command, Ralter):
            allowed = permitted(state, command.verb, command.operands, about)
            _alter(state, replace(command, operands=allowed), name, about)
        elif isinstance(command, Rdelete):
            _delete(state, command, name, about)


def _generally(command: Resource) -> Operands:
    """The operands without segments that are modelled for this class."""
    modelled = {operand for operand, class_name in _BY_CLASS.items() if class_name == command.class_name}
    return Operands(tuple((name, items) for name, items in command.operands.given if name not in modelled))


def _in_reach(state: State, command: Resource) -> bool:
    about = f"class:{command.class_name}"
    if not counts(state, command.class_name, *command.profiles):
        return False
    if command.operands.unstated():
        state.say(REFUSED, about, why="the key is masked in the script; RACF takes 16 hexadecimal digits")
    elif not state.knows_profiles():
        state.block(about, "no unload tells which profiles are defined")
    else:
        return True
    return False


def _alter(state: State, command: Ralter, name: str, about: str) -> None:
    class_name = command.class_name
    profile = find(state, class_name, name)
    if isinstance(profile, str):
        state.block(about, profile)
        return
    if profile is None:
        state.say("ICH11102I", about, why=_other_kind(state, class_name, name))
        return
    if not owner_exists(state, command.operands, about):
        return
    after = changed(state, profile, class_name, command.operands, about)
    if after is not None and after != profile:
        state.put(class_name, name, replace(after, changed=state.estate.as_of))
        owing(state, class_name, "ICH11009I", about)


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
        state.block(about, profile)
    elif profile is not None:
        state.put(class_name, name, None)
        state.own.discard((class_name, name))
        owing(state, class_name, "ICH12002I", about)
    elif generic is not False and (held := state.stored[class_name].get(name)) is not None and not held.generic:
        state.say("ICH12306I", about)
    else:
        state.say("ICH12102I", about, why=_other_kind(state, class_name, name))
