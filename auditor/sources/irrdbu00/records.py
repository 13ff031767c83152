"""Any record type as typed records, for any tool that starts from an unload."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Collection, Iterator
from functools import cache
from typing import Any

from auditor.errors import UsageError
from auditor.sources.columns import Field, leave_out
from auditor.sources.irrdbu00.layout import LAYOUT, RecordType
from auditor.sources.irrdbu00.sound.shape import Problem, structure
from auditor.sources.irrdbu00.transfer.walk import Walk
from auditor.sources.transfer.forms import detect

OnProblem = Callable[[int, Problem], None]
"""Called with the number and the fault of each record that is left out."""


def records(
    path: str,
    types: Collection[str] | None = None,
    form: str | None = None,
    on_problem: OnProblem | None = None,
) -> Iterator[Any]:
    """Yield the records of `types` (default: all 97) in the order of the file, fields by IBM's names.

    >>> from tests.writers.unload import record, unload
    >>> _ = open("/tmp/one.txt", "wb").write(unload([record("0200", USBD_NAME="ANNE", USBD_SPECIAL="YES")]))
    >>> for user in records("/tmp/one.txt", types={"0200"}):
    ...     print(user.number, user.USBD_NAME, user.USBD_SPECIAL, user.USBD_LASTJOB_DATE)
    1 ANNE True None

    A record is a named tuple: `number` (from 1), then the fields of its layout. `char` is text without trailing
    blanks; `yes-no` is True, False or None (blank); `int` a number or None; `date` (yyyy-mm-dd) and `time` (hh:mm:ss)
    are text or None. A field past the end of a record of an older release is None, whatever its kind.

    A record whose shape or value is damaged is given to `on_problem` and left out; without `on_problem` it raises
    `EvidenceUnreadable`. Unknown types of newer releases are passed over. Raises `UsageError` for a type that does
    not exist. Source: RACF Macros and Interfaces, "Record formats produced by the database unload utility".
    """
    unknown = set(types or ()) - LAYOUT.keys()
    if unknown:
        raise UsageError(f"record type {min(unknown)} does not exist", "see auditor/sources/irrdbu00/layout.json")
    found = detect(path, path, form)
    walk = Walk(path, found)
    wanted = frozenset(types or LAYOUT)
    for number, text in walk:
        problem = structure(text, stripped=found.stripped)
        if problem is None and text[:4] in wanted:
            try:
                yield typed(number, text)
            except ValueError as error:
                problem = Problem("bad-value", str(error))
        if problem is not None and problem.level == "error":
            leave_out(path, number, problem, on_problem)
    for number, problem in walk.problems:
        leave_out(path, number, problem, on_problem)


@cache
def _shape(code: str) -> Callable[..., Any]:
    return namedtuple(f"Record{code}", ["number", *(field.name for field in LAYOUT[code].fields)])  # noqa: PYI024 - made from data


def typed(number: int, text: str) -> Any:
    """The typed record of a sound text. Raises `ValueError` for a flag or number of another form."""
    layout: RecordType = LAYOUT[text[:4]]
    return _shape(layout.code)(number, text[:4], *(_typed(field, text) for field in layout.fields[1:]))


def _typed(field: Field, text: str) -> str | int | bool | None:
    if len(text) < field.first:
        return None
    plain = text[field.first - 1 : field.last].rstrip(" ")
    if field.kind == "char":
        return plain
    if not plain:
        return None
    if field.kind == "yes-no" and field.name != "USBD_NOPWD":
        if plain not in ("YES", "NO"):
            raise ValueError(f"{field.name} holds {plain!r}, not YES or NO")
        return plain == "YES"
    if field.kind == "int":
        return int(plain)
    return plain
