"""z/OSMF's REST interface, as far as evidence needs it: submit a job, wait for it, read a data set.

Sources: z/OSMF Programming Guide, "z/OS jobs REST interface", "z/OS data set and file REST interface". Nothing is
written with it but jobs; what they write is their own.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

import requests

from auditor.collect.credentials import Credentials
from auditor.collect.wire import ANSWER, Wire, WireFailed
from auditor.visible import visible

_FIRST, _LAST = 0.2, 30.0
"""Seconds between two questions for a job: twice as long each time."""
_ATTEMPTS: Final = 4
_NAME: Final = re.compile(r"[A-Z0-9#$@]{1,8}")

Far = Callable[[int, int], None]


class Refused(WireFailed):
    """z/OSMF said no."""


class LoggedOff(WireFailed):
    """z/OSMF does not know us (401): nothing more is tried, or the user ID would be revoked."""


@dataclass(frozen=True, slots=True)
class Job:
    """A job that has ended."""

    name: str
    number: str
    owner: str | None
    return_code: str
    steps: tuple[tuple[str, str], ...]
    ended: str | None
    """ISO 8601, as the host says it."""

    def said(self) -> str:
        """Return what the job and its steps ended with."""
        steps = ", ".join(f"{name} {code}" for name, code in self.steps)
        return f"{self.return_code} ({steps})" if steps else self.return_code


@dataclass(frozen=True, slots=True)
class Body:
    """What was fetched into a file."""

    bytes: int
    date: str
    """Time of the host, of its Date header, else of this computer."""


class Zosmf:
    """One z/OSMF."""

    def __init__(self, base: str, wire: Wire, credentials: Credentials) -> None:
        self._base, self._wire = base, wire
        self._headers = {"X-CSRF-ZOSMF-HEADER": "auditor", **credentials.headers()}

    def run(self, jcl: str) -> Job:
        """Submit a job and wait until it has ended. Raises `WireFailed`."""
        headers = {"Content-Type": "text/plain", "X-IBM-Intrdr-Mode": "TEXT", "X-IBM-Intrdr-Lrecl": "80"}
        headers |= {"X-IBM-Intrdr-Recfm": "F"}
        job = self._json("PUT", "/restjobs/jobs", headers=headers, data=jcl.encode("ascii"))
        name, number = str(job.get("jobname", "")), str(job.get("jobid", ""))
        if not _NAME.fullmatch(name) or not _NAME.fullmatch(number):
            raise WireFailed("z/OSMF took the job and did not say under which name")
        path = f"/restjobs/jobs/{quote(name, safe='')}/{quote(number, safe='')}?step-data=Y&exec-data=Y"
        pause = _FIRST
        while job.get("status") != "OUTPUT" or not job.get("retcode"):
            self._wire.pause(pause)
            pause = min(2 * pause, _LAST)
            job = self._json("GET", path)
        return _job(job, name, number)

    def fetch(self, source: str, target: Path, mode: str, most: int, far: Far) -> Body:
        """Read a data set or member into `target`; a body that is cut is gone on with. Raises `WireFailed`."""
        etag: str | None = None
        for attempt in range(_ATTEMPTS):
            done = target.stat().st_size if etag is not None and target.exists() else 0
            try:
                answer = self._ask(
                    "GET", f"/restfiles/ds/{quote(source, safe='()')}", headers=_reading(mode, etag, done)
                )
                goes_on = answer.status_code == 206 and done > 0 and answer.headers.get("ETag") == etag
                etag = answer.headers.get("ETag")
                with target.open("ab" if goes_on else "wb") as file:
                    done = done if goes_on else 0
                    for block in self._wire.blocks(answer, most - done):
                        file.write(block)
                        done += len(block)
                        far(done, 0)
                return Body(done, _date(answer))
            except WireFailed as error:
                if not error.again or attempt == _ATTEMPTS - 1:
                    raise
                self._wire.pause(_FIRST * 2**attempt)
        raise WireFailed("the data set could not be read to its end")

    def _json(self, method: str, path: str, **options: Any) -> dict[str, Any]:
        answer = self._ask(method, path, **options)
        try:
            document = json.loads(self._wire.body(answer))
        except (ValueError, RecursionError):
            document = None
        if not isinstance(document, dict):
            raise WireFailed("what answered is no z/OSMF: it gave no JSON object")
        return document

    def _ask(
        self, method: str, path: str, *, headers: dict[str, str] | None = None, data: bytes | None = None
    ) -> requests.Response:
        """Return an answer that is no refusal."""
        answer = self._wire.send(method, self._base + path, headers={**self._headers, **(headers or {})}, data=data)
        if answer.status_code < 300:
            return answer
        status = answer.status_code
        try:
            document = json.loads(self._wire.body(answer, ANSWER))
        except (ValueError, RecursionError, WireFailed):
            document = None
        if status == 401:
            raise LoggedOff("z/OSMF does not accept the log-on (401); nothing more is tried, so that no ID is revoked")
        raise Refused(f"z/OSMF refuses it ({status}{_reason(document)})", again=status in (429, 503))


def _reading(mode: str, etag: str | None, done: int) -> dict[str, str]:
    headers = {"X-IBM-Data-Type": mode, "X-IBM-Return-Etag": "true", "X-IBM-Migrated-Recall": "wait"}
    headers["Accept-Encoding"] = "identity"  # a part of a packed body cannot be gone on with
    if etag is not None and done:
        headers |= {"Range": f"bytes={done}-", "If-Range": etag}
    return headers


def _reason(document: object) -> str:
    """What z/OSMF says of a refusal: numbers, and its message without what could not be shown."""
    if not isinstance(document, dict):
        return ""
    numbers = [f"{key} {document[key]}" for key in ("rc", "reason") if isinstance(document.get(key), int)]
    message = document.get("message")
    text = [visible(message.strip())[:160]] if isinstance(message, str) and message.strip() else []
    return "".join(f", {one}" for one in [*numbers, *text])


def _job(document: dict[str, Any], name: str, number: str) -> Job:
    rows = document.get("step-data")
    steps = [
        (visible(str(row.get("step-name", "")))[:8], visible(str(row.get("completion", "")))[:16])
        for row in (rows if isinstance(rows, list) else [])[:255]
        if isinstance(row, dict)
    ]
    owner, ended = document.get("owner"), document.get("exec-started") or document.get("exec-ended")
    sound = isinstance(ended, str) and re.fullmatch(r"\d{4}-\d\d-\d\dT[0-9:.]+Z?(\+\d\d:?\d\d)?", ended)
    return Job(
        name, number, owner if isinstance(owner, str) and _NAME.fullmatch(owner) else None,
        visible(str(document["retcode"]))[:16], tuple(steps), ended if sound else None,
    )  # fmt: skip


def _date(answer: requests.Response) -> str:
    """The time of an answer, ISO 8601 in UTC."""
    try:
        return parsedate_to_datetime(answer.headers["Date"]).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (KeyError, ValueError, TypeError):
        return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
