"""What an unload reader has to say: diagnostics and what was lost, folded where there are thousands of a kind."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Final, Literal

from auditor.models.place import At, Damage, Diagnostic
from auditor.sources.irrdbu00.sound.identity import Identity
from auditor.sources.irrdbu00.sound.shape import Problem

CAP: Final = 100
"""Records of one file and code that are named one by one; the rest are counted."""


@dataclass(slots=True)
class Report:
    """Collects for all files of one unload."""

    paths: list[str]
    first_source: int
    diagnostics: list[Diagnostic] = field(default_factory=list)
    damage: list[Damage] = field(default_factory=list)
    rejected: Counter[int] = field(default_factory=Counter)
    lines: dict[tuple[int, int], str] = field(default_factory=dict)
    _spoilt: dict[tuple[int, int], str] = field(default_factory=dict)
    _doubled: set[Identity] = field(default_factory=set)
    _told: Counter[tuple[int, str]] = field(default_factory=Counter)
    _levels: dict[tuple[int, str], Literal["remark", "error"]] = field(default_factory=dict)

    def add(
        self, source: int, number: int | None, problem: Problem, lost: Identity | None = None, text: str | None = None
    ) -> None:
        """One problem; `lost` names what an error took away (default: it could have been anything)."""
        lost = lost or Identity()
        if problem.level == "error":
            self.rejected[source] += 1
        self._count(source, number, problem, lost, text)

    def field(self, source: int, number: int, problem: Problem, lost: Identity | None, text: str) -> None:
        """One field that cannot be read in a record that is used. `lost` None: no fact is made of the field."""
        self._spoilt[source, number] = text
        self._count(source, number, problem, lost, text)

    def double(self, source: int, number: int | None, message: str, lost: Identity, text: str | None = None) -> None:
        """A record of a key that was there already."""
        self._doubled.add(lost)
        self.add(source, number, Problem("duplicate", message), lost, text)

    def _count(
        self, source: int, number: int | None, problem: Problem, lost: Identity | None, text: str | None
    ) -> None:
        key = (source, problem.code)
        self._told[key] += 1
        self._levels[key] = problem.level
        if self._told[key] > CAP:
            return
        self._say(source, number, problem)
        if text is not None and number is not None:
            self.lines[source, number] = text
        if problem.level == "error" and lost is not None:
            self.lose(source, number, problem, lost)

    def finish(self) -> None:
        """Fold what went beyond the cap into one line for each code; such an error could have been about anything.

        Records with a spoilt field are quoted as the file has them.
        """
        self.lines.update(self._spoilt)
        if len({(lost.class_name, lost.name) for lost in self._doubled}) > 1:
            message = "users, groups or profiles are there twice: of two unloads in one file either may hold"
            self.lose(self.first_source, None, Problem("duplicate", message), Identity())
        for (source, code), count in sorted(self._told.items()):
            if count <= CAP:
                continue
            level = self._levels[source, code]
            message = f"{count - CAP} more records with this fault; the first {CAP} are named"
            problem = Problem(code, message, level)
            self._say(source, None, problem)
            if level == "error":
                self.lose(source, None, problem, Identity())

    def _say(self, source: int, number: int | None, problem: Problem) -> None:
        self.diagnostics.append(
            Diagnostic(
                input="unload", path=self.paths[source - self.first_source], record=number,
                level=problem.level, code=problem.code, message=problem.message,
            )
        )  # fmt: skip

    def lose(self, source: int, number: int | None, problem: Problem, lost: Identity) -> None:
        """What a fault took away, where that is more than what was told with it."""
        at = None if number is None else At(source, number)
        self.damage.append(
            Damage(
                input="unload", code=problem.code, message=problem.message, record_type=lost.record_type,
                class_name=lost.class_name, name=lost.name, other=lost.other, field=lost.field, at=at,
            )
        )  # fmt: skip
