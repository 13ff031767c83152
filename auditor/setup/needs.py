"""Who needs what in RACF for the declared clients: exactly that, and nothing for anybody else.

A user that logs on needs READ to the application in class APPL. Who has RACF make a ticket needs UPDATE to
IRRPTAUTH.application.user in class PTKTDATA; a profile for each user, so that nobody gets a ticket for another one.
Source: *RACF Security Administrator's Guide*, "Protecting applications"; *RACF Callable Services*, "R_ticketserv".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from auditor.crosscheck.clients import requester_of, users_of
from auditor.models.estate import Estate
from auditor.racf.question import Want
from auditor.racf.system import System
from auditor.racf.users import user_revoked
from auditor.setup.lines import Key, Left
from auditor.setup.targets import Target


class Need(NamedTuple):
    """One access that a declared client needs."""

    class_name: str
    resource: str
    id: str
    level: Want
    key: Key
    """The finding that there is without it."""


def needs(target: Target) -> Iterator[Need]:
    """Give the needs of the clients of one IMS Connect."""
    for client in target.clients:
        for user in users_of(client):
            subject = f"client:{client.id}/user:{user}"
            yield Need("APPL", target.application, user, "READ", ("PT-A09", subject))
            requester = requester_of(client, user)
            if client.generates_tickets and requester:
                name = f"IRRPTAUTH.{target.application}.{user}"
                yield Need("PTKTDATA", name, requester, "UPDATE", ("PT-A08", subject))


def unnamed(found: Sequence[Target]) -> Iterator[Left]:
    """Give the clients whose users nobody has named: nothing can be permitted for them."""
    for target in found:
        for client in target.tickets:
            if not users_of(client):
                todo = ("Write its users into the inventory.",)
                yield Left(f"client:{client.id}", "the inventory names none of its users", todo, "PT-A09")


def unfit(estate: Estate, system: System, user: str) -> str | None:
    """Return why no permit helps the user, or RACF would refuse it; None: it can be permitted."""
    found = system.user(user)
    if found.unknown is not None:
        return f"whether {user} is defined cannot be told: {found.unknown.text}"
    if found.user is None:
        return f"{user} is not defined to RACF"
    if found.user.contained:
        return f"{user} is contained, and every access is refused until whoever contained it lets it go"
    if user_revoked(found.user, estate.as_of):
        return f"{user} is revoked, and a permit for it would be a right that nobody looks after"
    return None
