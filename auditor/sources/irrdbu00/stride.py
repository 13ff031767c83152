"""The commonest entities at full speed: runs of records of known lengths, counted by arithmetic.

In these patterns "." takes line ends too, which lets the engine step over a field without looking at it. That no line
end hides in a field is shown afterwards by the number of line ends in the span. A user has at most four runs, each of
records of one length, so the number of records is known exactly. A run of groups, data sets or profiles has records
of two lengths, s and l: from n line ends and b bytes follow (b - n*s) / (l - s) long records, which must be a whole
number from 0 to n. What does not fit is left to the careful patterns of `skip`.
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
    """One kind of entity, or in text a run of many of that kind."""

    prefix: str
    """First two columns of its records: 01, 02, 04 or 05."""
    pattern: re.Pattern[bytes]
    sizes: tuple[tuple[int, int], ...]
    """Group number and record size of each run inside one entity."""
    base: int
    """Number of the group whose end is where the base record starts."""
    lengths: tuple[int, int] | None
    """The two record lengths of a run of entities; None: the pattern takes one entity."""
    text: bool

    def take(self, block: bytearray, at: int, stop: int) -> tuple[int, int, re.Match[bytes]] | None:
        """End, number of records and match of what stands at `at`, when it is shown to be sound."""
        found = self.pattern.match(block, at, stop)
        if found is None:
            return None
        spans = found.regs
        end = spans[0][1]
        if self.lengths is not None:
            short, long = self.lengths
            count = block.count(b"\n", at, end)
            bases, rest = divmod(end - at - count * short, long - short)
            return None if rest or not 0 <= bases <= count else (end, count, found)
        count = 1
        for group, size in self.sizes:
            first, last = spans[group]
            count += (last - first) // size
        if self.text and block.count(b"\n", at, end) != count:
            return None
        return end, count, found


@cache
def strides(form: Form, kept: frozenset[str], privileges: tuple[str, ...]) -> dict[int, Stride]:
    """Byte in column 2 -> pattern. None for files without trailing blanks: their records have no one length."""
    if form.stripped:
        return {}
    make = Patterns(form, dotall=True)
    special = ordinary(form, privileges)
    return {prefix.encode(form.codepage)[1]: _stride(make, form, prefix, kept, special) for prefix in _SHAPES}


def _stride(make: Patterns, form: Form, prefix: str, kept: Iterable[str], special: Mapping[str, bytes]) -> Stride:
    before, after = _SHAPES[prefix]
    text = form.kind == "text"
    many = text and prefix in ("04", "05")
    capture, same = _key(make, prefix, kept)
    groups = 2 if prefix == "05" else 0 if prefix == "04" else 1
    extra = len(form.newline) if text else 4
    base = LAYOUT[f"{prefix}00"]
    pattern = capture
    sizes: list[tuple[int, int]] = []
    for code in before:
        pattern += b"((?:" + make.record(LAYOUT[code], same, special, current=True) + b")*+)"
        sizes.append((groups + len(sizes) + 1, LAYOUT[code].length + extra))
    start = groups + len(sizes)
    pattern += make.record(base, same, special, current=many)
    for code in after:
        pattern += b"((?:" + make.record(LAYOUT[code], same, special, current=True) + b")?+)"
        sizes.append((groups + len(sizes) + 1, LAYOUT[code].length + extra))
    if same:
        head = b".{5}" if text else b".{9}"
        pattern += b"(?!" + head + same + b")(?!\\Z)"
    lengths = (sizes[0][1], base.length + extra) if many else None
    whole = b"(?:" + pattern + b")++" if many else pattern
    return Stride(prefix, re.compile(whole, re.DOTALL), tuple(sizes), start, lengths, text)


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
