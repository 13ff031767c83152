"""The commands of many findings as one script, in an order that cuts nobody off.

Generic checking first, because names with `*` need it; then define, permit, alter, take away; options of classes
after the profiles they activate; refreshes last, each once, and none of generics where the class is RACLISTed, which
loads all its profiles.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from auditor.racf.commands import NEEDS_AUDITOR

_DEFINE = re.compile(r"RDEFINE (\S+) (\S+)")
_RACLIST = re.compile(r"SETROPTS .*\bRACLIST\((\S+)\)")
_GENERIC_REFRESH = re.compile(r"SETROPTS GENERIC\((\S+)\) REFRESH")
_CHOICE = re.compile(r"<[a-z]")
_PERMIT = re.compile(r"PERMIT (\S+) CLASS\((\S+)\) ID\((\S+)\) ACCESS\(([A-Z]+)\)")
LEVELS = ("NONE", "EXECUTE", "READ", "UPDATE", "CONTROL", "ALTER")


def _phase(command: str) -> int:
    words = command.split()
    name = words[0]
    if "REFRESH" in words:
        return 9
    if name == "SETROPTS":
        return 0 if any(word.startswith("GENERIC(") for word in words) else 7
    if name == "RDELETE":
        return 1 if "NOGENERIC" in words else 6
    if name == "PERMIT":
        # RESET follows the definition of a new profile: it takes the creator's entry away before anybody is permitted.
        return 2 if any(word.startswith("RESET") for word in words) else 5 if "DELETE" in words else 3
    return {"ADDGROUP": 0, "ADDUSER": 0, "RDEFINE": 2, "RALTER": 4, "REMOVE": 5, "DELUSER": 6, "DELGROUP": 6}.get(
        name, 4
    )


def ordered(commands: Iterable[str]) -> list[str]:
    """`commands` in a safe order, each once; a profile is defined once, by the first who asks for it."""
    kept: dict[str, None] = {}
    defined: set[tuple[str, str]] = set()
    for command in commands:
        made = _DEFINE.match(command)
        if made is not None:
            if made.groups() in defined:
                continue
            defined.add((made.group(1), made.group(2)))
        kept[command] = None
    return sorted(_loaded_once(_agreed(kept)), key=_phase)


def _loaded_once(commands: Sequence[str]) -> list[str]:
    loaded = {found.group(1) for found in map(_RACLIST.match, commands) if found is not None}
    refreshed = {command: _GENERIC_REFRESH.fullmatch(command) for command in commands}
    return [command for command, found in refreshed.items() if found is None or found.group(1) not in loaded]


def _agreed(commands: Iterable[str]) -> list[str]:
    """Return the commands with one PERMIT for each entry: of two that lower the same one, the lower stands."""
    lowest: dict[tuple[str, ...], int] = {}
    rows = [(command, _PERMIT.fullmatch(command)) for command in commands]
    for _, entry in rows:
        if entry is not None:
            key, level = entry.groups()[:3], LEVELS.index(entry.group(4))
            lowest[key] = min(level, lowest.get(key, level))
    return [
        command
        for command, entry in rows
        if entry is None or LEVELS.index(entry.group(4)) == lowest[entry.groups()[:3]]
    ]


def has_choice(command: str) -> bool:
    """Whether a person must choose something first: `<label>` stands for it. `X<07>` is a byte that nobody can read."""
    return _CHOICE.search(command) is not None


def needs_auditor(command: str) -> bool:
    """Whether RACF takes the command, or one of its operands, only from a user with the AUDITOR attribute."""
    verb, *rest = command.split()
    return not NEEDS_AUDITOR.get(verb, frozenset()).isdisjoint(word.partition("(")[0] for word in rest)
