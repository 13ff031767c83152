"""Values in words, for all reports."""

from __future__ import annotations


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
