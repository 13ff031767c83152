"""`auditor schema`: the published JSON Schemas."""

from __future__ import annotations

import ast
import importlib
import json
from collections.abc import Iterator
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import Any, NamedTuple

import click

from auditor.commands.given import GivenOnce
from auditor.models.source import BY_KIND

_MODELS = {
    "estate": "auditor.models.estate:Estate",
    "result": "auditor.models.verdict:Result",
    "clients": "auditor.models.client:Inventory",
    "config": "auditor.settings:Configuration",
    "gate": "auditor.models.gate:GateResult",
    "tls": "auditor.models.files:TlsStatement",
    "keys": "auditor.models.files:Keys",
    "waivers": "auditor.models.files:Waivers",
    "manifest": "auditor.models.manifest:Manifest",
    "fleet-config": "auditor.fleet.configuration:FleetConfiguration",
    "fleet-result": "auditor.models.fleet:FleetResult",
}


@click.command("schema", cls=GivenOnce)
@click.argument("name", type=click.Choice(list(_MODELS)))
def command(name: str) -> int:
    """Print the JSON Schema of the estate (policies' input), of results, or of a file that you write."""
    click.echo(json.dumps(schema(name), indent=2))
    return 0


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) called `name`; where it has diagnostics, with every code and what the code means."""
    import pydantic

    module, attribute = _MODELS[name].split(":")
    adapter: pydantic.TypeAdapter[Any] = pydantic.TypeAdapter(getattr(importlib.import_module(module), attribute))
    document = adapter.json_schema(mode="serialization")
    described(document)
    diagnostic = document.get("$defs", {}).get("Diagnostic")
    if diagnostic is not None:
        diagnostic["properties"]["code"] = _codes(diagnostic["properties"]["code"])
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **document}


def described(document: dict[str, Any]) -> None:
    """Give each property the text that stands below its field in our source, or its source's help; change no other.

    A description may stand beside `$ref`.
    """
    texts = _texts()
    for name, record in {document.get("title", ""): document, **document.get("$defs", {})}.items():
        for field, shape in record.get("properties", {}).items():
            text = _of_field(name, field, texts)
            if text is not None:
                shape.setdefault("description", text)


def _of_field(name: str, field: str, texts: dict[str, _Class]) -> str | None:
    """Return the text of a field of the class called `name`, or of one that it is made from."""
    if field in BY_KIND and name == "Inputs":
        return BY_KIND[field].help
    known = texts.get(name.partition("[")[0])
    if known is None:
        return None
    inherited = (_of_field(base, field, texts) for base in known.bases)
    return known.fields.get(field) or next((text for text in inherited if text), None)


class _Class(NamedTuple):
    """What stands in the source of a class."""

    bases: tuple[str, ...]
    fields: dict[str, str]


@cache
def _texts() -> dict[str, _Class]:
    """Return each class of the models and settings. It is read from the source: a run must not pay for it."""
    package = resources.files("auditor")
    files = [package / "settings.py", *sorted((package / "models").iterdir(), key=lambda file: file.name)]
    found: dict[str, _Class] = {}
    for file in files:
        if file.name.endswith(".py"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.ClassDef):
                    bases = tuple(base.id for base in node.bases if isinstance(base, ast.Name))
                    found[node.name] = _Class(bases, dict(_fields(node)))
    return found


def _fields(node: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for field, text in pairwise(node.body):
        if not isinstance(field, ast.AnnAssign) or not isinstance(field.target, ast.Name):
            continue
        if isinstance(text, ast.Expr) and isinstance(text.value, ast.Constant):
            yield field.target.id.rstrip("_"), " ".join(str(text.value.value).split())


def _codes(shape: dict[str, Any]) -> dict[str, Any]:
    """`shape`, with the codes as constants: JSON Schema's own way to give each of a list of values a description."""
    from auditor.sources.codes import CODES

    return {**shape, "oneOf": [{"const": code, "description": says} for code, says in CODES.items()]}
