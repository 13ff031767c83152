from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner

from auditor.commands.schema import command, schema
from auditor.sources.codes import CODES

READERS = [path for room in ("sources", "gather", "discover") for path in Path("auditor", room).rglob("*.py")]
SAYERS = {"Problem", "Report", "Broken", "Issue", "report", "say", "_error", "_problem"}
LEVELS = ("error", "remark")
NAMES = command.params[0].type.choices


def words(node: ast.AST | None) -> Iterator[str]:
    """The texts that an expression can be: of a choice, both."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from words(node.body)
        yield from words(node.orelse)


def given(path: Path) -> set[str]:
    """Codes that the module at `path` can give, from its syntax tree."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in SAYERS:
                place = {"_error": 1, "_problem": 1, "Issue": 2}.get(name, 0)
                found.update(words(node.args[place] if len(node.args) > place else None))
            for keyword in node.keywords:
                if keyword.arg == "code":
                    found.update(words(keyword.value))
        elif isinstance(node, ast.Tuple) and any(word in LEVELS for part in node.elts for word in words(part)):
            place = next(i for i, part in enumerate(node.elts) if any(word in LEVELS for word in words(part)))
            after = words(node.elts[place + 1]) if place + 1 < len(node.elts) else ()
            found.update(word for word in after if word not in LEVELS)
        elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "code":
            found.update(words(node.value))
    return found


def test_every_code_a_reader_can_give_is_published() -> None:
    codes = {path: given(path) for path in READERS}
    assert sum(map(len, codes.values())) > 50
    assert {code: str(path) for path, rows in codes.items() for code in rows if code not in CODES} == {}


def test_every_published_code_is_in_a_reader() -> None:
    text = "".join(path.read_text() for path in READERS if path.name != "codes.py")
    assert [code for code in CODES if f'"{code}"' not in text] == []


@pytest.mark.parametrize("name", NAMES)
def test_each_schema_is_one(name: str) -> None:
    done = CliRunner().invoke(command, [name], standalone_mode=False)
    jsonschema.Draft202012Validator.check_schema(json.loads(done.output))


@pytest.mark.parametrize("name", NAMES)
def test_no_record_takes_an_unknown_field(name: str) -> None:
    whole = schema(name)
    records = {"": whole, **whole.get("$defs", {})}
    listed = {at: one for at, one in records.items() if "properties" in one}
    assert [at for at, one in listed.items() if one["additionalProperties"] is not False] == []


@pytest.mark.parametrize("name", ["result", "gate"])
def test_the_schema_lists_all_codes_and_takes_no_other(name: str) -> None:
    whole = schema(name)
    listed = whole["$defs"]["Diagnostic"]["properties"]["code"]["oneOf"]
    assert {one["const"]: one["description"] for one in listed} == CODES
    validator = jsonschema.Draft202012Validator({**whole["$defs"]["Diagnostic"], "$defs": whole["$defs"]})
    row = {"input": "hwscfg", "path": "p", "record": 1, "level": "error", "message": "m"}
    assert all(validator.is_valid({**row, "code": code}) for code in CODES)
    assert not validator.is_valid({**row, "code": "no-such-code"})
