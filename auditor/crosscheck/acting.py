"""The questions about who can act as a requester: somebody who comes to run as him has his ticket made.

Asked of each client whose tickets RACF makes: one user for each way onto the list that decides (everybody, a group, an
entry of his own), unless the site trusts him. Nothing is decided here. Source: *RACF Security Administrator's Guide*,
"Allowing surrogate job submission", "Delegating the authority to reset passwords".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from auditor.crosscheck.clients import application_of, requester_of, through_services, users_of
from auditor.models.client import Client
from auditor.models.estate import Trial
from auditor.models.imsconnect import effective_application
from auditor.models.racf import Profile
from auditor.models.verdict import IMPERSONATE, Way
from auditor.racf.keys import key_profile
from auditor.racf.lists import ANYONE, satisfies
from auditor.racf.profiles import select
from auditor.racf.system import System
from auditor.racf.users import active_groups

_MOST = 3
"""Owners above a requester whose resources are asked about."""


@dataclass(frozen=True, slots=True)
class _Maker:
    user: str
    number: int | None
    """How many come to it the same way; None: everyone."""


def acting(system: System) -> Iterator[Trial]:
    """Yield the questions, client by client, in an order that is always the same."""
    applications = {one.name: effective_application(one).name for one in system.estate.endpoints}
    for client in system.estate.clients:
        users = users_of(client)
        if not (client.generates_tickets and through_services(client) and users):
            continue
        requester = requester_of(client, users[0])
        if requester is None:
            continue
        fields = {"as_user": requester, "presented_application": applications.get(client.endpoint)}
        for way, resource, class_name in _doors(system, requester):
            for one in _makers(system, class_name, resource, requester):
                yield _trial(system, client, way, one, fields)


def _trial(system: System, client: Client, way: Way, maker: _Maker, fields: dict[str, str | None]) -> Trial:
    user, application = users_of(client)[0], application_of(client)
    return Trial(
        id=f"{IMPERSONATE}/{user}/{client.endpoint}/{way}/{maker.user}/{client.id}",
        client="",
        endpoint=client.endpoint,
        step=IMPERSONATE,
        requester=maker.user,
        made_for_user=user,
        made_for_application=application,
        presented_user=user,
        presented_application=fields["presented_application"],
        ticket=key_profile(system, application).kind,
        way=way,
        as_user=fields["as_user"],
        makers=maker.number,
    )


def _doors(system: System, requester: str) -> Iterator[tuple[Way, str, str]]:
    """Ways to act as the requester, with the resource that guards each."""
    yield "submit", f"{requester}.SUBMIT", "SURROGAT"
    yield "switch", f"BPX.SRV.{requester}", "SURROGAT"
    yield "reset", "IRR.PASSWORD.RESET", "FACILITY"
    user = system.estate.users.get(requester)
    if user is not None:
        yield "reset", f"IRR.PWRESET.OWNER.{user.owner}", "FACILITY"
        group, seen = user.owner, 0
        while group in system.estate.groups and seen < _MOST:
            yield "reset", f"IRR.PWRESET.TREE.{group}", "FACILITY"
            group, seen = system.estate.groups[group].owner, seen + 1


def _makers(system: System, class_name: str, resource: str, requester: str) -> Iterator[_Maker]:
    site = system.estate.site
    left_out = {requester, *site.privileged, *(site.security_owners or ()), *(site.schedulers or ())}
    for candidate in select(system, class_name, resource).candidates:
        if candidate.profile is not None:
            yield from _on_list(system, candidate.profile, left_out)


def _on_list(system: System, profile: Profile, left_out: set[str]) -> Iterator[_Maker]:
    users, acl = system.estate.users, profile.acl
    able = sorted(
        name
        for name, entry in acl.items()
        if satisfies(entry.access, "READ") is not False and name not in left_out and name != ANYONE
    )
    open_level = acl[ANYONE].access if ANYONE in acl else profile.uacc
    if satisfies(open_level, "READ") is not False or profile.warning:
        yield from _first(sorted(name for name in users if name not in acl and name not in left_out), None)
    groups = set(able) - users.keys()
    members = sorted(
        name
        for name, user in users.items()
        if groups
        and name not in acl
        and name not in left_out
        and not groups.isdisjoint(active_groups(user, system.day))
    )
    yield from _first(members, len(members))
    own = [name for name in able if name in users]
    yield from _first(own, len(own))


def _first(names: list[str], number: int | None) -> Iterator[_Maker]:
    if names:
        yield _Maker(names[0], number)
