"""`auditor report RESULT --verify`: whether a saved result still stands on the files that it names."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, NamedTuple

from auditor.errors import AuditorError, ReturnCode
from auditor.models.verdict import Result
from auditor.sources.evidence import digest

State = Literal["same", "changed", "missing"]
_WORDS: dict[State, str] = {
    "same": "as it was read",
    "changed": "NOT what was read: its digest differs",
    "missing": "not there: nothing can be said of it",
}
_CODES: dict[State, ReturnCode] = {
    "same": ReturnCode.CLEAN, "missing": ReturnCode.NOTED, "changed": ReturnCode.DAMAGED
}  # fmt: skip


class Checked(NamedTuple):
    """One input of a result, and what became of its file."""

    path: str
    state: State

    @property
    def text(self) -> str:
        """Return the line that says so."""
        return f"{self.path}: {_WORDS[self.state]}"


def verified(result: Result) -> tuple[list[Checked], ReturnCode]:
    """Compare the digest of each input with its file of today; paths count from the working directory, as in the run.

    The code is 0 where every file is as it was read, 4 where one is not there, 12 where one has changed.
    """
    rows = [Checked(one.path, _state(one.path, one.sha256)) for one in result.inputs]
    return rows, max((_CODES[row.state] for row in rows), default=ReturnCode.CLEAN)


def _state(path: str, told: str) -> State:
    if not Path(path).is_file():
        return "missing"
    try:
        return "same" if digest(path) == told else "changed"
    except (AuditorError, OSError):
        return "missing"
