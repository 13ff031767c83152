"""Where the engines part over what is undefined: below `not`, and in heads.

Below `not` OPA takes out of the negation what a call, an operator or brackets need, and nothing holds where that is
undefined; the embedded engine negates the whole, so that it holds. In the head of a rule that has more than one row the
embedded engine loses the other rows with the one that is undefined, or stops. Functions and comprehensions do not.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from auditor.rego.guard.certain import PATHS, Certain, Place, asked, rows
from auditor.rego.guard.scopes import Names, Scope
from auditor.rego.guard.tree import Node, kind, line_of, reference, rule_name

Said = tuple[int, str, str]
"""Line, what, and what to write instead."""

_NO_BODY: Node = {"is_else": False, "query": {"stmts": []}}
_NEGATE = "negate a rule or a function that asks for it, `not on_list(user, gate)`, or bind it before: `v := ...`"
_BIND = "bind it in the body, `v := ...`, and write v in the head"


def below_not(expression: Node, place: Place, certain: Certain) -> Iterator[Said]:
    """What a negation must not ask."""
    found = _needed(expression, place, certain)
    if found:
        what = f"{found} may be undefined below `not`: the embedded engine then says yes, OPA nothing"
        yield line_of(expression), what, _NEGATE


def _needed(node: Node, place: Place, certain: Certain) -> str | None:
    """What is taken out of a negation and may be undefined. The thing itself that is negated may."""
    word = kind(node)
    if word in PATHS:
        chain = reference(node)
        inner: list[Any] = [step for step in chain.steps if isinstance(step, dict)]
        return certain.doubt([*inner, *([] if chain.root else [chain.base])], place)
    if word == "Call":
        return certain.doubt(node["Call"]["params"], place)
    if word in ("BoolExpr", "AssignExpr") and node[word]["op"] == "Eq":
        left, right = node[word]["lhs"], node[word]["rhs"]
        return _compared(left, place, certain) or _compared(right, place, certain)
    return certain.doubt(node, place)


def _compared(side: Node, place: Place, certain: Certain) -> str | None:
    """A path that stands alone beside `==` stays in the negation; everything else is taken out."""
    return _needed(side, place, certain) if kind(side) in PATHS else certain.doubt(side, place)


def in_head(rule: Node, scopes: list[Scope], names: Names, certain: Certain) -> Iterator[Said]:
    """What the head of a rule must not hold. `scopes`: of its bodies, the first and each `else`."""
    head = next(iter(rule["Spec"]["head"].values()))
    if "args" in head:
        return
    known = {*names.rules, *names.imports, "input", "data"}
    keys = [step for step in reference(head["refr"]).steps if isinstance(step, dict)]
    for body, scope in zip(rule["Spec"]["bodies"] or [_NO_BODY], scopes or [{}], strict=True):
        given = body if body["is_else"] else head
        value = [part for part in (given.get("key"), (given.get("assign") or {}).get("value"), *keys) if part]
        found = certain.doubt(value, Place(names, scope, asked(body["query"]["stmts"])))
        if found and rows(body, value, scope, known):
            what = f"{found} may be undefined in the head of {rule_name(rule)}: one such row loses the others"
            yield line_of(value[0]), what, _BIND
