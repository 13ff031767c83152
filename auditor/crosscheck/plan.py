"""The questions: for each client that generates tickets and each of its users, which tickets are sent where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from auditor.crosscheck.acting import acting
from auditor.crosscheck.clients import application_of, key_name, requester_of, through_services, users_of
from auditor.crosscheck.impersonation import Planned, impersonations
from auditor.crosscheck.observed import observed_trials
from auditor.crosscheck.qualified import qualified_key
from auditor.models.client import Client
from auditor.models.estate import Estate, Trial
from auditor.models.imsconnect import effective_application
from auditor.racf.keys import KeyProfile, TicketKind, key_profile
from auditor.racf.system import System

LEGACY_LATE = 660
"""Seconds: the window of 600 and a minute; nothing is promised about the boundary itself."""
BEYOND = 30
OTHER_APPLICATION = ("OTHERAPP", "NOTTHIS1", "NOTTHIS2")
NOBODY = ("NOTTHEM1", "NOTTHEM2")


@dataclass(frozen=True, slots=True)
class Ask:
    """What the trials of one client and user share."""

    client: Client
    user: str
    requester: str | None
    application: str
    presented: str | None
    key: KeyProfile

    def trial(self, step: str, **different: object) -> Trial:
        """The trial of this step; `different` is what sets it apart from a plain logon."""
        fields: dict[str, object] = {
            "id": f"{self.client.id}/{self.user}/{step}",
            "client": self.client.id,
            "endpoint": self.client.endpoint,
            "step": step,
            "requester": self.requester,
            "made_for_user": self.user,
            "made_for_application": self.application,
            "presented_user": self.user,
            "presented_application": self.presented,
            "ticket": self.key.kind,
        }
        return Trial.model_validate(fields | different)


def plan(estate: Estate) -> tuple[Trial, ...]:
    """Every trial: those of the clients in their order, with ids `client/user/step`, then those of others."""
    return plan_all(estate).trials


def plan_all(estate: Estate) -> Planned:
    """The same, and what is left out of the impersonations."""
    system = System(estate)
    asked = {one.id: one for one in acting(system)}  # two lists can let the same user through the same way
    others = impersonations(system)
    trials = (*_of_clients(system), *observed_trials(system), *asked.values(), *others.trials)
    return Planned(trials, others.untried)


def plan_of_clients(estate: Estate) -> tuple[Trial, ...]:
    """Return the trials of the clients alone."""
    return tuple(_of_clients(System(estate)))


def _of_clients(system: System) -> list[Trial]:
    estate = system.estate
    applications = {endpoint.name: effective_application(endpoint).name for endpoint in estate.endpoints}
    everyone = tuple(dict.fromkeys(user for client in estate.clients for user in users_of(client)))
    trials: list[Trial] = []
    for client in estate.clients:
        if not client.generates_tickets:
            continue
        key = key_profile(system, key_name(client))
        presented = applications.get(client.endpoint)
        for user in users_of(client):
            requester = requester_of(client, user)
            ask = Ask(client, user, requester, application_of(client), presented, key)
            trials += _of_user(system, ask, _another(user, (*users_of(client), *everyone[:2], *NOBODY)))
    return trials


def _another(one: str, others: tuple[str, ...]) -> str:
    return next(other for other in others if other != one)


def _of_user(system: System, ask: Ask, other_user: str) -> Iterator[Trial]:
    if through_services(ask.client) and ask.requester is not None:
        yield ask.trial("generate")
    yield ask.trial("logon")
    yield ask.trial("wrong-user", presented_user=other_user)
    others = [name for name in OTHER_APPLICATION if name not in (ask.application, ask.presented)]
    yield ask.trial("wrong-application", made_for_application=others[0])
    late = _late(ask.key)
    yield ask.trial("too-early", offset=-late)
    yield ask.trial("too-late", offset=late)
    yield ask.trial("replay", replayed="same-system")
    yield ask.trial("replay-other-system", replayed="other-system")
    yield ask.trial("altered", altered=True)
    yield from _of_keys(system, ask)


def _of_keys(system: System, ask: Ask) -> Iterator[Trial]:
    """Trials that only some key profiles call for."""
    qualified = qualified_key(system, ask.application, ask.user)
    if qualified is not None and not qualified.without_key:
        yield ask.trial("qualified-key", ticket=qualified.kind)
    if ask.key.enhanced:
        legacy: TicketKind = "legacy"
        yield ask.trial("legacy-ticket", ticket=legacy)
        segment = ask.key.profile.ssignon if ask.key.profile is not None else None
        if segment is not None and segment.type == "MIXED":
            yield ask.trial("folded")


def _late(key: KeyProfile) -> int:
    """Seconds beyond every window that the ticket could have."""
    segment = key.profile.ssignon if key.profile is not None else None
    if key.kind == "enhanced" and segment is not None and segment.timeout is not None:
        return segment.timeout + BEYOND
    return LEGACY_LATE
