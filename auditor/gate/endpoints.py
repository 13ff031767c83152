"""The IMS Connects before and after a change: which are gone, serve no DRDA client any more, or lost a port.

No policy sees what is not there any more, so that the clients which point to it are told here.
Source: IMS, "HWS statement", "ODACCESS statement".
"""

from __future__ import annotations

from collections.abc import Mapping

from auditor.gate.reasons import Reasons
from auditor.models.estate import Estate
from auditor.models.imsconnect import Endpoint


def endpoint_reasons(before: Estate, after: Estate, replaced: Mapping[str, str]) -> Reasons:
    """Return what became of the endpoints of `before`. `replaced`: endpoint that is gone -> how that came."""
    reasons = Reasons()
    there = {endpoint.name: endpoint for endpoint in after.endpoints}
    for old in before.endpoints:
        new = there.get(old.name)
        if new is None:
            _lost(reasons, after, old.name, f"endpoint {old.name} is gone{replaced.get(old.name, '')}")
        elif _serves(old) and new.odaccess.value is False:
            _lost(reasons, after, old.name, f"endpoint {old.name} has no ODACCESS statement any more")
        else:
            _ports(reasons, after, old, new)
    return reasons


def _serves(endpoint: Endpoint) -> bool:
    """Whether it serves DRDA clients, or may do so."""
    return endpoint.odaccess.value is not False


def _lost(reasons: Reasons, after: Estate, name: str, what: str) -> None:
    clients = _clients(after, name)
    if clients:
        reasons.block(f"{what}, and {_listed(clients)} still declared for it")
    elif not after.evidence.clients.offered:
        reasons.block(f"{what}, and no client inventory tells who uses it (--clients, --clients-after)")
    else:
        reasons.warn(f"{what}; no client is declared for it")


def _ports(reasons: Reasons, after: Estate, old: Endpoint, new: Endpoint) -> None:
    now = _numbers(new)
    gone = [number for number in _numbers(old) if number not in now]
    if not gone or not new.member:
        return
    words = ", ".join(map(str, gone))
    what = f"endpoint {old.name} has no DRDA port {words} any more"
    clients = _clients(after, old.name)
    if clients and not now:
        reasons.block(f"{what} and no other, and {_listed(clients)} declared for it")
    elif clients:
        rest = ", ".join(map(str, now))
        reasons.warn(f"{what} (it has {rest}): {_listed(clients)} declared for it and may still connect to the old one")
    else:
        reasons.warn(f"{what}; no client is declared for it")


def _numbers(endpoint: Endpoint) -> list[int]:
    return [port.id.value for port in endpoint.ports if port.id.value is not None]


def _clients(estate: Estate, name: str) -> list[str]:
    return [client.id for client in estate.clients if client.endpoint == name]


def _listed(clients: list[str]) -> str:
    """As the beginning of a sentence: client a is, clients a, b and c are."""
    if len(clients) == 1:
        return f"client {clients[0]} is"
    return f"clients {', '.join(clients[:-1])} and {clients[-1]} are"
