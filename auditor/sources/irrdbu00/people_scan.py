"""The second reading: the records of users and groups that matter, out of the parts of a file that hold any."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from auditor.sources.irrdbu00.check import structure
from auditor.sources.irrdbu00.forms import Form
from auditor.sources.irrdbu00.skip import counted, groups_pattern, people_pattern
from auditor.sources.irrdbu00.stride import strides
from auditor.sources.irrdbu00.walk import Skip, Walk

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
    walk = Walk(path, form, first=first, last=last, skip=_skip(form, wanted, users))
    rows = [
        (number, text)
        for number, text in walk
        if text[:4] in PEOPLE and structure(text, stripped=form.stripped) is None and _matters(text, wanted, users)
    ]
    return rows


def _matters(text: str, wanted: Wanted, users: set[str]) -> bool:
    code, name = text[:4], text[5:13].rstrip(" ")
    if code in ("0100", "0102"):
        return code == "0100" or name in wanted.groups
    return name in users or (code in ("0203", "0205") and text[14:22].rstrip(" ") in wanted.groups)


def _skip(form: Form, wanted: Wanted, users: set[str]) -> Skip:
    """Passes over a user who is not wanted and in none of the wanted groups, and over lists of other groups.

    Adds to `users` who is in one.
    """
    fast = strides(form, frozenset(), ())
    match = people_pattern(form).match
    connected = groups_pattern(form).findall
    named, groups = _encoded(users, form), _encoded(wanted.groups, form)
    head = 0 if form.kind == "text" else 4
    user, group = ("0".encode(form.codepage) + digit.encode(form.codepage) for digit in "21")

    def matters(name: bytes, block: bytes, at: int, end: int) -> bool:
        if name in named:
            return True
        if groups.isdisjoint(connected(block, at, end)):
            return False
        users.add(name.decode(form.codepage).rstrip(" "))
        return True

    def skip(block: bytes, at: int) -> tuple[int, int]:
        count = 0
        while True:
            prefix = block[at + head : at + head + 2]
            # The record 0100 of every group is wanted, so groups go the careful way.
            stride = None if prefix == group else fast.get(prefix)
            taken = stride.take(block, at) if stride is not None else None
            if taken is None:
                break
            end, records, found = taken
            if prefix == user and matters(found[1], block, at, end):
                return at, count
            at, count = end, count + records
        return careful(block, at, count)

    def careful(block: bytes, at: int, count: int) -> tuple[int, int]:
        found = match(block, at)
        if found is None:
            return at, count
        end = found.end()
        if found.lastgroup == "user" and matters(found["user"], block, at, end):
            return at, count
        if found.lastgroup == "group" and found["group"] in groups:
            return at, count
        return end, count + counted(form, block, at, end)

    return skip


def _encoded(names: Iterable[str], form: Form) -> frozenset[bytes]:
    """As they stand in eight columns; a name that the code page cannot write is in no record of the file."""
    return frozenset(name.ljust(8).encode(form.codepage, errors="ignore") for name in names)


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
