"""IRRADU00, the SMF data unload of RACF: `read_smf` for an audit, `records` for any other use."""

from __future__ import annotations

from auditor.sources.irradu00.records import records

__all__ = ["records"]
