"""`docs/writing-policies.md`: each wrong example is refused by what the page names, and each right one by nothing."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from auditor.policies.catalogue import load_catalogue, policies_folder
from auditor.rego.guard import builtins
from auditor.rego.guard.problems import problems
from auditor.rego.port import Module

PAGE = Path(__file__).resolve().parents[2] / "docs" / "writing-policies.md"
HEAD = """package auditor.policies.example

import rego.v1

import data.auditor.lib.evidence
import data.auditor.lib.result

"""
BLOCK = r"^{}:.*?```rego\n(.*?)```.*?"
EXAMPLE = re.compile(
    BLOCK.format("Wrong") + BLOCK.format("Right") + r"^Enforced by: (.*?)(?:\n\n|\Z)", re.DOTALL | re.MULTILINE
)


class Example(NamedTuple):
    rule: str
    wrong: str
    right: str
    by: str

    @property
    def regal(self) -> set[str]:
        named = self.by.partition("Regal ")[2].partition(".")[0]
        return set(re.findall(r"`([\w-]+)`", named))


def examples() -> list[Example]:
    return [
        Example(part.partition("\n")[0], *found)
        for part in PAGE.read_text(encoding="utf-8").split("\n## ")[1:]
        for found in EXAMPLE.findall(part)
    ]


def modules() -> dict[str, str]:
    """Both modules of each example by file name, in packages of their own."""
    found = {}
    for number, example in enumerate(examples()):
        for which in ("wrong", "right"):
            name = f"example_{number}_{which}"
            text = whole(getattr(example, which), entry="`verdicts`" not in example.by)
            found[f"{name}.rego"] = re.sub(r"(?m)^(package auditor\.\w+)\.example$", rf"\1.{name}", text)
    return found


def whole(text: str, *, entry: bool) -> str:
    """The example as a module. `entry`: add a rule `verdicts`, which the example is not about."""
    if text.startswith("package"):
        return text
    return HEAD + text + ("\nverdicts contains 1\n" if entry and "verdicts" not in text else "")


@pytest.fixture(scope="module")
def refused() -> set[str]:
    """The files that the guard refuses, all looked at together with the library."""
    own = load_catalogue().own_modules()
    mine = tuple(Module(name, text) for name, text in modules().items())
    return {problem.file for problem in problems((*own, *mine), "embedded", own)}


def test_every_rule_has_an_example():
    assert {example.rule.split(".")[0] for example in examples()} == {str(number) for number in range(1, 11)}


def test_the_guard_refuses_what_the_page_says_and_nothing_else(refused):
    wanted = {f"example_{number}_wrong.rego" for number, example in enumerate(examples()) if "Guard" in example.by}
    assert refused == wanted


def test_every_file_that_the_page_names_is_one_of_the_guard():
    folder = Path(builtins.__file__).parent
    named = set(re.findall(r"`(\w+\.py)`", PAGE.read_text(encoding="utf-8")))
    assert [name for name in sorted(named) if not (folder / name).is_file()] == []


def test_regal_forbids_the_functions_that_the_guard_refuses():
    config = yaml.safe_load((policies_folder() / ".regal" / "config.yaml").read_text())
    forbidden = config["rules"]["custom"]["forbidden-function-call"]["forbidden-functions"]
    assert forbidden == list(builtins.REFUSED)


def test_every_regal_rule_is_on_the_page_and_has_its_tests():
    names = {path.parent.name for path in (policies_folder() / ".regal/rules/custom").rglob("*_test.rego")}
    rules = {path.parent.name for path in (policies_folder() / ".regal/rules/custom").rglob("*.rego")}
    page = PAGE.read_text(encoding="utf-8")
    assert names == rules
    assert [name for name in sorted(rules) if f"`{name}`" not in page] == []


@pytest.mark.opa
@pytest.mark.skipif(shutil.which("regal") is None, reason="regal is not on PATH")
def test_regal_refuses_what_the_page_says_and_none_of_the_right_ones(tmp_path):
    for name, text in modules().items():
        (tmp_path / name).write_text(text)
    home = policies_folder() / ".regal"
    words = ["regal", "lint", "--config-file", str(home / "config.yaml"), "--rules", str(home / "rules")]
    done = subprocess.run([*words, "--format", "json", str(tmp_path)], capture_output=True, check=False)
    ours = {path.parent.name for path in (home / "rules").rglob("*.rego")} | {"forbidden-function-call"}
    found: dict[str, set[str]] = {}
    for violation in json.loads(done.stdout)["violations"]:
        if violation["title"] in ours:
            found.setdefault(Path(violation["location"]["file"]).name, set()).add(violation["title"])
    wanted = {
        f"example_{number}_wrong.rego": example.regal for number, example in enumerate(examples()) if example.regal
    }
    assert found == wanted
