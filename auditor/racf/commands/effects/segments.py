"""The SSIGNON segment (PassTicket keys) and STDATA as RDEFINE and RALTER change them.

Source: z/OS Security Server RACF Command Language Reference, "RALTER", SSIGNON; IBM Education Assistant, "RACF enhanced
PassTicket". Keys are never kept: only which kind of key a profile holds.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from auditor.models.racf import Profile, Ssignon, StartedTask
from auditor.racf.commands.effects.state import State
from auditor.racf.commands.effects.weigh import weigh
from auditor.racf.commands.messages import REFUSED
from auditor.racf.commands.model import Operands

UNREAD = "*UNKNOWN*"
"""What the segment says of a legacy key that may be there: the unload holds no SSIGNON record of any profile."""
GENERATED = "IRR.SSIGNON.GENERATED"
"""Stands for the label RACF makes up for a key it moves into ICSF; the real one has the system, date and time in it."""


def with_ssignon(state: State, profile: Profile, class_name: str, operands: Operands, about: str) -> Profile | None:
    """The profile with its SSIGNON segment changed; None when RACF would refuse the command."""
    if class_name != "PTKTDATA":
        state.say("ICH11004I", about, who="SSIGNON")
        return profile
    if "NOSSIGNON" in operands:
        return replace(profile, ssignon=None)
    asked, old = operands.inside("SSIGNON"), profile.ssignon
    weigh(state, "SSIGNON", asked, about)
    if "NOEPTKEYLABEL" in asked:
        return None
    unread = old is None and state.estate.unload.ssignon == "absent" and profile.at.source != state.source
    nothing = UNREAD if unread else ""
    protection = _legacy(state, asked, old.protection if old else nothing, about)
    if protection is None:
        return None
    segment: dict[str, Any] = {
        "at": state.at,
        "protection": protection,
        "key_label": old.key_label if old else None if unread else "",
        "type": old.type if old else None,
        "timeout": old.timeout if old else None,
        "replay": old.replay if old else None,
    }
    if "EPTKEYLABEL" in asked:
        segment |= {"key_label": asked.word("EPTKEYLABEL"), "type": "MIXED", "timeout": 60, "replay": False}
    if "TYPE" in asked:
        segment["type"] = asked.word("TYPE")
    if "TIMEOUT" in asked:
        segment["timeout"] = int(asked.word("TIMEOUT") or 0)
    if "REPLAY" in asked:
        segment["replay"] = asked.word("REPLAY") == "YES"
    return replace(profile, ssignon=Ssignon(**segment))


def _legacy(state: State, asked: Operands, old: str, about: str) -> str | None:
    """What the segment says of the legacy key afterwards; None when RACF would refuse."""
    if "KEYMASKED" in asked:
        return "*MASKED*"
    if "KEYENCRYPTED" in asked:
        return GENERATED
    if "KEYLABEL" in asked:
        return asked.word("KEYLABEL")
    if "NOLEGACYKEY" in asked:
        return ""
    if "ENCRYPTKEY" not in asked:
        return old
    if old == "":
        state.say(REFUSED, about, why="ENCRYPTKEY needs a legacy key, and the profile has none")
        return None
    if old == "*UNKNOWN*":
        state.block(about, "how the legacy key is held is unknown, so what ENCRYPTKEY does is")
        return None
    if old not in ("*MASKED*", "*KEYTOKEN*"):
        state.say("IRR52254I", about)
        return None
    return GENERATED


def started(state: State, old: StartedTask | None, asked: Operands) -> StartedTask:
    """STDATA(USER() GROUP() TRUSTED() PRIVILEGED()): fields not named keep what they had."""

    def switch(name: str, before: bool | None) -> bool | None:
        return {"YES": True, "NO": False}.get(asked.word(name) or "" if name in asked else "", before)

    return StartedTask(
        at=state.at,
        user=asked.word("USER") or (old.user if old else ""),
        group=asked.word("GROUP") or (old.group if old else ""),
        trusted=switch("TRUSTED", old.trusted if old else False),
        privileged=switch("PRIVILEGED", old.privileged if old else False),
    )
