"""Members that define one HWS ID, as one endpoint: what they say alike stands, what they say differently is unknown.

Which of them an IMS Connect was started with is not in them, and neither is an order: so none of them is preferred.
Source: IMS, "HWSCFGxx member of the IMS PROCLIB data set": the JCL of the IMS Connect names its member.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from typing import Any, TypeVar

from auditor.models.imsconnect import Datastore, DrdaPort, Endpoint, Link, TmPort, other_appls
from auditor.models.place import Fact
from auditor.sources.issue import Issue

S = TypeVar("S", Datastore, Link)
P = TypeVar("P", DrdaPort, TmPort)

Lost = Callable[[int, Issue], None]
"""Takes the number of an input and an error that shows only when it is joined with others."""


def members_by_name(members: Sequence[Endpoint], lost: Lost) -> list[Endpoint]:
    """One endpoint for each name; `lost` takes an error for each name that members define differently."""
    by_name: dict[str, list[Endpoint]] = {}
    for member in members:
        by_name.setdefault(member.name, []).append(member)
    return [_one(name, several, lost) for name, several in by_name.items()]


def _one(name: str, several: list[Endpoint], lost: Lost) -> Endpoint:
    merged = reduce(_merged, several)
    if len(several) > 1:
        differ = [field for field, fact in merged if isinstance(fact, Fact) and fact.why == _why(name, field)]
        more = f": they differ in {', '.join(differ)}" if differ else ""
        message = f"HWS ID {name} is defined by {len(several)} of the members offered; which one runs is open{more}"
        last = several[-1].at
        lost(last.source, Issue(last.record, "error", "duplicate-endpoint", message, name, last[2:]))
    return merged


def _why(name: str, field: str) -> str:
    return f"the members of {name} differ in it ({field.upper()})"


def _merged(one: Endpoint, other: Endpoint) -> Endpoint:
    facts = {
        field: _fact(fact, getattr(other, field), _why(one.name, field))
        for field, fact in one
        if isinstance(fact, Fact)
    }
    datastores = _statements(one.name, "DATASTORE", one.datastores, other.datastores)
    links = _statements(one.name, "RMTIMSCON", one.links, other.links)
    return one.model_copy(
        update={
            **facts,
            "ports": _ports(one, other),
            "datastores": datastores,
            "links": links,
            "tm_ports": _tm_ports(one, other),
            "unread": one.unread or other.unread,
            "other_appls": other_appls(datastores, links),
            "damaged": True,
        }
    )


def _fact(one: Fact[Any], other: Fact[Any], why: str) -> Fact[Any]:
    """What two members say alike; a value and a default that mean the same are alike."""
    if one.value == other.value and (one.origin == "default") == (other.origin == "default"):
        return one
    if one.value is not None and one.value == other.value:
        return one if one.origin != "default" else other
    return type(one)(at=one.at or other.at, why=why)


def _ports(one: Endpoint, other: Endpoint) -> tuple[DrdaPort, ...]:
    """Ports of both; a port of only one of them may not be listened on."""
    ports: list[DrdaPort] = []
    for port in one.ports:
        twin = next((each for each in other.ports if each.id.value == port.id.value), None)
        if twin is None:
            ports.append(_open(one.name, port))
        else:
            why = _why(one.name, "PORTTMOT")
            ports.append(port.model_copy(update={"porttmot": _fact(port.porttmot, twin.porttmot, why)}))
    numbers = {port.id.value for port in one.ports}
    return (*ports, *(_open(one.name, port) for port in other.ports if port.id.value not in numbers))


def _tm_ports(one: Endpoint, other: Endpoint) -> tuple[TmPort, ...]:
    """The same of ports for IMS TM."""
    mine, theirs = ({port.id.value for port in member.tm_ports} for member in (one, other))
    both = mine & theirs
    known = [port if port.id.value in both else _open(one.name, port) for port in one.tm_ports]
    return (*known, *(_open(one.name, port) for port in other.tm_ports if port.id.value not in mine))


def _open(name: str, port: P) -> P:
    """A port of which only one member knows."""
    if port.id.value is None:
        return port
    return port.model_copy(update={"id": Fact[int](at=port.at, why=f"port {port.id.value} is in one member of {name}")})


def _statements(name: str, keyword: str, one: tuple[S, ...], other: tuple[S, ...]) -> tuple[S, ...]:
    """Data stores or links of both members, by their IDs; what only one has, or they code differently, is unknown."""
    mine, theirs = ({row.id: row for row in rows} for rows in (one, other))
    missing = Fact[str](why=f"one of the members of {name} does not have it")
    rows = []
    for each, row in {**theirs, **mine}.items():
        both = each in mine and each in theirs
        facts = {
            field: _fact(fact, getattr(theirs[each], field) if both else missing, _why(name, f"{keyword} {field}"))
            for field, fact in row
            if isinstance(fact, Fact)
        }
        rows.append(row.model_copy(update=facts))
    return tuple(rows)
