"""Reading the embedded engine's syntax tree: `{Kind: {...}}`, one kind for each node.

Its layout belongs to the pinned version of the engine; everything that knows it is here and in `scopes.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

Node = dict[str, Any]


class Reference(NamedTuple):
    """A chain such as `input.profiles["APPL"][name].acl`."""

    root: str | None
    """Name of the variable it begins with; None: it begins with another expression."""
    steps: tuple[str | int | Node, ...]
    """Literal keys, or the expression in the brackets."""
    base: Node
    line: int

    @property
    def shown(self) -> str:
        """As it is written, with `_` for what is not literal."""
        return ".".join([str(self.root), *("_" if isinstance(step, dict) else str(step) for step in self.steps)])


def kind(node: Any) -> str | None:
    """The kind of an expression node, else None."""
    if isinstance(node, dict) and len(node) == 1:
        word = next(iter(node))
        return word if word[:1].isupper() and isinstance(node[word], dict) else None
    return None


def line_of(node: Any) -> int:
    """The line a node begins in; 1 when the tree does not say."""
    if isinstance(node, dict):
        if "span" in node:
            return int(node["span"]["line"])
        for value in node.values():
            if isinstance(value, dict):
                return line_of(value)
    return 1


def reference(node: Node) -> Reference:
    """`node` (Var, RefDot or RefBrack) as a chain."""
    steps: list[str | int | Node] = []
    line = line_of(node)
    while kind(node) in ("RefDot", "RefBrack"):
        body = node.get("RefDot") or node["RefBrack"]
        if "RefDot" in node:
            steps.append(body["field"][1])
        else:
            steps.append(_literal(body["index"]))
        node = body["refr"]
    root = node["Var"]["value"] if kind(node) == "Var" else None
    return Reference(root, tuple(reversed(steps)), node, line)


def _literal(node: Node) -> str | int | Node:
    if kind(node) in ("String", "RawString"):
        return str(next(iter(node.values()))["value"])
    if kind(node) == "Number":
        value = node["Number"]["value"]
        return value if isinstance(value, int) else node
    return node


def dotted(node: Node) -> str:
    """A chain of literal names as text (`auditor.lib.racf`)."""
    chain = reference(node)
    return ".".join([chain.root or "?", *(str(step) for step in chain.steps)])


def text_of(node: Node) -> str | None:
    """The value of a string literal, else None."""
    value = _literal(node)
    return value if isinstance(value, str) else None


def variables(node: Any) -> Iterator[str]:
    """Names of the variables in a pattern such as `[a, {"k": b}]`."""
    if kind(node) == "Var":
        yield str(node["Var"]["value"])
    elif kind(node) in ("RefDot", "RefBrack", "Call"):
        return
    elif isinstance(node, dict):
        for value in node.values():
            yield from variables(value)
    elif isinstance(node, list):
        for item in node:
            yield from variables(item)


def head_reference(rule: Node) -> Node:
    """The name a rule defines, as a chain."""
    if "Default" in rule:
        return dict(rule["Default"]["refr"])
    head = next(iter(rule["Spec"]["head"].values()))
    return dict(head["refr"])


def rule_name(rule: Node) -> str:
    """First part of the name a rule defines."""
    return reference(head_reference(rule)).root or "?"


def takes_arguments(rule: Node) -> bool:
    """Whether a rule is a function."""
    return "Spec" in rule and bool(next(iter(rule["Spec"]["head"].values())).get("args"))
