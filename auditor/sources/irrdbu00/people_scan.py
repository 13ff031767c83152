"""The second reading: the records of users and groups that matter, out of the parts of a file that hold any."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from auditor.sources.irrdbu00.check import structure
from auditor.sources.irrdbu00.forms import Form
from auditor.sources.irrdbu00.passing import Passing
from auditor.sources.irrdbu00.skip import groups_pattern, people_pattern
from auditor.sources.irrdbu00.stride import Stride, strides
from auditor.sources.irrdbu00.walk import Walk

PEOPLE: Final = frozenset({"0100", "0102", "0200", "0203", "0205", "020A", "0270"})


class Wanted(NamedTuple):
    """Users, and groups of which every member is wanted. A name is of one kind only; both sets may hold either."""

    users: frozenset[str]
    groups: frozenset[str]


def scan(path: str, form: Form, first: int, last: int | None, wanted: Wanted) -> list[tuple[int, str]]:
    """The sound records of one byte range: those of groups and of users that matter.

    A user who turns out to be in a wanted group comes with all records that stand together, as they do in real files;
    `members` tells who is left to be asked for again. Faults of shape have been reported by the survey.
    """
    users = set(wanted.users)
    walk = Walk(path, form, first=first, last=last, skip=Unwanted(form, wanted, users))
    return [
        (number, text)
        for number, text in walk
        if text[:4] in PEOPLE and structure(text, stripped=form.stripped) is None and _matters(text, wanted, users)
    ]


def _matters(text: str, wanted: Wanted, users: set[str]) -> bool:
    code, name = text[:4], text[5:13].rstrip(" ")
    if code in ("0100", "0102"):
        return code == "0100" or name in wanted.groups
    return name in users or (code in ("0203", "0205") and text[14:22].rstrip(" ") in wanted.groups)


class Unwanted(Passing):
    """Passes over users who are not wanted and in no wanted group, and over member lists of other groups.

    Adds to `users` who is in one.
    """

    def __init__(self, form: Form, wanted: Wanted, users: set[str]) -> None:
        # The record 0100 of every group is wanted, so groups go the careful way.
        fast = {key: one for key, one in strides(form, frozenset(), (), light=True).items() if one.prefix != "01"}
        super().__init__(form, fast, people_pattern(form))
        sizes = {size for one in fast.values() for _, size in one.sizes[:2]}
        self._cells = {size: _cell(self.head + 14, size) for size in sizes}
        self._connected = groups_pattern(form).findall
        self._users, self._names, self._groups = users, _encoded(users, form), _encoded(wanted.groups, form)

    def fast(self, stride: Stride, found: re.Match[bytes], block: bytes) -> bool:
        """Everything but a user who matters."""
        if stride.prefix != "02":
            return True
        # The group stands in columns 15-22 of both 0203 and 0205, and each run has records of one length.
        for group, size in stride.sizes[:2]:
            if self._matters(found[1], self._cells[size].findall(block, *found.regs[group])):
                return False
        return True

    def careful(self, found: re.Match[bytes], block: bytes) -> bool:
        """Everything but a user who matters and the members of a wanted group."""
        if found.lastgroup == "user":
            return not self._matters(found["user"], self._connected(block, *found.span()))
        return found.lastgroup != "group" or found["group"] not in self._groups

    def _matters(self, name: bytes, groups: list[bytes]) -> bool:
        if name in self._names:
            return True
        if self._groups.isdisjoint(groups):
            return False
        self._names.add(name)  # for the records that follow
        self._users.add(name.decode(self.form.codepage).rstrip(" "))
        return True


def _cell(first: int, size: int) -> re.Pattern[bytes]:
    """Eight bytes at `first` of each record of `size` bytes."""
    return re.compile(b".{%d}(.{8}).{%d}" % (first, max(size - first - 8, 0)), re.DOTALL)


def _encoded(names: Iterable[str], form: Form) -> set[bytes]:
    """As they stand in eight columns; a name that the code page cannot write is in no record of the file."""
    return {name.ljust(8).encode(form.codepage, errors="ignore") for name in names}


def members(rows: Iterable[tuple[int, str]], groups: frozenset[str]) -> set[str]:
    """Users that any of the rows connects to one of `groups`."""
    found = set()
    for _, text in rows:
        code, first, second = text[:4], text[5:13].rstrip(" "), text[14:22].rstrip(" ")
        if code in ("0203", "0205") and second in groups:
            found.add(first)
        elif code == "0102" and first in groups:
            found.add(second)
    return found
