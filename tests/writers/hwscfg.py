"""The inverse of the HWSCFGxx reader: statements to 80-column cards, in every form that IMS Connect takes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

DATA = 72
"""Last column that IMS Connect reads."""


@dataclass(frozen=True, slots=True)
class Style:
    """How the cards look. All forms say the same. The same seed gives the same cards."""

    seed: int = 0
    continuation: str = "comma"
    """comma: break after a comma, at a random place; full: fill each record to its last data column."""
    equals: bool = True
    comments: bool = False
    sequence: bool = False
    """Numbers in columns 73 to 80."""
    blanks: bool = False
    """Blanks around delimiters, where continuation is by comma."""


def value(item: Any) -> str:
    """One value: text, a list of positional values, or a mapping of parameters."""
    if isinstance(item, Mapping):
        return f"({','.join(params(item))})"
    return f"({','.join(item)})" if isinstance(item, list) else str(item)


def params(given: Mapping[str, Any]) -> list[str]:
    """`NAME=value` for each parameter; a list of mappings (or of a list, in a tuple) repeats its parameter."""
    rows = []
    for name, item in given.items():
        repeated = isinstance(item, (list, tuple)) and all(isinstance(one, Mapping) for one in item) and len(item) > 0
        rows += [f"{name}={value(one)}" for one in (item if repeated else [item])]
    return rows


def member(statements: Sequence[tuple[str, Mapping[str, Any]]], style: Style | None = None) -> str:
    """The member as text, one record a line."""
    style = style or Style()
    random = Random(style.seed)
    cards: list[str] = []
    for name, given in statements:
        if style.comments:
            cards.append(random.choice(["* a card of words, with HWS=(ID=NOT)", "# RACF=N", "/* RACF=N */", ""]))
        text = name + ("=" if style.equals else "") + value(given)
        cards += _full(text) if style.continuation == "full" else _comma(text, style, random)
    if style.sequence:
        cards = [f"{card:<{DATA}}{number * 100:08}" for number, card in enumerate(cards, 1)]
    return "\n".join(cards) + "\n"


def _full(text: str) -> list[str]:
    """Records filled to column 72, tokens broken where they must be. No record may begin as a comment card does."""
    cards = []
    while text:
        end = DATA
        while text[end : end + 1] in ("*", "#"):
            end -= 1
        cards.append(text[:end])
        text = text[end:]
    return cards


def _comma(text: str, style: Style, random: Random) -> list[str]:
    """Records that end after a comma; blanks and comments between delimiters, where the style has them."""
    cards, line = [], ""
    for piece in re.split(r"(?<=,)", text):
        if line and (len(line) + len(piece) + 24 > DATA or random.random() < 0.3):
            cards.append(line)
            line = " " * random.randrange(1, 6)
        line += _blanks(piece, random) if style.blanks else piece
        if style.comments and random.random() < 0.3:
            line += random.choice(["/* RACF=N) */", "/*,*/"])
    return [*cards, line]


def _blanks(piece: str, random: Random) -> str:
    """A blank in front of or behind a delimiter or two."""
    for delimiter in "=(,":
        piece = piece.replace(delimiter, random.choice([delimiter, f" {delimiter}", f"{delimiter} "]), 1)
    return piece
