"""What SMF records say, joined to the endpoints: by the job the site names, else by an application that is unique."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import TYPE_CHECKING

from auditor.models.estate import Estate
from auditor.models.imsconnect import effective_application
from auditor.models.observed import Coverage, Logon, Observed, Unjoined
from auditor.sources.irradu00.scope import Scope
from auditor.sources.issue import Issue

if TYPE_CHECKING:
    from auditor.settings import Settings
    from auditor.sources.irradu00.facts import Seen
    from auditor.sources.irrdbu00 import Unload

Job = tuple[str, str]
"""Job and application."""


def scope_of(estate: Estate, unload: Unload | None, settings: Settings) -> Scope:
    """Return what matters of the records of one audit: its applications, jobs, names and days.

    Records of `stale_days` before the day of the audit count, none of a later day: today's are of a system whose day
    may have begun already where nobody names the day.
    """
    site = estate.site
    applications = {effective_application(endpoint).name for endpoint in estate.endpoints}
    applications |= {client.application for client in estate.clients}
    people = {name for client in estate.clients for name in (client.requester, *client.users)}
    jobs = {label.job.upper() for label in site.endpoints.values() if label.job}
    profiles = {name for of in ("PTKTDATA", "APPL") for name in estate.profiles.get(of, {})}
    last = settings.as_of + timedelta(days=settings.as_of_from == "clock")
    return Scope(
        applications=_names(applications),
        jobs=frozenset(jobs),
        names=_names(people | profiles),
        known=_known(estate, unload),
        systems=frozenset(site.smf.systems),
        first=(settings.as_of - timedelta(days=site.stale_days)).isoformat(),
        last=last.isoformat(),
        tickets=site.max_tickets_per_minute,
        words=site.smf.words,
        columns={str(name): span for name, span in site.smf.columns.items()},
    )  # fmt: skip


def _names(names: Iterable[str | None]) -> frozenset[str]:
    return frozenset(name.upper() for name in names if name and name.strip() and name.isascii())


def _known(estate: Estate, unload: Unload | None) -> Callable[[Iterable[str]], set[str]]:
    """Who may be named: users of the unload; without one those whom the site names itself."""
    if unload is not None:
        return unload.everybody.holding
    own = {name.upper() for client in estate.clients for name in (client.requester, *client.users) if name}
    own.update(estate.site.privileged, estate.site.administrators or ())
    return own.intersection


def joined(seen: Seen, estate: Estate) -> tuple[Observed | None, list[Issue]]:
    """Return what was seen, each job with its endpoint, and what is to be said of it."""
    observed = seen.facts(estate.site.smf.time_zone)
    if observed is None:
        passed = "".join(f"; {number} {what}" for what, number in seen.passed.items())
        message = f"no record is of an event that is read here and of a day that counts for the audit{passed}"
        return None, [Issue(None, "remark", "outside-period", message)]
    owners = _owners({(row.job, row.application) for row in observed.logons}, estate)
    logons = tuple(
        row.model_copy(update={"endpoint": _owner(owners, row.job, row.application)}) for row in observed.logons
    )
    unjoined = _unjoined(observed.logons, owners)
    facts = observed.model_copy(
        update={
            "logons": logons,
            "coverage": _coverage(logons),
            "unjoined": unjoined,
            "hours": _hours(seen, owners),
        }
    )
    told = [f"job {row.job} logs on to {row.application}: {row.why}" for row in unjoined]
    issues = [Issue(None, "remark", "unjoined-job", message) for message in told]
    if len(facts.systems) > 1 and not estate.site.smf.systems:
        message = f"records are of systems {', '.join(facts.systems)}, all counted: [site.smf] systems can name yours"
        issues.append(Issue(None, "remark", "several-systems", message))
    if facts.unknown_users:
        message = f"{facts.unknown_users} records name a user that the unload does not have: counted, never shown"
        issues.append(Issue(None, "remark", "unknown-user", message))
    return facts, issues


def _owner(owners: dict[Job, tuple[str | None, str]], job: str, application: str) -> str | None:
    return owners[job, application][0]


def _owners(seen: set[Job], estate: Estate) -> dict[Job, tuple[str | None, str]]:
    """Return for each job and application the endpoint, or None and why it cannot be told."""
    named: dict[str, list[str]] = {}
    for name, label in estate.site.endpoints.items():
        if label.job:
            named.setdefault(label.job.upper(), []).append(name)
    users: dict[str, list[str]] = {}
    for endpoint in estate.endpoints:
        users.setdefault(effective_application(endpoint).name or "", []).append(endpoint.name)
    with_job = {name for names in named.values() for name in names}
    found: dict[Job, tuple[str | None, str]] = {}
    for job, application in seen:
        if len(named.get(job, ())) == 1:
            found[job, application] = (named[job][0], "")
            continue
        free = [name for name in users.get(application, ()) if name not in with_job]
        jobs = {other for other, of in seen if of == application and other not in named}
        if len(named.get(job, ())) > 1:
            why = "the site names this job for several endpoints"
        elif not free:
            why = "no endpoint of that application is without a job of its own"
        elif len(free) > 1 or len(jobs) > 1:
            why = "several jobs or endpoints use the application: [site.endpoints.HWSID] job can tell"
        else:
            found[job, application] = (free[0], "")
            continue
        found[job, application] = (None, why)
    return found


def _unjoined(logons: Iterable[Logon], owners: dict[Job, tuple[str | None, str]]) -> tuple[Unjoined, ...]:
    counts: dict[Job, int] = {}
    for row in logons:
        counts[row.job, row.application] = counts.get((row.job, row.application), 0) + row.accepted
    return tuple(
        Unjoined(job=job, application=application, why=why, accepted=counts[job, application])
        for (job, application), (owner, why) in sorted(owners.items())
        if owner is None
    )


def _coverage(logons: Iterable[Logon]) -> tuple[Coverage, ...]:
    """Return each job that an accepted ticket proves to be recorded."""
    rows: dict[str, list[Logon]] = {}
    for row in logons:
        if row.accepted:
            rows.setdefault(row.job, []).append(row)
    return tuple(
        Coverage(
            job=job,
            endpoint=next((row.endpoint for row in mine if row.endpoint), None),
            systems=tuple(sorted({row.system for row in mine})),
            accepted=sum(row.accepted for row in mine),
            first=min(row.first for row in mine),
            last=max(row.last for row in mine),
            at=min(row.accepted_at[0] for row in mine),
        )
        for job, mine in sorted(rows.items())
    )


def _hours(seen: Seen, owners: dict[Job, tuple[str | None, str]]) -> dict[str, tuple[tuple[int, int], ...]]:
    sums: dict[str, list[list[int]]] = {}
    for (_, job, application), hours in seen.tally.hours.items():
        endpoint = _owner(owners, job, application)
        if endpoint is None:
            continue
        mine = sums.setdefault(endpoint, [[0, 0] for _ in range(24)])
        for number, (accepted, refused) in enumerate(hours):
            mine[number][0] += accepted
            mine[number][1] += refused
    return {name: tuple((good, bad) for good, bad in hours) for name, hours in sorted(sums.items())}
