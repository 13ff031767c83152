"""Text from evidence made safe to show: whatever a terminal or a browser would obey becomes visible instead.

Names in a RACF unload are bytes that anyone with an old tape could have written. Control characters, ANSI escapes,
and the marks that turn the direction of writing (Unicode TR 36, "bidirectional text spoofing") are shown by number.
"""

from __future__ import annotations

import re

_CLASSES = (
    "\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\ud800-\udfff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_UNSEEN = re.compile(f"[{_CLASSES}]")
_UNSEEN_BUT_LINES = re.compile(f"(?![\n])[{_CLASSES}]")


def visible(value: object, *, lines: bool = False) -> str:
    """`value` as text in which every unseen character is written as `<U+202E>`; `lines` keeps line feeds."""
    text = value if isinstance(value, str) else str(value)
    if text.isascii() and text.isprintable():
        return text  # nearly all
    return (_UNSEEN_BUT_LINES if lines else _UNSEEN).sub(_number, text)


def _number(match: re.Match[str]) -> str:
    return f"<U+{ord(match[0]):04X}>"


def shown(value: object) -> str:
    """A fact's value in words: true and false as yes and no, null as unknown, lists with commas."""
    if value is None:
        return "unknown"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ", ".join(shown(one) for one in value) if value else "none"
    if isinstance(value, dict):
        return "; ".join(f"{key}: {shown(one)}" for key, one in value.items()) if value else "none"
    return str(value)


def count(number: int, one: str, many: str | None = None) -> str:
    """`1 finding`, `2 findings`."""
    return f"{number} {one if number == 1 else many or one + 's'}"
