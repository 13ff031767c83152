"""The `# METADATA` block of a policy: read as YAML, held to a schema.

`rego.metadata` exists in OPA only, so the block is documentation to the engines and is read here.
"""

from __future__ import annotations

import difflib
from typing import Any

import yaml

from auditor.errors import PolicyBroken
from auditor.models.source import EVIDENCE

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""Ten times as fast where PyYAML was built with libyaml; 45 blocks are read at each start."""

_TEXT = {"type": "string", "minLength": 1}
_SEVERITIES = ["critical", "high", "medium", "low", "advisory"]
_OBJECTS = [
    "endpoint",
    "endpoint/user",
    "port",
    "link",
    "client",
    "client/user",
    "user",
    "group",
    "class",
    "profile",
    "permit",
    "system",
]
_INPUTS = [*(source.kind for source in EVIDENCE), "site", "change", "keys"]

SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Metadata of a policy",
    "type": "object",
    "required": ["title", "description", "custom"],
    "additionalProperties": False,
    "properties": {
        "scope": {"const": "package"},
        "title": _TEXT,
        "description": _TEXT,
        "related_resources": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["ref"],
                "additionalProperties": False,
                "properties": {"ref": _TEXT, "description": _TEXT},
            },
        },
        "authors": {"type": "array"},
        "organizations": {"type": "array"},
        "custom": {
            "type": "object",
            "required": ["id", "severity", "judges", "needs", "gate"],
            "additionalProperties": False,
            "properties": {
                "id": {"type": "string", "pattern": "^[A-Z][A-Z0-9]{1,7}-[A-Z][0-9]{2,3}$"},
                "severity": {"enum": _SEVERITIES},
                "severities": {"type": "array", "items": {"enum": _SEVERITIES}, "minItems": 2, "uniqueItems": True},
                "judges": {"type": "array", "items": {"enum": _OBJECTS}, "minItems": 1, "uniqueItems": True},
                "needs": {"type": "array", "items": {"enum": _INPUTS}, "uniqueItems": True},
                "gate": {"enum": ["blocks", "warns", "no", "optional"]},
            },
        },
    },
}
"""JSON Schema of the block."""


def read_metadata(name: str, text: str, *, checked: bool = False) -> dict[str, Any]:
    """The metadata block of the file called `name`; raises `PolicyBroken` with the line when it does not fit.

    `checked`: this very text was held to the schema before.
    """
    first, block = _block(text)
    if first is None:
        raise PolicyBroken(
            f"{name}, line 1: no `# METADATA` block stands before the package line",
            "begin the file with `# METADATA`, as `auditor policies new` does",
        )
    try:
        found = yaml.load("\n".join(block), Loader=LOADER)  # noqa: S506 - safe, whichever of the two
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        line = first + 1 + (mark.line if mark else 0)
        raise PolicyBroken(f"{name}, line {line}: the metadata is not YAML", "compare it with another policy") from None
    _unquoted_no(found)
    if not checked:
        _check(found, f"{name}, line {first}")
    read: dict[str, Any] = found
    return read


def _unquoted_no(found: object) -> None:
    """YAML 1.1 reads a bare `no` as false; a policy author who writes `gate: no` means the word."""
    custom = found.get("custom") if isinstance(found, dict) else None
    if isinstance(custom, dict) and custom.get("gate") is False:
        custom["gate"] = "no"


def _block(text: str) -> tuple[int | None, list[str]]:
    """Line number of `# METADATA`, and the lines of the block without their comment sign."""
    first = None
    block: list[str] = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("package"):
            break
        if line.strip() == "# METADATA":
            first, block = number, []
        elif first is not None and line.startswith("#"):
            block.append(line[1:].removeprefix(" "))
    return first, block


def _check(found: object, where: str) -> None:
    import jsonschema

    validator = jsonschema.Draft202012Validator(SCHEMA)
    for error in sorted(validator.iter_errors(found), key=lambda one: [str(part) for part in one.absolute_path]):
        place = ".".join(str(part) for part in error.absolute_path) or "the block"
        raise PolicyBroken(f"{where}: metadata, {place}: {_why(error)}", _advice(error))


_WHY = {
    "type": "is no {value}",
    "enum": "is none of the words that can stand here",
    "const": "must be {value!r}",
    "pattern": "does not have the form {value}",
    "minLength": "is empty",
    "minItems": "is empty",
    "uniqueItems": "names one thing twice",
}


def _why(error: Any) -> str:
    """What is wrong, by the keyword of JSON Schema that it offends."""
    if error.validator == "required":
        return "lacks " + ", ".join(repr(name) for name in error.validator_value if name not in error.instance)
    if error.validator == "additionalProperties":
        known = error.schema["properties"]
        return "has no key " + ", ".join(repr(str(name)[:40]) for name in error.instance if name not in known)
    shown = repr(error.instance)
    value = shown if len(shown) <= 60 else shown[:57] + "..."
    return f"{value} " + _WHY.get(error.validator, "does not fit").format(value=error.validator_value)


def _advice(error: Any) -> str:
    if error.validator == "enum":
        near = difflib.get_close_matches(str(error.instance), [str(word) for word in error.validator_value], 1)
        words = ", ".join(str(word) for word in error.validator_value)
        return f"did you mean {near[0]}?" if near else f"one of {words}"
    if error.validator == "additionalProperties":
        return f"keys are {', '.join(error.schema['properties'])}"
    if error.validator == "required":
        return f"write {', '.join(error.validator_value)}"
    return "`auditor policies new` writes a block that fits"
