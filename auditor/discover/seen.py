"""Observed tickets as entries of the inventory: drafts, each with the record that shows it and what is not known.

SMF proves that a ticket of a user was accepted, and who asked RACF for one. It does not show who holds a key, nor
whether connections are kept. Source: z/OS 3.1 RACF Macros and Interfaces, "IRRADU00 record format"; IBM Education
Assistant z/OS V2.5, "RACF enhanced PassTicket" (event 82: the user of the record is the requester).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from auditor.discover.entries import Entry, named
from auditor.models.estate import Estate
from auditor.models.imsconnect import effective_application
from auditor.models.observed import Generation
from auditor.models.place import At
from auditor.models.written import UNKNOWN

MOST: Final = 500
"""Entries that are drafted from records; more are counted."""

_TICKETS: Final = "accepted tickets (JOBINIT)"
_MADE: Final = "tickets made (PTCREATE)"

Key = tuple[str, str, str]
"""Endpoint (or `UNKNOWN`), application and user."""


@dataclass(slots=True)
class _Seen:
    """What records say of one user at one endpoint."""

    accepted: int = 0
    at: list[At] = field(default_factory=list)
    made: list[Generation] = field(default_factory=list)


def with_seen(entries: list[Entry], estate: Estate, base: str) -> tuple[list[Entry], int]:
    """Return the entries and one more for each observed client that none of them is, and how many were left out.

    An entry that files give too gets the record as further evidence. `base`: the folder to which files are named.
    """
    seen = _seen(estate)
    new: list[Entry] = []
    for key, facts in sorted(seen.items()):
        mine = [entry for entry in entries if _is(entry, key)]
        for entry in mine:
            entry["evidence"] = [*entry["evidence"], *_evidence(facts.at[:1], estate, base)]
            if facts.accepted:
                _prove(entry, facts)
        if not mine:
            _add(new, _entry(key, facts, estate, base))
    taken: set[str] = {entry["id"] for entry in entries}
    for entry in new:
        entry["id"] = _free(entry["id"], taken)
    return [*entries, *new[:MOST]], max(0, len(new) - MOST)


def _seen(estate: Estate) -> dict[Key, _Seen]:
    observed = estate.observed
    found: dict[Key, _Seen] = {}
    if observed is None:
        return found
    endpoints = _endpoints(estate)
    for row in observed.logons:
        if row.accepted and row.user is not None:
            facts = found.setdefault((row.endpoint or UNKNOWN, row.application, row.user), _Seen())
            facts.accepted += row.accepted
            facts.at += row.accepted_at
    for made in observed.generated:
        if not made.made or made.user is None:
            continue
        keys = [key for key in found if key[1:] == (made.application, made.user)]
        if not keys:
            keys = [(endpoints.get(made.application, UNKNOWN), made.application, made.user)]
        for key in keys:
            facts = found.setdefault(key, _Seen())
            facts.made.append(made)
            facts.at += made.at
    return found


def _endpoints(estate: Estate) -> dict[str, str]:
    """Application -> the endpoint that alone uses it."""
    users: dict[str, list[str]] = {}
    for endpoint in estate.endpoints:
        users.setdefault(effective_application(endpoint).name or "", []).append(endpoint.name)
    return {application: names[0] for application, names in users.items() if len(names) == 1}


def _is(entry: Entry, key: Key) -> bool:
    """Whether an entry that files give is the client of these records."""
    endpoint, application, user = key
    return (
        entry["endpoint"] == endpoint
        and user in entry.get("users", ())
        and entry.get("application", application) == application
    )


def _prove(entry: Entry, facts: _Seen) -> None:
    """An accepted ticket settles what a file leaves open: whether the client has tickets."""
    open_ = [what for what in entry.get("unresolved", ()) if not what.startswith("kind and generates_tickets:")]
    if entry["kind"] == "password":
        open_.append("kind: tickets of this user were accepted, and the file names a password")
    elif not entry["generates_tickets"]:
        entry["generates_tickets"] = True
        entry["from"]["generates_tickets"] = _TICKETS
        requesters = _requesters(facts)
        if requesters:
            entry |= {"kind": "racf-service", "requester": requesters[0]}
            entry["from"] |= dict.fromkeys(("kind", "requester"), _MADE)
        if len(requesters) != 1:
            open_.append("kind: tickets are accepted; who makes them, or asks RACF for them, is not certain")
    for key in ("users", "jobs", "connections", "evidence", "origin", "status", "unresolved"):
        if key in entry:  # behind the requester
            entry[key] = entry.pop(key)
    entry["unresolved"] = open_


def _add(entries: list[Entry], new: Entry) -> None:
    """Add an entry; users for whom one requester asks at one endpoint are of one client."""
    alike = ("kind", "endpoint", "application", "requester", "jobs")
    for entry in entries if new["kind"] == "racf-service" else ():
        if all(entry.get(key) == new.get(key) for key in alike):
            entry["users"] += new["users"]
            entry["evidence"] += new["evidence"]
            entry["unresolved"] = list(dict.fromkeys([*entry["unresolved"], *new["unresolved"]]))
            entry["from"]["users"] = _TICKETS
            return
    entries.append(new)


def _entry(key: Key, facts: _Seen, estate: Estate, base: str) -> Entry:
    endpoint, application, user = key
    open_ = []
    if endpoint == UNKNOWN:
        open_.append("endpoint: the job of the records belongs to no endpoint, see [site.endpoints.HWSID] job")
    requesters = _requesters(facts)
    kind = _kind(user, requesters, facts, open_)
    name = requesters[0] if kind == "racf-service" else user
    entry: Entry = {
        "id": f"seen-{name.lower()}", "endpoint": endpoint, "kind": kind, "generates_tickets": True,
        "application": application,
    }  # fmt: skip
    if requesters:
        entry["requester"] = requesters[0]
    entry["users"] = [user]
    jobs = sorted({row.job for row in facts.made if row.job})
    if jobs:
        entry["jobs"] = jobs
    open_.append("connections: records do not tell whether connections are kept")
    entry["evidence"] = list(_evidence(facts.at[:1] + [row.at[0] for row in facts.made if row.at], estate, base))
    entry |= {"origin": "discovered", "status": "draft", "unresolved": open_}
    entry["from"] = _from(facts, requesters)
    return entry


def _requesters(facts: _Seen) -> list[str]:
    return sorted({row.requester for row in facts.made if row.requester is not None})


def _kind(user: str, requesters: list[str], facts: _Seen, open_: list[str]) -> str:
    """Kind, as far as the requester tells it."""
    if any(row.requester is None for row in facts.made):
        open_.append("requester: a user whom the unload does not have asked for tickets")
    if len(requesters) > 1:
        open_.append(f"requester: {', '.join(requesters)} each asked for tickets; an entry has one")
    if not facts.accepted:
        open_.append(f"users: tickets were made for {user}, and no logon with one was seen")
    if requesters == [user]:
        open_.append("kind: the user asks for its own tickets, as SQL Batch does; another program may do so too")
        return "sql-batch"
    if requesters:
        return "racf-service"
    open_.append("kind: no record tells who makes the tickets; a requester on z/OS, or a program with a key of its own")
    return "off-host"


def _from(facts: _Seen, requesters: list[str]) -> dict[str, str]:
    """Where each line of the entry comes from."""
    logons = f"{facts.accepted} {_TICKETS}" if facts.accepted else _MADE
    told = {"endpoint": "the job of the records", "application": logons, "users": logons}
    return told | (dict.fromkeys(("requester", "kind", "jobs"), _MADE) if requesters else {})


def _evidence(places: Iterable[At], estate: Estate, base: str) -> Iterator[dict[str, Any]]:
    for at in dict.fromkeys(places):
        yield {"kind": "smf", "file": named(estate.inputs[at.source].path, base), "line": at.record}


def _free(name: str, taken: set[str]) -> str:
    """The name, with a number where it is taken."""
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name}-{number}"
    taken.add(free)
    return free
