"""REVOKE and RESUME of users and connections: now, or from a date on.

Source: z/OS Security Server RACF Command Language Reference, "ALTUSER", "CONNECT". Years 71 to 99 are 19yy, 00 to 70
are 20yy.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from auditor.racf.commands.effects.state import State
from auditor.racf.commands.messages import REFUSED
from auditor.racf.commands.model import Operands

Held = tuple[bool, str | None, str | None]
"""Revoked, revoke date, resume date."""


def iso(text: str) -> str | None:
    """mm/dd/yy as yyyy-mm-dd; None when the calendar has no such day."""
    month, day, year = (int(part) for part in text.split("/"))
    try:
        return date(year + (1900 if year > 70 else 2000), month, day).isoformat()
    except ValueError:
        return None


def revocation(state: State, operands: Operands, held: Held, ignored: str, about: str) -> dict[str, Any]:
    """What REVOKE, RESUME, NOREVOKE and NORESUME change. `ignored`: the message for a RESUME that changes nothing.

    An immediate REVOKE or RESUME also ends a date of the other kind that has passed: it would undo it at once.
    """
    update: dict[str, Any] = {}
    revoked, revoke_date, resume_date = held
    day = state.estate.as_of
    for operand, field in (("REVOKE", "revoke_date"), ("RESUME", "resume_date")):
        text = operands.word(operand)
        if text is not None:
            when = iso(text)
            if when is None:
                state.say(REFUSED, about, why=f"{operand} names a day that does not exist")
            else:
                update[field] = when
        elif f"NO{operand}" in operands:
            update[field] = None
    if "REVOKE" in operands and operands.word("REVOKE") is None:
        update["revoked"] = True
        if resume_date is not None and resume_date <= day:
            update["resume_date"] = None
    if "RESUME" in operands and operands.word("RESUME") is None:
        passed = revoke_date is not None and revoke_date <= day
        if not revoked and not passed:
            state.say(ignored, about)
        else:
            update["revoked"] = False
            if passed:
                update["revoke_date"] = None
    return update
