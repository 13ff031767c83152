"""Words of RACF and IMS for readers who are at home in neither (`templates/glossary.toml`)."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def glossary() -> tuple[tuple[str, str], ...]:
    """(term, meaning), in alphabetical order."""
    text = (files("auditor.renderers") / "templates" / "glossary.toml").read_text(encoding="utf-8")
    return tuple((term, str(meaning)) for term, meaning in tomllib.loads(text).items())
