"""A small export on disk: bytes, digest, code page, numbered lines. The unload has a reader of its own: it streams."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from auditor.errors import EvidenceUnreadable, InputMissing
from auditor.models.place import InputFile, InputKind
from auditor.sources.packed import packed_how
from auditor.text import decode, first_bytes

LIMIT = 8 * 1024 * 1024
"""Bytes. A listing or member is some kilobytes; anything near this is the wrong file."""


@dataclass(frozen=True, slots=True)
class Text:
    """A decoded file. `lines[n - 1]` is record n, without its line end."""

    path: str
    sha256: str
    codepage: str
    lines: tuple[str, ...]

    def input(self, kind: InputKind, rejected: int = 0, **more: Any) -> InputFile:
        """The file as it appears in the result."""
        return InputFile(
            kind=kind,
            path=self.path,
            sha256=self.sha256,
            codepage=self.codepage,
            records=len(self.lines),
            rejected=rejected,
            **more,
        )

    def numbered(self) -> Mapping[int, str]:
        """Record number -> text."""
        return dict(enumerate(self.lines, 1))


def require(path: str) -> None:
    """Raise `InputMissing` (16) when `path` cannot be opened: a missing input is never an empty one."""
    with suppress(OSError, ValueError):
        if Path(path).is_fifo():  # to open it would wait for somebody who writes
            os.close(os.open(path, os.O_RDONLY | os.O_NONBLOCK))
            return
    offered_bytes(path, 0)


def digest(path: str) -> str:
    """SHA-256 of the file's bytes, in hexadecimal; of nothing for what is read once (standard input) or has no end."""
    if path != "-":
        require(path)
    if path == "-" or not Path(path).is_file():
        return hashlib.sha256(b"").hexdigest()
    with Path(path).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_text(path: str, what: str, card: int | None = None, limit: int = LIMIT) -> Text:
    """Read `path`, which should hold `what`, and find out its code page.

    UTF-8 (with or without BOM), else ISO 8859-1 for bytes that are no UTF-8, else EBCDIC 1047. `card` is the record
    length of a data set that a binary transfer brought without line ends (80 for a PROCLIB member); `limit` in bytes.
    Raises `InputMissing` (16) and `EvidenceUnreadable` (12): empty, too large, binary.
    """
    return text_of(path, offered_bytes(path, limit + 1), what, card, limit)


def text_of(path: str, data: bytes, what: str, card: int | None = None, limit: int = LIMIT) -> Text:
    """Return the text of `data`, at least the first `limit` + 1 bytes of `path`. Raises as `read_text`."""
    if len(data) > limit:
        raise EvidenceUnreadable(f"{path} is larger than {limit >> 10} KiB", f"offer {what}, not another file")
    if not data.strip():
        raise EvidenceUnreadable(f"{path} is empty", f"offer {what}")
    codepage, text = decode(data)
    if text is None and (packed := packed_how(data)):
        raise EvidenceUnreadable(f"{path} is {packed[0]}", packed[1])
    if text is None:
        raise EvidenceUnreadable(f"{path} is binary data", f"offer {what}, transferred as text")
    if card and len(text) > card and not any(end in text for end in "\n\r\x85"):
        lines = tuple(text[start : start + card] for start in range(0, len(text), card))
    else:
        lines = split_lines(text)
    if not any(line.strip() for line in lines):  # a byte order mark, or an end-of-file mark, and nothing else
        raise EvidenceUnreadable(f"{path} is empty", f"offer {what}")
    return Text(path, hashlib.sha256(data).hexdigest(), codepage, lines)


def lines_of(data: bytes) -> tuple[str, ...]:
    """Return the lines of `data`, none of what is no text."""
    return split_lines(decode(data)[1] or "")


def offered_bytes(path: str, most: int) -> bytes:
    """Return the first `most` bytes of an input. Raises `InputMissing` (16) when it cannot be read."""
    try:
        return first_bytes(path, most)
    except OSError as error:
        raise InputMissing(f"cannot read {path}: {error.strerror}", "check the name and its permissions") from None
    except ValueError:  # a NUL character in the name
        raise InputMissing(f"cannot read {path!r}: this is no file name", "check the name") from None


def split_lines(text: str) -> tuple[str, ...]:
    r"""Split at LF, CR LF, CR and NEL only: `str.splitlines` also breaks at X'0B', X'1C' and others inside a record."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n").rstrip("\x1a")
    lines = text.split("\n")
    return tuple(lines[:-1] if lines[-1] == "" else lines)
