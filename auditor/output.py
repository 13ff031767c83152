"""From a result to files, to the terminal, to whoever wants to know: the same result in every form.

Files are written completely or not at all; while a run works, earlier outputs carry the suffix `.stale`, so that an old
clean result is never taken for today's.
"""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from auditor.errors import ConfigurationError, UsageError
from auditor.models.gate import GateResult
from auditor.models.verdict import Result
from auditor.settings import Settings

_NOTIFY_SECONDS = 30


@contextmanager
def directory_of(settings: Settings) -> Iterator[Path]:
    """The output directory, locked against another run, its earlier outputs marked stale until new ones are written.

    Raises `UsageError` when another run holds it, `ConfigurationError` when it cannot be made.
    """
    from auditor.renderers.write import mark_stale

    directory = settings.directory
    try:
        directory.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigurationError(f"cannot make {directory}: {error.strerror}", "give another --out") from None
    lock = FileLock(directory / ".lock", timeout=0)
    try:
        with lock:
            mark_stale(directory)
            yield directory
    except Timeout:
        raise UsageError(
            f"another run is writing to {directory}", "wait for it to end, or give this run another --out"
        ) from None


def write(result: Result, settings: Settings, directory: Path, files: Mapping[str, bytes]) -> None:
    """Record the result when a history is kept, render every format asked for, and write all of it or nothing."""
    from auditor.renderers.interface import FILES, RenderContext, render
    from auditor.renderers.write import write_all

    context = RenderContext(history=_recorded(result, settings)) if settings.history else RenderContext()
    outputs = {FILES[word]: render(word, result, context) for word in settings.formats}
    write_all({**outputs, **files}, directory)


def write_gate(decided: GateResult, settings: Settings, directory: Path) -> None:
    """`gate.json` and every format asked for, of the active layer afterwards beside what was before."""
    from auditor.renderers.interface import FILES, ChangeMessage, Comparison, RenderContext, render
    from auditor.renderers.write import write_all

    comparison = Comparison(
        before=decided.before,
        decision=decided.decision,
        reasons=decided.reasons,
        after_stored=decided.after_stored,
        new=decided.new,
        gone=decided.gone,
        worse=decided.worse,
        messages=tuple(ChangeMessage(one.line, one.id, one.object, one.text) for one in decided.messages),
        return_code=decided.return_code,
    )
    context = RenderContext(comparison=comparison)
    outputs = {FILES[word]: render(word, decided.after_active, context) for word in settings.formats}
    write_all({**outputs, "gate.json": (decided.model_dump_json(indent=2) + "\n").encode()}, directory)


def _recorded(result: Result, settings: Settings) -> Any:
    from auditor.history.store import opened, record
    from auditor.history.story import story

    with opened(str(settings.history)) as connection:
        return story(connection, record(connection, result))


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


def notify(result: Result, changed: Mapping[str, list[str]], command: str | None, url: str | None) -> None:
    """Tell a command (JSON on its standard input) or an http(s) address (POST) what is new or worse; nothing: silence.

    A notification that fails is said on standard error; it never changes the return code of the audit.
    """
    if not any(changed.values()):
        return
    body = json.dumps({**summary(result), **changed}).encode()
    if command:
        try:
            subprocess.run(shlex.split(command), input=body, check=True, timeout=_NOTIFY_SECONDS)
        except (OSError, subprocess.SubprocessError, ValueError) as error:
            print(f"warning: the notify command failed: {type(error).__name__}", file=sys.stderr)  # noqa: T201
    if url:
        if not url.startswith(("http://", "https://")):
            raise UsageError("--notify-url takes an http or https address", "give one, or use --notify-command")
        request = urllib.request.Request(url, data=body, headers={"Content-Type": "application/json"})  # noqa: S310 - scheme checked above
        try:
            with urllib.request.urlopen(request, timeout=_NOTIFY_SECONDS):  # noqa: S310 - scheme checked above
                pass
        except (urllib.error.URLError, OSError) as error:
            print(f"warning: the notification was not delivered: {type(error).__name__}", file=sys.stderr)  # noqa: T201
