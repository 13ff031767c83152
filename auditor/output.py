"""From a result to files, to the terminal, to whoever wants to know: the same result in every form.

Files are written completely or not at all; while a run works, earlier outputs carry the suffix `.stale`, so that an old
clean result is never taken for today's.
"""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from filelock import FileLock, Timeout

from auditor.errors import AuditorError, ConfigurationError, UsageError
from auditor.models.verdict import Result, Verdict
from auditor.settings import Settings

if TYPE_CHECKING:
    from auditor.models.gate import GateResult
    from auditor.rego.catalogue import Policy
    from auditor.renderers.interface import RenderContext

_NOTIFY_SECONDS = 30
_LOCK = ".lock"


@contextmanager
def directory_of(settings: Settings) -> Iterator[Path]:
    """The output directory, locked against another run, its earlier outputs marked stale until new ones are written.

    A run that fails leaves what it found, marked stale, and a directory that it made itself goes again.
    Raises `UsageError` when another run holds it, `ConfigurationError` when it cannot be made.
    """
    from auditor.renderers.write import mark_stale

    directory = settings.directory
    made = _make(directory)
    try:
        with FileLock(directory / _LOCK, timeout=0):
            try:
                mark_stale(directory)
                yield directory
            except BaseException:
                mark_stale(directory)  # what this run wrote before it failed is no result either
                _unmake(directory, made)
                raise
    except Timeout:
        raise UsageError(
            f"another run is writing to {directory}", "wait for it to end, or give this run another --out"
        ) from None


def _make(directory: Path) -> tuple[Path, ...]:
    """Make the directory; give what had to be made, innermost first."""
    missing = []
    for one in (directory, *directory.parents):
        if one.exists():
            break
        missing.append(one)
    try:
        directory.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigurationError(f"cannot make {directory}: {error.strerror}", "give another --out") from None
    return tuple(missing)


def _unmake(directory: Path, made: tuple[Path, ...]) -> None:
    """Take away the folders this run made, as long as they hold nothing but the lock."""
    if not made or {path.name for path in directory.iterdir()} - {_LOCK}:
        return
    (directory / _LOCK).unlink(missing_ok=True)
    for one in made:
        try:
            one.rmdir()
        except OSError:
            return


def write(
    result: Result,
    settings: Settings,
    directory: Path,
    files: Mapping[str, bytes],
    policies: Iterable[Policy] | None = None,
) -> None:
    """Record the result when a history is kept, render every format asked for, and write all of it or nothing.

    The record stays only if the files were written: a history never knows a scan that nobody can read. `policies`:
    those that judged, where they are at hand.
    """
    from auditor.renderers.interface import RenderContext
    from auditor.renderers.policy_texts import policy_texts, texts_of

    catalogue = policy_texts(settings.policies) if policies is None else texts_of(policies)
    if not settings.history:
        _write(result, settings, directory, files, RenderContext(catalogue=catalogue))
        return
    from auditor.history.store import opened, record
    from auditor.history.story import story

    with opened(settings.history) as connection:
        told = story(connection, record(connection, result))
        _write(result, settings, directory, files, RenderContext(history=told, catalogue=catalogue))


def _write(
    result: Result, settings: Settings, directory: Path, files: Mapping[str, bytes], context: RenderContext
) -> None:
    from auditor.renderers.interface import FILES, render
    from auditor.renderers.write import write_all

    outputs = {FILES[word]: render(word, result, context) for word in settings.formats}
    write_all({**outputs, **files}, directory)


def write_gate(decided: GateResult, settings: Settings, directory: Path) -> None:
    """`gate.json` and every format asked for, of the active layer afterwards beside what was before."""
    from auditor.renderers.interface import ChangeMessage, Comparison, RenderContext
    from auditor.renderers.policy_texts import policy_texts

    comparison = Comparison(
        before=decided.before,
        decision=decided.decision,
        reasons=decided.reasons,
        after_stored=decided.after_stored,
        new=decided.new,
        gone=decided.gone,
        worse=decided.worse,
        in_effect=decided.in_effect,
        messages=tuple(ChangeMessage(one.line, one.id, one.object, one.text) for one in decided.messages),
        return_code=decided.return_code,
    )
    context = RenderContext(comparison=comparison, catalogue=policy_texts(settings.policies))
    gate = {"gate.json": (decided.model_dump_json(indent=2) + "\n").encode()}
    _write(decided.after_active, settings, directory, gate, context)


def tell(result: Result, directory: Path, *, quiet: bool) -> None:
    """One line for a scheduler's log, or a summary for a person; colours only on a terminal."""
    if quiet:
        counts = summary(result)
        words = " ".join(f"{key}={value}" for key, value in counts["verdicts"].items())
        print(f"auditor {result.system} {result.as_of} RC={result.return_code} {words}")  # noqa: T201 - the product
        return
    from auditor.renderers.console import print_summary

    print_summary(result, directory)


def summary(result: Result) -> dict[str, Any]:
    """What a program wants to know first."""
    words = ("fail", "undecided", "advisory", "pass", "not_applicable")
    return {
        "schema": "auditor/summary/1",
        "system": result.system,
        "as_of": result.as_of,
        "return_code": result.return_code,
        "verdicts": {word: sum(verdict.verdict == word for verdict in result.verdicts) for word in words},
        "waived": sum(verdict.waiver is not None for verdict in result.verdicts),
        "disagreements": result.crosscheck.disagree,
    }


def previous(settings: Settings, directory: Path) -> Result | None:
    """The scan before this one: the result that the directory held, else the last one of the history, else None.

    To be asked before anything is written. A result that cannot be read, or is of another system, is no predecessor.
    """
    from auditor.renderers.upgrade import read_result
    from auditor.renderers.write import STALE

    held = directory / f"result.json{STALE}"
    if held.is_file():
        try:
            before = read_result(held)
        except AuditorError:
            _warn("the result of the scan before cannot be read; everything found now counts as new")
        else:
            if before.system == settings.system:
                return before
    if not settings.history:
        return None
    from auditor.history.store import latest, opened

    with opened(settings.history) as connection:
        return latest(connection, settings.system)


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


def notify(result: Result, before: Result | None, command: str | None, url: str | None) -> None:
    """Tell a command (JSON on its standard input) or an http(s) address (POST) what is new or worse; nothing: silence.

    Waived findings count as absent on both sides, so that one whose waiver expired is new. A higher return code than
    before is worse, too. A notification that fails is said on standard error and never changes the return code.
    """
    body = _news(result, before)
    if body is None:
        return
    if command:
        try:
            # The hook's own words go to standard error: standard output has the one line for the scheduler's log.
            subprocess.run(shlex.split(command), input=body, stdout=2, check=True, timeout=_NOTIFY_SECONDS)
        except (OSError, subprocess.SubprocessError, ValueError) as error:
            _warn(f"the notify command failed: {type(error).__name__}")
    if url:
        _post(url, body)


def _post(url: str, body: bytes) -> None:
    import http.client
    import urllib.request

    headers = {"Content-Type": "application/json"}
    request = urllib.request.Request(url, data=body, headers=headers)  # noqa: S310 - check_hook saw the scheme
    try:
        with urllib.request.urlopen(request, timeout=_NOTIFY_SECONDS):  # noqa: S310 - the same
            pass
    except (OSError, http.client.HTTPException, ValueError) as error:
        _warn(f"the notification was not delivered: {type(error).__name__}")


def _news(result: Result, before: Result | None) -> bytes | None:
    """The JSON summary with what is new or worse; None when nothing is."""
    from auditor.compare import compare

    then = before if before is not None else result.model_copy(update={"verdicts": (), "return_code": 0})
    changes = compare(_without_waived(then), _without_waived(result))
    worse = changes.worse if before is not None else ()
    if not changes.new and not worse and result.return_code <= then.return_code:
        return None
    was = {"as_of": before.as_of, "return_code": before.return_code} if before is not None else None
    told = {"previous": was, "new": [_row(one) for one in changes.new], "worse": [_row(one) for one in worse]}
    return json.dumps({**summary(result), **told}).encode()


def _without_waived(result: Result) -> Result:
    return result.model_copy(update={"verdicts": tuple(one for one in result.verdicts if one.waiver is None)})


def _row(verdict: Verdict) -> dict[str, str]:
    names = ("policy", "object", "verdict", "severity", "message", "fingerprint")
    return {name: getattr(verdict, name) for name in names}


def _warn(text: str) -> None:
    print(f"warning: {text}", file=sys.stderr)  # noqa: T201 - the audit goes on
