"""The classes of RACF that the audit is about. Nothing is imported here: the unload is read while models are loaded."""

from __future__ import annotations

from typing import Final

CLASSES: Final = ("APPL", "FACILITY", "GLOBAL", "MFADEF", "PTKTDATA", "PTKTVAL", "RACFVARS", "SECLABEL", "STARTED")
"""Classes whose options are always in the estate, and whose profiles are kept."""

PROFILED: Final = frozenset(CLASSES) - {"FACILITY"}
"""Classes whose profiles are facts. Of FACILITY, which can be large, no policy asks for profiles."""

DEFINING: Final = ("APPL", "PTKTDATA", "PTKTVAL")
"""Classes in which a user with class authority (CLAUTH) could define profiles that tickets rest on.

PTKTVAL is one: CLAUTH counts for all classes of one POSIT number, and it is believed to share that of PTKTDATA."""

_MATES: Final = (("PTKTDATA", "PTKTVAL"), ("GLOBAL", "GMBR"), ("RACFVARS", "RVARSMBR"), ("PROGRAM", "PMBR"))


def mates(name: str) -> tuple[str, ...]:
    """Return the classes that share every option with the class, itself first: those of its POSIT number.

    Source: RACF Macros and Interfaces, "Supplied class descriptor table entries".
    """
    return next(((name, *(mate for mate in pair if mate != name)) for pair in _MATES if name in pair), (name,))
