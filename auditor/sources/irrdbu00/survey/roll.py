"""The names of all users in a file, eight columns each in one text: a set of them takes ten times the memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

WIDTH: Final = 8


class Roll(NamedTuple):
    """Names of one byte range, no name twice, with the first and last of them in the order of the host."""

    text: str = ""
    first: bytes = b""
    last: bytes = b""

    def holds(self, names: Iterable[str]) -> bool:
        """Whether any of `names` is in it."""
        cells = [self.text[at : at + WIDTH] for at in range(0, len(self.text), WIDTH)]
        return not {name.ljust(WIDTH) for name in names}.isdisjoint(cells)

    def names(self) -> Iterator[str]:
        """Each without its blanks."""
        return (self.text[at : at + WIDTH].rstrip(" ") for at in range(0, len(self.text), WIDTH))


class Everybody(NamedTuple):
    """All users and groups of a database."""

    rolls: tuple[Roll, ...]
    groups: frozenset[str]

    def holding(self, names: Iterable[str]) -> set[str]:
        """Return those of `names` that are a user or a group."""
        asked = {name for name in names if len(name) <= WIDTH}
        cells = {name.ljust(WIDTH) for name in asked}
        there = asked & self.groups
        for one in self.rolls:
            text = one.text
            there |= {
                text[at : at + WIDTH].rstrip(" ") for at in range(0, len(text), WIDTH) if text[at : at + WIDTH] in cells
            }
        return there


def roll(text: str) -> Roll:
    """The roll of names in eight columns.

    RACF unloads users in EBCDIC order; in any code page of it letters stand alike.
    """
    order = text.encode("cp037", errors="replace")
    cells = [order[at : at + WIDTH] for at in range(0, len(order), WIDTH)]
    return Roll(text, min(cells, default=b""), max(cells, default=b""))


def repeated(rolls: Sequence[Roll]) -> list[list[str]]:
    """For each roll its names that an earlier one has too: none where rolls follow each other, as in real files."""
    ordered = sorted((one for one in rolls if one.text), key=lambda one: one.first)
    if all(one.last < following.first for one, following in pairwise(ordered)):
        return [[] for _ in rolls]
    seen: set[str] = set()
    found = []
    for one in rolls:
        names = set(one.names())
        found.append(sorted(names & seen))
        seen |= names
    return found


def distinct(rolls: Sequence[Roll]) -> int:
    """How many names there are in all."""
    return sum(len(one.text) // WIDTH for one in rolls) - sum(map(len, repeated(rolls)))
