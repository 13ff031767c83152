"""What a person sees while a long run works: a bar with rate and time left on a terminal, nothing in batch."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID


class Watch:
    """A context that shows progress on standard error when that is a terminal."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._shown = not quiet and sys.stderr.isatty()
        self._bar: Progress | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        if self._shown:
            from rich.console import Console
            from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn
            from rich.progress import TransferSpeedColumn as Speed

            columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), Speed(), TimeRemainingColumn())
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
        if self._bar is None:
            return
        if self._task is None:
            self._task = self._bar.add_task(f"reading the {name}", total=total)
        self._bar.update(self._task, completed=done)

    def step(self, name: str) -> None:
        """A further step begins."""
        if self._bar is not None:
            self._bar.console.print(f"[dim]{name} ...[/dim]")
