"""The map of hosts: which IMS Connect a host name, or a host with a port, leads to. People write it.

A member shows its ports and never under which names clients reach it: a virtual address, a distributor or an alias is
known to the site alone. Source: IMS, "Connecting to an IMS database by using the JDBC DriverManager interface" (a URL
names the server and its port).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from auditor.errors import ConfigurationError
from auditor.models.client import upper_id
from auditor.models.place import At
from auditor.sources.read import Read, reading
from auditor.sources.yaml_places import Reader

_HOST: Final = re.compile(r"(?:[\w.-]+|\[[0-9a-f:.%\w]+\])(?::([0-9]{1,5}))?")
_NAME: Final = re.compile(r"[A-Z0-9#$@]{1,8}|\([^()\n]{1,64}\)")
_PORTS: Final = range(1, 65536)


class Host(NamedTuple):
    """A line of the map: host or host:port in lower case, HWS ID, and where it stands."""

    host: str
    endpoint: str
    at: At


def read_hosts(path: str, source: int) -> Read[tuple[Host, ...]]:
    """Read a map of hosts. Raises `ConfigurationError` (16) with all that cannot be meant, `InputMissing` (16)."""
    reader = Reader(path, source, "a map of hosts (YAML)")
    hosts: dict[str, Host] = {}
    refused: list[ConfigurationError] = []
    for text, (name, line) in reader.mapping().items():
        host = text.strip().lower()
        wrong = _wrong(host, name)
        if wrong is None and host in hosts:
            wrong = f"the host {host[:60]!r} is on line {hosts[host].at.record} already"
        if wrong is not None:
            refused.append(reader.refusal(line, wrong, "write `host: HWSID` or `host:port: HWSID`, each host once"))
        else:
            hosts[host] = Host(host, upper_id(name), At(source, line))
    if refused:
        raise ConfigurationError.all_of(refused)
    return reading("hosts", reader.text, source, tuple(hosts.values()))


def _wrong(host: str, name: object) -> str | None:
    found = _HOST.fullmatch(host)
    if found is None or (found[1] is not None and int(found[1]) not in _PORTS):
        return f"{host[:60]!r} is no host and no host:port"
    if not isinstance(name, str) or not name:
        return "the HWS ID is missing"
    return None if _NAME.fullmatch(upper_id(name)) else f"{name[:20]!r} is no HWS ID"


def by_host(hosts: Iterable[Host]) -> dict[str, str]:
    """Return the map itself: host, or host:port -> HWS ID."""
    return {one.host: one.endpoint for one in hosts}
