"""The adversarial questions: somebody who can come by a ticket for a privileged user presents it as that user.

Three kinds of people can: who may ask RACF for it (UPDATE to `IRRPTAUTH.application.user`, or a started task that
passes every check), who has the application's key outside RACF (an off-host client), and who can put a key of his own
there (ALTER to the discrete key profile). Source: *RACF Callable Services*, "RACF authorization"; *RACF Security
Administrator's Guide*, "Protecting PassTicket keys", "Granting access authorities". Nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from auditor.crosscheck.clients import key_name, through_services
from auditor.crosscheck.holders import Holders
from auditor.models.client import Client
from auditor.models.estate import Estate, Trial
from auditor.models.imsconnect import Endpoint, effective_application, effective_racf
from auditor.models.racf import User
from auditor.models.verdict import IMPERSONATE, Way
from auditor.racf.keys import CLASS, KINDS, TicketKind, key_profile
from auditor.racf.profiles import select
from auditor.racf.services import MEMBER_NAME
from auditor.racf.system import System

MOST = 10_000
"""Questions of this kind that are asked; what is left out is counted."""
_RANKS = ("special", "operations", "uid 0", "auditor", "named", "roaudit")


@dataclass(frozen=True, slots=True)
class Planned:
    """The questions, worst first, and how many pairs of a privileged user and an endpoint are not wholly asked."""

    trials: tuple[Trial, ...]
    untried: int


@dataclass(frozen=True, slots=True)
class _Maker:
    """Somebody with a ticket for the target: who, by which way, how many so, and with which key if not RACF's."""

    way: Way
    number: int | None
    client: str = ""
    user: str | None = None
    key: str | None = None
    ticket: TicketKind | None = None

    def trial(self, target: str, endpoint: str, application: str) -> Trial:
        """Ids are `impersonate/target/endpoint/way/maker`; with a key its profile and kind behind."""
        parts = [IMPERSONATE, target, endpoint, self.way, self.client or self.user or ""]
        if self.key is not None:
            parts += [self.key, str(self.ticket)]
        return Trial(
            id="/".join(parts),
            client=self.client,
            endpoint=endpoint,
            step=IMPERSONATE,
            requester=self.user,
            made_for_user=target,
            made_for_application=application,
            presented_user=target,
            presented_application=application,
            ticket=self.ticket,
            way=self.way,
            key_profile=self.key,
            makers=self.number,
        )


def impersonations(system: System) -> Planned:
    """The questions about each privileged user at each endpoint that asks RACF, in an order that is always the same."""
    estate, makers = system.estate, _Makers(system)
    pairs = [(target, one) for target in privileged(estate) for one in _endpoints(estate)]
    trials: list[Trial] = []
    for number, (target, (endpoint, application)) in enumerate(pairs):
        found = [one.trial(target, endpoint, application) for one in makers.of(target, application)]
        trials += found[: MOST - len(trials)]
        if len(trials) == MOST:
            return Planned(tuple(trials), len(pairs) - number - (trials[-1] is found[-1]))
    return Planned(tuple(trials), 0)


def privileged(estate: Estate) -> list[str]:
    """Users whom an attribute, UID 0 or the site's list makes privileged: the most powerful first, then by name."""
    named = set(estate.site.privileged)
    rows = []
    for name, user in estate.users.items():
        rank = _rank(user, named=name in named)
        if rank is not None:
            rows.append((rank, name))
    return [name for _, name in sorted(rows)]


def _rank(user: User, *, named: bool) -> int | None:
    held = (user.special, user.operations, user.uid == 0, user.auditor, named, bool(user.roaudit))
    return held.index(True) if True in held else None


def _endpoints(estate: Estate) -> list[tuple[str, str]]:
    """Endpoints that clients reach and that may ask RACF, with the application they name; each name once."""
    found: dict[str, list[Endpoint]] = {}
    for endpoint in estate.endpoints:
        found.setdefault(endpoint.name, []).append(endpoint)
    rows = []
    for name, members in sorted(found.items()):
        one = members[0]
        application = effective_application(one).name
        asks = one.odaccess.value is not False and effective_racf(one)[0] is not False
        if len(members) == 1 and asks and application:
            rows.append((name, application))
    return rows


@dataclass(slots=True)
class _Makers:
    """Who comes by tickets, for each target and application found once."""

    system: System
    answers: dict[tuple[str, str], tuple[_Maker, ...]] = field(default_factory=dict)
    keys: dict[str, list[str]] = field(init=False)
    with_key: dict[str, list[_Maker]] = field(init=False)
    """By application: off-host clients with the key of a profile it could try, or with one that is the same."""
    tasks: tuple[str, ...] = field(init=False)
    holders: Holders = field(init=False)

    def __post_init__(self) -> None:
        self.holders = Holders(self.system)
        self.keys = {}
        for name, profile in self.system.profiles(CLASS).items():
            if not profile.generic and not name.startswith("IRRPTAUTH."):
                self.keys.setdefault(name.partition(".")[0], []).append(name)
        self.with_key = {}
        for name, clients in _key_holders(self.system.estate).items():
            for application in sorted(self._serves(name)):
                makers = [_Maker("key", len(clients), clients[0], key=name, ticket=kind) for kind in self._kinds(name)]
                self.with_key.setdefault(application, []).extend(makers)
        self.tasks = _unchecked(self.system)

    def of(self, target: str, application: str) -> tuple[_Maker, ...]:
        """Everyone who may, then who has a key, then who may by a list, then started tasks."""
        if (target, application) not in self.answers:
            asking = tuple(self._asking(target, application))
            self.answers[target, application] = (
                *(one for one in asking if one.way == "everyone"),
                *self.with_key.get(application, ()),
                *self._over_key(target, application),
                *(one for one in asking if one.way != "everyone"),
                *self._tasks(target, application),
            )
        return self.answers[target, application]

    def _asking(self, target: str, application: str) -> Iterator[_Maker]:
        ticket = key_profile(self.system, application).kind
        for candidate in select(self.system, CLASS, f"IRRPTAUTH.{application}.{target}").candidates:
            if candidate.name is None or candidate.profile is None:
                continue
            for one in self.holders.of(candidate.name, candidate.profile, "UPDATE", target):
                yield _Maker(one.way, one.number, user=one.user, ticket=ticket)

    def _serves(self, name: str) -> set[str]:
        same = {one for shared in self.system.estate.shared_keys if name in shared.profiles for one in shared.profiles}
        return {one.partition(".")[0] for one in (name, *same)}

    def _over_key(self, target: str, application: str) -> Iterator[_Maker]:
        for name in sorted(self.keys.get(application, ())):
            for one in self.holders.of(name, self.system.profiles(CLASS)[name], "ALTER", target):
                for kind in self._kinds(name):
                    yield _Maker("alter", one.number, user=one.user, key=name, ticket=kind)

    def _kinds(self, name: str) -> list[TicketKind]:
        """The kinds of key that the profile holds or may hold."""
        key = key_profile(self.system, name)
        held = {"legacy": key.legacy, "enhanced": key.enhanced}
        return [kind for kind in KINDS if key.exists is not False and held[kind] is not False]

    def _tasks(self, target: str, application: str) -> Iterator[_Maker]:
        others = [one for one in self.tasks if one != target]
        if others:
            ticket = key_profile(self.system, application).kind
            yield _Maker("task", len(others), user=others[0], ticket=ticket)


def _key_holders(estate: Estate) -> dict[str, list[str]]:
    """Off-host clients by the key profile that they hold the key of."""
    found: dict[str, list[str]] = {}
    for client in estate.clients:
        if holds_key(client):
            found.setdefault(key_name(client), []).append(client.id)
    return {name: sorted(clients) for name, clients in sorted(found.items())}


def holds_key(client: Client) -> bool:
    """Whether the client has the key itself: it makes its tickets outside RACF, or names the key."""
    makes = client.generates_tickets or client.key_profile is not None
    return client.kind == "off-host" and makes and key_name(client) != ""


def _unchecked(system: System) -> tuple[str, ...]:
    """Declared requesters whose name a TRUSTED or PRIVILEGED started task has or could have."""
    names = set()
    for profile in system.profiles("STARTED").values():
        task = profile.started
        if task is not None and not (task.trusted is False and task.privileged is False):
            names.add(task.user)
    asking = {one.requester for one in system.estate.clients if through_services(one) and one.kind == "racf-service"}
    return tuple(sorted(one for one in asking if one and (one in names or MEMBER_NAME in names)))
