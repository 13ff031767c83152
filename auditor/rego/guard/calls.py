"""What may be called, and how: built-in functions that both engines know, with parameters that they read alike."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator

from auditor.rego.guard.builtins import PORTABLE, REFUSED, opa_has
from auditor.rego.guard.tree import Node, kind, text_of

_VERBS = re.compile(r"%(?:%|[sdv])")
_CLASSES = re.compile(r"\\[dDwWsSbB]|\\[pP]\{")
_SPRINTF = "only %s for strings, %d for integers and %v for anything else"


def wrong(name: str, parameters: list[Node], engine: str, rules: Iterable[str]) -> Iterator[tuple[str, str]]:
    """What is wrong with a call of the built-in `name`, and what to write instead. `rules`: what else may be meant."""
    if name not in PORTABLE:
        yield from _unknown(name, engine, rules)
    elif name == "walk" and len(parameters) != 2:
        yield "`walk` with one argument gives nothing on the embedded engine", "write walk(x, [path, value])"
    elif name == "sprintf":
        yield from _sprintf(parameters)
    elif name.startswith("regex."):
        for parameter in parameters:
            if _CLASSES.search(text_of(parameter) or ""):
                yield r"classes such as \d differ between the engines", "write them out, such as [0-9]"


def _unknown(name: str, engine: str, rules: Iterable[str]) -> Iterator[tuple[str, str]]:
    if name in REFUSED:
        yield f"{name} must not be used in a policy", REFUSED[name]
    elif opa_has(name):
        if engine != "opa":
            yield f"the embedded engine has no {name}", "do without it, or run with --engine opa"
    else:
        near = difflib.get_close_matches(name, {*PORTABLE, *rules}, 1)
        yield f"there is no function {name}", f"did you mean {near[0]}?" if near else "define it"


def _sprintf(parameters: list[Node]) -> Iterator[tuple[str, str]]:
    form = text_of(parameters[0]) if parameters else None
    if form is None:
        return
    verbs = _VERBS.findall(form)
    if form.count("%") != sum(2 if verb == "%%" else 1 for verb in verbs):
        yield "sprintf with a verb that the engines write differently", _SPRINTF
    elif len(parameters) == 2 and kind(parameters[1]) == "Array":
        given, wanted = len(parameters[1]["Array"]["items"]), sum(verb != "%%" for verb in verbs)
        if given != wanted:
            yield f"sprintf has {wanted} verbs and {given} values", "give one value for each verb"
