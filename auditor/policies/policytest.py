"""Runs `*_test.rego` on the embedded engine, and tells which lines of the policies the tests reach.

A rule `test_*` passes when it is exactly true; `todo_test_*` is skipped, as `opa test` does.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from auditor.errors import PolicyBroken
from auditor.policies.catalogue import Catalogue, Source
from auditor.rego.embedded.engine import Embedded, explain
from auditor.rego.guard.tree import dotted, line_of, rule_name
from auditor.rego.port import Module


class Outcome(NamedTuple):
    """One test rule."""

    file: str
    name: str
    passed: bool
    error: str | None
    prints: tuple[str, ...]


class FileCoverage(NamedTuple):
    """Lines of one file that the tests reached, and did not."""

    file: str
    covered: int
    missed: tuple[int, ...]

    @property
    def percent(self) -> float:
        """0 to 100; a file without lines to reach counts as reached."""
        whole = self.covered + len(self.missed)
        return 100.0 if whole == 0 else 100.0 * self.covered / whole


class Tested(NamedTuple):
    """All of it."""

    outcomes: tuple[Outcome, ...]
    skipped: tuple[str, ...]
    coverage: tuple[FileCoverage, ...]

    @property
    def failed(self) -> tuple[Outcome, ...]:
        """The tests that did not pass."""
        return tuple(one for one in self.outcomes if not one.passed)

    @property
    def percent(self) -> float:
        """Coverage over all files, 0 to 100."""
        missed = sum(len(one.missed) for one in self.coverage)
        whole = missed + sum(one.covered for one in self.coverage)
        return 100.0 if whole == 0 else 100.0 * (whole - missed) / whole


def run_tests(catalogue: Catalogue, only: Iterable[Path] = (), timeout: float = 120.0) -> Tested:
    """Run the tests of the catalogue; `only`: of the files below these folders.

    Raises `PolicyBroken` when a module does not parse or there is no test at all: nothing tested is not a success.
    """
    wanted = [folder.resolve() for folder in only]
    modules = tuple(Module(source.name, source.text) for source in catalogue.sources)
    engine = Embedded(timeout)
    trees = engine.parse(modules)
    homes: dict[str, tuple[str, str]] = {}
    skipped: list[str] = []
    for source in catalogue.sources:
        if not source.test or not _below(source, wanted):
            continue
        package = dotted(trees[source.name]["package"]["refr"])
        for name in dict.fromkeys(rule_name(rule) for rule in trees[source.name]["rules"]):
            if name.startswith("test_"):
                homes[f"data.{package}.{name}"] = (source.name, name)
            elif name.startswith("todo_test_"):
                skipped.append(f"{source.name}: {name}")
    if not homes:
        raise PolicyBroken("there are no tests to run", "a test is a rule `test_...` in a file ..._test.rego")
    answer = engine.test(modules, list(homes))
    outcomes = [
        Outcome(*homes[one["test"]], one["passed"], _said(one["error"]), tuple(one["prints"]))
        for one in answer["outcomes"]
    ]
    return Tested(tuple(outcomes), tuple(skipped), _coverage(catalogue, answer["lines"], wanted, trees))


def _said(error: str | None) -> str | None:
    return None if error is None else str(explain(error))


def _below(source: Source, wanted: list[Path]) -> bool:
    return not wanted or any(source.file.resolve().is_relative_to(folder) for folder in wanted)


def _coverage(
    catalogue: Catalogue,
    lines: dict[str, tuple[list[int], list[int]]],
    wanted: list[Path],
    trees: dict[str, Any],
) -> tuple[FileCoverage, ...]:
    found = []
    for source in catalogue.sources:
        if source.test or not _below(source, wanted):
            continue
        covered, missed = lines.get(source.name, ([], []))
        if not covered and not missed:
            missed = sorted(_reachable(trees[source.name]["rules"]))  # the engine is silent on what it never entered
        found.append(FileCoverage(source.name, len(covered), tuple(missed)))
    return tuple(found)


def _reachable(node: Any) -> set[int]:
    """Lines where a rule or a statement begins."""
    found: set[int] = set()
    if isinstance(node, dict):
        for name, value in node.items():
            if name in ("Spec", "literal"):
                found.add(line_of(value))
            found |= _reachable(value)
    elif isinstance(node, list):
        for item in node:
            found |= _reachable(item)
    return found
