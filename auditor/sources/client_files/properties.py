"""Properties and YAML of Spring and of pools, by prefixes.

The IMS settings often stand under a prefix of the program's own (`imsdatasource.DatastoreServer`), while the URL of
Spring is a dummy: so any prefix counts that has server and port, or a URL of IMS. Names compare as Spring's relaxed
names do. Sources: Spring Boot, "Relaxed binding"; repository imsdev/ims-java-springboot; HikariCP README.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

import yaml

from auditor.sources.client_files.bags import Bag, Setting, add, is_client, pick, setting
from auditor.sources.client_files.builder import Builder
from auditor.sources.client_files.pools import Kind, plain
from auditor.sources.client_files.secrets import is_secret

_LINE: Final = re.compile(r"\s*((?:[^\s:=#!\\]|\\.)(?:[^\s:=\\]|\\.){0,255})\s*[:=\s]\s*(.*)")
_POOLS: Final[dict[str, Kind]] = {"hikari": "hikari", "tomcat": "tomcat", "dbcp2": "dbcp2"}
_NODES: Final = 20_000
_DEPTH: Final = 32
LIMIT: Final = 1024 * 1024
"""Characters of a YAML text: its reader is slow."""

Pairs = list[tuple[str, str, int]]
"""Full key, value, line."""


def properties(lines: tuple[str, ...]) -> Pairs:
    """Return what the lines of a properties file set; a backslash at the end continues a line."""
    pairs: Pairs = []
    at = 0
    while at < len(lines):
        number, line = at + 1, lines[at][:4096]
        at += 1
        if line.lstrip().startswith(("#", "!")):
            continue
        while line.endswith("\\") and not line.endswith("\\\\") and at < len(lines) and at - number < 50:
            line = line[:-1] + lines[at].lstrip()[:4096]
            at += 1
        found = _LINE.fullmatch(line.rstrip())
        if found:
            pairs.append((re.sub(r"\\(.)", r"\1", found[1]), found[2], number))
    return pairs


def yaml_pairs(text: str) -> list[Pairs] | None:
    """Return what each document of a YAML text sets; None for what is no YAML, or none that is read."""
    if len(text) > LIMIT:
        return None
    try:
        return [list(_flat(root, "", 0, [_NODES])) for root in yaml.compose_all(text, yaml.SafeLoader)]
    except (yaml.YAMLError, RecursionError, ValueError):
        return None


def _flat(node: yaml.Node | None, prefix: str, depth: int, left: list[int]) -> Iterator[tuple[str, str, int]]:
    """Every scalar with its key from the root; an alias counts as often as it is used, so nodes are counted."""
    left[0] -= 1
    if node is None or depth > _DEPTH or left[0] < 0:
        return
    if isinstance(node, yaml.ScalarNode):
        yield prefix, str(node.value), int(node.start_mark.line) + 1
    elif isinstance(node, yaml.SequenceNode):
        for number, item in enumerate(node.value):
            yield from _flat(item, f"{prefix}[{number}]", depth + 1, left)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode):
                yield from _flat(value, f"{prefix}.{key.value}" if prefix else str(key.value), depth + 1, left)


def read_pairs(builder: Builder, pairs: Pairs) -> set[int]:
    """Add the clients that the settings of one text hold; return the lines of their URLs."""
    groups: dict[str, dict[str, Setting]] = {}
    lines: dict[str, int] = {}
    for key, value, line in pairs:
        prefix, _, last = key.rpartition(".")
        groups.setdefault(prefix, {})[plain(last)] = setting(key, value, line)
        lines.setdefault(prefix, line)
    values = {key: value for key, value, _ in pairs if not is_secret(key)}
    taken: set[int] = set()
    for prefix, settings in groups.items():
        bag = Bag(prefix or "properties", lines[prefix], _with_base(prefix, settings, groups), values=values)
        if not is_client(Bag(bag.name, bag.line, dict(settings))):
            continue
        bag.pools.update(_pools(prefix, groups))
        add(builder, "properties", bag)
        taken.update(one.line for one in settings.values())
    return taken


def _with_base(
    prefix: str, settings: dict[str, Setting], groups: Mapping[str, dict[str, Setting]]
) -> dict[str, Setting]:
    """The settings, and user and password of the prefix around them: Spring gives those to its pool."""
    above = groups.get(prefix.rpartition(".")[0], {}) if prefix.rpartition(".")[2] in _POOLS else {}
    return {key: one for key, one in above.items() if key in ("user", "username", "password")} | settings


def _pools(prefix: str, groups: Mapping[str, dict[str, Setting]]) -> dict[Kind, dict[str, Setting]]:
    """The pool under the prefix, or the prefix itself where it is a pool's."""
    found: dict[Kind, dict[str, Setting]] = {}
    for word, kind in _POOLS.items():
        below = f"{prefix}.{word}" if prefix else word
        if below in groups:
            found[kind] = pick(groups[below], kind)
        elif prefix.rpartition(".")[2] == word:
            found[kind] = pick(groups[prefix], kind)
    here = groups[prefix]
    if not found and "jdbcurl" in here:
        found["hikari"] = pick(here, "hikari")
    elif not found and "maxtotal" in here:
        found["dbcp2"] = pick(here, "dbcp2")
    return found
