"""What a site leaves out of the audit: one input, dated and owned like a waiver (`[[scope.exclude]]`)."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import field_validator

from auditor.models.base import Model
from auditor.models.source import EVIDENCE


class Exclusion(Model):
    """An input that the site does not offer. What is undecided for that alone does not raise the return code.

    It holds on the whole day of its expiry, and while the input is not offered: what is offered is judged.
    """

    input: str
    """The kind of input that is not offered, such as `smf`."""
    reason: str
    """Why the site leaves it out."""
    owner: str
    """Who answers for that."""
    expires: date
    """The last day on which it holds."""

    @field_validator("input")
    @classmethod
    def _evidence(cls, value: str) -> str:
        kinds = [source.kind for source in EVIDENCE]
        if value not in kinds:
            raise ValueError(f"{value!r} is no input that can be left out; these are {', '.join(kinds)}")
        return value

    @field_validator("reason", "owner")
    @classmethod
    def _said(cls, value: str) -> str:
        if not value.strip():
            raise ValueError("must not be blank: somebody owns the risk, and says why")
        return value


class Excluded(Model):
    """An exclusion as a result has it, with what it does on the day of the audit."""

    input: str
    reason: str
    owner: str
    expires: str
    state: Literal["in effect", "expired", "offered"]
    """expired: it has no effect any more; offered: the input was offered after all, so that nothing is left out."""
