"""AT-TLS as the Policy Agent's configuration or a `pasearch -t` report states it. Nothing here is decided.

Source: z/OS Communications Server, IP Configuration Reference (TTLSRule, TTLSGroupAction, TTLSEnvironmentAction,
TTLSConnectionAction, TTLSEnvironmentAdvancedParms, TTLSCipherParms).
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from pydantic import Field

from auditor.models.base import Model
from auditor.models.place import At, Fact

Protocol = Literal["SSLv2", "SSLv3", "TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3"]
Narrow = Literal["local address", "remote address", "remote port", "time"]


class Cipher(NamedTuple):
    """One entry of a list of cipher suites. `name` None: no suite has the code, as far as is known here."""

    code: str | None
    name: str | None


class TlsRule(Model):
    """One TTLSRule with what its actions come to: a value of the connection action wins over the environment's."""

    name: str
    at: At
    priority: int | None = None
    inbound: bool = True
    """Direction Inbound or Both; also where the direction cannot be told."""
    ports: tuple[tuple[int, int], ...] = ((0, 65535),)
    """Ranges of local ports, both ends included."""
    job: str | None = None
    """Jobname as coded, perhaps a mask; None: not a condition."""
    narrow: tuple[Narrow, ...] = ()
    """Conditions that some connections to a port do not meet."""
    perhaps: tuple[str, ...] = ()
    """Conditions of which nothing here tells who meets them, as words: `Userid ICONSTC`."""
    unknown: tuple[str, ...] = ()
    """Why it cannot be told which connections it matches."""
    broken: tuple[str, ...] = ()
    """Why it cannot be told what it does: a part is missing or damaged."""
    unordered: tuple[str, ...] = ()
    """Rules of the same priority of which nothing tells whether they come before or after it."""
    enabled: Fact[bool] = Fact[bool]()
    """TTLSEnabled of the group action. Off: the data is sent in clear."""
    application_controlled: Fact[bool] = Fact[bool]()
    """On: nothing is encrypted until the program asks for it."""
    role: Fact[str] = Fact[str]()
    client_auth: Fact[str] = Fact[str]()
    protocols: dict[Protocol, Fact[bool]] = Field(default_factory=dict)
    ciphers: tuple[Cipher, ...] | None = None
    """None: no list is coded."""
    suite_b: bool = False
    """SuiteBProfile is not Off: only its suites count, and it needs TLS 1.2."""
    envfile: bool = False
    """An environment file of the group action may set what is not coded."""


class TlsPolicy(Model):
    """The rules of one stack, in the order of the search: the first that matches a connection ends it."""

    source: int
    form: Literal["configuration", "report"]
    stack: str | None = None
    """Image name that a report shows."""
    lost: str | None = None
    """Why nothing of it can be relied on: an agent installs no policy that has an error."""
    rules: tuple[TlsRule, ...] = ()
