"""Remediation that was tried before it is shown: applied to the model, judged again, and only then written down."""

from __future__ import annotations

from auditor.remedy.proof import JudgeAgain, Proven, prove, withhold
from auditor.remedy.text import scripts

__all__ = ["JudgeAgain", "Proven", "prove", "scripts", "withhold"]
