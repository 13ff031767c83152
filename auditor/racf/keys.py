"""Which PTKTDATA profiles RACF tries for a ticket, and which keys they hold.

Source: *RACF Security Administrator's Guide*, "Determining PTKTDATA profile names", "Defining profiles in the PTKTDATA
class". Only discrete profiles count: a generic one is ignored in ticket processing. Of the qualified names the first
that exists is tried, the other qualified ones are ignored; then the unqualified one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from auditor.models.racf import Profile, Ssignon
from auditor.racf import assumptions
from auditor.racf.answer import Reason, places
from auditor.racf.system import System

CLASS = "PTKTDATA"
TicketKind = Literal["legacy", "enhanced"]
KINDS: tuple[TicketKind, ...] = ("legacy", "enhanced")
_KNOWN_PROTECTIONS = ("*MASKED*", "*KEYTOKEN*")


@dataclass(frozen=True, slots=True)
class KeyProfile:
    """A key profile as far as the evidence tells; every None in it is *unknown*."""

    name: str
    exists: bool | None
    legacy: bool | None = False
    enhanced: bool | None = False
    why: Reason | None = None
    """Why something about it is unknown, or why it is of no use."""
    profile: Profile | None = None
    assumptions: tuple[str, ...] = ()

    @property
    def kind(self) -> TicketKind | None:
        """What the RACF services generate with it: enhanced when it can, else legacy; None: nothing, or not known."""
        if self.enhanced:
            return "enhanced"
        return "legacy" if self.legacy and self.enhanced is False else None

    @property
    def without_key(self) -> bool:
        """Proven to hold no key of either kind, or not to exist."""
        return self.exists is False or (self.legacy is False and self.enhanced is False)


def key_profile(system: System, name: str) -> KeyProfile:
    """What is known of the key profile of exactly this name."""
    missing = system.no_profiles()
    if missing is not None:
        return KeyProfile(name, None, None, None, missing)
    profile = system.profiles(CLASS).get(name)
    if profile is None or profile.generic:
        lost = system.lost(("0500",), CLASS, lambda one: one == name)
        if lost is not None:
            return KeyProfile(name, None, None, None, lost)
        if profile is not None:
            why = Reason(f"PTKTDATA profile {name} is generic, which ticket processing ignores", places(profile.at))
            return KeyProfile(name, exists=False, why=why)
        return KeyProfile(name, exists=False, why=Reason(f"there is no PTKTDATA profile {name}"))
    return _with_segment(system, name, profile)


def _with_segment(system: System, name: str, profile: Profile) -> KeyProfile:
    segment, level = profile.ssignon, system.estate.unload.ssignon
    if segment is None:
        unknown = system.lost(("0530",), CLASS, lambda one: one == name)
        if unknown is None and level == "absent" and not system.of_change(profile.at):
            unknown = Reason("the unload holds no SSIGNON record (0530), so which keys exist is unknown")
        if unknown is not None:
            return KeyProfile(name, True, None, None, unknown, profile)
        return KeyProfile(
            name, exists=True, why=Reason(f"{name} has no SSIGNON segment", places(profile.at)), profile=profile
        )
    enhanced, assumed = _enhanced(segment, level)
    legacy = _legacy(segment.protection)
    why = None
    if legacy is None or enhanced is None:
        why = Reason(f"the SSIGNON segment of {name} does not tell which keys it holds", places(segment.at))
    elif not (legacy or enhanced):
        why = Reason(f"the SSIGNON segment of {name} holds no key", places(segment.at))
    return KeyProfile(name, True, legacy, enhanced, why, profile, assumed)


def _legacy(protection: str) -> bool | None:
    value = protection.strip()
    if not value:
        return False
    return None if value.startswith("*") and value not in _KNOWN_PROTECTIONS else True


def _enhanced(segment: Ssignon, level: str) -> tuple[bool | None, tuple[str, ...]]:
    if segment.key_label is not None:
        return bool(segment.key_label.strip()), ()
    return (False, (assumptions.NO_ENHANCED_LEVEL,)) if level == "legacy" else (None, ())


def qualified_names(application: str, user: str, group: str | None) -> tuple[str, ...]:
    """The qualified names that RACF looks for, in its order."""
    if not group:
        return (f"{application}.{user}",)
    return (f"{application}.{group}.{user}", f"{application}.{user}", f"{application}.{group}")


@dataclass(frozen=True, slots=True)
class Tried:
    """A profile that VERIFY tries. Not `certain`: it does only when something unknown turns out so."""

    key: KeyProfile
    certain: bool


def search(
    system: System, application: str, user: str, group: str | None, supposed: str | None = None
) -> tuple[Tried, ...]:
    """The key profiles that VERIFY tries for the application and user, in order.

    `supposed`: a profile that is tried too, perhaps, when the user's group is unknown and could be the one in its name.
    """
    tried: list[Tried] = []
    for name in qualified_names(application, user, group):
        key = key_profile(system, name)
        if key.exists is False:
            continue
        tried.append(Tried(key, certain=key.exists is True and not tried))
        if key.exists:
            break
    if supposed not in (None, *(one.key.name for one in tried)) and system.user(user).unknown is not None:
        tried += _by_any_group(system, application, user, supposed or "")
    unqualified = key_profile(system, application)
    if unqualified.exists is not False:
        tried.append(Tried(unqualified, certain=unqualified.exists is True))
    return tuple(tried)


def _by_any_group(system: System, application: str, user: str, name: str) -> tuple[Tried, ...]:
    """The qualified profile `name`, which VERIFY tries if the group in it is that of the user; it is not known."""
    first, *others = name.split(".")
    fits = first == application and (len(others) == 1 or (len(others) == 2 and others[1] == user))
    key = key_profile(system, name)
    return (Tried(key, certain=False),) if fits and key.exists is not False else ()


def reuse_allowed(key: KeyProfile, kind: TicketKind) -> bool | None:
    """Whether replay protection is off: APPLDATA for legacy tickets, SSIGNON REPLAY for enhanced ones; None unknown."""
    if key.profile is None:
        return None
    if kind == "legacy":
        return key.profile.appldata.strip().upper().startswith("NO REPLAY PROTECTION")
    return key.profile.ssignon.replay if key.profile.ssignon is not None else None
