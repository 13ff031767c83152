"""ADDUSER, ALTUSER and DELUSER. Users count at once: RACLIST has no say in them.

Source: z/OS Security Server RACF Command Language Reference, "ADDUSER", "ALTUSER", "DELUSER"; Security Administrator's
Guide, "Defining protected user IDs". A deleted ID stays in access lists: RACF remove ID utility (IRRRID00).
"""

from __future__ import annotations

from dataclasses import replace

from auditor.models.racf import Connection, GroupMember, User
from auditor.racf.commands.effects.dates import revocation
from auditor.racf.commands.effects.state import State
from auditor.racf.commands.effects.user_fields import changes, containment
from auditor.racf.commands.effects.weigh import permitted, weigh
from auditor.racf.commands.messages import NOTE, REFUSED
from auditor.racf.commands.model import Adduser, Altuser, Deluser, Named, Operands


def change_user(state: State, command: Named) -> None:
    """Apply one command to each of its users."""
    for name in command.names:
        about = f"user:{name}"
        if not weigh(state, command.verb, command.operands, about):
            continue
        if command.operands.unstated():
            state.say(REFUSED, about, why="a password or phrase is masked in the script")
        elif isinstance(command, Adduser):
            _add(state, command.operands, name, about)
        elif isinstance(command, Altuser):
            _alter(state, permitted(state, command.verb, command.operands, about), name, about)
        elif isinstance(command, Deluser):
            _delete(state, name, about)


def leftovers(state: State, name: str) -> str:
    """Profiles in scope whose lists, owner or NOTIFY still name an ID."""
    found = [
        f"{class_name}/{profile}"
        for class_name, held in sorted(state.stored.items())
        for profile, one in sorted(held.items())
        if name in one.acl or name in (one.owner, one.notify) or any(name == entry.id for entry in one.conditional)
    ]
    return ", ".join(found[:5]) + (f" and {len(found) - 5} more" if len(found) > 5 else "")


def note_inherited(state: State, name: str, about: str) -> None:
    """A new ID takes over whatever an old one of that name left behind."""
    if left := leftovers(state, name):
        state.say(NOTE, about, why=f"{name} is already named in {left}: the new ID inherits that")


def _add(state: State, operands: Operands, name: str, about: str) -> None:
    exists = state.exists(name)
    group = operands.word("DFLTGRP") or _current_group(state)
    if exists:
        state.say("ICH01010I", about, why="an ID of that name exists")
        return
    if exists is None or group is None:
        what = f"whether {name} exists" if exists is None else "the issuer's current group, the default for DFLTGRP,"
        state.block(about, f"{what} cannot be told from the unload")
        return
    if not _group_there(state, group, about, "ICH01010I") or not _owner_there(state, operands, about, "ICH01010I"):
        return
    note_inherited(state, name, about)
    protected = not {"PASSWORD", "PHRASE", "OIDCARD"} & set(operands)
    if protected:
        state.say("ICH01024I", about)
    day = state.estate.as_of
    user = User(
        at=state.at, owner=operands.word("OWNER") or state.issuer or "", created=day, special=False, operations=False,
        auditor=False, roaudit=False, revoked=False, revoke_date=None, resume_date=None, protected=protected,
        restricted=False, default_group=group, last_access=None, days=(True,) * 7, start_time=None, end_time=None,
        seclevel="", seclabel="", failed_attempts=0, clauth=(), contained=False, never_contained=False,
    )  # fmt: skip
    if "OWNER" not in operands and state.issuer is None:
        state.open(about, "OWNER is not given: the issuer, who is unknown, owns the user")
    state.users[name] = replace(user, **changes(state, user, operands, about))
    connect_to(state, name, group, operands.word("AUTHORITY") or "USE")


def connect_to(state: State, user: str, group: str, authority: str) -> None:
    """A plain new connection, in the user and in the group."""
    new = Connection(
        at=state.at, revoked=False, revoke_date=None, resume_date=None, special=False, created=state.estate.as_of
    )
    old = state.users[user]
    state.users[user] = replace(old, connections=old.connections | {group: new})
    if (held := state.groups.get(group)) is not None:
        members = held.members | {user: GroupMember(authority=authority, at=state.at)}
        state.groups[group] = replace(held, members=members)


def with_authority(state: State, user: str, group: str, authority: str | None) -> None:
    """Give the connection that is there this authority; None leaves it as it is."""
    held = state.groups.get(group)
    if authority is None or held is None or user not in held.members:
        return
    members = held.members | {user: replace(held.members[user], authority=authority)}
    state.groups[group] = replace(held, members=members)


def _current_group(state: State) -> str | None:
    issuer = state.users.get(state.issuer or "")
    return issuer.default_group if issuer is not None else None


def _group_there(state: State, group: str, about: str, message: str) -> bool:
    found = state.group(group)
    if found is None:
        state.block(about, f"whether group {group} exists cannot be told from the unload")
    elif found is False:
        state.say(message, about, why=f"group {group} is not defined")
    return bool(found)


def _owner_there(state: State, operands: Operands, about: str, message: str) -> bool:
    owner = operands.word("OWNER")
    defined = True if owner is None else state.exists(owner)
    if defined is None:
        state.block(about, f"whether the owner {owner} is defined cannot be told from the unload")
    elif not defined:
        state.say(message, about, why=f"the owner {owner} is not defined", who=owner or "")
    return bool(defined)


def _alter(state: State, operands: Operands, name: str, about: str) -> None:
    user = state.user(name)
    if not isinstance(user, User):
        if user is None:
            state.block(about, f"whether {name} exists cannot be told from the unload")
        else:
            state.say("ICH21009I", about)
        return
    if not _owner_there(state, operands, about, REFUSED):
        return
    default = operands.word("DFLTGRP")
    if default is not None and default not in user.connections:
        state.say(REFUSED, about, why=f"the user is not connected to {default}, so it cannot be the default group")
        return
    group = operands.word("GROUP") or default or user.default_group
    if group not in user.connections and {"GROUP", "AUTHORITY"} & set(operands):
        state.say(REFUSED, about, why=f"the user is not connected to {group}")
        return
    held = containment(state, user, operands, about)
    if held is None:
        return
    update = changes(state, user, operands, about)
    if default is not None:
        update["default_group"] = default
    with_authority(state, name, group, operands.word("AUTHORITY"))
    update |= revocation(state, operands, (user.revoked, user.revoke_date, user.resume_date), "ICH21019I", about)
    if operands.switch("RESUME") and "RESUME" in operands and not operands.word("RESUME"):
        update["failed_attempts"] = 0
    state.users[name] = replace(user, **(update | held))


def _delete(state: State, name: str, about: str) -> None:
    user = state.user(name)
    if not isinstance(user, User):
        if user is None:
            state.block(about, f"whether {name} exists cannot be told from the unload")
        else:
            state.say("ICH04006I", about, why="it is not defined")
        return
    del state.users[name]
    for group, held in list(state.groups.items()):
        if name in held.members:
            members = {one: entry for one, entry in held.members.items() if one != name}
            state.groups[group] = replace(held, members=members)
    if left := leftovers(state, name):
        state.say(NOTE, about, why=f"{left} still name {name}; a new ID of that name would inherit it")
    state.open(
        about, "whether data set profiles or associations of the user stop the deletion is not in the unload read"
    )
