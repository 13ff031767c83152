"""Which expressions are certain to be defined, as far as a static look can tell.

Certain are literals, bound variables, comprehensions, paths of the estate that are always there, partial rules, rules
and functions that give a value whatever the case, and built-in functions: where one of these fails the engine says so.
A look-up by a key, a path into anything else and a function whose every body has a condition may be undefined.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from auditor.rego.guard.scopes import Names, Scope
from auditor.rego.guard.shapes import Shapes
from auditor.rego.guard.tree import Node, Reference, dotted, kind, reference, rule_name

PATHS = ("Var", "RefDot", "RefBrack")
_COMPREHENSIONS = ("ArrayCompr", "SetCompr", "ObjectCompr")


class Place(NamedTuple):
    """Where an expression stands."""

    names: Names
    scope: Scope
    asked: frozenset[str] = frozenset()
    """What other statements of the body ask for: where it is undefined, nothing holds there anyway."""


class Certain:
    """Asks over all modules, because a rule of one is read in the others."""

    def __init__(self, modules: Iterable[Names], shapes: Shapes) -> None:
        self._shapes = shapes
        self._rules: dict[tuple[str, str], list[tuple[Names, Node]]] = {}
        self._packages: set[str] = set()
        for names in modules:
            self._packages.add(names.package)
            for rule in names.tree["rules"]:
                self._rules.setdefault((names.package, rule_name(rule)), []).append((names, rule))
        self._known: dict[tuple[str, str], bool] = {}

    def doubt(self, node: Any, place: Place) -> str | None:
        """What in an expression may be undefined, as it is written; None: nothing."""
        word = kind(node)
        if word in (*PATHS, "Call") and place.asked and _written(node) in place.asked:
            return None
        if word in PATHS:
            return self._path(reference(node), place)
        if word in _COMPREHENSIONS:
            return None
        if word == "Call":
            found = self.doubt(node["Call"]["params"], place)
            return found or (None if self._gives(node, place) else f"{dotted(node['Call']['fcn'])}(...)")
        parts: Iterable[Any] = ()
        if isinstance(node, dict):
            parts = (part for key, part in node.items() if key != "span")
        elif isinstance(node, list):
            parts = node
        return next(filter(None, (self.doubt(part, place) for part in parts)), None)

    def hollow(self, chain: Reference, place: Place) -> bool:
        """Whether a chain is a partial rule of two keys or more, as a whole."""
        path = None if chain.root in place.scope else self._meant(chain, place.names)
        if path is None or path[0] != "data" or not all(isinstance(step, str) for step in path):
            return False
        rules = self._rules.get((".".join(map(str, path[1:-1])), str(path[-1])), [])
        return any(partial(rule) > 1 for _, rule in rules)

    def _path(self, chain: Reference, place: Place) -> str | None:
        if chain.root is None:
            found = self.doubt(chain.base, place)
            return found or f"a part of {_called(chain.base)}"
        if chain.root in place.scope:
            sure = self._shapes.always(place.scope[chain.root], chain.steps)
        elif (path := self._meant(chain, place.names)) is None:
            sure = not chain.steps
        elif path[0] == "input":
            sure = self._shapes.always(self._shapes.root, path[1:])
        else:
            sure = self._below(path[1:])
        return None if sure else chain.shown

    def _meant(self, chain: Reference, names: Names) -> Sequence[str | int | Node] | None:
        """The full path from `input` or `data`; None: a variable."""
        if chain.root in ("input", "data"):
            return (str(chain.root), *chain.steps)
        if chain.root in names.imports:
            return (*names.imports[str(chain.root)], *chain.steps)
        if (names.package, chain.root) in self._rules:
            return ("data", *names.package.split("."), str(chain.root), *chain.steps)
        return None

    def _below(self, path: Sequence[str | int | Node]) -> bool:
        """Whether a path below `data` is a package or a rule that always has a value."""
        for size in range(len(path), 0, -1):
            package = ".".join(str(step) for step in path[:size])
            if package in self._packages:
                return size == len(path) or (len(path) == size + 1 and self._always(package, str(path[size])))
        return False

    def _gives(self, call: Node, place: Place) -> bool:
        chain = reference(call["Call"]["fcn"])
        path = None if chain.root in place.scope else self._meant(chain, place.names)
        return dotted(call["Call"]["fcn"]) != "walk" if path is None else self._below(path[1:])

    def _always(self, package: str, name: str) -> bool:
        """Whether a rule has a value whatever the case, or a function gives one for whatever it is given."""
        key = (package, name)
        if key not in self._known:
            self._known[key] = False  # while it is asked: nothing rests on itself
            rules = self._rules.get(key, [])
            self._known[key] = any(self._sure(*rule) for rule in rules) or self._halves(rules)
        return self._known[key]

    def _sure(self, names: Names, rule: Node) -> bool:
        if "Default" in rule:
            return self.doubt(rule["Default"]["value"], Place(names, {})) is None
        if partial(rule):  # of two keys it is no value at all, see `hollow`
            return True
        head = next(iter(rule["Spec"]["head"].values()))
        scope = _arguments(head)
        if scope is None:
            return False
        bodies = rule["Spec"]["bodies"]
        for number, body in enumerate(bodies):
            place = Place(names, scope, asked(body["query"]["stmts"]))
            if self._uncertain(body if number else head, place):
                return False
            if self._unconditional(body, place):
                return True
        return not bodies and not self._uncertain(head, Place(names, scope))

    def _uncertain(self, part: Node, place: Place) -> bool:
        given = part.get("assign")
        return given is not None and self.doubt(given["value"], place) is not None

    def _unconditional(self, body: Node, place: Place) -> bool:
        place = place._replace(asked=frozenset())
        for statement in body["query"]["stmts"]:
            bound = statement["literal"].get("Expr", {}).get("expr", {}).get("AssignExpr", {})
            if bound.get("op") != "ColEq" or kind(bound["lhs"]) != "Var" or statement.get("with_mods"):
                return False
            if self.doubt(bound["rhs"], place):
                return False
        return True

    def _halves(self, rules: list[tuple[Names, Node]]) -> bool:
        """`f(x) := a if c` and `f(x) := b if not c`, with the same names."""
        found: list[tuple[str, Any]] = []
        for names, rule in rules:
            head = next(iter(rule["Spec"]["head"].values())) if "Spec" in rule else {}
            scope = _arguments(head) if head else None
            bodies = rule["Spec"]["bodies"] if "Spec" in rule else []
            if scope is None or len(bodies) != 1 or len(bodies[0]["query"]["stmts"]) != 1:
                continue
            statement = bodies[0]["query"]["stmts"][0]
            word, literal = next(iter(statement["literal"].items()))
            place = Place(names, scope, asked(bodies[0]["query"]["stmts"]))
            if word not in ("Expr", "NotExpr") or statement.get("with_mods") or self._uncertain(head, place):
                continue
            found.append((word, (_bare(head.get("args", [])), _bare(literal["expr"]))))
        return any(("NotExpr", condition) in found for word, condition in found if word == "Expr")


def partial(rule: Node) -> int:
    """How many keys a partial rule has, a set's element among them; 0 for any other rule."""
    if "Default" in rule:
        return 0
    sort, head = next(iter(rule["Spec"]["head"].items()))
    return 0 if "args" in head else len(reference(head["refr"]).steps) + (sort == "Set")


def asked(statements: Iterable[Node]) -> frozenset[str]:
    """Paths and calls that have to be defined for `statements` to hold."""
    found: set[str] = set()
    for statement in statements:
        word, literal = next(iter(statement["literal"].items()))
        if word in ("Expr", "SomeIn") and not statement.get("with_mods"):
            found |= _asks(literal["expr"] if word == "Expr" else literal["collection"])
    return frozenset(one for one in found if '"_"' not in one)  # each `_` is another one


def _asks(node: Any) -> set[str]:
    word = kind(node)
    if word in (*_COMPREHENSIONS, "Every"):
        return set()
    found = {_written(node)} if word in (*PATHS, "Call") else set()
    parts = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    return found.union(*(_asks(part) for key, part in parts if key != "span"))


def _written(node: Any) -> str:
    return json.dumps(_bare(node), sort_keys=True)


def rows(body: Node, head: Any, scope: Scope, known: set[str]) -> bool:
    """Whether a body may hold in more than one way: it walks over something. `known`: names that are no variables."""
    return any(
        next(iter(statement["literal"])) in ("SomeIn", "SomeVars")
        or (next(iter(statement["literal"])) == "Expr" and _walks(statement["literal"]["Expr"], scope, known))
        for statement in body["query"]["stmts"]
    ) or _walks(head, scope, known)


def _walks(node: Any, scope: Scope, known: set[str]) -> bool:
    word = kind(node)
    if word in _COMPREHENSIONS:
        return False
    if word == "Call" and dotted(node["Call"]["fcn"]) == "walk":
        return True
    if word == "RefBrack" and kind(node["RefBrack"]["index"]) == "Var":
        name = node["RefBrack"]["index"]["Var"]["value"]
        if name not in scope and name not in known:
            return True
    if isinstance(node, dict):
        return any(_walks(part, scope, known) for key, part in node.items() if key != "span")
    return isinstance(node, list) and any(_walks(part, scope, known) for part in node)


def _arguments(head: Node) -> Scope | None:
    """The arguments of a function that takes whatever it is given; None: some argument is a pattern."""
    given = head.get("args") or []
    names = [one["Var"]["value"] for one in given if kind(one) == "Var"]
    different = [name for name in names if name != "_"]
    if len(names) != len(given) or len(set(different)) != len(different):
        return None
    return dict.fromkeys(names)


def _bare(node: Any) -> Any:
    """A node without its places, to compare two of them."""
    if isinstance(node, dict):
        return {key: _bare(part) for key, part in node.items() if key not in ("span", "eidx", "sidx", "qidx")}
    if isinstance(node, list):
        return [_bare(part) for part in node if not (isinstance(part, dict) and "line" in part and "col" in part)]
    return node


def _called(node: Node) -> str:
    return f"{dotted(node['Call']['fcn'])}(...)" if kind(node) == "Call" else "an expression"
