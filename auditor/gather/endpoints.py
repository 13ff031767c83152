"""Members and displays joined into endpoints. What two inputs say differently of one endpoint is unknown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from pydantic import BaseModel

from auditor.gather.members import members_by_name
from auditor.models.estate import Site
from auditor.models.imsconnect import Endpoint, Running
from auditor.models.place import At, Fact
from auditor.sources.issue import Issue

Lost = Callable[[int, Issue], None]
"""Takes the number of an input and an error that shows only when it is joined with others."""


def join(
    members: Sequence[Endpoint],
    shown: Sequence[tuple[str, Running]],
    site: Site,
    lost: Lost,
) -> tuple[Endpoint, ...]:
    """Members with their displays and the site's labels; a display without a member is an endpoint of its own.

    Nothing depends on the order or the names of the files: what is several is taken in the order of its content.
    """
    running = _displays(sorted(shown, key=lambda pair: (pair[0], _content(pair[1]))), lost)
    offered = members_by_name(sorted(members, key=_content), lost)
    joined = [one.model_copy(update={"running": running.get(one.name)}) for one in offered]
    seen = {endpoint.name for endpoint in joined}
    joined += [_displayed(name, display) for name, display in running.items() if name not in seen]
    return tuple(_labelled(endpoint, site) for endpoint in sorted(joined, key=lambda one: one.at.source))


def _content(one: Endpoint | Running) -> str:
    """What a member or display says and in which records, without the number of its file."""

    def plain(value: Any) -> Any:
        if isinstance(value, At):
            return value[1:]
        if isinstance(value, BaseModel):
            return [(name, plain(inner)) for name, inner in value if name != "source"]
        return [plain(inner) for inner in value] if isinstance(value, tuple) else value

    return repr(plain(one))


def _displays(shown: Sequence[tuple[str, Running]], lost: Lost) -> dict[str, Running]:
    """One set of running values for each HWS ID, also where several displays show it."""
    found: dict[str, Running] = {}
    for name, display in shown:
        before = found.get(name)
        if before is None:
            found[name] = display
            continue
        merged, differ = _merged(before, display)
        if differ:
            message = f"the displays of {name} differ in {', '.join(differ)}; which one is newer is open"
            lost(display.at.source, Issue(display.at.record, "error", "contradiction", message, name, display.at[2:]))
        found[name] = merged
    return found


def _merged(one: Running, other: Running) -> tuple[Running, list[str]]:
    """What two displays say together, and the fields in which they differ: those are unknown."""
    differ: list[str] = []
    facts: dict[str, Any] = {}
    for name, fact in one:
        second = getattr(other, name)
        if not isinstance(fact, Fact):
            continue
        if not fact.given:
            facts[name] = second
        elif not second.given or fact.value is None:
            continue
        elif second.value is None:
            facts[name] = second
        elif second.value != fact.value:
            differ.append(name.upper())
            facts[name] = type(fact)(at=fact.at, why=f"two displays show different values of {name.upper()}")
    known = {port.id.value for port in one.ports}
    ports = (*one.ports, *(port for port in other.ports if port.id.value not in known))
    return one.model_copy(update={**facts, "ports": ports}), differ


def _displayed(name: str, shown: Running) -> Endpoint:
    def unknown(what: str) -> Fact[Any]:
        return Fact[Any](why=f"the member of {name} was not offered, so {what} is unknown")

    return Endpoint(
        name=name, source=shown.at.source, member=False, at=shown.at,
        id=Fact[str](value=name, at=shown.at, origin="shown"),
        odaccess=unknown("ODACCESS"), racf=unknown("HWS RACF="), appl=unknown("ODACCESS APPL="),
        pswdmc=unknown("HWS PSWDMC="), uidcache=unknown("HWS UIDCACHE="), uidage=unknown("HWS UIDAGE="),
        odracfst=unknown("ODACCESS ODRACFST="), racfgenrc=unknown("HWS RACFGENRC="), running=shown,
        racfid=unknown("TCPIP RACFID="),
        unread=f"the member of {name} was not offered, so what else it codes is unknown",
    )  # fmt: skip


def _labelled(endpoint: Endpoint, site: Site) -> Endpoint:
    label = site.endpoints.get(endpoint.name)
    return endpoint.model_copy(
        update={
            "environment": (label.environment if label else None) or site.environment,
            "trust_zone": label.trust_zone if label else None,
        }
    )
