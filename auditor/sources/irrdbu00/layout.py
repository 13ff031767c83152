"""The one table of record types (`layout.json`): their columns, and which are kept, keyed by what and checked how.

Source: z/OS Security Server RACF Macros and Interfaces, "Record formats produced by the database unload utility".
Columns count from 1 and include both ends; the record descriptor word is not counted.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, Literal

from auditor.sources.columns import Field


@dataclass(frozen=True, slots=True)
class RecordType:
    """One of the 97 record types."""

    code: str
    name: str
    entity: str
    """group, user, data set or general resource."""
    length: int
    older: tuple[int, ...]
    """Lengths that earlier releases wrote."""
    usual: int
    """The length of most systems, where the newest release writes a longer one; blanks behind it are no loss."""
    fields: tuple[Field, ...]
    by_name: dict[str, Field]
    blanks: tuple[tuple[int, int], ...]
    """Columns between fields, as half-open slices: blank in every sound record."""
    key_end: int
    """Last column of what names the record; a shorter record is damaged whatever the file's form."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One record type that is kept: what it becomes, what names it, how its values are checked."""

    of: Literal["group", "user", "profile", "data set"]
    key: tuple[str, ...]
    """Fields that name it: those besides name and class for a profile, all of them for others."""
    always: bool
    """Every whole database has records of it."""
    quoted: bool
    """Facts point to it; others only check it."""
    newer: tuple[str, ...]
    """Flags that old releases leave blank in every record or do not have, and newer ones have in every record."""
    ids: tuple[str, ...]
    """Fields that hold users or groups who then matter."""
    required: frozenset[str]
    """Fields that are never blank in a sound record, so that blank means lost, not off."""
    words: dict[str, frozenset[str]]
    """Fields that hold one word of a list."""
    facts: frozenset[str]
    """Fields without which the record is no fact; what no fact is made of may be spoilt."""
    alone: dict[str, str]
    """Fields that may be unknown by themselves -> what the model calls them."""


_ENTITY_KEYS: Final = {"group": 13, "user": 13, "data set": 49, "general resource": 260}


def _record_type(code: str, entry: dict[str, object]) -> RecordType:
    fields = tuple(Field(*field) for field in entry["fields"])  # type: ignore[attr-defined]
    blanks = tuple((a.last, b.first - 1) for a, b in pairwise(fields) if b.first - a.last == 2)
    entity = str(entry["entity"])
    return RecordType(
        code=code,
        name=str(entry["name"]),
        entity=entity,
        length=int(str(entry["length"])),
        older=tuple(entry["older"]),  # type: ignore[arg-type]
        usual=int(str(entry.get("usual", entry["length"]))),
        fields=fields,
        by_name={field.name: field for field in fields},
        blanks=blanks,
        key_end=int(str(entry.get("key_end", _ENTITY_KEYS[entity]))),
    )


def _kept(entry: dict[str, Any]) -> Kept:
    return Kept(
        of=entry["of"],
        key=tuple(entry["key"]),
        always=entry.get("always", False),
        quoted=entry.get("quoted", False),
        newer=tuple(entry.get("newer", ())),
        ids=tuple(entry.get("ids", ())),
        required=frozenset(entry.get("required", ())),
        words={name: frozenset(words) for name, words in entry.get("words", {}).items()},
        facts=frozenset((*entry["key"], *entry.get("facts", ()))),
        alone=entry.get("alone", {}),
    )


_TABLE: Final = json.loads(Path(__file__).with_name("layout.json").read_bytes())

LAYOUT: Final[dict[str, RecordType]] = {code: _record_type(code, entry) for code, entry in _TABLE["records"].items()}
"""Record type -> layout, all 97."""

RESERVED: Final = frozenset(_TABLE["reserved"])

KEPT: Final[dict[str, Kept]] = {code: _kept(entry) for code, entry in _TABLE["kept"].items()}
"""Types that become facts, or that others are checked by -> how."""


def span(code: str, field: str) -> tuple[int, int]:
    """First and last column of an IBM field."""
    found = LAYOUT[code].by_name[field]
    return found.first, found.last


SLICES: Final[dict[str, slice]] = {
    field.name: slice(field.first - 1, field.last) for layout in LAYOUT.values() for field in layout.fields
}
"""IBM's field name (no two record types share one) -> its columns in the text of a record."""
