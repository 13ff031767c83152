"""One way to render: `render(format, result, context) -> bytes`, the same bytes for the same arguments.

A renderer phrases what the result states. It decides nothing, opens no file and sends nothing.
"""

from __future__ import annotations

import importlib
from typing import Protocol, cast, runtime_checkable

from auditor.errors import UnknownName
from auditor.models.formats import FORMATS
from auditor.models.verdict import Result
from auditor.renderers.context import (
    ChangeMessage,
    Comparison,
    GoneFinding,
    History,
    PolicyText,
    RenderContext,
    TrendPoint,
)

__all__ = [
    "FILES",
    "ChangeMessage",
    "Comparison",
    "GoneFinding",
    "History",
    "PolicyText",
    "RenderContext",
    "Renderer",
    "TrendPoint",
    "render",
    "renderer",
]

FILES = {row.name: row.file for row in FORMATS}
"""The file each format is written to."""


class Renderer(Protocol):
    """A module of this package that turns a result into one file."""

    def render(self, result: Result, context: RenderContext) -> bytes:
        """The whole file."""
        ...


@runtime_checkable
class Prepared(Protocol):
    """A renderer that reads files of its own, which can be done before there is a result."""

    def prepare(self) -> None:
        """Read them."""
        ...


def renderer(name: str) -> Renderer:
    """The renderer of format `name`, loaded only now: a JSON run must not pay for Jinja2.

    Raises `UnknownName` (16).
    """
    if name not in FILES:
        raise UnknownName(f"{name!r} is no report format", f"formats are {', '.join(FILES)}")
    return cast("Renderer", importlib.import_module(f"auditor.renderers.{name}"))


def prepare(name: str) -> None:
    """Load the renderer of format `name` and what it reads, when there is time for it."""
    module = renderer(name)
    if isinstance(module, Prepared):
        module.prepare()


def render(name: str, result: Result, context: RenderContext | None = None) -> bytes:
    """`result` in the format `name`. Raises `UnknownName` (16) for a format that does not exist."""
    return renderer(name).render(result, context or RenderContext())
