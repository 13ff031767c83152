"""Declared, written and observed of each endpoint, user by user: what a result keeps of the SMF records."""

from __future__ import annotations

from collections.abc import Iterable

from auditor.models.client import Client
from auditor.models.estate import Estate
from auditor.models.imsconnect import Endpoint, effective_application
from auditor.models.observed import Logon, Observed, ObservedEndpoint, ObservedSummary, Peak, SideBySide


def side_by_side(estate: Estate) -> ObservedSummary | None:
    """Return the three kinds of fact beside each other; None where there are no SMF records that count."""
    observed = estate.observed
    if observed is None:
        return None
    return ObservedSummary(
        first=observed.first, last=observed.last, days=observed.days, systems=observed.systems,
        time_zone=observed.time_zone, pace=observed.pace,
        endpoints=tuple(_endpoint(endpoint, estate, observed) for endpoint in estate.endpoints),
        unjoined=observed.unjoined, unknown_users=observed.unknown_users, passed=observed.passed,
    )  # fmt: skip


def _endpoint(endpoint: Endpoint, estate: Estate, observed: Observed) -> ObservedEndpoint:
    name = endpoint.name
    logons = [row for row in observed.logons if row.endpoint == name and row.user is not None]
    covered = any(row.endpoint == name for row in observed.coverage)
    clients = [client for client in (*estate.clients, *estate.other_clients) if client.endpoint == name]
    rows = [_declared(client, user, logons, covered=covered) for client in clients for user in client.users]
    known = {row.user for row in rows}
    users = sorted({row.user for row in logons if row.user is not None and row.user not in known})
    rows += [_undeclared(user, [row for row in logons if row.user == user]) for user in users]
    over = [row for row in logons if row.peak > observed.pace.tickets]
    peaks = sorted(over, key=lambda row: (-row.peak, row.user or ""))
    return ObservedEndpoint(
        id=name,
        application=effective_application(endpoint).name,
        jobs=tuple(sorted({row.job for row in observed.logons if row.endpoint == name})),
        covered=covered,
        rows=tuple(rows),
        hours=observed.hours.get(name, ()),
        peaks=tuple(Peak(tickets=row.peak, user=row.user or "", day=row.peak_day or row.last) for row in peaks),
    )


def _declared(client: Client, user: str, logons: Iterable[Logon], *, covered: bool) -> SideBySide:
    mine = [row for row in logons if row.user == user]
    undeclared = any(row.accepted for row in mine) and not (client.generates_tickets and client.status == "confirmed")
    seen = "tickets not declared" if undeclared else "declared and seen"
    state = seen if mine else "declared and never seen" if covered else "declared, not proven"
    return SideBySide(
        client=client.id, kind=client.kind, status=client.status, user=user, application=client.application,
        written=tuple(one if isinstance(one, str) else one.file for one in client.evidence),
        state=state, **_counts(mine),
    )  # fmt: skip


def _undeclared(user: str, mine: list[Logon]) -> SideBySide:
    application = ", ".join(sorted({row.application for row in mine}))
    return SideBySide(
        client=None, kind=None, status=None, user=user, application=application, state="seen and not declared",
        **_counts(mine),
    )  # fmt: skip


def _counts(mine: list[Logon]) -> dict[str, object]:
    return {
        "accepted": sum(row.accepted for row in mine),
        "refused": sum(sum(row.refused.values()) for row in mine),
        "passwords": sum(row.passwords for row in mine),
        "first": min((row.first for row in mine), default=None),
        "last": max((row.last for row in mine), default=None),
    }
