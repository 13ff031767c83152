"""What a record was about, as far as it can be told.

Damage costs what it touches, so a name is believed only where nothing shows that it is what is damaged: the separators
of the record are blank, it is not longer than others, and the fault is not in the name itself.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from auditor.sources.irrdbu00.layout import KEPT, LAYOUT, SLICES, RecordType
from auditor.sources.irrdbu00.sound.shape import Problem, likely

_DOUBTFUL: Final = frozenset({"damaged-type", "out-of-class", "short-record", "cut-in-key", "surplus", "separator"})
"""Faults that a wrong record type would bring about."""

_NAMELESS: Final = frozenset({"bad-key", "bad-name", "control-byte"})
"""Faults of what names the record, where they are found in its shape."""

_CONNECTIONS: Final = frozenset({"0102", "0203", "0205"})


@dataclass(frozen=True, slots=True)
class Identity:
    """What a record was about, as far as it can be told."""

    record_type: str | None = None
    class_name: str | None = None
    name: str | None = None
    other: str | None = None
    """The other side of a connection."""
    field: str | None = None
    """The one field that is lost, as the model calls it; None: the record is."""


def identity(text: str, problem: Problem | None = None) -> Identity:
    """From the columns of a record that has `problem`; None where they cannot be trusted."""
    layout = LAYOUT.get(text[:4])
    fits = likely(text) if problem and problem.code in _DOUBTFUL else []
    if fits:  # the type itself may be what is damaged
        found = identity(fits[0] + text[4:])
        return found if layout is None and len(fits) == 1 else replace(found, record_type=None)
    if layout is None or text[4:5].strip(" "):
        return Identity()
    if not _in_place(layout, text) or (problem is not None and _in_name(layout, problem)):
        return Identity(layout.code, "DATASET" if layout.entity == "data set" else None)
    if layout.entity == "general resource":
        if len(text) < 260:
            return Identity(layout.code)
        return Identity(layout.code, text[252:260].strip(" ") or None, text[5:251].strip(" ") or None)
    if layout.entity == "data set":
        return Identity(layout.code, "DATASET", text[5:49].strip(" ") or None if len(text) >= 49 else None)
    if layout.entity in ("user", "group"):
        name = text[5:13].strip(" ") or None if len(text) >= 13 else None
        return Identity(layout.code, None, name, _other(layout.code, text, problem))
    return Identity(layout.code)


def _in_name(layout: RecordType, problem: Problem) -> bool:
    """Whether the fault is in what names the record."""
    if problem.field is None:
        return problem.code in _NAMELESS
    names = layout.fields[1 : 3 if layout.entity == "general resource" else 2]
    return problem.field in {field.name for field in names}


def _in_place(layout: RecordType, text: str) -> bool:
    """Whether what names the record stands in its columns: no character before it was lost or won.

    A record of its right length has lost as many as it won, so that only the columns of its key matter.
    """
    if len(text) > max(layout.length, *layout.older, 0):
        # One more letter in the name of a profile moves the class; that of a user or group hides in its blanks.
        return layout.entity == "general resource" and text[251:253].startswith(" ") and text[252:253] != " "
    last = layout.key_end if len(text) in (layout.length, *layout.older) else len(text)
    return not any(text[first:end].strip(" ") for first, end in layout.blanks if first < last)


def _other(code: str, text: str, problem: Problem | None) -> str | None:
    """The other side of a connection, unless it is what cannot be read."""
    names = KEPT[code].key if code in KEPT and code in _CONNECTIONS else ()
    if len(names) != 2 or (problem is not None and problem.field == names[1]) or len(text) < SLICES[names[1]].stop:
        return None
    return text[SLICES[names[1]]].strip(" ") or None
