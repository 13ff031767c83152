"""`auditor schema`: the published JSON Schemas."""

from __future__ import annotations

import json
from typing import Any

import click

NAMES = ("estate", "result", "clients", "config", "gate")


@click.command("schema")
@click.argument("name", type=click.Choice(NAMES))
def command(name: str) -> int:
    """Print the JSON Schema of the estate (policies' input), a result, the client inventory or auditor.toml."""
    click.echo(json.dumps(schema(name), indent=2))
    return 0


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) called `name`."""
    import pydantic

    if name == "estate":
        from auditor.models.estate import Estate as model
    elif name == "result":
        from auditor.models.verdict import Result as model
    elif name == "clients":
        from auditor.models.client import Inventory as model
    elif name == "gate":
        from auditor.models.gate import GateResult as model
    else:
        from auditor.settings import Configuration as model
    adapter: pydantic.TypeAdapter[Any] = pydantic.TypeAdapter(model)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **adapter.json_schema(mode="serialization")}
