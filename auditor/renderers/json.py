"""`result.json`: the result itself, keys always present, in a stable order (design, section 4)."""

from __future__ import annotations

import json

from auditor.models.verdict import Result
from auditor.renderers.context import RenderContext


def render(result: Result, context: RenderContext) -> bytes:  # noqa: ARG001 - the result is all that is saved
    """The result as JSON in ASCII: an escape sequence in a name must not reach a terminal that prints the file."""
    return (json.dumps(result.model_dump(mode="json"), indent=1, ensure_ascii=True) + "\n").encode("ascii")
