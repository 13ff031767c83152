"""A site's central OPA 1.x: it serves our bundle, and a run asks it one question.

Nothing is uploaded, and nothing is left behind. The revision of the bundle is a digest of all policies, so that a
server with older, newer or other ones is refused, with the command that makes the right bundle.

From the environment: AUDITOR_OPA_TOKEN or AUDITOR_OPA_TOKEN_FILE (bearer token), AUDITOR_OPA_CERT and AUDITOR_OPA_KEY
(mutual TLS), REQUESTS_CA_BUNDLE (the authority that signed the server's certificate).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence

from auditor.models.limits import POLICY_TIMEOUT
from auditor.rego.opa.access import address, certificate, token
from auditor.rego.opa.asking import Asking, served
from auditor.rego.opa.line import LIMIT, Line
from auditor.rego.port import Engine, Module
from auditor.wire import Carrier


class OpaServer(Engine):
    """An OPA server that serves our bundle. `timeout`: seconds for everything that one estate needs."""

    name = "opa"

    def __init__(self, url: str, timeout: float = POLICY_TIMEOUT) -> None:
        host, port, tls = address(url)
        self.url, self.timeout = url, timeout
        self._served: Mapping[str, str] | None = None
        self._line = Line(host, port, Carrier(LIMIT), ssl=tls, cert=certificate(), token=token())

    def prepare(
        self,
        modules: Sequence[Module],  # noqa: ARG002 - of the port
        meanwhile: Callable[[], None] | None = None,  # noqa: ARG002 - of the port
        *,
        questions: Mapping[str, str] | None = None,
    ) -> None:
        """See `Engine.prepare`. The server is ready, or it is not."""
        self._served = questions

    def ask(self, modules: Sequence[Module], questions: Mapping[str, str]) -> None:
        """See `Engine.ask`."""
        self._asking(modules, questions).check(time.monotonic() + self.timeout)

    def answers(
        self, modules: Sequence[Module], questions: Mapping[str, str], document: bytes
    ) -> Iterator[tuple[str, bytes]]:
        """See `Engine.answers`. The server answers everything at once."""
        deadline = time.monotonic() + self.timeout
        asking = self._asking(modules, served(self._served, questions))
        asking.check(deadline)
        return asking.answers(questions, document, deadline)

    def close(self) -> None:
        """See `Engine.close`."""
        self._line.close_connection()

    def _asking(self, modules: Sequence[Module], questions: Mapping[str, str]) -> Asking:
        return Asking(self._line, f"OPA at {self.url}", self.timeout, modules, questions)
