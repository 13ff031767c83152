"""The gate's answer: the model behind `gate.json` (schema `auditor/gate/1`)."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from auditor.models.base import Model
from auditor.models.verdict import Result, Verdict


class Message(Model):
    """What RACF would answer to a command of the script, or why a command could not be judged."""

    line: int
    id: str
    """ICH..., IRR... or IKJ... as RACF has it; NOT-UNDERSTOOD or UNDECIDED where no message of RACF applies."""
    object: str
    text: str


class GateResult(Model):
    """The decision, what it rests on, and three whole results."""

    schema_: Literal["auditor/gate/1"] = Field(default="auditor/gate/1", alias="schema")
    decision: Literal["accepted", "blocked"]
    reasons: tuple[str, ...]
    """One sentence each: first why it is blocked, then what to look at."""
    messages: tuple[Message, ...]
    before: Result
    after_stored: Result
    after_active: Result
    new: tuple[Verdict, ...]
    gone: tuple[Verdict, ...]
    worse: tuple[Verdict, ...]
    in_effect: tuple[Verdict, ...]
    """Those of `worse` that failed before too, masked, and are open now."""
    return_code: int
