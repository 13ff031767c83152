"""What a string could be, by its form alone: nothing in a ticket says which kind it is."""

from __future__ import annotations

from typing import Literal

from auditor.tickets import enhanced, legacy

Algorithm = Literal["legacy", "UPPER", "MIXED"]


def classify(ticket: str) -> tuple[Algorithm, ...]:
    """The algorithms that can make this string with some key, most telling first.

    Empty: it is no PassTicket as it stands. Legacy says most (one in 657 strings of its alphabet has the form), MIXED
    least (every string of its alphabet has it).
    """
    could: list[Algorithm] = ["legacy"] if legacy.possible(ticket) else []
    if enhanced.possible(ticket, "UPPER"):
        could.append("UPPER")
    if enhanced.possible(ticket, "MIXED"):
        could.append("MIXED")
    return tuple(could)
