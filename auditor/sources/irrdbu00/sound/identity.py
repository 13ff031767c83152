"""What a record was about, as far as it can be told."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from auditor.sources.irrdbu00.layout import LAYOUT
from auditor.sources.irrdbu00.sound.shape import Problem, likely

_DOUBTFUL: Final = frozenset({"damaged-type", "out-of-class", "short-record", "cut-in-key", "surplus", "separator"})
"""Faults that a wrong record type would bring about."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What a record was about, as far as it can be told."""

    record_type: str | None = None
    class_name: str | None = None
    name: str | None = None


def identity(text: str, problem: Problem | None = None) -> Identity:
    """From the columns of a record that has `problem`; None where they cannot be trusted."""
    layout = LAYOUT.get(text[:4])
    fits = likely(text) if problem and problem.code in _DOUBTFUL else []
    if fits:  # the type itself may be what is damaged
        found = identity(fits[0] + text[4:])
        return found if layout is None and len(fits) == 1 else replace(found, record_type=None)
    if layout is None or text[4:5].strip(" "):
        return Identity()
    if layout.entity == "general resource":
        if len(text) < 260:
            return Identity(layout.code)
        return Identity(layout.code, text[252:260].strip(" ") or None, text[5:251].strip(" ") or None)
    if layout.entity in ("user", "group"):
        return Identity(layout.code, None, text[5:13].strip(" ") or None if len(text) >= 13 else None)
    return Identity(layout.code)
