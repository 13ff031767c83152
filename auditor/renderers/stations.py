"""The path of a ticket through one endpoint: what the sample tickets met at each station, and what was found there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from auditor.models.verdict import EndpointSummary, Result, TrialResult, Verdict
from auditor.renderers.foundations import Foundation, foundations
from auditor.renderers.text import count
from auditor.renderers.where import Where
from auditor.renderers.words import open_fails

NAMES = {
    "requester": "Requester",
    "ticket": "Ticket",
    "secchk": "SECCHK",
    "connect": "IMS Connect",
    "verify": "RACF VERIFY",
    "appl": "APPL",
    "ims": "IMS",
}
"""Stations in the order a ticket meets them."""

_HINTS = (
    ("request", "requester"), ("secchk", "secchk"), ("wire", "secchk"), ("drda", "secchk"), ("verify", "verify"),
    ("appl", "appl"), ("connect", "connect"), ("ims", "connect"), ("ticket", "ticket"), ("generat", "ticket"),
)  # fmt: skip

_FOUND_AT = {
    "requester": "A08 B02 B03 B04 B05 B10",
    "ticket": "A02 A03 A04 A05 A10 C02 C06",
    "secchk": "E03 E05 E07 E08 E09",
    "connect": "A07 A11 E01 E02 E04 E06 E10",
    "verify": "A01 B12 C01 C03 C04 C05 D04",
    "appl": "A06 A09 B01 B07 B13 D01",
}
"""Where on the path a policy's finding bears; those not named concern no single station."""
STATION_OF = {f"PT-{policy}": station for station, row in _FOUND_AT.items() for policy in row.split()}

_CLASSES = ("class:PTKTDATA", "class:APPL")


@dataclass(frozen=True, slots=True)
class Stop:
    """One station. `state`: ok, broken, weak (tickets pass, but there are findings), unknown or skipped."""

    name: str
    state: str
    words: str
    policies: tuple[str, ...]
    rests: Foundation | None = None
    """What the station rests on; None where nothing was judged of that."""


@dataclass(frozen=True, slots=True)
class TicketPath:
    """The drawn path of one endpoint."""

    endpoint: EndpointSummary
    stops: tuple[Stop, ...]
    sentence: str


def paths(result: Result, where: Where) -> list[TicketPath]:
    """One path for each endpoint, in the order of the result."""
    found = bearing(open_fails(result), result, where)
    below = foundations(result, where)
    return [_path(endpoint, result, found.get(endpoint.id, []), below[endpoint.id]) for endpoint in result.endpoints]


def bearing(fails: Iterable[Verdict], result: Result, where: Where) -> dict[str, list[Verdict]]:
    """Return by endpoint the findings that bear on its path, those about a class that all endpoints rest on among them.

    They stand in the order of `fails`.
    """
    found: dict[str, list[Verdict]] = {}
    for verdict in fails:
        if verdict.policy not in STATION_OF:
            continue
        everywhere = verdict.object in _CLASSES
        named = [endpoint.id for endpoint in result.endpoints] if everywhere else where.spot(verdict).endpoints
        for name in named:
            found.setdefault(name, []).append(verdict)
    return found


def station(name: str) -> str | None:
    """The station that a trial's stop belongs to, by its name; None when the name says none."""
    lower = name.lower()
    return next((key for hint, key in _HINTS if hint in lower), None)


def stopped_at(trial: TrialResult) -> str:
    """Where a sample ticket stopped. RACF return code 34: VERIFY refused the application, not the ticket."""
    if trial.racf_return_code == "34":
        return "appl"
    for stop in trial.path:
        if stop.outcome != "allowed":
            return station(stop.name) or "verify"
    return "requester" if trial.step == "generate" else "verify"


def _path(
    endpoint: EndpointSummary, result: Result, found: list[Verdict], below: Mapping[str, Foundation]
) -> TicketPath:
    trials = [t for t in result.crosscheck.trials if t.endpoint == endpoint.id and t.step in ("generate", "logon")]
    denied = Counter(stopped_at(t) for t in trials if t.simulated == "denied")
    unclear = Counter(stopped_at(t) for t in trials if t.simulated == "undecided")
    through = sum(t.simulated == "allowed" and t.step == "logon" for t in trials)
    logons = sum(t.step == "logon" for t in trials)
    stops = []
    for key, name in NAMES.items():
        policies = tuple(sorted({v.policy for v in found if STATION_OF[v.policy] == key}))
        if key == "ims":
            state, words = _arrival(endpoint, through, logons, found=bool(found))
        else:
            state, words = _state(key, endpoint, (denied[key], unclear[key]) if trials else None, policies)
        stops.append(Stop(name, state, words, policies, below.get(key)))
    return TicketPath(endpoint, tuple(stops), _sentence(endpoint, through, logons, stops))


def _state(
    key: str, endpoint: EndpointSummary, met: tuple[int, int] | None, policies: tuple[str, ...]
) -> tuple[str, str]:
    """`met`: sample tickets denied and undecided at this station; None when none was sent."""
    if endpoint.racf is False and key in ("verify", "appl"):
        return "skipped", "never asked"
    if endpoint.racf is False and key == "connect":
        return ("broken" if policies else "skipped"), "RACF=N"
    denied, unclear = met or (0, 0)
    if denied:
        return "broken", count(denied, "stops here", "stop here")
    if unclear:
        return "unknown", "cannot be told"
    if policies:
        return "weak", "see findings"
    return ("ok", "passes") if met else ("unknown", "not tried")


def _arrival(endpoint: EndpointSummary, through: int, logons: int, *, found: bool) -> tuple[str, str]:
    """The end of the path: whether a sample logon gets there."""
    if endpoint.racf is False:
        return ("weak" if found else "skipped"), "unchecked"
    if not logons:
        return "unknown", "not tried"
    return ("ok", f"{through} of {logons} get in") if through else ("skipped", "none gets in")


def _sentence(endpoint: EndpointSummary, through: int, logons: int, stops: list[Stop]) -> str:
    if endpoint.racf is False:
        return "IMS Connect asks RACF nothing here: whatever ticket is sent, nobody checks it."
    if not logons:
        return "No client is known to send tickets here, so none was tried."
    broken = [stop.name for stop in stops if stop.state == "broken"]
    sentence = f"{through} of {count(logons, 'sample logon')} {'gets' if through == 1 else 'get'} through"
    return f"{sentence}; the path breaks at {', '.join(broken)}." if broken else f"{sentence}."
