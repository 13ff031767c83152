"""Remediation that was tried before it is shown: applied to the model, audited again, and only then written down."""

from __future__ import annotations

from auditor.remedy.proof import Remedy, remediation

__all__ = ["Remedy", "remediation"]
