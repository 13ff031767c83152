"""The commands that give one profile back what it was before a change.

Nothing is taken from the commands that changed it: the profile before and the profile now are compared, so what
another finding changed beside it comes back too. What no command can give back (a level that is none, `X<07>` in the
unload, among it) is found afterwards, when the undo is run on the model (`auditor.remedy.undo`).
Source: z/OS Security Server RACF Command Language Reference, "RDEFINE", "RALTER", "RDELETE", "PERMIT".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from auditor.models.racf import Audit, ConditionalPermit, Profile, Ssignon, StartedTask
from auditor.remedy.order import LEVELS

Exists = Callable[[str], bool]
"""Whether an ID can stand on an access list or own a profile: RACF refuses one that is not defined."""
_TYPES = ("UPPER", "MIXED")
"""What TYPE of SSIGNON takes; another word in the unload cannot be put into a command."""


def profile(class_name: str, name: str, before: Profile | None, now: Profile | None, exists: Exists) -> Iterator[str]:
    """Give the commands that turn the profile as it is `now` into what it was `before`; None: it is not there."""
    if now is not None and (before is None or before.generic != now.generic):
        yield f"RDELETE {class_name} {name}{_kind(name, now)}"
        now = None
    if before is None:
        return
    if now is None:
        operands = _operands(None, before, exists)
        yield " ".join([f"RDEFINE {class_name} {name}", *operands])
        # The creator's entry of ADDCREATOR, whoever it was.
        yield f"PERMIT {name} CLASS({class_name}) RESET(ALL)"
        if before.global_audit.level != "NONE":
            yield f"RALTER {class_name} {name} GLOBALAUDIT({_audit(before.global_audit)})"
        yield from _lists(class_name, name, before, None, exists)
        return
    for operand in _operands(now, before, exists):
        yield f"RALTER {class_name} {name} {operand}"
    if now.global_audit != before.global_audit:
        yield f"RALTER {class_name} {name} GLOBALAUDIT({_audit(before.global_audit)})"
    yield from _lists(class_name, name, before, now, exists)


def _kind(name: str, now: Profile) -> str:
    """The operand that tells RACF of a discrete profile with generic characters in its name."""
    return " NOGENERIC" if not now.generic and set("*%&") & set(name) else ""


def _operands(now: Profile | None, before: Profile, exists: Exists) -> list[str]:
    """Return the operands that say what differs; all of them for a profile that has to be defined (`now` None)."""
    given = []
    if (now is None or now.uacc != before.uacc) and before.uacc in ("", *LEVELS):
        given.append(f"UACC({before.uacc or 'NONE'})")
    if (now is None or now.owner != before.owner) and before.owner and exists(before.owner):
        given.append(f"OWNER({before.owner})")
    if now is None or now.audit != before.audit:
        given.append(f"AUDIT({_audit(before.audit)})")
    given += _optional("WARNING", before.warning, now is not None and now.warning)
    for operand, was, is_now in (
        ("APPLDATA", _quoted(before.appldata), "" if now is None else _quoted(now.appldata)),
        ("NOTIFY", before.notify, "" if now is None else now.notify),
        ("SECLABEL", before.seclabel, "" if now is None else now.seclabel),
    ):
        if was != is_now:
            given.append(f"{operand}({was})" if was else f"NO{operand}")
    given += _ssignon(None if now is None else now.ssignon, before.ssignon)
    given += _started(None if now is None else now.started, before.started)
    given += [] if now is None else _members(now, before)
    return given


def _members(now: Profile, before: Profile) -> list[str]:
    had, has = (
        {f"{one.name}/{one.access}" if one.access else one.name for one in profile.members} for profile in (before, now)
    )
    return [f"DELMEM({member})" for member in sorted(has - had)] + [f"ADDMEM({member})" for member in sorted(had - has)]


def _optional(operand: str, was: bool, is_now: bool) -> list[str]:
    return [] if was == is_now else [operand if was else f"NO{operand}"]


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'" if text and text.isprintable() else ""


def _audit(asked: Audit) -> str:
    success, failure = f"SUCCESS({asked.success_from or 'READ'})", f"FAILURES({asked.failure_from or 'READ'})"
    return {"ALL": f"{success} {failure}", "SUCCESS": success, "FAIL": failure}.get(asked.level, "NONE")


def _ssignon(now: Ssignon | None, before: Ssignon | None) -> list[str]:
    """A key that lives in ICSF can be named again; one in the RACF database is gone once it is replaced."""
    if before is None:
        return ["NOSSIGNON"] if now is not None else []
    if now is not None and now.key_label and not before.key_label and _in_icsf(before.protection):
        # No documented keyword takes the enhanced key alone away: the segment goes, and the legacy key comes back.
        return ["NOSSIGNON", f"SSIGNON(KEYLABEL({before.protection}))"]
    parts = [*_legacy(now, before), *_enhanced(now, before)]
    return [f"SSIGNON({' '.join(parts)})"] if parts else []


def _legacy(now: Ssignon | None, before: Ssignon) -> list[str]:
    if now is not None and now.protection == before.protection:
        return []
    if _in_icsf(before.protection):
        return [f"KEYLABEL({before.protection})"]
    return ["NOLEGACYKEY"] if now is not None and not before.protection else []


def _enhanced(now: Ssignon | None, before: Ssignon) -> list[str]:
    if not before.key_label:
        return []
    named = now is None or now.key_label != before.key_label
    parts = [f"EPTKEYLABEL({before.key_label})"] if named else []
    for operand, was, is_now in (
        ("TYPE", before.type if before.type in _TYPES else None, None if now is None else now.type),
        ("TIMEOUT", before.timeout, None if now is None else now.timeout),
        ("REPLAY", _yes(before.replay), None if now is None else _yes(now.replay)),
    ):
        if was is not None and (named or was != is_now):
            parts.append(f"{operand}({was})")
    return parts


def _in_icsf(protection: str) -> bool:
    return bool(protection) and not protection.startswith("*")


def _yes(replay: bool | None) -> str | None:
    return None if replay is None else "YES" if replay else "NO"


def _started(now: StartedTask | None, before: StartedTask | None) -> list[str]:
    if before is None:
        return ["NOSTDATA"] if now is not None else []
    parts = []
    for operand, was, is_now in (
        ("USER", before.user, None if now is None else now.user),
        ("GROUP", before.group, None if now is None else now.group),
        ("TRUSTED", _yes(before.trusted), None if now is None else _yes(now.trusted)),
        ("PRIVILEGED", _yes(before.privileged), None if now is None else _yes(now.privileged)),
    ):
        if was and was != is_now:
            parts.append(f"{operand}({was})")
    return [f"STDATA({' '.join(parts)})"] if parts else []


def _lists(class_name: str, name: str, before: Profile, now: Profile | None, exists: Exists) -> Iterator[str]:
    permit = f"PERMIT {name} CLASS({class_name})"
    has = now.acl if now is not None else {}
    for who in sorted(has.keys() - before.acl.keys()):
        yield f"{permit} ID({who}) DELETE"
    for who, entry in sorted(before.acl.items()):
        lost = who not in has or has[who].access != entry.access
        if lost and entry.access in LEVELS and (who == "*" or exists(who)):
            yield f"{permit} ID({who}) ACCESS({entry.access})"
    had, now_there = {_condition(one) for one in before.conditional}, set()
    if now is not None:
        now_there = {_condition(one) for one in now.conditional}
    for who, when, _ in sorted(now_there - had):
        if not any(row[:2] == (who, when) for row in had):
            yield f"{permit} ID({who}) {when} DELETE"
    for who, when, access in sorted(had - now_there):
        if access in LEVELS and (who == "*" or exists(who)):
            yield f"{permit} ID({who}) {when} ACCESS({access})"


def _condition(one: ConditionalPermit) -> tuple[str, str, str]:
    name = f"{one.name.replace('=', '(', 1)})" if one.kind == "CRITERIA" and "=" in one.name else one.name
    return one.id, f"WHEN({one.kind}({name}))", one.access
