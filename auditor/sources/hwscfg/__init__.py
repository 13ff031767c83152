"""HWSCFGxx members: the configuration of IMS Connect."""

from auditor.sources.hwscfg.read import Member, read_member

__all__ = ["Member", "read_member"]
