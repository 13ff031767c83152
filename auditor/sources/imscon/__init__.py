"""Captured displays of a running IMS Connect."""

from auditor.sources.imscon.read import Display, read_display

__all__ = ["Display", "read_display"]
