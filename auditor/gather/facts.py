"""What the readers of a run gave, before it is joined into the estate."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from auditor.models.client import DRDA, Client
from auditor.models.imsconnect import Endpoint, Running
from auditor.models.source import BY_KIND

if TYPE_CHECKING:
    from auditor.sources.hosts import Host
    from auditor.sources.hwscfg import Member
    from auditor.sources.hwscfg.grammar import Statement
    from auditor.sources.irradu00.facts import Seen
    from auditor.sources.irrdbu00 import Unload
    from auditor.sources.setropts import Setropts
    from auditor.sources.tls import Tls


def by_trade(clients: tuple[Client, ...]) -> dict[str, tuple[Client, ...]]:
    """Return the fields of the estate that hold the inventory: clients of DRDA ports, and others."""
    return {
        "clients": tuple(client for client in clients if client.kind in DRDA),
        "other_clients": tuple(client for client in clients if client.kind not in DRDA),
    }


@dataclass(slots=True)
class Facts:
    """The facts of each source. None, or empty: it was not offered, or could not be read."""

    unload: Unload | None = None
    smf: Seen | None = None
    setropts: Setropts | None = None
    members: list[Endpoint] = field(default_factory=list)
    statements: dict[int, tuple[Statement, ...]] = field(default_factory=dict)
    """Everything that a member codes, by the number of its input."""
    displays: list[tuple[str, Running]] = field(default_factory=list)
    """HWS ID and the values that run there, display by display."""
    clients: tuple[Client, ...] = ()
    hosts: tuple[Host, ...] = ()
    rows: dict[str, tuple[Any, ...]] = field(default_factory=dict)
    """Field of the estate -> its rows, of the sources that are joined with no other (`Source.estate`)."""

    def add(self, kind: str, facts: object) -> None:
        """Add what the reader of one file of `kind` gave."""
        if kind == "setropts":
            self.setropts = cast("Setropts", facts)
        elif kind == "hwscfg":
            member = cast("Member", facts)
            if member.endpoint is not None:
                self.members.append(member.endpoint)
                self.statements[member.endpoint.source] = member.statements
        elif kind == "imscon":
            self.displays.extend(cast("dict[str, Running]", facts).items())
        elif kind == "clients":
            self.clients = cast("tuple[Client, ...]", facts)
        elif kind == "hosts":
            self.hosts = cast("tuple[Host, ...]", facts)
        elif kind == "tls":
            tls = cast("Tls", facts)
            self.rows["tls"] = (*self.rows.get("tls", ()), *tls.ports)
            self.rows["tls_policies"] = (*self.rows.get("tls_policies", ()), *tls.policies)
        elif place := BY_KIND[kind].estate:
            self.rows[place] = (*self.rows.get(place, ()), *cast("tuple[Any, ...]", facts))
