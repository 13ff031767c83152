"""Texts of the evidence as a reader may see them: whatever a terminal or a browser would obey becomes visible instead.

Names in a RACF unload are bytes that anyone with an old tape could have written. Unseen are control characters, ANSI
escapes, marks that turn the direction of writing (Unicode TR 36, "bidirectional text spoofing"), fillers and half
characters. Facts and verdicts show each as one mark (`visible`), so that columns stay where they are; reports, which
point at no columns, say which character it was (`numbered`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final

MARK: Final = "·"

_CLASSES: Final = (
    "\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\ud800-\udfff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_UNSEEN: Final = re.compile(f"[{_CLASSES}]")
_UNSEEN_BUT_LINES: Final = re.compile(f"(?![\n])[{_CLASSES}]")


def visible(text: str, mark: str = MARK) -> str:
    """Return `text` with `mark` in place of each character that is unseen or that not every screen can show."""
    if text.isprintable() and (text.isascii() or _UNSEEN.search(text) is None):
        return text  # nearly all
    return "".join(char if char.isprintable() and not _UNSEEN.match(char) else mark for char in text)


def numbered(value: object, *, lines: bool = False) -> str:
    """Return `value` as text in which every unseen character is written as `<U+202E>`; `lines` keeps line feeds."""
    text = value if isinstance(value, str) else str(value)
    if text.isascii() and text.isprintable():
        return text  # nearly all
    return (_UNSEEN_BUT_LINES if lines else _UNSEEN).sub(lambda match: f"<U+{ord(match[0]):04X}>", text)


def shown(value: Any) -> Any:
    """A JSON value with all its texts made visible, and whole numbers whole, as both engines then write them."""
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, dict):
        return {visible(key): shown(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [shown(item) for item in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)  # one engine writes 2.0 where the other writes 2
    return value


def shown_all(texts: Iterable[str]) -> tuple[str, ...]:
    """Several texts made visible."""
    return tuple(map(visible, texts))
