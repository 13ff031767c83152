"""What the readers of records with columns share: a field of a layout, and how a record that is left out is told."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, Protocol, TypeVar

from auditor.errors import EvidenceUnreadable


class Field(NamedTuple):
    """One field: IBM's name, first and last column (from 1, both included), and its kind.

    Kinds: `char`, `int`, `yes-no`, `date`, `time`.
    """

    name: str
    first: int
    last: int
    kind: str


class Wrong(Protocol):
    """What is wrong with a record: a stable code and a sentence."""

    @property
    def code(self) -> str:
        """The code."""
        ...

    @property
    def message(self) -> str:
        """The sentence."""
        ...


W = TypeVar("W", bound=Wrong)


def leave_out(path: str, number: int, wrong: W, on_problem: Callable[[int, W], None] | None) -> None:
    """Tell `on_problem` of a record that is left out; raise `EvidenceUnreadable` (12) where nobody listens."""
    if on_problem is None:
        raise EvidenceUnreadable(f"{path}, record {number}: {wrong.message}", "pass on_problem= to read past it")
    on_problem(number, wrong)
