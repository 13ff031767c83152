"""In which order questions are asked where two processes share them: what rests on the same indexes stands together.

Each process finds for itself what its policies ask of the library, and gets a copy of what it walks over, because a
value counts who looks at it. One begins at the front and the other at the back, so the policies that share the most
costly indexes, or walk over all users, stand at either end, and what is soon answered in the middle.
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
    """Who walks over all users; all else; the other policies about the profiles in scope."""
    if reads & {"members", "privileged"}:
        return 0
    return 2 if "inscope" in reads else 1
