"""Any OPA 1.x server, over REST.

Each run brings its own policies under a package prefix of its own and takes them away again. So it needs nothing on the
server, never meets what a site has there under `data.auditor`, and two runs do not see each other.

From the environment: AUDITOR_OPA_TOKEN or AUDITOR_OPA_TOKEN_FILE (bearer token), AUDITOR_OPA_CERT and AUDITOR_OPA_KEY
(mutual TLS), REQUESTS_CA_BUNDLE (the authority that signed the server's certificate).
"""

from __future__ import annotations

import json
import re
import secrets
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from types import TracebackType
from typing import Any, Self, cast

from auditor.errors import AuditorError, EngineFailed, PolicyBroken
from auditor.models.limits import POLICY_TIMEOUT
from auditor.rego.opa.access import address, certificate, token
from auditor.rego.opa.modules import moved, needed_first
from auditor.rego.port import ENTRY, Engine, Module, complete, entry_module

_UPLOADS = 10
"""How many times the limit of one upload all of them may take together."""
_UNAUTHORISED = ("unauthorized", "forbidden")


class OpaServer(Engine):
    """An OPA server. `timeout`: seconds for each upload and for each evaluation.

    The policies stay there until `close()`: many estates are judged by the same ones, and OPA compiles everything it
    has at each upload.
    """

    name = "opa"

    def __init__(self, url: str, timeout: float = POLICY_TIMEOUT) -> None:
        self._host, self._port, self._tls = address(url)
        self.url, self.timeout = url, timeout
        self._token, self._certificate = token(), certificate()
        self._deadline = 0.0
        self._owed = 0
        self._client: Any = None
        self._there: dict[tuple[Module, ...], tuple[str, list[str]]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def prepare(self, modules: Sequence[Module], meanwhile: Callable[[], None] | None = None) -> None:
        """See `Engine.prepare`. Nothing is uploaded before there is something to judge."""

    def ask(self) -> None:
        """See `Engine.ask`. Any answer will do: whether we may upload is seen when we do."""
        import requests
        from opa_client.errors import ConnectionsError

        self._deadline = time.monotonic() + self.timeout
        with self._talking(()), suppress(requests.HTTPError):
            if self._at_once().check_health():
                return
            try:
                self._at_once().check_connection()  # says why
            except ConnectionsError as error:
                raise (error.__cause__ or error) from None

    def answers(
        self, modules: Sequence[Module], questions: Mapping[str, str], document: bytes
    ) -> Iterator[tuple[str, bytes]]:
        """See `Engine.answers`. The server answers everything at once."""
        try:
            found = self._found((*modules, entry_module(questions)), document)
            del document
            said = ((name, json.dumps(found.pop(name)).encode()) for name in list(found))
            yield from complete(said, questions, self.name)
        except BaseException:
            self.close()  # a half-done upload must not be asked again
            raise

    def _found(self, modules: tuple[Module, ...], document: bytes) -> dict[str, Any]:
        self._deadline = time.monotonic() + self.timeout * _UPLOADS
        prefix = self._upload(modules)
        self._deadline = time.monotonic() + self.timeout
        with self._talking(modules):
            body = self._at_once().query_rule(
                json.loads(document), f"{prefix}.{ENTRY}", "answers", {"strict-builtin-errors": "true"}
            )
        answers = body.get("result") if isinstance(body, dict) else None
        return answers if isinstance(answers, dict) else {}

    def close(self) -> None:
        """Take away what was uploaded, as far as the server still answers."""
        from requests import RequestException

        if self._client is None:
            return
        self._deadline = max(self._deadline, time.monotonic() + 5.0)
        for _, uploaded in self._there.values():
            for path in reversed(uploaded):
                try:
                    _ = self._at_once().delete_policy(path)
                except RequestException:
                    break  # the server is gone, and with it the policies or our way to them
                except _client_errors():
                    continue
        self._there.clear()
        self._owed = 0
        self._client.close_connection()
        self._client = None

    def _at_once(self) -> Any:
        """The client, allowed what is left of the time."""
        left = min(self._deadline - time.monotonic(), self.timeout)
        if left <= 0:
            raise self._late()
        if self._client is None:
            from opa_client import OpaClient

            self._client = OpaClient(
                host=self._host,
                port=self._port,
                ssl=self._tls,
                cert=self._certificate,
                token=self._token,
                timeout=left,
                retries=0,
            )
        self._client.timeout = left
        return self._client

    def _late(self) -> EngineFailed:
        if self._owed:
            return EngineFailed(
                f"OPA at {self.url} takes the policies too slowly: {self._owed} were still to be uploaded after "
                f"{self.timeout:g} seconds for one or {self.timeout * _UPLOADS:g} for all, and nothing was judged",
                "OPA compiles everything at each upload: raise --policy-timeout, or judge with the embedded engine",
            )
        return EngineFailed(
            f"OPA at {self.url} did not end within {self.timeout:g} seconds",
            "raise --policy-timeout, or judge with the embedded engine",
        )

    def _upload(self, modules: tuple[Module, ...]) -> str:
        """Upload in an order that compiles (OPA refuses a module whose functions are not there yet)."""
        if modules in self._there:
            return self._there[modules][0]
        prefix = f"auditor_{secrets.token_hex(6)}"
        uploaded: list[str] = []
        self._there[modules] = (prefix, uploaded)
        waiting = needed_first(modules)
        self._owed = len(waiting)
        while waiting:
            refused = []
            for number, module in waiting:
                path = f"{prefix}/{number}.rego"
                error = self._put(path, moved(module, prefix), modules)
                if error is None:
                    uploaded.append(path)
                    self._owed -= 1
                else:
                    refused.append(((number, module), error))
            if len(refused) == len(waiting):
                raise _refused(refused[0][1], modules)
            waiting = [one for one, _ in refused]
        return prefix

    def _put(self, path: str, text: str, modules: tuple[Module, ...]) -> Any:
        from opa_client.errors import RegoParseError

        try:
            with self._talking(modules):
                self._at_once().update_policy_from_string(text, path, rego_compat=False)
        except RegoParseError as error:
            if error.expression in _UNAUTHORISED:
                raise self._unauthorised() from None
            return error
        return None

    def _unauthorised(self) -> EngineFailed:
        return EngineFailed(
            f"OPA at {self.url} does not let us in", "set AUDITOR_OPA_TOKEN, AUDITOR_OPA_TOKEN_FILE or AUDITOR_OPA_CERT"
        )

    @contextmanager
    def _talking(self, modules: tuple[Module, ...]) -> Iterator[None]:
        """Every way the conversation can fail, as one of our errors."""
        import requests
        from urllib3.exceptions import ReadTimeoutError

        try:
            yield
        except requests.Timeout:
            raise self._late() from None
        except requests.HTTPError as error:
            raise self._http(error, modules) from None
        except requests.exceptions.SSLError:
            raise EngineFailed(
                f"OPA at {self.url}: TLS could not be agreed on",
                "set REQUESTS_CA_BUNDLE to the authority's certificate",
            ) from None
        except requests.ConnectionError as error:
            if isinstance(getattr(error.args[0], "reason", None), ReadTimeoutError):
                raise self._late() from None  # how a PUT says it, which might be tried again
            raise EngineFailed(
                f"OPA at {self.url} cannot be reached", "start it with `opa run --server`, or use the embedded engine"
            ) from None
        except (requests.RequestException, json.JSONDecodeError, OSError):
            raise EngineFailed(f"{self.url} does not answer as OPA does", "check --opa-url") from None

    def _http(self, error: Any, modules: tuple[Module, ...]) -> AuditorError:
        status = error.response.status_code
        if status in (401, 403):
            return self._unauthorised()
        body: Any = None
        with suppress(ValueError):
            body = error.response.json()
        if isinstance(body, dict) and body.get("errors"):
            return _located(body["errors"], modules) or EngineFailed(
                f"OPA at {self.url} failed: HTTP {status}", "look into the server's log"
            )
        return EngineFailed(f"OPA at {self.url} answered HTTP {status}", "look into the server's log")


def _client_errors() -> tuple[type[Exception], ...]:
    from opa_client.errors import DeletePolicyError, PolicyNotFoundError

    return (DeletePolicyError, PolicyNotFoundError, EngineFailed)


def _refused(error: Any, modules: tuple[Module, ...]) -> AuditorError:
    return _located(error.errors, modules) or EngineFailed(
        f"OPA refuses a policy: {error.expression}", "look into the server's log"
    )


def _located(errors: Any, modules: tuple[Module, ...]) -> PolicyBroken | None:
    """The first of OPA's errors that has a place, in the words of our files."""
    for one in errors if isinstance(errors, list) else ():
        place = one.get("location") if isinstance(one, dict) else None
        number = re.search(r"/(\d+)\.rego$", str(place.get("file"))) if isinstance(place, dict) else None
        if number is not None and int(number[1]) < len(modules):
            name = modules[int(number[1])].name
            message = re.sub(r"auditor_[0-9a-f]{12}\.", "", str(one.get("message")))
            return PolicyBroken(
                f"{name}, line {cast('dict[str, Any]', place).get('row')}: {message}",
                "mend the line; `opa check` says the same",
            )
    return None
