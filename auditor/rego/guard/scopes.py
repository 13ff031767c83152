"""What the names of a Rego module mean, as far as a static look can tell.

Imports, rules, and local variables that hold a part of `input`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from auditor.rego.guard.shapes import Shape, Shapes
from auditor.rego.guard.tree import Node, Reference, dotted, kind, reference, rule_name, variables

Scope = dict[str, Shape]


@dataclass
class Names:
    """The names of one module."""

    file: str
    tree: Node
    package: str = ""
    rules: set[str] = field(default_factory=set)
    """Names this module defines."""
    imports: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Alias -> the path it stands for, beginning with `data` or `input`."""
    v1: bool = False

    @classmethod
    def of(cls, file: str, tree: Node, text: str) -> Names:
        """The names in `tree`; `text` is the module, for aliases that the tree gives as spans."""
        names = cls(file, tree, package=dotted(tree["package"]["refr"]))
        names.rules = {rule_name(rule) for rule in tree["rules"]}
        raw = text.encode()
        for one in tree["imports"]:
            path = tuple(dotted(one["refr"]).split("."))
            if path == ("rego", "v1"):
                names.v1 = True
                continue
            span = one.get("as")
            alias = raw[span["start"] : span["end"]].decode() if span else path[-1]
            names.imports[alias] = path
        return names


class Walker:
    """Walks a module's rules with the scope each expression has; tells the others what it meets.

    `on_reference`: a chain, and whether it is only walked over or looked into (`some x in ...`, `x in ...`).
    `on_replaced`: what a `with` puts something else in the place of. `on_negated`: what stands below a `not`, with all
    statements of its body.
    `on_head`: a rule that is no default, with the scope of each body.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - what it is told by and whom it tells
        self,
        names: Names,
        text: str,
        shapes: Shapes,
        on_reference: Callable[[Reference, Scope, bool], None],
        on_call: Callable[[Node, Scope], None],
        on_replaced: Callable[[Node], None],
        on_negated: Callable[[Node, Scope, list[Node]], None],
        on_head: Callable[[Node, list[Scope]], None],
    ) -> None:
        self._names, self._raw, self._shapes = names, text.encode(), shapes
        self._on_reference, self._on_call, self._on_replaced = on_reference, on_call, on_replaced
        self._on_negated, self._on_head = on_negated, on_head

    def rule(self, rule: Node) -> None:
        """Walk one rule: default, complete, set, object or function."""
        if "Default" in rule:
            self._visit(rule["Default"]["value"], {})
            return
        head = next(iter(rule["Spec"]["head"].values()))
        outer: Scope = {name: None for one in head.get("args", []) for name in variables(one)}
        bodies = rule["Spec"]["bodies"]
        scopes = [self._query(body["query"], outer) for body in bodies]
        for body, scope in zip(bodies, scopes, strict=True):
            self._visit(body.get("assign"), scope)
        self._on_head(rule, scopes)
        first = scopes[0] if scopes else outer
        for part, value in head.items():
            if part not in ("span", "refr", "args"):
                self._visit(value, first)
        for step in reference(head["refr"]).steps:
            self._visit(step, first)

    def shape(self, node: Any, scope: Scope) -> Shape:
        """The shape of an expression where it is a part of `input`; None: anything."""
        if kind(node) not in ("Var", "RefDot", "RefBrack"):
            return None
        try:
            return self.along(reference(node), scope)
        except KeyError:
            return None  # said once, where the reference is checked

    def along(self, chain: Reference, scope: Scope) -> Shape:
        """The shape at the end of a chain. Raises `KeyError(names, step)` at a step that cannot exist."""
        steps = chain.steps
        if chain.root in scope:
            shape = scope[chain.root]
        elif chain.root == "input":
            shape = self._shapes.root
        elif chain.root in self._names.imports and self._names.imports[chain.root][0] == "input":
            shape, steps = self._shapes.root, (*self._names.imports[chain.root][1:], *steps)
        else:
            return None
        for step in steps:
            if isinstance(step, dict):
                shape = self._shapes.each(shape)
                continue
            try:
                shape = self._shapes.step(shape, step)
            except KeyError as error:
                raise KeyError(error.args[0], step) from None
        return shape

    def _query(self, query: Node, outer: Scope) -> Scope:
        """Walk the statements of a body; the scope they leave. Twice, because their order is free in Rego."""
        scope = dict(outer)
        for _ in range(2):
            for statement in query["stmts"]:
                self._bind(statement["literal"], scope)
        for statement in query["stmts"]:
            self._visit(statement, scope)
            if "NotExpr" in statement["literal"]:
                self._on_negated(statement["literal"]["NotExpr"]["expr"], scope, query["stmts"])
            for modifier in statement.get("with_mods", ()):
                self._on_replaced(modifier["refr"])
        return scope

    def _bind(self, literal: Node, scope: Scope) -> None:  # noqa: C901 - one branch for each kind of statement
        word, body = next(iter(literal.items()))
        if word == "SomeIn":
            shape = self._shapes.each(self.shape(body["collection"], scope))
            for name in [*variables(body["key"]), *variables(body["value"])]:
                scope[name] = None
            if kind(body["value"]) == "Var":
                scope[body["value"]["Var"]["value"]] = shape
        elif word == "SomeVars":
            for span in body["vars"]:
                scope.setdefault(self._spelt(span), None)
        elif word == "Expr" and kind(body["expr"]) == "AssignExpr":
            pair = body["expr"]["AssignExpr"]
            for name in variables(pair["lhs"]):
                if pair["op"] == "ColEq" or not self._means_something(name):
                    scope[name] = None
            if kind(pair["lhs"]) == "Var":
                name = pair["lhs"]["Var"]["value"]
                if name in scope:
                    scope[name] = self.shape(pair["rhs"], {key: one for key, one in scope.items() if key != name})

    def _means_something(self, name: str) -> bool:
        return name in ("input", "data") or name in self._names.imports or name in self._names.rules

    def _spelt(self, span: Any) -> str:
        place = span[0] if isinstance(span, list) else span
        return self._raw[place["start"] : place["end"]].decode()

    def _visit(self, node: Any, scope: Scope, walked: bool = False) -> None:  # noqa: C901, PLR0912 - one branch for each kind of node
        word = kind(node)
        if word in ("Var", "RefDot", "RefBrack"):
            chain = reference(node)
            self._on_reference(chain, scope, walked)
            parts: Iterator[Any] = (step for step in chain.steps if isinstance(step, dict))
            for part in parts:
                self._visit(part, scope)
            if chain.root is None:
                self._visit(chain.base, scope)
        elif word == "Call":
            self._on_call(node, scope)
            self._visit(node["Call"]["params"], scope)
        elif word in ("ArrayCompr", "SetCompr", "ObjectCompr"):
            inner = self._query(node[word]["query"], scope)
            for part, value in node[word].items():
                if part not in ("span", "query"):
                    self._visit(value, inner)
        elif word == "Every":
            self._every(node["Every"], scope)
        elif isinstance(node, dict):
            for part, value in node.items():
                if part != "span":
                    self._visit(value, scope, part == "collection")
        elif isinstance(node, list):
            for item in node:
                self._visit(item, scope)

    def _every(self, body: Node, scope: Scope) -> None:
        self._visit(body["domain"], scope)
        inner = dict(scope)
        if body["key"]:
            inner[self._spelt(body["key"])] = None
        inner[self._spelt(body["value"])] = self._shapes.each(self.shape(body["domain"], scope))
        self._query(body["query"], inner)
