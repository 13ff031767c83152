"""What a SETROPTS LIST is made of: class lists, option sentences, and what is wrong with them, each with its place.

Source: RACF Command Language Reference, "SETROPTS"; the order of classes is that of captured listings.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from auditor.models.place import At, Fact
from auditor.sources.issue import Issue
from auditor.sources.setropts.table import HEADINGS

FIRST = ("DATASET", "USER", "GROUP")


@dataclass(slots=True)
class ClassList:
    """One class list while it is read. `why` is set when it cannot be trusted."""

    at: At
    words: dict[str, At] = field(default_factory=dict)
    closed: bool = False
    why: str | None = None
    none: bool = False
    """It says NONE."""
    margin: int = 0
    """Characters in front of its first class, and of the classes of its continuation lines."""
    edges: list[tuple[int, int]] = field(default_factory=list)
    """Record and last column of each of its lines, as if all were indented."""
    restart: int | None = None
    """Record at which its classes begin again in front of the alphabet: perhaps another list, without its heading."""

    gaps: list[tuple[str, str, int]] = field(default_factory=list)
    """Class before, class after and record of each place at which classes of it may be lost."""

    def lost(self, name: str) -> int | None:
        """The record of the gap in which the class may have stood, if it is not there."""
        if name in self.words:
            return None
        return next((record for low, high, record in self.gaps if order(low) <= order(name) < order(high)), None)

    def doubt(self, why: str) -> None:
        """Trust nothing of it from now on; the first reason stands."""
        self.why = self.why or why


@dataclass(slots=True)
class Listing:
    """One listing of the file while it is read."""

    first: int
    lists: dict[str, ClassList] = field(default_factory=dict)
    options: dict[str, Fact[bool] | Fact[int]] = field(default_factory=dict)
    attributes: tuple[str, At] | None = None
    sentences: int = 0
    issues: list[Issue] = field(default_factory=list)
    cut: bool = False
    """It ends before its options: what it does not show may just be lost."""
    fragment: bool = False
    """Part of a listing whose first line, ATTRIBUTES, is not there: evidence only against another listing."""
    last: int = 0
    """Record of its last line that is known."""

    @property
    def damaged(self) -> bool:
        """Whether anything of it could not be used."""
        return any(issue.level == "error" for issue in self.issues)


def label_of(name: str) -> str:
    """The heading of a list, as the listing has it."""
    return next((label for label, key in HEADINGS.items() if key == name), name)


def order(name: str) -> tuple[int, bytes]:
    """Classes are listed in the order of EBCDIC, after DATASET, USER and GROUP."""
    first = FIRST.index(name) if name in FIRST else len(FIRST)
    return first, name.encode("cp037", "replace")


def settle(listing: Listing, key: str, fact: Fact[bool] | Fact[int], at: At) -> None:
    """Add what a line says of an option; unknown, with an error, when another line says otherwise."""
    before = listing.options.get(key)
    if before is not None and before.value != fact.value:
        records = f"records {before.at.record if before.at else '?'} and {at.record}"
        fact = type(fact)(at=at, why=f"two things are said ({records})")
        listing.issues.append(Issue(at.record, "error", "contradiction", f"two things are said ({records})"))
    listing.options[key] = fact
