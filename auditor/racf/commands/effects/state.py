"""The two layers while a script runs: stored (the RACF database) and active (what checks use).

Profiles are the only thing that differs by layer; class options, users, groups and running values count at once.
A layer's profiles are replaced, not changed, except for lists this run has copied itself: a script with thousands of
PERMITs on one profile would otherwise copy its list thousands of times.
Source: z/OS Security Server RACF Security Administrator's Guide, "Refreshing profiles for SETROPTS RACLIST processing".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from auditor.models.estate import Estate
from auditor.models.imsconnect import Endpoint
from auditor.models.place import At, Damage, Fact
from auditor.models.racf import ClassOptions, Group, Profile, User
from auditor.racf.commands.messages import NOT_UNDERSTOOD, UNDECIDED, Reaction, reaction

Profiles = dict[str, dict[str, Profile]]


@dataclass(frozen=True, slots=True)
class Undecided:
    """What the evidence could not tell about one command; nothing was applied by guess."""

    line: int
    object: str
    reason: str


@dataclass(slots=True)
class State:
    """Everything commands change, and what RACF said. `line` and `step` are those of the command being applied."""

    estate: Estate
    issuer: str | None
    source: int
    stored: Profiles
    active: Profiles
    classes: dict[str, ClassOptions]
    options: dict[str, Any]
    users: dict[str, User]
    groups: dict[str, Group]
    endpoints: list[Endpoint]
    line: int = 0
    step: int = 0
    messages: list[Reaction] = field(default_factory=list)
    undecided: list[Undecided] = field(default_factory=list)
    touched: dict[tuple[str, str], tuple[int, int]] = field(default_factory=dict)
    """Profile -> step and line of its last change."""
    refreshes: list[tuple[int, int, str, str]] = field(default_factory=list)
    """Step, line, what was asked (refresh, raclist, generic) and the class."""
    own: set[tuple[str, str]] = field(default_factory=set)
    """Profiles whose access list this run has copied and may change in place."""
    blurred: dict[tuple[str, str], int] = field(default_factory=dict)
    """Profile -> line of the command that defines it in a way that is not modelled: what it holds is unknown."""
    said: tuple[int, str, str, str, str] = (0, "", "", "", "")
    """The last answer."""
    auditor: bool = False
    """Operands that need the AUDITOR attribute are issued by somebody who has it."""

    @classmethod
    def of(cls, stored: Estate, active: Estate, issuer: str | None, source: int) -> State:
        """A working copy; the estates themselves never change."""
        return cls(
            estate=stored,
            issuer=issuer,
            source=source,
            stored={name: dict(held) for name, held in stored.profiles.items()},
            active={name: dict(held) for name, held in active.profiles.items()},
            classes=dict(stored.classes),
            options={},
            users=dict(stored.users),
            groups=dict(stored.groups),
            endpoints=list(stored.endpoints),
        )

    @property
    def at(self) -> At:
        """The place of facts that this command makes."""
        return At(self.source, self.line)

    def fact(self, value: Any) -> Fact[Any]:
        """A fact that this command states."""
        return Fact[Any](value=value, at=self.at, origin="coded")

    def say(self, message: str, about: str, *, who: str = "", why: str = "") -> None:
        """RACF's answer; an undecided one is kept with its reason too. Said twice of one command, it counts once."""
        if (self.step, message, about, who, why) == self.said:
            return
        self.said = (self.step, message, about, who, why)
        self.messages.append(reaction(self.line, message, about, who=who, why=why))
        if message in (UNDECIDED, NOT_UNDERSTOOD):
            self.undecided.append(Undecided(self.line, about, why))

    def open(self, about: str, why: str) -> None:
        """Say what the evidence cannot tell of a command that is carried out all the same."""
        self.say(UNDECIDED, about, why=why)

    def outside(self, about: str, what: str) -> None:
        """Say that a command has an effect which no verdict rests on."""
        self.say(UNDECIDED, about, why=f"no policy asks for it ({what})")

    def block(self, about: str, why: str) -> None:
        """Say that a command touches what verdicts rest on and is not carried out here: it must not pass."""
        self.say(NOT_UNDERSTOOD, about, why=why)

    def options_of(self, class_name: str) -> ClassOptions:
        """Unknown options for a class that no listing names."""
        return self.classes.get(class_name, ClassOptions())

    def raclisted(self, class_name: str) -> bool | None:
        """By command or by an application with GLOBAL=YES: a REFRESH reloads either."""
        options = self.options_of(class_name)
        values = (options.raclisted.value, options.raclisted_by_application.value)
        if True in values:
            return True
        return None if options.raclisted.value is None else False

    def generic_commands(self, class_name: str) -> bool | None:
        """Whether commands take a name with generic characters as generic: GENERIC or GENCMD is on."""
        options = self.options_of(class_name)
        values = (options.generic.value, options.gencmd.value)
        if True in values:
            return True
        return None if None in values else False

    def unsure(self, class_name: str, name: str) -> str | None:
        """Why what a profile holds is unknown, or None."""
        if self.lost(class_name, name) is not None:
            return "a damaged record of the unload could be this profile"
        if line := self.blurred.get((class_name, name)):
            return f"what the profile holds is unknown since line {line}"
        return None

    def lost(self, class_name: str, name: str) -> Damage | None:
        """Damage of the unload that could have been this profile."""
        for one in self.estate.evidence.unload.damage:
            fits = one.class_name in (None, class_name) and one.name in (None, name)
            if fits and (one.record_type is None or one.record_type.startswith("05")):
                return one
        return None

    def knows_profiles(self) -> bool:
        """Whether the unload tells which general resource profiles exist."""
        return self.estate.unload.resources

    def exists(self, name: str) -> bool | None:
        """Whether an ID is a user or group; None when the unload cannot tell."""
        if name in self.users or name in self.groups:
            return True
        level = self.estate.unload
        return False if level.users and level.groups and not self._id_lost(name) else None

    def user(self, name: str) -> User | bool | None:
        """The user, False when there is none, None when the unload cannot tell."""
        if name in self.users:
            return self.users[name]
        return False if self.estate.unload.users and not self._id_lost(name) else None

    def group(self, name: str) -> Group | bool | None:
        """The group, False when there is none, None when the unload cannot tell."""
        if name in self.groups:
            return self.groups[name]
        return False if self.estate.unload.groups and not self._id_lost(name) else None

    def _id_lost(self, name: str) -> bool:
        return any(
            one.name in (None, name) and (one.record_type is None or one.record_type[:2] in ("01", "02"))
            for one in self.estate.evidence.unload.damage
        )

    def put(self, class_name: str, name: str, profile: Profile | None) -> None:
        """Store a profile, or delete it (None); the active layer follows where the class is not RACLISTed.

        Generic profiles wait for a refresh, because users who are logged on keep them.
        """
        before = self.stored[class_name].get(name)
        _set(self.stored[class_name], name, profile)
        self.touched[class_name, name] = (self.step, self.line)
        raclisted = self.raclisted(class_name)
        if raclisted:
            return
        if raclisted is None:
            self.open(f"class:{class_name}", f"whether {class_name} is RACLISTed is unknown, so when this counts is")
        generic = any(one is not None and one.generic for one in (before, profile))
        if not generic or self._unused(class_name) or raclisted is None:
            _set(self.active[class_name], name, profile)

    def _unused(self, class_name: str) -> bool:
        """Whether nobody is taken to keep profiles of the class: it was inactive before, and still is.

        RACF makes no check in an inactive class, and so loads none of its profiles.
        """
        before = self.estate.classes.get(class_name, ClassOptions())
        return before.active.value is False and self.options_of(class_name).active.value is False

    def load(self, class_name: str) -> None:
        """The active layer becomes what is stored."""
        self.active[class_name] = dict(self.stored.get(class_name, {}))
        self.own = {key for key in self.own if key[0] != class_name}


def _set(held: dict[str, Profile], name: str, profile: Profile | None) -> None:
    if profile is None:
        held.pop(name, None)
    else:
        held[name] = profile
