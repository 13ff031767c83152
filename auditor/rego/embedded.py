"""The embedded engine: regorus, in a process that can be killed.

Starting the process takes about 50 ms. It works the same where processes are spawned and where they are forked.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from auditor.errors import AuditorError, EngineFailed, PolicyBroken
from auditor.rego.engine import ENTRY, Module, complete, entry_module

_WORKER = Path(__file__).with_name("worker.py")
_PLACE = re.compile(r"--> (?P<file>.+?):(?P<line>\d+):(?P<column>\d+)")
_MESSAGE = re.compile(r"error: (?P<message>.+)")
_LIMIT = re.compile(r"(?P<file>[^\s:]+\.rego).*(?P<what>(?:exceeds|too many|too large|too long).*)", re.IGNORECASE)


class Embedded:
    """regorus in a worker process. `timeout`: seconds for everything together."""

    name = "embedded"

    def __init__(self, timeout: float = 30.0) -> None:
        self.timeout = timeout

    def evaluate(self, modules: Sequence[Module], questions: Mapping[str, str], document: bytes) -> dict[str, Any]:
        """See `Engine.evaluate`."""
        order = {"do": "evaluate", "query": f"data.{ENTRY}.answers", "modules": [*modules, entry_module(questions)]}
        rows = self._do(order, document).get("result")
        return complete(rows[0]["expressions"][0]["value"] if rows else None, questions, self.name)

    def parse(self, modules: Sequence[Module]) -> dict[str, dict[str, Any]]:
        """The syntax tree of each module, by module name. Raises `PolicyBroken` for the first that does not parse."""
        trees = self._do({"do": "parse", "modules": list(modules)}, b"")
        return {tree["source"]["file"]: tree["ast"] for tree in trees}

    def test(self, modules: Sequence[Module], tests: Sequence[str]) -> dict[str, Any]:
        """Evaluate each test rule (a data reference): `outcomes`, and `lines` by module: [covered, not covered]."""
        order = {"do": "test", "modules": list(modules), "tests": list(tests), "coverage": True}
        answer: dict[str, Any] = self._do(order, b"{}")
        return answer

    def _do(self, order: dict[str, Any], document: bytes) -> Any:
        head = json.dumps({**order, "path": [entry for entry in sys.path if entry]}).encode()
        environment = {name: text for name, text in os.environ.items() if not name.startswith("RUST_")}
        with subprocess.Popen(
            [sys.executable, "-I", str(_WORKER)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # a panic there could quote evidence
            env=environment,
        ) as worker:
            try:
                out, _ = worker.communicate(len(head).to_bytes(8, "big") + head + document, timeout=self.timeout)
            except subprocess.TimeoutExpired:
                raise EngineFailed(
                    f"the policies did not end within {self.timeout:g} seconds",
                    "raise --policy-timeout, or leave out the site policy that takes so long",
                ) from None
            finally:
                worker.kill()  # also after an interrupt: nothing may go on alone
        return _answer(out, worker.returncode)


def _answer(out: bytes, code: int | None) -> Any:
    if out[:1] == b"K":
        return json.loads(out[1:])
    if out[:1] == b"E":
        raise explain(out[1:].decode("utf-8", "replace"))
    raise EngineFailed(
        f"the embedded engine died without an answer (status {code})",
        "a policy that recurses without end or data nested too deep does this; run `auditor policies test`",
    )


def explain(text: str) -> AuditorError:
    """The engine's message as one line with file and line; without a stack, which may follow it."""
    text = text.partition("Stack backtrace:")[0].strip()
    place, message = _PLACE.search(text), _MESSAGE.search(text)
    if place is not None:
        what = message["message"].strip() if message else "cannot be evaluated"
        return PolicyBroken(
            f"{place['file']}, line {place['line']}: {what}",
            "mend the line; `auditor policies test` shows the same message",
        )
    limit = _LIMIT.search(text)
    if limit is not None:
        return PolicyBroken(f"{limit['file']}: {limit['what']}", "split the file: the embedded engine has limits")
    first = text.splitlines()[0] if text else "no message"
    return EngineFailed(f"the embedded engine failed: {first[:200]}", "run `auditor policies test`")
