"""Modules as they go to an OPA server: below a prefix of their own, and in an order in which it takes them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from graphlib import CycleError, TopologicalSorter

from auditor.rego.port import ENTRY, Module

_TOKENS = re.compile(
    r"""(?P<skip>"(?:\\.|[^"\\])*"|`[^`]*`|\#[^\n]*)|(?P<lead>^package[ \t]+|(?<![\w.])data\.)(?=auditor\b)""",
    re.MULTILINE | re.VERBOSE,
)
_PACKAGE = re.compile(r"^package[ \t]+([\w.]+)", re.MULTILINE)
_READS = re.compile(r"(?<![\w.])data\.([\w.]+)")


def relocate(text: str, prefix: str) -> str:
    """The module with its packages, and what it reads from `data.auditor`, moved below `prefix`; lines stay lines."""
    return _TOKENS.sub(lambda found: found[0] if found["lead"] is None else f"{found['lead']}{prefix}.", text)


def moved(module: Module, prefix: str) -> str:
    """Its text below `prefix`, the module of the questions too."""
    text = relocate(module.text, prefix)
    return text.replace(f"package {ENTRY}", f"package {prefix}.{ENTRY}", 1)


def needed_first(modules: Sequence[Module]) -> list[tuple[int, Module]]:
    """The modules with their numbers, each after those it reads, as far as they do not read each other."""
    homes: dict[str, list[int]] = {}
    for number, module in enumerate(modules):
        for package in _PACKAGE.findall(module.text):
            homes.setdefault(package, []).append(number)
    reads = {
        number: {other for path in _READS.findall(module.text) for other in _along(path, homes) if other != number}
        for number, module in enumerate(modules)
    }
    with suppress(CycleError):
        return [(number, modules[number]) for number in TopologicalSorter(reads).static_order()]
    return list(enumerate(modules))


def _along(path: str, homes: Mapping[str, Sequence[int]]) -> Iterator[int]:
    """Modules of each package that a path such as `auditor.lib.x.rule` passes through."""
    steps = path.split(".")
    for size in range(1, len(steps) + 1):
        yield from homes.get(".".join(steps[:size]), ())
