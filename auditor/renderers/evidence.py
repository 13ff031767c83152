"""A line of evidence cut into what is quoted, what is marked and what is only blanks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from auditor.models.verdict import Place
from auditor.renderers.words import INPUTS
from auditor.visible import numbered

_BLANKS = re.compile(r" {12,}")


@dataclass(frozen=True, slots=True)
class Piece:
    """`kind`: text, mark (the columns a fact stands in) or gap (a run of blanks, shown by its length)."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Quoted:
    """One place, ready to show."""

    heading: str
    """`RACF database unload (IRRDBU00), unload.txt, record 48213`."""
    caption: str
    """What the marked columns are."""
    pieces: tuple[Piece, ...]
    primary: bool


def quoted(place: Place) -> Quoted:
    """The whole line: nothing is left out, but a run of twelve blanks or more is shown as its length."""
    columns = ""
    if place.columns is not None:
        first, last = place.columns
        columns = f"column {first}: " if first == last else f"columns {first} to {last}: "
    return Quoted(
        heading=f"{INPUTS.get(place.input, place.input)}, {numbered(place.path)}, record {place.record}",
        caption=columns + place.note,
        pieces=tuple(_pieces(place)),
        primary=place.role == "primary",
    )


def _pieces(place: Place) -> list[Piece]:
    text = place.text.rstrip("\r\n ")
    if place.columns is None:
        return _folded(text)
    first = max(place.columns[0] - 1, 0)
    last = max(place.columns[1], first)
    text = place.text.rstrip("\r\n").ljust(min(last, 4096)) if last > len(text) else text
    marked = [Piece("mark", numbered(text[first:last]))] if first < last and text[first:last] else []
    return [*_folded(text[:first]), *marked, *_folded(text[last:])]


def _folded(text: str) -> list[Piece]:
    pieces, start = [], 0
    for run in _BLANKS.finditer(text):
        if run.start() > start:
            pieces.append(Piece("text", numbered(text[start : run.start()])))
        pieces.append(Piece("gap", f"{len(run[0])} blanks"))
        start = run.end()
    if start < len(text):
        pieces.append(Piece("text", numbered(text[start:])))
    return pieces
