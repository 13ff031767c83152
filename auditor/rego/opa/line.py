"""A conversation with an OPA: through opa-python-client, with one deadline, a limit of bytes, and no redirects."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

import requests
from opa_client import OpaClient
from requests.adapters import HTTPAdapter

from auditor.errors import AuditorError, EngineFailed
from auditor.rego.opa.bundle import ENTRY
from auditor.wire import FAILURES, Late, Strange, until

LIMIT = 1 << 30
"""Bytes of one answer: ten times the verdicts of a site with a gigabyte of unload."""
_T = TypeVar("_T")


class Refused(Exception):
    """The server said no. `status`: of HTTP; `errors`: what OPA says of each, as far as it does."""

    def __init__(self, status: int, errors: list[Any]) -> None:
        super().__init__(status)
        self.status, self.errors = status, errors


class NotOpa(Exception):
    """What came back is nothing that OPA says."""


class Answer(NamedTuple):
    """What OPA said to one question."""

    value: Any
    """None where it is undefined."""
    revisions: tuple[str, ...]
    """Revisions of the bundles by which it was answered."""


class Line(OpaClient):  # type: ignore[misc]
    """The client of one OPA. `adapter`: what carries the requests; every call ends with the deadline."""

    def __init__(self, host: str, port: int, adapter: HTTPAdapter, *, direct: bool = False, **options: Any) -> None:
        self._adapter, self._direct = adapter, direct
        super().__init__(host=host, port=port, retries=0, **options)

    def _init_session(self) -> requests.Session:
        session: requests.Session = super()._init_session()
        session.trust_env = not self._direct
        session.mount("http://", self._adapter)
        session.mount("https://", self._adapter)
        return session

    def ask(self, rule: str, document: bytes, deadline: float) -> Answer:
        """Return what `data.auditor.questions.<rule>` is for the `input` of which `document` is the JSON text.

        Raises `Late`, `Refused`, `NotOpa`, and what requests raises for a server that is not there.
        """
        wanted = {"provenance": "true", "strict-builtin-errors": "true"}
        body = self._until(deadline, lambda: self.query_rule(json.loads(document), ENTRY, rule, wanted))
        if not isinstance(body, dict):
            raise NotOpa
        proof = body.get("provenance")
        bundles = proof.get("bundles") if isinstance(proof, dict) else None
        rows = bundles.values() if isinstance(bundles, dict) else ()
        revisions = (row.get("revision") for row in rows if isinstance(row, dict))
        return Answer(body.get("result"), tuple(one for one in revisions if isinstance(one, str)))

    def healthy(self, deadline: float) -> bool:
        """Return whether OPA says that it is ready."""
        return bool(self._until(deadline, self.check_health))

    def _until(self, deadline: float, call: Callable[[], _T]) -> _T:
        """Return what `call` gives before the deadline."""

        def timed(left: float) -> _T:
            self.timeout = left
            return call()

        try:
            return until(deadline, timed)
        except (Strange, *FAILURES) as error:
            raise _plain(error) from None


def _plain(error: BaseException) -> BaseException:
    """Return the error as one of ours, where it says what the server did."""
    if isinstance(error, requests.HTTPError) and error.response is not None:
        try:
            body = error.response.json()
        except ValueError:
            body = None
        errors = body.get("errors") if isinstance(body, dict) else None
        return Refused(error.response.status_code, errors if isinstance(errors, list) else [])
    if isinstance(error, requests.ConnectionError):
        return error
    return NotOpa()


def explained(error: Exception, who: str, seconds: float) -> AuditorError:
    """Return what went wrong in a conversation with `who` as an error of ours, as far as nobody knows it better."""
    slow = "raise --policy-timeout, or judge with the embedded engine"
    if isinstance(error, Late):
        return EngineFailed(f"{who} did not end within {seconds:g} seconds", slow)
    if isinstance(error, Refused) and error.status in (401, 403):
        return EngineFailed(
            f"{who} does not let us in", "set AUDITOR_OPA_TOKEN, AUDITOR_OPA_TOKEN_FILE or AUDITOR_OPA_CERT"
        )
    if isinstance(error, Refused):
        return EngineFailed(f"{who} answered HTTP {error.status}", "look into the server's log")
    if isinstance(error, requests.exceptions.SSLError):
        return EngineFailed(
            f"{who}: TLS could not be agreed on", "set REQUESTS_CA_BUNDLE to the authority's certificate"
        )
    if isinstance(error, requests.ConnectionError):
        return EngineFailed(f"{who} cannot be reached", "start it, leave --opa-url out, or use the embedded engine")
    return EngineFailed(f"{who} does not answer as OPA does", "check --opa-url")
