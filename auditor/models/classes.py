"""The classes of RACF that the audit is about. Nothing is imported here: the unload is read while models are loaded."""

from __future__ import annotations

from typing import Final

CLASSES: Final = ("APPL", "FACILITY", "GLOBAL", "MFADEF", "PTKTDATA", "PTKTVAL", "RACFVARS", "SECLABEL", "STARTED")
"""Classes whose options are always in the estate, and whose profiles are kept."""

PROFILED: Final = frozenset(CLASSES) - {"FACILITY"}
"""Classes whose profiles are facts. Of FACILITY, which can be large, no policy asks for profiles."""
