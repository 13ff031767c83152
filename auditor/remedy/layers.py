"""The two layers of RACF that commands work on."""

from __future__ import annotations

from typing import NamedTuple

from auditor.models.estate import Estate


class Layers(NamedTuple):
    """What commands change (the database), and what checks use; the same but for a change that is not refreshed."""

    stored: Estate
    active: Estate
