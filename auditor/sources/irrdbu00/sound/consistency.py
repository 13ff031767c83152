"""Whether rows can be used beside the others: their values, what rows of one type have in common, one of each key.

One release wrote all records of a file, so those of one type have one length and the same newer fields.

A single record that is longer or shorter than the others of its type lost or won characters, though some release
writes that length; a flag that the others have and one has not was lost.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace

from auditor.sources.irrdbu00.layout import KEPT
from auditor.sources.irrdbu00.row import Row
from auditor.sources.irrdbu00.sound.identity import Identity, identity
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
        newer = [flag for flag in KEPT[code].newer if any(row.get(flag) for row in same)]
        for row in same:
            blank = next((flag for flag in newer if not row.get(flag)), None)
            if blank is not None:
                message = f"{blank} of record {code} is blank, and in other records {code} it is not"
                found[source, row.number] = Problem("blank-field", message)
            elif not row.stripped and len(row.text) != usual:
                message = f"record {code} has {len(row.text)} columns, and most records {code} have {usual}"
                found[source, row.number] = Problem("uneven-length", message)
    return found


def usable(rows: Iterable[Row], report: Report) -> list[Row]:
    """Return the rows that can be used; the others are reported and gone.

    A row in which one field cannot be read is used where the rest does not hang on it: the field is blank then.
    """
    rows = list(rows)
    odd, kept = uneven(rows), []
    for row in rows:
        problems = values(row.text)
        if not problems and (not odd or (row.source, row.number) not in odd):
            kept.append(row)
            continue
        if (row.source, row.number) in odd:
            problems.append(odd[row.source, row.number])
        errors = [problem for problem in problems if problem.level == "error"]
        alone = all(_alone(row.text[:4], problem) for problem in errors)
        for problem in problems:
            if alone and problem.level == "error":
                report.field(row.source, row.number, problem, _of_field(row, problem), row.text)
            else:
                report.add(row.source, row.number, problem, identity(row.text, problem), row.text)
        if alone:
            kept.append(row.without([problem.field for problem in errors if problem.field]))
    return kept


def _alone(code: str, problem: Problem) -> bool:
    """Whether the record can be used without the field that has the problem."""
    return problem.field is not None and problem.field not in KEPT[code].facts


def _of_field(row: Row, problem: Problem) -> Identity | None:
    """What is lost with the field; None where no fact is made of it."""
    field = KEPT[row.text[:4]].alone.get(problem.field or "")
    return None if field is None else replace(identity(row.text), field=field)


def doubles(rows: list[Row], what: str, report: Report) -> Row | None:
    """Return the one row of a key, and report every row after the first: one database holds one of each.

    None where they differ, because nothing tells which is right.
    """
    for row in rows[1:]:
        message = f"{what} is there twice (first in record {rows[0].number}): two unloads in one file?"
        report.double(row.source, row.number, message, identity(row.text), row.text)
    return rows[0] if all(row.text == rows[0].text for row in rows) else None
