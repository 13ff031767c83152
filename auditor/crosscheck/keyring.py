"""The keys of the trials: the operator's where offered, else throw-away keys that depend on the profile name alone.

A throw-away key proves the path and the settings, not the installation's own key: real key values are in no export. It
is derived, so that the same inputs give the same trials; it opens nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from hashlib import sha512
from typing import Literal

from auditor.models.estate import Estate, SharedKey
from auditor.racf.credential import Lock, Match
from auditor.racf.keys import KINDS, TicketKind, key_profile
from auditor.racf.system import System
from auditor.tickets import enhanced, legacy
from auditor.tickets.enhanced import TicketType
from auditor.tickets.keys import Key, ProfileKeys

_SEED = b"auditor cross-check: a key that opens nothing/"
_LOOK_BACK = 3600
"""Seconds either side in which the moment of making is looked for: wider than any window, to tell how far off."""
_TYPES: tuple[TicketType, ...] = ("UPPER", "MIXED")
MIXED: Literal["MIXED"] = "MIXED"


def of_profiles(system: System, offered: Mapping[str, ProfileKeys] | None) -> dict[str, ProfileKeys]:
    """The offered keys less those that the unload proves a profile not to hold: what RACF has counts."""
    found = {}
    for name, keys in (offered or {}).items():
        held = key_profile(system, name)
        if held.exists is not False:
            found[name] = replace(
                keys,
                legacy=None if held.legacy is False else keys.legacy,
                enhanced=None if held.enhanced is False else keys.enhanced,
            )
    return found


def shared_keys(estate: Estate, offered: Mapping[str, ProfileKeys] | None) -> tuple[SharedKey, ...]:
    """Which key profiles hold the same key, as far as their keys are offered."""
    found: list[SharedKey] = []
    for kind in KINDS:
        groups: list[tuple[Key, list[str]]] = []
        for name, keys in sorted(of_profiles(System(estate), offered).items()):
            key = keys.of(kind)
            if key is None:
                continue
            same = next((names for one, names in groups if one.makes_the_same_tickets_as(key)), None)
            if same is None:
                groups.append((key, [name]))
            else:
                same.append(name)
        found += [SharedKey(kind=kind, profiles=tuple(names)) for _, names in groups if len(names) > 1]
    return tuple(found)


class Keyring:
    """Makes and matches tickets by profile name; shows no key."""

    def __init__(self, offered: Mapping[str, ProfileKeys] | None = None) -> None:
        self._offered = dict(offered or {})

    def __repr__(self) -> str:
        return "<Keyring>"

    def real(self, lock: Lock) -> bool:
        """Whether the operator offered the key itself."""
        return self._offered_key(lock) is not None

    def told_apart(self, lock: Lock, profiles: Iterable[str]) -> bool:
        """Whether it is known that no other of the profiles holds the key: all of them are offered."""
        return all(self.real(replace(lock, profile=name)) for name in (lock.profile, *profiles))

    def _offered_key(self, lock: Lock) -> Key | None:
        keys = self._offered.get(lock.profile)
        return None if keys is None else keys.of(lock.kind)

    def make(self, user: str, application: str, lock: Lock, at: int) -> str:
        """A ticket of the second `at`. `TicketRefused` for names that no ticket can be made for."""
        key = self._key(lock)
        if lock.kind == "legacy":
            return legacy.generate(user, application, key, at)
        return enhanced.generate(user, application, key, at, _type(lock.type) or MIXED)

    def match(self, ticket: str, user: str, application: str, lock: Lock, now: int) -> Match | None:
        """When the ticket was made with this key, or None; see `auditor.racf.credential.Keyring`."""
        key = self._key(lock)
        if lock.kind == "legacy":
            if not legacy.available():
                return None  # what is presented is an enhanced ticket then; one in 3.5 million would match by chance
            made = legacy.generated_at(ticket, user, application, key, now, _LOOK_BACK)
            return None if made is None else Match(made, None)
        known = _type(lock.type)
        for one in (known,) if known is not None else _TYPES:
            made = enhanced.generated_at(ticket, user, application, key, one, now, _LOOK_BACK)
            if made is not None:
                return Match(made, one)
        return None

    def _key(self, lock: Lock) -> Key:
        return self._offered_key(lock) or _throw_away(lock.profile, lock.kind)


def _type(text: str | None) -> TicketType | None:
    for one in _TYPES:
        if text == one:
            return one
    return None


@lru_cache(maxsize=4096)
def _throw_away(profile: str, kind: TicketKind) -> Key:
    digest = sha512(_SEED + kind.encode() + b"/" + profile.encode(errors="replace")).digest()
    return Key(digest[:8] if kind == "legacy" else digest)
