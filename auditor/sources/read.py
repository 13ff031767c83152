"""What every reader of a small file gives: the file, its facts, what is wrong with it, and its lines to quote."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from auditor.models.place import Damage, Diagnostic, InputFile, InputKind
from auditor.models.source import BY_KIND
from auditor.sources.evidence import Text
from auditor.sources.headings import shown_day
from auditor.sources.issue import Issue

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Read(Generic[T]):
    """One file that was read. `source` is its number among the inputs of the run, `lines` its records by number."""

    input: InputFile
    source: int
    facts: T
    issues: tuple[Issue, ...]
    lines: Mapping[int, str]

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What the report says of the file."""
        return tuple(issue.diagnostic(self.input) for issue in self.issues)

    @property
    def damage(self) -> tuple[Damage, ...]:
        """What is lost of the file."""
        return tuple(issue.damage(self.input, self.source) for issue in self.issues if issue.level == "error")


def reading(  # noqa: PLR0913 - the parts of a reading
    kind: InputKind,
    text: Text,
    source: int,
    facts: T,
    issues: Iterable[Issue] = (),
    *,
    lines: Mapping[int, str] | None = None,
    **more: str | None,
) -> Read[T]:
    """Return the reading of `text`, a file of `kind`. `lines`: where not every line may be quoted as it stands."""
    said = tuple(issues)
    day = shown_day(text.lines) if BY_KIND[kind].stamped else None
    if day is not None:
        more |= {"dated": day, "taken": day, "taken_from": "heading"}
    rejected = sum(issue.level == "error" for issue in said)
    quoted = text.numbered() if lines is None else lines
    return Read(text.input(kind, rejected=rejected, **more), source, facts, said, quoted)
