"""What leaves Rego: verdicts (policies/lib/result.rego builds them; nothing else does) and what is expected of trials.

There can be a million verdicts. msgspec checks them while it makes them, in a quarter of the time that pydantic takes.
"""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec

from auditor.models.place import At
from auditor.models.shape import Misfit, misfit
from auditor.models.verdict import Outcome, Role, Severity, Word
from auditor.visible import visible

T = TypeVar("T")

DEEPEST = 190
"""Levels of objects and lists that facts may have. A result with some more could be written and not be read again."""
_NESTED = frozenset({dict, list})


class _Said(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """An unknown field is an error, as in a `Model`. Nothing here can refer to itself: no garbage to look for."""


class Remedy(_Said, frozen=True, kw_only=True):
    """A `Remediation` as a policy gives it."""

    racf: tuple[str, ...] = ()
    ims: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    undo: tuple[str, ...] = ()


class Cited(_Said, frozen=True, kw_only=True):
    """A place as a policy cites it: by number. The judge makes a `Place` of it."""

    at: At
    role: Role
    note: str


class Judged(_Said, frozen=True, kw_only=True):
    """One verdict."""

    object: str
    verdict: Word
    severity: Severity
    message: str
    reason: str | None
    facts: dict[str, Any]
    masked_by: str | None
    places: tuple[Cited, ...]
    remediation: Remedy
    assumptions: tuple[str, ...]


class Expectation(_Said, frozen=True, kw_only=True):
    """What Rego expects of one trial."""

    id: str
    expected: Outcome
    reasons: tuple[str, ...]


class Misread(ValueError):
    """What cannot be taken, and in which field (`places.0.at`; "" where it is in none)."""

    def __init__(self, place: str, what: str) -> None:
        super().__init__(what)
        self.place = place


# Not strict: where a policy computes a whole number, one engine may write 2.0 and the other 2.
_JUDGED = msgspec.json.Decoder(list[Judged], strict=False)
_EXPECTATIONS = msgspec.json.Decoder(list[Expectation], strict=False)


def read_judged(text: bytes) -> list[Judged]:
    """The verdicts in a JSON text. Raises `Misread`."""
    rows = _read(_JUDGED, text)
    if _deep([one.facts for one in rows if one.facts]):
        raise Misread("facts", f"Nested deeper than {DEEPEST} levels")
    return rows


def read_expectations(text: bytes) -> list[Expectation]:
    """The expectations in a JSON text. Raises `Misread`."""
    return _read(_EXPECTATIONS, text)


def _read(decoder: msgspec.json.Decoder[list[T]], text: bytes) -> list[T]:
    try:
        return decoder.decode(text)
    except RecursionError:
        raise Misread("", "Nested too deep") from None
    except (msgspec.MsgspecError, ValueError):  # which of the two, and its words, change with the version
        raise _misread(misfit(text, decoder.type)) from None


def _misread(wrong: Misfit | None) -> Misread:
    """The number of the row is left out: the rows of a set have no order."""
    if wrong is None:
        return Misread("", "It does not have the shape that is asked for")
    return Misread(visible(".".join(wrong.path[1:])), visible(wrong.what))


def _deep(level: list[Any]) -> bool:
    for _ in range(DEEPEST):
        level = [
            part for one in level for part in (one.values() if type(one) is dict else one) if type(part) in _NESTED
        ]
        if not level:
            return False
    return True
