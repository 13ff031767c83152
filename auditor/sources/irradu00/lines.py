"""The bytes of one file as records, in lists of many. Text is cut at line ends, binary by RDW; nothing else splits one.

Records of IRRADU00 are longer than those of an unload: its data set has LRECL=12288 (reference: smf-irradu00, 4), and
one with its RDW is never longer than 32,760 bytes. So is no line: a longer one is not of this utility, and is passed
over.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from auditor.sources.issue import Issue
from auditor.sources.transfer.forms import Content, Form
from auditor.sources.transfer.streams import Stream

CHUNK: Final = 1 << 17
"""Bytes read at a time."""

LONGEST: Final = 32760
"""Bytes of a record with its descriptor word: the most that z/OS can write."""

_STAMP: Final = rb"[A-Z0-9#$@]{2,8} {1,7}.{8} \d\d:\d\d:\d\d \d{4}-\d\d-\d\d "
_DIGIT: Final = rb"[\xf0-\xf9]"
_STAMP_EBCDIC: Final = (
    rb"[\xc1-\xc9\xd1-\xd9\xe2-\xe9\xf0-\xf9\x5b\x7b\x7c]{2,8}\x40{1,7}.{8}\x40DD\x7aDD\x7aDD\x40DDDD\x60DD\x60DD\x40"
).replace(b"D", _DIGIT)

SMF: Final = Content(
    what="the output of IRRADU00 (unloaded SMF records)",
    ascii=re.compile(_STAMP, re.DOTALL),
    ebcdic=re.compile(_STAMP_EBCDIC, re.DOTALL),
    lrecl=LONGEST,
    again="run IFASMFDP with the exits IRRADU00 and IRRADU86 again and transfer its OUTDD data set",
    offer="offer the OUTDD data set of IRRADU00, transferred as text; not SMF records as they are, and no XML",
    instead="offer it with --setropts",
    others=(
        (re.compile(rb"(?:^|\n)[01][0-9][0-9A-Z]{2} "), "an IRRDBU00 unload", "offer it with --unload"),
        (re.compile(rb"^\s*<\?xml|<eventList|<rpt:"), "XML", "offer the OUTDD data set, not XMLOUT or XMLFORM"),
    ),
)
"""How a record of IRRADU00 begins: event, qualifier, time and date in its first 37 columns."""


class Lines:
    """Iterates over lists of records of one file, as the file has them. Afterwards `issues` holds what was spoilt."""

    def __init__(self, path: str, form: Form, progress: Callable[[int], None] | None = None) -> None:
        self._path, self._form, self._progress = path, form, progress
        self.records = 0
        self.issues: list[Issue] = []

    def __iter__(self) -> Iterator[list[bytes]]:
        with Stream(self._path, self._form, 0, None, self._progress) as stream:
            for batch in (self._text if self._form.kind == "text" else self._described)(stream):
                yield batch
                self.records += len(batch)
        for reason, code in ((stream.lost, "bad-rdw"), (stream.cut, "truncated")):
            if reason:
                self._spoilt(code, reason)

    def _spoilt(self, code: str, message: str) -> None:
        self.issues.append(Issue(self.records + 1, "error", code, message))

    def _text(self, stream: Stream) -> Iterator[list[bytes]]:
        space = bytearray(CHUNK)
        rest, endless = b"", False
        while count := stream.into(memoryview(space)):
            data = rest + space[:count]
            if self._form.newline == b"\r\n":
                data = data.replace(b"\r\n", b"\n")
            batch = data.split(b"\n")
            rest = batch.pop()
            if batch and endless:
                batch, endless = batch[1:], False
            if batch:
                yield batch
            if len(rest) > LONGEST:
                if not endless:
                    self._spoilt("stray-line", f"a line has more than {LONGEST} characters: no record is so long")
                rest, endless = b"", True
        if rest.strip(b"\x1a\r"):
            self._spoilt("truncated", "the last line has no line end: the file may be cut")
            yield [rest]

    def _described(self, stream: Stream) -> Iterator[list[bytes]]:
        space = bytearray(CHUNK)
        data = b""
        while count := stream.into(memoryview(space)):
            data = data + space[:count]
            batch: list[bytes] = []
            at, stop = 0, len(data) - 4
            while at <= stop:
                length = data[at] << 8 | data[at + 1]
                if length < 5 or length > LONGEST or data[at + 2] or data[at + 3]:
                    yield batch
                    word = data[at : at + 4].hex()
                    self._spoilt("bad-rdw", f"record descriptor word {word} is damaged; nothing after it can be read")
                    return
                if at + length > len(data):
                    break
                batch.append(data[at + 4 : at + length])
                at += length
            data = data[at:]
            yield batch
        if data:
            self._spoilt("bad-rdw", "the last record ends before its record descriptor word says: the file was cut")
