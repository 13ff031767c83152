"""PERMIT: the access lists of one profile.

Source: z/OS Security Server RACF Command Language Reference, "PERMIT". Without CLASS the class is DATASET, without
ACCESS the level is READ; RESET clears before anything is added.
"""

from __future__ import annotations

from dataclasses import replace

from auditor.models.racf import ConditionalPermit, Profile
from auditor.models.racf import Permit as Entry
from auditor.racf.commands.effects.profiles import find
from auditor.racf.commands.effects.state import State
from auditor.racf.commands.effects.weigh import counts, matters, weigh
from auditor.racf.commands.messages import NOTE
from auditor.racf.commands.model import Group, Permit, Text

_PORTS = ("APPCPORT", "CONSOLE", "JESINPUT", "SERVAUTH", "TERMINAL")
_NOT_ALONE = frozenset({"FROM", "FCLASS", "FGENERIC", "FVOLUME", "VOLUME"})
"""What is not carried out of these decides what the rest of the command does."""
_PROGRAM_CLASSES = frozenset({"DATASET", "SERVAUTH"})


def permit(state: State, command: Permit) -> None:
    """Apply one PERMIT to the stored layer."""
    class_name, name = command.class_name, command.profile
    about = f"profile:{class_name}/{name}"
    profile = _profile(state, command, about)
    if profile is None or not _conditions_hold(state, command, about):
        return
    before = state.touched.get((class_name, name))
    own = (class_name, name) in state.own
    acl = profile.acl if own else dict(profile.acl)
    conditional = list(profile.conditional)
    did = _reset(state, command, acl, conditional, about)
    did = _entries(state, command, acl, conditional, about) or did
    if not did:
        return
    if own and before is not None and tuple(conditional) == profile.conditional:
        state.put(class_name, name, profile)
    else:
        state.put(class_name, name, replace(profile, acl=acl, conditional=tuple(conditional)))
        state.own.add((class_name, name))
    if state.raclisted(class_name):
        state.say("ICH06011I", about, who=class_name)


def _profile(state: State, command: Permit, about: str) -> Profile | None:
    """The profile it means, or None when the command has no effect (and why is said)."""
    class_name, name, operands = command.class_name, command.profile, command.operands
    if class_name == "DATASET":
        _data_set(state, command, about)
        return None
    if not counts(state, class_name, name):
        return None
    if not weigh(state, command.verb, operands, about) or _NOT_ALONE & set(operands):
        state.blurred[class_name, name] = state.line
        return None
    if not state.knows_profiles():
        state.block(about, "no unload tells which profiles are defined")
    elif (unsure := state.unsure(class_name, name)) is not None:
        state.block(about, unsure)
    elif "GENERIC" in operands and state.generic_commands(class_name) is False:
        state.say("ICH06010I", about, who=class_name)
    else:
        profile = find(state, class_name, name, generic=True if "GENERIC" in operands else None)
        if isinstance(profile, Profile):
            return profile
        if profile is not None:
            state.block(about, profile)
            return None
        held = state.stored[class_name].get(name)
        why = (
            "" if held is None else " as a generic profile" if not held.generic else " as a discrete: name GENERIC too"
        )
        state.say("ICH06004I", about, why=why)
    return None


def _data_set(state: State, command: Permit, about: str) -> None:
    """Without CLASS RACF looks for a data set profile, which this model does not hold."""
    meant = sorted(name for name, held in state.stored.items() if command.profile in held)
    if "CLASS" not in command.operands and meant:
        named = " and ".join(meant)
        state.say("ICH06004I", about, why=f" (CLASS is missing: RACF takes DATASET; the name is a profile of {named})")
    elif matters(state, command.profile):
        state.block(about, "lists of data set profiles are not modelled, and keys rest on this one (PT-C10, PT-C12)")
    else:
        state.outside(about, "data set profiles")


def _conditions_hold(state: State, command: Permit, about: str) -> bool:
    for kind in command.operands.inside("WHEN"):
        if kind == "PROGRAM" and command.class_name not in _PROGRAM_CLASSES:
            state.say("ICH06020I", about, who=command.class_name)
            return False
        if kind == "SYSID" and command.class_name != "PROGRAM":
            state.say("ICH06021I", about, who=command.class_name)
            return False
        if kind in _PORTS and state.options_of(kind).active.value is False:
            state.say(NOTE, about, why=f"the condition is not checked while class {kind} is inactive")
    return True


def _reset(
    state: State, command: Permit, acl: dict[str, Entry], conditional: list[ConditionalPermit], about: str
) -> bool:
    operands = command.operands
    if "RESET" not in operands:
        return False
    if "DELETE" in operands:
        state.say("ICH06009I", about)
        return False
    which = operands.word("RESET") or "ALL"
    had = bool((acl and which != "WHEN") or (conditional and which != "STANDARD"))
    if which in ("ALL", "STANDARD"):
        acl.clear()
    if which in ("ALL", "WHEN"):
        conditional.clear()
    return had


def _entries(
    state: State, command: Permit, acl: dict[str, Entry], conditional: list[ConditionalPermit], about: str
) -> bool:
    """Add, change or delete the entries; True when a list changed."""
    operands, did = command.operands, False
    level = operands.word("ACCESS") or "READ"
    for who in operands.words("ID"):
        entry = f"{about}/id:{who}"
        if "DELETE" in operands:
            did = _drop(state, who, command, (acl, conditional), entry) or did
            continue
        defined = True if who == "*" else state.exists(who)
        if defined is None:
            state.block(entry, f"whether {who} is defined cannot be told from the unload")
        elif not defined:
            state.say("ICH06007I", entry, who=who)
        elif "WHEN" in operands:
            did = _add_conditional(state, who, level, command, conditional) or did
        elif who in acl and acl[who].access == level:
            state.say("ICH06001I", entry, who=who)
        else:
            acl[who] = Entry(access=level, at=state.at)
            did = True
    return did


def _conditions(command: Permit) -> list[tuple[str, str]]:
    """(kind, name) of every condition; CRITERIA(name(value)) as name=value."""
    rows: list[tuple[str, str]] = []
    for kind in command.operands.inside("WHEN"):
        for item in command.operands.inside("WHEN").items(kind):
            if isinstance(item, Text):
                rows.append((kind, item.value))
            elif isinstance(item, Group):
                values = " ".join(one.value for one in item.items or () if isinstance(one, Text))
                rows.append((kind, f"{item.name}={values}"))
    return rows


def _drop(
    state: State, who: str, command: Permit, lists: tuple[dict[str, Entry], list[ConditionalPermit]], entry: str
) -> bool:
    acl, conditional = lists
    if "WHEN" not in command.operands:
        if acl.pop(who, None) is not None:
            return True
    else:
        wanted = set(_conditions(command))
        kept = [one for one in conditional if one.id != who or (one.kind, one.name) not in wanted]
        if len(kept) != len(conditional):
            conditional[:] = kept
            return True
    state.say("ICH06002I", entry, who=who)
    return False


def _add_conditional(state: State, who: str, level: str, command: Permit, conditional: list[ConditionalPermit]) -> bool:
    for kind, name in _conditions(command):
        conditional[:] = [one for one in conditional if (one.id, one.kind, one.name) != (who, kind, name)]
        conditional.append(ConditionalPermit(id=who, access=level, kind=kind, name=name, at=state.at))
    return True
