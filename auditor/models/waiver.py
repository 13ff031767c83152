"""Accepted risks as the site writes them (`--waivers`)."""

from __future__ import annotations

from auditor.models.base import Model
from auditor.models.place import At


class Waiver(Model):
    """One accepted risk. Exactly one of `object` and `fingerprint` is set; `expires` is yyyy-mm-dd, the last day."""

    policy: str
    object: str | None = None
    fingerprint: str | None = None
    reason: str
    owner: str
    approver: str
    ticket: str
    expires: str
    at: At
