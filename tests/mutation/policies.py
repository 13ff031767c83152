"""Deletes one condition of a policy at a time, and tells which deletions no test notices.

    python -m tests.mutation.policies [--sample 200] [--seed 1] [--policy NAME ...] [--lib]

A mutation leaves one expression out of a rule's body (or of a comprehension's), in memory. The tests of that policy run
on the embedded engine; a mutant that no longer compiles, or fails a test, is noticed. A survivor is a missing test, a
line without effect, or a mutant that means the same; the last are listed, with the reason, in `equivalent.toml`. Ends
with 1 when something else survives, or when the list is wrong.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple

from auditor.errors import AuditorError
from auditor.policies.catalogue import Catalogue, Source, load_catalogue
from auditor.rego.embedded.engine import Embedded
from auditor.rego.guard.tree import rule_name
from auditor.rego.port import Module
from tests.mutation.equivalent import Equivalent, read_equivalents

LIMIT = 60.0


class Mutation(NamedTuple):
    """One expression to leave out: of which file and rule, which of its equals there, from which byte to which."""

    source: Source
    rule: str
    nth: int
    line: int
    start: int
    end: int

    @property
    def text(self) -> str:
        """The source without the expression; `true` keeps the body in shape."""
        raw = self.source.text.encode()
        return (raw[: self.start] + b"true" + raw[self.end :]).decode()

    @property
    def said(self) -> str:
        """The expression that is left out."""
        return " ".join(self.source.text.encode()[self.start : self.end].decode().split())


def mutations(source: Source, tree: Any) -> Iterator[Mutation]:
    """Every expression that can be left out of a body without binding a variable that others use."""
    seen: Counter[tuple[str, str]] = Counter()
    for rule in tree["rules"]:
        for literal in _literals(rule):
            word = next(iter(literal))
            if word not in ("Expr", "NotExpr", "Every"):
                continue
            body = literal[word]
            if word == "Expr" and "AssignExpr" in body["expr"]:
                continue
            span = body["span"]
            one = Mutation(source, rule_name(rule), 0, span["line"], span["start"], span["end"])
            seen[one.rule, one.said] += 1
            yield one._replace(nth=seen[one.rule, one.said])


def _literals(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        for name, value in node.items():
            if name == "literal" and isinstance(value, dict):
                yield value
            yield from _literals(value)
    elif isinstance(node, list):
        for item in node:
            yield from _literals(item)


def survives(one: Mutation, modules: Iterable[Module], tests: list[str]) -> bool:
    """Whether all tests pass without the expression."""
    return _pass([Module(name, one.text if name == one.source.name else text) for name, text in modules], tests)


def _pass(modules: list[Module], tests: list[str]) -> bool:
    try:
        outcomes = Embedded(LIMIT).test(modules, tests)["outcomes"]
    except AuditorError:
        return False
    return all(outcome["passed"] for outcome in outcomes)


def _tests(trees: dict[str, Any], sources: Iterable[Source]) -> list[str]:
    return [
        f"data.{source.package}.{name}"
        for source in sources
        for name in dict.fromkeys(rule_name(rule) for rule in trees[source.name]["rules"])
        if name.startswith("test_")
    ]


def _beside(catalogue: Catalogue, source: Source) -> list[list[Source]]:
    """The sources that the tests of a file need, cheapest first: for a policy its folder and the library; for the library
    itself, and when its own tests notice nothing everything."""
    library = [one for one in catalogue.sources if _shared(one)]
    if source in library:
        return [library, list(catalogue.sources)]
    return [library + [one for one in catalogue.sources if one.file.parent == source.file.parent]]


def _shared(source: Source) -> bool:
    """Whether it is of the library, and no part of a policy, which lies in the policy's folder."""
    return source.file.parent.name == "lib"


def _alive(one: Mutation, catalogue: Catalogue, trees: dict[str, Any]) -> bool:
    return all(
        survives(one, [Module(source.name, source.text) for source in needed], _tests(trees, needed))
        for needed in _beside(catalogue, one.source)
    )


def _sound(catalogue: Catalogue, trees: dict[str, Any], chosen: Iterable[Source]) -> bool:
    """Whether the tests pass as it is: where one fails anyway every deletion would seem to be noticed."""
    needed = {source.name: source for one in chosen for source in _beside(catalogue, one)[-1]}.values()
    return _pass([Module(source.name, source.text) for source in needed], _tests(trees, needed))


def _chosen(source: Source, names: list[str], lib: bool) -> bool:
    if source.test:
        return False
    if names:
        return source.file.parent.name in names or source.file.stem in names
    return lib or not _shared(source)


def _listed(one: Mutation, entry: Equivalent) -> bool:
    return entry.covers(one.source.name, one.rule, one.said, one.nth)


def wrong_entries(entries: list[Equivalent], found: list[Mutation], alive: list[bool]) -> list[str]:
    """What is wrong with the entries about the files looked at."""
    files = {one.source.name for one in found}
    answers = {
        entry: [still for one, still in zip(found, alive, strict=True) if _listed(one, entry)] for entry in entries
    }
    return [
        f"{entry}: no such line any more"
        for entry, hits in answers.items()
        if f"policies/{entry.file}" in files and not hits
    ] + [f"{entry}: a test notices it" for entry, hits in answers.items() if not all(hits)]


def main() -> int:
    """Print the survivors and how many there were of how many."""
    words = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    words.add_argument("--sample", type=int, default=0, help="so many mutations, spread over the files; 0: all")
    words.add_argument("--seed", type=int, default=1)
    words.add_argument("--policy", nargs="*", default=[], help="only these slugs, or modules of the library")
    words.add_argument("--lib", action="store_true", help="the library too")
    words.add_argument("--jobs", type=int, default=2)
    asked = words.parse_args()
    catalogue = load_catalogue()
    trees = Embedded(LIMIT).parse([Module(source.name, source.text) for source in catalogue.sources])
    chosen = [source for source in catalogue.sources if _chosen(source, asked.policy, asked.lib)]
    if not _sound(catalogue, trees, chosen):
        print("a test fails with nothing left out: `auditor policies test` says which")
        return 1
    found = _spread([list(mutations(source, trees[source.name])) for source in chosen], asked.sample, asked.seed)
    with ThreadPoolExecutor(asked.jobs) as pool:
        alive = list(pool.map(lambda one: _alive(one, catalogue, trees), found))
    entries = read_equivalents()
    same = [still and any(_listed(one, entry) for entry in entries) for one, still in zip(found, alive, strict=True)]
    survivors = [one for one, still, known in zip(found, alive, same, strict=True) if still and not known]
    wrong = [] if asked.sample else wrong_entries(entries, found, alive)
    for one in survivors:
        print(f"{one.source.name}:{one.line}: {one.rule}: {one.said}")
    for sentence in wrong:
        print(f"equivalent.toml: {sentence}")
    print(f"{len(found)} mutations, {len(survivors)} survived, {sum(same)} mean the same")
    return 1 if survivors or wrong else 0


def _spread(files: list[list[Mutation]], count: int, seed: int) -> list[Mutation]:
    """`count` mutations, taking turns over the files so that each has its share; all for 0."""
    dice = random.Random(seed)
    for one in files:
        dice.shuffle(one)
    turns = [one[turn] for turn in range(max(map(len, files), default=0)) for one in files if turn < len(one)]
    return sorted(turns[:count] if count else turns, key=lambda one: (one.source.name, one.start))


if __name__ == "__main__":
    sys.exit(main())
