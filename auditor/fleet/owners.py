"""Who fixes a finding of the fleet, since when it is there, and by when it is to be fixed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from fnmatch import fnmatchcase
from typing import Any

from auditor.fleet.configuration import Match, Owner
from auditor.models.fleet import FleetFinding, FleetSystem

Seen = Mapping[tuple[str, str, str], str]
"""System, policy and object of a finding -> the day of the first run that had it."""


def seen_in(systems: Sequence[FleetSystem]) -> dict[tuple[str, str, str], str]:
    """Return since when the findings of a saved fleet are there; those of systems that did not report then, too."""
    return {_key(each): each.first_seen for one in systems for each in one.findings if each.first_seen is not None}


def owned(system: FleetSystem, seen: Seen, rules: Sequence[Owner]) -> FleetSystem:
    """Return the row with since when, owner and due date at each of its open findings."""
    if system.as_of is None:
        return system
    names = ("findings", "new", "worse")
    rows = {name: tuple(_owned(each, system.as_of, seen, rules) for each in getattr(system, name)) for name in names}
    return system.model_copy(update=rows)


def _owned(finding: FleetFinding, as_of: str, seen: Seen, rules: Sequence[Owner]) -> FleetFinding:
    since = min(seen.get(_key(finding), as_of), as_of)
    more: dict[str, Any] = {"first_seen": since}
    rule = next((rule for rule in rules if _fits(rule.match, finding)), None)
    if rule is not None:
        days = rule.days.get(finding.severity)
        more["owner"] = rule.owner
        more["due"] = None if days is None else (date.fromisoformat(since) + timedelta(days)).isoformat()
    return finding.model_copy(update=more)


def _fits(match: Match, finding: FleetFinding) -> bool:
    pairs = ((finding.system, match.system), (finding.policy, match.policy), (finding.object, match.object))
    return all(fnmatchcase(text, pattern) for text, pattern in pairs)


def _key(finding: FleetFinding) -> tuple[str, str, str]:
    return finding.system, finding.policy, finding.object
