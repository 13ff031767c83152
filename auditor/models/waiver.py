"""Accepted risks as the site writes them (`--waivers`)."""

from __future__ import annotations

from auditor.models.base import Model
from auditor.models.place import At


class Waiver(Model):
    """One accepted risk. Exactly one of `object` and `fingerprint` is set; `expires` is yyyy-mm-dd, the last day."""

    policy: str
    object: str | None = None
    fingerprint: str | None = None
    system: tuple[str, ...] = ()
    """Names of systems, or patterns of them (`PROD*`), for which it holds; empty: for any."""
    reason: str
    owner: str
    approver: str
    ticket: str
    expires: str
    at: At
