"""What each IMS Connect with declared ticket clients is to be: whether it checks, and the application name it gives.

The name that is in use stays, unless nobody could use it or every declared client agrees on another one.
Source: IMS, "ODACCESS statement", "HWS statement", "RACF PassTicket for IMS Connect client connections to IMS DB".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from auditor.crosscheck.clients import application_of
from auditor.models.client import DRDA, Client
from auditor.models.estate import Estate
from auditor.models.imsconnect import Endpoint, effective_application, effective_racf
from auditor.setup.lines import Left

_USABLE = re.compile(r"(?!IRRPTAUTH)[A-Z0-9#$@]{1,8}")


@dataclass(frozen=True, slots=True)
class Target:
    """One IMS Connect and its declared clients."""

    endpoint: Endpoint
    application: str
    """What it is to give to RACF."""
    clients: tuple[Client, ...]
    """The confirmed DRDA clients, those with passwords too."""

    @property
    def tickets(self) -> tuple[Client, ...]:
        """Return those that make tickets."""
        return tuple(client for client in self.clients if client.generates_tickets)


def declared(estate: Estate) -> tuple[Client, ...]:
    """Return the clients that declare something: confirmed ones. A draft is no declaration and is never set up."""
    return tuple(client for client in estate.clients if client.status == "confirmed" and client.kind in DRDA)


def targets(estate: Estate) -> tuple[tuple[Target, ...], tuple[Left, ...]]:
    """Return what each IMS Connect is to be, in the order of the estate, and what cannot be told of one."""
    found: list[Target] = []
    left = list(_nowhere(estate))
    for endpoint in estate.endpoints:
        clients = tuple(client for client in declared(estate) if client.endpoint == endpoint.name)
        if not any(client.generates_tickets for client in clients):
            continue
        name = _name(endpoint, clients)
        why = _unclear(endpoint) or (name if isinstance(name, Left) else None)
        if why is not None:
            left.append(why)
        elif isinstance(name, str):
            found.append(Target(endpoint, name, clients))
    return tuple(found), tuple(left)


def _nowhere(estate: Estate) -> Iterator[Left]:
    known = {endpoint.name for endpoint in estate.endpoints}
    for client in declared(estate):
        if client.generates_tickets and client.endpoint not in known:
            yield Left(
                f"client:{client.id}",
                f"no HWSCFGxx member or display of {client.endpoint} was offered, so nothing of it can be set up",
                (f"Offer the member of {client.endpoint} (--hwscfg).",),
            )


def _unclear(endpoint: Endpoint) -> Left | None:
    """Return why the endpoint cannot be set up as it is; None: it can."""
    subject = f"endpoint:{endpoint.name}"
    if endpoint.odaccess.value is False and not endpoint.damaged:
        why = "its member has no ODACCESS statement, so it serves no DRDA client"
        return Left(subject, why, ("Code ODACCESS with a DRDAPORT, or correct `endpoint:` of its clients.",))
    if effective_racf(endpoint)[0] is None:
        why = endpoint.racf.why or "the evidence does not tell whether RACF is on"
        return Left(subject, f"whether it checks users is not known: {why}", ("Offer a member without errors.",))
    return None


def _name(endpoint: Endpoint, clients: tuple[Client, ...]) -> str | Left:
    now = effective_application(endpoint)
    asked = sorted({application_of(client) for client in clients if client.generates_tickets} - {""})
    agreed = asked[0] if len(asked) == 1 and _USABLE.fullmatch(asked[0]) else None
    subject = f"endpoint:{endpoint.name}"
    if now.name is None and not _blank(endpoint):
        why = endpoint.appl.why or "the evidence does not tell its application name"
        return Left(subject, why, ("Offer a member without errors, or a display of the running values.",))
    usable = now.name is not None and _USABLE.fullmatch(now.name) is not None
    if usable and now.origin != "HWS ID" and agreed != endpoint.appl.value:
        return str(now.name)
    if agreed is not None:
        return agreed
    if usable:
        return str(now.name)
    told = f"its clients name {', '.join(asked)}" if asked else "its clients name none"
    return Left(
        subject,
        f"it gives RACF no name that can be used for tickets, and {told}",
        ("Choose one name of 1 to 8 characters A-Z 0-9 # $ @, and write it as `application:` of each client.",),
        "PT-A11",
    )


def _blank(endpoint: Endpoint) -> bool:
    """Whether the member was read without loss and gives no name at all."""
    unnamed = endpoint.appl.value == "" or endpoint.appl.origin == "default"
    no_id = endpoint.id.value == "" or (endpoint.id.value is None and endpoint.id.origin == "default")
    return unnamed and no_id and not endpoint.damaged
