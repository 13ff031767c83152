"""One field of one record spoilt: what a bad line, a bad transfer or an editor does to an unload."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from auditor.sources.columns import Field
from auditor.sources.irrdbu00.layout import KEPT, LAYOUT

SPOILT: Final = {"date": "2026-13-45", "time": "25:xx:00", "yes-no": "YAS ", "int": "0x00000000"}
"""A value that a field of each kind cannot hold; it is cut or padded to the field."""


class Spoilt(NamedTuple):
    """A record with one fault: what was done, the number of the record from 1, and its text then, None: none."""

    what: str
    number: int
    text: str | None


def spoilt(rows: list[str]) -> Iterator[Spoilt]:
    """Yield every record with a field of each kind spoilt, with another name, class or type, shifted, cut and gone."""
    for number, row in enumerate(rows, 1):
        layout = LAYOUT.get(row[:4])
        if layout is None:
            continue
        for kind, field in _fields(row[:4]).items():
            text = _set(row, field, SPOILT.get(kind, "A B!" if kind == "id" else "REED"))
            yield Spoilt(f"{kind} {field.name}", number, text)
        if layout.blanks:
            at = layout.blanks[-1][0]
            yield Spoilt("separator", number, f"{row[:at]}X{row[at + 1 :]}")
        yield Spoilt("cut", number, row[: max(layout.key_end + 1, len(row) // 2)])
        yield Spoilt("name", number, f"{row[:6]}Q{row[7:]}")
        yield Spoilt("blank in name", number, f"{row[:6]} {row[7:]}")
        yield Spoilt("letter lost", number, f"{row[:6]}{row[7:]}")
        yield Spoilt("letter won", number, f"{row[:6]}Q{row[6:]}")
        yield Spoilt("type", number, f"{row[:3]}Z{row[4:]}")
        if layout.entity == "general resource":
            yield Spoilt("class", number, f"{row[:253]}Q{row[254:]}")
        elif row[:4] in ("0102", "0203", "0205"):
            yield Spoilt("other name", number, f"{row[:15]}Q{row[16:]}")
        yield Spoilt("gone", number, None)
        yield Spoilt("twice", number, f"{row}\n{row}")


def _fields(code: str) -> dict[str, Field]:
    """Return the first field of each kind that can be spoilt, after what names the record."""
    found: dict[str, Field] = {}
    kept = KEPT.get(code)
    layout = LAYOUT[code]
    for field in layout.fields[1:]:
        kind = field.kind
        if kept is not None and field.name in kept.words:
            kind = "level"
        elif kept is not None and field.name in kept.ids:
            kind = "id"
        if kind != "char" and field.last > layout.key_end:
            found.setdefault(kind, field)
    return found


def _set(row: str, field: Field, value: str) -> str:
    width = field.last - field.first + 1
    return row[: field.first - 1] + value[:width].ljust(width) + row[field.last :]
