"""Saved results of every schema version, read as today's `Result`."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from auditor.errors import ConfigurationError, InputMissing
from auditor.models.base import refusal
from auditor.models.verdict import SCHEMA, Result
from auditor.text import first_bytes

Step = Callable[[dict[str, Any]], dict[str, Any]]

STEPS: Mapping[str, Step] = {}
"""Schema name -> the step to the next version, which sets the new `schema`. Version 1 is the first there is."""

_MOST = 1 << 30
"""Bytes. A result of a hundred thousand verdicts has a third of that; more is no result."""


def read_result(path: str | Path) -> Result:
    """The result saved in `path`.

    Raises `InputMissing` when it cannot be opened, `ConfigurationError` when it is no result, of an unknown version, or
    has been changed by hand so that it no longer fits. All end with 16.
    """
    try:
        content = first_bytes(path, _MOST + 1)
        if len(content) > _MOST:
            raise ConfigurationError(f"{path} is too large to be a result", "give the result.json of a scan")
    except OSError as error:
        raise InputMissing(f"cannot read {path}: {error.strerror}", "give the result.json of a scan") from None
    return parse_result(content, str(path))


def parse_result(content: bytes, path: str) -> Result:
    """The same from bytes; `path` is what errors call it."""
    try:
        data = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise ConfigurationError(f"{path} is not JSON", "give the result.json of a scan") from None
    if not isinstance(data, dict) or not isinstance(data.get("schema"), str):
        raise ConfigurationError(f"{path} does not say which schema it has", "give the result.json of a scan")
    data = upgraded(data, path)
    try:
        return Result.model_validate_json(json.dumps(data))
    except (ValidationError, ValueError) as error:
        raise ConfigurationError(
            f"{path} is not a valid {SCHEMA}: {_first(error)}", "save it again by a scan"
        ) from None


def upgraded(data: dict[str, Any], path: str) -> dict[str, Any]:
    """`data` brought to today's version, step by step; refuses a version no step knows."""
    for _ in range(len(STEPS) + 1):
        version = str(data["schema"])
        if version == SCHEMA:
            return data
        if version not in STEPS:
            break
        data = STEPS[version](data)
    version = str(data["schema"])
    if version.startswith("auditor/gate/"):
        advice = "a gate.json holds three results: take before, after_stored or after_active out of it"
    elif version.startswith("auditor/result/"):
        advice = "it was saved by a newer auditor: use that version"
    else:
        advice = "give the result.json of a scan"
    raise ConfigurationError(f"{path} has schema {version[:60]!r}, which this version does not know", advice)


def _first(error: ValueError) -> str:
    if not isinstance(error, ValidationError):
        return type(error).__name__
    place, message = refusal(error, Result)
    return f"{'.'.join(place)}: {message}"
