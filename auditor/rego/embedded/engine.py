"""The embedded engine: regorus, in a process that can be killed.

Starting the process and loading our policies takes about 0.1 s; it stays for as long as its engine does. It works the
same where processes are spawned and where they are forked.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from auditor.errors import AuditorError, EngineFailed, PolicyBroken
from auditor.models.limits import POLICY_TIMEOUT
from auditor.rego.embedded.neighbours import neighbours
from auditor.rego.embedded.process import Part, Worker, WorkerDied, WorkerLate
from auditor.rego.port import Engine, Module, complete

LARGE = 1 << 20
"""Bytes of a document from which on two processes judge it. The second costs 13 ms; here it saves some tenths."""

_PLACE = re.compile(r"--> (?P<file>.+?):(?P<line>\d+):(?P<column>\d+)")
_MESSAGE = re.compile(r"error: (?P<message>.+)")
_LIMIT = re.compile(r"(?P<file>[^\s:]+\.rego).*(?P<what>(?:exceeds|too many|too large|too long).*)", re.IGNORECASE)


class Embedded(Engine):
    """regorus in a worker process. `timeout`: seconds for everything that one evaluation needs."""

    name = "embedded"

    def __init__(self, timeout: float = POLICY_TIMEOUT) -> None:
        self.timeout = timeout
        self._worker = Worker()
        self._meanwhile: Callable[[], None] | None = None

    @property
    def process(self) -> int:
        """The id of the worker's process, and of the group of what it forks."""
        return self._worker.process

    def prepare(
        self,
        modules: Sequence[Module],
        meanwhile: Callable[[], None] | None = None,
        *,
        questions: Mapping[str, str] | None = None,  # noqa: ARG002 - of the port
    ) -> None:
        """See `Engine.prepare`."""
        self._meanwhile = meanwhile
        self._working().tell({"do": "prepare", "modules": list(modules)})

    def ask(self, modules: Sequence[Module], questions: Mapping[str, str]) -> None:
        """See `Engine.ask`. It is a process of ours."""

    def answers(
        self, modules: Sequence[Module], questions: Mapping[str, str], document: bytes
    ) -> Iterator[tuple[str, bytes]]:
        """See `Engine.answers`."""
        processes = _processes(len(document))
        asked = neighbours(questions, modules) if processes > 1 else dict(questions)
        order = {"do": "evaluate", "modules": list(modules), "questions": asked, "processes": processes}
        parts = self._do(order, document)
        del document
        told = (part.body.partition(b"\n") for part in parts if part.kind == b"V")
        return complete(((name.decode(), text) for name, _, text in told), questions, self.name)

    def parse(self, modules: Sequence[Module]) -> dict[str, dict[str, Any]]:
        """The syntax tree of each module, by module name. Raises `PolicyBroken` for the first that does not parse."""
        trees = self._told({"do": "parse", "modules": list(modules)}, b"")
        return {tree["source"]["file"]: tree["ast"] for tree in trees}

    def test(self, modules: Sequence[Module], tests: Sequence[str]) -> dict[str, Any]:
        """Evaluate each test rule (a data reference): `outcomes`, and `lines` by module: [covered, not covered]."""
        order = {"do": "test", "modules": list(modules), "tests": list(tests), "coverage": True}
        answer: dict[str, Any] = self._told(order, b"{}")
        return answer

    def close(self) -> None:
        """See `Engine.close`."""
        self._worker.close()

    def _working(self) -> Worker:
        if not self._worker.works:
            self._worker = Worker()
        return self._worker

    def _told(self, order: dict[str, Any], document: bytes) -> Any:
        (answer,) = self._do(order, document)
        return json.loads(answer.body)

    def _do(self, order: dict[str, Any], document: bytes) -> Iterator[Part]:
        """What the worker says, when it says it; its errors are raised as ours."""
        meanwhile, self._meanwhile = self._meanwhile, None
        parts = self._working().ask(order, document, self.timeout, meanwhile)
        del document
        try:
            for part in parts:
                if part.kind == b"E":
                    raise explain(part.body.decode("utf-8", "replace"))
                yield part
        except WorkerLate:
            raise EngineFailed(
                f"the policies did not end within {self.timeout:g} seconds",
                "raise --policy-timeout, or leave out the site policy that takes so long",
            ) from None
        except WorkerDied as error:
            raise EngineFailed(
                f"the embedded engine died without an answer (status {error.status})",
                "a policy that recurses without end or data nested too deep does this; run `auditor policies test`",
            ) from None


def _processes(size: int) -> int:
    """How many forks judge a document of `size` bytes; 0 where none can be made, and the worker itself judges."""
    if not hasattr(os, "fork"):
        return 0
    return 1 if size < LARGE else min(2, _cores())


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def explain(text: str) -> AuditorError:
    """The engine's message as one line with file and line; without a stack, which may follow it."""
    text = text.partition("Stack backtrace:")[0].strip()
    place, message = _PLACE.search(text), _MESSAGE.search(text)
    if place is not None:
        what = message["message"].strip() if message else "cannot be evaluated"
        return PolicyBroken(
            f"{place['file']}, line {place['line']}: {what}",
            "fix the line; `auditor policies test` shows the same message",
        )
    limit = _LIMIT.search(text)
    if limit is not None:
        return PolicyBroken(f"{limit['file']}: {limit['what']}", "split the file: the embedded engine has limits")
    if "No module named 'regorus'" in text:
        return EngineFailed(
            "the embedded engine is not installed: it has no wheel for this platform",
            "install OPA 1.x and add --engine opa; without --policies, which this engine checks (see the README)",
        )
    first = text.splitlines()[0] if text else "no message"
    return EngineFailed(f"the embedded engine failed: {first[:200]}", "run `auditor policies test`")
