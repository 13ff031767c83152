"""The guard before anything is judged: every module, ours and a site's, over the engine's syntax tree.

It refuses what would make a policy judge nothing, or differently on another engine: paths that are not in the estate's
schema (`input.profles` is undefined, and what is undefined never fails), rules and functions that nothing defines,
constructs with silent differences, and anything that reaches beyond `input`.
"""

from __future__ import annotations

import difflib
import functools
import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from auditor.errors import PolicyBroken
from auditor.rego.builtins import PORTABLE, REFUSED, opa_has
from auditor.rego.catalogue import POLICIES, Catalogue
from auditor.rego.embedded import Embedded
from auditor.rego.engine import Module
from auditor.rego.recursion import Uses, cycles
from auditor.rego.scopes import Names, Scope, Walker
from auditor.rego.shapes import Shapes
from auditor.rego.tree import Node, Reference, dotted, kind, line_of, reference, rule_name, text_of

_VERBS = re.compile(r"%(?:%|[sdv])")
_CLASSES = re.compile(r"\\[dDwWsSbB]|\\[pP]\{")
_SPRINTF = "only %s for strings, %d for integers and %v for anything else"


class Problem(NamedTuple):
    """One thing that must not stay, where it stands, and what to write instead."""

    file: str
    line: int
    what: str
    instead: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.what} ({self.instead})"


def check(catalogue: Catalogue, engine: str = "embedded") -> None:
    """Refuse (`PolicyBroken`, 16) a catalogue with any problem; `engine`: the one that is going to judge."""
    found = problems(catalogue.modules(), engine)
    if found:
        first, more = found[0], len(found) - 1
        what = f"{first.file}, line {first.line}: {first.what}"
        raise PolicyBroken(
            f"{what} (and {more} more)" if more else what, first.instead, tuple(str(problem) for problem in found)
        )


@functools.lru_cache(maxsize=8)
def problems(modules: tuple[Module, ...], engine: str = "embedded") -> tuple[Problem, ...]:
    """Everything that must not stay in `modules`, by file and line. Raises `PolicyBroken` when one does not parse."""
    trees = Embedded().parse(modules)
    names = {module.name: Names.of(module.name, trees[module.name], module.text) for module in modules}
    shapes = Shapes(_estate_schema())
    everything: dict[str, set[str]] = {}
    for one in names.values():
        everything.setdefault(one.package, set()).update(one.rules)
    found: list[Problem] = []
    uses: Uses = {}
    for module in modules:
        found += _Check(names[module.name], module, shapes, everything, engine, uses).run()
    found += [
        Problem(
            file, line, f"the rule {rule} needs itself: {way}", "Rego has no recursion: write it as one rule over all"
        )
        for file, line, rule, way in cycles(uses)
    ]
    return tuple(sorted(set(found)))


def _estate_schema() -> dict[str, Any]:
    from auditor.models.estate import Estate

    return Estate.model_json_schema(by_alias=True, mode="serialization")


class _Check:
    """One module under the guard."""

    def __init__(  # noqa: PLR0913, PLR0917 - what one module is held against
        self,
        names: Names,
        module: Module,
        shapes: Shapes,
        everything: dict[str, set[str]],
        engine: str,
        uses: Uses,
    ) -> None:
        self._names, self._module, self._everything, self._engine, self._uses = names, module, everything, engine, uses
        self._walker = Walker(names, module.text, shapes, self._reference, self._call)
        self._rule = ""
        self._rule_line = 1
        self._found: list[Problem] = []

    def run(self) -> list[Problem]:
        """Every problem of the module."""
        if not self._names.v1:
            self._say(1, "`import rego.v1` is missing", "write it below the package line: older servers need it")
        for alias, path in self._names.imports.items():
            if path[0] == "data":
                self._data(path[1:], 1, alias)
        local = {rule for rule in self._everything[self._names.package] if not rule.startswith("test_")}
        for rule in self._names.tree["rules"]:
            self._rule, self._rule_line = rule_name(rule), line_of(rule)
            for taken in ("input", "data"):
                if self._rule == taken:
                    self._say(self._rule_line, f"a rule is called {taken}", "choose another name")
            self._walker.rule(rule)
            self._targets(rule, local)
        if self._names.package.startswith(POLICIES):
            self._entry()
        return self._found

    def _say(self, line: int, what: str, instead: str) -> None:
        self._found.append(Problem(self._module.name, line, what, instead))

    def _entry(self) -> None:
        heads = [rule for rule in self._names.tree["rules"] if rule_name(rule) == "verdicts"]
        if not heads:
            self._say(1, "there is no rule `verdicts`", "write `verdicts contains verdict if { ... }`")
        for rule in heads:
            if "Default" in rule or "Set" not in rule["Spec"]["head"]:
                self._say(line_of(rule), "`verdicts` is not a set rule", "write `verdicts contains verdict if { ... }`")

    def _reference(self, chain: Reference, scope: Scope) -> None:
        if chain.root is None:
            return
        try:
            self._walker.along(chain, scope)
        except KeyError as error:
            known, step = error.args
            shown = ".".join([chain.root, *(str(one) if not isinstance(one, dict) else "_" for one in chain.steps)])
            near = difflib.get_close_matches(str(step), known, 1)
            self._say(
                chain.line,
                f"{shown}: the estate has no `{step}` there, so this never holds",
                f"did you mean `{near[0]}`?" if near else "see `auditor schema estate`",
            )
            return
        if chain.root not in scope:
            self._elsewhere(chain)

    def _elsewhere(self, chain: Reference) -> None:
        """A rule of this module, of an imported one, or a full `data` path."""
        if chain.root in self._names.imports:
            path = self._names.imports[chain.root]
            if path[0] == "data":
                self._data((*path[1:], *chain.steps), chain.line, chain.root)
        elif chain.root == "data":
            self._data(chain.steps, chain.line, "data")
        elif chain.root in self._everything[self._names.package]:
            self._use(self._names.package, str(chain.root))

    def _data(self, steps: Sequence[str | int | Node], line: int, shown: str) -> None:
        """A path below `data` must lead to a package, and to a rule that the package has."""
        path = []
        for step in steps:
            if not isinstance(step, str):
                break
            path.append(step)
        for size in range(len(path), 0, -1):
            package = ".".join(path[:size])
            if package not in self._everything:
                continue
            if size == len(path):
                return
            rule = path[size]
            if rule in self._everything[package]:
                self._use(package, rule)
            elif not any(other.startswith(f"{package}.{rule}") for other in self._everything):
                near = difflib.get_close_matches(rule, self._everything[package], 1)
                self._say(
                    line, f"{package} has no rule `{rule}`", f"did you mean `{near[0]}`?" if near else "define it"
                )
            return
        whole = ".".join(path)
        if path and any(package.startswith(whole + ".") for package in self._everything) and len(path) == len(steps):
            return
        near = difflib.get_close_matches(whole, self._everything, 1)
        self._say(
            line,
            f"nothing defines data.{whole or '<expression>'} ({shown})",
            f"did you mean data.{near[0]}?" if near else "a policy reads `input` and the library, nothing else",
        )

    def _use(self, package: str, rule: str) -> None:
        if self._rule:
            key = (self._names.package, self._rule)
            self._uses.setdefault(key, (self._module.name, self._rule_line, set()))[2].add((package, rule))

    def _call(self, node: Node, scope: Scope) -> None:
        chain = reference(node["Call"]["fcn"])
        line = line_of(node)
        if chain.root in self._names.imports or chain.root == "data":
            self._elsewhere(chain)
            return
        if not chain.steps and chain.root in self._everything[self._names.package]:
            self._use(self._names.package, str(chain.root))
            return
        name = dotted(node["Call"]["fcn"])
        if chain.root in scope:
            self._say(line, f"{name} is a variable, not a function", "call a rule with arguments")
        elif name not in PORTABLE:
            self._builtin(name, line)
        elif name == "walk" and len(node["Call"]["params"]) != 2:
            self._say(
                line, "`walk` with one argument gives nothing on the embedded engine", "write walk(x, [path, value])"
            )
        elif name == "sprintf":
            self._sprintf(node["Call"]["params"], line)
        elif name.startswith("regex."):
            for parameter in node["Call"]["params"]:
                if _CLASSES.search(text_of(parameter) or ""):
                    self._say(line, r"classes such as \d differ between the engines", "write them out, such as [0-9]")

    def _builtin(self, name: str, line: int) -> None:
        if name in REFUSED:
            self._say(line, f"{name} must not be used in a policy", REFUSED[name])
        elif opa_has(name):
            if self._engine != "opa":
                self._say(line, f"the embedded engine has no {name}", "do without it, or run with --engine opa")
        else:
            known = {*PORTABLE, *self._everything[self._names.package]}
            near = difflib.get_close_matches(name, known, 1)
            self._say(line, f"there is no function {name}", f"did you mean {near[0]}?" if near else "define it")

    def _sprintf(self, parameters: list[Node], line: int) -> None:
        form = text_of(parameters[0]) if parameters else None
        if form is None:
            return
        verbs = _VERBS.findall(form)
        if form.count("%") != sum(2 if verb == "%%" else 1 for verb in verbs):
            self._say(line, "sprintf with a verb that the engines write differently", _SPRINTF)
            return
        if len(parameters) == 2 and kind(parameters[1]) == "Array":
            given, wanted = len(parameters[1]["Array"]["items"]), sum(verb != "%%" for verb in verbs)
            if given != wanted:
                self._say(line, f"sprintf has {wanted} verbs and {given} values", "give one value for each verb")

    def _targets(self, node: Any, local: set[str]) -> None:
        """`with` may replace `input`, data and functions of ours; never a built-in."""
        if isinstance(node, dict):
            for modifier in node.get("with_mods", ()):
                root = reference(modifier["refr"]).root
                if root not in ("input", "data") and root not in self._names.imports and root not in local:
                    self._say(line_of(modifier), f"`with {root}` replaces a built-in", "replace `input` or data only")
            for value in node.values():
                self._targets(value, local)
        elif isinstance(node, list):
            for item in node:
                self._targets(item, local)
