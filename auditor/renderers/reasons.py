"""Why something is undecided, folded by kind: how many names or records, and the first ten of them.

Two reasons are of one kind when they differ in names and numbers alone. Ninety lost records are one kind, told with
their number. The JSON has every reason in full.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import Final

from auditor.models.source import SOURCES
from auditor.models.verdict import Verdict

FIRST: Final = 10
"""Names of one kind that are shown."""
_NAME = re.compile(r"(?<![\w#$@.])[A-Z0-9#$@*%&](?:[A-Z0-9#$@*%&./_:-]*[A-Z0-9#$@*%&])?(?![\w#$@])")
"""A word without small letters: a name, a class, a number; the sign that ends a sentence does not belong to it."""
_GAP: Final = "..."


def folded(reason: str) -> str:
    """Return one reason with what it says of many records or names said once."""
    return _told(_kinds([reason]))


def groups(verdicts: Iterable[Verdict]) -> list[tuple[str, int]]:
    """Return the reasons of the undecided among `verdicts` by kind, with their number; what leaves most open first."""
    undecided = [one for one in verdicts if one.verdict == "undecided"]
    titles = titles_of(undecided)
    counted = Counter(titles[why(one)] for one in undecided)
    return sorted(counted.items(), key=lambda row: (-row[1], row[0]))


def titles_of(verdicts: Iterable[Verdict]) -> dict[str, str]:
    """Return the title of the kind of each reason of `verdicts`, with the first names of all reasons of the kind."""
    alike: dict[tuple[str, ...], list[str]] = {}
    for reason in dict.fromkeys(map(why, verdicts)):
        alike.setdefault(tuple(_kinds([reason])), []).append(reason)
    return {reason: title for reasons in alike.values() for title in [_told(_kinds(reasons))] for reason in reasons}


def why(verdict: Verdict) -> str:
    """Return the reason of a verdict, or what it says where it has none."""
    return verdict.reason or verdict.message


def _kinds(reasons: Iterable[str]) -> dict[str, dict[str, str]]:
    """Return for each kind, in order, what stands in the gaps, and one part in which it stands so."""
    found: dict[str, dict[str, str]] = {}
    for reason in reasons:
        for part in reason.split("; "):
            kind, names = _kind(part)
            found.setdefault(kind, {}).setdefault(names, part)
    return found


def _told(kinds: dict[str, dict[str, str]]) -> str:
    return "; ".join(_line(kind, names) for kind, names in kinds.items())


def _line(kind: str, names: dict[str, str]) -> str:
    if len(names) == 1:
        return next(iter(names.values()))
    shown = sorted(names, key=lambda name: (len(name), name) if name.isdigit() else (0, name))
    more = f" and {len(shown) - FIRST} more" if len(shown) > FIRST else ""
    return f"{len(shown)} x {kind}: {', '.join(shown[:FIRST])}{more}"


@cache
def _kind(part: str) -> tuple[str, str]:
    """Return the part with gaps for its names, and the names. That an input is missing is a kind of its own."""
    if part in _missing():
        return part, ""
    return _NAME.sub(_GAP, part), " ".join(_NAME.findall(part))


@cache
def _missing() -> frozenset[str]:
    said = [(source.missing, f"(--{source.kind.replace('_', '-')})") for source in SOURCES if source.missing]
    return frozenset(text for words, flag in said for text in (words, f"{words} {flag}"))
