"""What of the records matters: the reader counts nothing else, and shows no other name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Scope:
    """Applications, jobs, days and words of one audit."""

    applications: frozenset[str] = frozenset()
    """Application names of the estate."""
    jobs: frozenset[str] = frozenset()
    """Jobs that the site names for its IMS Connects."""
    names: frozenset[str] = frozenset()
    """Profiles and users that tickets rest on: a command that names one is a change."""
    known: Callable[[Iterable[str]], set[str]] = set
    """Given user IDs, those of them that the unload has: others may be what somebody typed."""
    systems: frozenset[str] = frozenset()
    """SMF IDs of the systems that are audited; empty: all."""
    first: str = "0000-00-00"
    last: str = "9999-99-99"
    """Records of other days say nothing about the day of the audit."""
    tickets: int = 6
    """Accepted tickets a minute, for one user and application, that connections which are kept do not need."""
    minutes: int = 10
    """Minutes of one hour that make it a busy one."""
    words: Mapping[str, int] = field(default_factory=dict)
    """Words for the qualifier -> number, as the site knows them."""
    columns: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """Columns of the flags in another release than z/OS 3.1."""
