"""Captured displays of a running IMS Connect."""

from auditor.sources.imscon.read import read_display

__all__ = ["read_display"]
