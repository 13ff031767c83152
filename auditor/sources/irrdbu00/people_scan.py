"""Which records of users and groups are kept, while a byte range is surveyed for the first and mostly the only time."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final, NamedTuple

from auditor.sources.irrdbu00.layout import SLICES

PEOPLE: Final = frozenset({"0100", "0102", "0200", "0202", "0203", "0205", "020A", "0270"})

_CONNECTIONS: Final = frozenset({"0203", "0205"})

_IDS: Final = {
    "0500": ("GRBD_OWNER_ID", "GRBD_NOTIFY_ID"),
    "0505": ("GRACC_AUTH_ID",),
    "0507": ("GRCACC_AUTH_ID",),
    "0540": ("GRST_USER_ID", "GRST_GROUP_ID"),
}


_OWNERS: Final = {"0100": SLICES["GPBD_OWNER_ID"], "0200": SLICES["USBD_OWNER_ID"]}


class Wanted(NamedTuple):
    """Users, and groups of which every member is wanted. A name is of one kind only; both sets may hold either."""

    users: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()


class Collector:
    """Takes the people records of one range that are looked at, and keeps those that matter.

    Kept are the records 0100 of all groups, by themselves; the members of wanted groups; and all records of a user
    who is wanted, privileged or in a wanted group. Why a user matters may stand in a record after others of the same
    user; these are held back meanwhile. Who turns out to matter too late is in `dropped`.
    """

    def __init__(self, wanted: Wanted) -> None:
        self.groups: list[tuple[int, str]] = []
        self.rows: list[tuple[int, str]] = []
        self.dropped: set[str] = set()
        """Users with a record that was looked at and not kept."""
        self.listed: set[str] = set()
        """Users who matter and whom a record 0102 lists."""
        self._groups = wanted.groups
        self._users = set(wanted.users)
        self._name = ""
        self._held: list[tuple[int, str]] = []

    def take(self, number: int, text: str, privileged: set[str]) -> None:
        """Look at one sound record."""
        code, name = text[:4], text[5:13].rstrip(" ")
        if code == "0100":
            self.groups.append((number, text))
            return
        if code == "0102":
            member = text[14:22].rstrip(" ")
            if member in self._users:
                self.listed.add(member)
            if name in self._groups:
                self.rows.append((number, text))
            return
        if name != self._name:
            self.close()
            self._name = name
        if name in privileged or (code in _CONNECTIONS and text[14:22].rstrip(" ") in self._groups):
            self._users.add(name)
        self._held.append((number, text))

    def close(self) -> None:
        """The user whose records were held back is over."""
        if self._held and self._name in self._users:
            self.rows += self._held
        elif self._held:
            self.dropped.add(self._name)
        self._held.clear()


def matters(text: str, wanted: Wanted) -> bool:
    """Whether a collected record is one of those that were wanted in the end."""
    code, name = text[:4], text[5:13].rstrip(" ")
    if code == "0102":
        return name in wanted.groups
    return name in wanted.users or (code in _CONNECTIONS and text[14:22].rstrip(" ") in wanted.groups)


def members(texts: Iterable[str], groups: Collection[str]) -> set[str]:
    """Users that any of the records connects to one of `groups`."""
    found = set()
    for text in texts:
        code, first, second = text[:4], text[5:13].rstrip(" "), text[14:22].rstrip(" ")
        if code in _CONNECTIONS and second in groups:
            found.add(first)
        elif code == "0102" and first in groups:
            found.add(second)
    return found


def owners(texts: Iterable[str], ids: Iterable[str]) -> set[str]:
    """Who owns one of `ids`, who owns that owner, and so on, as far as records 0100 and 0200 among `texts` tell."""
    owner_of = {}
    for text in texts:
        field = _OWNERS.get(text[:4])
        if field is not None:
            owner_of[text[5:13].rstrip(" ")] = text[field].rstrip(" ")
    found: set[str] = set()
    left = list(ids)
    while left:
        owner = owner_of.get(left.pop(), "")
        if owner and owner not in found:
            found.add(owner)
            left.append(owner)
    return found


def mentioned(texts: Iterable[str]) -> set[str]:
    """Every ID that resource records name, sound or not: no fewer than their profiles will."""
    return {text[SLICES[field]].rstrip(" ") for text in texts for field in _IDS.get(text[:4], ())}
