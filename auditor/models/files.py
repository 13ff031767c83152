"""Files that a site writes, as wholes: their shape is published (`auditor schema tls`, `keys`, `waivers`).

Their readers check more than a shape can say, and name the line; these models serve the schemas alone.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field

from auditor.models.base import Model
from auditor.models.client import PortEntry
from auditor.models.waiver import WaiverEntry

_CHOICE: dict[str, Any] = {"oneOf": [{"required": ["object"]}, {"required": ["fingerprint"]}]}

Hex = Annotated[str, Field(pattern=r"^[0-9A-Fa-f \t]+$")]
"""Hexadecimal digits: 16 are a legacy key, 64 to 512 an enhanced one."""


class TlsStatement(Model):
    """What the site states about TLS on its DRDA ports (YAML, `--tls`)."""

    ports: tuple[PortEntry, ...]
    """One statement for each port."""


class OneWaiver(WaiverEntry):
    """One accepted risk."""

    model_config = ConfigDict(json_schema_extra=_CHOICE)


class Waivers(Model):
    """Accepted risks, dated and owned (YAML, `--waivers`)."""

    waivers: tuple[OneWaiver, ...]
    """One entry for each risk."""


class KeyEntry(Model):
    """The keys of one PTKTDATA profile."""

    legacy: Hex | None = None
    """16 hexadecimal digits."""
    enhanced: Hex | None = None
    """64 to 512 hexadecimal digits."""
    type: Literal["UPPER", "MIXED"] | None = None
    """SSIGNON TYPE of enhanced tickets."""


Keys = dict[str, Hex | KeyEntry]
"""Real application keys by the name of their PTKTDATA profile (YAML or TOML, `--keys`); for its owner alone."""
