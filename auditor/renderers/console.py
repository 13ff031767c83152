"""The terminal summary: what a person at a prompt needs first. Colours only on a terminal."""

from __future__ import annotations

import sys
from collections import Counter
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from auditor.models.verdict import SEVERITIES, Result, Verdict
from auditor.renderers.causes import by_cause, general
from auditor.renderers.reasons import groups
from auditor.renderers.text import count
from auditor.renderers.words import AREAS, RETURN_CODES, answer, area, details, object_in_words, open_fails
from auditor.visible import numbered

if TYPE_CHECKING:
    from rich.console import Console

STYLES = {"critical": "bold white on red", "high": "bold red", "medium": "yellow", "low": "cyan", "advisory": "dim"}
SHOWN = 12
_OF_A_POLICY = 4
"""Causes of one policy and severity that come before those of other policies."""


def print_summary(result: Result, directory: str | Path | None = None, *, file: TextIO | None = None) -> None:
    """Print the answer, the worst findings, what is undecided and where the report lies."""
    from rich.console import Console
    from rich.text import Text

    stream = file or sys.stdout
    # Written here and not by rich, which ends the whole program when nobody reads its output.
    page, terminal = StringIO(), stream.isatty()
    console = Console(
        file=page, force_terminal=terminal or None, highlight=False, markup=False, emoji=False,
        width=None if terminal else 110,
    )  # fmt: skip
    fails = open_fails(result)
    style = "bold red" if fails else "bold yellow" if result.return_code else "bold green"
    console.print(Text(numbered(answer(result)), style))
    for sentence in details(result):
        console.print(Text("  " + numbered(sentence)))
    if fails:
        _findings(console, fails)
    _areas(console, result)
    _undecided(console, result)
    console.print()
    code = result.return_code
    console.print(Text(f"Return code {code}: {RETURN_CODES.get(code, 'unknown')}.", style))
    if directory is not None:
        console.print(Text(f"Report: {numbered(directory)}"), soft_wrap=True)
    stream.write(page.getvalue())


def _findings(console: Console, fails: list[Verdict]) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, padding=(0, 1), show_edge=False)
    for heading in ("severity", "policy", "where", "what is wrong"):
        table.add_column(heading, overflow="fold")
    rows = _rows(fails)
    for verdict, *alike in rows[:SHOWN]:
        message = numbered(general(verdict) if alike else verdict.message)
        where = object_in_words(verdict.object) + (f" and {count(len(alike), 'more', 'more')}" if alike else "")
        if verdict.masked_by:
            message += f" (no effect while {numbered(verdict.masked_by)} stands)"
        table.add_row(
            Text(verdict.severity, STYLES[verdict.severity]),
            Text(numbered(verdict.policy)),
            Text(numbered(where)),
            Text(message),
        )
    console.print()
    console.print(table)
    rest = len(fails) - sum(map(len, rows[:SHOWN]))
    if rest:
        console.print(Text(f"and {count(rest, 'more finding')} in the report", "dim"))


def _rows(fails: list[Verdict]) -> list[list[Verdict]]:
    """Return the findings by cause, the first few causes of each policy before all further ones."""
    rank: Counter[tuple[str, str]] = Counter()
    first: list[list[Verdict]] = []
    further: list[list[Verdict]] = []
    for row in by_cause(fails):
        key = row[0].policy, row[0].severity
        rank[key] += 1
        (first if rank[key] <= _OF_A_POLICY else further).append(row)
    return first + further


def _areas(console: Console, result: Result) -> None:
    from rich.text import Text

    console.print()
    for letter, name in AREAS.items():
        mine = [v for v in result.verdicts if area(v.policy) == letter]
        if not mine:
            continue
        fails = Counter(v.severity for v in mine if v.verdict == "fail" and v.waiver is None)
        line = Text(f"  {letter}  {name:<28}")
        for word in reversed(SEVERITIES):
            if fails[word]:
                line.append(f"{fails[word]} {word}  ", STYLES[word])
        others = Counter(v.verdict for v in mine)
        undecided = f"{others['undecided']} undecided  " if others["undecided"] else ""
        line.append(f"{undecided}{others['pass']} passed", "dim")
        console.print(line)


def _undecided(console: Console, result: Result) -> None:
    from rich.text import Text

    rows = groups(result.verdicts)
    if not rows:
        return
    console.print()
    console.print(Text("What would settle the open questions:"))
    for reason, number in rows[:SHOWN]:
        console.print(Text(f"  {count(number, 'question'):>13}: {numbered(reason)}"))
    if len(rows) > SHOWN:
        console.print(Text(f"  and {count(len(rows) - SHOWN, 'more reason')} in the report", "dim"))
