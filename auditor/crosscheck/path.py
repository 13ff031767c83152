"""IMS Connect: from SECCHK bytes to what it gives to RACROUTE REQUEST=VERIFY.

Source: IMS 15, "RACF PassTicket for IMS Connect client connections to IMS DB", "HWS statement", "ODACCESS statement".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeVar

from auditor.drda import secchk
from auditor.models.estate import Estate
from auditor.models.imsconnect import Endpoint, effective_application, effective_racf
from auditor.models.place import At, Fact
from auditor.racf.answer import Reason, places

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Received:
    """A SECCHK as IMS Connect takes it: user ID, what stands in PASSWORD, and the length of the bytes."""

    user: str
    password: str = field(repr=False)
    length: int


@dataclass(frozen=True, slots=True)
class ImsConnect:
    """One endpoint's part in a logon; a None is unknown, and `why` says why."""

    racf: bool | None
    application: str | None
    folds: bool | None
    why: tuple[Reason, ...]
    at: tuple[At, ...]
    cache: bool | None


def send(user: str, ticket: str) -> bytes:
    """The SECCHK bytes of a client. `DrdaMalformed` for a user ID that has no place in them."""
    return secchk.encode(user, ticket)


def receive(stream: bytes) -> Received:
    """What IMS Connect reads from them."""
    command = secchk.decode(stream)
    return Received(command.user.upper(), command.password, len(stream))


def ims_connect(estate: Estate, name: str) -> ImsConnect | Reason:
    """What the endpoint does with a logon, or why it cannot be told."""
    found = [one for one in estate.endpoints if one.name == name]
    if not found:
        return Reason(f"no HWSCFGxx member of endpoint {name} was offered")
    if len(found) > 1:
        return Reason(f"{len(found)} members call themselves {name}", places(*(one.at for one in found)))
    return _behaviour(estate, found[0])


def _behaviour(estate: Estate, endpoint: Endpoint) -> ImsConnect | Reason:
    if endpoint.odaccess.value is False:
        text = f"endpoint {endpoint.name} has no ODACCESS statement: no DRDA client reaches it"
        return Reason(text, places(endpoint.odaccess.at or endpoint.at))
    racf, source = effective_racf(endpoint)
    application, origin = effective_application(endpoint)
    running = endpoint.running
    switch = running.racf if running is not None and source == "running" else endpoint.racf
    why = []
    if racf is None:
        why.append(Reason(switch.why or f"HWS RACF= of {endpoint.name} is unknown", places(switch.at)))
    if application is None:
        contradicted = running.odbmappl.why if running is not None and running.odbmappl.given else None
        text = (
            contradicted
            or endpoint.appl.why
            or endpoint.id.why
            or f"the application name of {endpoint.name} is unknown"
        )
        why.append(Reason(text, places(endpoint.appl.at)))
    if origin == "ODBMAPPL" and running is not None:
        named = running.odbmappl.at
    else:
        named = endpoint.appl.at if origin == "ODACCESS APPL" else endpoint.id.at
    cache = _effective(running.uidcache if running is not None else None, endpoint.uidcache)
    return ImsConnect(racf, application, _folds(estate, endpoint), tuple(why), places(switch.at, named), cache)


def _folds(estate: Estate, endpoint: Endpoint) -> bool | None:
    """PSWDMC: N folds to upper case, Y keeps the case, R does what SETROPTS PASSWORD(MIXEDCASE) says."""
    running = endpoint.running
    value = _effective(running.pswdmc if running is not None else None, endpoint.pswdmc)
    if value == "R":
        mixed = estate.options.mixedcase.value
        return None if mixed is None else not mixed
    return {"N": True, "Y": False}.get(value or "")


def _effective(shown: Fact[T] | None, coded: Fact[T]) -> T | None:
    return shown.value if shown is not None and shown.given else coded.value
