"""What a change gives that no verdict tells: who may use an application, administer a group, be a started task.

A policy judges one state; that a state which is sound gives more than the one before is seen here, and only listed.
Source: RACF Security Administrator's Guide, "Authorizing access to RACF-protected resources", "Group authorities",
"Assigning RACF user IDs to started procedures"; RACF Command Language Reference, "CONNECT", "ALTGROUP".
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.gate.reasons import Reasons, Sentence
from auditor.models.estate import Estate
from auditor.models.imsconnect import effective_application
from auditor.models.racf import Profile, User
from auditor.racf import access
from auditor.racf.lists import ANYONE, satisfies
from auditor.racf.patterns import matches
from auditor.racf.question import Question
from auditor.racf.system import System
from auditor.racf.users import user_revoked

_CLASS = "APPL"
_NOBODY = "?"
"""An ID that no system has: it gets what everyone gets."""
_USE = (None, "", "NONE", "USE")
"""Group authorities that give nothing over the group; None: not told."""


def widened_reasons(before: Estate, after: Estate) -> Reasons:
    """Return what the active layer `after` gives that `before` did not, each by its name."""
    reasons = Reasons()
    if before is after:
        return reasons
    reasons.fold(list(_applications(before, after)), "users who may now use an application")
    reasons.fold(list(_inherited(before, after)), "IDs that inherit entries")
    reasons.fold(list(_groups(before, after)), "changes of who administers a group")
    reasons.fold(list(_tasks(before, after)), "started tasks with another identity")
    reasons.fold(list(_keys(before, after)), "keys that several profiles share")
    return reasons


# -- applications ------------------------------------------------------------------------------------------------------


def _applications(before: Estate, after: Estate) -> Iterator[str]:
    old, new = System(before), System(after)
    yield from _open_profiles(before, after)
    users = _touched_users(before, after)
    whole = not _same_class(before, after)
    for application in sorted(_in_scope(after)):
        asked = users | _named(before, after) if whole else users
        if whole and _opens(old, new, application, _NOBODY):
            yield f"this changes who may use APPL {application}: users whom no entry names may now enter"
        for user in sorted(asked & after.users.keys()):
            if _opens(old, new, application, user):
                yield f"this changes who may use APPL {application}: {user} may now enter"


def _open_profiles(before: Estate, after: Estate) -> Iterator[str]:
    """APPL profiles that let everyone enter now, whichever decides today: they decide when a more specific one goes."""
    old, scope = before.profiles.get(_CLASS, {}), sorted(_in_scope(after))
    for name, profile in sorted(after.profiles.get(_CLASS, {}).items()):
        covered = [one for one in scope if one == name or (profile.generic and matches(name, one))]
        if covered and _open(profile) and not (name in old and _open(old[name])):
            yield f"this changes who may use APPL {', '.join(covered)}: {name} lets everyone enter where it decides"


def _open(profile: Profile) -> bool:
    everyone = profile.acl.get(ANYONE)
    levels = (profile.uacc, everyone.access if everyone is not None else "NONE")
    return profile.warning or any(satisfies(level, "READ") is not False for level in levels)


def _in_scope(estate: Estate) -> set[str]:
    """Application names of endpoints that serve DRDA clients, as far as they can be told."""
    names = {effective_application(one).name for one in estate.endpoints if one.odaccess.value is not False}
    return {name for name in names if name}


def _same_class(before: Estate, after: Estate) -> bool:
    """Whether class APPL and the option that counts groups are as they were."""
    return (
        before.profiles.get(_CLASS) == after.profiles.get(_CLASS)
        and before.classes.get(_CLASS) == after.classes.get(_CLASS)
        and before.options.grplist.value == after.options.grplist.value
    )


def _touched_users(before: Estate, after: Estate) -> set[str]:
    """Users that the change defines, or that it gives other connections, dates or attributes."""
    return {name for name, user in after.users.items() if before.users.get(name) is not user}


def _named(before: Estate, after: Estate) -> set[str]:
    """Users whom a changed APPL profile names, themselves or by a group, before or after."""
    old, new = before.profiles.get(_CLASS, {}), after.profiles.get(_CLASS, {})
    changed = [
        one
        for name in old.keys() | new.keys()
        if old.get(name) != new.get(name)
        for one in (old.get(name), new.get(name))
    ]
    ids = {one for profile in changed if profile is not None for one in _ids(profile)}
    members = {user for one in ids if one in after.groups for user in after.groups[one].members}
    return ids | members


def _ids(profile: Profile) -> set[str]:
    return {*profile.acl, *(row.id for row in profile.conditional)} - {ANYONE}


def _opens(old: System, new: System, application: str, user: str) -> bool:
    """Whether the user may enter now, for all that is known, and certainly could not before."""
    return _shut(old, application, user) and not _shut(new, application, user)


def _shut(system: System, application: str, user: str) -> bool:
    """Whether the user certainly cannot enter: undefined, revoked, PROTECTED, or denied by class APPL."""
    if user != _NOBODY:
        entry = system.estate.users.get(user)
        if entry is None or entry.protected or user_revoked(entry, system.day):
            return True
    question = Question(_CLASS, application, user, "READ", unprotected="allowed")
    return access.decide(system, question).outcome == "denied"


def _inherited(before: Estate, after: Estate) -> Iterator[str]:
    """IDs that the change defines and that stand on lists already: what was left over is theirs now."""
    known = before.users.keys() | before.groups.keys()
    new = (after.users.keys() | after.groups.keys()) - known
    rows: dict[str, list[str]] = {}
    for class_name in (_CLASS, "PTKTDATA") if new else ():
        for name, profile in before.profiles.get(class_name, {}).items():
            for one in _ids(profile) & new:
                rows.setdefault(one, []).append(f"{class_name}/{name}")
    for one, names in sorted(rows.items()):
        yield f"{one} is defined now and inherits its entries in {', '.join(sorted(names)[:5])} ({len(names)} profiles)"


# -- groups and started tasks ------------------------------------------------------------------------------------------


def _groups(before: Estate, after: Estate) -> Iterator[Sentence]:
    for name, group in after.groups.items():
        old = before.groups.get(name)
        if old is group:
            continue
        if old is not None and old.owner != group.owner:
            text = f"group {name} is owned by {group.owner} now (before: {old.owner}), who administers it"
            yield Sentence(text, ((f"group {name}", "owner"),))
        if old is not None and old.superior != group.superior:
            text = f"group {name} is below {group.superior} now (before: {old.superior}), which administers it"
            yield Sentence(text, ((f"group {name}", "superior"),))
        for user, member in group.members.items():
            had = old.members.get(user) if old is not None else None
            held = None if had is None else had.authority
            if member.authority not in _USE and member.authority != held:
                text = f"{user} has {member.authority} in group {name} now: it may connect users to it"
                yield Sentence(text, ((f"group {name}", "members"), (f"user {user}", "connections")))
    for user_id, entry in after.users.items():
        yield from _special(user_id, before.users.get(user_id), entry)


def _special(name: str, old: User | None, user: User) -> Iterator[Sentence]:
    if old is user:
        return
    for group, connection in user.connections.items():
        had = old is not None and group in old.connections and old.connections[group].special
        if connection.special and not had:
            about = ((f"user {name}", "connections"), (f"group {group}", "members"))
            yield Sentence(f"{name} is group-SPECIAL in {group} now", about)
    if old is not None and old.owner != user.owner:
        text = f"user {name} is owned by {user.owner} now (before: {old.owner}), who may change it"
        yield Sentence(text, ((f"user {name}", "owner"),))


def _tasks(before: Estate, after: Estate) -> Iterator[str | Sentence]:
    old, new = before.profiles.get("STARTED", {}), after.profiles.get("STARTED", {})
    for name, profile in sorted(new.items()):
        task, was = profile.started, old[name].started if name in old else None
        if task is None or (was is not None and (was.user, was.group) == (task.user, task.group)):
            continue
        before_ = f" (before: {was.user or 'no user'})" if was is not None else ""
        text = f"started tasks of STARTED {name} run as {task.user or 'no user'} now{before_}"
        yield Sentence(text, ((f"profile STARTED/{name}", "started"),))
    for name in sorted(old.keys() - new.keys()):
        yield f"started tasks of STARTED {name} run as another profile says, which is gone"


# -- keys ------------------------------------------------------------------------------------------------------------


def _keys(before: Estate, after: Estate) -> Iterator[str]:
    """Key profiles that name one label: whoever holds the key of one makes tickets for the applications of all."""
    old = _by_label(before)
    for label, names in sorted(_by_label(after).items()):
        if len(names) > 1 and names - old.get(label, set()):
            yield f"PTKTDATA {' and '.join(sorted(names))} share one key now (label {label})"


def _by_label(estate: Estate) -> dict[str, set[str]]:
    """Key profiles by the ICSF label of either key."""
    found: dict[str, set[str]] = {}
    for name, profile in estate.profiles.get("PTKTDATA", {}).items():
        segment = profile.ssignon
        if segment is None or profile.generic:
            continue
        for label in segment.labels:
            found.setdefault(label, set()).add(name)
    return found
