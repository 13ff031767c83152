"""The classes of RACF that the audit is about, and its data sets. Nothing that takes long to load is imported here."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

CLASSES: Final = (
    "APPL", "CSFKEYS", "FACILITY", "GCSFKEYS", "GLOBAL", "MFADEF", "PROPCNTL", "PTKTDATA", "PTKTVAL", "RACFVARS",
    "SECLABEL", "SERVAUTH", "STARTED", "SURROGAT",
)  # fmt: skip
"""Classes whose options are always in the estate, and whose profiles are kept."""

PROFILED: Final = frozenset(CLASSES)
"""Classes whose profiles are facts: of `PARTS` those that can cover a resource which policies ask for."""


class Part(NamedTuple):
    """The resources of a large class that policies ask for, by how their names begin or end."""

    beginnings: tuple[str, ...]
    endings: tuple[str, ...] = ()


PARTS: Final = {
    "FACILITY": Part(("BPX.DAEMON", "BPX.SERVER", "BPX.SUPERUSER", "IRR.PASSWORD.RESET", "IRR.PWRESET.")),
    "SERVAUTH": Part(("EZB.INITSTACK.",)),
    "SURROGAT": Part(("BPX.SRV.",), (".SUBMIT",)),
}
"""Classes of which a part is kept: a site has thousands of profiles in them for other ends."""

GENERIC_CHARACTERS: Final = "*%&"


def kept(class_name: str, name: str) -> bool:
    """Return whether a profile of this class and name is a fact: whether it can cover a resource policies ask for."""
    part = PARTS.get(class_name)
    if part is None:
        return class_name in PROFILED
    head = literal(name)
    if head == name:
        return name.startswith(part.beginnings) or (bool(part.endings) and name.endswith(part.endings))
    return bool(part.endings) or any(head.startswith(one) or one.startswith(head) for one in part.beginnings)


def literal(name: str) -> str:
    """Return the beginning of a profile name up to its first generic character."""
    return name[: min((at for at in map(name.find, GENERIC_CHARACTERS) if at >= 0), default=len(name))]


_QUALIFIER: Final = r"[A-Z#$@][A-Z0-9#$@-]{0,7}"
_DATA_SET: Final = re.compile(rf"(?=.{{1,44}}\Z){_QUALIFIER}(?:[.]{_QUALIFIER})+\Z")


def is_data_set(name: str) -> bool:
    """Return whether this is the full name of a data set, in upper case. Source: z/OS DFSMS Using Data Sets."""
    return _DATA_SET.match(name) is not None


def qualifiers(data_sets: Iterable[str]) -> frozenset[str]:
    """Return the first qualifiers of names of data sets, of which a profile's first qualifier is always one."""
    return frozenset(name.partition(".")[0] for name in data_sets)


def covers(name: str, data_sets: Iterable[str]) -> bool:
    """Return whether a data set profile of this name can decide one of `data_sets`, as far as its beginning tells.

    A name with generic characters is taken as a generic one, which finds too many profiles and never too few.
    """
    head = literal(name)
    return any(one == name if head == name else one.startswith(head.rstrip(".")) for one in data_sets)


DEFINING: Final = ("APPL", "PTKTDATA", "PTKTVAL")
"""Classes in which a user with class authority (CLAUTH) could define profiles that tickets rest on.

PTKTVAL is one: CLAUTH counts for all classes of one POSIT number, and it is believed to share that of PTKTDATA."""

_MATES: Final = (("PTKTDATA", "PTKTVAL"), ("GLOBAL", "GMBR"), ("RACFVARS", "RVARSMBR"), ("PROGRAM", "PMBR"))


def mates(name: str) -> tuple[str, ...]:
    """Return the classes that share every option with the class, itself first: those of its POSIT number.

    Source: RACF Macros and Interfaces, "Supplied class descriptor table entries".
    """
    return next(((name, *(mate for mate in pair if mate != name)) for pair in _MATES if name in pair), (name,))
