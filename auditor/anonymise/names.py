"""Which names a result can show, collected from the estate it was made of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from auditor.models.estate import Estate
from auditor.models.racf import Profile
from auditor.models.verdict import Result

Named = Iterator[tuple[str, str | None]]
"""The letter a pseudonym begins with, and a name to hide."""

_KEPT = frozenset(
    ("NONE", "READ", "UPDATE", "CONTROL", "ALTER", "EXECUTE", "YES", "NO", "ON", "OFF", "PTKTDATA", "APPL", "STARTED",
     "FACILITY", "IRRPTAUTH", "SURROGAT", "SUBMIT", "BPX", "SRV", "IMS", "RACF", "ICSF", "CKDS", "*", "**", "", "?")
)  # fmt: skip
"""Words of RACF itself, and the product every report speaks of: they name nobody."""

_OWN_NAMES = ("APPL", "CSFKEYS", "GCSFKEYS", "PROPCNTL", "PTKTDATA", "PTKTVAL", "STARTED", "SURROGAT")
"""Classes whose profiles the site names. (FACILITY and the others have IBM's names.)"""


def names_of(estate: Estate, result: Result | None = None) -> dict[str, str]:
    """Every name to hide, and the letter its pseudonym begins with (U user, G group, A application, E endpoint ...)."""
    found: dict[str, str] = {}
    for part in (
        _ims(estate),
        _clients(estate),
        _written(estate),
        _people(estate),
        _profiles(estate),
        _site(estate),
        _said(result),
        _observed(estate),
    ):
        for letter, name in part:
            if name and name not in _KEPT:
                found.setdefault(name, letter)
    return found


def _each(letter: str, names: Iterable[str | None]) -> Named:
    return ((letter, name) for name in names)


def _ims(estate: Estate) -> Named:
    for endpoint in estate.endpoints:
        yield from _each("E", (endpoint.id.value, endpoint.name))
        yield from _each("A", (endpoint.appl.value, endpoint.running.odbmappl.value if endpoint.running else None))
        yield from (("Z", endpoint.trust_zone), ("U", endpoint.racfid.value))
        for store in endpoint.datastores:
            yield from (("A", store.application.value), ("D", store.id))
        for link in endpoint.links:
            yield from (("A", link.application.value), ("D", link.id), ("U", link.user.value), ("H", link.host.value))


def _observed(estate: Estate) -> Named:
    observed = estate.observed
    if observed is None:
        return
    yield from _each("S", observed.systems)
    for row in observed.logons:
        yield from (("J", row.job), ("A", row.application), ("U", row.user))
    for made in observed.generated:
        yield from (("J", made.job), ("A", made.application), ("U", made.requester), ("U", made.user))
    yield from _each("U", (change.by for change in observed.changes))


def _clients(estate: Estate) -> Named:
    for client in (*estate.clients, *estate.other_clients):
        yield from (("C", client.id), ("E", client.endpoint), ("E", client.link))
        yield from _each("J", client.jobs)
        yield from _each("F", (one if isinstance(one, str) else one.file for one in client.evidence))
        yield from _each("A", (client.application, client.key_profile))
        yield from _each("U", (client.requester, *client.users))
    for port in estate.tls:
        yield from (("E", port.endpoint), ("T", port.evidence))
    for policy in estate.tls_policies:
        yield "S", policy.stack
        for rule in policy.rules:
            yield from (("T", rule.name), ("J", rule.job))


def _written(estate: Estate) -> Named:
    for client in estate.written:
        yield from (("C", client.id), ("F", client.file), ("H", client.host.value), ("J", client.job))
        yield from (("A", client.application.value), ("D", client.database), ("D", client.datastore))
        yield from (("U", client.user.value), ("U", client.requester.value))


def _people(estate: Estate) -> Named:
    for name, user in estate.users.items():
        yield from (("U", name), ("U", user.owner), ("G", user.default_group))
        yield from _each("G", user.connections)
    for name, group in estate.groups.items():
        yield from (("G", name), ("U", group.owner), ("G", group.superior))
        yield from _each("U", group.members)


def _profiles(estate: Estate) -> Named:
    for class_name, profiles in estate.profiles.items():
        for name, profile in profiles.items():
            if class_name in _OWN_NAMES:
                yield from _each("P", re.split(r"[.*%&]+", name))
            if class_name == "RACFVARS":
                yield from _each("V", (name, *(member.name for member in profile.members)))
            yield from _profile(profile)
    for guard in estate.data_sets:
        yield from _each("P", re.split(r"[.*%]+", guard.name))
        yield from _each("U", (guard.owner, *guard.acl, *(entry.id for entry in guard.conditional)))
        yield from (("N", guard.volume), *_each("N", (entry.name for entry in guard.conditional)))


def _profile(profile: Profile) -> Named:
    yield from _each("U", (profile.owner, profile.notify, *profile.acl))
    for entry in profile.conditional:
        yield from (("U", entry.id), ("N", entry.name))
    if profile.ssignon:
        yield from _each("K", sorted(profile.ssignon.labels))
    if profile.started:
        yield from (("U", profile.started.user), ("G", profile.started.group))


def _site(estate: Estate) -> Named:
    yield "S", estate.system
    yield from _each("S", (one.system for one in estate.inputs))
    yield from _each("E", estate.site.endpoints)
    yield from _each("Z", (one.trust_zone for one in estate.site.endpoints.values()))
    yield from _each("J", (one.job for one in estate.site.endpoints.values()))
    yield from _each(
        "U", (*estate.site.privileged, *(estate.site.administrators or ()), *(estate.site.schedulers or ()))
    )
    yield from _each("G", estate.site.security_owners or ())
    yield from _each("A", estate.site.other_applications or ())
    for name in (*estate.site.racf_data_sets, *estate.site.ckds_data_sets):
        yield from _each("P", name.split("."))
    for _kind, evidence in estate.evidence:
        yield from _each("X", (name for damage in evidence.damage for name in (damage.name, damage.other)))


def _said(result: Result | None) -> Named:
    for verdict in result.verdicts if result else ():
        if verdict.waiver is not None:
            yield from _each("W", (verdict.waiver.owner, verdict.waiver.approver, verdict.waiver.ticket))
