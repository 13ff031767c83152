"""From nothing, or from half, to declared clients that can log on: the whole ordered procedure, proven on the model."""

from __future__ import annotations

from auditor.setup.run import Setup, set_up

__all__ = ["Setup", "set_up"]
