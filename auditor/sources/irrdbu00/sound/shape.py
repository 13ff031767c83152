"""What is wrong with the shape of one record: looked at in every record that is not passed over.

Source: z/OS Security Server RACF Macros and Interfaces, "Record formats produced by the database unload utility".
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final, Literal, NamedTuple

from auditor.models.classes import kept
from auditor.sources.irrdbu00.layout import KEPT, LAYOUT, RESERVED, RecordType


class Problem(NamedTuple):
    """A stable code, a sentence, and whether the record can be used (`remark`) or not (`error`)."""

    code: str
    message: str
    level: Literal["remark", "error"] = "error"
    field: str | None = None
    """The one field that cannot be read, by IBM's name."""


_TYPE: Final = re.compile(r"[0-9A-Z]{4}(?: |$)")
CONTROL: Final = re.compile(r"[\x00-\x1f\x7f]")
ID: Final = re.compile(r"[^\s\x00-\x1f\x7f]+ *$")
ANCHORS: Final = ("irrcerta", "irrmulti", "irrsitec")
"""User IDs that RACF itself defines for certificates; the only ones in lower case."""
OF_NAMES: Final = "A-Z0-9#$@"
"""What user IDs and groups are made of. Source: RACF Command Language Reference, "ADDUSER" and "ADDGROUP"."""
_PERSON: Final = re.compile(rf"(?:[{OF_NAMES}]+|{'|'.join(ANCHORS)}) *$")
_NAME: Final = re.compile(r"[^ ]")
DATE: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)

_CLASS_TYPES: Final = {"PTKTDATA": {"0530"}, "STARTED": {"0540"}, "MFADEF": {"05H0"}, "APPL": set(), "GLOBAL": set()}
_ANY_CLASS: Final = frozenset({"05J1", "0570", "0571", "0572", "0573", "0574", *(f"050{n}" for n in range(8))})


CODE_PAGE: Final = "RACF knows A-Z, 0-9, #, $ and @; transfer the unload with the code page of the host"


def structure(text: str, *, stripped: bool) -> Problem | None:
    """What is wrong with the shape of a record, if anything: type, length, separators, key."""
    if not _TYPE.match(text):
        return Problem("stray-line", "no record type in columns 1-4: perhaps the rest of a record broken in free text")
    code = text[:4]
    layout = LAYOUT.get(code)
    if layout is None:
        return _unknown(code, text)
    if layout.entity in ("user", "group") and _whole(code).fullmatch(text):
        return None
    problem = _length(layout, text, stripped=stripped)
    if problem is not None:
        return problem
    for first, last in ((4, 5), *layout.blanks):
        if text[first:last].strip(" "):
            return Problem("separator", f"column {first + 1} of record {code} is not blank: its columns are shifted")
    if text[layout.length :].strip(" "):
        return Problem("surplus", f"record {code} holds text after its last column {layout.length}")
    return _key(layout, text)


def _unknown(code: str, text: str) -> Problem:
    if code in RESERVED:
        return Problem("reserved-type", f"record type {code} is reserved by IBM and cannot be read", "remark")
    for known in KEPT:
        layout = LAYOUT[known]
        alike = sum(a != b for a, b in zip(code, known, strict=True)) == 1
        if (
            alike
            and len(text) in (layout.length, *layout.older)
            and structure(known + text[4:], stripped=False) is None
        ):
            return Problem("damaged-type", f"type {code} is unknown, but the record has the columns of {known}")
    return Problem("unknown-type", f"record type {code} is unknown here: perhaps of a newer release", "remark")


@cache
def _whole(code: str) -> re.Pattern[str]:
    """Most user and group records: of full length, blank between fields, with a name and no control byte in the key."""
    layout = LAYOUT[code]
    pattern, at = code, 4
    for field in layout.fields[1:]:
        inside = field.last <= layout.key_end
        pattern += (
            f" {{{field.first - 1 - at}}}"
            + ("[^\\x00-\\x1f\\x7f]" if inside else ".")
            + f"{{{field.last - field.first + 1}}}"
        )
        at = field.last
    return re.compile(r"(?=.{5}[" + OF_NAMES + r"]+ *(?<=.{13})(?: |$))" + pattern, re.DOTALL)


def likely(text: str) -> list[str]:
    """Types of facts that the record would be a sound one of, were one character of columns 1-4 another."""
    return [
        known
        for known in sorted(KEPT)
        if sum(a != b for a, b in zip(text[:4], known, strict=False)) == 1
        and len(text) in (LAYOUT[known].length, *LAYOUT[known].older)
        and structure(known + text[4:], stripped=False) is None
    ]


def _length(layout: RecordType, text: str, *, stripped: bool) -> Problem | None:
    size = len(text)
    if size >= layout.length or size in layout.older or (size > layout.usual and not text[layout.usual :].strip(" ")):
        return None
    if size < layout.key_end and not (stripped and size > layout.key_end - 8):
        return Problem("cut-in-key", f"record {layout.code} ends in column {size}, inside what names it")
    if stripped and not text.endswith(" "):
        return None
    lengths = " or ".join(str(length) for length in sorted((layout.length, *layout.older)))
    return Problem("short-record", f"record {layout.code} ends in column {size}; it has {lengths}")


def _key(layout: RecordType, text: str) -> Problem | None:
    key = text[5 : layout.key_end]
    if CONTROL.search(key):
        return Problem("control-byte", f"control byte in what names a record {layout.code}")
    width = 8 if layout.entity in ("group", "user") else layout.fields[1].last - 5
    if not _NAME.match(key):
        return Problem("bad-key", f"the name in column 6 of record {layout.code} is blank or shifted")
    if width == 8 and not ID.match(key[:8]):
        return Problem("bad-key", f"the name in columns 6-13 of record {layout.code} holds a blank")
    if width == 8 and not _PERSON.match(key[:8]):
        return Problem("bad-name", f"{key[:8].rstrip()!r} in record {layout.code} is no user ID or group: {CODE_PAGE}")
    if layout.entity == "general resource":
        class_name = text[252:260]
        if not ID.match(class_name):
            return Problem("bad-key", f"the class in columns 253-260 of record {layout.code} is blank or shifted")
        shown = key[:246].rstrip(" ")
        if (not shown.isascii() or " " in shown) and kept(class_name.rstrip(" "), shown):
            return Problem("bad-name", f"{shown!r} in record {layout.code} is no profile name: {CODE_PAGE}")
        allowed = _CLASS_TYPES.get(class_name.rstrip(" "))
        if allowed is not None and layout.code not in allowed and layout.code not in _ANY_CLASS:
            return Problem("out-of-class", f"class {class_name.rstrip()} has no records of type {layout.code}")
    return None
