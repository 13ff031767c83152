"""Which endpoint and client a verdict belongs to, as far as its object and facts name them. For grouping only."""

from __future__ import annotations

from dataclasses import dataclass

from auditor.models.verdict import IMPERSONATE, Result, Verdict


@dataclass(frozen=True, slots=True)
class Spot:
    """`group`: the heading a finding stands under; `endpoints`: those it concerns (none: the whole system)."""

    group: str
    endpoints: tuple[str, ...]


class Where:
    """Finds the spot of each verdict of one result."""

    def __init__(self, result: Result) -> None:
        self._ids = [endpoint.id for endpoint in result.endpoints]
        self._by_application: dict[str, list[str]] = {}
        for endpoint in result.endpoints:
            if endpoint.application:
                self._by_application.setdefault(endpoint.application, []).append(endpoint.id)
        self._by_client: dict[str, str] = {}
        for trial in result.crosscheck.trials:
            if trial.step != IMPERSONATE:
                self._by_client.setdefault(trial.client, trial.endpoint)

    def spot(self, verdict: Verdict) -> Spot:
        """Endpoint, then client; profiles by the application in their name; the rest is the whole system."""
        kind, _, rest = verdict.object.partition(":")
        if kind == "endpoint":
            name = rest.partition("/")[0]
            return Spot(f"Endpoint {name}", (name,))
        if kind == "client":
            name = rest.partition("/user:")[0]
            endpoint = self._endpoint_of_client(name, verdict)
            return Spot(
                f"Endpoint {endpoint}, client {name}" if endpoint else f"Client {name}", (endpoint,) if endpoint else ()
            )
        if kind == "profile":
            found = self._of_profile(rest)
            if found:
                return Spot("Endpoint " + ", ".join(found), found)
        named = verdict.facts.get("endpoint")
        return Spot("The whole system", (named,) if isinstance(named, str) and named in self._ids else ())

    def _endpoint_of_client(self, client: str, verdict: Verdict) -> str | None:
        named = verdict.facts.get("endpoint")
        return named if isinstance(named, str) else self._by_client.get(client)

    def _of_profile(self, name: str) -> tuple[str, ...]:
        """`PTKTDATA/IRRPTAUTH.IMSDRDA1.*/id:X` -> the endpoints whose application is IMSDRDA1."""
        profile = name.partition("/")[2].partition("/id:")[0].removeprefix("IRRPTAUTH.")
        return tuple(self._by_application.get(profile.partition(".")[0], ()))
