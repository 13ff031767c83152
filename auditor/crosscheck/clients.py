"""What the inventory says of a client's tickets: who makes them, for which application, with which key, for whom."""

from __future__ import annotations

from auditor.models.client import Client

SERVICES = ("sql-batch", "racf-service")


def through_services(client: Client) -> bool:
    """Whether RACF makes the client's tickets."""
    return client.kind in SERVICES


def key_name(client: Client) -> str:
    """The profile whose key makes the client's tickets: the services use the unqualified one only."""
    application = application_of(client)
    return application if through_services(client) else client.key_profile or application


def application_of(client: Client) -> str:
    """The application name that tickets are made for, folded as RACF folds it; empty when the inventory has none."""
    return (client.application or "").upper()


def users_of(client: Client) -> tuple[str, ...]:
    """The declared users, each once; for an SQL batch client that declares none, its requester."""
    declared = tuple(dict.fromkeys(client.users))
    if not declared and client.kind == "sql-batch" and client.requester:
        return (client.requester,)
    return declared


def requester_of(client: Client, user: str) -> str | None:
    """Who asks RACF for the ticket of a user: the job's own user of an SQL Batch job; None where nobody asks."""
    if client.kind == "sql-batch":
        return client.requester or user
    return client.requester if client.kind == "racf-service" else None
