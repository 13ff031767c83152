"""Whether rows can be used beside the others: their values, what rows of one type have in common, one of each key.

One release wrote all records of a file, so those of one type have one length and the same newer fields.

A single record that is longer or shorter than the others of its type lost or won characters, though some release
writes that length; a flag that the others have and one has not was lost.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from auditor.sources.irrdbu00.layout import KEPT
from auditor.sources.irrdbu00.row import Row
from auditor.sources.irrdbu00.sound.identity import identity
from auditor.sources.irrdbu00.sound.report import Report
from auditor.sources.irrdbu00.sound.shape import Problem
from auditor.sources.irrdbu00.sound.values import values


def uneven(rows: Iterable[Row]) -> dict[tuple[int, int], Problem]:
    """(source, record number) -> what is wrong with a row beside the others of its type."""
    alike: dict[tuple[int, str], list[Row]] = defaultdict(list)
    for row in rows:
        alike[row.source, row.text[:4]].append(row)
    found: dict[tuple[int, int], Problem] = {}
    for (source, code), same in alike.items():
        lengths = Counter(len(row.text) for row in same if not row.stripped)
        usual = max(lengths, key=lambda size: (lengths[size], size), default=0)
        flag = KEPT[code].newer
        newer = flag is not None and any(row.get(flag) for row in same)
        for row in same:
            if newer and flag and not row.get(flag):
                message = f"{flag} of record {code} is blank, and in other records {code} it is not"
                found[source, row.number] = Problem("blank-field", message)
            elif not row.stripped and len(row.text) != usual:
                message = f"record {code} has {len(row.text)} columns, and most records {code} have {usual}"
                found[source, row.number] = Problem("uneven-length", message)
    return found


def usable(rows: Iterable[Row], report: Report) -> list[Row]:
    """The rows whose values can be trusted; the others are reported and gone."""
    rows = list(rows)
    odd, kept = uneven(rows), []
    for row in rows:
        problems = values(row.text)
        if (row.source, row.number) in odd:
            problems.append(odd[row.source, row.number])
        for problem in problems:
            report.add(row.source, row.number, problem, identity(row.text), row.text)
        if not any(problem.level == "error" for problem in problems):
            kept.append(row)
    return kept


def doubles(rows: list[Row], what: str, report: Report) -> None:
    """Report every row after the first: one database holds one of each."""
    for row in rows[1:]:
        message = f"{what} is there twice (first in record {rows[0].number}): two unloads in one file?"
        report.add(row.source, row.number, Problem("duplicate", message), identity(row.text), row.text)
