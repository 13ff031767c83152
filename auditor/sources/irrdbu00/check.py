"""What is wrong with one record: its shape (every record) and its values (every record that becomes a fact).

Sources: z/OS Security Server RACF Macros and Interfaces, "Record formats produced by the database unload utility" and
"The conversion rules of the database unload utility".
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import Final, Literal, NamedTuple

from auditor.sources.irrdbu00.layout import LAYOUT, MODELLED, RESERVED, Field, RecordType


class Problem(NamedTuple):
    """A stable code, a sentence, and whether the record can be used (`remark`) or not (`error`)."""

    code: str
    message: str
    level: Literal["remark", "error"] = "error"


_TYPE: Final = re.compile(r"[0-9A-Z]{4}(?: |$)")
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f]")
_ID: Final = re.compile(r"[^\s\x00-\x1f\x7f]+ *$")
_NAME: Final = re.compile(r"[^ ]")
_INT: Final = re.compile(r"\d* *$", re.ASCII)
DATE: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_TIME: Final = re.compile(r"\d\d:\d\d:\d\d", re.ASCII)
_ODD: Final = re.compile(r"X<[0-9A-F]{2}>$")

_LEVELS: Final = frozenset({"NONE", "EXECUTE", "READ", "UPDATE", "CONTROL", "ALTER"})
_AUDIT: Final = frozenset({"ALL", "SUCCESS", "FAIL", "NONE"})
_WORDS: Final[dict[str, frozenset[str]]] = {
    "GRBD_UACC": _LEVELS,
    "GRACC_ACCESS": _LEVELS,
    "GRCACC_ACCESS": _LEVELS,
    "GRMEM_GLOBAL_ACC": _LEVELS | {""},
    "GRBD_AUDIT_LEVEL": _AUDIT,
    "GRBD_GAUDIT_LEVEL": _AUDIT,
    "GRBD_AUDIT_OKQUAL": _LEVELS | {""},
    "GRBD_AUDIT_FAQUAL": _LEVELS | {""},
    "GRBD_GAUDIT_OKQUAL": _LEVELS | {""},
    "GRBD_GAUDIT_FAQUAL": _LEVELS | {""},
    "GRCACC_CATYPE": frozenset(
        {"PROGRAM", "TERMINAL", "JESINPUT", "CONSOLE", "APPCPORT", "SYSID", "SERVAUTH", "CRITERIA"}
    ),
    "GRSIGN_TYPE": frozenset({"UPPER", "MIXED", ""}),
    "USBD_NOPWD": frozenset({"YES", "NO", "PRO", "PHR"}),
    "USBD_ATTRIBS": frozenset({"RSTD", ""}),
    "GPMEM_AUTH": frozenset({"USE", "CREATE", "CONNECT", "JOIN"}),
}
"""Fields that hold one word of a list. An access level can also be `X<cc>`, an undefined bit pattern."""

REQUIRED: Final = frozenset(
    {
        "GRBD_GENERIC", "GRBD_WARNING", "GRST_USER_ID", "GRST_TRUSTED", "GRST_PRIVILEGED", "USCON_REVOKE",
        "USCON_GRP_SPECIAL", "USBD_SPECIAL", "USBD_OPER", "USBD_AUDITOR", "USBD_REVOKE", "USBD_DEFGRP_ID",
        "GRBD_OWNER_ID", "USBD_OWNER_ID", "GRMEM_MEMBER", "USMFA_FACTOR_NAME",
    }
)  # fmt: skip
"""Never blank in a sound record, so that blank means lost, not off."""

_IDS: Final = re.compile(r"(?:AUTH_ID|OWNER_ID|MEMBER_ID|GRP_ID|SUPGRP_ID|NOTIFY_ID|USER_ID|GROUP_ID)$")
_CLASS_TYPES: Final = {"PTKTDATA": {"0530"}, "STARTED": {"0540"}, "MFADEF": {"05H0"}, "APPL": set(), "GLOBAL": set()}
_ANY_CLASS: Final = frozenset({"05J1", "0570", "0571", "0572", "0573", "0574", *(f"050{n}" for n in range(8))})


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
    for known in MODELLED:
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
    return re.compile(r"(?=.{5}[^\s\x00-\x20]+ *(?<=.{13})(?: |$))" + pattern, re.DOTALL)


def likely(text: str) -> list[str]:
    """Types of facts that the record would be a sound one of, were one character of columns 1-4 another."""
    return [
        known
        for known in sorted(MODELLED)
        if sum(a != b for a, b in zip(text[:4], known, strict=False)) == 1
        and len(text) in (LAYOUT[known].length, *LAYOUT[known].older)
        and structure(known + text[4:], stripped=False) is None
    ]


def _length(layout: RecordType, text: str, *, stripped: bool) -> Problem | None:
    size = len(text)
    if size >= layout.length or size in layout.older:
        return None
    if size < layout.key_end and not (stripped and size > layout.key_end - 8):
        return Problem("cut-in-key", f"record {layout.code} ends in column {size}, inside what names it")
    if stripped and not text.endswith(" "):
        return None
    lengths = " or ".join(str(length) for length in sorted((layout.length, *layout.older)))
    return Problem("short-record", f"record {layout.code} ends in column {size}; it has {lengths}")


def _key(layout: RecordType, text: str) -> Problem | None:
    key = text[5 : layout.key_end]
    if _CONTROL.search(key):
        return Problem("control-byte", f"control byte in what names a record {layout.code}")
    width = 8 if layout.entity in ("group", "user") else layout.fields[1].last - 5
    if not _NAME.match(key):
        return Problem("bad-key", f"the name in column 6 of record {layout.code} is blank or shifted")
    if width == 8 and not _ID.match(key[:8]):
        return Problem("bad-key", f"the name in columns 6-13 of record {layout.code} holds a blank")
    if layout.entity == "general resource":
        class_name = text[252:260]
        if not _ID.match(class_name):
            return Problem("bad-key", f"the class in columns 253-260 of record {layout.code} is blank or shifted")
        allowed = _CLASS_TYPES.get(class_name.rstrip(" "))
        if allowed is not None and layout.code not in allowed and layout.code not in _ANY_CLASS:
            return Problem("out-of-class", f"class {class_name.rstrip()} has no records of type {layout.code}")
    return None


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
            problems.append(problem)
    return problems


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
    plain = r"[^\x00-\x20\x7f\s]"
    if _IDS.search(field.name):
        return _word(width, plain, blank)
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
        return Problem("bad-id", f"{said} holds {raw.rstrip()!r}, no user ID or group")
    if (
        field.name == "GRSIGN_PROTECTION"
        and raw[0] == "*"
        and raw.rstrip() not in ("*MASKED*", "*KEYTOKEN*", "*UNKNOWN*")
    ):
        return Problem("unknown-protection", f"{said} holds {raw.rstrip()!r}, which IBM does not list", "remark")
    if _CONTROL.search(raw) and "INSTALL_DATA" not in field.name:
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
