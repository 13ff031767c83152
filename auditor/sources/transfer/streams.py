"""The bytes of one file, or of a range of it, put into a buffer of the caller's: inflated and deblocked as need be."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from io import BufferedReader, FileIO
from typing import BinaryIO, Final, Self, cast

from auditor.sources.transfer.forms import Form, opened

_READ: Final = 1 << 18
"""Bytes inflated or deblocked at a time."""

_LONGEST: Final = 32756
"""Bytes of the longest record that z/OS writes, without its descriptor word."""


class Stream(AbstractContextManager["Stream"]):
    """Reads one file once, from `first` to `last`.

    Records behind the lengths of z/OSMF's record mode are given with RDWs in their place.
    `cut` says afterwards why a gzip file ended too early, `lost` why a file of blocks or of such records did.
    """

    def __init__(
        self, path: str, form: Form, first: int, last: int | None, progress: Callable[[int], None] | None
    ) -> None:
        self._file: BinaryIO = opened(path, packed=form.packed, buffered=form.packed)
        self._left = None if last is None else last - first
        self._progress = progress
        self.cut = self.lost = ""
        start = first or (3 if form.bom else 0)
        if start:
            self._file.seek(start)
        self._plain = self._inflated if form.packed else self._read
        parts = {"bdw": self._deblocked, "record": self._described}.get(form.kind)
        self._parts = parts() if parts is not None else None
        self._rest = memoryview(b"")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def into(self, space: memoryview) -> int:
        """Put bytes into `space`; their number, 0 at the end."""
        if self._parts is None:
            return self._plain(space)
        if not self._rest:
            self._rest = memoryview(next((part for part in self._parts if part), b""))
        count = min(len(space), len(self._rest))
        space[:count] = self._rest[:count]
        self._rest = self._rest[count:]
        return count

    def _read(self, space: memoryview) -> int:
        if self._left is not None:
            space = space[: self._left]
        count = cast("FileIO", self._file).readinto(space)
        if self._left is not None:
            self._left -= count
        self._tell(count)
        return count

    def _inflated(self, space: memoryview) -> int:
        """A damaged gzip file ends where it cannot be read further."""
        try:
            data = cast("BufferedReader", self._file).read1(min(len(space), _READ))
        except (OSError, EOFError, zlib.error):
            self.cut = "the gzip file cannot be read to its end: it was cut or damaged"
            data = b""
        space[: len(data)] = data
        self._tell(len(data))
        return len(data)

    def _tell(self, count: int) -> None:
        if self._progress is not None and count:
            self._progress(count)

    def _described(self) -> Iterator[bytes]:
        """The records of z/OSMF's record mode, each with a record descriptor word in place of its length."""
        rest, space = b"", bytearray(_READ)
        while count := self._plain(memoryview(space)):
            rest += space[:count]
            at = 0
            parts: list[bytes] = []
            while at + 4 <= len(rest):
                length = rest[at + 2] << 8 | rest[at + 3]
                if rest[at] or rest[at + 1] or not 1 <= length <= _LONGEST:
                    self.lost = f"the record length {rest[at : at + 4].hex()} is damaged"
                    yield b"".join(parts)
                    return
                end = at + 4 + length
                if end > len(rest):
                    break
                parts += ((length + 4).to_bytes(2, "big"), b"\0\0", rest[at + 4 : end])
                at = end
            yield b"".join(parts)
            rest = rest[at:]
        if rest:
            self.lost = "the last record ends before its length says: the file was cut"

    def _deblocked(self) -> Iterator[bytes]:
        """The content of the blocks, without their descriptor words."""
        rest, space = b"", bytearray(_READ)
        while count := self._plain(memoryview(space)):
            rest += space[:count]
            at = 0
            parts: list[bytes] = []
            while at + 4 <= len(rest):
                length = rest[at] << 8 | rest[at + 1]
                if length < 9 or rest[at + 2] or rest[at + 3]:
                    self.lost = f"block descriptor word {rest[at : at + 4].hex()} is damaged"
                    yield b"".join(parts)
                    return
                if at + length > len(rest):
                    break
                parts.append(rest[at + 4 : at + length])
                at += length
            yield b"".join(parts)
            rest = rest[at:]
        if rest:
            self.lost = "the last block ends before its descriptor says: the file was cut"
            yield rest[4:]
