"""ADDGROUP, ALTGROUP, DELGROUP, CONNECT and REMOVE.

Source: z/OS Security Server RACF Command Language Reference, topics of these names.
"""

from __future__ import annotations

from dataclasses import replace

from auditor.models.racf import Group, User
from auditor.racf.commands.effects.dates import revocation
from auditor.racf.commands.effects.state import State
from auditor.racf.commands.effects.users import connect_to, note_inherited, with_authority
from auditor.racf.commands.effects.weigh import weigh
from auditor.racf.commands.messages import REFUSED
from auditor.racf.commands.model import Addgroup, Altgroup, Connect, Delgroup, Named, Operands, Remove


def change_group(state: State, command: Named) -> None:
    """Apply one command to each of its groups, or to each user it connects or removes."""
    for name in command.names:
        joins = isinstance(command, Connect | Remove)
        about = f"user:{name}" if joins else f"group:{name}"
        if not weigh(state, command.verb, command.operands, about):
            continue
        if isinstance(command, Connect):
            _connect(state, command.operands, name, about)
        elif isinstance(command, Remove):
            _remove(state, command.operands, name, about)
        elif isinstance(command, Addgroup):
            _add(state, command.operands, name, about)
        elif isinstance(command, Altgroup):
            _alter(state, command.operands, name, about)
        elif isinstance(command, Delgroup):
            _delete(state, name, about)


def _named_group(state: State, operands: Operands, about: str) -> str | None:
    """GROUP, or the issuer's current group."""
    issuer = state.users.get(state.issuer or "")
    group = operands.word("GROUP") or (issuer.default_group if issuer else None)
    if group is None:
        state.block(about, "GROUP is not given, and the issuer's current group cannot be told")
    return group


def _connect(state: State, operands: Operands, name: str, about: str) -> None:
    group = _named_group(state, operands, about)
    if group is None:
        return
    user, held = state.user(name), state.group(group)
    if user is None or held is None:
        state.block(about, f"whether {name} and {group} exist cannot be told from the unload")
        return
    if not isinstance(user, User) or not isinstance(held, Group):
        missing = f"user {name}" if user is False else f"group {group}"
        state.say("ICH02003I", about, why=f"{missing} is not defined")
        return
    if not _owner(state, operands, about, "ICH02011I"):
        return
    if group not in user.connections:
        connect_to(state, name, group, operands.word("AUTHORITY") or "USE")
    else:
        with_authority(state, name, group, operands.word("AUTHORITY"))
    user = state.users[name]
    old = user.connections[group]
    if "REVOKE" in operands and operands.word("REVOKE") is None and old.revoked:
        state.say("ICH02013I", about)
    update = revocation(state, operands, (old.revoked, old.revoke_date, old.resume_date), "ICH02012I", about)
    if (special := operands.switch("SPECIAL")) is not None:
        update["special"] = special
    connections = user.connections | {group: replace(old, **update)}
    state.users[name] = replace(user, connections=connections)


def _owner(state: State, operands: Operands, about: str, message: str) -> bool:
    owner = operands.word("OWNER")
    defined = True if owner is None else state.exists(owner)
    if defined is None:
        state.block(about, f"whether the owner {owner} is defined cannot be told from the unload")
    elif not defined:
        state.say(message, about, who=owner or "", why=f"the owner {owner} is not defined")
    return bool(defined)


def _remove(state: State, operands: Operands, name: str, about: str) -> None:
    group = _named_group(state, operands, about)
    if group is None:
        return
    user = state.user(name)
    if user is None:
        state.block(about, f"whether {name} exists cannot be told from the unload")
    elif not isinstance(user, User) or group not in user.connections:
        state.say("ICH03002I", about, who=group)
    elif user.default_group == group:
        state.say(REFUSED, about, why=f"{group} is the user's default group, which REMOVE does not take away")
    else:
        kept = {one: entry for one, entry in user.connections.items() if one != group}
        state.users[name] = replace(user, connections=kept)
        if (held := state.groups.get(group)) is not None:
            members = {one: entry for one, entry in held.members.items() if one != name}
            state.groups[group] = replace(held, members=members)


def _add(state: State, operands: Operands, name: str, about: str) -> None:
    exists = state.exists(name)
    superior = operands.word("SUPGROUP")
    if exists:
        state.say(REFUSED, about, why="an ID of that name exists; the group is not added")
        return
    if exists is None:
        state.block(about, f"whether {name} exists cannot be told from the unload")
        return
    if superior is not None and not _superior(state, superior, about):
        return
    if not _owner(state, operands, about, REFUSED):
        return
    note_inherited(state, name, about)
    issuer = state.users.get(state.issuer or "")
    if superior is None and issuer is None:
        state.block(about, "SUPGROUP is not given, and the issuer's current group cannot be told")
        return
    if "OWNER" not in operands and state.issuer is None:
        state.open(about, "OWNER is not given: the issuer, who is unknown, owns the group")
    state.groups[name] = Group(
        at=state.at,
        owner=operands.word("OWNER") or state.issuer or "",
        superior=superior or (issuer.default_group if issuer else ""),
        universal="UNIVERSAL" in operands,
    )


def _superior(state: State, superior: str, about: str) -> bool:
    found = state.group(superior)
    if found is None:
        state.block(about, f"whether group {superior} exists cannot be told from the unload")
    elif found is False:
        state.say(REFUSED, about, why=f"the superior group {superior} is not defined")
    return bool(found)


def _alter(state: State, operands: Operands, name: str, about: str) -> None:
    held = state.group(name)
    if not isinstance(held, Group):
        if held is None:
            state.block(about, f"whether {name} exists cannot be told from the unload")
        else:
            state.say("ICH51003I", about)
        return
    superior = operands.word("SUPGROUP")
    if (superior is not None and not _superior(state, superior, about)) or not _owner(state, operands, about, REFUSED):
        return
    owner = operands.word("OWNER") or held.owner
    state.groups[name] = replace(held, owner=owner, superior=superior or held.superior)


def _delete(state: State, name: str, about: str) -> None:
    held = state.group(name)
    if not isinstance(held, Group):
        if held is None:
            state.block(about, f"whether {name} exists cannot be told from the unload")
        else:
            state.say("ICH51003I", about)
        return
    below = sorted(one for one, group in state.groups.items() if group.superior == name)
    connected = sorted(held.members) or sorted(one for one, user in state.users.items() if name in user.connections)
    if below or connected:
        what = f"members ({', '.join(connected[:5])})" if connected else f"subgroups ({', '.join(below[:5])})"
        state.say(REFUSED, about, why=f"the group is not deleted: it has {what}")
        return
    del state.groups[name]
    state.open(about, "whether subgroups or group data set profiles stop the deletion is not in the unload read")
