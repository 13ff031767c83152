"""One module under the guard: what it reads, calls, replaces and negates, held against all modules and the estate."""

from __future__ import annotations

import difflib
import itertools
from collections.abc import Sequence
from typing import NamedTuple

from auditor.rego.guard.calls import wrong
from auditor.rego.guard.certain import Certain, Place, asked
from auditor.rego.guard.lost import Read, Reads
from auditor.rego.guard.recursion import Uses
from auditor.rego.guard.scopes import Names, Scope, Walker
from auditor.rego.guard.shapes import Shapes
from auditor.rego.guard.tree import Node, Reference, dotted, line_of, reference, rule_name, takes_arguments
from auditor.rego.guard.undefined import below_not, in_head
from auditor.rego.packages import POLICIES
from auditor.rego.port import Module


class Problem(NamedTuple):
    """One thing that must not stay, where it stands, and what to write instead."""

    file: str
    line: int
    what: str
    instead: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.what} ({self.instead})"


class Check:
    """One module under the guard."""

    def __init__(  # noqa: PLR0913, PLR0917 - what one module is held against
        self,
        names: Names,
        module: Module,
        shapes: Shapes,
        everything: dict[str, set[str]],
        engine: str,
        uses: Uses,
        reads: Reads,
        certain: Certain,
    ) -> None:
        self._names, self._module, self._everything, self._engine = names, module, everything, engine
        self._uses, self._reads, self._certain = uses, reads, certain
        self._walker = Walker(
            names, module.text, shapes, self._reference, self._call, self._replaces, self._negated, self._head
        )
        self._local = {rule for rule in everything[names.package] if not rule.startswith("test_")}
        self._function = False
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
        for rule in self._names.tree["rules"]:
            self._rule, self._rule_line = rule_name(rule), line_of(rule)
            for taken in ("input", "data"):
                if self._rule == taken:
                    self._say(self._rule_line, f"a rule is called {taken}", "choose another name")
            self._function = takes_arguments(rule)
            self._walker.rule(rule)
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

    def _reference(self, chain: Reference, scope: Scope, walked: bool) -> None:
        if chain.root is None:
            return
        if not walked and self._certain.hollow(chain, Place(self._names, scope)):
            what = f"{chain.shown} has two keys, and where nothing holds the embedded engine has no value for it"
            self._say(chain.line, what, "walk over it: `{key | some key, _ in rule}` is empty there")
        try:
            self._walker.along(chain, scope)
        except KeyError as error:
            known, step = error.args
            near = difflib.get_close_matches(str(step), known, 1)
            self._say(
                chain.line,
                f"{chain.shown}: the estate has no `{step}` there, so this never holds",
                f"did you mean `{near[0]}`?" if near else "see `auditor schema estate`",
            )
            return
        if chain.root not in scope:
            self._elsewhere(chain)
            if chain.root == "data" or self._names.imports.get(chain.root, ("",))[0] == "data":
                self._loose(chain)

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
        if chain.root in self._names.imports or chain.root == "data":
            self._elsewhere(chain)
            return
        if not chain.steps and chain.root in self._everything[self._names.package]:
            self._use(self._names.package, str(chain.root))
            return
        name = dotted(node["Call"]["fcn"])
        line = line_of(node)
        if chain.root in scope:
            self._say(line, f"{name} is a variable, not a function", "call a rule with arguments")
            return
        for what, instead in wrong(name, node["Call"]["params"], self._engine, self._everything[self._names.package]):
            self._say(line, what, instead)

    def _replaces(self, target: Node) -> None:
        """`with` may replace `input`, data and functions of ours; never a built-in."""
        root = reference(target).root
        if root not in ("input", "data") and root not in self._names.imports and root not in self._local:
            self._say(line_of(target), f"`with {root}` replaces a built-in", "replace `input` or data only")

    def _negated(self, expression: Node, scope: Scope, body: list[Node]) -> None:
        for said in below_not(expression, Place(self._names, scope, asked(body)), self._certain):
            self._say(*said)

    def _head(self, rule: Node, scopes: list[Scope]) -> None:
        for said in in_head(rule, scopes, self._names, self._certain):
            self._say(*said)

    def _loose(self, chain: Reference) -> None:
        """Remember what `lost.py` wants to know of a value from elsewhere."""
        imported = self._names.imports.get(str(chain.root), ())
        path = [*imported, *chain.steps] if imported else ["data", *chain.steps]
        literal = itertools.takewhile(lambda step: isinstance(step, str), path[1:])
        read = Read(self._module.name, chain.line, chain.shown, ".".join(map(str, literal)))
        whole = ".".join(imported[1:]) if imported else read.path
        if whole in self._everything and path[0] == "data":
            self._reads.whole.setdefault(whole, []).append(read)
        if imported and self._function:
            self._reads.functions.setdefault(self._names.package, []).append(read)
