"""In which order questions are asked where two processes share them: what rests on the same indexes stands together.

Each process finds for itself what its policies ask of the library. One begins at the front and the other at the back,
so the policies that share the most costly indexes stand at either end, and what is soon answered in the middle.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from auditor.rego.engine import Module

_PACKAGE = re.compile(r"^package\s+([\w.]+)", re.MULTILINE)
_LIBRARY = re.compile(r"\bdata\.auditor\.lib\.(\w+)")


def neighbours(questions: Mapping[str, str], modules: Sequence[Module]) -> dict[str, str]:
    """The same questions in a better order."""
    reads: dict[str, set[str]] = {}
    for module in modules:
        package = _PACKAGE.search(module.text)
        if package is not None:
            reads.setdefault(f"data.{package[1]}", set()).update(_LIBRARY.findall(module.text))
    place = {name: _place(reads.get(path.rpartition(".")[0], set())) for name, path in questions.items()}
    return {name: questions[name] for name in sorted(questions, key=place.__getitem__)}


def _place(reads: set[str]) -> int:
    """Who may obtain tickets for whom; all else; the profiles in scope; those of them with the members of groups."""
    if "authority" in reads:
        return 0
    if "inscope" not in reads:
        return 1
    return 3 if "members" in reads else 2
