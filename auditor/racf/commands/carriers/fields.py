"""The operand field of a JCL statement: `A,B=C,D=(E,F),G='H,I'` as names and values.

Source: z/OS MVS JCL Reference, "Parameter field" and "PARM parameter".
"""

from __future__ import annotations

import re
from typing import NamedTuple

_QUOTED = re.compile(r"('(?:[^']|'')*'?)")
_DEEPEST = 4
_NAMED = re.compile(r"([A-Z@#$][A-Z0-9@#$.]*)=(.*)", re.DOTALL)


class Field(NamedTuple):
    """One operand. `name` is empty for a positional one; `value` as written, upper case outside quotes."""

    name: str
    value: str


def fields_of(text: str) -> list[Field]:
    """Split an operand field at the commas outside quotes and parentheses."""
    folded = "".join(part if part.startswith("'") else part.upper() for part in _QUOTED.split(text))
    return [_field(part) for part in split(folded)] if folded else []


def split(text: str) -> list[str]:
    """The pieces between commas outside quotes and parentheses."""
    pieces, depth, quoted, start = [], 0, False, 0
    for at, char in enumerate(text):
        if char == "'":
            quoted = not quoted
        elif quoted:
            continue
        elif char in "()":
            depth += 1 if char == "(" else -1
        elif char == "," and depth <= 0:
            pieces.append(text[start:at])
            start = at + 1
    return [*pieces, text[start:]]


def _field(part: str) -> Field:
    named = _NAMED.fullmatch(part)
    return Field(named[1], named[2]) if named else Field("", part)


def plain(value: str, deep: int = 0) -> str:
    """The value without the parentheses and apostrophes around it, as a program gets its PARM."""
    if value.startswith("(") and value.endswith(")") and deep < _DEEPEST:
        return ",".join(plain(part, deep + 1) for part in split(value[1:-1]))
    if len(value) >= 2 and value.startswith("'") and value.endswith("'"):
        return value[1:-1].replace("''", "'")
    return value


def words(value: str) -> list[str]:
    """The subparameters of a value such as (OLD,DELETE), or the one word it is."""
    return plain(value).split(",")
