"""What a change does to the estate without moving a verdict: listed, so that nothing changes unseen.

A verdict that moves and names what was changed speaks for it. What no such verdict names is listed, one by one.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
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
    fields: frozenset[str] = frozenset()
    """Of a profile, user, group and the like that was there before and is there after: what differs."""


def silent_reasons(
    before: Estate, after: Iterable[Estate], moved: Comparison, told: Collection[tuple[str, str]] = ()
) -> Reasons:
    """Return what differs between the estates and no verdict that moved names. `after`: stored and active layer.

    `told`: (what, field) of which another reason speaks; what differs in such fields alone is not listed again.
    """
    reasons = Reasons()
    words = set().union(*(_words(verdict) for name in Comparison.model_fields for verdict in getattr(moved, name)))
    silent = {
        one.what: None
        for estate in after
        for one in changed(before, estate)
        if not words.issuperset(_WORD.findall(one.name.upper())) and not _is_told(one, told)
    }
    reasons.fold([f"this changes {what}: {_UNMOVED}" for what in silent], "changes that move no verdict")
    return reasons


def _is_told(one: Changed, told: Collection[tuple[str, str]]) -> bool:
    return bool(one.fields) and all((one.what, field) in told for field in one.fields)


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
        for name, fields in _differing(before, after):
            yield Changed(name, f"profile {class_name}/{name}", fields)
    pairs: tuple[tuple[str, Mapping[str, Any], Mapping[str, Any]], ...] = (
        ("user", old.users, new.users),
        ("group", old.groups, new.groups),
        ("endpoint", _named(old.endpoints, "name"), _named(new.endpoints, "name")),
        ("client", _named((*old.clients, *old.other_clients), "id"), _named((*new.clients, *new.other_clients), "id")),
        ("TLS of", _ports(old), _ports(new)),
    )
    for kind, old_ones, new_ones in pairs:
        for name, fields in _differing(old_ones, new_ones):
            yield Changed(name, f"{kind} {name}", fields)


def _ports(estate: Estate) -> dict[str, Any]:
    return {f"{port.endpoint}/port:{port.port}": port for port in estate.tls}


def _named(values: Iterable[Any], key: str) -> dict[str, Any]:
    return {getattr(value, key): value for value in values}


def _differing(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield the names of what differs, and the fields of what is there in both."""
    if old is new:
        return
    for name in {**old, **new}:
        before, after = old.get(name), new.get(name)
        if before is after or before == after:
            continue
        bare_before, bare_after = _bare(before), _bare(after)
        if bare_before == bare_after:
            continue
        both = bare_before is not None and bare_after is not None
        fields = (field for field in bare_after if bare_before[field] != bare_after[field]) if both else ()
        yield name, frozenset(fields)


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
