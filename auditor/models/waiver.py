"""Accepted risks as the site writes them (`--waivers`)."""

from __future__ import annotations

from auditor.models.base import Model
from auditor.models.place import At


class WaiverEntry(Model):
    """One accepted risk, as the site writes it. Exactly one of `object` and `fingerprint` is set."""

    policy: str
    """Id of the policy, such as PT-C03."""
    object: str | None = None
    """The object as result.json names it: the waiver holds while the policy fails there, whatever the facts."""
    fingerprint: str | None = None
    """Instead of the object: the finding with these very facts."""
    system: str | tuple[str, ...] | None = None
    """A name of a system, a pattern such as `PROD*`, or a list of them; left out: any system."""
    reason: str
    """Why the risk is accepted."""
    owner: str
    """Who answers for it."""
    approver: str
    """Who accepted it."""
    ticket: str
    """Where that is written down."""
    expires: str
    """The last day it holds (yyyy-mm-dd)."""


class Waiver(WaiverEntry):
    """An accepted risk with its place."""

    system: tuple[str, ...] = ()
    """Names of systems, or patterns of them, for which it holds; empty: for any."""
    at: At
