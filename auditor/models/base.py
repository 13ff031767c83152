"""The common shape of every model: frozen, nothing unexpected accepted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

from pydantic import BaseModel, ConfigDict, ValidationError

T = TypeVar("T")

_CONFIG = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)


class Model(BaseModel):
    """A frozen record. An unknown field is an error: a misspelt fact must not vanish."""

    model_config = _CONFIG


@dataclass_transform(frozen_default=True, kw_only_default=True)
def record(cls: type[T]) -> type[T]:
    """The same for what there can be a hundred thousand of: a tenth of the memory, and made without being checked.

    What comes from outside is checked where it comes in: pydantic reads, writes and describes it like a `Model`.
    It is frozen to the type checker alone, because to be frozen when it runs would make it in twice the time.
    """
    cls.__pydantic_config__ = _CONFIG  # type: ignore[attr-defined]
    return dataclass(slots=True, kw_only=True, unsafe_hash=True)(cls)


def refusal(error: ValidationError) -> tuple[tuple[str, ...], str]:
    """Where the first thing stands that cannot be taken, and why: of a record in the words for a `Model`."""
    first = error.errors(include_url=False, include_input=False)[0]
    unknown = first["type"] == "unexpected_keyword_argument"
    return tuple(map(str, first["loc"])), "Extra inputs are not permitted" if unknown else first["msg"]
