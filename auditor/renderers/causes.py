"""Verdicts that say the same of different objects, as one entry: "one permit, 9,800 users".

The cause is told by the sentence itself: two verdicts of a policy have the same one when their messages differ in
nothing but the name of the object. So it needs no list of policies, and holds for a site's own.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable

from auditor.models.verdict import Verdict

_NAME = r"[\w.#@$&%*-]"


def cause(verdict: Verdict) -> Hashable:
    """Return what is the same for all verdicts with this cause."""
    return (
        verdict.policy,
        verdict.verdict,
        verdict.severity,
        verdict.masked_by,
        verdict.reason,
        verdict.waiver and verdict.waiver.owner,
        general(verdict),
    )


def general(verdict: Verdict) -> str:
    """Return its message with `...` where it names the object itself: the user of a client, the profile, the user."""
    name = re.split(r"[:/]", verdict.object)[-1]
    if not name or name == verdict.object:
        return verdict.message
    return re.sub(rf"(?<!{_NAME}){re.escape(name)}(?!{_NAME[:-1]}]*\w)", "...", verdict.message)


def by_cause(verdicts: Iterable[Verdict]) -> list[list[Verdict]]:
    """Return the verdicts with those of one cause together, in the order of the first of each."""
    found: dict[Hashable, list[Verdict]] = {}
    for verdict in verdicts:
        found.setdefault(cause(verdict), []).append(verdict)
    return list(found.values())
