"""Declared, written and observed of each endpoint, user by user: what a result keeps of the SMF records."""

from __future__ import annotations

from collections.abc import Iterable

from auditor.models.client import Client
from auditor.models.estate import Estate
from auditor.models.imsconnect import Endpoint, effective_application
from auditor.models.observed import Logon, Observed, ObservedEndpoint, ObservedSummary, Peak, SideBySide
from auditor.models.written import WrittenClient


def side_by_side(estate: Estate) -> ObservedSummary | None:
    """Return the three kinds of fact beside each other; None where there are no SMF records that count."""
    observed = estate.observed
    if observed is None:
        return None
    return ObservedSummary(
        first=observed.first, last=observed.last, days=observed.days, systems=observed.systems,
        time_zone=observed.time_zone, pace=observed.pace,
        endpoints=tuple(_endpoint(endpoint, estate, observed) for endpoint in estate.endpoints),
        unjoined=observed.unjoined,
        unplaced=_files(client for client in _written(estate) if client.endpoint.value is None),
        unknown_users=observed.unknown_users, passed=observed.passed,
    )  # fmt: skip


def _endpoint(endpoint: Endpoint, estate: Estate, observed: Observed) -> ObservedEndpoint:
    name = endpoint.name
    logons = [row for row in observed.logons if row.endpoint == name and row.user is not None]
    covered = any(row.endpoint == name for row in observed.coverage)
    clients = [client for client in (*estate.clients, *estate.other_clients) if client.endpoint == name]
    written = [client for client in _written(estate) if client.endpoint.value == name]
    rows = [_declared(client, user, logons, written, covered=covered) for client in clients for user in client.users]
    known = {row.user for row in rows}
    users = {row.user for row in logons if row.user is not None} | {user for one in written if (user := _user(one))}
    rows += [_undeclared(user, logons, written) for user in sorted(users - known)]
    over = [row for row in logons if row.peak > observed.pace.tickets]
    peaks = sorted(over, key=lambda row: (-row.peak, row.user or ""))
    return ObservedEndpoint(
        id=name,
        application=effective_application(endpoint).name,
        jobs=tuple(sorted({row.job for row in observed.logons if row.endpoint == name})),
        covered=covered,
        rows=tuple(rows),
        hours=observed.hours.get(name, ()),
        unnamed=_files(one for one in written if not _user(one)),
        peaks=tuple(Peak(tickets=row.peak, user=row.user or "", day=row.peak_day or row.last) for row in peaks),
    )


def _written(estate: Estate) -> list[WrittenClient]:
    return [client for client in estate.written if not client.comment]


def _user(client: WrittenClient) -> str | None:
    """Whoever the file names: the user of the URL, else of the job (as `policies/lib/written.rego` takes it)."""
    return client.user.value or client.requester.value


def _files(clients: Iterable[WrittenClient]) -> tuple[str, ...]:
    """Return file and line of each, once."""
    return tuple(sorted({f"{client.file}, line {client.line}" for client in clients}))


def _declared(
    client: Client, user: str, logons: Iterable[Logon], written: Iterable[WrittenClient], *, covered: bool
) -> SideBySide:
    mine = [row for row in logons if row.user == user]
    undeclared = any(row.accepted for row in mine) and not (client.generates_tickets and client.status == "confirmed")
    seen = "tickets not declared" if undeclared else "declared and seen"
    state = seen if mine else "declared and never seen" if covered else "declared, not proven"
    files = [one for one in written if _user(one) == user and _alike(one.application.value, client.application)]
    named = [one if isinstance(one, str) else one.file for one in client.evidence]
    shown = {one.file for one in files}
    return SideBySide(
        client=client.id, kind=client.kind, status=client.status, user=user, application=client.application,
        written=(*_files(files), *(name for name in named if not any(_same_file(name, file) for file in shown))),
        state=state, **_counts(mine),
    )  # fmt: skip


def _alike(application: str | None, declared: str | None) -> bool:
    return application is None or declared is None or application == declared.upper()


def _same_file(name: str, file: str) -> bool:
    """Whether an inventory and the reader name the same file; a copy of the rule in `policies/lib/written.rego`."""
    name = name.removeprefix("./")
    return name == file or file.endswith((f"/{name}", f"!{name}"))


def _undeclared(user: str, logons: Iterable[Logon], written: Iterable[WrittenClient]) -> SideBySide:
    mine = [row for row in logons if row.user == user]
    files = [one for one in written if _user(one) == user]
    names = {row.application for row in mine} | {one.application.value for one in files}
    return SideBySide(
        client=None, kind=None, status=None, user=user, application=", ".join(sorted(name for name in names if name)),
        written=_files(files), state="seen and not declared" if mine else "written and not declared", **_counts(mine),
    )  # fmt: skip


def _counts(mine: list[Logon]) -> dict[str, object]:
    return {
        "accepted": sum(row.accepted for row in mine),
        "refused": sum(sum(row.refused.values()) for row in mine),
        "passwords": sum(row.passwords for row in mine),
        "first": min((row.first for row in mine), default=None),
        "last": max((row.last for row in mine), default=None),
    }
