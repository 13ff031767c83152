"""The common shape of every model: frozen, nothing unexpected accepted."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Model(BaseModel):
    """A frozen record. An unknown field is an error: a misspelt fact must not vanish."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)
