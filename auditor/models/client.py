"""The DRDA clients that a site declares (design.md, section 3), and what it states about ports."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from auditor.models.base import Model
from auditor.models.place import At


class ClientEntry(Model):
    """One entry of the client inventory, as the site writes it."""

    id: str
    endpoint: str
    kind: Literal["sql-batch", "racf-service", "off-host", "password"]
    generates_tickets: bool
    application: str | None = None
    requester: str | None = None
    users: tuple[str, ...] = ()
    connections: Literal["persistent", "non-persistent", "unknown"] = "unknown"
    tickets_per_second: float | None = None
    key_profile: str | None = None


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
    at: At
