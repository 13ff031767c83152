"""One way to speak with another program over HTTP: one deadline, a limit of bytes, no redirects.

OPA and hooks go through here: a session gets a `Carrier` (`session` makes one), and each conversation runs in `until`.
z/OSMF runs in `until` too, and takes its answers block by block (`auditor/collect/wire.py`). What a conversation with
PostgreSQL has instead: `auditor/history/address.py`.
"""

from __future__ import annotations

import io
import threading
import time
from collections.abc import Callable
from typing import Any, Final, TypeVar

import requests
from requests.adapters import HTTPAdapter
from urllib3.exceptions import HTTPError

_T = TypeVar("_T")
_BLOCK: Final = 1 << 20

FAILURES: Final = (requests.RequestException, HTTPError, OSError, ValueError, RecursionError)
"""What a conversation can end with besides the errors below; a `ValueError` is an answer of another form."""


class Late(Exception):
    """The deadline has passed."""


class Strange(Exception):
    """What came back is not taken, whoever sent it."""


class Redirected(Strange):
    """The server points elsewhere. Nothing was sent there."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class TooLong(Strange):
    """The answer goes on beyond the limit."""


class Carrier(HTTPAdapter):
    """Carries requests; no redirect is followed, and no answer is read beyond `limit` bytes.

    An answer is asked for as it is, not compressed: a limit on compressed bytes limits nothing.
    """

    def __init__(self, limit: int) -> None:
        self._most = limit
        super().__init__()

    def send(self, request: Any, *more: Any, **options: Any) -> requests.Response:
        """Return the answer, read whole. Raises `Redirected` and `TooLong`, and what requests raises."""
        request.headers["Accept-Encoding"] = "identity"
        response = super().send(request, *more, **options)
        if 300 <= response.status_code < 400:
            response.close()
            raise Redirected(response.status_code)
        body = bytearray()
        while block := response.raw.read(min(_BLOCK, self._most + 1 - len(body)), decode_content=False):
            body += block
            if len(body) > self._most:
                response.close()
                raise TooLong
        response.raw.release_conn()
        response.raw = io.BytesIO(bytes(body))
        response.headers.pop("Content-Encoding", None)
        return response


def session(limit: int) -> requests.Session:
    """Return a session of which every answer has at most `limit` bytes; it follows no redirect."""
    made = requests.Session()
    made.max_redirects = 0
    for scheme in ("http://", "https://"):
        made.mount(scheme, Carrier(limit))
    return made


def until(deadline: float, call: Callable[[float], _T]) -> _T:
    """Return what `call` gives, which is told the seconds that are left. `deadline`: of `time.monotonic`.

    An answer that comes byte by byte has no more time than one that never comes. Raises `Late`, `Redirected`,
    `TooLong` and `FAILURES`. A call that is late goes on by itself and is heard by nobody: it ends with the process.
    """
    left = deadline - time.monotonic()
    if left <= 0:
        raise Late
    given: list[_T] = []
    failed: list[BaseException] = []

    def work() -> None:
        try:
            given.append(call(left))
        except (Strange, *FAILURES) as error:
            failed.append(error)

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(left)
    if failed and not isinstance(failed[0], requests.Timeout):
        raise failed[0]
    if not given:
        raise Late
    return given[0]
