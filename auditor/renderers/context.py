"""What a page may know beside the result: the history, a change under judgement, words from the catalogue.

Every field is optional; a section that would need an absent one is not rendered.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from auditor.models.verdict import Result, Verdict


class TrendPoint(Protocol):
    """One earlier scan (`auditor.history.story.Point` is one)."""

    @property
    def as_of(self) -> str: ...  # noqa: D102 - the day the audit spoke for
    @property
    def return_code(self) -> int: ...  # noqa: D102
    @property
    def fails(self) -> Mapping[str, int]: ...  # noqa: D102 - findings by severity, waived ones left out
    @property
    def undecided(self) -> int: ...  # noqa: D102


class GoneFinding(Protocol):
    """A finding of the scan before that is no longer there (`auditor.history.story.Finding` is one)."""

    @property
    def policy(self) -> str: ...  # noqa: D102
    @property
    def object(self) -> str: ...  # noqa: D102
    @property
    def severity(self) -> str: ...  # noqa: D102
    @property
    def first_seen(self) -> str: ...  # noqa: D102
    @property
    def last_seen(self) -> str: ...  # noqa: D102


class History(Protocol):
    """The earlier scans of this system (`auditor.history.story.Story` is one)."""

    @property
    def points(self) -> Sequence[TrendPoint]: ...  # noqa: D102 - oldest first, this scan last
    @property
    def first_seen(self) -> Mapping[str, str]: ...  # noqa: D102 - fingerprint -> day
    @property
    def new(self) -> Sequence[str]: ...  # noqa: D102 - fingerprints that the scan before did not have
    @property
    def worse(self) -> Sequence[str]: ...  # noqa: D102 - fingerprints of what failed before too and counts for more now
    @property
    def gone(self) -> Sequence[GoneFinding]: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class ChangeMessage:
    """What RACF or IMS Connect would say to one line of the change."""

    line: int
    id: str
    object: str
    text: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Before and after a proposed change; the result that is rendered beside it is the active layer afterwards."""

    before: Result
    decision: str | None = None
    """`accepted` or `blocked`; None for a plain comparison of two results."""
    reasons: tuple[str, ...] = ()
    """One sentence for each thing that blocks or warns."""
    after_stored: Result | None = None
    new: tuple[Verdict, ...] = ()
    gone: tuple[Verdict, ...] = ()
    worse: tuple[Verdict, ...] = ()
    in_effect: tuple[Verdict, ...] = ()
    """Those of `worse` that failed before too, masked, and are open now."""
    messages: tuple[ChangeMessage, ...] = ()
    return_code: int | None = None
    """The gate's own; the results have theirs."""


@dataclass(frozen=True, slots=True)
class PolicyText:
    """What the catalogue says about one policy beyond its title."""

    description: str
    needs: tuple[str, ...] = ()
    """Inputs without which it ends undecided, by their option names."""


@dataclass(frozen=True, slots=True)
class RenderContext:
    """Optional companions of a result."""

    history: History | None = None
    comparison: Comparison | None = None
    catalogue: Mapping[str, PolicyText] = field(default_factory=dict)
    """By policy id."""
