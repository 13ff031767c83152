"""`fleet.toml`: which systems there are, and how they are scanned. Its schema is `auditor schema fleet-config`."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError, field_validator

from auditor.configuration import toml_line
from auditor.errors import ConfigurationError
from auditor.models.base import Model, refusal
from auditor.models.formats import NAMES
from auditor.models.limits import WRITTEN_FILE
from auditor.models.verdict import Severity
from auditor.text import first_bytes

FORMATS = ("html", "json", "csv", "junit", "sarif")
"""Those of the report formats that a fleet has too; the others are written for each system alone."""


class Match(Model):
    """Which findings a rule is about; each is a pattern in which `*` stands for any text."""

    system: str = "*"
    policy: str = "*"
    object: str = "*"


class Owner(Model):
    """One rule of `[[owners]]`: who fixes what it fits, and in how many days."""

    match: Match = Match()
    owner: str = Field(min_length=1, max_length=64)
    days: dict[Severity, int] = Field(default_factory=dict)
    """Days to fix, counted from the first run that has the finding."""


class FleetTable(Model):
    """`[fleet]`."""

    name: str = "fleet"
    systems: tuple[str, ...] = Field(min_length=1)
    """Each an auditor.toml, a folder that holds one, or a folder of evidence; patterns are allowed. Relative to the
    file that names them."""
    retired: tuple[str, ...] = ()
    """Names or patterns of systems that are no longer. One that reported once and is not in the fleet any more counts
    as one that did not report until it is named here: a folder that is gone must not make the fleet look better."""
    out: str | None = None
    """Default `reports/<name>`."""
    history: str | None = None
    """A SQLite file or a database URL in which every scan is recorded."""
    workers: int | None = Field(default=None, ge=1, le=256)
    """Processes; default: one for each processor, and not more than systems."""
    time_limit: int = Field(default=900, ge=1, le=86400)
    """Seconds that one system may take; one that takes longer is ended and did not report."""
    formats: tuple[str, ...] = ("html", "json")

    @field_validator("name")
    @classmethod
    def _printable(cls, value: str) -> str:
        if not value.strip() or not value.isprintable() or len(value) > 64:
            raise ValueError("the name of the fleet must be 1 to 64 printable characters")
        return value

    @field_validator("formats")
    @classmethod
    def _known(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for word in value:
            if word not in NAMES:
                raise ValueError(f"{word!r} is no report format; formats are {', '.join(NAMES)}")
        return value


class FleetConfiguration(Model):
    """The shape of `fleet.toml`."""

    fleet: FleetTable
    owners: tuple[Owner, ...] = ()


def read_fleet(path: str | Path, **flags: Any) -> FleetConfiguration:
    """Return the configuration in `path` with `flags` (fields of `[fleet]`; None is not given) laid over it.

    Raises `ConfigurationError` (16) for a file that is missing, no TOML, or has keys or values that do not fit.
    """
    try:
        data = first_bytes(path, WRITTEN_FILE + 1)
    except OSError as error:
        raise ConfigurationError(f"cannot read {path}: {error.strerror}", "name a fleet.toml that exists") from None
    if len(data) > WRITTEN_FILE:
        raise ConfigurationError(f"{path} is larger than {WRITTEN_FILE >> 10} KiB", "name a fleet.toml")
    try:
        text = data.decode("utf-8-sig")
        tables = tomllib.loads(text)
    except UnicodeDecodeError:
        raise ConfigurationError(f"{path} is not UTF-8 text", "save the configuration as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"{path}, line {toml_line(error, text)}: not valid TOML", "fix the line") from None
    if isinstance(tables.get("fleet"), dict):
        tables["fleet"].update({name: value for name, value in flags.items() if value is not None})
    try:
        return FleetConfiguration.model_validate(tables)
    except ValidationError as error:
        place, why = refusal(error, FleetConfiguration)
        raise ConfigurationError(
            f"{path}: {'.'.join(place)}: {why}", "see `auditor schema fleet-config` for what can stand there"
        ) from None
