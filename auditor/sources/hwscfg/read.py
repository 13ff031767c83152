"""An HWSCFGxx member: the configuration of one IMS Connect, as facts about one endpoint.

Sources: IMS, "HWSCFGxx member of the IMS PROCLIB data set", "HWS statement", "ODACCESS statement", "DATASTORE
statement", "RMTIMSCON statement". Three different APPL= parameters exist; only that of ODACCESS concerns DRDA clients.
Whatever is coded twice, misspelt or broken is *unknown* with the reason; IBM's default holds only where the statement
that could have coded the parameter was read without an error.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from auditor.errors import EvidenceUnreadable
from auditor.models.imsconnect import Endpoint
from auditor.models.place import At
from auditor.sources.evidence import read_text
from auditor.sources.hwscfg.facts import Builder
from auditor.sources.hwscfg.grammar import Statement, parse
from auditor.sources.hwscfg.lines import Cards, join
from auditor.sources.hwscfg.sound import SAYS, Report, check
from auditor.sources.hwscfg.table import STATEMENTS
from auditor.sources.imscon.later import later_commands
from auditor.sources.imscon.table import FIELDS
from auditor.sources.issue import Issue
from auditor.sources.looks import looks_like
from auditor.sources.read import Read, reading
from auditor.sources.wrapping import unwrap

LIMIT = 512 * 1024
"""Bytes: more than 6,000 cards."""

_STATEMENT = re.compile(rf"(?<![A-Z])({'|'.join(STATEMENTS)})=?\(", re.IGNORECASE)
_CORE = re.compile(rf"^.{{0,12}}?\b({'|'.join(STATEMENTS)})\s*=?\s*\(", re.IGNORECASE)
"""A line of a member, in what may stand around it."""
_JOB = re.compile(r"//\S*\s+(JOB|EXEC|DD|PROC|PEND|SET)\b|\./\s*(ADD|REPL|REPRO|CHANGE|ALIAS|NUMBER|ENDUP)\b")


@dataclass(frozen=True, slots=True)
class Member:
    """What one member says. `reports` are the findings as (code, item)."""

    endpoint: Endpoint | None
    statements: tuple[Statement, ...]
    reports: tuple[Report, ...]


def read_member(path: str, source: int) -> Read[Member]:
    """Read a member. Raises `InputMissing` (16) and `EvidenceUnreadable` (12) for what is no member at all."""
    text, wrapped = unwrap(read_text(path, "an HWSCFGxx member", card=80, limit=LIMIT), core=_CORE)
    cards = join(text.lines)
    _expect_member(path, text.lines, cards)
    statements, broken = parse(cards)
    reports = [*check(statements)]
    reports += [Report(one.code, cards.text[one.start : one.start + 24], "error", one.start, one.end) for one in broken]
    builder = Builder(text, cards, source, statements, reports)
    endpoint = builder.endpoint()
    reports += builder.remarks(endpoint)
    issues = wrapped + _issues(builder, cards, reports)
    endpoint, taken = _take_back(endpoint, text.lines, cards, source)
    issues += [Issue(record, "error", "later-command", message) for record, message in taken]
    return reading("hwscfg", text, source, Member(endpoint, tuple(statements), tuple(reports)), issues)


def _take_back(
    endpoint: Endpoint, lines: Sequence[str], cards: Cards, source: int
) -> tuple[Endpoint, list[tuple[int, str]]]:
    """The endpoint without what a command in the file sets, and what is said of each: no member holds a command."""
    text, taken = frozenset(cards.at), list[tuple[int, str]]()
    for command in later_commands([(record, 0, line) for record, line in enumerate(lines, 1)]).values():
        if (command.record, command.first) not in text:
            continue  # it stands in a comment
        at = At(source, command.record, command.first, command.last)
        why = f"{command.label} stands in record {command.record} and may have changed it"
        names = [FIELDS[name] for name in FIELDS if command.sets is None or name in command.sets]
        fields = ["appl" if name == "odbmappl" else name for name in names]
        lost = {name: type(getattr(endpoint, name))(at=at, why=why) for name in fields}
        endpoint = endpoint.model_copy(update={**lost, "damaged": True})
        taken.append((command.record, f"{command.label} is no statement: what it sets is unknown"))
    return endpoint, taken


def _expect_member(path: str, lines: Sequence[str], cards: Cards) -> None:
    """Refuse what is no member at all, and a job that contains one: which of its records are the member is a guess."""
    if any(_JOB.match(line) for line in lines):
        raise EvidenceUnreadable(f"{path} is JCL, not an HWSCFGxx member", "offer the member itself, without its job")
    if not _STATEMENT.search(cards.text):
        raise EvidenceUnreadable(
            f"{path} is no HWSCFGxx member{looks_like(lines)}", "offer the member that the HWSCFG= parameter names"
        )


def _symbol(report: Report) -> str:
    """What is to be done about a value that is a symbol of the system or of a job that wrote the member."""
    if "=&" not in report.item:
        return ""
    return ": a symbol was not resolved; offer the member with the value that IMS Connect reads"


def _issues(builder: Builder, cards: Cards, reports: list[Report]) -> list[Issue]:
    rows = [
        Issue(
            builder.at(report.start, report.end).record if cards.at else 1,
            report.level,
            report.code,
            f"{report.item} {SAYS.get(report.code, 'cannot be read')}{_symbol(report)}",
        )
        for report in reports
    ]
    for odd in cards.strange:
        message = (
            f"record {odd.record} column {odd.column} holds U+{ord(odd.character):04X}, which is no blank and no text"
        )
        rows.append(Issue(odd.record, "error", "control-character", message))
    extra = [("data-past-column-72", record) for record in cards.beyond]
    if cards.open_comment is not None:
        extra.append(("unclosed-comment", cards.open_comment))
    rows += [Issue(record, "error", code, f"record {record} {SAYS[code]}") for code, record in extra]
    return sorted(rows, key=lambda one: (one.record or 0, one.code, one.message))
