"""IRRDBU00, the RACF database unload: `read_unload` for an audit, `records` for any other use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.sources.irrdbu00.records import records

if TYPE_CHECKING:
    from auditor.sources.irrdbu00.unload import Unload, read_unload

__all__ = ["Unload", "read_unload", "records"]


def __getattr__(name: str) -> object:
    """Import what needs the models on first use: a scan begins to read before they are loaded (PEP 562)."""
    if name not in ("Unload", "read_unload"):
        raise AttributeError(f"module 'auditor.sources.irrdbu00' has no attribute {name!r}")
    from auditor.sources.irrdbu00 import unload

    return getattr(unload, name)
