"""Access lists: the level a user has in a profile's standard list, and what its conditional list could add."""

from __future__ import annotations

from dataclasses import dataclass

from auditor.models.place import At
from auditor.models.racf import Profile, User
from auditor.racf import assumptions
from auditor.racf.answer import Reason, places
from auditor.racf.system import System
from auditor.racf.users import active_groups

LEVELS = ("NONE", "EXECUTE", "READ", "UPDATE", "CONTROL", "ALTER")
_RANK = {level: number for number, level in enumerate(LEVELS)}
ANYONE = "*"


@dataclass(frozen=True, slots=True)
class Found:
    """A level, and what gave it: "user", "group GRPB", "ID(*)", "UACC", "restricted"."""

    level: str
    by: str
    at: At | None
    assumptions: tuple[str, ...] = ()


def satisfies(level: str, want: str) -> bool | None:
    """Whether `level` is at least `want`; None when the level is no level."""
    return None if level not in _RANK else _RANK[level] >= _RANK[want]


@dataclass(frozen=True, slots=True)
class Named:
    """A profile under its name."""

    class_name: str
    name: str
    fields: Profile

    def __str__(self) -> str:
        return f"{self.class_name} profile {self.name}"


def levels(system: System, profile: Named, user_id: str) -> tuple[Found, ...] | Reason:
    """The level of the standard list. Two when it depends on GRPLIST and that is unknown; a reason when unknown.

    The user's own entry is final; else the highest of the groups that count is, even when it is NONE; else ID(*) for
    a defined user, else UACC. A RESTRICTED user gets neither of the last two.
    """
    own = profile.fields.acl.get(user_id)
    if own is not None:
        return (Found(own.access, "user", own.at),)
    found = system.user(user_id)
    lost = (
        found.unknown
        or system.lost(("0505",), profile.class_name, lambda one: one == profile.name)
        or system.lost_user(("0205",), user_id)
    )
    if lost is not None:
        return lost
    if found.user is None:
        return (Found(profile.fields.uacc, "UACC", profile.fields.at),)
    groups = _group_worlds(system, found.user)
    return tuple(dict.fromkeys(_of_groups(profile.fields, found.user, names) for names in groups))


def _group_worlds(system: System, user: User) -> list[tuple[str, ...]]:
    """The groups that count: all active connections with GRPLIST, only the default group without it."""
    every = active_groups(user, system.day)
    current = tuple(group for group in every if group == user.default_group)
    worlds = {True: [every], False: [current], None: [every, current]}
    return worlds[system.estate.options.grplist.value]


def _of_groups(profile: Profile, user: User, groups: tuple[str, ...]) -> Found:
    listed = [(group, profile.acl[group]) for group in groups if group in profile.acl]
    if listed:
        if any(entry.access not in _RANK for _, entry in listed):
            return Found("unknown", "group", profile.at)
        group, entry = max(listed, key=lambda item: _RANK[item[1].access])
        return Found(entry.access, f"group {group}", entry.at)
    if user.restricted:
        return Found("NONE", "restricted", user.at)
    anyone = profile.acl.get(ANYONE)
    if anyone is None:
        return Found(profile.uacc, "UACC", profile.at)
    differs = profile.uacc != anyone.access
    return Found(anyone.access, "ID(*)", anyone.at, (assumptions.ID_STAR_BEFORE_UACC,) if differs else ())


def conditional_entry(system: System, profile: Named, user_id: str, want: str) -> Reason | None:
    """An entry of the conditional list that could give what the standard list does not, or why there may be one."""
    user = system.user(user_id).user
    ids = {user_id, *(active_groups(user, system.day) if user is not None else ())}
    if user is not None and not user.restricted:
        ids.add(ANYONE)
    for entry in profile.fields.conditional:
        if entry.id in ids and satisfies(entry.access, want) is not False:
            text = f"{profile} permits {entry.id} only under a condition ({entry.kind} {entry.name})"
            return Reason(text.replace(" )", ")"), places(entry.at, profile.fields.at))
    return system.lost(("0507",), profile.class_name, lambda one: one == profile.name)
