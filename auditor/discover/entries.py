"""Written clients as entries of the inventory: drafts, each with what proves it and what could not be told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from auditor.models.written import UNKNOWN, WrittenClient

Entry = dict[str, Any]
"""Keys of the inventory; `from` says where the others come from, and becomes comments."""


def entries_of(written: Iterable[WrittenClient], base: str | None = None) -> list[Entry]:
    """Return an entry for each written client. `base`: the folder to which files are named, where they are in it."""
    return [_entry(client, base) for client in written if not client.comment]


def _entry(client: WrittenClient, base: str | None) -> Entry:
    open_ = list(client.unresolved)
    if client.endpoint.value is None:
        open_.insert(0, f"endpoint: {client.endpoint.why}")
    kind, generates, users = _kind(client, open_)
    entry: Entry = {
        "id": client.id,
        "endpoint": client.endpoint.value or UNKNOWN,
        "kind": kind,
        "generates_tickets": generates,
    }
    if client.application.value is not None:
        entry["application"] = client.application.value
    if kind == "sql-batch" and client.requester.value is not None:
        entry["requester"] = client.requester.value
    if users:
        entry["users"] = users
    else:
        open_.append("users: the file names none")
    if client.connections.value in ("persistent", "non-persistent"):
        entry["connections"] = client.connections.value
    if client.job:
        entry["jobs"] = [client.job]
    entry["evidence"] = [{"kind": client.form, "file": named(client.file, base), "line": client.line}]
    entry |= {"origin": "discovered", "status": "draft"}
    if open_:
        entry["unresolved"] = list(dict.fromkeys(open_))
    entry["from"] = _from(client)
    return entry


def _from(client: WrittenClient) -> dict[str, str]:
    """Where each line of the entry comes from, beside the file and line that `evidence` names."""
    told = {"application": "applName", "requester": "USER= of the JOB statement", "connections": "the pool's settings"}
    if client.endpoint.value is not None:
        stated = client.endpoint.origin == "stated"
        told["endpoint"] = "the map of hosts" if stated else f"DRDAPORT {client.port.value} of the member"
    told["users"] = "user= of the URL or beside it" if client.user.value else "USER= of the JOB statement"
    return told


def _kind(client: WrittenClient, open_: list[str]) -> tuple[str, bool, list[str]]:
    """Kind, whether it makes tickets, and users: what the file proves, and no more."""
    user, requester = client.user.value, client.requester.value
    if client.password != "none":
        if client.password == "reference":
            open_.append("kind: a variable stands in place of the password; it may be filled with a ticket")
        return "password", False, [user] if user else []
    if client.form == "jcl":
        if client.application.value and requester and client.generates.value:
            return "sql-batch", True, [requester]
        why = client.generates.why or "not all that makes a ticket is there: applName, the job's user, both libraries"
        open_.append(f"generates_tickets: {why}")
        return "sql-batch", False, [requester] if requester else []
    open_.append("kind and generates_tickets: the file does not show how the client proves who it is")
    return "off-host", False, [user] if user else []


def named(file: str, base: str | None) -> str:
    """Return the file as the inventory names it: relative to its folder where it is below it."""
    if base is None:
        return file
    path, mark, member = file.partition("!")
    try:
        return str(Path(path).resolve().relative_to(Path(base).resolve())) + mark + member
    except ValueError:
        return file


def unresolved(entries: Iterable[Entry]) -> Iterator[str]:
    """Yield what could not be told, with the id of its entry."""
    for entry in entries:
        for what in entry.get("unresolved", ()):
            yield f"{entry['id']}: {what}"
