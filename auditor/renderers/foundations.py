"""What each station of a ticket's path rests on: who can be the requester, who has the key, TLS, links."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from auditor.models.verdict import Result, Verdict
from auditor.renderers.where import Where

RESTS_ON: Final = {
    "requester": ("requester", "B15 B16 B17 B18 B19 B20 B21 B22 B23 B24"),
    "ticket": ("key", "C01 C02 C08 C09 C10 C11 C12"),
    "secchk": ("TLS", "E03 E07 E08 E09 E10"),
    "connect": ("links", "G01 G02 G07 G08"),
}
"""Station -> what it rests on, in a word, and the policies that judge that."""

_OF: Final = {f"PT-{policy}": station for station, (_, row) in RESTS_ON.items() for policy in row.split()}
_USER: Final = "user:"


@dataclass(frozen=True, slots=True)
class Foundation:
    """What one station rests on. `word`: requester, key, TLS or links; `state`: ok, weak or unknown."""

    word: str
    state: str
    findings: tuple[tuple[str, str], ...]
    """Policy and object of what was found, in order."""

    @property
    def policies(self) -> tuple[str, ...]:
        """The policies that found something."""
        return tuple(sorted({policy for policy, _ in self.findings}))


def foundations(result: Result, where: Where) -> dict[str, dict[str, Foundation]]:
    """Endpoint -> station -> what it rests on. A station of which no policy says anything there has no entry."""
    met: dict[tuple[str, str], list[Verdict]] = {}
    everybody = [endpoint.id for endpoint in result.endpoints]
    requesters = _requesters(result)
    for verdict in (one for one in result.verdicts if one.policy in _OF and one.verdict != "not_applicable"):
        user = verdict.object.removeprefix(_USER) if verdict.object.startswith(_USER) else None
        here: Iterable[str] = requesters.get(user, ()) if user else where.spot(verdict).endpoints or everybody
        for name in here:
            met.setdefault((name, _OF[verdict.policy]), []).append(verdict)
    return {
        endpoint.id: {key: _foundation(key, met[endpoint.id, key]) for key in RESTS_ON if (endpoint.id, key) in met}
        for endpoint in result.endpoints
    }


def _requesters(result: Result) -> dict[str, set[str]]:
    """Requester -> endpoints for which sample tickets were asked as that user."""
    found: dict[str, set[str]] = {}
    for trial in result.crosscheck.trials:
        if trial.requester and trial.way is None:
            found.setdefault(trial.requester, set()).add(trial.endpoint)
    return found


def _foundation(key: str, verdicts: Iterable[Verdict]) -> Foundation:
    verdicts = [one for one in verdicts if one.waiver is None]
    found = sorted({(one.policy, one.object) for one in verdicts if one.verdict in ("fail", "advisory")})
    unknown = any(one.verdict == "undecided" for one in verdicts)
    return Foundation(RESTS_ON[key][0], "weak" if found else "unknown" if unknown else "ok", tuple(found))
