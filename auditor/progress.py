"""What a person sees while a long run works: what is done of each step, and the time left; in batch nothing."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_MEGABYTE = 1_000_000


Far = Callable[[int, int], None]
"""Told how much is done, and of how much."""


class Step(Protocol):
    """Called with the name of each step as it begins, and with how far it is where that is known."""

    def __call__(self, name: str, done: int = 0, total: int = 0) -> None:
        """Say that `done` of `total` pieces of step `name` are done; `total` 0: nobody knows how many there are."""
        ...


class Watch:
    """A context that shows progress on standard error when that is a terminal."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._shown = not quiet and sys.stderr.isatty()
        self._bar: Progress | None = None
        self._task: TaskID | None = None
        self._name = ""

    def __enter__(self) -> Self:
        if self._shown:
            from rich.console import Console
            from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

            columns = (
                TextColumn("{task.description}", markup=False), BarColumn(), TextColumn("{task.fields[far]}"),
                TimeElapsedColumn(), TextColumn("left"), TimeRemainingColumn(),
            )  # fmt: skip
            self._bar = Progress(*columns, console=Console(stderr=True), transient=True)
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def bytes(self, name: str, done: int, total: int) -> None:
        """`done` of `total` bytes of input `name` are read."""
        self._show(f"reading the {name}", done, total, f"{done / _MEGABYTE:.0f} of {total / _MEGABYTE:.0f} MB")

    def step(self, name: str, done: int = 0, total: int = 0) -> None:
        """See `Step`."""
        self._show(name, done, total, f"{done} of {total}" if total else "")

    def _show(self, name: str, done: int, total: int, far: str) -> None:
        if self._bar is None:
            return
        if self._task is None or name != self._name:
            if self._task is not None:
                self._bar.remove_task(self._task)
            self._name, self._task = name, self._bar.add_task(name, total=total or None, far=far)
        self._bar.update(self._task, completed=done, total=total or None, far=far)
