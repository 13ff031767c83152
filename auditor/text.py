"""The bytes of a small file and the code page they are in, for all readers: members, listings, change scripts."""

from __future__ import annotations

import codecs
from pathlib import Path

_EBCDIC_TEXT = frozenset(b"\x15\x25\x0d\x40\x4b\x4d\x5c\x5d\x60\x61\x6b\x6d\x7a\x7c\x7b\x5b\x7d\x7e\x7f") | frozenset(
    [*range(0x81, 0x8A), *range(0x91, 0x9A), *range(0xA2, 0xAA), *range(0xC0, 0xCA), *range(0xD0, 0xDA),
     *range(0xE2, 0xEA), *range(0xF0, 0xFA)]
)  # fmt: skip
_EBCDIC_GAPS = frozenset(b"\x15\x25\x40")
"""Line ends and the blank: every text has one of them."""


_BLOCK = 1 << 20


def first_bytes(path: str | Path, most: int) -> bytes:
    """Return the first `most` bytes of a file: a device has no end, and a file can grow while it is read.

    Raises `OSError`, and `ValueError` for a NUL character in the name.
    """
    blocks: list[bytes] = []
    with Path(path).open("rb") as file:
        while most and (block := file.read(min(most, _BLOCK))):  # a read of all at once asks for all the memory at once
            blocks.append(block)
            most -= len(block)
    return b"".join(blocks)


def decode(data: bytes) -> tuple[str, str | None]:
    """Return the code page and the text of a small file; the text is None when the file holds no text that is read.

    UTF-8 (a byte order mark is dropped), else ISO 8859-1 for bytes that are no UTF-8, else EBCDIC 1047. UTF-16 and
    binary data are named and not decoded.
    """
    data = data.removeprefix(codecs.BOM_UTF8)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16", None
    sample = data[:4096]
    if (
        sum(byte in _EBCDIC_TEXT for byte in sample) > len(sample) * 0.9
        and b" " not in sample
        and _EBCDIC_GAPS & set(sample)
    ):
        import ebcdic  # noqa: F401 - registers cp1047

        return "cp1047", data.decode("cp1047")
    if b"\0" in data:
        return "binary", None
    try:
        return "utf-8", data.decode("utf-8")
    except UnicodeDecodeError:
        return "latin-1", data.decode("latin-1")
