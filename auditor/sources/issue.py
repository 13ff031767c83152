"""What a reader has to say of a file: one issue, which becomes a diagnostic and, as an error, damage.

The reader of the unload has a record of its own for speed (`irrdbu00.check.Problem`), which knows what was lost; it
makes the same two things of it in `irrdbu00.report`.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from auditor.models.place import At, Damage, Diagnostic, InputFacts


class Issue(NamedTuple):
    """A record or token that needs saying. Issues sort in the order of the file."""

    record: int | None
    """Record or line from 1; None: the file as a whole."""
    level: Literal["remark", "error"]
    """remark: it could be used; error: it could not, and what it says is unknown."""
    code: str
    """One of `auditor.sources.codes`."""
    message: str
    name: str | None = None
    """The endpoint, profile, user or group that it is about, where that is known."""
    columns: tuple[int, int] = (0, 0)

    def diagnostic(self, file: InputFacts) -> Diagnostic:
        """Return what the report says of it. `file`: the input it is about."""
        return Diagnostic(
            input=file.kind, path=file.path, record=self.record, level=self.level, code=self.code, message=self.message
        )

    def damage(self, file: InputFacts, source: int | None) -> Damage:
        """Return what is lost by it. `source`: the number of the input; None where no record can be named."""
        at = None if source is None else At(source, self.record or 1, *self.columns)
        return Damage(input=file.kind, code=self.code, message=self.message, name=self.name, at=at)
