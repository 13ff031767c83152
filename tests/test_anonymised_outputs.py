"""No part of a path or name of an input is in any output of an anonymised run, nor in what `audit()` gives."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from auditor.cli import run
from auditor.models.formats import NAMES
from auditor.run import audit
from auditor.settings import Settings

FORMATS = tuple(name for name in NAMES if name != "pdf")


@pytest.fixture(scope="module")
def inputs(tmp_path_factory) -> Path:
    """The example in folders and files of telling names, one of them damaged so that diagnostics name it."""
    home = tmp_path_factory.mktemp("bank") / "Zürichbank" / "prod-zeta"
    shutil.copytree("fixtures/example", home, ignore=shutil.ignore_patterns("*.md", "report*"))
    text = (home / "auditor.toml").read_text()
    for number, file in enumerate(sorted(path for path in home.iterdir() if path.name != "auditor.toml")):
        new = f"qx{number}-{file.stem}-of-petra{file.suffix}"
        if file.name in text:
            text = text.replace(f'"{file.name}"', f'"{new}"')
            file.rename(home / new)
    (home / "auditor.toml").write_text(text)
    unload = next(home.glob("qx*unload*"))
    unload.write_bytes(unload.read_bytes() + b"0100 \x00 cut\n")
    return home


def _parts(home: Path) -> set[str]:
    """Every part of the path of every input that names something."""
    parts = {part for file in home.rglob("*") for part in file.parts if part not in ("/", "tmp")}
    return {word for part in parts for word in (part, *re.split(r"[-.]", part)) if word.startswith("qx")} | {
        *home.parts[-3:],
        "petra",
        "zeta",
    }


def test_no_part_of_a_path_is_left_in_any_output(inputs, tmp_path):
    words = ["scan", str(inputs / "auditor.toml"), "--as-of", "2026-11-20", "--anonymise", "--out", str(tmp_path / "o")]
    assert run([*words, "--quiet", "--format", ",".join(FORMATS)]) == 12
    outputs = {path.name: path.read_text() for path in (tmp_path / "o").iterdir() if not path.name.startswith(".")}
    assert len(outputs) == len(FORMATS)
    left = {(name, part) for name, text in outputs.items() for part in _parts(inputs) if part in text}
    assert left == set()


def test_the_function_audit_does_as_it_is_asked(inputs):
    settings = Settings.load(inputs / "auditor.toml", anonymise=True, as_of=date(2026, 11, 20))
    text = audit(settings).model_dump_json()
    assert not [part for part in _parts(inputs) if part in text]
