"""The commonest entities at full speed: runs of records of one length each, counted by arithmetic.

In these patterns "." takes line ends too, which lets the engine step over a field without looking at it. That no
line end hides in a field is proved afterwards: the lengths of the runs give the number of records, and a span of text
must hold exactly as many line ends. What fails the proof is left to the careful patterns of `skip`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from auditor.sources.irrdbu00.forms import Form
from auditor.sources.irrdbu00.layout import LAYOUT
from auditor.sources.irrdbu00.skip import Patterns, ordinary

_SHAPES: Final = {
    "01": (("0102",), ()),
    "02": (("0203", "0205"), ("0220", "0270")),
    "04": (("0404",), ()),
    "05": (("0505",), ()),
}
"""Records before the base record, in real order, and segments after it."""

NAME_HEAD: Final = 60
"""Columns of a resource name that are compared in classes nobody reads: enough to see an orphan."""


@dataclass(frozen=True, slots=True)
class Stride:
    """One kind of entity. `base` is the number of the group whose end is where the base record starts."""

    prefix: str
    """First two columns of its records: 01, 02, 04 or 05."""
    pattern: re.Pattern[bytes]
    sizes: tuple[tuple[int, int], ...]
    """Group number and record size of each run."""
    base: int
    text: bool

    def take(self, block: bytes, at: int) -> tuple[int, int, re.Match[bytes]] | None:
        """End, number of records and match of the entity at `at`, when it is proved sound."""
        found = self.pattern.match(block, at)
        if found is None:
            return None
        spans = found.regs
        count = 1
        for group, size in self.sizes:
            first, last = spans[group]
            count += (last - first) // size
        end = spans[0][1]
        if self.text and block.count(b"\n", at, end) != count:
            return None
        return end, count, found


@cache
def strides(form: Form, kept: frozenset[str], privileges: tuple[str, ...]) -> dict[bytes, Stride]:
    """First two columns -> pattern. None for files without trailing blanks: their records have no one length."""
    if form.stripped:
        return {}
    special = ordinary(form, privileges)
    make = Patterns(form, dotall=True)
    return {prefix.encode(form.codepage): _stride(make, form, prefix, kept, special) for prefix in _SHAPES}


def _stride(make: Patterns, form: Form, prefix: str, kept: Iterable[str], special: Mapping[str, bytes]) -> Stride:
    before, after = _SHAPES[prefix]
    capture, same = _key(make, prefix, kept)
    groups = 2 if prefix == "05" else 0 if prefix == "04" else 1
    extra = 4 if form.kind != "text" else len(form.newline)
    pattern = capture
    sizes: list[tuple[int, int]] = []
    for code in before:
        pattern += b"((?:" + make.record(LAYOUT[code], same, special, current=True) + b")*+)"
        sizes.append((groups + len(sizes) + 1, LAYOUT[code].length + extra))
    base = groups + len(sizes)
    pattern += make.record(LAYOUT[f"{prefix}00"], same, special)
    for code in after:
        pattern += b"((?:" + make.record(LAYOUT[code], same, special, current=True) + b")?+)"
        sizes.append((groups + len(sizes) + 1, LAYOUT[code].length + extra))
    if same:
        head = b".{9}" if form.kind != "text" else b".{5}"
        pattern += b"(?!" + head + same + b")(?!\\Z)"
    return Stride(prefix, re.compile(pattern, re.DOTALL), tuple(sizes), base, form.kind == "text")


def _key(make: Patterns, prefix: str, kept: Iterable[str]) -> tuple[bytes, bytes]:
    """What captures the key of the first record, and what says "the same key" in each."""
    eight = make.first + b".{7}"
    if prefix == "04":
        return b"", b""
    if prefix != "05":
        return make.captured(prefix, b"(" + eight + b")"), b"\\1"
    classes = b"|".join(make.literal(name.ljust(8)) for name in sorted(kept))
    rest = b".{%d}" % (246 - NAME_HEAD)
    name = b"(" + make.first + b".{%d})" % (NAME_HEAD - 1)
    unkept = (b"(?!" + classes + b")" if classes else b"") + b"(" + eight + b")"
    return make.captured("05", name + rest + make.blank + unkept), b"\\1" + rest + b"+" + make.blank + b"\\2"
