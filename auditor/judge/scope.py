"""What a site leaves out of the audit (`[[scope.exclude]]`), laid over verdicts after judging, never before.

An exclusion hides nothing: the verdicts stay undecided and are listed. It only says that their being so is meant, until
the day it expires, so that it does not raise the return code.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from auditor.models.estate import EvidenceByKind
from auditor.models.scope import Excluded, Exclusion
from auditor.models.source import BY_KIND


def applied(exclusions: Iterable[Exclusion], evidence: EvidenceByKind, as_of: str) -> tuple[Excluded, ...]:
    """Return the exclusions with what each of them does on the day of the audit (yyyy-mm-dd)."""
    rows = []
    for one in exclusions:
        expires = one.expires.isoformat()
        offered = getattr(evidence, one.input).offered
        state = "expired" if expires < as_of else "offered" if offered else "in effect"
        rows.append(Excluded(input=one.input, reason=one.reason, owner=one.owner, expires=expires, state=state))
    return tuple(rows)


def left_out(excluded: Iterable[Excluded]) -> frozenset[str]:
    """Return the kinds of input that an exclusion in effect leaves out."""
    return frozenset(one.input for one in excluded if one.state == "in effect")


def meant(reasons: Iterable[str], kinds: Collection[str]) -> bool:
    """Whether nothing but the absence of inputs of `kinds` is among the reasons for being undecided.

    The reasons are those of the list of sources, to which `policies/lib/evidence.rego` is held. A reason in other words
    is another reason.
    """
    known = {text for kind in kinds for text in absent(kind)}
    given = list(reasons)
    return bool(given) and known.issuperset(given)


def absent(kind: str) -> tuple[str, str]:
    """Return how it is said that no input of `kind` was offered: of a fact, and by a policy with the flag for it."""
    missing = BY_KIND[kind].missing or ""
    return missing, f"{missing} (--{kind.replace('_', '-')})"


def sentences(excluded: Iterable[Excluded]) -> tuple[str, ...]:
    """Return what a report says of the exclusions, without the site's own words."""
    what = {
        "in effect": "is left out until {expires}: what is undecided for that alone does not raise the return code",
        "expired": "was left out until {expires}: the exclusion has expired and has no effect",
        "offered": "is to be left out, but was offered: it was judged",
    }
    return tuple(
        f"{BY_KIND[one.input].title} (--{one.input}) {what[one.state].format(expires=one.expires)}." for one in excluded
    )
