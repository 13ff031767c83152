"""The bytes of one file as numbered records. Text is cut at line ends, binary by RDW; nothing else splits a record.

Columns stay where they are: every code page used here has one character for each byte.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Generator, Iterator
from functools import partial
from io import BufferedReader
from typing import BinaryIO, Final, cast

from auditor.sources.irrdbu00.check import Problem
from auditor.sources.irrdbu00.forms import LRECL, Form, opened

CHUNK: Final = 1 << 20
BLOCK: Final = 4 << 20
"""Bytes read at a time: of text, and of binary."""

AHEAD: Final = 1 << 20
"""Bytes: in binary, what begins this near the end of a block waits for the next one, so that it is seen whole."""

LONGEST: Final = 16 << 20
"""Bytes of a block of text that is one entity, 50,000 permits: beyond, it is read record by record."""

Skip = Callable[[bytes, int], tuple[int, int]]
"""Given a block and the start of a record in it: the start of the first record that must be looked at, and how many
records stand before it."""


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
        self.records = 0
        self.problems: list[tuple[int, Problem]] = []
        self._broken = ""

    def __iter__(self) -> Iterator[tuple[int, str]]:
        with opened(self._path, packed=self._form.packed) as file:
            if self._first:
                file.seek(self._first)
            elif self._form.bom:
                file.seek(3)
            yield from self._text(file) if self._form.kind == "text" else self._binary(file)
        if self._broken:
            self.problems.append((self.records, Problem("truncated", self._broken)))

    def _reads(self, file: BinaryIO) -> Iterator[bytes]:
        left = None if self._last is None else self._last - self._first
        size = CHUNK if self._form.kind == "text" else BLOCK
        read = partial(self._inflated, file) if self._form.packed else file.read
        while data := read(size if left is None else min(size, left)):
            if left is not None:
                left -= len(data)
            yield data
            if self._progress is not None:
                self._progress(len(data))

    def _inflated(self, file: BinaryIO, size: int) -> bytes:
        """Up to `size` bytes of a gzip file. A damaged one ends where it cannot be read further."""
        parts: list[bytes] = []
        try:
            while size > 0 and (data := cast("BufferedReader", file).read1(size)):
                parts.append(data)
                size -= len(data)
        except (OSError, EOFError, zlib.error) as error:
            if not self._broken:
                self._broken = f"the gzip file cannot be read to its end: {error}"
        return b"".join(parts)

    # -- text --------------------------------------------------------------------------------------------------------

    def _text(self, file: BinaryIO) -> Iterator[tuple[int, str]]:
        rest = b""
        for data in self._reads(file):
            block = rest + data
            done = yield from self._lines(block, last=False)
            rest = block[done:]
        if rest and not rest.endswith(b"\n"):
            last = self.records + rest.count(b"\n") + 1
            self.problems.append((last, Problem("truncated", "the last line has no line end: the file may be cut")))
            rest += self._form.newline
        yield from self._lines(rest, last=True)

    def _lines(self, block: bytes, *, last: bool) -> Generator[tuple[int, str], None, int]:
        """The lines of a block; returns where the first one left begins.

        Left are an incomplete line and, so that lists are seen together with their base record, the entity that may
        go on in the next block (unless it is larger than any real one).
        """
        at, skip, stop = 0, self._skip, len(block)
        open_end = b"" if last or stop > LONGEST else entity(block[_last_line(block) :])
        crlf = self._form.newline == b"\r\n"
        codepage = self._form.codepage
        while at < stop:
            if skip is not None:
                at, passed = skip(block, at)
                self.records += passed
                if passed:
                    continue
            end = block.find(b"\n", at)
            if end < 0 or (open_end and entity(block[at : at + 260]) == open_end):
                break
            text = block[at:end].decode(codepage)
            at = end + 1
            self.records += 1
            if crlf and not text.endswith("\r"):
                problem = Problem("line-end", "the line does not end with CR LF", "remark")
                self.problems.append((self.records, problem))
            yield self.records, text.removesuffix("\r") if crlf else text
        return at

    # -- binary ------------------------------------------------------------------------------------------------------

    def _binary(self, file: BinaryIO) -> Iterator[tuple[int, str]]:
        rest = b""
        for data in self._deblocked(file) if self._form.kind == "bdw" else self._reads(file):
            rest += data
            done = yield from self._described(rest, len(rest) - AHEAD)
            if done < 0:
                return
            rest = rest[done:]
        done = yield from self._described(rest, len(rest))
        if 0 <= done < len(rest):
            self._lose("the last record ends before its record descriptor word says: the file was cut")

    def _lose(self, message: str) -> None:
        self.problems.append((self.records + 1, Problem("bad-rdw", f"{message}; nothing after it can be read")))

    def _described(self, block: bytes, stop: int) -> Generator[tuple[int, str], None, int]:
        """The records that begin before `stop`; returns where the first one left begins, -1 at a damaged descriptor."""
        at, size, skip, codepage = 0, len(block), self._skip, self._form.codepage
        while at < stop:
            if skip is not None:
                at, passed = skip(block, at)
                self.records += passed
                if passed:
                    continue
            if at + 4 > size:
                break
            length = block[at] << 8 | block[at + 1]
            if length < 5 or length > LRECL or block[at + 2] or block[at + 3]:
                self._lose(f"record descriptor word {block[at : at + 4].hex()} is damaged")
                return -1
            if at + length > size:
                break
            self.records += 1
            yield self.records, block[at + 4 : at + length].decode(codepage)
            at += length
        return at

    def _deblocked(self, file: BinaryIO) -> Iterator[bytes]:
        """The content of the blocks, without their descriptor words."""
        rest = b""
        for data in self._reads(file):
            rest += data
            at = 0
            parts: list[bytes] = []
            while at + 4 <= len(rest):
                length = rest[at] << 8 | rest[at + 1]
                if length < 9 or rest[at + 2] or rest[at + 3]:
                    yield b"".join(parts)
                    self._lose(f"block descriptor word {rest[at : at + 4].hex()} is damaged")
                    return
                if at + length > len(rest):
                    break
                parts.append(rest[at + 4 : at + length])
                at += length
            yield b"".join(parts)
            rest = rest[at:]
        if rest:
            yield rest[4:]
            self._lose("the last block ends before its descriptor says: the file was cut")


def _last_line(block: bytes) -> int:
    """Where the last whole line begins."""
    return block.rfind(b"\n", 0, max(block.rfind(b"\n"), 0)) + 1


def entity(line: bytes) -> bytes:
    """What the record is of: group, user, data set or profile, with its key."""
    kind = b"05" if line[:2] == b"15" else b"02" if line[:2] == b"12" else line[:2]
    return kind + (line[5:260] if kind == b"05" else line[5:13])
