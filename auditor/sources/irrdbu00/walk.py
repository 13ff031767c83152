"""The bytes of one file as numbered records. Text is cut at line ends, binary by RDW; nothing else splits a record.

Columns stay where they are: every code page used here has one character for each byte.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import BinaryIO, Final

from auditor.sources.irrdbu00.check import Problem
from auditor.sources.irrdbu00.forms import LRECL, Form, opened

CHUNK: Final = 1 << 20

Skip = re.Pattern[bytes]
"""Matches a run of records that need no look of their own, from the start of a record to the start of another."""


class Walk:
    """Iterates over (record number, text) of one file, or of a byte range that starts and ends between records.

    `skip`, when given, passes over runs of records at the speed of the `re` engine; they are counted all the same.
    After the iteration `records` is the number of records and `problems` holds what the transfer itself spoilt.
    """

    def __init__(
        self, path: str, form: Form, *, first: int = 0, last: int | None = None, skip: Skip | None = None,
        progress: Callable[[int], None] | None = None,
    ) -> None:  # fmt: skip
        self._path, self._form, self._first, self._last = path, form, first, last
        self._skip, self._progress = skip, progress
        self.records = 0
        self.problems: list[tuple[int, Problem]] = []

    def __iter__(self) -> Iterator[tuple[int, str]]:
        with opened(self._path, packed=self._form.packed) as file:
            if self._first:
                file.seek(self._first)
            elif self._form.bom:
                file.seek(3)
            yield from self._text(file) if self._form.kind == "text" else self._binary(file)

    def _reads(self, file: BinaryIO) -> Iterator[bytes]:
        left = None if self._last is None else self._last - self._first
        try:
            while data := file.read(CHUNK if left is None else min(CHUNK, left)):
                if left is not None:
                    left -= len(data)
                yield data
                if self._progress is not None:
                    self._progress(len(data))
        except (OSError, EOFError) as error:  # a damaged gzip file ends here; what came before is read
            self.problems.append((self.records + 1, Problem("truncated", f"the file cannot be read further: {error}")))

    # -- text --------------------------------------------------------------------------------------------------------

    def _text(self, file: BinaryIO) -> Iterator[tuple[int, str]]:
        rest = b""
        for data in self._reads(file):
            end = data.rfind(b"\n") + 1
            if not end:
                rest += data
                continue
            yield from self._lines(rest + data[:end])
            rest = data[end:]
        if rest:
            message = "the last line has no line end: the file may have been cut"
            self.problems.append((self.records + 1, Problem("truncated", message)))
            yield from self._lines(rest + self._form.newline)

    def _lines(self, block: bytes) -> Iterator[tuple[int, str]]:
        at, size, skip = 0, len(block), self._skip
        counted = 0
        before = self.records
        crlf = self._form.newline == b"\r\n"
        codepage = self._form.codepage
        while at < size:
            if skip is not None and (run := skip.match(block, at)) and run.end() > at:
                at = run.end()
                continue
            before += block.count(b"\n", counted, at)
            counted = at
            end = block.index(b"\n", at)
            number = before + 1
            if crlf and block[end - 1 : end] == b"\r" and end > at:
                yield number, block[at : end - 1].decode(codepage)
            else:
                if crlf:
                    self.problems.append((number, Problem("line-end", "the line does not end with CR LF", "remark")))
                yield number, block[at:end].decode(codepage)
            at = end + 1
        self.records = before + block.count(b"\n", counted, size)

    # -- binary ------------------------------------------------------------------------------------------------------

    def _binary(self, file: BinaryIO) -> Iterator[tuple[int, str]]:
        blocks = self._deblocked(file) if self._form.kind == "bdw" else self._reads(file)
        rest = b""
        for data in blocks:
            block = rest + data if rest else data
            at = yield from self._described(block)
            if at < 0:
                return
            rest = block[at:]
        if rest:
            self._lose("the last record ends before its record descriptor word says: the file was cut")

    def _lose(self, message: str) -> None:
        self.problems.append((self.records + 1, Problem("bad-rdw", f"{message}; nothing after it can be read")))

    def _described(self, block: bytes) -> Iterator[tuple[int, str]]:  # type: ignore[misc] - returns where it stopped
        """Records of a block; returns the start of an incomplete last one, or -1 when a descriptor is damaged."""
        at, size, skip, codepage = 0, len(block), self._skip, self._form.codepage
        while at + 4 <= size:
            if skip is not None and (run := skip.match(block, at)) and run.end() > at:
                self.records += self._count(block, at, run.end())
                at = run.end()
                continue
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

    @staticmethod
    def _count(block: bytes, at: int, end: int) -> int:
        count = 0
        while at < end:
            at += block[at] << 8 | block[at + 1]
            count += 1
        return count

    def _deblocked(self, file: BinaryIO) -> Iterator[bytes]:
        """The content of each block, without the block descriptor words."""
        rest = b""
        for data in self._reads(file):
            rest += data
            at, parts = 0, []
            while at + 4 <= len(rest):
                length = int.from_bytes(rest[at : at + 2], "big")
                if rest[at + 2] or rest[at + 3] or length < 9:
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
            self._lose("the last block ends before its descriptor says: the file was cut")
