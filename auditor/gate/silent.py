"""What a change does to the estate that no verdict speaks for: listed with its values, so that nothing changes unseen.

A verdict speaks for a change where it is about the thing that changed and nothing else of it changed: a verdict on a
profile cannot tell which of two fields moved it, and one that only mentions a user says nothing of the user's own data.
What it does not speak for is listed, one by one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import NamedTuple

from auditor.gate.differences import Changed, differences
from auditor.gate.reasons import Reasons
from auditor.judge.compare import Comparison
from auditor.models.estate import Estate
from auditor.models.verdict import Verdict

_WORD = re.compile(r"[^\s\"'/:,()\[\]{}]+")
_UNMOVED = "no verdict moves by it, so look at it yourself"
_PARTLY = "the verdicts that move may tell only a part of it, so look at it yourself"


class _Spoken(NamedTuple):
    """The object of a verdict that moved, and every name it is about, commands left out."""

    object: str
    words: frozenset[str]


def silent_reasons(
    before: Estate, after: Iterable[Estate], moved: Comparison, told: Collection[tuple[str, str]] = ()
) -> Reasons:
    """Return what differs between the estates and no verdict that moved tells. `after`: stored and active layer.

    `told`: (what, field) of which another reason speaks; what differs in such fields alone is not listed again.
    """
    reasons = Reasons()
    spoken = [_spoken(verdict) for name in Comparison.model_fields for verdict in getattr(moved, name)]
    lines: dict[str, None] = {}
    for estate in after:
        found = list(differences(before, estate))
        alone = len(found) == 1
        for change in found:
            if _is_told(change, told):
                continue
            named = any(_names(verdict, change, alone=alone) for verdict in spoken)
            if not (named and change.differing == 1):
                lines[f"this changes {_what(change)}: {_PARTLY if named else _UNMOVED}"] = None
    reasons.fold(list(lines), "changes that move no verdict")
    return reasons


def _is_told(change: Changed, told: Collection[tuple[str, str]]) -> bool:
    return bool(change.fields) and all((change.what, field) in told for field in change.fields)


def _what(change: Changed) -> str:
    return f"{change.what} ({'; '.join(change.values)})" if change.values else change.what


def _spoken(verdict: Verdict) -> _Spoken:
    about = f"{verdict.object} {verdict.message} {verdict.reason} {verdict.facts}"
    return _Spoken(verdict.object, frozenset(_WORD.findall(about.upper())))


def _names(spoken: _Spoken, change: Changed, *, alone: bool) -> bool:
    """Whether the verdict is about the thing that changed; one that only mentions it, where nothing else changed."""
    if spoken.object == change.object or spoken.object.startswith(f"{change.object}/"):
        return True
    kind, _, name = change.object.partition(":")
    name = name.partition("/")[2] if kind == "profile" else name
    return alone and spoken.words.issuperset(_WORD.findall(name.upper()))
