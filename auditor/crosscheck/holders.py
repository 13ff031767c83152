"""Who stands on an access list with at least a level: few who stand for many, and how many they stand for.

These are facts off the lists, for the questions of the cross-check: whether RACF lets any of them through is answered
by both opinions. A list can let 100,000 users through, so each way on it (own entries, groups, everyone) gives one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from auditor.models.racf import Permit, Profile, User
from auditor.models.verdict import Way
from auditor.racf.lists import ANYONE, satisfies
from auditor.racf.question import Want
from auditor.racf.system import System
from auditor.racf.users import active_groups, user_revoked

_FIRST = 2
"""Who stands first on a way: one, and another in case that one is the target."""


@dataclass(frozen=True, slots=True)
class Holder:
    """A user who stands for `number` users that come to it the same way. None: everyone; they are not counted."""

    user: str
    way: Way
    number: int | None


@dataclass(frozen=True, slots=True)
class _Entry:
    """One way on a list: the two that stand first (one of them can be the target), and who they stand for.

    `who` less those of `apart`, who have entries of their own; None: everyone.
    """

    way: Way
    first: tuple[str, ...]
    who: frozenset[str] | None = None
    apart: frozenset[str] = frozenset()

    def number(self, target: str) -> int | None:
        """How many they are without the target."""
        return None if self.who is None else len(self.who) - len(self.apart | (self.who & {target}))


class Holders:
    """The holders of the lists of one system; each list and each group is looked through once."""

    def __init__(self, system: System) -> None:
        self._system = system
        self._users = system.estate.users
        self._groups: dict[str, list[str]] | None = None
        self._members: dict[str, tuple[str, ...]] = {}
        self._unions: dict[tuple[str, ...], frozenset[str]] = {}
        self._names: list[str] | None = None
        self._found: dict[tuple[str, Want], tuple[_Entry, ...]] = {}

    def of(self, name: str, profile: Profile, want: Want, target: str) -> Iterator[Holder]:
        """Who holds `want` on the PTKTDATA profile `name`, everyone first, without `target`."""
        if (name, want) not in self._found:
            self._found[name, want] = tuple(self._entries(profile, want))
        for entry in self._found[name, want]:
            user = next((one for one in entry.first if one != target), None)
            if user is not None:
                yield Holder(user, entry.way, entry.number(target))

    def _entries(self, profile: Profile, want: Want) -> Iterator[_Entry]:
        acl = profile.acl
        able = {one: sure for one, permit in acl.items() if (sure := satisfies(permit.access, want)) is not False}
        able.pop(ANYONE, None)
        anyone = acl.get(ANYONE)
        if satisfies(profile.uacc if anyone is None else anyone.access, want) is not False:
            yield from _entry("everyone", self._in_order(self._unlisted(profile)))
        elif profile.warning and want == "UPDATE":
            yield from _entry("everyone", self._in_order(name for name in self._sorted() if name not in able))
        groups = sorted((one for one in able if one not in self._users), key=lambda one: (able[one] is None, one))
        who = self._of_groups(tuple(groups))
        yield from _entry("group", self._listed(acl, groups), who, frozenset(one for one in acl if one in who))
        own = frozenset(one for one in able if one in self._users)
        yield from _entry("user", self._in_order(sorted(own, key=lambda one: (able[one] is None, one))), own)

    def _unlisted(self, profile: Profile) -> Iterator[str]:
        """Users to whom ID(*) or UACC applies."""
        for name in self._sorted():
            user = self._users[name]
            if name not in profile.acl and not user.restricted and profile.acl.keys().isdisjoint(user.connections):
                yield name

    def _listed(self, acl: Mapping[str, Permit], groups: Sequence[str]) -> Iterator[str]:
        """Members without an entry of their own: before the others those of no second group on the list."""
        for group in groups:
            for name in self._of_group(group):
                if name not in acl and len(acl.keys() & self._users[name].connections) == 1:
                    yield name
        for group in groups:
            yield from (name for name in self._of_group(group) if name not in acl)

    def _sorted(self) -> list[str]:
        if self._names is None:
            self._names = sorted(self._users)
        return self._names

    def _in_order(self, names: Iterable[str]) -> Iterator[str]:
        """Those who are not revoked before the others, as far as they are looked at."""
        waiting = []
        for name in names:
            if user_revoked(self._users[name], self._system.day):
                waiting.append(name)
            else:
                yield name
        yield from waiting

    def _of_groups(self, groups: tuple[str, ...]) -> frozenset[str]:
        if groups not in self._unions:
            self._unions[groups] = frozenset().union(*map(self._of_group, groups))
        return self._unions[groups]

    def _of_group(self, group: str) -> tuple[str, ...]:
        """Users whose connection to the group counts: first those who are not revoked and whose default group it is."""
        if self._groups is None:
            self._groups = {}
            for name, user in self._users.items():
                for one in active_groups(user, self._system.day):
                    self._groups.setdefault(one, []).append(name)
        if group not in self._members:
            found = sorted(self._groups.get(group, ()), key=lambda name: self._rank(self._users[name], group, name))
            self._members[group] = tuple(found)
        return self._members[group]

    def _rank(self, user: User, group: str, name: str) -> tuple[bool, bool, str]:
        return user_revoked(user, self._system.day), user.default_group != group, name


def _entry(
    way: Way, names: Iterable[str], who: frozenset[str] | None = None, apart: frozenset[str] = frozenset()
) -> Iterator[_Entry]:
    first: list[str] = []
    for name in names:
        if name not in first:
            first.append(name)
        if len(first) == _FIRST:
            break
    if first:
        yield _Entry(way, tuple(first), who, apart)
