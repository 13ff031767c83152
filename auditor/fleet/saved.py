"""`fleet.json` of an earlier run."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from auditor.errors import ConfigurationError, InputMissing
from auditor.models.base import refusal
from auditor.models.fleet import FleetResult
from auditor.text import first_bytes

FILE = "fleet.json"
_MOST = 1 << 30


def read_saved(directory: str | Path) -> FleetResult:
    """Return the fleet that was saved in `directory`, or stale there since a later run failed.

    Raises `InputMissing` where there is none, `ConfigurationError` where it cannot be taken. Both end with 16.
    """
    from auditor.renderers.write import STALE

    path = Path(directory) / FILE
    if not path.exists():
        path = path.with_name(FILE + STALE)
    try:
        content = first_bytes(path, _MOST + 1)
    except OSError as error:
        what = f"cannot read {Path(directory) / FILE}: {error.strerror}"
        raise InputMissing(what, "run `auditor fleet scan` first") from None
    try:
        if len(content) > _MOST:
            raise ConfigurationError(f"{path} is too large", "remove it and scan the fleet again")
        return FleetResult.model_validate_json(content)
    except ValidationError as error:
        place, why = refusal(error)
        raise ConfigurationError(
            f"{path} is no saved fleet: {'.'.join(place)}: {why}", "remove it and scan the fleet again"
        ) from None


def last(directory: Path) -> FleetResult | None:
    """Return the same; None where there was no earlier run."""
    try:
        return read_saved(directory)
    except InputMissing:
        return None
