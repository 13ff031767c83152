"""Hooks: a command or an address that is told what is new or worse since it was last told, and nothing else."""

from __future__ import annotations

import json
import shlex
import subprocess
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from auditor import child
from auditor.errors import AuditorError, UsageError
from auditor.models.verdict import Result, Verdict
from auditor.output.baseline import Baseline, Unreadable
from auditor.output.terminal import summary, warn
from auditor.settings import Settings

_SECONDS = 30
"""What one delivery may take, from its first to its last byte."""
_ANSWER = 1 << 20
"""Bytes of an answer, which nobody reads."""


def check_hook(command: str | None, url: str | None) -> None:
    """Refuse (`UsageError`) a hook that could never be called, before the audit and not after it."""
    try:
        words = shlex.split(command) if command is not None else ["-"]
    except ValueError:
        words = []
    if not words:
        raise UsageError("--notify-command is no command", "give a program and its arguments, quotes closed")
    try:
        parts = urlsplit(url) if url is not None else None
        good = parts is None or (parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0)
    except ValueError:
        good = False
    if not good:
        raise UsageError("--notify-url takes an http or https address", "give one, or use --notify-command")


def notify(result: Result, settings: Settings, directory: Path, command: str | None, url: str | None) -> None:
    """Tell a command (JSON on its standard input) and an http(s) address (POST) what is new or worse; nothing: silence.

    Each is compared with what it was last told itself. Waived findings count as absent on both sides, so that one whose
    waiver expired is new; a higher return code is worse, too. A delivery that fails is said on standard error, never
    changes the return code, and is made again by the next scan. To be called while the directory is locked.
    """
    channels: list[tuple[str, str, Callable[[str, bytes], str | None]]] = []
    if command:
        channels.append(("command", command, _run))
    if url:
        channels.append(("url", url, _post))
    for kind, target, deliver in channels:
        baseline = Baseline(settings, directory, f"{kind} {target}")
        body = _news(result, _before(baseline, kind))
        failure = deliver(target, body) if body is not None else None
        if failure is not None:
            warn(f"{failure}; the next scan tells it again")
            continue
        try:
            baseline.keep(result)
        except (OSError, AuditorError) as error:
            warn(f"what the notify {kind} knows cannot be kept ({type(error).__name__}); the next scan tells it again")


def _before(baseline: Baseline, kind: str) -> Result | None:
    try:
        return baseline.read()
    except Unreadable:
        warn(f"what the notify {kind} was told before cannot be read; everything found now counts as new")
        return None


def _run(command: str, body: bytes) -> str | None:
    """Run the hook; give what failed. Its own words go to standard error: standard output is for the log's one line."""
    try:
        with subprocess.Popen(shlex.split(command), stdin=subprocess.PIPE, stdout=2, start_new_session=True) as hook:
            try:
                hook.communicate(body, timeout=_SECONDS)
            except subprocess.TimeoutExpired:
                return f"the notify command did not end within {_SECONDS} seconds"
            finally:
                child.kill(hook)
    except (OSError, ValueError) as error:
        return f"the notify command failed: {type(error).__name__}"
    return f"the notify command failed: it ended with {hook.returncode}" if hook.returncode else None


def _post(url: str, body: bytes) -> str | None:
    """Post the body; give what failed. A redirect is a failure: what follows one is a GET without the news."""
    import time

    import requests

    from auditor import wire

    def call(left: float) -> int:
        with wire.session(_ANSWER) as line:
            answer = line.post(url, data=body, headers={"Content-Type": "application/json"}, timeout=left)
            return int(answer.status_code)

    try:
        status = wire.until(time.monotonic() + _SECONDS, call)
    except wire.Late:
        return f"the notification was not delivered: no answer within {_SECONDS} seconds"
    except wire.Redirected as error:
        status = error.status
    except requests.exceptions.SSLError:
        return "the notification was not delivered: TLS could not be agreed on"
    except (wire.Strange, *wire.FAILURES) as error:
        return f"the notification was not delivered: {type(error).__name__}"
    return f"the notification was not delivered: HTTP {status}" if status >= 300 else None


def _news(result: Result, before: Result | None) -> bytes | None:
    """The JSON summary with what is new or worse; None when nothing is."""
    from auditor.judge.compare import compare

    then = before if before is not None else result.model_copy(update={"verdicts": (), "return_code": 0})
    changes = compare(_without_waived(then), _without_waived(result))
    worse = changes.worse if before is not None else ()
    if not changes.new and not worse and result.return_code <= then.return_code:
        return None
    was = {"as_of": before.as_of, "return_code": before.return_code} if before is not None else None
    news = {"previous": was, "new": [_row(one) for one in changes.new], "worse": [_row(one) for one in worse]}
    return json.dumps({**summary(result), **news}).encode()


def _without_waived(result: Result) -> Result:
    return result.model_copy(update={"verdicts": tuple(one for one in result.verdicts if one.waiver is None)})


def _row(verdict: Verdict) -> dict[str, str]:
    names = ("policy", "object", "verdict", "severity", "message", "fingerprint")
    return {name: getattr(verdict, name) for name in names}
