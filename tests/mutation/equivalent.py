"""Deletions that mean the same: `equivalent.toml`, read strictly."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, NamedTuple

FILE = Path(__file__).with_name("equivalent.toml")
_WORDS = {"file": str, "rule": str, "left_out": str, "because": str}


class Equivalent(NamedTuple):
    """One accepted deletion (or several equal ones of a rule)."""

    file: str
    rule: str
    left_out: str
    because: str
    nth: int | None

    def covers(self, file: str, rule: str, left_out: str, nth: int) -> bool:
        """Whether the entry speaks of this expression."""
        same = (file, rule, left_out) == (f"policies/{self.file}", self.rule, self.left_out)
        return same and self.nth in (None, nth)

    def __str__(self) -> str:
        return f"{self.file}, {self.rule}: {self.left_out}" + ("" if self.nth is None else f" (no. {self.nth})")


def read_equivalents(text: str | None = None) -> list[Equivalent]:
    """The entries; raises `ValueError` for one that says too little or too much."""
    tables = tomllib.loads(FILE.read_text(encoding="utf-8") if text is None else text).get("equivalent", [])
    return [_entry(table) for table in tables]


def _entry(table: dict[str, Any]) -> Equivalent:
    wrong = [word for word, kind in _WORDS.items() if not isinstance(table.get(word), kind) or not table[word].strip()]
    wrong += [word for word in table if word not in (*_WORDS, "nth")]
    nth = table.get("nth")
    if wrong or not (nth is None or (isinstance(nth, int) and nth > 0)):
        raise ValueError(f"equivalent.toml: {table}: look at {', '.join(wrong) or 'nth'}")
    return Equivalent(table["file"], table["rule"], table["left_out"], table["because"], nth)
