"""What is wrong with one record of an event that is known: its length, separators, dates, flags and names.

Most records of a file have the same flags and blanks, so those of a sound record are remembered: the next record that
has them is sound there without being looked at column by column.
"""

from __future__ import annotations

import re
from itertools import pairwise
from struct import Struct
from typing import Final, NamedTuple

from auditor.sources.irradu00.layout import GAPS, HEADER

WIDTH: Final = 280
"""Columns of the header."""

FEWEST: Final = 264
"""Where a transfer cut trailing blanks a header can end at its last NO (column 264)."""

_VARIES: Final = ("EVENT_QUAL", "TIME_WRITTEN", "DATE_WRITTEN", "EVT_USER_ID", "EVT_GRP_ID", "TERM", "JOB_NAME",
                  "READ_TIME", "READ_DATE", "SMF_USER_ID", "USR_SECL")  # fmt: skip
"""Fields that differ from record to record; the columns between them are looked at together."""


def _cuts() -> tuple[tuple[int, int, bool], ...]:
    """The header as (first, last, varies), without a gap."""
    spans = [(field.first, field.last) for field in HEADER if field.name in _VARIES]
    edges = [(0, 0), *spans, (WIDTH + 1, WIDTH + 1)]
    cuts: list[tuple[int, int, bool]] = []
    for (first, last), (following, _) in pairwise(edges):
        if first:
            cuts.append((first, last, True))
        cuts.append((last + 1, following - 1, False))
    return tuple(cuts)


_CUTS: Final = _cuts()
frame: Final = Struct(
    "".join(f"{last - first + 1}{'x' if varies else 's'}" for first, last, varies in _CUTS)
).unpack_from
"""The pieces of a header between the fields that vary."""

DATE: Final = re.compile(rb"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
TIME: Final = re.compile(rb"(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d")
NAME: Final = re.compile(rb"[A-Z0-9#$@]{1,8} *")
"""A user ID, job or application. Source: RACF Command Language Reference, "ADDUSER"; MVS JCL Reference, "JOB"."""
_VERSION: Final = re.compile(rb"[0-9A-F]{4}| {4}")
_SYSTEM: Final = re.compile(rb"[A-Z0-9#$@-]{1,4} *")
_LEVEL: Final = re.compile(rb"\d{3}| {3}")
YES: Final = b"YES "
NO: Final = b"NO  "
_FLAGS: Final = (YES, NO, b"    ")


class Fault(NamedTuple):
    """A stable code and a sentence."""

    code: str
    message: str


def header_fault(head: bytes) -> Fault | None:
    """Return what is wrong with a header of `WIDTH` columns in ASCII, if anything."""
    for column in GAPS:
        if head[column - 1] != 0x20:
            return Fault("separator", f"column {column} is not blank: the columns are shifted")
    for field in HEADER:
        value = head[field.first - 1 : field.last]
        if field.kind == "yes-no" and value not in _FLAGS:
            return Fault("bad-flag", f"{field.name} (column {field.first}) holds neither YES nor NO")
    if not _LEVEL.fullmatch(head, 156, 159):
        return Fault("bad-number", "TERM_LEVEL (column 157) holds no number")
    if not _VERSION.fullmatch(head, 276, 280):
        return Fault("bad-value", "RACF_VERSION (column 277) holds no four hexadecimal digits")
    if not _SYSTEM.fullmatch(head, 38, 42):
        return Fault("bad-name", "SYSTEM_SMFID (column 39) holds a character that no system has")
    return None


def length_fault(length: int, needed: int, *, stripped: bool) -> Fault | None:
    """Return what is wrong with the length of a record that has to have `needed` columns, if anything."""
    fewest = min(needed, FEWEST) if stripped else needed
    if length < fewest:
        return Fault("short-record", f"the record ends at column {length}, before column {fewest}: it was cut")
    return None


def flag(record: bytes, span: tuple[int, int]) -> bytes | None:
    """Return a flag of the record in four columns, `YES`, `NO` or blank; None where it ends before the flag."""
    first, last = span
    return record[first - 1 : last].ljust(last - first + 1) if len(record) >= first else None


def flag_fault(value: bytes | None, name: str, span: tuple[int, int]) -> Fault | None:
    """Return what is wrong with the value of a flag, if anything."""
    if value is None or value in _FLAGS:
        return None
    return Fault("bad-flag", f"{name} (column {span[0]}) holds neither YES nor NO")


def flags_fault(
    evaluated: bytes | None, succeeded: bytes | None, first: tuple[int, int], second: tuple[int, int]
) -> Fault | None:
    """Return what is wrong with the two flags of a logon, if anything; `first` and `second` are their columns."""
    fault = flag_fault(evaluated, "PASSTICKET_EVAL", first) or flag_fault(succeeded, "PASSTICKET_SUCC", second)
    if fault is None and succeeded == YES and evaluated != YES:
        return Fault("contradiction", "a ticket succeeded that was not evaluated: the columns of the flags are others")
    return fault
