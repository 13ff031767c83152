"""The commonest entities at full speed: runs of records of known lengths, counted by arithmetic.

In these patterns "." takes line ends too, which lets the engine step over a field without looking at it. That no line
end hides in a field is shown afterwards by the number of line ends in the span. A user has two runs of records of one
length and a tail of few possible lengths, so the number of records is known exactly; so it is with one group. A run
of data sets or profiles has records of two lengths, s and l: from n line ends and b bytes follow (b - n*s) / (l - s)
long records, which must be a whole number from 0 to n. (Hundreds of line ends hidden in records nobody reads could add
up to such a number; what stands behind them would still be taken for what it is, text in a field.) What does not fit
is left to the careful patterns of `skip`.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from auditor.sources.irrdbu00.fast.line_ends import counted
from auditor.sources.irrdbu00.fast.skip import Patterns, ordinary
from auditor.sources.irrdbu00.layout import LAYOUT
from auditor.sources.transfer.forms import Form

_LIST: Final = {"01": "0102", "04": "0404", "05": "0505"}
"""Records before the base record."""

NAME_HEAD: Final = 60
"""Columns of a resource name that are compared in classes nobody reads: enough to see an orphan."""


@dataclass(frozen=True, slots=True)
class Stride:
    """One group, data set or profile, or in text a run of many of the latter two."""

    prefix: str
    """First two columns of its records: 01, 04 or 05."""
    pattern: re.Pattern[bytes]
    list_group: int
    """Number of the group that is the list, and whose end is where the base record starts."""
    size: int
    """Bytes of a record of the list, with its line end or descriptor word."""
    base_size: int
    many: bool
    text: bool

    def take(self, block: bytearray, at: int, stop: int, density: float) -> tuple[int, int, re.Match[bytes]] | None:
        """End, number of records and match of what stands at `at`, when it is shown to be sound.

        `density`: records a byte, about.
        """
        found = self.pattern.match(block, at, stop)
        if found is None:
            return None
        end = found.end()
        if self.many:
            count = counted(block, at, end, (end - at) * density)
            bases, rest = divmod(end - at - count * self.size, self.base_size - self.size)
            return None if rest or not 0 <= bases <= count else (end, count, found)
        count = (found.end(self.list_group) - at) // self.size + 1
        return None if self.text and block.count(b"\n", at, end) != count else (end, count, found)


@dataclass(frozen=True, slots=True)
class UserStride:
    """One user. Groups 1 to 3 of the pattern are the name, the run of records 0203 and the run of 0205."""

    pattern: re.Pattern[bytes]
    sizes: tuple[int, int]
    """Bytes of a record 0203 and of one 0205."""
    tails: Mapping[int, int]
    """Bytes of the record 0200 and the segments after it -> how many records these are."""


@cache
def strides(form: Form, kept: frozenset[str], qualifiers: frozenset[str]) -> dict[int, Stride]:
    """Byte in column 2 -> pattern. None for files without trailing blanks: their records have no one length.

    `qualifiers`: first ones of the data sets that are left.
    """
    if form.stripped:
        return {}
    make = Patterns(form, dotall=True)
    special = make.other_data_sets(qualifiers)
    return {
        prefix.encode(form.codepage)[1]: _stride(make, form, prefix, _key(make, prefix, make.unkept(kept)), special)
        for prefix in _LIST
    }


@cache
def aside_stride(form: Form, class_name: str) -> Stride | None:
    """Profiles of one class whose lists have only standard entries. None for files without trailing blanks."""
    if form.stripped:
        return None
    make = Patterns(form, dotall=True)
    of_class = b"(?=.{246}" + make.blank + make.classes([class_name]) + b")"
    return _stride(make, form, "05", _key(make, "05", of_class), {})


def _stride(make: Patterns, form: Form, prefix: str, key: tuple[bytes, bytes], special: Mapping[str, bytes]) -> Stride:
    text = form.kind == "text"
    many = text and prefix != "01"
    capture, same = key
    base, before = LAYOUT[f"{prefix}00"], LAYOUT[_LIST[prefix]]
    pattern = capture + b"((?:" + make.record(before, same, special, current=True) + b")*+)"
    pattern += make.record(base, same, special, current=many) + _end(form, same)
    compiled = re.compile(b"(?:" + pattern + b")++" if many else pattern, re.DOTALL)
    extra = _extra(form)
    return Stride(prefix, compiled, compiled.groups, before.length + extra, base.length + extra, many, text)


@cache
def user_stride(form: Form, privileges: tuple[str, ...], defining: tuple[str, ...]) -> UserStride | None:
    """A user without privileges whose records stand in the real order."""
    if form.stripped:
        return None
    make = Patterns(form, dotall=True)
    capture, same = _key(make, "02", b"")
    special = ordinary(form, privileges, defining)
    lists, base, segments = [LAYOUT["0203"], LAYOUT["0205"]], LAYOUT["0200"], [LAYOUT["0220"], LAYOUT["0270"]]
    pattern = capture
    for layout in lists:
        pattern += b"((?:" + make.record(layout, same, special, current=True) + b")*+)"
    pattern += make.record(base, same, special)
    for layout in segments:
        pattern += b"(?:" + make.record(layout, same, special, current=True) + b")?+"
    extra = _extra(form)
    tails = {
        sum(chosen) + size + extra: len(chosen) + 1
        for size in (base.length, *base.older)
        for n in range(3)
        for chosen in itertools.combinations([layout.length + extra for layout in segments], n)
    }
    compiled = re.compile(pattern + _end(form, same), re.DOTALL)
    return UserStride(compiled, (lists[0].length + extra, lists[1].length + extra), tails)


def _extra(form: Form) -> int:
    """Bytes of a record besides its columns."""
    return len(form.newline) if form.kind == "text" else 4


def _end(form: Form, same: bytes) -> bytes:
    """No record of the same entity follows, as far as can be seen."""
    head = b".{5}" if form.kind == "text" else b".{9}"
    return b"(?!" + head + same + b")(?!\\Z)" if same else b""


def _key(make: Patterns, prefix: str, condition: bytes) -> tuple[bytes, bytes]:
    """What captures the key of the first record, and what says "the same key" in each.

    `condition` stands before the name of a profile.
    """
    eight = make.first + b".{7}"
    if prefix == "04":
        return b"", b""
    if prefix != "05":
        return make.captured(prefix, b"(" + make.person + b")"), b"\\1"
    rest = b".{%d}" % (246 - NAME_HEAD)
    name = b"(" + make.first + b".{%d})" % (NAME_HEAD - 1)
    key = condition + name + rest + make.blank + b"(" + eight + b")"
    return make.captured("05", key), b"\\1" + rest + b"+" + make.blank + b"\\2"
