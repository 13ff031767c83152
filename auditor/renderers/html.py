"""`report.html`: one file that opens offline, without JavaScript or with it."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from auditor.models.verdict import Result
from auditor.renderers import impersonation, words
from auditor.renderers.compiled import Compiled
from auditor.renderers.context import RenderContext
from auditor.renderers.glossary import glossary
from auditor.renderers.page import OBJECTS, SEVERITY_ORDER, Page, numbers
from auditor.renderers.stations import station
from auditor.renderers.text import count, shown
from auditor.visible import numbered

STYLES = ("colours.css", "page.css", "findings.css", "print.css")
SCRIPTS = ("theme.js", "filter.js", "group.js", "links.js", "copy.js")
_INDENT = re.compile(r"\n\s+")


def render(result: Result, context: RenderContext) -> bytes:
    """The whole page in UTF-8. Its security policy allows exactly its own style and script, and no address at all."""
    return rendered("report.html", STYLES, SCRIPTS, page=Page(result, context), result=result, context=context)


def rendered(template: str, styles: tuple[str, ...], scripts: tuple[str, ...], **values: Any) -> bytes:
    """Return a page of ours in UTF-8, with its styles and scripts in it and a security policy that allows no other."""
    style, script = _joined(styles), "(function(){'use strict';" + _joined(scripts) + "})();"
    own = {"style": Markup(style), "script": Markup(script)}  # noqa: S704 - our own files
    text = _environment().get_template(template).render(**own, policy=_security_policy(style, script), **values)
    return text.encode("utf-8", "backslashreplace")


def prepare() -> None:
    """Load the templates."""
    templates = _environment()
    for name in templates.list_templates(["html"]):
        templates.get_template(name)


def _security_policy(style: str, script: str) -> str:
    """Content Security Policy Level 3: inline code by digest."""

    def digest(code: str) -> str:
        return "'sha256-" + base64.b64encode(hashlib.sha256(code.encode()).digest()).decode() + "'"

    return (
        f"default-src 'none'; style-src {digest(style)}; script-src {digest(script)}; "
        "base-uri 'none'; form-action 'none'"
    )


@cache
def _joined(names: tuple[str, ...]) -> str:
    """Return templates that hold no markup, styles or scripts, one after the other."""
    folder = files("auditor.renderers") / "templates"
    return _INDENT.sub("\n", "\n".join((folder / name).read_text(encoding="utf-8").strip() for name in names))


@cache
def _environment() -> Environment:
    """Return what renders templates: every expression is escaped, and what cannot be seen is made visible."""
    made = Environment(
        loader=PackageLoader("auditor.renderers"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalize,
        bytecode_cache=Compiled(),
    )
    made.filters["lines"] = lambda value: Markup(escape(numbered(value, lines=True)))  # noqa: S704 - escaped
    made.filters["shown"] = shown
    made.filters["object"] = words.object_in_words
    made.globals.update(
        count=count,
        words=words,
        impersonation=impersonation,
        numbers=numbers,
        objects=OBJECTS,
        severities=SEVERITY_ORDER,
        glossary=glossary(),
        station=station,
    )
    return made


def _finalize(value: Any) -> Any:
    """Every expression of every template passes here: what cannot be seen is made numbered before it is escaped."""
    if isinstance(value, Markup):
        return value
    return "" if value is None else numbered(value)
