"""Record types and columns of the unload, as data (`layout.json`).

Source: z/OS Security Server RACF Macros and Interfaces, "Record formats produced by the database unload utility".
Columns count from 1 and include both ends; the record descriptor word is not counted.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final, NamedTuple


class Field(NamedTuple):
    """One field: IBM's name, first and last column, and `char`, `int`, `yes-no`, `date` or `time`."""

    name: str
    first: int
    last: int
    kind: str


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
    fields: tuple[Field, ...]
    by_name: dict[str, Field]
    blanks: tuple[tuple[int, int], ...]
    """Columns between fields, as half-open slices: blank in every sound record."""
    key_end: int
    """Last column of what names the record; a shorter record is damaged whatever the file's form."""


_KEYS: Final = {
    "0102": 22, "0202": 22, "0203": 22, "0205": 22, "020A": 34, "0505": 269, "0507": 296, "0540": 269, "0404": 65,
}  # fmt: skip
"""Where the key ends when it is more than the profile's name (and class)."""

_ENTITY_KEYS: Final = {"group": 13, "user": 13, "data set": 49, "general resource": 260}


def _load() -> dict[str, RecordType]:
    data = json.loads(Path(__file__).with_name("layout.json").read_bytes())
    return {code: _record_type(code, entry) for code, entry in data["records"].items()}


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
        fields=fields,
        by_name={field.name: field for field in fields},
        blanks=blanks,
        # 0203 and the like may lose the blanks of a short name: see `check.structure`.
        key_end=_KEYS.get(code, _ENTITY_KEYS[entity]),
    )


LAYOUT: Final[dict[str, RecordType]] = _load()
"""Record type -> layout, all 97."""

RESERVED: Final = frozenset({"0140", "0150", "02G0", "0420"})

PERMITS: Final = frozenset({"0505", "0507"})
USER_RECORDS: Final = frozenset({"0200", "0202", "0203", "0205", "020A", "0270"})
GROUP_RECORDS: Final = frozenset({"0100", "0102"})
RESOURCE_RECORDS: Final = frozenset({"0500", "0502", "0503", "0505", "0507", "0530", "0540"})
MODELLED: Final = USER_RECORDS | GROUP_RECORDS | RESOURCE_RECORDS
"""Types that become facts."""


def span(code: str, field: str) -> tuple[int, int]:
    """First and last column of an IBM field."""
    found = LAYOUT[code].by_name[field]
    return found.first, found.last


SLICES: Final[dict[str, slice]] = {
    field.name: slice(field.first - 1, field.last) for layout in LAYOUT.values() for field in layout.fields
}
"""IBM's field name (no two record types share one) -> its columns in the text of a record."""
