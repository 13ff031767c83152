"""The one table of events (`layout.json`): the header that all records share, and what follows it.

Source: z/OS 3.1 Security Server RACF Macros and Interfaces, "IRRADU00 record format", "Record extensions"; the
columns of a working job for what that page does not have (Colin Paice, 2025, "What RACF audit records are produced
with pass tickets?"). `assumed` names the fields that no text confirms. Columns count from 1 and include both ends;
the record descriptor word is not counted.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final

from auditor.sources.columns import Field


@dataclass(frozen=True, slots=True)
class Event:
    """One event that is known."""

    name: str
    number: int
    prefix: str
    fields: tuple[Field, ...]
    """Those after the header."""
    assumed: frozenset[str]
    """Fields whose columns no text confirms."""


_TABLE: Final = json.loads(Path(__file__).with_name("layout.json").read_bytes())

HEADER: Final = tuple(Field(*field) for field in _TABLE["header"])
"""Columns 1 to 280 of every record."""

EVENTS: Final[dict[str, Event]] = {
    name: Event(
        name, row["number"], row["prefix"], tuple(Field(*field) for field in row["fields"]), frozenset(row["assumed"])
    )
    for name, row in _TABLE["events"].items()
}

COMMANDS: Final = frozenset(name for name, event in EVENTS.items() if not event.fields)
"""Events of commands that can change what tickets rest on; of those only the header is known."""

GAPS: Final = tuple(one.last + 1 for one, other in pairwise(HEADER) if other.first - one.last == 2)  # fmt: skip
"""Columns between the fields of the header: blank in every sound record."""

FLAGS: Final = {"PASSTICKET_EVAL": (4600, 4603), "PASSTICKET_SUCC": (4605, 4608)}
"""What RACF evaluated and what succeeded: columns of z/OS 3.1, which a site can set for another release."""

QUALIFIERS: Final[dict[str, int]] = {
    "RACINITI": 12, "RACINITD": 13, "INVAPPL": 5,
    "SUCCESSI": 0, "SUCCESS": 0, "INVPSWD": 1, "INVGRP": 2, "INVTERM": 4, "REVKUSER": 6, "REVKAUTO": 7, "SUCCESST": 8,
    "UNDFUSER": 9, "PWDEXPR": 25,
}  # fmt: skip
"""Words for the qualifier. The first three were printed by IBM; the others are assumed, and a site can add its own."""


def spans(columns: Mapping[str, tuple[int, int]]) -> dict[str, tuple[int, int]]:
    """Return the columns of the two flags, where a site gives others for its release with those."""
    return {name: columns.get(name, span) for name, span in FLAGS.items()}


def field(event: str, name: str) -> Field:
    """Return the field `name` of an event or of the header. Raises `KeyError` where there is none."""
    for one in (*HEADER, *EVENTS[event].fields):
        if one.name == name:
            return one
    raise KeyError(name)
