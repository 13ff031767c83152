"""The common shape of every model: frozen, nothing unexpected accepted."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import UnionType
from typing import (
    Annotated,
    Any,
    Literal,
    TypeVar,
    Union,
    cast,
    dataclass_transform,
    get_args,
    get_origin,
    get_type_hints,
)

from pydantic import BaseModel, ConfigDict, ValidationError, create_model

T = TypeVar("T")

_CONFIG = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)


class Model(BaseModel):
    """A frozen record. An unknown field is an error: a misspelt fact must not vanish."""

    model_config = _CONFIG


def with_fields(fields: Mapping[str, tuple[Any, Any]]) -> Callable[[type[T]], type[T]]:
    """Return a class decorator that adds `fields` (name -> type and default) to a model.

    For the models that have a field for each row of a list, such as that of the sources.
    """

    def extend(model: type[T]) -> type[T]:
        base = cast("Any", model)
        more: dict[str, Any] = {"__base__": base, "__module__": base.__module__, "__doc__": base.__doc__, **fields}
        return cast("type[T]", create_model(base.__name__, **more))

    return extend


@dataclass_transform(frozen_default=True, kw_only_default=True)
def record(cls: type[T]) -> type[T]:
    """The same for what there can be a hundred thousand of: a tenth of the memory, and made without being checked.

    What comes from outside is checked where it comes in: pydantic reads, writes and describes it like a `Model`.
    It is frozen to the type checker alone, because to be frozen when it runs would make it in twice the time.
    """
    cls.__pydantic_config__ = _CONFIG  # type: ignore[attr-defined]
    return dataclass(slots=True, kw_only=True, unsafe_hash=True)(cls)


_WHY = {
    "missing": "is missing",
    "extra_forbidden": "is not known here",
    "unexpected_keyword_argument": "is not known here",
    "string": "must be text",
    "int": "must be a whole number",
    "float": "must be a number",
    "finite": "must be a finite number",
    "bool": "must be true or false",
    "date": "must be a date (yyyy-mm-dd)",
    "list": "must be a list",
    "tuple": "must be a list",
    "dict": "must be a table of keys and values",
    "model": "must be a table of keys and values",
    "dataclass": "must be a table of keys and values",
    "json": "is not JSON",
    "greater_than": "must be more than {gt}",
    "greater_than_equal": "must be at least {ge}",
    "less_than": "must be less than {lt}",
    "less_than_equal": "must be at most {le}",
}
"""Our words for pydantic's error types, or for how they begin. They are documented; its sentences change."""


_FORMS = frozenset({"str", "int", "float", "bool"})
"""How pydantic names a simple form of a value that can have several; each form has an error of its own then."""


def refusal(error: ValidationError, model: Any = None) -> tuple[tuple[str, ...], str]:
    """Return where the first thing stands that cannot be taken, and why, in words of our own.

    `model`: what was asked to take it; where a value must be one of a few words, it knows them.
    """
    return _refused(error.errors(include_url=False), model)


def refusals(error: ValidationError, model: Any = None) -> list[tuple[tuple[str, ...], str, str | None]]:
    """Return one for each key: place and words as `refusal` gives, and the nearest word that can stand there."""
    by_key: dict[Any, list[Any]] = {}
    for each in error.errors(include_url=False):
        by_key.setdefault(each["loc"][:1], []).append(each)
    found = []
    for rows in by_key.values():
        first, near = rows[0], None
        if first["type"] == "literal_error" and isinstance(first["input"], str):
            near = nearest(first["input"], [str(word) for word in _words(model, first["loc"])])
        found.append((*_refused(rows, model), near))
    return found


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the one of `known` that `word` was perhaps meant to be."""
    return next(iter(difflib.get_close_matches(word, list(known), 1)), None)


def _refused(errors: Sequence[Any], model: Any) -> tuple[tuple[str, ...], str]:
    first, *others = errors
    kind, context = first["type"], first.get("ctx", {})
    *parent, last = first["loc"] or ("",)
    if last in _FORMS and any(list(other["loc"][: len(parent)]) == parent for other in others):
        return tuple(map(str, parent)), "has none of the forms that can stand here"
    if kind == "value_error":  # a validator of ours
        return tuple(map(str, first["loc"])), str(context["error"])
    words = _words(model, first["loc"]) if kind == "literal_error" else ()
    if words:
        return tuple(map(str, first["loc"])), f"must be one of {', '.join(map(str, words))}"
    text = _WHY.get(kind) or _WHY.get(kind.partition("_")[0], "is not what can stand here")
    return tuple(map(str, first["loc"])), text.format(**context)


def _words(wanted: Any, place: tuple[int | str, ...]) -> tuple[Any, ...]:
    """The words that can stand at `place` of the type; none where that cannot be told."""
    for step in place:
        wanted = _part(wanted, step)
    while get_origin(wanted) in (Annotated, Union, UnionType):
        wanted = next((one for one in get_args(wanted) if one is not type(None)), None)
    return get_args(wanted) if get_origin(wanted) is Literal else ()


def _part(wanted: Any, step: int | str) -> Any:
    """The type of a field, or of the entries of a list or table."""
    while get_origin(wanted) in (Annotated, Union, UnionType):
        wanted = next((one for one in get_args(wanted) if one is not type(None)), None)
    if get_origin(wanted) is not None:
        kinds = [one for one in get_args(wanted) if one is not Ellipsis]
        return kinds[-1] if kinds else None
    try:
        return get_type_hints(wanted, include_extras=True).get(str(step))
    except (TypeError, NameError):
        return None
