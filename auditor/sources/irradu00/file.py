"""One file, record by record: what it is, whether it is sound, whether it matters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import Final, NamedTuple

from auditor.sources.irradu00.grammar import Event
from auditor.sources.irradu00.layout import COMMANDS, EVENTS, spans
from auditor.sources.irradu00.lines import Lines
from auditor.sources.irradu00.scope import Scope
from auditor.sources.irradu00.sound import (
    DATE,
    NAME,
    NO,
    TIME,
    WIDTH,
    YES,
    Fault,
    flag,
    flags_fault,
    frame,
    header_fault,
    length_fault,
)
from auditor.sources.irradu00.stretches import Minute, Stretches
from auditor.sources.irradu00.tally import Counted
from auditor.sources.issue import Issue
from auditor.sources.transfer.forms import Form

USER: Final = slice(58, 66)
JOB: Final = slice(179, 187)
APPLICATION: Final = slice(281, 289)
TARGET: Final = slice(290, 298)
"""Columns 291 to 298 of PTCREATE."""
_BLANK: Final = b" " * 8
_SPACE: Final = 0x20
_INSIDE, _OUTSIDE, _BAD = 1, 2, 3
_REMEMBERED: Final = 100_000
"""Headers, names or changes that are remembered: a hostile file has no end of them."""
_SHOWN: Final = 298
"""Columns of a record that may be quoted."""

_KINDS: Final = {name.encode().ljust(9): name for name in EVENTS}
_LIKE_AN_EVENT: Final = re.compile(rb"[A-Z][A-Z0-9#$@ ]{7} ")
_WORD: Final = re.compile(rb"[A-Z0-9#$@][A-Z0-9#$@.*%&]*")
_CLASSES: Final = (b"PTKTDATA", b"APPL")
_SCANNED: Final = 4096
"""Columns of a command's record in which names are looked for: where they stand in it is not published here."""


class Recorded(NamedTuple):
    """A command that names what tickets rest on."""

    event: str
    system: str
    by: str
    day: str
    classes: tuple[str, ...]
    names: tuple[str, ...]
    place: tuple[int, int]
    head: bytes


class File:
    """Reads one file into `stretches`. Afterwards it says what it passed over and what was wrong."""

    def __init__(self, source: int, path: str, form: Form, scope: Scope, stretches: Stretches) -> None:
        self.source, self.path, self.form, self.scope, self.stretches = source, path, form, scope, stretches
        self.records = 0
        self.issues: list[Issue] = []
        self.days: set[str] = set()
        """Days of the audit of which there are records."""
        self.changes: list[Recorded] = []
        self.commands_at: tuple[int, int] | None = None
        """The first record of a command."""
        self.made_at: tuple[int, int] | None = None
        """A ticket that the services made for another application: such records are in the file."""
        self.made_days: set[str] = set()
        """Days of such records."""
        self.head = b""
        """Its header, without names."""
        self._left = Counter[str]()
        self._minute, self._stamp, self._previous = Minute(), b"", b""
        self._table = table_of(form)
        self._frames: set[tuple[bytes, ...]] = set()
        self._dates: dict[bytes, int] = {}
        self._times: set[bytes] = set()
        self._names: dict[bytes, bool] = {}
        self._evaluated, self._succeeded = spans(scope.columns).values()
        self._applications = frozenset(name.encode().ljust(8) for name in scope.applications)
        self._jobs = frozenset(name.encode().ljust(8) for name in scope.jobs)
        self._systems = frozenset(name.encode().ljust(4) for name in scope.systems)
        self._of_the_estate = {name.encode() for name in scope.names}

    # -- the loop ----------------------------------------------------------------------------------------------------

    def read(self, progress: Callable[[int], None] | None = None) -> None:
        """Read every record."""
        lines, first = Lines(self.path, self.form, progress), 1
        for batch in lines:
            self._batch(batch, first)
            first += len(batch)
        self.records = lines.records
        self.issues += lines.issues
        self.issues.sort(key=lambda issue: issue.record or 0)

    def _batch(self, batch: list[bytes], first: int) -> None:
        """Read the records of `batch`; `first` is the number of its first one."""
        table, systems, frames, times, dates = self._table, self._systems, self._frames, self._times, self._dates
        for number, raw in enumerate(batch, first):
            kind = _KINDS.get(raw[:9] if table is None else raw[:9].translate(table))
            if kind is None:
                self._other(number, raw)
                continue
            head = raw if table is None else raw[:_SHOWN].translate(table)
            if len(head) < _SHOWN:
                if len(head) < WIDTH and self._short(head, number):
                    continue
                head = head.ljust(_SHOWN)
            shape = frame(head)
            if shape not in frames and not self._sound(head, shape, number):
                continue
            if systems and head[38:42] not in systems:
                self._left["systems"] += 1
                continue
            known = head[18:26] in times and dates.get(head[27:37]) == _INSIDE
            if not known and not self._timed(head, number):
                continue
            if kind in COMMANDS:
                self._command(kind, head, raw, number)
            elif kind != "ACCESS":
                self._logon(kind, head, raw, number)

    def _logon(self, kind: str, head: bytes, raw: bytes, number: int) -> None:
        """JOBINIT, PTCREATE or PTEVAL: count it if it is of the estate."""
        application = head[APPLICATION]
        if application not in self._applications and (application == _BLANK or head[JOB] not in self._jobs):
            if kind == "JOBINIT" and len(raw) >= self._evaluated[0] and self._moved(raw, number):
                return
            self._left["blank" if application == _BLANK else "foreign"] += 1
            if kind == "PTCREATE":
                self.made_days.add(head[27:37].decode("ascii"))
                if self.made_at is None:
                    self.made_at = (self.source, number)
                    self.head = head[: USER.start].ljust(_SHOWN)
            return
        event = self._event(kind, head, raw, number)
        if event is None:
            return
        stamp = head[18:42]
        if stamp != self._stamp:
            self._stamp = stamp
            self._minute = self.stretches.minute(stamp[20:24], stamp[9:19] + b" " + stamp[:5])
        minute = self._minute
        if raw == self._previous and minute.runs:
            minute.runs[-1] += 1
        else:
            self._previous = raw
            minute.order.append(hash(head[:_SHOWN]))
            minute.runs.append(1)
        minute.records += 1
        counted = minute.events.get(event)
        if counted is None:
            minute.events[event] = Counted(1, self.source, number, head[:_SHOWN])
        else:
            counted.records += 1

    def _event(self, kind: str, head: bytes, raw: bytes, number: int) -> Event | None:
        """What tells the record from others of its minute; None where it is damaged."""
        evaluated = succeeded = None
        if kind == "JOBINIT":
            evaluated, succeeded = self._flags(raw)
        fault = flags_fault(evaluated, succeeded, self._evaluated, self._succeeded) or self._name_fault(head)
        if fault is not None:
            self._damaged(number, fault, head[APPLICATION])
            return None
        user = head[USER] if self._named(head[USER]) else _BLANK
        target = _BLANK
        if kind != "JOBINIT":
            target = head[TARGET] if self._named(head[TARGET]) else _BLANK
        return Event(
            kind, head[9:17], user, head[JOB], head[APPLICATION], target, head[43:47], evaluated, succeeded, head[24:26]
        )

    def _flags(self, raw: bytes) -> tuple[bytes | None, bytes | None]:
        """What RACF evaluated and what succeeded, in ISO 8859-1; None past the end of the record."""
        evaluated, succeeded = flag(raw, self._evaluated), flag(raw, self._succeeded)
        if self._table is not None:
            evaluated = evaluated and evaluated.translate(self._table)
            succeeded = succeeded and succeeded.translate(self._table)
        return evaluated, succeeded

    def _moved(self, raw: bytes, number: int) -> bool:
        """Whether a record lost or won characters behind its header: its application may be another one then."""
        evaluated, succeeded = self._flags(raw)
        fault = flags_fault(evaluated, succeeded, self._evaluated, self._succeeded)
        if fault is None and succeeded is None and evaluated in (YES, NO):
            fault = Fault("short-record", "the record ends between its flags: characters are missing in it")
        if fault is not None:
            self._damaged(number, fault)
        return fault is not None

    # -- what is wrong -----------------------------------------------------------------------------------------------

    def _other(self, number: int, raw: bytes) -> None:
        """An event that is not known is counted; what is no event is damage, because it may be part of a known one."""
        plain = raw[:9] if self._table is None else raw[:9].translate(self._table)
        if _LIKE_AN_EVENT.match(plain):
            self._left["others"] += 1
        elif plain.strip(b" \x1a"):
            self._damaged(number, Fault("stray-line", "no event in columns 1-8: perhaps the rest of a broken record"))

    def _short(self, head: bytes, number: int) -> bool:
        fault = length_fault(len(head), WIDTH, stripped=self.form.stripped)
        if fault is not None:
            self._damaged(number, fault)
        return fault is not None

    def _sound(self, head: bytes, shape: tuple[bytes, ...], number: int) -> bool:
        """Whether the header is sound; what stands between its fields is then remembered."""
        fault = header_fault(head[:WIDTH])
        if fault is not None:
            self._damaged(number, fault)
            return False
        if len(self._frames) < _REMEMBERED:
            self._frames.add(shape)
        return True

    def _timed(self, head: bytes, number: int) -> bool:
        """Whether the record has a date and a time, and is of a day that matters."""
        date, time = head[27:37], head[18:26]
        state = self._dates.get(date)
        if state is None:
            state = self._dates[date] = self._state(date)
        if state == _BAD:
            self._damaged(number, Fault("bad-date", "DATE_WRITTEN (column 28) is no date"), head[APPLICATION])
        elif not TIME.fullmatch(time):
            self._damaged(number, Fault("bad-time", "TIME_WRITTEN (column 19) is no time"), head[APPLICATION])
        elif state == _OUTSIDE:
            self._left["outside"] += 1
        else:
            self._times.add(time)
            return True
        return False

    def _state(self, date: bytes) -> int:
        if not DATE.fullmatch(date):
            return _BAD
        day = date.decode("ascii")
        inside = self.scope.first <= day <= self.scope.last
        if inside:
            self.days.add(day)
        return _INSIDE if inside else _OUTSIDE

    def _named(self, name: bytes) -> bool:
        known = self._names.get(name)
        if known is None:
            known = NAME.fullmatch(name) is not None
            if len(self._names) < _REMEMBERED:
                self._names[name] = known
        return known

    def _name_fault(self, head: bytes) -> Fault | None:
        for what, name in (("JOB_NAME (column 180)", head[JOB]), ("the application (column 282)", head[APPLICATION])):
            if not self._named(name):
                return Fault("bad-name", f"{what} holds what no name is made of")
        if head[280] != _SPACE or head[289] != _SPACE:
            return Fault("separator", "column 281 or 290 is not blank: the columns are shifted")
        return None

    def _damaged(self, number: int, fault: Fault, application: bytes = _BLANK) -> None:
        """An error, about one application where that can be read. Of others that can be read nothing is lost."""
        name = application.decode("latin-1").rstrip(" ")
        if name and name not in self.scope.applications and NAME.fullmatch(application):
            name = ""
        self.issues.append(Issue(number, "error", fault.code, fault.message, name or None))

    # -- commands ----------------------------------------------------------------------------------------------------

    def _command(self, kind: str, head: bytes, raw: bytes, number: int) -> None:
        """A command that names a profile or user of the estate is a change. Only names of the estate are kept of it."""
        if self.commands_at is None:
            self.commands_at = (self.source, number)
        text = raw[WIDTH:_SCANNED] if self._table is None else raw[WIDTH:_SCANNED].translate(self._table)
        words = set(_WORD.findall(text))
        classes = tuple(name.decode() for name in _CLASSES if name in words)
        names = tuple(sorted(name.decode() for name in words & self._of_the_estate))
        if (classes or names) and len(self.changes) < _REMEMBERED:
            by = head[USER].decode("latin-1").rstrip(" ")
            system, day = (head[columns].decode("latin-1").rstrip(" ") for columns in (slice(38, 42), slice(27, 37)))
            self.changes.append(Recorded(kind, system, by, day, classes, names, (self.source, number), head[:_SHOWN]))

    # -- what was passed over ----------------------------------------------------------------------------------------

    @property
    def passed(self) -> Counter[str]:
        """What was passed over by rule, in words, and how many records."""
        return Counter({what: self._left[word] for word, what in _PASSED.items() if self._left[word]})

    @property
    def outside(self) -> int:
        """Records of days that say nothing about the day of the audit."""
        return self._left["outside"]


_PASSED: Final = {
    "blank": "without an application name (made of SMF type 30, or a logon that names none)",
    "foreign": "of other applications and jobs",
    "systems": "of systems that [site.smf] systems does not name",
    "others": "of events that are not read here",
}


def table_of(form: Form) -> bytes | None:
    """Return what turns the bytes of the file's code page into ISO 8859-1; None where they are that."""
    if not form.ebcdic:
        return None
    return bytes(range(256)).decode(form.codepage).encode("latin-1", "replace")
