"""What a run says: one line for a scheduler's log or a summary for a person, and warnings on standard error.

When it is said, the report is written. That nobody can hear it (a full log disk, a closed pipe) changes no result.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from auditor.models.verdict import Result
from auditor.renderers.text import count
from auditor.visible import numbered


def tell(result: Result, directory: Path, *, quiet: bool, age: str | None = None) -> None:
    """Print one line for a scheduler's log, or a summary for a person; colours only on a terminal.

    `age`: how old the day of the audit is, where a file names it; part of the summary.
    """
    for line in wrong(result, 1 if quiet else 5):
        warn(line)
    with saying():
        if quiet:
            words = " ".join(f"{key}={value}" for key, value in summary(result)["verdicts"].items())
            print(f"auditor {result.system} {result.as_of} RC={result.return_code} {words}")  # noqa: T201 - the product
            return
        from auditor.renderers.console import print_summary

        if sys.stdout is not None:  # closed before we began
            print_summary(result, directory)
            if age is not None:
                print(age)  # noqa: T201 - the product


def wrong(result: Result, most: int) -> list[str]:
    """Return what is wrong with the evidence and the two opinions, a line each: at most `most` errors, then a count."""
    errors = [one for one in result.diagnostics if one.level == "error"]
    lines = []
    for one in errors[:most]:
        place = f"{one.path}, record {one.record}: " if one.record is not None else f"{one.path}: "
        lines.append(numbered(("" if one.message.startswith(one.path) else place) + one.message))
    if len(errors) > most:
        lines.append(f"{count(len(errors) - most, 'more error')} in the evidence: see diagnostics in the report")
    if result.crosscheck.disagree:
        lines.append(f"the policies and the model of RACF disagree about {count(result.crosscheck.disagree, 'ticket')}")
    return lines


@contextmanager
def saying() -> Iterator[None]:
    """Say something on standard output; where it cannot be written, warn and go on without it."""
    try:
        yield
        if sys.stdout is not None:
            sys.stdout.flush()
    except (OSError, UnicodeError) as error:
        warn(f"standard output cannot be written ({type(error).__name__}); the report is complete")
        _discard()


def _discard() -> None:
    """Let what is left in the buffer go nowhere: or Python would fail at its end and give another return code."""
    with suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def warn(text: str) -> None:
    """Print a warning on standard error, as far as it can be written: the audit goes on."""
    with suppress(OSError, UnicodeError):
        print(f"warning: {text}", file=sys.stderr, flush=True)  # noqa: T201 - the product


def summary(result: Result) -> dict[str, Any]:
    """Return what a program wants to know first."""
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
