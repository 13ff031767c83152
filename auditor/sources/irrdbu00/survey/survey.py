"""What one byte range tells: every record checked for its shape, the wanted ones kept.

What is kept is small: records of the classes that policies ask about and of the people who matter, names, and counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from auditor.models.classes import kept
from auditor.sources.irrdbu00.fast.passing import Passing
from auditor.sources.irrdbu00.layout import KEPT, LAYOUT
from auditor.sources.irrdbu00.sound.identity import Identity, identity
from auditor.sources.irrdbu00.sound.shape import DATE, Problem, structure
from auditor.sources.irrdbu00.survey.roll import Roll, roll
from auditor.sources.irrdbu00.transfer.pieces import Range
from auditor.sources.irrdbu00.transfer.walk import Walk
from auditor.sources.irrdbu00.wanted import PEOPLE, Collector, Passed, Wanted, makes_wanted
from auditor.sources.transfer.forms import Form

Key = tuple[str, str]


@dataclass(slots=True)
class Survey:
    """What one byte range told. Record numbers count from its start."""

    records: int = 0
    types: Counter[str] = field(default_factory=Counter)
    """Known record types; what was passed over counts once a run, which tells that they are there."""
    rows: list[tuple[int, str]] = field(default_factory=list)
    """Resource records of kept classes."""
    data_sets: list[tuple[int, str]] = field(default_factory=list)
    """Records of data sets of wanted first qualifiers."""
    aside: list[tuple[int, bytes]] = field(default_factory=list)
    """Runs of profiles of which some may turn out to matter (`needed`): records before the run, and its bytes."""
    group_rows: list[tuple[int, str]] = field(default_factory=list)
    """Records 0100 of all groups."""
    people_rows: list[tuple[int, str]] = field(default_factory=list)
    """Other group and user records that matter: see `wanted`."""
    dropped: set[str] = field(default_factory=set)
    """Users with records that were looked at and not kept."""
    passed: Roll = field(default_factory=Roll)
    """Users who were passed over."""
    users: Roll = field(default_factory=Roll)
    """Names in all records 0200."""
    listed: set[str] = field(default_factory=set)
    """Users who were wanted and whom a record 0102 lists."""
    privileged: set[str] = field(default_factory=set)
    """Users kept for what they are: an attribute, group-SPECIAL, UID 0, or CLAUTH of a class that tickets rest on."""
    faults: list[tuple[int, Problem, Identity, str]] = field(default_factory=list)
    doubles: list[tuple[int | None, str]] = field(default_factory=list)
    """Record number, where it can be told, and name of every 0200 after the first of a user."""
    newest: str = ""
    long_ssignon: bool = False
    needs: dict[Key, tuple[int, str]] = field(default_factory=dict)
    """Resource records of other classes whose 0500 has not been seen: (class, name) -> first record number, type."""
    bases: set[Key] = field(default_factory=set)
    damaged: set[Key] = field(default_factory=set)
    people: bool = False
    """Whether there are group or user records."""
    whole: bool = True
    """Whether the range ended where a record does."""

    @property
    def known(self) -> bool:
        """Whether there is any record of a known type."""
        return any(not code.startswith("?") for code in self.types)


class Surveyor:
    """Looks at the records that were not passed over, and adds up."""

    def __init__(self, collector: Collector, qualifiers: frozenset[str] = frozenset()) -> None:
        self.found = Survey()
        self._collector = collector
        self._qualifiers = qualifiers
        self._users: dict[str, int] = {}

    def take(self, records: Iterable[tuple[int, str]], *, stripped: bool) -> None:
        """Look at each record."""
        short: tuple[int, Identity] | None = None
        for number, text in records:
            problem = structure(text, stripped=stripped)
            if problem is None:
                short = None
                self._sound(number, text)
                continue
            lost = identity(text, problem)
            if problem.code in ("short-record", "cut-in-key"):
                short = number, lost
            elif problem.code == "stray-line" and short is not None:
                lost = short[1]  # most likely the rest of the record before
                problem = Problem(problem.code, f"{problem.message}; it follows the short record {short[0]}")
            else:
                short = None
            self._fault(number, text, problem, lost)

    def close(self, passed: Passed) -> Survey:
        """The survey, with what was passed over."""
        found, codepage = self.found, passed.form.codepage
        self._collector.close()
        found.dropped = self._collector.dropped
        found.listed = self._collector.listed | {name.decode(codepage).rstrip(" ") for (name,) in passed.listed}
        found.group_rows = sorted(self._collector.groups + passed.groups)
        found.people_rows = self._collector.rows
        for code, names in (("0100", passed.groups), ("0200", passed.users)):
            if names:
                found.people = True
                found.types[code] += len(names)
        found.types.update(passed.types)
        found.aside = passed.aside
        self._newest(passed.newest.decode(codepage))
        once = dict.fromkeys(passed.users)
        if len(once) < len(passed.users):
            twice = (name for name, count in Counter(passed.users).items() for _ in range(count - 1))
            found.doubles += [(None, name.decode(codepage).rstrip(" ")) for name in twice]
        found.passed = roll(b"".join(once).decode(codepage))
        others = [name for name in self._users if name.encode(codepage) not in once]
        if len(others) < len(self._users):
            again = self._users.keys() - set(others)
            found.doubles += [(self._users[name], name.rstrip(" ")) for name in sorted(again)]
        found.users = roll(found.passed.text + "".join(others)) if others else found.passed
        return found

    def _fault(self, number: int, text: str, problem: Problem, lost: Identity) -> None:
        if problem.level == "remark":
            self.found.types[f"?{text[:4]}"] += 1
        elif lost.record_type == "0500" and lost.class_name and lost.name:
            self.found.damaged.add((lost.class_name, lost.name))
        self.found.people = True  # it may have been one
        self.found.faults.append((number, problem, lost, text))

    def _sound(self, number: int, text: str) -> None:
        code = text[:4]
        self.found.types[code] += 1
        entity = LAYOUT[code].entity
        if entity == "general resource":
            self._resource(number, code, text)
            return
        if entity == "data set":
            if code in KEPT and text[5:49].partition(".")[0] in self._qualifiers:
                self.found.data_sets.append((number, text))
            return
        self.found.people = True
        if code == "0200":
            self._user(number, text)
        if makes_wanted(code, text):
            self.found.privileged.add(text[5:13].rstrip(" "))
        if code in PEOPLE:
            self._collector.take(number, text, self.found.privileged)

    def _resource(self, number: int, code: str, text: str) -> None:
        found, class_name, name = self.found, text[252:260].rstrip(" "), text[5:251].rstrip(" ")
        if kept(class_name, name):
            if code in KEPT:
                found.rows.append((number, text))
                if code == "0530" and len(text) > 325:
                    found.long_ssignon = True
            return
        key = class_name, name
        if code == "0500":
            found.bases.add(key)
            found.needs.pop(key, None)
        elif code in KEPT and key not in found.bases:
            found.needs.setdefault(key, (number, code))

    def _user(self, number: int, text: str) -> None:
        padded = text[5:13].ljust(8)
        if padded in self._users:
            self.found.doubles.append((number, padded.rstrip(" ")))
        self._users[padded] = number
        self._newest(text[113:123])

    def _newest(self, day: str) -> None:
        if day > self.found.newest and DATE.fullmatch(day):
            self.found.newest = day


def surveyed(path: str, form: Form, span: Range, wanted: Wanted, progress: Callable[[int], None] | None) -> Survey:
    """Survey one byte range."""
    passed = Passing(form, wanted)
    surveyor = Surveyor(Collector(wanted), wanted.qualifiers)
    walk = Walk(path, form, first=span.first, last=span.last, skip=passed.skip, progress=progress)
    surveyor.take(walk, stripped=form.stripped)
    found = surveyor.close(passed)
    found.records = walk.records
    found.faults += [(number, problem, Identity(), "") for number, problem in walk.problems]
    found.whole = walk.whole
    return found
