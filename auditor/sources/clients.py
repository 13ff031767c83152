"""The client inventory: what the site declares about its DRDA clients (design, section 3).

Nothing on the mainframe lists them, so a mistake here would go unseen: every unknown key, duplicate or impossible value
is refused with file and line (return code 16).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from pydantic import ValidationError

from auditor.errors import ConfigurationError
from auditor.models.base import refusals
from auditor.models.client import Client, ClientEntry, upper_id
from auditor.models.written import UNKNOWN
from auditor.sources.issue import Issue
from auditor.sources.read import Read, reading
from auditor.sources.yaml_places import Entry, Reader

Refuse = Callable[[str, str, str], None]
"""Takes a key of the entry, what is wrong, what to do."""

_NAME = re.compile(r"[A-Z0-9#$@]{1,8}")
"""What RACF takes as a user ID or application name (a PassTicket needs no more than this)."""
_GENERATES = {"password": False, "sql-batch": True}
"""What follows from the kind alone."""
_PROFILE = re.compile(r"[A-Z0-9#$@.*%&]{1,246}")
"""Names of profiles. One that is generic or does not exist holds no key, which is a fact about the client, no mistake.

Source: RACF Command Language Reference, "Profile names for general resources"."""


def read_clients(path: str, source: int) -> Read[tuple[Client, ...]]:
    """Read an inventory. Raises `ConfigurationError` (16) for anything that cannot be meant, `InputMissing` (16)."""
    reader = Reader(path, source, "a client inventory (YAML)")
    clients: dict[str, Client] = {}

    def build(entry: Entry) -> None:
        client = _client(entry, reader)
        if client.id in clients:
            first = clients[client.id].at.record
            raise reader.refusal(entry.at.record, f"client {client.id!r} is already on line {first}", "rename one")
        clients[client.id] = client

    reader.each("clients", ClientEntry.model_fields, build)
    drafts = (_draft(client) for client in clients.values() if client.status == "draft")
    return reading("clients", reader.text, source, tuple(clients.values()), drafts)


def _draft(client: Client) -> Issue:
    message = f"client {client.id} is a draft: it declares nothing until its status is confirmed"
    return Issue(client.at.record, "remark", "draft-client", message)


def _client(entry: Entry, reader: Reader) -> Client:
    """One client. Everything that is wrong with the entry is told at once."""
    wrong: list[ConfigurationError] = []

    def refuse(key: str, what: str, advice: str) -> None:
        line = entry.places[key].record if key in entry.places else entry.at.record
        wrong.append(reader.refusal(line, what, advice))

    values = _folded(entry.values)
    if "generates_tickets" not in values:
        values |= _follows(values.get("kind"), refuse)
    try:
        client = Client(**values, at=entry.at, places=entry.places)
    except ValidationError as error:
        for at, why, near in refusals(error, Client):
            key = at[0] if at else ""
            refuse(key, f"{key!r} {why}", f"did you mean {near!r}?" if near else "see `auditor schema clients`")
        raise ConfigurationError.all_of(wrong) from None
    _check(client, lambda key, what, advice: refuse(key, f"client {client.id!r}: {what}", advice))
    if wrong:
        raise ConfigurationError.all_of(wrong)
    return _completed(client)


def _follows(kind: object, refuse: Refuse) -> dict[str, bool]:
    """Whether a client makes tickets, where its kind says it."""
    if kind in _GENERATES:
        return {"generates_tickets": _GENERATES[str(kind)]}
    if kind is not None:
        advice = f"write true or false; only {' and '.join(_GENERATES)} imply it"
        refuse("kind", "'generates_tickets' is missing", advice)
    return {}


def _folded(values: dict[str, Any]) -> dict[str, Any]:
    """User IDs and HWS IDs in upper case, as RACF and IMS keep them; a single user may stand without brackets."""
    folded = dict(values)
    if isinstance(folded.get("users"), str):
        folded["users"] = [folded["users"]]
    if isinstance(folded.get("users"), list):
        folded["users"] = [user.upper() if isinstance(user, str) else user for user in folded["users"]]
    for key in ("requester", "endpoint"):
        if isinstance(folded.get(key), str):
            folded[key] = upper_id(folded[key])
    return folded


def _completed(client: Client) -> Client:
    """`kind: sql-batch` means that requester and user are the job's user: either says the other."""
    if client.kind != "sql-batch":
        return client
    if client.requester is None and len(client.users) == 1:
        return client.model_copy(update={"requester": client.users[0]})
    if not client.users and client.requester is not None:
        return client.model_copy(update={"users": (client.requester,)})
    return client


def _check(client: Client, refuse: Refuse) -> None:
    """Refuse what cannot be true of a client."""
    _check_names(client, refuse)
    _check_tickets(client, refuse)
    _check_batch(client, refuse)
    if client.link is not None and client.kind != "ims-connect":
        refuse("link", "only a client of kind ims-connect comes over a link", "remove `link:`, or correct `kind:`")


def _check_names(client: Client, refuse: Refuse) -> None:
    """Names that RACF can have. An endpoint may be called by its file, in parentheses, when it has no HWS ID."""
    named = [("users", user) for user in client.users]
    named += [("requester", client.requester or "X"), ("application", client.application or "X")]
    named += [("jobs", job) for job in client.jobs] + [("link", client.link or "X")]
    for key, name in named:
        if not _NAME.fullmatch(name.upper()):
            refuse(key, f"{name[:40]!r} is no name that RACF can have", "1 to 8 of A-Z 0-9 # $ @")
    if not _PROFILE.fullmatch((client.key_profile or "X").upper()):
        refuse("key_profile", f"{client.key_profile!r:.40} is no name that a profile can have", "A-Z 0-9 # $ @ . * % &")
    for key in ("application", "requester", "key_profile"):
        if getattr(client, key) == "":
            refuse(key, f"{key} is blank", "name it, or leave the key out")
    if client.endpoint == UNKNOWN and client.status == "confirmed":
        refuse("endpoint", "a confirmed client has an endpoint", "name the HWS ID of its IMS Connect")
    for key in ("id", "endpoint"):
        if not getattr(client, key).strip():
            refuse(key, f"the {key} is blank", "give it a name")
    if len(set(client.users)) != len(client.users):
        refuse("users", "a user is named twice", "name each once")


def _check_tickets(client: Client, refuse: Refuse) -> None:
    """What a client does must fit its kind."""
    generates = client.generates_tickets
    if client.tickets_per_second is not None and not 0 <= client.tickets_per_second < 1e6:
        refuse("tickets_per_second", "the rate is impossible", "give tickets a second, 0 or more")
    if client.kind == "password" and generates:
        refuse("generates_tickets", "a client of kind password generates no tickets", "correct one of the two")
    if generates and client.application is None:
        refuse("generates_tickets", "it generates tickets but names no application", "add `application:` (applName)")
    if client.kind == "off-host" and client.requester is not None:
        refuse("requester", "an off-host client asks no RACF for tickets", "remove `requester:`, or correct `kind:`")
    if client.kind == "racf-service" and generates and client.requester is None:
        refuse("kind", "a racf-service client needs the user ID that asks RACF", "add `requester:`")


def _check_batch(client: Client, refuse: Refuse) -> None:
    """An SQL Batch job is one user: requester and users are its job user."""
    if client.kind == "sql-batch":
        people = {*client.users, *([client.requester] if client.requester else [])}
        if len(people) > 1:
            refuse(
                "users",
                "requester and users of an SQL Batch job are its one job user",
                "make one entry for each job user",
            )
        if not people and client.generates_tickets:
            refuse("kind", "the job's user ID is not given", "add `requester:`")
    elif client.generates_tickets and not client.users:
        refuse("generates_tickets", "it generates tickets but names no users", "add `users:`")
