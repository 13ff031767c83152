"""Records that stand more than once: which are copies, and which are two events of one second.

The exit is called once for every OUTDD statement that matches, so that every record of a stretch can stand several
times; and two dumps can hold the same hours. Times are whole seconds, so two equal records can also be two events
(reference: smf-irradu00, section 4). So copies are dropped where a whole stretch shows them, and nowhere else:

- each of at least `FEW` records behind each other stands the same number of times;
- the records of a minute stand once more behind each other, or at another place, in the same order.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import gcd
from typing import Final

from auditor.sources.irradu00.grammar import Event
from auditor.sources.irradu00.tally import Counted, Tally

FEW: Final = 5
"""Different records that show a pattern: fewer can be chance."""

OPEN: Final = 2
"""Minutes of a system that stay open: SMF records of one second are not always in order."""

REMEMBERED: Final = 400_000
"""Minutes of which the content is remembered: nine months of one system, 40 MB."""

LARGEST: Final = 100_000
"""Records of a minute that are looked at together: more are counted as they come."""


@dataclass(slots=True)
class Minute:
    """The records of one minute of one system, as far as they stand together."""

    events: dict[Event, Counted] = field(default_factory=dict)
    """What a record says -> how many, and the first of them."""
    order: list[int] = field(default_factory=list)
    """A hash of each record, in the order of the file; equal ones behind each other once."""
    runs: list[int] = field(default_factory=list)
    """How often each of them stands behind itself."""
    records: int = 0


class Stretches:
    """Takes minutes in the order of the files, and gives `tally` those that are no copies."""

    def __init__(self, tally: Tally) -> None:
        self._tally = tally
        self._open: dict[bytes, dict[bytes, Minute]] = {}
        self._seen: dict[tuple[bytes, bytes], int] = {}
        self._times = 0
        self._waiting: list[tuple[bytes, bytes, Minute]] = []
        self.doubled = 0
        """Records that were dropped as copies."""
        self.equal = 0
        """Records that equal the one before and were counted."""
        self.overlaps = 0
        """Minutes that stand at two places with different records, and were counted at both."""

    def minute(self, system: bytes, minute: bytes) -> Minute:
        """Return the minute to which the next record belongs; an older one of the system is closed."""
        mine = self._open.setdefault(system, {})
        found = mine.get(minute)
        if found is None:
            while len(mine) >= OPEN:
                oldest = next(iter(mine))
                self._close(system, oldest, mine.pop(oldest))
            found = mine[minute] = Minute()
        elif found.records >= LARGEST:
            self._close(system, minute, found)
            found = mine[minute] = Minute()
        return found

    def end_of_file(self) -> None:
        """Close what is open: the next file is another stretch."""
        for system, mine in self._open.items():
            for minute, found in mine.items():
                self._close(system, minute, found)
        self._open.clear()
        if self._waiting:
            runs = [run for _, _, found in self._waiting for run in found.runs]
            self._decide(gcd(*runs) if len(runs) >= FEW else 1)
        self._times = 0

    def _close(self, system: bytes, minute: bytes, found: Minute) -> None:
        if not found.records:
            return
        if len(found.runs) >= FEW:
            self._decide(gcd(*found.runs))
        if not self._times:
            self._waiting.append((system, minute, found))
            return
        self._take(system, minute, found)

    def _decide(self, times: int) -> None:
        self._times = times
        waiting, self._waiting = self._waiting, []
        for system, minute, found in waiting:
            self._take(system, minute, found)

    def _take(self, system: bytes, minute: bytes, found: Minute) -> None:
        times = self._times if all(run % self._times == 0 for run in found.runs) else 1
        runs = [run // times for run in found.runs]
        repeats = _repeats(list(zip(found.order, runs, strict=True)))
        kept = found.records // times // repeats
        content = hash((tuple(found.order[: len(found.order) // repeats]), kept))
        before = self._seen.get((system, minute))
        if before == content:
            self.doubled += found.records
            return
        if before is not None:
            self.overlaps += 1
        elif len(self._seen) < REMEMBERED:
            self._seen[system, minute] = content
        self.doubled += found.records - kept
        self.equal += sum(run - 1 for run in runs) // repeats
        self._tally.add(minute.decode("ascii"), system.decode("ascii").rstrip(" "), found.events, times * repeats)


def _repeats(order: list[tuple[int, int]]) -> int:
    """How often the whole of `order` stands behind itself."""
    for times in (2, 3, 4):
        part, rest = divmod(len(order), times)
        if part >= FEW and not rest and order == order[:part] * times:
            return times
    return 1
