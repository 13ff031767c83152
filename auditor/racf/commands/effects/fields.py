"""What RDEFINE and RALTER change in a profile, operand by operand.

Source: z/OS Security Server RACF Command Language Reference, "RDEFINE", "RALTER".
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from auditor.models.racf import Audit, Member, Profile
from auditor.racf.commands.effects.segments import started, with_ssignon
from auditor.racf.commands.effects.state import State
from auditor.racf.commands.model import Operands

_MEMBERS = frozenset({"GCSFKEYS", "GLOBAL", "RACFVARS"})


def changed(state: State, profile: Profile, class_name: str, operands: Operands, about: str) -> Profile | None:
    """The profile with every operand applied; None when the whole command cannot take effect."""
    update = _plain_fields(state, operands)
    if class_name == "STARTED" and "STDATA" in operands:
        update["started"] = started(state, profile.started, operands.inside("STDATA"))
    if class_name == "STARTED" and "NOSTDATA" in operands:
        update["started"] = None
    if {"ADDMEM", "DELMEM"} & set(operands):
        update |= _members(state, profile, class_name, operands, about)
    after = replace(profile, **update)
    if "SSIGNON" in operands or "NOSSIGNON" in operands:
        return with_ssignon(state, after, class_name, operands, about)
    return after


def _plain_fields(state: State, operands: Operands) -> dict[str, Any]:
    """Fields that take an operand's value as it is; NOxxx empties one."""
    update: dict[str, Any] = {}
    for operand in ("UACC", "OWNER", "SECLABEL", "SECLEVEL", "APPLDATA", "NOTIFY"):
        if operands.switch(operand) is not None:
            update[operand.lower()] = operands.word(operand) or ""
    if "NOTIFY" in operands and operands.word("NOTIFY") is None:
        update["notify"] = state.issuer or ""
    if (warning := operands.switch("WARNING")) is not None:
        update["warning"] = warning
    for operand, item in (("AUDIT", "audit"), ("GLOBALAUDIT", "global_audit")):
        if operand in operands:
            update[item] = _audit(operands.inside(operand))
    return update


def _audit(asked: Operands) -> Audit:
    """AUDIT(SUCCESS(READ) FAILURES(UPDATE)): without a level, READ."""
    names = set(asked)
    if "ALL" in names:
        level = asked.word("ALL") or "READ"
        return Audit(level="ALL", success_from=level, failure_from=level)
    success = next((name for name in ("SUCCESS", "SUCCESSES") if name in names), None)
    kind = {(True, True): "ALL", (True, False): "SUCCESS", (False, True): "FAIL"}
    return Audit(
        level=kind.get((success is not None, "FAILURES" in names), "NONE"),
        success_from=(asked.word(success) or "READ") if success else "",
        failure_from=(asked.word("FAILURES") or "READ") if "FAILURES" in names else "",
    )


def _members(state: State, profile: Profile, class_name: str, operands: Operands, about: str) -> dict[str, Any]:
    if class_name not in _MEMBERS:
        state.say("ICH11004I", about, who="ADDMEM or DELMEM")
        return {}
    dropped = {one.partition("/")[0] for one in operands.words("DELMEM")}
    kept = [one for one in profile.members if one.name not in dropped]
    have = {one.name for one in kept}
    for word in operands.words("ADDMEM"):
        name, _, access = word.partition("/")
        if name not in have:
            kept.append(Member(name=name, access=access, at=state.at))
    return {"members": tuple(kept)}
