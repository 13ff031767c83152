"""The common shape of every model: frozen, nothing unexpected accepted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

from pydantic import BaseModel, ConfigDict

T = TypeVar("T")

_CONFIG = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)


class Model(BaseModel):
    """A frozen record. An unknown field is an error: a misspelt fact must not vanish."""

    model_config = _CONFIG


@dataclass_transform(frozen_default=True, kw_only_default=True)
def record(cls: type[T]) -> type[T]:
    """The same for what there can be a hundred thousand of: a tenth of the memory, and made without being checked.

    What comes from outside is checked where it comes in: pydantic reads, writes and describes it like a `Model`.
    """
    cls.__pydantic_config__ = _CONFIG  # type: ignore[attr-defined]
    return dataclass(frozen=True, slots=True, kw_only=True)(cls)
