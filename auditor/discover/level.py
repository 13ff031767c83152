"""What the evidence tells of the z/OS release: no record of an unload names it, so that only "at least" can be said.

Sources: z/OS 3.1 RACF Macros and Interfaces, "IRRDBU00 record format" (columns were added at the end of records) and
"IRRADU00 record format" (RACF_VERSION); IBM Education Assistant z/OS V2.5, "RACF enhanced PassTicket"; z/OS 3.2, "User
Quarantine" (containment, also 3.1 with OA67286); z/OS 3.1, "SETROPTS APPLAUDIT" (a record of 77E0).
"""

from __future__ import annotations

from typing import Final

from auditor.gather import Gathered
from auditor.visible import visible

_RELEASES: Final = {"77E0": "z/OS 3.1"}
"""RACF_VERSION of SMF records as IBM printed it."""
_VERSION: Final = slice(276, 280)


def level_of(kind: str, gathered: Gathered) -> str | None:
    """Return a sentence about the release for inputs of `kind`; None where nothing is to be said."""
    if kind == "unload":
        return _unload(gathered) if gathered.facts.unload is not None else None
    if kind == "smf":
        return _smf(gathered) if gathered.facts.smf is not None else None
    return None


def _unload(gathered: Gathered) -> str:
    estate = gathered.estate
    if any(user.contained is not None for user in estate.users.values()):
        return "at least z/OS 3.2, or 3.1 with OA67286: user records have columns for containment; no record names it"
    if estate.unload.ssignon == "enhanced":
        return (
            "at least z/OS 2.5, or an earlier one with that support: key records have the columns of enhanced "
            "PassTickets; no record names it"
        )
    if estate.unload.ssignon == "legacy":
        return "before enhanced PassTickets (z/OS 2.5), for key records end before their columns; no record names it"
    return "cannot be told: no record names it, and there is no record of a PassTicket key to tell it by its length"


def _smf(gathered: Gathered) -> str:
    seen = gathered.facts.smf
    heads = seen.tally.heads.values() if seen else ()
    levels = sorted({head[_VERSION].decode("latin-1").strip() for head in heads} - {""})
    if not levels:
        return "cannot be told: no record that counts names the level of RACF"
    named = [f"RACF {visible(one)}" + (f" ({_RELEASES[one]})" if one in _RELEASES else "") for one in levels]
    return ", ".join(named) + ", as its records say"
