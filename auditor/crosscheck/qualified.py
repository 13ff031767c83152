"""The key profile of one user, with his name or group in its own, where there is one."""

from __future__ import annotations

from auditor.racf.keys import KeyProfile, key_profile, qualified_names
from auditor.racf.system import System


def qualified_key(system: System, application: str, user: str) -> KeyProfile | None:
    """The qualified key profile that VERIFY tries for the user, when there certainly is one."""
    found = system.user(user).user
    for name in qualified_names(application, user, found.default_group if found is not None else None):
        key = key_profile(system, name)
        if key.exists:
            return key
    return None
