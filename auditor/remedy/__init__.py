"""Remediation that was tried before it is shown: applied to the model, audited again, and only then written down."""

from __future__ import annotations

from auditor.remedy.outlook import LOGON, Fail, JudgeAgain, Key, Outlook, worse
from auditor.remedy.proof import Proven, prove, withhold
from auditor.remedy.text import scripts
from auditor.remedy.told import Withheld

__all__ = [
    "LOGON",
    "Fail",
    "JudgeAgain",
    "Key",
    "Outlook",
    "Proven",
    "Withheld",
    "prove",
    "scripts",
    "withhold",
    "worse",
]
