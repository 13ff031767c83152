"""Clients as files write them down, joined to endpoints: by the port, where one member alone has it, and by the host.

Nothing is merged with the inventory: which declared client a written one is, `policies/lib/written.rego` says.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from auditor.models.imsconnect import Endpoint
from auditor.models.place import Fact
from auditor.models.written import WrittenClient
from auditor.sources.client_files.read import numbered

Hosts = Mapping[str, str]
"""Host, or host:port, in lower case -> HWS ID."""


def joined(
    written: Iterable[WrittenClient], endpoints: Sequence[Endpoint], hosts: Hosts | None = None
) -> tuple[WrittenClient, ...]:
    """Return the clients with their endpoints, each with an id of its own whatever the order of the files."""
    rows = [
        client.model_copy(update={"endpoint": _endpoint(client, endpoints, hosts or {})})
        for client in numbered(list(written))
    ]
    return tuple(rows)


def _endpoint(client: WrittenClient, endpoints: Sequence[Endpoint], hosts: Hosts) -> Fact[str]:
    host, port = client.host.value, client.port.value
    named = hosts.get(f"{host}:{port}") or hosts.get(host or "") if host else None
    if named:
        return Fact[str](value=named, at=client.at, origin="stated")
    if port is None:
        return Fact[str](at=client.at, why=client.port.why or "its port is unknown")
    having = sorted({endpoint.name for endpoint in endpoints if port in ports(endpoint)})
    if len(having) == 1:
        return Fact[str](value=having[0], at=client.at, origin="coded")
    if having:
        return Fact[str](at=client.at, why=f"several members have port {port}: {', '.join(having[:5])}")
    return Fact[str](at=client.at, why=f"no member that was offered has DRDAPORT {port}")


def ports(endpoint: Endpoint) -> set[int]:
    """Return the DRDA ports that the member or a display of an endpoint shows."""
    shown = endpoint.running.ports if endpoint.running else ()
    return {port.id.value for port in (*endpoint.ports, *shown) if port.id.value is not None}
