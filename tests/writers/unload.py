"""The inverse of the unload reader: fields by IBM's names to records, records to the bytes of any transfer form.

    rows = [record("0205", USCON_NAME="ANNE", USCON_GRP_ID="SYS1", USCON_REVOKE="NO")]
    Path("unload.txt").write_bytes(unload(rows))
    Path("unload.bin").write_bytes(unload(rows, form="rdw", codepage="cp1047"))

It takes nothing from the package but the layout data, so that a fault of the reader cannot hide in both.
"""

from __future__ import annotations

import gzip
import json
import struct
from collections.abc import Iterable
from importlib.resources import files
from typing import Any, Final

_TABLE = json.loads(files("auditor.sources.irrdbu00").joinpath("layout.json").read_text(encoding="ascii"))
LAYOUT: Final[dict[str, dict[str, Any]]] = _TABLE["records"]
"""Record type -> name, entity, length, older lengths, and [field, first column, last column, kind]."""

FORMS: Final = ("lf", "crlf", "stripped", "stripped-crlf", "rdw", "bdw", "rdw-ascii", "record")
"""Every form `unload` writes; each also with `gz=True`."""

BLOCK = 27998
"""Largest block of a VB data set with half-track blocking."""


def record(type: str, **fields: Any) -> str:  # noqa: A002 - the word IBM and callers use
    """One record, padded to its usual length. True and False are written YES and NO, None is blank.

    It is as long as a newer release writes it where a field of that release is given.

    Refuses a field that the record type has not, and a value that does not fit.
    """
    layout = LAYOUT[type]
    spans = {name: (first, last) for name, first, last, _ in layout["fields"]}
    usual = layout.get("usual", layout["length"])
    newer = any(spans[name][0] > usual for name in fields if name in spans)
    columns = list(type.ljust(layout["length"] if newer else usual))
    for name, value in fields.items():
        if name not in spans:
            raise KeyError(f"record {type} has no field {name}")
        first, last = spans[name]
        text = {True: "YES", False: "NO", None: ""}[value] if value is None or isinstance(value, bool) else str(value)
        if len(text) > last - first + 1:
            raise ValueError(f"{name} holds {last - first + 1} columns, not {len(text)}: {text!r}")
        columns[first - 1 : last] = text.ljust(last - first + 1)
    return "".join(columns)


def unload(records: Iterable[str], *, form: str = "lf", codepage: str | None = None, gz: bool = False) -> bytes:
    """The bytes of a whole file. `codepage` defaults to latin-1 for text and cp1047 for `rdw`, `bdw`, `record`."""
    if form not in FORMS:
        raise ValueError(f"form {form} is none of {', '.join(FORMS)}")
    if codepage is None:
        codepage = "cp1047" if form in ("rdw", "bdw", "record") else "latin-1"
    if codepage == "cp1047":
        import ebcdic  # noqa: F401 - registers cp1047 and the national pages
    rows = (row.rstrip(" ") if form.startswith("stripped") else row for row in records)
    encoded = (row.encode(codepage) for row in rows)
    if form == "bdw":
        data = _blocks(encoded)
    elif form == "record":
        data = b"".join(struct.pack(">I", len(row)) + row for row in encoded)
    elif form.startswith("rdw"):
        data = b"".join(map(_rdw, encoded))
    else:
        end = b"\r\n" if form.endswith("crlf") else b"\n"
        data = b"".join(row + end for row in encoded)
    return gzip.compress(data, mtime=0) if gz else data


def _rdw(row: bytes) -> bytes:
    """A record behind its descriptor word: length with the word itself, two zero bytes."""
    return struct.pack(">HH", len(row) + 4, 0) + row


def _blocks(rows: Iterable[bytes]) -> bytes:
    """Records gathered into blocks, each behind its descriptor word."""
    blocks, block = [], b""
    for row in map(_rdw, rows):
        if block and len(block) + len(row) + 4 > BLOCK:
            blocks.append(struct.pack(">HH", len(block) + 4, 0) + block)
            block = b""
        block += row
    if block:
        blocks.append(struct.pack(">HH", len(block) + 4, 0) + block)
    return b"".join(blocks)
