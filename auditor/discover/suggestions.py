"""What RACF says about possible clients, as comments of a draft: who may ask for tickets, who may enter.

A permit makes no client: it says what somebody may do, and PT-B15 asks of every permit which client needs it. Nothing
here becomes an entry until a person takes it in. Source: RACF Callable Services, "R_ticketserv", "R_GenSec" (UPDATE
on IRRPTAUTH.application.target); RACF Security Administrator's Guide, "Authorizing access to RACF-protected
applications".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from auditor.models.estate import Estate
from auditor.models.imsconnect import effective_application
from auditor.models.place import At

_AUTHORITY: Final = "IRRPTAUTH."
_MAKES: Final = ("UPDATE", "CONTROL", "ALTER")
_ENTERS: Final = ("READ", *_MAKES)
_MOST: Final = 100
"""Suggestions of a kind; more are counted."""
_GENERIC: Final = frozenset("*%&")


def suggestions(estate: Estate) -> Iterator[str]:
    """Yield the lines of the comment; none where no unload was read."""
    yield from _limited(_requesters(estate), "Who may ask RACF for tickets. A permit alone makes no client:", "holders")
    yield from _limited(_entrants(estate), "Who may enter an application (class APPL):", "entries")


def _limited(rows: Iterable[list[str]], heading: str, what: str) -> Iterator[str]:
    every = list(rows)
    if every:
        yield ""
        yield heading
    for row in every[:_MOST]:
        yield from row
    if len(every) > _MOST:
        yield f"... and {len(every) - _MOST} more {what}"


def _requesters(estate: Estate) -> Iterator[list[str]]:
    endpoints = _endpoints(estate)
    for name, profile in sorted(estate.profiles.get("PTKTDATA", {}).items()):
        if not name.startswith(_AUTHORITY):
            continue
        application, _, target = name.removeprefix(_AUTHORITY).partition(".")
        for holder, permit in sorted(profile.acl.items()):
            if permit.access not in _MAKES:
                continue
            users, place = _targets(target), _at(estate, permit.at)
            own = users == holder
            lines = [
                f"{holder} may become {_reach(target)} of {_which(application)} ({name}, {permit.access}){place}",
                f"  - id: {'-'.join(part.lower() for part in (holder, application, users) if _exact(part))}",
                f"    endpoint: {endpoints.get(application, '# fill in')}",
                f"    kind: {'sql-batch' if own else 'racf-service'}",
                "    generates_tickets: true",
                f"    application: {application if _exact(application) else '# fill in'}",
                f"    requester: {holder}",
                f"    users: [{users}]" if users else "    users: # fill in",
                "    status: draft",
            ]
            yield lines


def _entrants(estate: Estate) -> Iterator[list[str]]:
    for name in sorted(set(_endpoints(estate))):
        profile = estate.profiles.get("APPL", {}).get(name)
        for holder, permit in sorted(profile.acl.items()) if profile else ():
            if permit.access in _ENTERS:
                group = " (group)" if holder in estate.groups else ""
                yield [f"{holder}{group} may enter {name}{_at(estate, permit.at)}"]


def _endpoints(estate: Estate) -> dict[str, str]:
    """Endpoint by the application name that it uses."""
    named = ((effective_application(endpoint).name, endpoint.name) for endpoint in estate.endpoints)
    return {application: name for application, name in named if application}


def _exact(name: str) -> bool:
    return bool(name) and not _GENERIC & set(name)


def _targets(target: str) -> str:
    return target if _exact(target) and "." not in target else ""


def _reach(target: str) -> str:
    return f"user {target}" if _exact(target) else "any user"


def _which(application: str) -> str:
    return application if _exact(application) else "any application"


def _at(estate: Estate, at: At | None) -> str:
    if at is None or at.source >= len(estate.inputs):
        return ""
    return f"; {estate.inputs[at.source].path}, record {at.record}"
