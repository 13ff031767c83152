"""An access question: who wants which access to what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from auditor.models.verdict import Outcome

Want = Literal["READ", "UPDATE", "CONTROL", "ALTER"]


@dataclass(frozen=True, slots=True)
class Question:
    """`unprotected`: what the caller makes of RACF's "not protected" (SAF return code 4); the caller decides that."""

    class_name: str
    resource: str
    user: str
    want: Want
    unprotected: Outcome
