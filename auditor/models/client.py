"""The DRDA clients that a site declares (design.md, section 3), and what it states about ports."""

from __future__ import annotations

from typing import Final, Literal

from pydantic import Field

from auditor.models.base import Model
from auditor.models.place import At

DRDA: Final = ("sql-batch", "racf-service", "off-host", "password")
"""Kinds of clients that log on to a DRDA port; the others reach IMS by other ways and make no DRDA trials."""


def upper_id(name: str) -> str:
    """Return an HWS ID or user ID in upper case. An IMS Connect without an HWS ID goes by its file, in parentheses."""
    return name if name.startswith("(") else name.upper()


class FilePlace(Model):
    """Where a file says something about a client."""

    kind: str | None = None
    file: str
    line: int | None = None


class ClientEntry(Model):
    """One entry of the client inventory, as the site writes it."""

    id: str
    endpoint: str
    kind: Literal["sql-batch", "racf-service", "off-host", "password", "ims-tm", "ims-om", "ims-connect"]
    generates_tickets: bool = False
    """Left out it follows from the kind: a password client makes none, an SQL Batch job does; the others say it."""
    application: str | None = None
    requester: str | None = None
    users: tuple[str, ...] = ()
    connections: Literal["persistent", "non-persistent", "unknown"] = "unknown"
    tickets_per_second: float | None = None
    key_profile: str | None = None
    evidence: tuple[str | FilePlace, ...] = ()
    """Files that prove the entry."""
    jobs: tuple[str, ...] = ()
    """Names of the jobs it runs in."""
    link: str | None = None
    """Only of kind ims-connect: its RMTIMSCON ID in the member of the IMS Connect that sends."""
    status: Literal["confirmed", "draft"] = "confirmed"
    """A draft is no declaration: PT-B03 and PT-B15 treat its requester as undeclared."""
    origin: Literal["declared", "discovered"] = "declared"
    """discovered: `auditor clients discover` or `auditor init` wrote the entry."""
    unresolved: tuple[str, ...] = ()
    """What discovery could not tell of it."""


class Client(ClientEntry):
    """An entry with its place."""

    at: At
    places: dict[str, At] = Field(default_factory=dict)
    """Where each key of the entry stands."""


class Inventory(Model):
    """The whole inventory file."""

    clients: tuple[ClientEntry, ...]


class PortTls(Model):
    """What the site states about TLS on one port (`--tls`)."""

    endpoint: str
    port: int
    tls: Literal["required", "none"]
    evidence: str
    as_of: str | None = None
    """The day the statement was true (yyyy-mm-dd); it stands for a year."""
    at: At
