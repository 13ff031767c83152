"""The port to Rego: modules and a document go in, one value for each question comes out, or an error. Nothing else.

An engine never answers less than it was asked: what it leaves undefined is an error here, because a policy without an
answer would read as a policy without findings.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from auditor.errors import EngineFailed


class Module(NamedTuple):
    """One Rego file: the name that messages use, and its text."""

    name: str
    text: str


class Engine(Protocol):
    """Where Rego runs."""

    name: str
    """`embedded` or `opa`."""

    def prepare(
        self,
        modules: Sequence[Module],
        meanwhile: Callable[[], None] | None = None,
        *,
        questions: Mapping[str, str] | None = None,
    ) -> None:
        """Learn what will judge, so that it can be made ready. Raises nothing: `answers` does.

        `meanwhile`: called at most once, while another process judges and this one would wait. `questions`: what will
        be asked, where that is known.
        """
        ...

    def ask(self, modules: Sequence[Module], questions: Mapping[str, str]) -> None:
        """Find out whether the engine can be reached, and judges by these modules. Raises `EngineFailed` (12)."""
        ...

    def answers(
        self, modules: Sequence[Module], questions: Mapping[str, str], document: bytes
    ) -> Iterator[tuple[str, bytes]]:
        """Each question (a data reference such as `data.auditor.policies.x.verdicts`) with the JSON text of its value.

        In any order, and each as soon as it is there: the engine may still be at work, and is ended when nobody goes on
        asking. `document`: the JSON text of `input`. Raises `PolicyBroken` (16) when a module does not compile or fails
        at a line, `EngineFailed` (12) when the engine cannot be reached, takes too long, dies, or leaves one open.
        """
        ...

    def evaluate(self, modules: Sequence[Module], questions: Mapping[str, str], document: bytes) -> dict[str, Any]:
        """All of `answers`, read."""
        return {name: json.loads(text) for name, text in self.answers(modules, questions, document)}

    def close(self) -> None:
        """Leave nothing behind: no process, no policies on a server."""
        ...


def complete(
    answers: Iterable[tuple[str, bytes]], questions: Mapping[str, str], engine: str
) -> Iterator[tuple[str, bytes]]:
    """`answers`, and in the end `EngineFailed` unless every question has one; it names the first that is undefined."""
    answered = set()
    for name, text in answers:
        answered.add(name)
        yield name, text
    for name, path in questions.items():
        if name not in answered:
            raise EngineFailed(
                f"the {engine} engine has no answer to {path}: undefined is not the same as no findings",
                "run `auditor policies test`; with --engine opa, look into the server's log",
            )
