"""What is wrong with the values of a record whose shape is sound: of every record that becomes a fact.

Sources: z/OS Security Server RACF Macros and Interfaces, "Record formats produced by the database unload utility" and
"The conversion rules of the database unload utility".
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import Final

from auditor.sources.columns import Field
from auditor.sources.irrdbu00.layout import KEPT, LAYOUT
from auditor.sources.irrdbu00.sound.shape import ANCHORS, CODE_PAGE, CONTROL, DATE, OF_NAMES, Problem

_INT: Final = re.compile(r"\d* *$", re.ASCII)
_TIME: Final = re.compile(r"\d\d:\d\d:\d\d", re.ASCII)
_ODD: Final = re.compile(r"X<[0-9A-F]{2}>$")

_LEVELS: Final = KEPT["0505"].words["GRACC_ACCESS"]

_WORDS: Final = {name: words for kept in KEPT.values() for name, words in kept.words.items()}
"""Fields that hold one word of a list. An access level can also be `X<cc>`, an undefined bit pattern."""

REQUIRED: Final = frozenset().union(*(kept.required for kept in KEPT.values()))
"""Never blank in a sound record, so that blank means lost, not off."""

_IDS: Final = re.compile(r"(?:AUTH_ID|OWNER_ID|MEMBER_ID|GRP_ID|SUPGRP_ID|NOTIFY_ID|USER_ID|GROUP_ID|USCLA_CLASS)$")

_ID: Final = re.compile(rf"(?:[{OF_NAMES}]+|[*]|&RACUID|&RACGRP|=MEMBER|{'|'.join(ANCHORS)}) *$")
"""A name, or one of the words that stand for somebody on a list."""


def values(text: str) -> list[Problem]:
    """What is wrong with the values of a record whose shape is sound. Remarks leave it usable."""
    layout = LAYOUT[text[:4]]
    if _sound(layout.code).fullmatch(text):
        return []
    problems = []
    for field in layout.fields[1:]:
        raw = text[field.first - 1 : field.last]
        if field.first > len(text.rstrip(" ")) and field.name not in REQUIRED and field.name not in _WORDS:
            continue
        problem = _value(layout.code, field, raw)
        if problem is not None:
            problems.append(problem._replace(field=field.name))
    return problems


def prepare() -> None:
    """Make the patterns of all records that become facts, when there is time for it."""
    for code in KEPT:
        _sound(code)


@cache
def _sound(code: str) -> re.Pattern[str]:
    """The values that nearly every record of a type has; one that differs is looked at field by field."""
    layout = LAYOUT[code]
    at, pattern = 5, code + " "
    for field in layout.fields[1:]:
        pattern += f".{{{field.first - 1 - at}}}" + _usual(field)
        at = field.last
    return re.compile(pattern + " *", re.DOTALL | re.ASCII)


def _usual(field: Field) -> str:
    width = field.last - field.first + 1
    blank = "" if field.name in REQUIRED else "|" + " " * width
    if field.name in _WORDS:
        return "(?:" + "|".join(re.escape(word.ljust(width)) for word in sorted(_WORDS[field.name])) + ")"
    if field.kind == "yes-no":
        return f"(?:{'YES'.ljust(width)}|{'NO'.ljust(width)}{blank})"
    if field.kind == "int" or field.name == "USOMVS_UID":
        return rf"(?:\d{{{width}}}|\d{{{width - 1}}} {blank})"
    if field.kind == "date":
        day = r"(?:19|20)\d\d-(?:0[1-9]|1[012])-(?:0[1-9]|1\d|2[0-8])"
        return f"(?:{day}{' ' * (width - 10)}{blank})"
    if field.kind == "time":
        return rf"(?:\d\d:\d\d:\d\d{' ' * (width - 8)}{blank})"
    if _IDS.search(field.name):
        return _word(width, f"[{OF_NAMES}]", blank)
    if field.name == "GRSIGN_PROTECTION":
        return rf"(?:\*MASKED\*{' ' * (width - 8)}|(?!\*)[^\x00-\x1f\x7f]{{{width}}})"
    if "INSTALL_DATA" in field.name:
        return f".{{{width}}}"
    return rf"[^\x00-\x1f\x7f]{{{width}}}"


def _word(width: int, plain: str, blank: str) -> str:
    """A word without blanks in it, padded: one alternative for each length."""
    words = "|".join(rf"{plain}{{{size}}} {{{width - size}}}" for size in range(width, 0, -1))
    return f"(?:{words}{blank})"


def _value(code: str, field: Field, raw: str) -> Problem | None:
    said = f"{field.name} (columns {field.first}-{field.last}) of record {code}"
    plain = raw.rstrip(" ")
    if field.name in REQUIRED and not plain:
        return Problem("blank-field", f"{said} is blank")
    words = _WORDS.get(field.name)
    if words is not None and plain not in words:
        if words >= _LEVELS and _ODD.match(plain):
            return Problem("undefined-level", f"{said} holds {plain}, a level that RACF does not define", "remark")
        return Problem("bad-value", f"{said} holds {plain!r}, none of its values")
    if not plain:
        return None
    if field.kind == "yes-no" and field.name != "USBD_NOPWD" and plain not in ("YES", "NO"):
        return Problem("bad-flag", f"{said} holds {plain!r}, not YES or NO")
    if field.kind == "date" and not _is_date(plain):
        return Problem("bad-date", f"{said} holds {plain!r}, not a date yyyy-mm-dd")
    if field.kind == "time" and not _TIME.match(plain):
        return Problem("bad-time", f"{said} holds {plain!r}, not a time hh:mm:ss")
    if (field.kind == "int" or field.name == "USOMVS_UID") and not _INT.match(raw):
        return Problem("bad-number", f"{said} holds {plain!r}, not a number")
    return _characters(said, field, raw)


def _characters(said: str, field: Field, raw: str) -> Problem | None:
    if _IDS.search(field.name) and not _ID.match(raw):
        return Problem("bad-id", f"{said} holds {raw.rstrip()!r}, no user ID or group: {CODE_PAGE}")
    if (
        field.name == "GRSIGN_PROTECTION"
        and raw[0] == "*"
        and raw.rstrip() not in ("*MASKED*", "*KEYTOKEN*", "*UNKNOWN*")
    ):
        return Problem("unknown-protection", f"{said} holds {raw.rstrip()!r}, which IBM does not list", "remark")
    if CONTROL.search(raw) and "INSTALL_DATA" not in field.name:
        return Problem("control-byte", f"{said} holds a control byte")
    return None


def _is_date(text: str) -> bool:
    if not DATE.match(text):
        return False
    try:
        date.fromisoformat(text[:10])
    except ValueError:
        return False
    return True
