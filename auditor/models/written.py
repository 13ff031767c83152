"""Clients as the files say in which they are written down: jobs, JDBC URLs, server.xml, properties.

What is written is neither what the inventory declares nor what SMF observes: it stays apart in the estate, and policies
compare. A password is known by its place alone: no value and no length of one is here.
Source: IMS, "Connecting to an IMS database by using the JDBC DriverManager interface", "SQL Batch utility".
"""

from __future__ import annotations

from typing import Final, Literal

from pydantic import Field

from auditor.models.base import Model
from auditor.models.place import At, Fact

Form = Literal["jcl", "jdbc-url", "server-xml", "properties"]
"""What kind of text it is: a job, a URL in any text, XML of a server or pool, properties (also as YAML)."""

Password = Literal["none", "literal", "encoded", "reference"]
"""none: the file gives none here. literal: it stands there. encoded: in a form that anybody can turn back (`{xor}`).
reference: a variable or an encrypted value stands in its place."""

UNKNOWN: Final = "(unknown)"
"""The endpoint of a draft that could not be joined to one; no confirmed client may have it."""


class Pool(Model):
    """Settings of a connection pool, as far as they say how long a connection lives."""

    kind: Literal["hikari", "tomcat", "dbcp2", "liberty", "websphere"]
    settings: dict[str, str] = Field(default_factory=dict)
    """By the name that the file uses; only what is a number or a time."""
    most: int | None = None
    """Connections at the same time; 0: no limit; None: not known."""
    seconds: int | None = None
    """Longest life of a connection, where it is a minute or less."""


class WrittenClient(Model):
    """One client as one file writes it down."""

    id: str
    """`found:<file name>/<what names it there>`."""
    form: Form
    file: str
    """The path; behind `!` the member of an archive."""
    line: int
    at: At
    host: Fact[str]
    port: Fact[int]
    endpoint: Fact[str]
    """HWS ID, joined by port (and host, where the site maps hosts)."""
    application: Fact[str]
    """applName; value None with origin default: it is not given."""
    user: Fact[str]
    """The user ID in the URL or beside it."""
    requester: Fact[str]
    """USER= of the job."""
    job: str | None = None
    database: str | None = None
    datastore: str | None = None
    password: Password = "none"
    password_at: At | None = None
    job_password_at: At | None = None
    """Where the JOB statement has a literal PASSWORD=."""
    generates: Fact[bool]
    """Whether it can make tickets itself: SQL Batch does with applName, no password and both libraries."""
    connections: Fact[Literal["persistent", "non-persistent", "short-lived"]]
    pool: Pool | None = None
    tls: Fact[bool]
    """sslConnection: what the client asks for. Source: IMS Connect offers no TLS of its own on DRDA ports."""
    comment: bool = False
    """It stands in a comment: only its password counts."""
    unresolved: tuple[str, ...] = ()
    """What could not be told, and why."""
