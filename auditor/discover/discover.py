"""`auditor clients discover`: files, folders and archives to a draft of the inventory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from auditor.discover.entries import entries_of, unresolved
from auditor.discover.yaml_text import inventory
from auditor.errors import EvidenceUnreadable, ReturnCode
from auditor.gather.endpoints import join
from auditor.gather.sources import files_of
from auditor.gather.written import Hosts, joined
from auditor.models.estate import Site
from auditor.models.imsconnect import Endpoint
from auditor.models.place import Diagnostic
from auditor.models.source import BY_KIND
from auditor.models.written import WrittenClient
from auditor.sources.client_files import read_client_file
from auditor.sources.hosts import by_host, read_hosts
from auditor.sources.hwscfg import read_member
from auditor.visible import numbered


@dataclass(frozen=True, slots=True)
class Discovered:
    """The draft, what is said beside it, and the return code."""

    text: str
    remarks: tuple[str, ...]
    return_code: int


def discover(paths: tuple[str, ...], members: tuple[str, ...] = (), hosts: str | None = None) -> Discovered:
    """Return the clients that files write down. Raises `InputMissing` (16), `ConfigurationError` (16) for `hosts`."""
    written: list[WrittenClient] = []
    said: list[Diagnostic] = []
    remarks: list[str] = []
    for number, path in enumerate(files_of(BY_KIND["client_files"], paths)):
        try:
            read = read_client_file(path, number)
        except EvidenceUnreadable as error:
            remarks.append(f"error: {error}")
            continue
        written += read.facts
        said += read.diagnostics
    clients = joined(written, _endpoints(members), _hosts(hosts))
    entries = entries_of(clients)
    remarks += [_remark(one) for one in said if one.code != "no-client"]
    remarks += _secrets(clients)
    open_ = list(unresolved(entries))
    remarks += [f"unresolved: {what}" for what in open_]
    damaged = any(one.level == "error" for one in said) or any(line.startswith("error") for line in remarks)
    code = ReturnCode.DAMAGED if damaged else ReturnCode.NOTED if open_ else ReturnCode.CLEAN
    return Discovered(inventory(entries, "clients discover"), tuple(map(numbered, remarks)), int(code))


def _remark(one: Diagnostic) -> str:
    where = f", line {one.record}" if one.record else ""
    return f"{one.level}: {one.path}{where}: {one.message}"


def _secrets(clients: tuple[WrittenClient, ...]) -> Iterator[str]:
    """Where passwords stand, once for each place."""
    seen: set[str] = set()
    for client in clients:
        if client.password in ("literal", "encoded"):
            seen.add(f"password: {client.file}: a {client.password} password of {client.id} stands in it (PT-I01)")
        if client.job_password_at is not None:
            seen.add(f"password: {client.file}: the JOB statement of {client.job} holds a password (PT-I01)")
    yield from sorted(seen)


def _endpoints(members: tuple[str, ...]) -> tuple[Endpoint, ...]:
    endpoints = [read_member(path, number).facts.endpoint for number, path in enumerate(members)]
    return join([one for one in endpoints if one is not None], [], Site(), lambda *_: None)


def _hosts(path: str | None) -> Hosts:
    """Host, or host:port -> HWS ID, as a file of the site has it."""
    return {} if path is None else by_host(read_hosts(path, 0).facts)
