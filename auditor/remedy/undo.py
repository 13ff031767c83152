"""The undo of a script: worked out from what the script did to the model, and run on the model itself.

Exactly what was changed is taken back: a class that was RACLISTed before stays so, and GENCMD goes off again only where
the script switched it on. What is not as it was after the undo is said; nobody is to learn that when he needs it.
Source: z/OS Security Server RACF Command Language Reference, "SETROPTS", "ALTUSER", "CONNECT", "REMOVE".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from auditor.models.classes import mates
from auditor.models.estate import Estate
from auditor.racf.commands import Script, Team, apply, names_of, parse_script
from auditor.racf.commands.model import Permit, Resource
from auditor.remedy import people, restore
from auditor.remedy.differ import Difference, differences
from auditor.remedy.layers import Layers
from auditor.remedy.order import needs_auditor

_SWITCHES = (
    ("audit", "AUDIT"), ("genlist", "GENLIST"), ("global_checking", "GLOBAL"), ("raclisted", "RACLIST"),
    ("active", "CLASSACT"), ("generic", "GENERIC"), ("gencmd", "GENCMD"),
)  # fmt: skip
"""Options of a class in the order in which they go off; on they come in the reverse order."""
_OPTIONS = {
    "grplist": "GRPLIST",
    "initstats": "INITSTATS",
    "addcreator": "ADDCREATOR",
    "applaudit": "APPLAUDIT",
    "generic_owner": "GENERICOWNER",
    "egn": "EGN",
}
_WORDS = {
    "acl": "the access list", "conditional": "the conditional access list", "ssignon": "the key", "owner": "the owner",
    "notify": "NOTIFY", "appldata": "APPLDATA", "seclevel": "the security level", "categories": "the categories",
    "members": "the members", "raclisted": "whether it is RACLISTed", "active": "whether it is active",
    "generic": "whether generics are on", "gencmd": "whether generic commands are on", "revoked": "the revocation",
    "revoke_date": "the date of revocation", "resume_date": "the date of resumption", "audit": "AUDIT",
    "logoptions": "LOGOPTIONS", "factors": "the MFA factors", "connections": "the connections", "clauth": "CLAUTH",
    "global_checking": "whether its global table is on", "default_group": "the default group",
    "protect_all": "PROTECTALL", "contained": "the containment", "never_contained": "NEVERCONTAIN",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Undo:
    """The commands that take a script back, in order, and what they do not bring back."""

    commands: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    """Sentences: what cannot be taken back."""


def undo_of(before: Layers, now: Layers, administrator: str | None) -> Undo:
    """Return the undo of everything that differs in RACF between `before` and `now`, tried on the model."""
    found = list(differences(before.stored, now.stored))
    # What an auditor must do comes last, but for the refreshes, so that each of the two has one run.
    commands = tuple(sorted(dict.fromkeys(_commands(found, before.stored)), key=_turn))
    undone = now
    if commands:
        source = len(now.active.inputs) - 1
        done = apply(parse_script("\n".join(commands)), now.stored, now.active, Team(administrator), source=source)
        undone = Layers(done.stored, done.active)
    left = list(differences(before.stored, undone.stored))
    objects = {one.object for one in left}
    left += [
        one
        for one in differences(before.active, undone.active)
        if one.object not in objects and (one.kind != "profile" or _checked(before.active, one.class_name))
    ]
    return Undo(commands, tuple(dict.fromkeys(map(_sentence, left))))


def _checked(estate: Estate, class_name: str) -> bool:
    """Whether checks may look at the class; of an inactive one nothing is in storage that counts."""
    options = estate.classes.get(class_name)
    return options is None or options.active.value is not False


def _turn(command: str) -> tuple[bool, bool]:
    return command.endswith(" REFRESH"), needs_auditor(command)


def _sentence(one: Difference) -> str:
    what = "it" if one.before is None or one.now is None else ", ".join(_WORDS.get(part, part) for part in one.parts)
    name = f"{one.class_name} {one.name}" if one.kind == "profile" else f"{one.kind} {one.name}"
    if one.before is None:
        why = "what it was before is not known" if one.kind == "option" else "it stays"
        return f"{name} cannot be taken back: {why}."
    if one.now is None:
        return f"{name} cannot be taken back: no command makes it as it was."
    return f"{name} cannot be taken back as it was: {what or 'its value'}."


def _commands(found: list[Difference], before: Estate) -> Iterator[str]:
    """Profiles first: while their class is RACLISTed nothing of it counts until the options, or the refresh, follow."""

    def exists(name: str) -> bool:
        return name in before.users or name in before.groups

    rows = {
        kind: [one for one in found if one.kind == kind] for kind in ("group", "user", "profile", "class", "option")
    }
    for one in rows["group"]:
        yield from people.group(one)
    for one in rows["user"]:
        yield from people.user(one)
    for one in rows["group"]:
        yield from people.authorities(one)
    for one in rows["profile"]:
        yield from restore.profile(one.class_name, one.name, one.before, one.now, exists)
    for one in rows["option"]:
        yield from _option(one, before)
    yield from _classes(rows["class"])
    yield from _refreshes(rows["profile"], rows["class"], before)


def _refreshes(profiles: list[Difference], classes: list[Difference], before: Estate) -> Iterator[str]:
    touched = {one.class_name for one in profiles} | {one.name for one in classes if "generic" in one.parts}
    for name in sorted(touched):
        options = before.classes.get(name)
        if options is None or options.raclisted.value is not False or options.raclisted_by_application.value:
            yield f"SETROPTS RACLIST({name}) REFRESH"
        elif options.active.value and options.generic.value:
            yield f"SETROPTS GENERIC({name}) REFRESH"


def _classes(rows: list[Difference]) -> Iterator[str]:
    """Give the options back; what one command does for a class, it does for those of its POSIT number."""
    given: dict[str, set[str]] = {}
    for one in rows:
        if one.before is None or one.now is None:
            continue
        wanted = set(_class(one))
        known = [given[mate] for mate in mates(one.name) if mate in given]
        given[one.name] = wanted
        general = {line.replace(f"({one.name})", "") for line in wanted}
        if not any(general == {line.partition("(")[0] for line in mate} for mate in known):
            yield from _class(one)


def _class(one: Difference) -> Iterator[str]:
    off = [(field, operand) for field, operand in _SWITCHES if getattr(one.before, field).value is False]
    on = [(field, operand) for field, operand in reversed(_SWITCHES) if getattr(one.before, field).value is True]
    for prefix, rows in (("NO", off), ("", on)):
        for field, operand in rows:
            if field in one.parts:
                yield f"SETROPTS {prefix}{operand}({one.name})"
    if "logoptions" in one.parts and one.before.logoptions.value is not None:
        yield f"SETROPTS LOGOPTIONS({one.before.logoptions.value}({one.name}))"


def _option(one: Difference, before: Estate) -> Iterator[str]:
    if one.name in _OPTIONS and one.before is not None:
        yield f"SETROPTS {'' if one.before else 'NO'}{_OPTIONS[one.name]}"
    elif one.name in ("revoke", "revoke_attempts"):
        attempts = before.options.revoke_attempts.value
        if before.options.revoke.value is not None:
            yield f"SETROPTS PASSWORD({'NOREVOKE' if attempts is None else f'REVOKE({attempts})'})"
    elif one.name in ("inactive", "inactive_days"):
        days = before.options.inactive_days.value
        if before.options.inactive.value is not None:
            yield f"SETROPTS {'NOINACTIVE' if days is None else f'INACTIVE({days})'}"
    elif one.name == "mixedcase" and one.before is not None:
        yield f"SETROPTS PASSWORD({'' if one.before else 'NO'}MIXEDCASE)"


def alone(layers: Layers, commands: tuple[str, ...], administrator: str | None) -> Undo | None:
    """Return the undo of a few commands that run alone; None where RACF would not take them without others.

    Of a million profiles only those that the commands name are carried along.
    """
    script = parse_script("\n".join(commands))
    near = Layers(*(_near(estate, script) for estate in layers))
    if administrator is not None and administrator in layers.stored.users:
        person = layers.stored.users[administrator]
        near = Layers(*(one.model_copy(update={"users": {**one.users, administrator: person}}) for one in near))
    done = apply(script, *near, Team(administrator), source=len(layers.active.inputs) - 1)
    if any(one.level in ("refused", "not-understood") for one in done.messages):
        return None
    return undo_of(near, Layers(done.stored, done.active), administrator)


def _near(estate: Estate, script: Script) -> Estate:
    """Return the part of an estate that the commands of a script can reach."""
    named: dict[str, set[str]] = {}
    for _, command in script.commands:
        if isinstance(command, Resource):
            named.setdefault(command.class_name, set()).update(command.profiles)
        elif isinstance(command, Permit):
            named.setdefault(command.class_name, set()).add(command.profile)
    profiles = {
        name: {one: held[one] for one in named.get(name, ()) if one in held} for name, held in estate.profiles.items()
    }
    people = set(names_of(script)) | {one.owner for held in profiles.values() for one in held.values()}
    people |= {who for held in profiles.values() for one in held.values() for who in one.acl}
    users = {name: estate.users[name] for name in people if name in estate.users}
    groups = {name: estate.groups[name] for name in people if name in estate.groups}
    return estate.model_copy(update={"profiles": profiles, "users": users, "groups": groups})
