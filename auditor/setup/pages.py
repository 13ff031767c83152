"""The pages for people who run no RACF command: the owners of clients, and whoever makes keys in ICSF.

Sources: IMS, "SQL Batch utility", "IMS Connect support for access to IMS DB"; *RACF Security Administrator's Guide*,
"Storing PassTicket keys encrypted in ICSF".
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.crosscheck.clients import requester_of, through_services, users_of
from auditor.models.client import Client
from auditor.renderers.markdown import safe
from auditor.setup.run import Setup
from auditor.setup.targets import Target


def clients(setup: Setup, title: str) -> Iterator[str]:
    """Give the page of each client that makes tickets, one after the other."""
    rows = [(target, client) for target in setup.targets for client in target.tickets]
    if rows:
        yield from ("# For the owners of the clients", "", _safe(title), "")
    for target, client in rows:
        yield from (f"## {_safe(client.id)}", "", *_client(setup, target, client), "")


def _client(setup: Setup, target: Target, client: Client) -> Iterator[str]:
    name = target.application
    lines = [line for line in setup.proven.plan.of("clients") if line.client == client.id]
    changes = [
        f"- **Change**: {_safe(line.text)}, in place of {_safe(line.undo or 'none')}: {_safe(line.reason)}."
        for line in lines
    ]
    yield from changes or ["- Nothing changes for this client."]
    ports = ", ".join(str(port.id.value) for port in target.endpoint.ports if port.id.value) or "not known"
    yield f"- IMS Connect: `{_safe(target.endpoint.name)}`, DRDA port {ports}."
    yield f"- Application name (`applName`): `{name}`. Users: {', '.join(users_of(client)) or 'none named'}."
    if client.kind == "sql-batch":
        yield "- Class path: `IRRRacf.jar` and `ibmjzos.jar` beside the IMS driver. No password in the URL."
        yield f"- The job runs as {requester_of(client, '') or 'its user'}: that user is permitted, and no other one."
    elif through_services(client):
        asks = requester_of(client, "") or ""
        yield f"- RACF makes the tickets for {asks}: `IRRRacf.jar` on the class path, or R_ticketserv, under that user."
    else:
        yield f"- The client makes the tickets itself, with the key of `{name}`: it gets it from whoever makes keys in"
        yield "  ICSF, by a way that shows it to nobody. Its clock must be right, in GMT."
    yield "- One ticket serves one connection: make it at the connection, never keep it."
    idle = [str(port.porttmot.value) for port in target.endpoint.ports if port.porttmot.value]
    close = f" shorter than PORTTMOT ({', '.join(idle)} hundredths of a second)" if idle else ""
    yield f"- Pool: keep connections open and use them again; let idle ones go after a time{close}."


def icsf(setup: Setup, title: str) -> Iterator[str]:
    """Give the page of whoever makes keys: labels, never keys."""
    labels = setup.proven.plan.of("icsf")
    if not labels:
        return
    yield from ("# Keys to make in ICSF", "", _safe(title), "")
    yield "Make them before setup.racf runs. Here are names only: a key is never in this project's files."
    yield from ("", "| label | for | algorithm | type, usage | length |", "|---|---|---|---|---|")
    for line in labels:
        yield f"| `{line.text}` | {line.unit} | HMAC | MAC, GENERATE | 64 bytes or more (32 to 256) |"
    yield ""
    yield "- The CKDS must have variable-length records, and that of every system that checks tickets needs the key."
    for line in labels:
        off = sorted(
            client.id
            for target in setup.targets
            for client in target.tickets
            if target.application == line.unit and not through_services(client)
        )
        if off:
            yield f"- `{line.text}`: the same key goes to {_safe(', '.join(off))}, by a way that shows it to nobody."
    yield "- A client that can make only legacy tickets needs a DES key (type DATA, 8 bytes) and"
    yield "  `SSIGNON(KEYLABEL(label))` in place of `SSIGNON(EPTKEYLABEL(label))`: PT-C02 tells of it from then on."


def _safe(text: str) -> str:
    return safe(text)
