"""`result.json`: the result itself, keys always present, in a stable order (design, section 4)."""

from __future__ import annotations

import re

from auditor.models.verdict import Result
from auditor.renderers.context import RenderContext

_NOT_ASCII = re.compile("[\x7f-\U0010ffff]")


def render(result: Result, context: RenderContext) -> bytes:  # noqa: ARG001 - the result is all that is saved
    """The result as JSON in ASCII: an escape sequence in a name must not reach a terminal that prints the file."""
    return (_NOT_ASCII.sub(_escaped, result.model_dump_json(indent=1)) + "\n").encode("ascii")


def _escaped(found: re.Match[str]) -> str:
    """A character as JSON writes it: by its number, two of them beyond the basic plane."""
    units = found[0].encode("utf-16-be")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))
