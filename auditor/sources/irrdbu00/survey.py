"""The first reading of a file: every record checked for its shape, the wanted resource records kept.

What is kept here is small: records of the classes that policies ask about, names of privileged users, and counts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from auditor.models.estate import CLASSES
from auditor.sources.irrdbu00.check import DATE, Problem, structure
from auditor.sources.irrdbu00.forms import Form
from auditor.sources.irrdbu00.layout import LAYOUT, MODELLED, RESOURCE_RECORDS, span
from auditor.sources.irrdbu00.passing import Passing
from auditor.sources.irrdbu00.report import Identity, identity
from auditor.sources.irrdbu00.skip import survey_pattern
from auditor.sources.irrdbu00.stride import Stride, strides

KEPT: Final = frozenset(CLASSES) - {"FACILITY"}
"""Classes whose profiles are facts. Of FACILITY, which can be large, no policy asks for profiles."""

PRIVILEGES: Final = ("USBD_SPECIAL", "USBD_OPER", "USBD_AUDITOR", "USBD_ROAUDIT")
"""Flags of record 0200 that make a user a privileged one."""

_FLAGS: Final = tuple(slice(first - 1, last) for first, last in (span("0200", name) for name in PRIVILEGES))

_DAY: Final = span("0200", "USBD_LASTJOB_DATE")[0] - 1

Key = tuple[str, str]


@dataclass(slots=True)
class Survey:
    """What the first reading of one file (or byte range) found. Record numbers count from its start."""

    records: int = 0
    types: Counter[str] = field(default_factory=Counter)
    """Known record types; what the skip passed over counts once a run, which tells that they are there."""
    rows: list[tuple[int, str]] = field(default_factory=list)
    privileged: set[str] = field(default_factory=set)
    faults: list[tuple[int, Problem, Identity, str]] = field(default_factory=list)
    users: set[str] = field(default_factory=set)
    """Names in records 0200."""
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

    @property
    def known(self) -> bool:
        """Whether there is any record of a known type."""
        return any(not code.startswith("?") for code in self.types)

    def add(self, other: Survey) -> None:
        """Take over what the range after this one told; its record numbers follow on."""
        at = self.records
        self.records += other.records
        self.types += other.types
        self.rows += [(number + at, text) for number, text in other.rows]
        self.faults += [(number + at, problem, lost, text) for number, problem, lost, text in other.faults]
        self.privileged |= other.privileged
        self.doubles += [(number and number + at, name) for number, name in other.doubles]
        self.doubles += [(None, name) for name in sorted(self.users & other.users)]
        self.users |= other.users
        self.newest = max(self.newest, other.newest)
        self.long_ssignon |= other.long_ssignon
        self.bases |= other.bases
        self.damaged |= other.damaged
        for key, (number, code) in other.needs.items():
            self.needs.setdefault(key, (number + at, code))
        self.people |= other.people

    def passed(self, name: str, day: str) -> None:
        """A user without privileges was passed over."""
        self._user(None, name)
        self.people = True
        self.types["0200"] += 1
        self._newest(day)

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

    def _fault(self, number: int, text: str, problem: Problem, lost: Identity) -> None:
        if problem.level == "remark":
            self.types[f"?{text[:4]}"] += 1
        elif lost.record_type == "0500" and lost.class_name and lost.name:
            self.damaged.add((lost.class_name, lost.name))
        self.people = True  # it may have been one
        self.faults.append((number, problem, lost, text))

    def _sound(self, number: int, text: str) -> None:
        code = text[:4]
        self.types[code] += 1
        entity = LAYOUT[code].entity
        if entity == "general resource":
            self._resource(number, code, text)
            return
        self.people = self.people or entity != "data set"
        if code == "0200":
            self._user(number, text[5:13])
            self._newest(text[113:123])
            if any(text[flag].rstrip(" ") not in ("NO", "") for flag in _FLAGS):
                self.privileged.add(text[5:13].rstrip(" "))
        elif code == "0270" and not text[14:24].strip("0 ") and "0" in text[14:24]:
            self.privileged.add(text[5:13].rstrip(" "))

    def _resource(self, number: int, code: str, text: str) -> None:
        class_name = text[252:260].rstrip(" ")
        if class_name in KEPT:
            if code in RESOURCE_RECORDS:
                self.rows.append((number, text))
                if code == "0530" and len(text) > 325:
                    self.long_ssignon = True
            return
        key = class_name, text[5:251].rstrip(" ")
        if code == "0500":
            self.bases.add(key)
            self.needs.pop(key, None)
        elif code in MODELLED and key not in self.bases:
            self.needs.setdefault(key, (number, code))

    def _user(self, number: int | None, padded: str) -> None:
        name = padded.rstrip(" ")
        if name in self.users:
            self.doubles.append((number, name))
        self.users.add(name)

    def _newest(self, day: str) -> None:
        if day > self.newest and DATE.fullmatch(day):
            self.newest = day


class Uninteresting(Passing):
    """Passes over what is sound and no fact, and notes in the survey what its users tell."""

    def __init__(self, found: Survey, form: Form) -> None:
        super().__init__(form, strides(form, KEPT, PRIVILEGES), survey_pattern(form, KEPT, PRIVILEGES))
        self._survey = found

    def fast(self, stride: Stride, found: re.Match[bytes], block: bytes) -> bool:
        """Always passed over."""
        if stride.prefix == "02":
            day = found.regs[stride.base][1] + self.head + _DAY
            codepage = self.form.codepage
            self._survey.passed(found[1].decode(codepage), block[day : day + 10].decode(codepage))
        elif stride.prefix == "01":
            self._survey.people = True
            self._survey.types["0100"] += 1
        elif stride.prefix == "05":
            self._survey.types["0500"] += 1
        return True

    def careful(self, found: re.Match[bytes], block: bytes) -> bool:  # noqa: ARG002 - the base class gives it
        """Always passed over."""
        if found.lastgroup is None and found.lastindex:
            codepage = self.form.codepage
            self._survey.passed(found["user"].decode(codepage), found[found.lastindex].decode(codepage))
        if found["group"] is not None:
            self._survey.people = True
            self._survey.types["0100"] += 1
        if found["resource"] is not None:
            self._survey.types["0500"] += 1
        return True
