"""A policy-as-code compliance auditor for RACF PassTickets on IMS Connect.

The stable surface for programs is small::

    from auditor import audit, Settings
    result = audit(Settings.load("auditor.toml"))

Everything else may move between releases, except `auditor.tickets.legacy`, `auditor.tickets.enhanced` and
`auditor.sources.irrdbu00.records`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from auditor.run import audit
    from auditor.settings import Settings

__all__ = ["Settings", "__version__", "audit"]
__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    """Import the public names on first use, so that `auditor --help` starts without them (PEP 562)."""
    if name == "audit":
        from auditor.run import audit

        return audit
    if name == "Settings":
        from auditor.settings import Settings

        return Settings
    raise AttributeError(f"module 'auditor' has no attribute {name!r}")
