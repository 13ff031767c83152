"""Names that one slip of the keyboard turns into each other, and that no site would give to two things on purpose."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Final

_LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789#$@"

_ALIKE: Final = ("0O", "1I", "1L", "IL", "2Z", "5S", "8B")
"""Characters that look alike in print."""


def slips(name: str) -> frozenset[str]:
    """Return every name that differs from `name` by one slip.

    That is a character too few or too many, two changed round, or one taken for another that looks like it. Another
    character in the same place is none: IMSA and IMSB are two systems. Nor is what differs in digits alone, for names
    are numbered: ICON1, ICON2, ICON12.
    """
    near = chain(_fewer(name), _more(name), _round(name), _alike(name))
    return frozenset(other for other in near if other and _plain(other) != _plain(name))


def _plain(name: str) -> str:
    return "".join(char for char in name if not char.isdigit())


def _fewer(name: str) -> Iterator[str]:
    return (name[:at] + name[at + 1 :] for at in range(len(name)))


def _more(name: str) -> Iterator[str]:
    return (name[:at] + char + name[at:] for at in range(len(name) + 1) for char in _LETTERS)


def _round(name: str) -> Iterator[str]:
    return (name[:at] + name[at + 1] + name[at] + name[at + 2 :] for at in range(len(name) - 1))


def _alike(name: str) -> Iterator[str]:
    for at, char in enumerate(name):
        for pair in _ALIKE:
            if char in pair:
                yield name[:at] + pair.replace(char, "") + name[at + 1 :]
