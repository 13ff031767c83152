"""Every test of the history runs on both databases."""

from __future__ import annotations

from tests.databases import postgresql, url

__all__ = ["postgresql", "url"]
