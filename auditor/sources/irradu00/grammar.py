"""What one record says: a logon accepted or refused, a ticket made, or nothing about tickets.

The flags speak of the ticket, the qualifier of the logon: a refusal with a good ticket is a refused logon, never an
accepted one. Source: z/OS 3.1 Security Server RACF Macros and Interfaces, "Event codes and event code qualifiers"; IBM
Education Assistant, "SETROPTS APPLAUDIT for successful logons" (reference: smf-irradu00, sections 1 to 3).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, NamedTuple

from auditor.sources.irradu00.layout import QUALIFIERS
from auditor.sources.irradu00.sound import NO, YES

Outcome = Literal["accepted", "refused", "password", "failed", "unflagged", "ended", "made", "unmade", "evaluated"]
"""accepted, refused: a logon with a ticket; password, failed: one without, in and not in; unflagged: the record does
not say whether a ticket was evaluated; ended: no logon; made, unmade: a ticket from the services; evaluated: by
them."""

_ENDED: Final = frozenset((8, 13))
_SUCCESS: Final = frozenset((0, 12, 32))
REPLAY: Final = 33

REASONS: Final[dict[int, str]] = {
    1: "invalid password or ticket", 2: "invalid group", 4: "invalid terminal", 5: "not authorized to the application",
    6: "revoked user", 7: "revoked now, too many attempts", 9: "undefined user", 25: "password expired",
    28: "group access revoked", 33: "replayed ticket",
}  # fmt: skip
"""Qualifiers of a refused logon, in words."""


class Event(NamedTuple):
    """What tells one record from others of its minute, as it stands in the record."""

    event: str
    qualifier: bytes
    user: bytes
    job: bytes
    application: bytes
    target: bytes
    """The user a ticket is for, of PTCREATE and PTEVAL."""
    violation: bytes
    evaluated: bytes | None
    succeeded: bytes | None
    second: bytes


class Meaning(NamedTuple):
    """What an event says."""

    outcome: Outcome
    reason: str | None = None
    """Why it was refused; None for what was not."""
    replay: bool = False
    word: str | None = None
    """The qualifier where its number is not known."""


def meaning(event: Event, words: Mapping[str, int]) -> Meaning:
    """Return what `event` says. `words`: qualifiers that the site names, beside those known here."""
    word = event.qualifier.decode("latin-1").strip(" ")
    number = int(word) if word.isascii() and word.isdigit() else words.get(word, QUALIFIERS.get(word))
    strange = word if number is None else None
    if event.event == "PTEVAL":
        return Meaning("evaluated")
    if event.event == "PTCREATE":
        good = number == 0 and event.violation != YES
        return Meaning("made" if good else "unmade", word=strange)
    if number in _ENDED:
        return Meaning("ended")
    bad = (number is not None and number not in _SUCCESS) or event.violation == YES
    reason = REASONS.get(number, f"qualifier {number}") if number is not None and bad else "a reason not named here"
    replay = number == REPLAY
    if event.succeeded == YES:
        return Meaning("refused", reason, replay, strange) if bad else Meaning("accepted", word=strange)
    if event.succeeded != NO or event.evaluated not in (YES, NO):
        return Meaning("refused", reason, replay) if replay else Meaning("unflagged", word=strange)
    if not bad:
        return Meaning("password", word=strange)
    return Meaning("refused" if event.evaluated == YES or replay else "failed", reason, replay, strange)
