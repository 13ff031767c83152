"""The commented auditor.toml that `auditor init` writes: what each file was taken for, and what would settle more."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

from auditor.discover.folder import Folder
from auditor.gather import Gathered
from auditor.models.place import InputFacts
from auditor.models.source import BY_KIND, EVIDENCE, OFFERED
from auditor.visible import visible


def configuration(folder: Folder, gathered: Gathered, clients: str | None, hosts: str | None = None) -> str:
    """Return the text of a configuration.

    `clients`: the drafted inventory, or None where it declares nothing yet. `hosts`: the map of hosts, if there is one.
    """
    inputs = [*_inputs(folder, gathered, clients), *_hosts(folder, hosts), ""]
    return "\n".join([*_system(folder), *inputs, *_dates(folder, gathered), *_site()]) + "\n"


def _system(folder: Folder) -> Iterator[str]:
    yield "# Written by `auditor init`. Paths are relative to this file. Lines that begin with # are not read."
    yield ""
    yield "[system]"
    yield f"name = {_text(folder.system)}    # {visible(folder.named_by)}"
    yield ""


def _inputs(folder: Folder, gathered: Gathered, clients: str | None) -> Iterator[str]:
    yield "[inputs]"
    shown = {file.path: file for file in gathered.inputs}
    for source in OFFERED:
        paths = [file.path for file in folder.files if file.kind == source.kind]
        if source.kind == "clients" and not paths:
            yield from _clients(clients)
        if not paths:
            continue
        yield f"# {source.title}: {'; '.join(_about(shown[path]) for path in paths if path in shown) or 'see below'}"
        names = [_text(_relative(path, folder)) for path in paths]
        yield f"{source.kind} = [{', '.join(names)}]" if source.many else f"{source.kind} = {names[0]}"
    offered = {file.kind for file in folder.files}
    for source in EVIDENCE:
        if source.kind not in offered and source.kind != "clients":
            yield f"# {source.kind} = ...    # not there yet: {source.settles}"
    for file in folder.files:
        if file.kind is None:
            yield f"# {visible(_relative(file.path, folder))}: {file.why}"


def _hosts(folder: Folder, hosts: str | None) -> Iterator[str]:
    if hosts is None:
        yield '# hosts = "hosts.yaml"    # which IMS Connect a host name is, where a port alone does not tell'
    else:
        yield "# which IMS Connect a host name is"
        yield f"hosts = {_text(os.path.relpath(hosts, folder.path))}"


def _clients(clients: str | None) -> Iterator[str]:
    if clients is not None:
        yield "# the clients that files write down or records show, as drafts: look at each and confirm it"
        yield f"clients = {_text(clients)}"
    else:
        yield "# no file or record shows a client; fill in clients.yaml, then take away the # before the next line"
        yield '# clients = "clients.yaml"'


def _dates(folder: Folder, gathered: Gathered) -> Iterator[str]:
    yield "[inputs.dates]    # the day each was made, where neither a heading nor a manifest tells it"
    for file in gathered.inputs:
        if BY_KIND[file.kind].ages and file.taken_from in (None, "bound"):
            bound = f", on {file.taken} or later" if file.taken else ""
            yield f"# {_text(_relative(file.path, folder))} = YYYY-MM-DD    # {BY_KIND[file.kind].title}{bound}"
    yield ""


def _site() -> Iterator[str]:
    yield "[site]    # what only you know; see `auditor schema config`"
    yield '# environment = "production"        # or "test"'
    yield "# administrators = []               # user IDs that may administer what tickets rest on"
    yield "# privileged = []                   # user IDs to protect beyond SPECIAL, OPERATIONS, AUDITOR and UID 0"
    yield "# security_owners = []              # groups that may own profiles"
    yield "# other_applications = []           # applications besides IMS Connect that use PassTickets"


def _about(file: InputFacts) -> str:
    """What a file is, in a few words."""
    parts = [Path(file.path).name, f"{file.records} records", file.form or file.codepage]
    return visible(", ".join(part for part in parts if part))


def _relative(path: str, folder: Folder) -> str:
    return str(Path(path).relative_to(folder.path))


def _text(value: str) -> str:
    """A TOML string; what JSON quotes TOML quotes alike, but for one character."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")
