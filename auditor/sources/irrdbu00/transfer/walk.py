"""The bytes of one file as numbered records. Text is cut at line ends, binary by RDW; nothing else splits a record.

Columns stay where they are: every code page used here has one character for each byte.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from typing import Final

from auditor.sources.irrdbu00.sound.shape import Problem
from auditor.sources.transfer.forms import UNLOAD, Form
from auditor.sources.transfer.streams import Stream

CHUNK: Final = 1 << 19
"""Bytes looked at together: few enough to stay in the cache of one core."""

LONGEST: Final = 16 << 20
"""Bytes of one entity that are kept together, 50,000 permits: beyond, it is read record by record."""

Skip = Callable[[bytearray, int, int, int], tuple[int, int]]
"""Given a block, the start of a record in it, the end of the block and how many records came before: the start of the
first record that must be looked at, and how many records stand between the two."""

CUT: Final = -1
"""In place of a record's end: it is not in the block."""

_LRECL: Final = UNLOAD.lrecl

_BENT: Final = -2
"""In place of a record's end: its descriptor word is damaged."""


class Walk:
    """Iterates over (record number, text) of one file, or of a byte range that starts and ends between records.

    `skip`, when given, passes over runs of records at the speed of the `re` engine; they are counted all the same.
    After the iteration `records` is the number of records and `problems` holds what the transfer itself spoilt.
    """

    def __init__(  # noqa: PLR0913 - a range, a pattern and a bar are independent wishes
        self, path: str, form: Form, *, first: int = 0, last: int | None = None, skip: Skip | None = None,
        progress: Callable[[int], None] | None = None,
    ) -> None:  # fmt: skip
        self._path, self._form, self._first, self._last = path, form, first, last
        self._skip, self._progress = skip, progress
        self._text = form.kind == "text"
        self._end = _line_end if self._text else described_end
        self.records = 0
        self.problems: list[tuple[int, Problem]] = []
        self.whole = True
        """Whether the last record ended where the file or range does, and none before it was lost."""

    def __iter__(self) -> Iterator[tuple[int, str]]:
        with Stream(self._path, self._form, self._first, self._last, self._progress) as stream:
            yield from self._blocks(stream)
        if stream.lost:
            self._lose(stream.lost)
        if stream.cut:
            self.problems.append((self.records, Problem("truncated", stream.cut)))

    def _blocks(self, stream: Stream) -> Iterator[tuple[int, str]]:
        """One buffer is filled again and again: to allot a new one each time would take longer than the reading."""
        block, stop, more = bytearray(CHUNK), 0, True
        while more:
            with memoryview(block) as whole, whole[stop:] as space:
                count = stream.into(space)
            stop, more = stop + count, count > 0
            if self._text and not more and stop and block[stop - 1] != 0x0A:
                number = self.records + block.count(b"\n", 0, stop) + 1
                problem = Problem("truncated", "the last line has no line end: the file may be cut")
                self.problems.append((number, problem))
                block = block[:stop] + self._form.newline
                stop = len(block)
            done = yield from self._records(block, stop, last=not more)
            if done < 0:
                return
            left = stop - done
            if left > len(block) // 2 and more:
                block = block[done:stop].ljust(2 * len(block), b"\0")
            else:
                block[:left] = block[done:stop]
            stop = left
        if stop and not self._text:
            self._lose("the last record ends before its record descriptor word says: the file was cut")

    def _lose(self, message: str) -> None:
        self.whole = False
        self.problems.append((self.records + 1, Problem("bad-rdw", f"{message}; nothing after it can be read")))

    def _records(self, block: bytearray, stop: int, *, last: bool) -> Generator[tuple[int, str], None, int]:
        """The records of a block; returns where the first one left begins, -1 at a damaged descriptor.

        Left are an incomplete record and, so that lists are seen together with their base record, the entity that may
        go on in the next block (unless it is larger than any real one).
        """
        at = looked = 0
        skip, text, codepage, end_of = self._skip, self._text, self._form.codepage, self._end
        crlf = text and self._form.newline == b"\r\n"
        head = 0 if text else 4
        while at < stop:
            if skip is not None and at >= looked:
                at, passed = skip(block, at, stop, self.records)
                self.records += passed
                looked = self._entity_end(block, at, stop)
                if looked == stop and not last and stop - at <= LONGEST:
                    break
            end = end_of(block, at, stop)
            if end < 0:
                if end == _BENT:
                    self._lose(f"record descriptor word {block[at : at + 4].hex()} is damaged")
                    return -1
                break
            self.records += 1
            found = block[at + head : end - 1 if text else end].decode(codepage)
            at = end
            if crlf:
                if not found.endswith("\r"):
                    problem = Problem("line-end", "the line does not end with CR LF", "remark")
                    self.problems.append((self.records, problem))
                found = found.removesuffix("\r")
            yield self.records, found
        return at

    def _entity_end(self, block: bytearray, at: int, stop: int) -> int:
        """Where another entity begins; `stop` when that is not in the block."""
        head = 0 if self._text else 4
        key = None
        while at < stop:
            end = self._end(block, at, stop)
            if end == CUT:
                return stop
            if end == _BENT:
                return at
            line = self._plain(block[at + head : min(end, at + head + 260)])
            if key is not None and entity(line) != key:
                return at
            key = entity(line)
            at = end
        return stop

    def _plain(self, line: bytearray) -> str:
        return line.decode(self._form.codepage)


def _line_end(block: bytearray, at: int, stop: int) -> int:
    """Where the next line begins."""
    return block.find(b"\n", at, stop) + 1 or CUT


def described_end(block: bytearray, at: int, stop: int) -> int:
    """Where the next record with its descriptor word begins."""
    if at + 4 > stop:
        return CUT
    length = block[at] << 8 | block[at + 1]
    if length < 5 or length > _LRECL or block[at + 2] or block[at + 3]:
        return _BENT
    return at + length if at + length <= stop else CUT


def entity(text: str) -> str:
    """What the record is of: group, user, data set or profile, with its key."""
    kind = "05" if text[:2] == "15" else "02" if text[:2] == "12" else text[:2]
    return kind + (text[5:260] if kind == "05" else text[5:13])
