"""What the catalogue says about each policy, for a report."""

from __future__ import annotations

from collections.abc import Iterable

from auditor.policies.catalogue import Policy, load_catalogue
from auditor.renderers.context import PolicyText


def policy_texts(further: Iterable[str] = ()) -> dict[str, PolicyText]:
    """Return the texts of all policies by id, those in `further` folders too. Errors as `load_catalogue`."""
    return texts_of(load_catalogue(further).policies)


def texts_of(policies: Iterable[Policy]) -> dict[str, PolicyText]:
    """Return the texts of `policies`, by id."""
    return {
        policy.id: PolicyText(policy.description, tuple(_offered_as(word) for word in policy.needs))
        for policy in policies
    }


def _offered_as(word: str) -> str:
    return "[site] in auditor.toml" if word == "site" else f"--{word}"
