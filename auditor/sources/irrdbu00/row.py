"""One record that is kept, with its place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from auditor.models.place import At
from auditor.sources.irrdbu00.layout import SLICES, span


class Row(NamedTuple):
    """One record that is kept, and its place."""

    source: int
    number: int
    text: str
    stripped: bool = False
    """Its trailing blanks were cut off."""

    def at(self, field_name: str | None = None) -> At:
        """The place of the record, or of one of its fields."""
        return At(self.source, self.number, *(span(self.text[:4], field_name) if field_name else (0, 0)))

    def get(self, field_name: str) -> str:
        """A field without trailing blanks."""
        return self.text[SLICES[field_name]].rstrip(" ")

    def without(self, fields: Iterable[str]) -> Row:
        """The same row with those fields blank that cannot be read."""
        text = self.text
        for columns in (SLICES[name] for name in fields):
            text = text[: columns.start] + " " * (columns.stop - columns.start) + text[columns.stop :]
        return self._replace(text=text)
