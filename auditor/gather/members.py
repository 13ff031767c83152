"""Members that define one HWS ID, as one endpoint: what they say alike stands, what they say differently is unknown.

Which of them an IMS Connect was started with is not in them, and neither is an order: so none of them is preferred.
Source: IMS, "HWSCFGxx member of the IMS PROCLIB data set": the JCL of the IMS Connect names its member.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from typing import Any

from auditor.models.imsconnect import DrdaPort, Endpoint, OtherAppl
from auditor.models.place import Fact
from auditor.sources.issue import Issue

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
    return one.model_copy(
        update={
            **facts,
            "ports": _ports(one, other),
            "other_appls": _others(one, other),
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


def _open(name: str, port: DrdaPort) -> DrdaPort:
    """A port of which only one member knows."""
    if port.id.value is None:
        return port
    return port.model_copy(update={"id": Fact[int](at=port.at, why=f"port {port.id.value} is in one member of {name}")})


def _others(one: Endpoint, other: Endpoint) -> tuple[OtherAppl, ...]:
    """Application names of data stores and links; unknown where only one member has them, or they differ."""
    rows: dict[tuple[str, str | None], OtherAppl] = {(row.statement, row.id): row for row in one.other_appls}
    missing = Fact[str](why=f"one of the members of {one.name} does not have it")
    for key, row in {(row.statement, row.id): row for row in other.other_appls}.items():
        twin = rows.get(key)
        rows[key] = _pair(one.name, row, None, missing) if twin is None else _pair(one.name, twin, row, missing)
    seen = {(row.statement, row.id) for row in other.other_appls}
    return tuple(row if key in seen else _pair(one.name, row, None, missing) for key, row in rows.items())


def _pair(name: str, row: OtherAppl, twin: OtherAppl | None, missing: Fact[str]) -> OtherAppl:
    appl, user = (missing, missing) if twin is None else (twin.appl, twin.userid)
    return row.model_copy(
        update={
            "appl": _fact(row.appl, appl, _why(name, f"{row.statement} APPL")),
            "userid": _fact(row.userid, user, _why(name, f"{row.statement} USERID")),
        }
    )
