"""Who is shut out by a line: counted before it runs, because nobody learns it afterwards without a call at night."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.models.estate import Estate
from auditor.models.racf import Profile
from auditor.racf.lists import satisfies
from auditor.racf.profiles import Candidate

_SHOWN = 10


def activated(estate: Estate, class_name: str) -> tuple[str, ...]:
    """Say what begins to be refused when a class is activated. Of PTKTDATA nothing is: no ticket works without it."""
    if class_name != "APPL":
        return ()
    profiles = estate.profiles.get(class_name, {})
    closed = sorted(name for name, profile in profiles.items() if not _open(profile))
    does = "begin to shut out everybody who is not on their lists, at every application that names itself to RACF"
    counted = f"{len(closed)} of the {len(profiles)} APPL profiles there are today"
    return (f"{counted} {does}: {_named(closed)}. Check their lists first.",)


def unprotected(estate: Estate, class_name: str, name: str, permitted: Sequence[str]) -> tuple[str, ...]:
    """Say whom a first profile for a resource shuts out: everybody else, where nobody was asked."""
    if class_name != "APPL":
        return ()
    who = f"Everybody but the {len(permitted)} declared users"
    return (f"{who} is shut out of {name} once it is in effect.{_undeclared(estate, name)}",)


def replaced(estate: Estate, by: Candidate, name: str, permitted: Sequence[str]) -> tuple[str, ...]:
    """Say who has access today through a generic profile and is on the list of the new one no more."""
    if by.profile is None:
        return ()
    people = _let_in(estate, by.profile) - set(permitted)
    told = f"{by.name} decides about {name} today, and the new profile takes its place for this name."
    if _open(by.profile):
        return (f"{told} {by.name} lets everybody in: everybody but {len(permitted)} declared ones is shut out.",)
    return (f"{told} {len(people)} others whom {by.name} lets in are shut out: {_named(sorted(people))}.",)


def _let_in(estate: Estate, profile: Profile) -> set[str]:
    found: set[str] = set()
    for one, entry in profile.acl.items():
        if satisfies(entry.access, "READ"):
            group = estate.groups.get(one)
            found |= set(group.members) if group is not None else {one}
    return found


def _undeclared(estate: Estate, name: str) -> str:
    """Name who else uses the application: drafts, and data stores of IMS TM under the same name."""
    drafts = sorted(
        {
            client.id
            for client in estate.clients
            if client.status == "draft" and (client.application or "").upper() == name
        }
    )
    stores = sorted(
        f"{store.id} of {endpoint.name}"
        for endpoint in estate.endpoints
        for store in endpoint.datastores
        if store.application.value == name
    )
    told = f" Draft clients are not counted in: {', '.join(drafts)}." if drafts else ""
    return told + (f" IMS TM clients use the same name: DATASTORE {', '.join(stores)}." if stores else "")


def _open(profile: Profile) -> bool:
    everybody = profile.acl.get("*")
    listed = everybody is not None and satisfies(everybody.access, "READ")
    return bool(profile.warning or satisfies(profile.uacc, "READ") or listed)


def _named(names: Sequence[str]) -> str:
    if not names:
        return "none"
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more
