"""Records of the events that are known as typed records, for any tool that starts from unloaded SMF data."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Collection, Iterator
from functools import cache
from typing import Any

from auditor.errors import UsageError
from auditor.sources.columns import Field, leave_out
from auditor.sources.irradu00.layout import EVENTS, HEADER
from auditor.sources.irradu00.lines import SMF, Lines
from auditor.sources.irradu00.sound import DATE, TIME, WIDTH, Fault, header_fault, length_fault
from auditor.sources.transfer.forms import detect

OnProblem = Callable[[int, Fault], None]
"""Called with the number and the fault of each record that is left out."""


def records(
    path: str, events: Collection[str] | None = None, form: str | None = None, on_problem: OnProblem | None = None
) -> Iterator[Any]:
    """Yield the records of `events` (default: all that are known) in the order of the file, fields by IBM's names.

    A record is a named tuple: `number` (from 1), then the fields of its layout with the prefix of the event
    (`INIT_EVT_USER_ID`). `char` is text without trailing blanks; `yes-no` is True, False or None (blank); `int` a
    number or None; `date` (yyyy-mm-dd) and `time` (hh:mm:ss) are text or None. A field past the end of a record is
    None, whatever its kind. The two flags of JOBINIT have names of ours: INIT_PASSTICKET_EVAL, INIT_PASSTICKET_SUCC.

    A record whose shape or value is damaged is given to `on_problem` and left out; without `on_problem` it raises
    `EvidenceUnreadable`. Other events are passed over. Raises `UsageError` for an event that is not known here.
    """
    unknown = set(events or ()) - EVENTS.keys()
    if unknown:
        raise UsageError(f"event {min(unknown)} is not known here", f"events are {', '.join(EVENTS)}")
    found = detect(path, path, form, SMF)
    wanted = frozenset(events or EVENTS)
    lines, first = Lines(path, found), 1
    for batch in lines:
        for number, raw in enumerate(batch, first):
            text = raw.decode(found.codepage)
            event = text[:8].rstrip(" ")
            if event not in wanted:
                continue
            fault = _fault(text, stripped=found.stripped)
            if fault is None:
                try:
                    yield typed(number, event, text)
                except ValueError as error:
                    fault = Fault("bad-value", str(error))
            if fault is not None:
                leave_out(path, number, fault, on_problem)
        first += len(batch)
    for issue in lines.issues:
        leave_out(path, issue.record or 0, Fault(issue.code, issue.message), on_problem)


def typed(number: int, event: str, text: str) -> Any:
    """Return the typed record of a sound text. Raises `ValueError` for a flag, date or number of another form."""
    return _shape(event)(number, *(_value(field, text) for field in _fields(event)))


def _fault(text: str, *, stripped: bool) -> Fault | None:
    head = text[:WIDTH].ljust(WIDTH).encode("latin-1", "replace")
    return length_fault(len(text), WIDTH, stripped=stripped) or header_fault(head)


@cache
def _fields(event: str) -> tuple[Field, ...]:
    return (*HEADER, *EVENTS[event].fields)


@cache
def _shape(event: str) -> Callable[..., Any]:
    prefix = EVENTS[event].prefix
    names = [f"{prefix}_{field.name}" for field in _fields(event)]
    return namedtuple(f"Record{event}", ["number", *names])  # noqa: PYI024 - made from data


def _value(field: Field, text: str) -> str | int | bool | None:
    if len(text) < field.first:
        return None
    plain = text[field.first - 1 : field.last].rstrip(" ")
    if field.kind == "char":
        return plain
    if not plain:
        return None
    if field.kind == "yes-no":
        if plain not in ("YES", "NO"):
            raise ValueError(f"{field.name} holds neither YES nor NO")
        return plain == "YES"
    if field.kind == "int":
        if not (plain.isascii() and plain.isdigit()):
            raise ValueError(f"{field.name} holds no number")
        return int(plain)
    shape = DATE if field.kind == "date" else TIME
    if not shape.fullmatch(plain.encode("latin-1", "replace")):
        raise ValueError(f"{field.name} holds no {field.kind}")
    return plain
