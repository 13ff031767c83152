"""Who controls a discrete profile of class PTKTDATA by its access list: ALTER lets one change it, its key included.

Source: *RACF Security Administrator's Guide*, "Granting access authorities" (ALTER to a discrete profile),
"Protecting PassTicket keys". Commands are checked against the list itself: WARNING lets no command through, and the
class need not be active.
"""

from __future__ import annotations

from dataclasses import replace

from auditor.racf import assumptions
from auditor.racf.access import in_profile
from auditor.racf.answer import Answer, Reason, together
from auditor.racf.keys import CLASS, key_profile
from auditor.racf.profiles import Candidate
from auditor.racf.question import Question
from auditor.racf.system import System


def may_replace_key(system: System, user_id: str, name: str) -> Answer:
    """Whether the user can give the key profile `name` a key that he knows."""
    key = key_profile(system, name)
    if key.profile is None or not key.exists:
        why = key.why or Reason(f"whether there is a PTKTDATA profile {name} is unknown")
        return Answer("denied" if key.exists is False else "undecided", (why,))
    found = system.user(user_id)
    if found.user is None and found.unknown is None:
        return Answer("denied", (Reason(f"user {user_id} is not defined to RACF"),))
    by_list = Candidate(name, replace(key.profile, warning=False))
    answer = in_profile(system, Question(CLASS, name, user_id, "ALTER", "denied"), by_list)
    if found.unknown is not None:
        answer = together((Answer("undecided", (found.unknown,)), answer))
    return Answer(answer.outcome, answer.reasons, (*answer.assumptions, assumptions.KEY_CONTROL))
