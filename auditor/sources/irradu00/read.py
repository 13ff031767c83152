"""The whole reading of SMF records: every file once, in the order of time, counted as it is read.

What is ignored by rule: other events, other applications, JOBINIT made of SMF type 30 (no application), other days than
those the audit speaks for. What is damaged is said with its record number, and costs what it touches: one application
where that can be read, else all.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field

from auditor.models.place import Damage, Diagnostic, InputFacts
from auditor.sources.irradu00.facts import Seen
from auditor.sources.irradu00.file import File, Recorded, table_of
from auditor.sources.irradu00.lines import SMF
from auditor.sources.irradu00.scope import Scope
from auditor.sources.irradu00.stretches import Stretches
from auditor.sources.irradu00.tally import Tally
from auditor.sources.issue import Issue
from auditor.sources.transfer.digest import Digests, stamp
from auditor.sources.transfer.forms import Form, detect, opened
from auditor.sources.transfer.spool import spooled

Progress = Callable[[int, int], None]
"""Called with bytes done and bytes in all."""

CAP = 50
"""Damaged records of one kind in one file that are named; the others are counted."""

_FIRST_STAMP = re.compile(rb"(\d\d:\d\d:\d\d) (\d{4}-\d\d-\d\d) ")


@dataclass(frozen=True, slots=True)
class Smf:
    """What the SMF files of a run say, before jobs are joined to endpoints."""

    inputs: tuple[InputFacts, ...]
    digests: Digests
    seen: Seen
    diagnostics: tuple[Diagnostic, ...] = ()
    damage: tuple[Damage, ...] = ()
    lines: dict[tuple[int, int], str] = field(default_factory=dict)
    """(source, record number) -> the record as it may be quoted: without terminal, unknown users and free text."""


def read_smf(
    paths: Sequence[str], *, scope: Scope, first_source: int, form: str | None = None, progress: Progress | None = None
) -> Smf:
    """Read the output of IRRADU00 from its files; `-` is standard input. Nothing depends on their order.

    Raises `EvidenceUnreadable` (12) for what is no such file, `InputMissing` (16), `UsageError` (16) for a wrong
    `form`.
    """
    with ExitStack() as stack:
        files = [(name, spooled(stack) if name == "-" else name) for name in paths]
        named = [("standard input" if name == "-" else name, path) for name, path in files]
        forms = [detect(path, name, form, SMF) for name, path in named]
        stamps = [stamp(path) for _, path in named]
        digests = Digests(named, stamps)
        if "-" in paths:
            stack.callback(digests.wait)
        tally = Tally(scope)
        stretches = Stretches(tally)
        done, total = [0], sum(size for size, _ in stamps)

        def advance(count: int) -> None:
            done[0] = min(done[0] + count, total)
            if progress is not None:
                progress(done[0], total)

        read: dict[int, File] = {}
        for number in sorted(range(len(paths)), key=lambda n: _begin(named[n][1], forms[n])):
            read[number] = File(first_source + number, named[number][1], forms[number], scope, stretches)
            read[number].read(advance)
            stretches.end_of_file()
        tally.fold()
        return _smf(tuple(named[n][0] for n in range(len(paths))), [read[n] for n in sorted(read)], tally, digests)


def _begin(path: str, form: Form) -> tuple[bytes, bytes]:
    """Return when the first record was written and how the file begins, so that files are read in the order of time."""
    with opened(path, packed=form.packed) as file:
        head = file.read(1 << 16)
    table = table_of(form)
    plain = head if table is None else head.translate(table)
    first = _FIRST_STAMP.search(plain)
    return (first[2] + first[1] if first else b"", head)


def _smf(names: tuple[str, ...], files: list[File], tally: Tally, digests: Digests) -> Smf:
    stretches = files[0].stretches
    diagnostics: list[Diagnostic] = []
    damage: list[Damage] = []
    inputs: list[InputFacts] = []
    changes: list[Recorded] = []
    days: set[str] = set()
    for name, file in zip(names, files, strict=True):
        facts = InputFacts(
            kind="smf", path=name, codepage=file.form.codepage, records=file.records,
            rejected=sum(issue.level == "error" for issue in file.issues), form=file.form.name,
            dated=max(file.days, default=None), system=None,
        )  # fmt: skip
        for issue in (*_capped(file.issues), *_outside(file)):
            diagnostics.append(issue.diagnostic(facts))
            if issue.level == "error":
                damage.append(issue.damage(facts, file.source if issue.record else None))
        inputs.append(facts)
        changes += file.changes
        days |= file.days
    if stretches.doubled or stretches.equal or stretches.overlaps:
        diagnostics += [issue.diagnostic(inputs[0]) for issue in _copies(stretches)]
    if tally.unflagged:
        message = f"{tally.unflagged} logons have no PassTicket flags (before z/OS 3.1, or cut): not counted as tickets"
        diagnostics.append(Issue(None, "remark", "no-flags", message).diagnostic(inputs[0]))
    if tally.words:
        message = f"{tally.words.total()} records have a qualifier not known here: [site.smf.words] can tell its number"
        diagnostics.append(Issue(None, "remark", "unknown-qualifier", message).diagnostic(inputs[0]))
    commands = min((file.commands_at for file in files if file.commands_at), default=None)
    for file in files:
        if tally.made_at is None and file.made_at is not None:
            tally.made_at = file.made_at
            tally.heads[file.made_at] = file.head
    passed = sum((file.passed for file in files), Counter[str]())
    made = frozenset(day for file in files for day in file.made_days)
    seen = Seen(
        tally, files[0].scope, tuple(sorted(days)), tuple(changes), commands, dict(sorted(passed.items())), made
    )
    return Smf(tuple(inputs), digests, seen, tuple(diagnostics), tuple(damage), seen.quotes())


def _outside(file: File) -> list[Issue]:
    message = f"{file.outside} records are of days that say nothing about the day of the audit, and are not counted"
    return [Issue(None, "remark", "outside-period", message)] if file.outside else []


def _copies(stretches: Stretches) -> list[Issue]:
    said = {
        "doubled": (stretches.doubled, "records are copies (whole stretches stand several times) and were dropped"),
        "equal-records": (
            stretches.equal,
            "records equal the one before and were counted: times are whole seconds",
        ),
        "overlap": (stretches.overlaps, "minutes stand at two places with different records: both were counted"),
    }
    return [Issue(None, "remark", code, f"{count} {what}") for code, (count, what) in said.items() if count]


def _capped(issues: list[Issue]) -> list[Issue]:
    """The first of each kind; how many more there are is an issue of its own, which could be about anything."""
    told: Counter[str] = Counter()
    shown = []
    for issue in issues:
        told[issue.code] += 1
        if told[issue.code] <= CAP:
            shown.append(issue)
    for code, count in sorted(told.items()):
        if count > CAP:
            message = f"{count - CAP} more records with this fault; the first {CAP} are named"
            shown.append(Issue(None, "error", code, message))
    return shown
