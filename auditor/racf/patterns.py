"""Profile names as patterns: what they match and which of two is more specific.

Source: *RACF Command Language Reference*, "Profile names for general resources"; *RACF Security Administrator's Guide*,
"Generic profile checking of general resources". Enhanced generic naming has no effect on general resources. Names are
hostile input: matching follows all positions at once, so that no pattern can make it slow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Literal

from auditor.models.racf import Profile

GENERIC_CHARACTERS = frozenset("*%&")

Piece = tuple[Literal["text", "one", "run", "run1", "rest", "rest1", "before", "after", "variable"], str]

_TOKEN = re.compile(r"\*\*|\*|%|&[A-Z0-9#@$]*|[^*%&]+")
_RANK = {"&": 1, "%": 2, "*": 3, "**": 4}


@lru_cache(maxsize=65536)
def specificity(name: str) -> tuple[int, ...]:
    """A sort key, most specific first: at the first difference literal < & < % < * < ** (smaller is more specific).

    The order reproduces IBM's sample table for all names in it that can match one and the same resource.
    """
    ranks: list[int] = []
    for token in _TOKEN.findall(name):
        ranks += [_RANK[token]] if token in _RANK else _ranks(token)
    return tuple(ranks)


def _ranks(token: str) -> list[int]:
    if token.startswith("&"):
        return [1] + [0] * (len(token) - 1)
    return [0] * len(token)


def matches(pattern: str, resource: str) -> bool:
    """Whether a generic profile of this name covers the resource. A `&` variable could stand for any text."""
    reached = {0}
    for kind, text in _pieces(pattern):
        reached = {end for start in reached for end in _ends(kind, text, resource, start)}
        if not reached:
            return False
    return len(resource) in reached


def has_variable(pattern: str) -> bool:
    """Whether the name holds a RACF variable (`&X`), which is not resolved here."""
    return "&" in pattern


def _ends(kind: str, text: str, resource: str, start: int) -> Iterator[int]:
    """Every position that a piece of the pattern can end at when it begins at `start`."""
    length = len(resource)
    if kind == "text":
        if resource.startswith(text, start):
            yield start + len(text)
        return
    if kind == "one":
        if start < length and resource[start] != ".":
            yield start + 1
        return
    if kind in ("rest", "rest1", "variable"):
        yield from range(start + (kind != "rest"), length + 1)
        return
    if kind in ("run", "run1"):
        stop = resource.find(".", start)
        yield from range(start + (kind == "run1"), (length if stop < 0 else stop) + 1)
        return
    yield start
    if kind == "after":  # zero or more qualifiers, each with the period before it
        yield from (at for at in range(start + 2, length + 1) if at == length or resource[at] == ".")
    else:  # "before": zero or more qualifiers, each with the period after it
        yield from (at for at in range(start + 1, length + 1) if resource[at - 1] == ".")


@lru_cache(maxsize=65536)
def _pieces(pattern: str) -> tuple[Piece, ...]:
    if pattern in ("*", "**"):
        return (("rest", ""),)
    pieces: list[Piece] = []
    qualifiers = pattern.split(".")
    owes_period = False
    for number, qualifier in enumerate(qualifiers):
        if qualifier == "**":
            # Zero qualifiers take their period with them: A.** covers A, and **.B covers B.
            pieces.append(("after", "") if owes_period else ("before", ""))
            continue
        if owes_period:
            pieces.append(("text", "."))
        pieces += _of_qualifier(qualifier, last=number == len(qualifiers) - 1)
        owes_period = True
    return tuple(pieces)


def _of_qualifier(qualifier: str, *, last: bool) -> list[Piece]:
    if qualifier == "*":
        return [("rest1" if last else "run1", "")]
    pieces: list[Piece] = []
    parts = _TOKEN.findall(qualifier)
    for number, part in enumerate(parts):
        if part == "%":
            pieces.append(("one", ""))
        elif part in ("*", "**"):
            pieces.append(("rest" if last and number == len(parts) - 1 else "run", ""))
        elif part.startswith("&"):
            pieces.append(("variable", ""))
        else:
            pieces.append(("text", part))
    return pieces


class ClassIndex:
    """The generic profiles of one class, most specific first, for quick selection."""

    def __init__(self, profiles: Mapping[str, Profile]) -> None:
        ordered = sorted((name for name, one in profiles.items() if one.generic), key=lambda n: (specificity(n), n))
        self._by_literal: dict[str, list[tuple[int, str]]] = {}
        for number, name in enumerate(ordered):
            literal = re.split(r"[*%&]", name, maxsplit=1)[0].rstrip(".")
            self._by_literal.setdefault(literal, []).append((number, name))

    def covering(self, resource: str) -> Iterator[str]:
        """Names of generic profiles that cover the resource, or might through a variable; most specific first."""
        beginnings = (resource[:end] for end in range(len(resource) + 1))
        for _, name in sorted(row for one in beginnings for row in self._by_literal.get(one, ())):
            if matches(name, resource):
                yield name
