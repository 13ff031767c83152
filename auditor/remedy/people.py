"""The commands that give users, groups and connections back what they were before a change.

As with profiles (`auditor.remedy.restore`), the state before and the state now are compared, and what no command can
give back is found when the undo is run on the model.
Source: z/OS Security Server RACF Command Language Reference, "ALTUSER", "ALTGROUP", "CONNECT", "REMOVE".
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.models.racf import Connection, Group, User
from auditor.remedy.differ import Difference

_ATTRIBUTES = {
    "special": "SPECIAL", "operations": "OPERATIONS", "auditor": "AUDITOR", "roaudit": "ROAUDIT",
    "restricted": "RESTRICTED",
}  # fmt: skip


def group(one: Difference) -> Iterator[str]:
    """Give the commands that turn a group into what it was; a new one goes."""
    was, is_now = one.before, one.now
    if isinstance(was, Group) and isinstance(is_now, Group):
        if was.owner != is_now.owner:
            yield f"ALTGROUP {one.name} OWNER({was.owner})"
        if was.superior != is_now.superior:
            yield f"ALTGROUP {one.name} SUPGROUP({was.superior})"
    elif was is None:
        yield f"DELGROUP {one.name}"


def authorities(one: Difference) -> Iterator[str]:
    """Give members of a group back their authority in it: after the connections, which come back with USE."""
    was, is_now = one.before, one.now
    if not isinstance(was, Group) or not isinstance(is_now, Group):
        return
    for name, held in sorted(was.members.items()):
        holds = is_now.members[name].authority if name in is_now.members else "USE"
        if held.authority is not None and held.authority != holds:
            yield f"CONNECT {name} GROUP({one.name}) AUTHORITY({held.authority})"


def user(one: Difference) -> Iterator[str]:
    """Give the commands that turn a user into what it was; a new one goes."""
    was, is_now = one.before, one.now
    if not isinstance(was, User):
        yield f"DELUSER {one.name}"
        return
    if not isinstance(is_now, User):
        return
    for field, operand in _ATTRIBUTES.items():
        before, now = getattr(was, field), getattr(is_now, field)
        if before != now and before is not None:
            yield f"ALTUSER {one.name} {'' if before else 'NO'}{operand}"
    for group in sorted(was.connections.keys() | is_now.connections.keys()):
        yield from _connection(one.name, group, was.connections.get(group), is_now)
    if was.default_group != is_now.default_group:
        yield f"ALTUSER {one.name} DFLTGRP({was.default_group})"
    if was.owner != is_now.owner:
        yield f"ALTUSER {one.name} OWNER({was.owner})"
    held, holds = set(was.clauth or ()), set(is_now.clauth or ())
    yield from (f"ALTUSER {one.name} CLAUTH({name})" for name in sorted(held - holds))
    yield from (f"ALTUSER {one.name} NOCLAUTH({name})" for name in sorted(holds - held))
    yield from _revocation(f"ALTUSER {one.name}", was, is_now)


def _revocation(command: str, was: User | Connection, is_now: User | Connection) -> Iterator[str]:
    """A date that has passed cannot be set again: what it had done, a REVOKE without a date does."""
    passed = was.revoke_date is not None and is_now.revoke_date is None
    if (was.revoked or passed) and not is_now.revoked:
        yield f"{command} REVOKE"
    elif is_now.revoked and not was.revoked:
        yield f"{command} RESUME"


def _connection(name: str, group: str, was: Connection | None, is_now: User) -> Iterator[str]:
    now = is_now.connections.get(group)
    if was is None:
        if is_now.default_group != group:
            yield f"REMOVE {name} GROUP({group})"
        return
    command = f"CONNECT {name} GROUP({group})"
    if now is None:
        yield command
    if was.special != (now is not None and now.special):
        yield f"{command} {'SPECIAL' if was.special else 'NOSPECIAL'}"
    if now is not None:
        yield from _revocation(command, was, now)
