"""Impersonations that no plan would ask for: anybody as the maker, by any way, with any key.

A plan asks only those who stand on a list. An opinion that lets the wrong ones through shows on the others.
"""

from __future__ import annotations

from itertools import product
from random import Random

from auditor.crosscheck.impersonation import privileged
from auditor.models.estate import Estate, Trial
from auditor.models.imsconnect import effective_application
from auditor.racf.keys import key_profile
from auditor.racf.system import System
from tests.racf.installations import APPLICATIONS, ODD_KEYS, USERS

MAKERS = (*USERS, "GONE")
KINDS = ("legacy", "enhanced")


def attempts(estate: Estate, seed: int, most: int = 12) -> tuple[Trial, ...]:
    """Some of all that could be asked about the privileged users of an installation, picked by the seed."""
    names = {effective_application(one).name for one in estate.endpoints} - {None}
    made_for = sorted({*APPLICATIONS, *names})
    pairs = list(product([*privileged(estate)[:2], "GONE"], made_for))
    asking = product(("user", "group", "task"), MAKERS, [""], [None], [None])
    control = product(("alter",), MAKERS, [""], ODD_KEYS, KINDS)
    keys = product(("key",), [None], [*(one.id for one in estate.clients), "nobody"], ODD_KEYS, KINDS)
    acting = product(("submit", "switch", "reset"), MAKERS, [""], [None], [None])
    ways = [*asking, *control, *keys, *acting]
    random = Random(f"anybody of {seed}")
    presented = next((effective_application(one).name for one in estate.endpoints), None)
    found, system = [], System(estate)
    for number in range(most):
        (target, application), (way, requester, client, key, ticket) = random.choice(pairs), random.choice(ways)
        if key is None:
            ticket = key_profile(system, application).kind
        fields = {"id": f"anybody/{number}", "client": client, "endpoint": "ICON1", "step": "impersonate"}
        fields |= {"requester": requester, "made_for_user": target, "made_for_application": application}
        fields |= {"presented_user": target, "presented_application": presented, "ticket": ticket}
        if way in ("submit", "switch", "reset"):
            fields["as_user"] = random.choice(MAKERS)
        found.append(Trial.model_validate(fields | {"way": way, "key_profile": key}))
    return tuple(found)
