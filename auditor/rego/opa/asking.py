"""One question to an OPA that serves our bundle: first which policies it serves, then the answers, checked again.

A server with other policies is never asked about an estate, and an answer by other policies than ours never counts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import requests

from auditor.errors import AuditorError, EngineFailed, PolicyBroken
from auditor.rego.opa.bundle import PREFIX, command, members, revision
from auditor.rego.opa.line import Line, NotOpa, Refused, explained
from auditor.rego.port import Module, complete
from auditor.wire import Late

_RULE = "answers"
_NO_RULE = "revision"
"""A rule that no bundle has: asked for, it costs nothing, and the answer still tells the revisions."""
_SHOWN = len(PREFIX) + 12


class Asking:
    """Modules and questions, and the OPA `who` at the end of `line` that is to judge by them."""

    def __init__(
        self, line: Line, who: str, seconds: float, modules: Sequence[Module], questions: Mapping[str, str]
    ) -> None:
        self._line, self._who, self._seconds = line, who, seconds
        self._modules, self._questions = tuple(modules), questions
        self._wanted = revision(modules, questions)

    def check(self, deadline: float) -> None:
        """Raise `EngineFailed` unless the server judges by exactly these modules."""
        self._same(self._said(_NO_RULE, b"{}", deadline).revisions)

    def answers(self, wanted: Mapping[str, str], document: bytes, deadline: float) -> Iterator[tuple[str, bytes]]:
        """Give each question of `wanted` with the JSON text of its value. Raises `EngineFailed` and `PolicyBroken`.

        The server answers all of the bundle's questions at once.
        """
        answer = self._said(_RULE, document, deadline)
        self._same(answer.revisions)
        found = answer.value if isinstance(answer.value, dict) else {}
        texts = ((name, json.dumps(found.pop(name)).encode()) for name in list(found) if name in wanted)
        return complete(texts, wanted, "opa")

    def _said(self, rule: str, document: bytes, deadline: float) -> Any:
        try:
            return self._line.ask(rule, document, deadline)
        except (Late, Refused, NotOpa, requests.RequestException) as error:
            raise self._located(error) or explained(error, self._who, self._seconds) from None

    def _same(self, revisions: Sequence[str]) -> None:
        if self._wanted in revisions:
            return
        other = next((one for one in revisions if one.startswith(PREFIX)), None)
        serves = "no policies of the auditor" if other is None else f"other policies ({other[:_SHOWN]})"
        raise EngineFailed(
            f"{self._who} serves {serves}, not those of this run ({self._wanted[:_SHOWN]}): nothing was judged",
            f"`{command(self._modules)}` makes the bundle; let OPA load it (README, Your own)",
        )

    def _located(self, error: Exception) -> AuditorError | None:
        return located(error.errors, self._modules, self._questions) if isinstance(error, Refused) else None


def served(bundled: Mapping[str, str] | None, wanted: Mapping[str, str]) -> Mapping[str, str]:
    """Return the questions that the bundle must hold: those it holds already, where they include all of `wanted`."""
    return bundled if bundled is not None and wanted.items() <= bundled.items() else wanted


def located(errors: Sequence[Any], modules: Sequence[Module], questions: Mapping[str, str]) -> PolicyBroken | None:
    """Return the first of OPA's errors that has a place in one of our files, in the words of that file."""
    files = members(modules, questions)
    for error in errors:
        place = error.get("location") if isinstance(error, dict) else None
        file = str(place.get("file")) if isinstance(place, dict) else ""
        name = next((name for name in files if file == name or file.endswith(f"/{name}")), None)
        if name is not None and isinstance(place, dict):
            message = re.sub(r"\s+", " ", str(error.get("message")))
            return broken(files[name], place.get("row"), message)
    return None


def broken(module: Module, line: object, message: str) -> PolicyBroken:
    """Return the error for a line of a module that OPA does not take, or that fails."""
    return PolicyBroken(f"{module.name}, line {line}: {message}", "fix the line; `opa check` says the same")
