"""The guard before anything is judged: every module, ours and a site's, over the engine's syntax tree.

It refuses what would make a policy judge nothing, or differently on another engine: paths that are not in the estate's
schema (`input.profles` is undefined, and what is undefined never fails), rules and functions that nothing defines,
constructs with silent differences, and anything that reaches beyond `input`.
"""

from __future__ import annotations

import functools
from typing import Any

from auditor.errors import PolicyBroken
from auditor.rego.embedded.engine import Embedded
from auditor.rego.guard.certain import Certain
from auditor.rego.guard.lost import Reads
from auditor.rego.guard.module import Check, Problem
from auditor.rego.guard.recursion import Uses, cycles
from auditor.rego.guard.scopes import Names
from auditor.rego.guard.shapes import Shapes
from auditor.rego.packages import LIBRARY
from auditor.rego.port import Module


def refuse(modules: tuple[Module, ...], engine: str = "embedded", passed: tuple[Module, ...] = ()) -> None:
    """Raise `PolicyBroken` (16) with everything that must not stay in `modules`; see `problems`."""
    found = problems(modules, engine, passed)
    if found:
        first, more = found[0], len(found) - 1
        what = f"{first.file}, line {first.line}: {first.what}"
        raise PolicyBroken(
            f"{what} (and {more} more)" if more else what, first.instead, tuple(str(problem) for problem in found)
        )


@functools.lru_cache(maxsize=8)
def problems(
    modules: tuple[Module, ...], engine: str = "embedded", passed: tuple[Module, ...] = ()
) -> tuple[Problem, ...]:
    """Everything that must not stay in `modules`, by file and line. Raises `PolicyBroken` when one does not parse.

    `passed`: those of them that were checked before, without the others, which they therefore cannot refer to.
    """
    trees = Embedded().parse(modules)
    names = {module.name: Names.of(module.name, trees[module.name], module.text) for module in modules}
    shapes = Shapes(_estate_schema())
    everything: dict[str, set[str]] = {}
    for one in names.values():
        everything.setdefault(one.package, set()).update(one.rules)
    found: list[Problem] = []
    uses: Uses = {}
    reads = Reads()
    certain = Certain(names.values(), shapes)
    already = set(passed)

    def look(module: Module) -> list[Problem]:
        return Check(names[module.name], module, shapes, everything, engine, uses, reads, certain).run()

    for module in modules:
        if module not in already:
            found += look(module)
    for module in passed:  # only what the functions of such a package read
        if names[module.name].package in reads.whole and not names[module.name].package.startswith(LIBRARY):
            look(module)
    found += [
        Problem(
            file, line, f"the rule {rule} needs itself: {way}", "Rego has no recursion: write it as one rule over all"
        )
        for file, line, rule, way in cycles(uses)
    ]
    found += [Problem(*one) for one in reads.lost()]
    return tuple(sorted(set(found)))


def _estate_schema() -> dict[str, Any]:
    from auditor.models.estate import Estate

    return Estate.model_json_schema(by_alias=True, mode="serialization")
