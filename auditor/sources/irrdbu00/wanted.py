"""Which records of users and groups are kept, while a byte range is surveyed for the first and mostly the only time."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final, NamedTuple

from auditor.models.classes import DEFINING
from auditor.sources.irrdbu00.layout import KEPT, LAYOUT, SLICES
from auditor.sources.irrdbu00.transfer.walk import Skip
from auditor.sources.transfer.forms import Form

PEOPLE: Final = frozenset(code for code, kept in KEPT.items() if kept.of in ("group", "user"))

_CONNECTIONS: Final = frozenset({"0203", "0205"})

_IDS: Final = {code: tuple(SLICES[name] for name in kept.ids) for code, kept in KEPT.items() if kept.ids}

_OWNERS: Final = {"0100": SLICES["GPBD_OWNER_ID"], "0200": SLICES["USBD_OWNER_ID"]}


PRIVILEGES: Final = ("USBD_SPECIAL", "USBD_OPER", "USBD_AUDITOR", "USBD_ROAUDIT", "USCON_GRP_SPECIAL")
"""Flags that make a user one who is kept: of record 0200, and group-SPECIAL of record 0205."""

_FLAGS: Final = {
    code: tuple(SLICES[name] for name in PRIVILEGES if name in LAYOUT[code].by_name) for code in ("0200", "0205")
}
_CLASS: Final = SLICES["USCLA_CLASS"]


class Wanted(NamedTuple):
    """Users, and groups of which every member is wanted. A name is of one kind only; both sets may hold either."""

    users: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    qualifiers: frozenset[str] = frozenset()
    """First qualifiers of the data sets whose profiles are kept: never one with a generic character."""


class Passed:
    """What is told of the records that were passed over: of none, where `skip` is None and each is looked at."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.skip: Skip | None = None
        self.types: set[str] = set()
        """Types that were passed over, of those that every database has."""
        self.users: list[bytes] = []
        """Names of users that were passed over, in eight columns."""
        self.newest = b""
        """The last day on which one of them logged on."""
        self.groups: list[tuple[int, str]] = []
        """Record number and text, without trailing blanks, of each 0100 that was passed over."""
        self.listed: set[tuple[bytes]] = set()
        """Wanted users in records 0102 that were passed over."""
        self.aside: list[tuple[int, bytes]] = []
        """Runs of profiles laid aside (`needed`): how many records stand before the run, and its bytes."""


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


def makes_wanted(code: str, text: str) -> bool:
    """Whether a user record makes its user one to keep: attribute, group-SPECIAL, CLAUTH of a ticket class, UID 0."""
    if code in _FLAGS:
        return any(text[flag].rstrip(" ") not in ("NO", "") for flag in _FLAGS[code])
    if code == "0202":
        return text[_CLASS].rstrip(" ") in DEFINING
    return code == "0270" and not text[14:24].strip("0 ") and "0" in text[14:24]


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
    return {text[columns].rstrip(" ") for text in texts for columns in _IDS.get(text[:4], ())}


def pointed(texts: Iterable[str]) -> set[str]:
    """Groups to which records of users point."""
    groups = set()
    default = SLICES["USBD_DEFGRP_ID"]
    for text in texts:
        if text.startswith("0205"):
            groups.add(text[14:22].rstrip(" "))
        elif text.startswith("0200"):
            groups.add(text[default].rstrip(" "))
    return groups
