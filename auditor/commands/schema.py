"""`auditor schema`: the published JSON Schemas."""

from __future__ import annotations

import importlib
import json
from typing import Any

import click

from auditor.commands.given import GivenOnce

_MODELS = {
    "estate": "auditor.models.estate:Estate",
    "result": "auditor.models.verdict:Result",
    "clients": "auditor.models.client:Inventory",
    "config": "auditor.settings:Configuration",
    "gate": "auditor.models.gate:GateResult",
    "manifest": "auditor.models.manifest:Manifest",
}


@click.command("schema", cls=GivenOnce)
@click.argument("name", type=click.Choice(list(_MODELS)))
def command(name: str) -> int:
    """Print the JSON Schema of the estate (policies' input), a result, the client inventory or auditor.toml."""
    click.echo(json.dumps(schema(name), indent=2))
    return 0


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) called `name`; where it has diagnostics, with every code and what the code means."""
    import pydantic

    module, attribute = _MODELS[name].split(":")
    adapter: pydantic.TypeAdapter[Any] = pydantic.TypeAdapter(getattr(importlib.import_module(module), attribute))
    document = adapter.json_schema(mode="serialization")
    diagnostic = document.get("$defs", {}).get("Diagnostic")
    if diagnostic is not None:
        diagnostic["properties"]["code"] = _codes(diagnostic["properties"]["code"])
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **document}


def _codes(shape: dict[str, Any]) -> dict[str, Any]:
    """`shape`, with the codes as constants: JSON Schema's own way to give each of a list of values a description."""
    from auditor.sources.codes import CODES

    return {**shape, "oneOf": [{"const": code, "description": says} for code, says in CODES.items()]}
