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
    """Form of the file, such as `jcl`; `clients discover` writes it."""
    file: str
    """Name of the file."""
    line: int | None = None
    """Number of the line, from 1."""


class ClientEntry(Model):
    """One entry of the client inventory, as the site writes it."""

    id: str
    """Name of the client, once in the file."""
    endpoint: str
    """HWS ID of the IMS Connect it uses."""
    kind: Literal["sql-batch", "racf-service", "off-host", "password", "ims-tm", "ims-om", "ims-connect"]
    """How it comes by its tickets: the SQL Batch utility, a RACF service that it calls, a key of its own off the host;
    or it sends a password, or comes by another way than DRDA."""
    generates_tickets: bool = False
    """Left out it follows from the kind: a password client makes none, an SQL Batch job does; the others say it."""
    application: str | None = None
    """The application name it makes tickets for (applName)."""
    requester: str | None = None
    """The z/OS user that asks RACF for the ticket; none for `off-host`."""
    users: tuple[str, ...] = ()
    """User IDs that the tickets are for."""
    connections: Literal["persistent", "non-persistent", "unknown"] = "unknown"
    """Whether it keeps its connections: else each needs a ticket of its own."""
    tickets_per_second: float | None = None
    """The most tickets that it makes in a second for one user."""
    key_profile: str | None = None
    """PTKTDATA profile of which an off-host client holds the key; None: the application's."""
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
    """One entry for each client."""


class PortEntry(Model):
    """What the site states about TLS on one port, as it writes it (`--tls`)."""

    endpoint: str
    """HWS ID of the IMS Connect."""
    port: int
    """The port, 1 to 65535."""
    tls: Literal["required", "none"]
    """Whether a connection without TLS is refused there."""
    evidence: str
    """What shows it, for whoever reads the report."""
    as_of: str | None = None
    """The day the statement was true (yyyy-mm-dd); it stands for a year."""


class PortTls(PortEntry):
    """A statement with its place."""

    at: At
