"""IBM's procedure, step by step, with what becomes of each: done here, so already, not needed, or left to a person."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from auditor.setup.lines import STEPS
from auditor.setup.run import Setup


class Step(NamedTuple):
    """One step of the procedure."""

    step: str
    state: Literal["written", "so already", "not needed", "left to a person"]
    why: str


_LEFT = {
    "1a": ("PT-A01", "PT-A02"),
    "1b": ("PT-A06", "PT-D01"),
    "1b-generic": ("PT-D02",),
    "1c": ("PT-A03", "PT-A04"),
    "1d": ("PT-A09", "PT-B13"),
    "1e": ("PT-A08",),
    "1f": ("PT-D03",),
    "2": ("PT-A07",),
    "3": ("PT-A11",),
    "4": ("PT-A05", "PT-B12"),
}


def procedure(setup: Setup) -> Iterator[Step]:
    """Give every step of the procedure, so that nobody has to ask whether one was forgotten."""
    for step in STEPS:
        written = sum(line.step == step for line in setup.proven.plan.lines)
        left = [one for one in setup.left if one.policy in _LEFT[step] and not one.accepted]
        if step == "1b-generic" and not left:
            yield Step(step, "not needed", "each ticket has a profile of its own, and no name with * is defined")
        elif left:
            also = f"{written} lines; " if written else ""
            yield Step(step, "left to a person", f"{also}{left[0].subject}: {left[0].why}")
        elif written:
            yield Step(step, "written", "1 line" if written == 1 else f"{written} lines")
        elif not setup.targets:
            yield Step(step, "left to a person", "no declared client can be set up")
        elif step == "1f":
            yield Step(step, "not needed", "nothing that is kept in storage changes without being loaded")
        else:
            yield Step(step, "so already", "the evidence shows it")
