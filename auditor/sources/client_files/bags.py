"""Settings with names: the shape that XML attributes, properties and YAML have in common, and the client in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from auditor.models.written import Form, Password
from auditor.sources.client_files.builder import Builder, Seen
from auditor.sources.client_files.pools import KEYS, Kind, Living, living, plain
from auditor.sources.client_files.secrets import is_secret, kind_of
from auditor.sources.client_files.url import START, Part, Url, parse

_VARIABLE: Final = re.compile(r"\$\{([^{}]*)\}|#\{([^{}]*)\}|\{\{([^{}]*)\}\}|@([\w.-]+)@")
_NAMED: Final = re.compile(r"[A-Za-z_][\w.-]{0,63}")
_USERS: Final = ("user", "username")
_PROPERTIES: Final = {"applname": "applname", "datastorename": "datastorename", "sslconnection": "sslconnection"}


@dataclass(frozen=True, slots=True)
class Setting:
    """A value with its line. Of a password only its kind is here."""

    value: str | None = field(repr=False)
    line: int
    password: Password | None = None


def setting(key: str, value: str, line: int) -> Setting:
    """Return the setting of a key; the value of a password is left behind."""
    return Setting(None, line, kind_of(value)) if is_secret(key) else Setting(value, line)


@dataclass(slots=True)
class Bag:
    """The settings of one thing by their plain names. `values`: what variables of the same file stand for."""

    name: str
    line: int
    settings: dict[str, Setting] = field(default_factory=dict)
    pools: dict[Kind, dict[str, Setting]] = field(default_factory=dict)
    """Settings of a pool that stand beside it, by its kind."""
    values: Mapping[str, str] = field(default_factory=dict)
    unresolved: list[str] = field(default_factory=list)

    def part(self, key: str) -> Part | None:
        """Return the value of a key, or the variable in its place."""
        found = self.settings.get(key)
        return None if found is None or found.value is None else resolve(found.value, self.values)


def resolve(text: str, values: Mapping[str, str], deep: int = 4) -> Part:
    """Return a value with the variables in it put in their place; the first that has no value otherwise."""
    found = _VARIABLE.search(text)
    if found is None:
        return Part(text.strip())
    inside = next(group for group in found.groups() if group is not None)
    name = _NAMED.match(inside)
    value = values.get(name[0]) if name and name[0] == inside else None
    if value is None or deep == 0:
        return Part(None, name[0] if name else "an expression")
    return resolve(text[: found.start()] + value + text[found.end() :], values, deep - 1)


def is_client(bag: Bag) -> bool:
    """Return whether the settings are of a client of IMS: its URL, or server and port of its data source."""
    return _url_of(bag) is not None or {"datastoreserver", "portnumber"} <= bag.settings.keys()


def add(builder: Builder, form: Form, bag: Bag) -> None:
    """Add the client of a bag that `is_client`."""
    found = _url_of(bag)
    line = bag.settings["datastoreserver"].line if found is None else found.line
    url = _parts(bag) if found is None else parse(found.value or "", bag.values.get)
    for key, name in (*_PROPERTIES.items(), *((key, "user") for key in _USERS)):
        part = bag.part(key)
        if part is not None and name not in url.properties:
            url.properties[name] = part
    seen = Seen(form, bag.name, line, url)
    secret = next((one for one in bag.settings.values() if one.password not in (None, "none")), None)
    if secret is not None and url.password != "literal":
        seen.password, seen.password_line = secret.password, secret.line
    seen.unresolved = list(bag.unresolved)
    if found is not None and not url.readable:
        seen.unresolved.append("the URL cannot be taken apart")
    _pool(bag, seen)
    builder.add(seen)


def _url_of(bag: Bag) -> Setting | None:
    """The setting that holds a URL of IMS."""
    for key in ("url", "jdbcurl", "connectionurl", "jdbc.url"):
        found = bag.settings.get(key)
        if found is not None and found.value and START.match(found.value.strip()):
            return Setting(found.value.strip(), found.line)
    return None


def _parts(bag: Bag) -> Url:
    """The URL that server, port and database stand for. A driver of type 2 is local."""
    kind = bag.part("drivertype")
    local = kind is not None and kind.value == "2"
    host, port, database = (bag.part(key) for key in ("datastoreserver", "portnumber", "databasename"))
    return Url(True, local, host, port, database)


def _pool(bag: Bag, seen: Seen) -> None:
    """How long connections live, where a pool stands beside the client."""
    if len(bag.pools) > 1:
        seen.unresolved.append(f"the file has settings of several pools: {', '.join(sorted(bag.pools))}")
        return
    for kind, settings in bag.pools.items():
        found = {key: resolve(one.value or "", bag.values) for key, one in settings.items() if one.value is not None}
        open_ = sorted({part.variable for part in found.values() if part.variable})
        known = {key: part.value or "" for key, part in found.items()}
        seen.living = living(kind, known)
        if open_ and seen.living.why is not None:
            seen.living = Living(seen.living.pool, None, f"the pool rests on {', '.join(open_)}, not set in this file")
        seen.pool_line = min((one.line for one in settings.values()), default=bag.line)


def pool_keys(kind: Kind) -> frozenset[str]:
    """Return the plain names of the settings of a pool."""
    return frozenset(map(plain, KEYS[kind]))


def pick(settings: Mapping[str, Setting], kind: Kind) -> dict[str, Setting]:
    """Return those settings that are of a pool."""
    return {key: one for key, one in settings.items() if key in pool_keys(kind)}


def into(pairs: Iterable[tuple[str, str, int]]) -> dict[str, Setting]:
    """Return settings by their plain names; of a name that is there twice the last counts, as its readers have it."""
    return {plain(key): setting(key, value, line) for key, value, line in pairs}
