"""The estate that a set-up starts from: where RACF was not exported it is assumed empty, and that is said."""

from __future__ import annotations

from auditor.models.estate import Estate, Evidence, UnloadLevel
from auditor.models.place import At, Fact
from auditor.models.racf import ClassOptions, Connection, Group, GroupMember, User

OWN = ("PTKTDATA", "PTKTVAL", "APPL")
"""The classes that the procedure switches on, with the one that shares its options."""
_GROUP = "ASSUMED"
"""The group that assumed users are in; no command names it."""


def assumed(estate: Estate) -> tuple[Estate, tuple[str, ...]]:
    """Return the estate with what was not offered assumed to be empty or off, and a sentence for each assumption.

    A profile that is there all the same is found by RACF: RDEFINE is refused then and changes nothing. Users cannot be
    assumed away: they are taken to exist, and whether they may log on stays unknown.
    """
    told: list[str] = []
    if not estate.evidence.unload.offered:
        told.append(
            "No IRRDBU00 unload was offered: RACF is assumed to hold no profile of the classes APPL, PTKTDATA and"
            " CSFKEYS, and every declared user is assumed to exist and to be able to log on."
        )
        estate = _without_profiles(estate)
    if not estate.evidence.setropts.offered:
        told.append(
            "No SETROPTS LIST was offered: the classes PTKTDATA and APPL are assumed not to be active, and INACTIVE to"
            " revoke nobody."
        )
        estate = _switched_off(estate)
    return estate, tuple(told)


def _without_profiles(estate: Estate) -> Estate:
    evidence = estate.evidence.model_copy(update={"unload": Evidence(offered=True)})
    at = At(0, 1)
    day = estate.as_of
    names = {user for client in estate.clients for user in (*client.users, client.requester) if user}
    owners = estate.site.security_owners or ()
    users = {name: _user(at, day) for name in sorted(names - {*owners})}
    members = {name: GroupMember(authority="USE", at=at) for name in users}
    groups = {name: _group(at, {}) for name in owners} | {_GROUP: _group(at, members)}
    level = UnloadLevel(resources=True, groups=True, users=True, ssignon="enhanced", user_count=len(users))
    changes = {"evidence": evidence, "unload": level, "users": users, "groups": groups}
    return estate.model_copy(update=changes)


def _user(at: At, day: str) -> User:
    connection = Connection(at=at, revoked=False, revoke_date=None, resume_date=None, special=False, created=day)
    return User(
        at=at, owner=_GROUP, created=day, special=False, operations=False, auditor=False, roaudit=False, revoked=False,
        revoke_date=None, resume_date=None, protected=False, restricted=False, default_group=_GROUP, last_access=day,
        days=None, start_time=None, end_time=None, seclevel="", seclabel="", failed_attempts=None,
        connections={_GROUP: connection}, clauth=(), contained=False,
    )  # fmt: skip


def _group(at: At, members: dict[str, GroupMember]) -> Group:
    return Group(at=at, owner=_GROUP, superior="", universal=False, members=members)


def _switched_off(estate: Estate) -> Estate:
    """Switch the own classes off; whether generics are in use stays unknown where a generic profile could tell."""
    classes = dict(estate.classes)
    for name in OWN:
        known = classes.get(name, ClassOptions())
        changes = {part: Fact[bool](value=False, origin="stated") for part in ("active", "raclisted")}
        changes["raclisted_by_application"] = Fact[bool](value=False, origin="stated")
        if not any(profile.generic for profile in estate.profiles.get(name, {}).values()):
            changes["generic"] = Fact[bool](value=False, origin="stated")
        classes[name] = known.model_copy(update=changes)
    evidence = estate.evidence.model_copy(update={"setropts": Evidence(offered=True)})
    off = {part: Fact[bool](value=False, origin="stated") for part in ("inactive",)}
    options = estate.options.model_copy(update=off if not estate.options.inactive.given else {})
    return estate.model_copy(update={"classes": classes, "evidence": evidence, "options": options})
