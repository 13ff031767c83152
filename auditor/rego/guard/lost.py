"""Values that the embedded engine loses: a trap with two ends, both of which are common and harmless alone.

A package that anybody reads as a whole is evaluated as a whole, and `alias.rule` of an imported package reads it so.
From then on its functions find nothing behind their own imports: what they read there is undefined, and undefined
never fails. The full path, `data.auditor.lib.x.rule`, is safe at either end; calls are always safe.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from auditor.rego.packages import LIBRARY


class Read(NamedTuple):
    """One value read through an import, or a whole package by its path."""

    file: str
    line: int
    shown: str
    """As it is written."""
    path: str
    """In full, without `data`."""


@dataclass
class Reads:
    """What the modules read in a way that matters here, by package."""

    whole: dict[str, list[Read]] = field(default_factory=dict)
    """Reads that evaluate the package as a whole."""
    functions: dict[str, list[Read]] = field(default_factory=dict)
    """Reads through imports by functions of the package."""

    def lost(self) -> Iterator[tuple[str, int, str, str]]:
        """File, line, what and what instead. Functions of the library are read by everybody: both ends at once."""
        for package, reads in self.functions.items():
            if package.startswith(LIBRARY):
                for one in reads:
                    yield one.file, one.line, f"a function of the library reads {one.shown}", _instead(one)
        for package, reads in self.whole.items():
            for other in self.functions.get(package, ())[:1]:
                for one in reads:
                    what = (
                        f"{one.shown} evaluates {package} as a whole, and its functions then lose what they read "
                        f"through imports ({other.file}, line {other.line}: {other.shown})"
                    )
                    yield one.file, one.line, what, _instead(one if one.path != package else other)


def _instead(read: Read) -> str:
    return f"write data.{read.path} in full: behind an import the embedded engine loses it"
