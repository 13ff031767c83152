"""Each example of docs/files.md is read by its reader, fits its schema, and shows every key that there is."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from auditor.commands.schema import schema
from auditor.settings import Settings
from auditor.sources.clients import read_clients
from auditor.sources.keys import read_keys
from auditor.sources.tls.statement import read_statement
from auditor.sources.waivers import read_waivers

PAGE = Path("docs/files.md").read_text(encoding="utf-8")
WRITTEN = ("config", "clients", "tls", "keys", "waivers")
ON_PAGES_OF_THEIR_OWN = {"collect"}
"""Tables of auditor.toml that are explained beside the command that reads them."""


def example(name: str) -> str:
    """The example below the heading; lines of it that are commented out count as written."""
    return re.search(rf"^## {name}$.*?^```(?:toml|yaml)\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)[1]


def whole(name: str) -> Any:
    text = re.sub(r"^# (?=\w+ = )", "", example(name), flags=re.MULTILINE)
    return _plain(tomllib.loads(text) if name == "config" else yaml.safe_load(text))


def _plain(value: Any) -> Any:
    """As JSON has it: a day is text. A key that is all digits is text too, as our reader takes it."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, dt.date) else value


def _keys(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set(value) | {key for item in value.values() for key in _keys(item)}
    return {key for item in value for key in _keys(item)} if isinstance(value, list) else set()


def _records(name: str) -> dict[str, dict[str, Any]]:
    document = schema(name)
    records = {"": document, **document.get("$defs", {})}
    return {at: one["properties"] for at, one in records.items() if "properties" in one}


@pytest.mark.parametrize("name", WRITTEN)
def test_every_property_is_described(name: str) -> None:
    bare = [
        f"{at}.{key}" for at, keys in _records(name).items() for key, one in keys.items() if not one.get("description")
    ]
    assert bare == []


@pytest.mark.parametrize("name", WRITTEN)
def test_the_example_fits_the_schema(name: str) -> None:
    jsonschema.Draft202012Validator(schema(name)).validate(whole(name))


@pytest.mark.parametrize("name", WRITTEN)
def test_the_example_has_every_key(name: str) -> None:
    shown = _keys(whole(name))
    known = {key for keys in _records(name).values() for key in keys} - ON_PAGES_OF_THEIR_OWN
    assert known - shown == set()


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("config", {"sytem": {}}),
        ("config", {"report": {"fail_on": "worst"}}),
        ("clients", {"clients": [{"id": "a", "endpoint": "B"}]}),
        ("tls", {"ports": [{"endpoint": "A", "port": 1, "tls": "maybe", "evidence": "x"}]}),
        ("keys", {"A": "not hexadecimal"}),
        ("waivers", {"waivers": [{"policy": "PT-C03", "reason": "r", "owner": "o", "approver": "a", "ticket": "t",
                                  "expires": "2027-06-30"}]}),
    ],
)  # fmt: skip
def test_a_schema_refuses_what_its_reader_refuses(name: str, wrong: Any) -> None:
    assert not jsonschema.Draft202012Validator(schema(name)).is_valid(wrong)


def test_the_configuration_is_read(tmp_path: Path) -> None:
    path = tmp_path / "auditor.toml"
    path.write_text(example("config"))
    settings = Settings.load(path)
    assert settings.system == "PRODPLEX"
    assert settings.site.endpoints["ICONDB1"].job == "ICONPRD"
    assert settings.scope.exclude[0].input == "smf"


def test_the_others_are_read_without_a_word(tmp_path: Path) -> None:
    readers = {"clients": read_clients, "keys": read_keys, "waivers": read_waivers}
    for name, reader in readers.items():
        path = tmp_path / f"{name}.yaml"
        path.touch(0o600)
        path.write_text(example(name))
        assert reader(str(path), 0).facts
    path = tmp_path / "tls.yaml"
    path.write_text(example("tls"))
    assert read_statement(str(path), 0, path.read_bytes()).facts
