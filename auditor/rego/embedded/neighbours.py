"""In which order questions are asked where two processes share them: what rests on the same indexes stands together.

Each process finds for itself what its policies ask of the library, and gets a copy of what it walks over, because a
value counts who looks at it. One begins at the front and the other at the back, so the policies that share the most
costly indexes stand together at either end, and what is soon answered, or shares with both, in the middle; of each kind
the long ones stand further out, because what is begun last had better be short.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from auditor.rego.packages import POLICIES
from auditor.rego.port import Module

_PACKAGE = re.compile(r"^package\s+([\w.]+)", re.MULTILINE)
_PART = re.compile(r"auditor\.lib\.(\w+)\.\w+")
_SCOPE = 3
_LIBRARY = re.compile(r"\bdata\.auditor\.lib\.(\w+)")


def neighbours(questions: Mapping[str, str], modules: Sequence[Module]) -> dict[str, str]:
    """The same questions in a better order."""
    texts: dict[str, str] = {}
    for module in modules:
        package = _PACKAGE.search(module.text)
        if package is not None:
            name = f"data.{_whole(package[1])}"
            texts[name] = texts.get(name, "") + module.text
    place = {name: _place(texts.get(path.rpartition(".")[0], "")) for name, path in questions.items()}
    return {name: questions[name] for name in sorted(questions, key=place.__getitem__)}


def _whole(package: str) -> str:
    """The policy of a part of one, `auditor.lib.<slug>.<part>`; of any other package itself."""
    part = _PART.fullmatch(package)
    return package if part is None else f"{POLICIES}{part[1]}"


def _place(text: str) -> tuple[int, int]:
    kind = _kind(set(_LIBRARY.findall(text)))
    return kind, len(text) if kind == _SCOPE else -len(text)


def _kind(reads: set[str]) -> int:
    """Holders of ticket authority and privileged users; members of groups; all else; profiles in scope."""
    if reads & {"authority", "privileged"}:
        return 0
    if "members" in reads:
        return 1
    return _SCOPE if "inscope" in reads else 2
