"""What a change does to the estate without moving a verdict: listed, so that nothing changes unseen.

A verdict that moves and names what was changed speaks for it. What no such verdict names is listed, one by one.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from auditor.gate.reasons import Reasons
from auditor.judge.compare import Comparison
from auditor.models.base import Model
from auditor.models.estate import Estate
from auditor.models.place import Fact
from auditor.models.verdict import Verdict

_PLACE = frozenset({"at", "places", "source", "changed"})
"""Where a value stands and when it was changed is no part of it."""
_WORD = re.compile(r"[^\s\"'/:,()\[\]{}]+")
_UNMOVED = "no verdict moves by it, so look at it yourself"


class Changed(NamedTuple):
    """One thing that differs: its name, and how a sentence calls it."""

    name: str
    what: str


def silent_reasons(before: Estate, after: Iterable[Estate], moved: Comparison) -> Reasons:
    """Return what differs between the estates and no verdict that moved names. `after`: stored and active layer."""
    reasons = Reasons()
    words = set().union(*(_words(verdict) for name in Comparison.model_fields for verdict in getattr(moved, name)))
    silent = {
        one.what: None
        for estate in after
        for one in changed(before, estate)
        if not words.issuperset(_WORD.findall(one.name.upper()))
    }
    reasons.fold([f"this changes {what}: {_UNMOVED}" for what in silent], "changes that move no verdict")
    return reasons


def _words(verdict: Verdict) -> set[str]:
    """The names that a verdict is about: in its object, its facts and its sentences, commands left out."""
    about = f"{verdict.object} {verdict.message} {verdict.reason} {verdict.facts}"
    return set(_WORD.findall(about.upper()))


def changed(old: Estate, new: Estate) -> Iterator[Changed]:
    """Yield what differs between two estates."""
    for name, options in new.classes.items():
        for field in _fields(old.classes.get(name), options):
            yield Changed(name, f"class {name} ({field})")
    for field in _fields(old.options, new.options):
        yield Changed(field, f"option {field}")
    for class_name in {**old.profiles, **new.profiles}:
        before, after = old.profiles.get(class_name, {}), new.profiles.get(class_name, {})
        for name in _differing(before, after):
            yield Changed(name, f"profile {class_name}/{name}")
    pairs: tuple[tuple[str, Mapping[str, Any], Mapping[str, Any]], ...] = (
        ("user", old.users, new.users),
        ("group", old.groups, new.groups),
        ("endpoint", _unlinked(old), _unlinked(new)),
        ("link", _links(old), _links(new)),
        ("client", _named((*old.clients, *old.other_clients), "id"), _named((*new.clients, *new.other_clients), "id")),
        ("TLS of", _ports(old), _ports(new)),
        ("AT-TLS rule", _rules(old), _rules(new)),
    )
    for kind, old_ones, new_ones in pairs:
        for name in _differing(old_ones, new_ones):
            yield Changed(name, f"{kind} {name}")


def _unlinked(estate: Estate) -> dict[str, Any]:
    """The endpoints without their links, which are named one by one."""
    apart: dict[str, Any] = {"links": (), "other_appls": ()}
    return {endpoint.name: endpoint.model_copy(update=apart) for endpoint in estate.endpoints}


def _links(estate: Estate) -> dict[str, Any]:
    """The links by their names; all of them where a member has several of one ID."""
    links: dict[str, list[Any]] = {}
    for endpoint in estate.endpoints:
        for link in endpoint.links:
            links.setdefault(f"{endpoint.name}/link:{link.id}", []).append(link)
    return links


def _ports(estate: Estate) -> dict[str, Any]:
    return {f"{port.endpoint}/port:{port.port}": port for port in estate.tls}


def _rules(estate: Estate) -> dict[str, Any]:
    """The AT-TLS rules by their names, with their place in the search: an order that changes is a change."""
    return {
        rule.name: (policy.stack, policy.lost, number, rule)
        for policy in estate.tls_policies
        for number, rule in enumerate(policy.rules)
    }


def _named(values: Iterable[Any], key: str) -> dict[str, Any]:
    return {getattr(value, key): value for value in values}


def _differing(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    if old is new:
        return
    for name in {**old, **new}:
        before, after = old.get(name), new.get(name)
        if before is not after and before != after and _bare(before) != _bare(after):
            yield name


def _fields(old: Model | None, new: Model) -> Iterator[str]:
    for field in type(new).model_fields:
        if _bare(getattr(old, field, None)) != _bare(getattr(new, field)):
            yield field


def _bare(value: Any) -> Any:
    """The value without the places it was read from."""
    if isinstance(value, Fact):
        return value.value
    if isinstance(value, Model):
        return {name: _bare(getattr(value, name)) for name in type(value).model_fields if name not in _PLACE}
    if dataclasses.is_dataclass(value):
        names = (field.name for field in dataclasses.fields(value))
        return {name: _bare(getattr(value, name)) for name in names if name not in _PLACE}
    if isinstance(value, dict):
        return {name: _bare(held) for name, held in value.items()}
    if isinstance(value, tuple | list):
        return [_bare(held) for held in value]
    return value
