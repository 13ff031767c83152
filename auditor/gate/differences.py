"""What differs between two estates: each thing by the name that verdicts give it, and each value of it, old and new."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from auditor.models.base import Model
from auditor.models.estate import Estate
from auditor.models.place import Fact

_PLACE = frozenset({"at", "uid_at", "places", "source", "changed"})
"""Where a value stands and when it was changed is no part of it."""
_PLAIN = frozenset({"created", "days", "last_access", "categories", "audit", "failed_attempts", "generic", "factors"})
"""Fields of a new thing that mostly have a value which nobody gave it."""
_LONGEST = 60


class Changed(NamedTuple):
    """One thing that differs: the object a verdict would name, how a sentence calls it, how many values differ.

    `values` are the differing ones as text; a thing that was defined or deleted counts as one value.
    """

    object: str
    what: str
    differing: int
    values: tuple[str, ...]

    @property
    def fields(self) -> frozenset[str]:
        """The fields of it that differ, without what is below them: `connections`, not `connections.G.special`."""
        return frozenset(value.partition(" ")[0].partition(".")[0] for value in self.values)


def differences(old: Estate, new: Estate) -> Iterator[Changed]:
    """Yield what differs between two estates: options and classes by each field, everything else by its name."""
    for name, options in new.classes.items():
        for field in _fields(old.classes.get(name), options):
            yield Changed(f"class:{name}", f"class {name} ({field})", 1, ())
    for field in _fields(old.options, new.options):
        yield Changed(f"option:{field}", f"option {field}", 1, ())
    for class_name in {**old.profiles, **new.profiles}:
        before, after = old.profiles.get(class_name, {}), new.profiles.get(class_name, {})
        yield from _differing(f"profile:{class_name}/", f"profile {class_name}/", before, after)
    clients = [_named((*one.clients, *one.other_clients), "id") for one in (old, new)]
    yield from _differing("user:", "user ", old.users, new.users)
    yield from _differing("group:", "group ", old.groups, new.groups)
    yield from _differing("endpoint:", "endpoint ", _unlinked(old), _unlinked(new))
    yield from _differing("endpoint:", "link ", _links(old), _links(new))
    yield from _differing("client:", "client ", clients[0], clients[1])
    yield from _differing("endpoint:", "TLS of ", _ports(old), _ports(new))
    yield from _differing("tls:", "AT-TLS rule ", _rules(old), _rules(new))


def _unlinked(estate: Estate) -> dict[str, Any]:
    """The endpoints without their links, which are named one by one."""
    apart: dict[str, Any] = {"links": (), "other_appls": ()}
    return {endpoint.name: endpoint.model_copy(update=apart) for endpoint in estate.endpoints}


def _links(estate: Estate) -> dict[str, Any]:
    """The links by their names; all of them where a member has several of one ID."""
    return _grouped((f"{end.name}/link:{link.id}", link) for end in estate.endpoints for link in end.links)


def _rules(estate: Estate) -> dict[str, Any]:
    """The AT-TLS rules by their names, with their place in the search: an order that changes is a change."""
    return _grouped(
        (rule.name, {"stack": policy.stack, "lost": policy.lost, "order": number, **_bare(rule), "name": ""})
        for policy in estate.tls_policies
        for number, rule in enumerate(policy.rules)
    )


def _grouped(rows: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """The things by their names, a list where several have one name, so that none hides another."""
    groups: dict[str, list[Any]] = {}
    for name, value in rows:
        groups.setdefault(name, []).append(value)
    return {name: group[0] if len(group) == 1 else group for name, group in groups.items()}


def _ports(estate: Estate) -> dict[str, Any]:
    return {f"{port.endpoint}/port:{port.port}": port for port in estate.tls}


def _named(values: Iterable[Any], key: str) -> dict[str, Any]:
    return {getattr(value, key): value for value in values}


def _differing(prefix: str, kind: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Changed]:
    if old is new:
        return
    for name in {**old, **new}:
        before, after = old.get(name), new.get(name)
        if before is after or before == after:
            continue
        values = tuple(_values(_bare(before), _bare(after))) or (("defined",) if before is None else ())
        if values:
            whole = before is None or after is None
            yield Changed(f"{prefix}{name}", f"{kind}{name}", 1 if whole else len(values), values)


def _fields(old: Model | None, new: Model) -> Iterator[str]:
    for field in type(new).model_fields:
        if _bare(getattr(old, field, None)) != _bare(getattr(new, field)):
            yield field


def _values(old: Any, new: Any, path: str = "") -> Iterator[str]:
    """Each value that differs, as text with its path. `old` or `new` is None where the thing is not there."""
    if old == new:
        return
    if new is None and not path:
        yield "deleted"
    elif isinstance(new, dict) and (old is None or isinstance(old, dict)):
        for name in {**(old or {}), **new}:
            before = None if old is None else old.get(name)
            if not (old is None and (_blank(new[name]) or (not path and name in _PLAIN))):
                yield from _values(before, new.get(name), f"{path}.{name}" if path else name)
    elif isinstance(old, dict):
        yield f"{path} gone"
    elif isinstance(old, list) or isinstance(new, list):
        yield from (f"{path} + {_text(one)}" for one in new or () if one not in (old or ()))
        yield from (f"{path} - {_text(one)}" for one in old or () if one not in (new or ()))
    else:
        yield f"{path} {_text(new)}" + ("" if _blank(old) else f", before {_text(old)}")


def _blank(value: Any) -> bool:
    """Whether a new thing has this value without being given it; 0 is a value: UID 0."""
    return value is None or value is False or value in ("", "NONE", {}, [])


def _text(value: Any) -> str:
    if isinstance(value, bool):
        text = "yes" if value else "no"
    elif isinstance(value, dict):
        text = " ".join(str(held) for held in value.values() if not _blank(held))
    else:
        text = "none" if value is None or value == "" else str(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."


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
