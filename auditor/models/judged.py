"""What leaves Rego: verdicts (policies/lib/result.rego builds them; nothing else does) and what is expected of trials.

There can be a million verdicts. msgspec checks them while it makes them, in a quarter of the time that pydantic takes.
"""

from __future__ import annotations

import re
from typing import Any, TypeVar, get_args

import msgspec

from auditor.models.place import At
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
    except ValueError as error:  # versions of msgspec tell text that is not UTF-8 by different errors and words
        raise (_misread(visible(str(error))) if _is_utf8(text) else Misread("", "Not UTF-8")) from None


def _is_utf8(text: bytes) -> bool:
    try:
        text.decode()
    except UnicodeDecodeError:
        return False
    return True


def _deep(level: list[Any]) -> bool:
    for _ in range(DEEPEST):
        level = [
            part for one in level for part in (one.values() if type(one) is dict else one) if type(part) in _NESTED
        ]
        if not level:
            return False
    return True


_FIELD = re.compile(r"Object (missing required|contains unknown) field `(.*)`")
_WORDS = {"verdict": Word, "severity": Severity, "role": Role, "expected": Outcome}
_KINDS = {
    "array": "a list",
    "bool": "a boolean",
    "float": "a decimal number",
    "int": "a whole number",
    "object": "an object",
    "str": "a string",
}


def _misread(said: str) -> Misread:
    """A sentence of msgspec's (``Expected `str`, got `int` - at `$[0].places[0].note` ``) as our place and words.

    The number of the row is left out: the rows of a set have no order. A sentence of another form stays as it is.
    """
    what, _, at = said.rpartition(" - at `$")
    what, path = (what, re.findall(r"\w+", at)[1:]) if what else (at, [])
    field = _FIELD.fullmatch(what)
    if field is not None:
        path.append(field[2])
        what = "Field required" if field[1] == "missing required" else "Extra inputs are not permitted"
    elif what.startswith("Expected "):
        what = re.sub(r"`(.+?)`", _kinds, what.replace("Expected", "Input should be", 1).replace(", got", ", not"))
    elif what.startswith("Invalid enum value ") and path and path[-1] in _WORDS:
        *most, last = map(repr, get_args(_WORDS[path[-1]]))
        what = f"Input should be {', '.join(most)} or {last}"
    return Misread(".".join(path), what)


def _kinds(found: re.Match[str]) -> str:
    return " or ".join(_KINDS.get(kind, kind) for kind in found[1].split(" | "))
