"""Where the stored and the active layer differ when the script ends, and why (PT-D03).

Source: z/OS Security Server RACF Security Administrator's Guide, "Refreshing profiles for SETROPTS RACLIST processing".
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from auditor.models.estate import Owed
from auditor.models.place import At
from auditor.models.racf import Profile
from auditor.racf.commands.effects.state import State

_NOWHERE: Final = At(0, 0)


def owed(state: State) -> tuple[Owed, ...]:
    """One entry for each profile whose stored state checks do not use yet."""
    rows: list[Owed] = []
    for class_name in sorted(state.stored):
        stored, active = state.stored[class_name], state.active.get(class_name, {})
        for name in sorted(stored.keys() | active.keys()):
            if not _same(stored.get(name), active.get(name)):
                step, line = state.touched.get((class_name, name), (0, 0))
                at = At(state.source, line) if line else None
                rows.append(Owed(**{"class": class_name}, profile=name, why=_why(state, class_name, step, line), at=at))
    return tuple(rows)


def _same(one: Profile | None, other: Profile | None) -> bool:
    if one is other:
        return True
    if one is None or other is None:
        return False
    return _facts(one) == _facts(other)


def _facts(profile: Profile) -> object:
    """What checks can see: neither places nor the day of the change."""
    plain = replace(profile, at=_NOWHERE, changed=None, acl={}, conditional=(), members=(), ssignon=None, started=None)
    lists = (
        {name: entry.access for name, entry in profile.acl.items()},
        [(one.id, one.access, one.kind, one.name) for one in profile.conditional],
        [(one.name, one.access) for one in profile.members],
    )
    segments = [one and replace(one, at=_NOWHERE) for one in (profile.ssignon, profile.started)]
    return plain, lists, segments


def _why(state: State, class_name: str, step: int, line: int) -> str:
    later = [(number, kind, name) for at, number, kind, name in state.refreshes if at > step]
    if state.raclisted(class_name) is False:
        return (
            f"{class_name} is not RACLISTed: users logged on keep generic profiles until GENERIC({class_name}) REFRESH"
        )
    for number, kind, name in later:
        if kind == "raclist" and name == class_name:
            return f"line {number} has RACLIST({class_name}) without REFRESH, which loads nothing again"
        if kind == "generic" and name == class_name:
            return f"line {number} refreshes generic profiles, but {class_name} is RACLISTed: it needs RACLIST REFRESH"
    for number, kind, name in later:
        if kind == "refresh" and name != class_name:
            return f"line {number} refreshes {name}, not {class_name}"
    early = [
        number for at, number, kind, name in state.refreshes if at < step and (kind, name) == ("refresh", class_name)
    ]
    if early:
        return f"line {early[-1]} refreshes {class_name} before the change on line {line}"
    if not line:
        return f"{class_name} was not refreshed before the script began"
    return f"no SETROPTS RACLIST({class_name}) REFRESH follows line {line}"
