"""How much of a long list a page shows: whole cards first, of each cause a few; then names; the rest is counted.

Nothing is dropped: every verdict is counted where it belongs and stands in full in result.json and verdicts.csv. A page
of 25,000 findings so stays one that a browser opens at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field

from auditor.models.verdict import Verdict
from auditor.renderers.causes import cause, general
from auditor.renderers.evidence import Quoted

ALIKE = 5
"""Whole cards of one cause under one heading; the next ones are named below them."""
WHOLE = 300
"""Whole cards of a page."""
ROOM = 500_000
"""Characters that they may take together: a profile that opens everything names hundreds of users in its facts."""
_FRAME = 1_600
"""Characters of a card besides its own texts."""
NAMED = 5000
"""Names of a page, beside the whole cards."""
HEADING = 8
"""How many names a cause of its own takes the room of."""
FEW = 12
"""Up to so many of one cause are all whole: to fold three of them away helps nobody."""


@dataclass(frozen=True, slots=True)
class Card:
    """One verdict as an entry that can be found, filtered and linked to."""

    id: str
    v: Verdict
    kind: str
    """fail, advisory, undecided or waived: what the filter calls it."""
    why: str
    """Its reason, folded; empty where it has none."""
    where: str
    endpoints: str
    """Numbers into `Page.endpoints`, with blanks between."""
    owner: str
    places: tuple[Quoted, ...]
    since: str | None
    new: bool
    worse: bool


@dataclass(slots=True)
class Fold:
    """Further verdicts of one cause: `card` tells of the first what all of them share."""

    card: Card
    what: str
    names: list[tuple[str, str]] = field(default_factory=list)
    """Id and object of each that is named."""
    rest: int = 0

    @property
    def number(self) -> int:
        """How many verdicts it stands for."""
        return len(self.names) + self.rest


@dataclass(slots=True)
class Group:
    """Entries under one heading: whole cards, and folds of what is like them."""

    title: str
    entries: list[Card | Fold] = field(default_factory=list)
    number: int = 0
    severities: Counter[str] = field(default_factory=Counter)
    """How many open fails there are of each severity."""

    def counts(self, order: Iterable[str]) -> list[tuple[str, int]]:
        """(severity, number) of the open fails, in this order."""
        return [(word, self.severities[word]) for word in order if self.severities[word]]


class Entries:
    """Puts the verdicts of a page under headings, as whole as there is room for them."""

    def __init__(self) -> None:
        self._whole, self._room, self._named = WHOLE, ROOM, NAMED

    def grouped(
        self, verdicts: list[Verdict], heading: Callable[[Verdict], str], card: Callable[[Verdict, bool], Card]
    ) -> list[Group]:
        """Return the groups in the order of their first verdict. `card`: makes one, with its places or without."""
        causes = [(heading(verdict), cause(verdict)) for verdict in verdicts]
        alike = Counter(causes)
        shown: Counter[Hashable] = Counter()
        folds: dict[Hashable, Fold] = {}
        groups: dict[str, Group] = {}
        for verdict, key in zip(verdicts, causes, strict=True):
            group = groups.setdefault(key[0], Group(key[0]))
            group.number += 1
            group.severities[verdict.severity] += verdict.verdict == "fail" and verdict.waiver is None
            if self._whole and self._room > 0 and (alike[key] <= FEW or shown[key] < ALIKE):
                entry = card(verdict, True)
                self._whole -= 1
                self._room -= _size(entry)
                shown[key] += 1
                group.entries.append(entry)
                continue
            named = card(verdict, False)
            fold = folds.get(key)
            if fold is None and self._named >= HEADING:
                self._named -= HEADING
                fold = folds[key] = Fold(named, general(verdict))
                group.entries.append(fold)
            elif fold is None:
                others = key[0], verdict.policy, named.kind, verdict.severity
                fold = folds.get(others)
                if fold is None:
                    fold = folds[others] = Fold(named, "Different findings, for which there is no room here.")
                    group.entries.append(fold)
                fold.rest += 1
                continue
            if self._named:
                self._named -= 1
                fold.names.append((named.id, verdict.object))
            else:
                fold.rest += 1
        return list(groups.values())


def _size(card: Card) -> int:
    """About how many characters the card takes."""
    remedy = card.v.remediation
    texts = [card.v.message, *remedy.racf, *remedy.ims, *remedy.other, *remedy.undo]
    texts += [piece.text for place in card.places for piece in place.pieces]
    return _FRAME + len(str(card.v.facts)) + sum(map(len, texts))
