"""Limits that several rooms share: how long policies may take, how large a file may be."""

from __future__ import annotations

from typing import Final

POLICY_TIMEOUT: Final = 30.0
"""Seconds for all policies together, where `--policy-timeout` says nothing else."""

WRITTEN_FILE: Final = 1024 * 1024
"""Bytes of a file that people write: configuration, inventory, statements, waivers, keys."""
