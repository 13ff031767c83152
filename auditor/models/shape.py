"""Say in our own words where a JSON text does not have the shape of a type, and why.

A reader that is made for speed tells it in words that change from version to version. It is asked whether a text fits;
why one does not is found here, from the type's own annotations. Only texts that were refused come here.
"""

from __future__ import annotations

import json
import types
from typing import Any, Literal, NamedTuple, NoReturn, Union, get_args, get_origin, get_type_hints

_EXACT = 1 << 53
"""Up to here every whole number is exact where an engine writes it as 2.0."""
_DIGITS = 4300
"""Digits of the longest whole number that Python reads."""


class Misfit(NamedTuple):
    """What does not fit, and the way to it: names of fields and numbers of list entries."""

    path: tuple[str, ...]
    what: str


class _Object(list[tuple[str, Any]]):
    """An object with all its pairs: a field that is given twice is looked at twice."""


class _NoJson(ValueError):
    """The text is no JSON, for the reason given."""


def misfit(text: bytes, wanted: Any) -> Misfit | None:
    """The first thing in the JSON `text` that the type `wanted` cannot take; None where nothing was found."""
    try:
        decoded = text.decode()
    except UnicodeDecodeError:
        return Misfit((), "Not UTF-8")
    try:
        value = json.loads(
            decoded, object_pairs_hook=_Object, parse_constant=_no_number, parse_float=_float, parse_int=_int
        )
    except json.JSONDecodeError as error:
        return Misfit((), f"This is no JSON from character {error.pos + 1} on")
    except _NoJson as error:
        return Misfit((), str(error))
    except RecursionError:
        return Misfit((), "Nested too deep")
    return _of(value, wanted, ())


def _no_number(word: str) -> NoReturn:
    raise _NoJson(f"{word} is no number of JSON")


def _float(text: str) -> float:
    if (value := float(text)) in (float("inf"), float("-inf")):
        raise _NoJson("A number is out of range")
    return value


def _int(text: str) -> int:
    if len(text) > _DIGITS:
        raise _NoJson("A number is out of range")
    return int(text)


def _of(value: Any, wanted: Any, path: tuple[str, ...]) -> Misfit | None:
    origin = get_origin(wanted)
    if wanted is Any:
        return _text_of(value, path)
    if origin in (Union, types.UnionType):
        return _of_union(value, get_args(wanted), path)
    if origin is Literal:
        return _of_words(value, get_args(wanted), path)
    if origin is dict:
        return _text_of(value, path) if isinstance(value, _Object) else _not("an object", value, path)
    if origin in (list, tuple):
        return _of_list(value, get_args(wanted)[0], path)
    if wanted is int:
        return None if _is_whole(value) else _not("a whole number", value, path)
    if wanted is str:
        return _text_of(value, path) if isinstance(value, str) else _not("a string", value, path)
    if issubclass(wanted, tuple):
        return _of_row(value, wanted, path)
    return _of_fields(value, wanted, path)


def _of_union(value: Any, kinds: tuple[Any, ...], path: tuple[str, ...]) -> Misfit | None:
    if value is None and type(None) in kinds:
        return None
    (kind,) = (one for one in kinds if one is not type(None))
    wrong = _of(value, kind, path)
    if wrong is None or wrong.path != path or not wrong.what.startswith("Input should be"):
        return wrong
    return Misfit(path, wrong.what.replace(", not", " or null, not", 1))


def _of_words(value: Any, words: tuple[str, ...], path: tuple[str, ...]) -> Misfit | None:
    if not isinstance(value, str):
        return _not("a string", value, path)
    *most, last = map(repr, words)
    return None if value in words else Misfit(path, f"Input should be {', '.join(most)} or {last}")


def _of_list(value: Any, kind: Any, path: tuple[str, ...]) -> Misfit | None:
    if not _is_list(value):
        return _not("a list", value, path)
    return next((wrong for n, one in enumerate(value) if (wrong := _of(one, kind, (*path, str(n))))), None)


def _of_row(value: Any, wanted: Any, path: tuple[str, ...]) -> Misfit | None:
    """A list whose entries have names: as long as the type says, those with a default at its end left out or not."""
    if not _is_list(value):
        return _not("a list", value, path)
    most = len(wanted._fields)
    least = most - len(wanted._field_defaults)
    if not least <= len(value) <= most:
        return Misfit(path, f"Input should be a list of length {least} to {most}")
    kinds = get_type_hints(wanted).values()
    pairs = enumerate(zip(value, kinds, strict=False))
    return next((wrong for n, (one, kind) in pairs if (wrong := _of(one, kind, (*path, str(n))))), None)


def _of_fields(value: Any, wanted: Any, path: tuple[str, ...]) -> Misfit | None:
    if not isinstance(value, _Object):
        return _not("an object", value, path)
    known = get_type_hints(wanted)
    for name, one in value:
        if name not in known:
            return Misfit((*path, name), "Extra inputs are not permitted")
        if wrong := _of(one, known[name], (*path, name)):
            return wrong
    given = {name for name, _ in value}
    # A field with a default has a value at the class; a struct's other fields have only their place there.
    needed = [name for name in known if name not in given and name in _required(wanted)]
    return Misfit((*path, needed[0]), "Field required") if needed else None


def _required(wanted: Any) -> set[str]:
    from msgspec.structs import fields

    return {one.name for one in fields(wanted) if one.required}


def _text_of(value: Any, path: tuple[str, ...]) -> Misfit | None:
    """Half a character (an escape of a surrogate without its other half) is no text, however deep it stands."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            if any("\ud800" <= char <= "\udfff" for char in one):
                return Misfit(path, "A string holds half a character")
        elif isinstance(one, _Object):
            waiting += [part for pair in one for part in pair]
        elif isinstance(one, list):
            waiting += one
    return None


def _is_list(value: Any) -> bool:
    return isinstance(value, list) and not isinstance(value, _Object)


def _is_whole(value: Any) -> bool:
    """Whole numbers are whole however they are written: 2, 2.0, "2"."""
    if isinstance(value, str):
        try:
            value = float(value)
        except ValueError:
            return False
    if isinstance(value, float):
        return value.is_integer() and abs(value) <= _EXACT
    return type(value) is int


def _not(wanted: str, value: Any, path: tuple[str, ...]) -> Misfit:
    return Misfit(path, f"Input should be {wanted}, not {_kind(value)}")


def _kind(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, _Object):
        return "an object"
    kinds = {bool: "a boolean", int: "a whole number", float: "a decimal number", str: "a string", list: "a list"}
    return kinds[type(value)]
