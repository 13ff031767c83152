"""The book of codes: what each message and return code means, by which causes, and how that is known.

The data are in `codes.json`: `codes` (one row a code), `causes` (what can be behind it, with the check that settles it
and the policies that see it) and `sources` (the public pages).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Literal

import msgspec

Certainty = Literal["S", "I", "K", "?"]
"""S: read on a public page; I: inferred from such pages; K: from memory, no page was found; ?: not known."""
Way = Literal["yes", "generation", "tm-only", "no", "unknown"]
"""Where the code stands: the DRDA logon itself, the making of the ticket, IMS TM clients only, another product or
moment."""


@dataclass(frozen=True, slots=True)
class Cause:
    """One thing that can be behind a code, with the check that tells whether it is."""

    id: str
    text: str
    check: str
    policies: tuple[str, ...]
    pattern: str | None = None
    """Who is refused, where and since when, if this is it; None where another code shows it."""


@dataclass(frozen=True)
class Code:
    """One message, return code or record, with its meaning and what can be behind it."""

    key: str
    """As `ICH408I/invalid-password` or `TICKETSERV/8/8/16`."""
    family: str
    forms: tuple[str, ...]
    match: str | None
    meaning: str
    causes: tuple[str, ...]
    policies: tuple[str, ...]
    """Policies that see it beside those of its causes."""
    first_check: str
    tell_apart: str
    way: Way
    verify: str | None
    """The return code of RACROUTE REQUEST=VERIFY that goes with it (hexadecimal), where one does."""
    certainty: Certainty
    source: str

    @cached_property
    def pattern(self) -> re.Pattern[str] | None:
        """What the code looks like in one message of at most 2,000 characters; None: never told from a text alone."""
        return None if self.match is None else re.compile(self.match, re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Book:
    """All codes by key, all causes by id, all sources by the mark that a code's source uses."""

    codes: Mapping[str, Code]
    causes: Mapping[str, Cause]
    sources: Mapping[str, str]

    def policies(self, code: Code) -> frozenset[str]:
        """Return the policies that see one of the causes of `code`, or `code` itself."""
        return frozenset(code.policies).union(*(self.causes[cause].policies for cause in code.causes))

    def cited(self, code: Code) -> tuple[str, ...]:
        """Return the sources of `code` as sentences. Those without a public page are left out."""
        marks = dict.fromkeys(re.findall(r"\b[A-Z]\d{1,2}\b", code.source))
        return tuple(self.sources[mark] for mark in marks if mark in self.sources)


@dataclass(frozen=True, slots=True)
class _File:
    codes: tuple[Code, ...]
    causes: tuple[Cause, ...]
    sources: dict[str, str]


@cache
def book() -> Book:
    """Return the book of codes that this version ships."""
    file = msgspec.json.decode(files(__package__).joinpath("codes.json").read_bytes(), type=_File)
    return Book({code.key: code for code in file.codes}, {cause.id: cause for cause in file.causes}, file.sources)
