"""An estate from its JSON text, a record at a time.

Read at once, the parsed text stays with the process as memory that is free and still counted: four times the facts.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from auditor.models.estate import Estate
from auditor.models.racf import Group, Profile, User

Read = Callable[[str, str, int], tuple[Any, int]]
"""The value of a key that begins in a text at a place, and where it ends."""
_decode = json.JSONDecoder().raw_decode


def read_estate(path: Path) -> Estate:
    """The estate in the file at `path`: JSON without blanks."""
    return Estate.model_validate(_object(path.read_text(encoding="utf-8"), 0, _part)[0])


def _part(key: str, text: str, at: int) -> tuple[Any, int]:
    if key == "profiles":
        profile = _record(Profile)
        return _object(text, at, lambda _, text, at: _object(text, at, profile))
    if key in ("users", "groups"):
        return _object(text, at, _record(User if key == "users" else Group))
    return _decode(text, at)


def _record(kind: type[Any]) -> Read:
    adapter = TypeAdapter(kind)

    def one(_: str, text: str, at: int) -> tuple[Any, int]:
        end = _decode(text, at)[1]
        return adapter.validate_json(text[at:end]), end

    return one


def _object(text: str, at: int, read: Read) -> tuple[dict[str, Any], int]:
    found: dict[str, Any] = {}
    if text[at + 1] == "}":
        return found, at + 2
    while text[at] != "}":
        key, at = _decode(text, at + 1)
        found[key], at = read(key, text, at + 1)
    return found, at + 1
