"""Texts of the evidence as a reader may see them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


def visible(text: str) -> str:
    """`text` with each character that would steer a terminal or a page shown as `·`; columns stay where they are."""
    return text if text.isprintable() else "".join(char if char.isprintable() else "·" for char in text)


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
