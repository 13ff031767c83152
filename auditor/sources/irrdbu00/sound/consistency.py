"""What records of one type have in common in one file, because one release wrote them all: length and newer fields.

A single record that is longer or shorter than the others of its type lost or won characters, though some release
writes that length; a flag that the others have and one has not was lost.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from auditor.sources.irrdbu00.sound.shape import Problem

if TYPE_CHECKING:
    from auditor.sources.irrdbu00.facts.profiles import Row

_NEWER: Final = {"0100": "GPBD_UNIVERSAL", "0200": "USBD_ROAUDIT"}
"""Flags that old releases leave blank in every record, and newer ones in none."""


def uneven(rows: Iterable[Row]) -> dict[tuple[int, int], Problem]:
    """(source, record number) -> what is wrong with a row beside the others of its type."""
    alike: dict[tuple[int, str], list[Row]] = defaultdict(list)
    for row in rows:
        alike[row.source, row.text[:4]].append(row)
    found: dict[tuple[int, int], Problem] = {}
    for (source, code), same in alike.items():
        lengths = Counter(len(row.text) for row in same if not row.stripped)
        usual = max(lengths, key=lambda size: (lengths[size], size), default=0)
        flag = _NEWER.get(code)
        newer = flag is not None and any(row.get(flag) for row in same)
        for row in same:
            if newer and flag and not row.get(flag):
                message = f"{flag} of record {code} is blank, and in other records {code} it is not"
                found[source, row.number] = Problem("blank-field", message)
            elif not row.stripped and len(row.text) != usual:
                message = f"record {code} has {len(row.text)} columns, and most records {code} have {usual}"
                found[source, row.number] = Problem("uneven-length", message)
    return found
