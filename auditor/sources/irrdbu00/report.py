"""What an unload reader has to say: diagnostics and what was lost, folded where there are thousands of a kind."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from auditor.models.place import At, Damage, Diagnostic
from auditor.sources.irrdbu00.check import Problem, likely
from auditor.sources.irrdbu00.layout import LAYOUT

CAP: Final = 100
"""Records of one file and code that are named one by one; the rest are counted."""

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


@dataclass(slots=True)
class Report:
    """Collects for all files of one unload."""

    paths: list[str]
    first_source: int
    diagnostics: list[Diagnostic] = field(default_factory=list)
    damage: list[Damage] = field(default_factory=list)
    rejected: Counter[int] = field(default_factory=Counter)
    lines: dict[tuple[int, int], str] = field(default_factory=dict)
    _told: Counter[tuple[int, str]] = field(default_factory=Counter)
    _levels: dict[tuple[int, str], Literal["remark", "error"]] = field(default_factory=dict)

    def add(
        self, source: int, number: int | None, problem: Problem, lost: Identity | None = None, text: str | None = None
    ) -> None:
        """One problem; `lost` names what an error took away (default: it could have been anything)."""
        lost = lost or Identity()
        if problem.level == "error":
            self.rejected[source] += 1
        key = (source, problem.code)
        self._told[key] += 1
        self._levels[key] = problem.level
        if self._told[key] > CAP:
            return
        self._say(source, number, problem)
        if text is not None and number is not None:
            self.lines[source, number] = text
        if problem.level == "error":
            self._lose(source, number, problem, lost)

    def finish(self) -> None:
        """Fold what went beyond the cap into one line for each code; such an error could have been about anything."""
        for (source, code), count in sorted(self._told.items()):
            if count <= CAP:
                continue
            level = self._levels[source, code]
            message = f"{count - CAP} more records with this fault; the first {CAP} are named"
            problem = Problem(code, message, level)
            self._say(source, None, problem)
            if level == "error":
                self._lose(source, None, problem, Identity())

    def _say(self, source: int, number: int | None, problem: Problem) -> None:
        self.diagnostics.append(
            Diagnostic(
                input="unload", path=self.paths[source - self.first_source], record=number,
                level=problem.level, code=problem.code, message=problem.message,
            )
        )  # fmt: skip

    def _lose(self, source: int, number: int | None, problem: Problem, lost: Identity) -> None:
        at = None if number is None else At(source, number)
        self.damage.append(
            Damage(
                input="unload", code=problem.code, message=problem.message, record_type=lost.record_type,
                class_name=lost.class_name, name=lost.name, at=at,
            )
        )  # fmt: skip
