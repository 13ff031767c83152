"""`docs/adr/regorus-defects.md` says what both engines really answer, so that it can be reported as it stands."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest

from auditor.errors import AuditorError
from auditor.rego.embedded.engine import Embedded
from auditor.rego.port import Module

PAGE = Path(__file__).resolve().parents[2] / "docs" / "adr" / "regorus-defects.md"
ROW = re.compile(r"^\| `(data\.[\w.]+)` \| (.+?) \| (.+?) \|$", re.MULTILINE)


class Defect(NamedTuple):
    title: str
    modules: tuple[Module, ...]
    asked: str
    regorus: str
    opa: str


def defects() -> list[Defect]:
    found = []
    for part in PAGE.read_text(encoding="utf-8").split("\n## ")[1:]:
        texts = re.findall(r"```rego\n(.*?)```", part, re.DOTALL)
        ((asked, regorus, opa),) = ROW.findall(part)
        modules = tuple(Module(f"{number}.rego", text) for number, text in enumerate(texts))
        found.append(Defect(part.splitlines()[0], modules, asked, answer(regorus), answer(opa)))
    return found


def answer(cell: str) -> str:
    return json.dumps(json.loads(cell.strip("`"))) if cell.startswith("`") else cell


each = pytest.mark.parametrize("defect", defects(), ids=lambda defect: defect.title)


def test_the_page_has_them():
    assert len(defects()) > 10


@each
def test_the_embedded_engine_answers_as_the_page_says(defect):
    try:
        said = Embedded().evaluate(defect.modules, {"x": f"[one | one := {defect.asked}]"}, b"{}")["x"]
    except AuditorError:
        assert defect.regorus == "error"
    else:
        assert (json.dumps(said[0]) if said else "undefined") == defect.regorus


@pytest.mark.opa
@pytest.mark.skipif(shutil.which("opa") is None, reason="opa is not on PATH")
@each
def test_opa_answers_as_the_page_says(defect, tmp_path):
    files = []
    for module in defect.modules:
        (tmp_path / module.name).write_text(module.text)
        files += ["-d", str(tmp_path / module.name)]
    (tmp_path / "input.json").write_text("{}")
    words = [shutil.which("opa"), "eval", "-f", "json", *files, "-i", str(tmp_path / "input.json"), defect.asked]
    found = json.loads(subprocess.run(words, capture_output=True, check=True).stdout).get("result")
    said = json.dumps(found[0]["expressions"][0]["value"]) if found else "undefined"
    assert said == defect.opa
    assert said != defect.regorus
