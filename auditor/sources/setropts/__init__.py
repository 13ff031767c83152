"""SETROPTS LIST: the options of classes and of the system."""

from auditor.sources.setropts.read import Setropts, read_setropts

__all__ = ["Setropts", "read_setropts"]
