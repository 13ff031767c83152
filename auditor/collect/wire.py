"""A conversation over HTTPS: verified, with one deadline, a limit of bytes, and no redirect.

Neither the environment nor a .netrc file has a say: proxies and credentials of other programs are not taken.
"""

from __future__ import annotations

import os
import ssl
import time
from collections.abc import Callable, Iterator
from typing import Any, Final, TypeVar

import requests
from urllib3.exceptions import HTTPError

from auditor import wire

ANSWER: Final = 32 << 20
"""Bytes of an answer in JSON."""
_BLOCK: Final = 1 << 18
_STALL: Final = 60.0
"""Seconds in which at least one byte must come."""

_T = TypeVar("_T")


class WireFailed(Exception):
    """The conversation failed; what it says can be shown. `again`: another attempt may help."""

    def __init__(self, what: str, *, again: bool = False) -> None:
        super().__init__(what)
        self.again = again


class TooLate(WireFailed):
    """The deadline has passed."""


class Wire:
    """Carries requests to one host until `deadline` (of `time.monotonic`)."""

    def __init__(self, deadline: float, ca: str | None, certificate: tuple[str, str] | str | None) -> None:
        self._deadline = deadline
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.verify = ca or os.environ.get("REQUESTS_CA_BUNDLE") or True
        self._session.cert = certificate

    def close(self) -> None:
        """End the conversation."""
        self._session.close()

    def left(self) -> float:
        """Return the seconds that are left. Raises `TooLate`."""
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise TooLate("the time for this system is over")
        return left

    def pause(self, seconds: float) -> None:
        """Wait, but never beyond the deadline. Raises `TooLate`."""
        time.sleep(min(seconds, self.left()))
        self.left()

    def send(self, method: str, url: str, **options: Any) -> requests.Response:
        """Return an answer, of which the body is not read yet. Raises `WireFailed`; a redirect is a failure."""
        options |= {"timeout": min(_STALL, self.left()), "allow_redirects": False, "stream": True}
        answer = self._until(lambda: self._session.request(method, url, **options))
        if 300 <= answer.status_code < 400 and answer.status_code != 304:
            answer.close()
            raise WireFailed("z/OSMF sends the request on to another address, and redirects are not followed")
        return answer

    def body(self, answer: requests.Response, most: int = ANSWER) -> bytes:
        """Return the whole body. Raises `WireFailed`, also for one of more than `most` bytes."""
        return b"".join(self.blocks(answer, most))

    def blocks(self, answer: requests.Response, most: int) -> Iterator[bytes]:
        """Yield the body block by block. Raises `WireFailed` when it is cut, too long or too slow."""
        count, parts = 0, answer.iter_content(_BLOCK)
        try:
            while (block := self._until(lambda: next(parts, b""))) != b"":
                count += len(block)
                if count > most:
                    raise WireFailed(f"the answer has more than {most} bytes")
                yield block
        finally:
            answer.close()

    def _until(self, call: Callable[[], _T]) -> _T:
        """Return what `call` gives; an answer that comes byte by byte has no more time than one that never comes."""
        try:
            return wire.until(self._deadline, lambda _: call())
        except wire.Late:
            if time.monotonic() < self._deadline:  # not the end, but a server that says nothing for a while
                raise WireFailed("z/OSMF did not answer in time", again=True) from None
            raise TooLate("the time for this system is over: no whole answer came") from None
        except wire.FAILURES as error:
            raise _plain(error) from None


def _plain(error: Exception) -> WireFailed:
    """The failure in our words. The text of a library may quote headers, and with them a password."""
    verify = next((one for one in _causes(error) if isinstance(one, ssl.SSLCertVerificationError)), None)
    if verify is not None:
        return WireFailed(
            f"the certificate of z/OSMF was not accepted: {verify.verify_message or 'it does not verify'}"
        )
    if any(isinstance(one, ssl.SSLError) for one in _causes(error)) or isinstance(error, requests.exceptions.SSLError):
        return WireFailed("TLS could not be agreed on with z/OSMF")
    if isinstance(error, requests.exceptions.ChunkedEncodingError | HTTPError):
        return WireFailed("the connection ended before the answer was whole", again=True)
    if isinstance(error, requests.ConnectionError):
        return WireFailed("z/OSMF cannot be reached: no connection, or it was cut", again=True)
    return WireFailed(f"the request failed ({type(error).__name__})")


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield the error and what it was made of."""
    left: list[BaseException] = [error]
    for _ in range(20):
        if not left:
            return
        one = left.pop()
        yield one
        more = [getattr(one, "reason", None), one.__cause__, one.__context__, *one.args]
        left += [each for each in more if isinstance(each, BaseException)]
