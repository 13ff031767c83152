"""IRRDBU00, the RACF database unload: `read_unload` for an audit, `records` for any other use."""

from auditor.sources.irrdbu00.reader import Unload, read_unload
from auditor.sources.irrdbu00.records import records

__all__ = ["Unload", "read_unload", "records"]
