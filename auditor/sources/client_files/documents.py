"""From a file on disk to the texts in it: the file itself, or the members of an archive, within limits.

An archive can stand for much more than it holds, and one archive for many: what is unpacked is counted, and archives in
archives are not opened.
"""

from __future__ import annotations

import bz2
import codecs
import gzip
import hashlib
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Final

from auditor.errors import EvidenceUnreadable, InputMissing
from auditor.sources.evidence import split_lines
from auditor.sources.issue import Issue
from auditor.text import decode

LIMIT: Final = 8 * 1024 * 1024
"""Bytes of one text."""
UNPACKED: Final = 64 * 1024 * 1024
"""Bytes of all members of an archive."""
MEMBERS: Final = 2000
"""Members of an archive."""

_PACKED: Final[dict[bytes, Callable[[IO[bytes]], Any]]] = {
    b"\x1f\x8b": lambda raw: gzip.GzipFile(fileobj=raw),
    b"BZh": bz2.BZ2File,
    b"\xfd7zXZ\0": lzma.LZMAFile,
}
_TAR_AT: Final = 257
"""Where a tar archive says that it is one."""
_BROKEN: Final = (zipfile.BadZipFile, tarfile.TarError, OSError, EOFError, ValueError, OverflowError, zlib.error)
"""What the readers of archives raise for bytes that are none."""
_UNABLE: Final = (lzma.LZMAError, RuntimeError, NotImplementedError, IndexError, KeyError, MemoryError)
"""The same, and for those that are encrypted or packed in a way that Python does not know."""


@dataclass(frozen=True, slots=True)
class Document:
    """One text. `before`: records of the input that stand before its first line."""

    name: str
    """Path, behind `!` the member of an archive."""
    lines: tuple[str, ...] = field(repr=False)
    codepage: str
    before: int = 0

    @property
    def base(self) -> str:
        """The last part of its name."""
        return self.name.replace("\\", "/").rpartition("!")[2].rpartition("/")[2]

    @property
    def text(self) -> str:
        """The lines as one string."""
        return "\n".join(self.lines)


@dataclass(slots=True)
class Opened:
    """What a file holds."""

    sha256: str
    documents: list[Document] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    archive: bool = False

    @property
    def records(self) -> int:
        """Lines of all texts."""
        return self.documents[-1].before + len(self.documents[-1].lines) if self.documents else 0


def open_file(path: str) -> Opened:
    """Return the texts of a file. Raises `InputMissing` (16), `EvidenceUnreadable` (12) where nothing can be read."""
    data = _bytes(path)
    opened = Opened(hashlib.sha256(data[: UNPACKED + 1]).hexdigest())
    if len(data) > UNPACKED:
        raise EvidenceUnreadable(f"{path} is larger than {UNPACKED >> 20} MiB", "offer the files of the clients alone")
    members = _members(data)
    if members is None:
        _add(opened, path, data)
        return opened
    opened.archive = True
    try:
        _unpack(opened, path, members)
    except (*_BROKEN, *_UNABLE):  # the words of these errors can hold names and bytes of the archive
        message = "the archive is damaged, encrypted or packed in a way that is not read; unpack it and offer its files"
        opened.issues.append(Issue(None, "error", "unreadable", message))
    return opened


def is_archive(head: bytes) -> bool:
    """Return whether a file that begins so is an archive that is read."""
    packed = head.startswith((b"PK\x03\x04", b"PK\x05\x06", *_PACKED))
    return packed or head[_TAR_AT : _TAR_AT + 5] == b"ustar"


def _bytes(path: str) -> bytes:
    try:
        with Path(path).open("rb") as file:
            return file.read(UNPACKED + 1)
    except OSError as error:
        raise InputMissing(f"cannot read {path}: {error.strerror}", "check the name and its permissions") from None
    except ValueError:  # a NUL character in the name
        raise InputMissing(f"cannot read {path!r}: this is no file name", "check the name") from None


def _members(data: bytes) -> Iterator[tuple[str, bytes]] | None:
    """The members of an archive; None for a file that is none."""
    if not is_archive(data[:512]):
        return None
    if data.startswith(b"PK"):
        return _zipped(data)
    return _tarred(data)


def _zipped(data: bytes) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for member in archive.infolist():
            if not member.is_dir():
                with archive.open(member) as file:
                    yield member.filename, file.read(LIMIT + 1)


def _tarred(data: bytes) -> Iterator[tuple[str, bytes]]:
    unpack = next((made for mark, made in _PACKED.items() if data.startswith(mark)), None)
    if unpack is not None:
        with unpack(io.BytesIO(data)) as file:
            data = file.read(UNPACKED + 1)
        if len(data) > UNPACKED:
            raise ValueError("too large")
    if data[_TAR_AT : _TAR_AT + 5] != b"ustar":
        yield "content", data[: LIMIT + 1]
        return
    with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as archive:
        for member in archive:
            content = archive.extractfile(member) if member.isreg() else None
            if content is not None:
                yield member.name, content.read(LIMIT + 1)


def _unpack(opened: Opened, path: str, members: Iterator[tuple[str, bytes]]) -> None:
    total = 0
    for count, (name, data) in enumerate(members, 1):
        total += len(data)
        if count > MEMBERS or total > UNPACKED:
            message = f"the archive holds more than {MEMBERS} files or {UNPACKED >> 20} MiB; offer those of the clients"
            opened.issues.append(Issue(None, "error", "too-much", message))
            return
        if is_archive(data[:512]):
            library = name.lower().endswith(".jar")
            message = "an archive in the archive is not opened; unpack it and offer its files"
            opened.issues.append(Issue(None, "remark" if library else "error", "not-opened", message))
            continue
        _add(opened, f"{path}!{name}", data)


def _add(opened: Opened, name: str, data: bytes) -> None:
    """Add a text; what is binary or too long is said."""
    if len(data) > LIMIT:
        binary = b"\0" in data[:4096]
        message = f"this is larger than {LIMIT >> 20} MiB and is not looked through"
        opened.issues.append(Issue(None, "remark" if binary else "error", "too-much", message))
        return
    codepage, text = decode(data)
    if text is None and (wide := _wide(data)):
        codepage, text = wide, data.decode(wide, "replace")
    if text is None:
        message = f"this is {codepage} data, not text: it is not looked through"
        opened.issues.append(Issue(None, "remark", "no-text", message))
        return
    opened.documents.append(Document(name, split_lines(text), codepage, opened.records))


def _wide(data: bytes) -> str | None:
    """The code page of a text of two bytes a character, as editors of workstations write it; an export never is one."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    sample = data[:4096]
    for page, high, low in (("utf-16-le", sample[1::2], sample[::2]), ("utf-16-be", sample[::2], sample[1::2])):
        if len(sample) > 1 and high.count(0) > 0.9 * len(high) and low.count(0) < 0.1 * len(low):
            return page
    return None
