"""An HWSCFGxx member: the configuration of one IMS Connect, as facts about one endpoint.

Sources: IMS, "HWSCFGxx member of the IMS PROCLIB data set", "HWS statement", "ODACCESS statement", "DATASTORE
statement", "RMTIMSCON statement". Three different APPL= parameters exist; only that of ODACCESS concerns DRDA clients.
Whatever is coded twice, misspelt or broken is *unknown* with the reason; IBM's default holds only where the statement
that could have coded the parameter was read without an error.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from auditor.errors import EvidenceUnreadable
from auditor.models.imsconnect import DrdaPort, Endpoint, OtherAppl
from auditor.models.place import At, Damage, Diagnostic, Fact, InputFile
from auditor.sources.evidence import Text, read_text
from auditor.sources.hwscfg_cards import Cards, join
from auditor.sources.hwscfg_check import Report, check
from auditor.sources.hwscfg_grammar import Param, Statement, parse
from auditor.sources.hwscfg_parameters import STATEMENTS
from auditor.sources.looks import looks_like

T = TypeVar("T")

_SAYS = {
    "appl-blank": "is coded blank: the HWS ID is used",
    "appl-from-hws-id": "is not coded: the HWS ID is used as application name",
    "appl-ignored-racf-off": "has no effect, because RACF is off",
    "appl-too-long": "is longer than 8 characters",
    "data-past-column-72": "has data past column 72, which IMS Connect does not read",
    "duplicate-parameter": "is coded twice: which one counts is not documented",
    "duplicate-port": "is a port of this IMS Connect twice",
    "duplicate-statement": "is there twice: which one counts is not documented",
    "id-bad-first-character": "does not begin with a letter",
    "invalid-value": "is no value this parameter can have",
    "lowercase-keyword": "is a keyword in lower case: IMS Connect expects upper case",
    "no-hws-statement": "is missing: this is no complete IMS Connect member",
    "port-field-too-long": "has more than 5 digits",
    "port-out-of-range": "is no port from 1 to 65535",
    "racf-defaulted-off": "is not coded, and the default is N: RACF is not called",
    "racf-off": "is N: RACF is not called",
    "rmtimscon-appl-without-userid": "is coded alone: APPL and USERID go together",
    "unbalanced-parentheses": "has parentheses that do not match",
    "unclosed-comment": "begins a comment that is never closed",
    "unknown-parameter": "is no parameter of this statement",
    "unknown-statement": "is no IMS Connect statement",
}


@dataclass(frozen=True, slots=True)
class Member:
    """What one member says. `reports` are the findings as (code, item)."""

    input: InputFile
    endpoint: Endpoint | None
    statements: tuple[Statement, ...]
    reports: tuple[Report, ...]
    diagnostics: tuple[Diagnostic, ...]
    damage: tuple[Damage, ...]
    lines: Mapping[int, str]


def read_member(path: str, source: int) -> Member:
    """Read a member. Raises `InputMissing` (16) and `EvidenceUnreadable` (12) for what is no member at all."""
    text = read_text(path, "an HWSCFGxx member", card=80)
    cards = join(text.lines)
    statements, broken = parse(cards)
    if not statements and not any(name in cards.text for name in STATEMENTS):
        what = looks_like(text.lines)
        raise EvidenceUnreadable(
            f"{path} is no HWSCFGxx member{what}", "offer the member that the HWSCFG= parameter names"
        )
    reports = [*check(statements)]
    reports += [Report(one.code, cards.text[one.start : one.start + 24], "error", one.start, one.end) for one in broken]
    builder = _Builder(text, cards, source, statements, reports)
    endpoint = builder.endpoint()
    reports += builder.remarks(endpoint)
    diagnostics = builder.diagnostics(reports)
    errors = [one for one in diagnostics if one.level == "error"]
    damage = tuple(
        Damage(input="hwscfg", code=one.code, message=one.message, at=At(source, one.record or 1)) for one in errors
    )
    return Member(
        text.input("hwscfg", rejected=len(errors)),
        endpoint,
        tuple(statements),
        tuple(reports),
        tuple(diagnostics),
        damage,
        text.numbered(),
    )


class _Builder:
    """Facts from statements, each with its place or the reason why it is unknown."""

    def __init__(
        self, text: Text, cards: Cards, source: int, statements: list[Statement], reports: list[Report]
    ) -> None:
        self.text, self.cards, self.source = text, cards, source
        self.statements, self.reports = statements, reports
        self.lost = self._lost()

    def _lost(self) -> str | None:
        """Why something that is not seen may still be coded: text of the member that could not be read."""
        codes = {"syntax", "unbalanced-parentheses", "unknown-statement", "lowercase-keyword"}
        for report in self.reports:
            if report.code in codes and "." not in report.item:
                return (
                    f"{report.item} {_SAYS.get(report.code, 'cannot be read')}, so it is not known what else is coded"
                )
        if self.cards.open_comment is not None:
            return f"a comment that begins in record {self.cards.open_comment} is never closed"
        if self.cards.beyond:
            return f"record {self.cards.beyond[0]} has data past column 72, which IMS Connect does not read"
        return None

    def at(self, start: int, end: int) -> At:
        """The place of text from `start` to `end`; the part of it that stands in its first record."""
        record, first = self.cards.at[min(start, len(self.cards.at) - 1)]
        last = first
        for offset in range(start, min(end, len(self.cards.at))):
            if self.cards.at[offset][0] == record:
                last = self.cards.at[offset][1]
        return At(self.source, record, first, last)

    def named(self, name: str) -> list[Statement]:
        return [statement for statement in self.statements if statement.name == name]

    def fact(self, statement_name: str, name: str, convert: Callable[[str], T | None], default: T | None) -> Fact[T]:
        """The parameter `name` of a statement that a member has once."""
        found = self.named(statement_name)
        item = f"{statement_name}.{name}"
        if len(found) > 1:
            return Fact[Any](why=f"{statement_name} is there twice, so {name}= is undetermined")
        if not found:
            return Fact[Any](why=self.lost or f"the member has no {statement_name} statement")
        return self.param(found[0], item, name, convert, default)

    def param(
        self, statement: Statement, item: str, name: str, convert: Callable[[str], T | None], default: T | None
    ) -> Fact[T]:
        params = [param for param in statement.params if param.name == name]
        if len(params) > 1:
            return Fact[Any](at=self.at(params[1].start, params[1].end), why=f"{item} is coded twice")
        if params:
            at = self.at(params[0].start, params[0].end)
            value = convert(params[0].value) if isinstance(params[0].value, str) else None
            why = None if value is not None else f"{item}= has a value it cannot have"
            return Fact[Any](value=value, at=at, origin="coded", why=why)
        why = self._maybe_coded(statement)
        at = self.at(statement.start, statement.start + len(statement.name))
        if why is not None:
            return Fact[Any](at=at, why=why)
        return Fact[Any](
            value=default, at=at, origin="default", why=None if default is not None else f"{item}= is not coded"
        )

    def _maybe_coded(self, statement: Statement) -> str | None:
        """A misspelt parameter of the statement could be the one that is missed."""
        for report in self.reports:
            if report.code in ("unknown-parameter", "lowercase-keyword") and report.item.startswith(
                f"{statement.name}."
            ):
                if statement.start <= report.start < statement.end:
                    return f"{report.item} {_SAYS[report.code]}; it may be what was meant"
        return self.lost

    def endpoint(self) -> Endpoint:
        hws = self.named("HWS")
        name = self.fact("HWS", "ID", lambda text: text or None, None)
        bad = any(report.item == "HWS.ID" and report.level == "error" for report in self.reports)
        label = name.value if name.value else f"({Path(self.text.path).name})"
        at = self.at(hws[0].start, hws[0].start + 3) if hws else At(self.source, 1)
        return Endpoint(
            name=label,
            source=self.source,
            at=at,
            id=Fact[str](at=name.at, why="HWS.ID is no name RACF can have") if bad and name.value else name,
            odaccess=self._odaccess(),
            racf=self.fact("HWS", "RACF", _flag, default=False),
            appl=self._appl(),
            pswdmc=self.fact("HWS", "PSWDMC", lambda text: text if text in ("R", "N", "Y") else None, "R"),
            uidcache=self.fact("HWS", "UIDCACHE", _flag, default=False),
            uidage=self.fact("HWS", "UIDAGE", _number, None),
            odracfst=self.fact("ODACCESS", "ODRACFST", _flag, default=False),
            racfgenrc=self.fact("HWS", "RACFGENRC", _flag, default=False),
            ports=tuple(self._ports()),
            other_appls=tuple(self._others()),
            damaged=any(report.level == "error" for report in self.reports) or not hws or self.lost is not None,
        )

    def _odaccess(self) -> Fact[bool]:
        found = self.named("ODACCESS")
        if found:
            return Fact[bool](value=True, at=self.at(found[0].start, found[0].start + 8), origin="coded")
        if self.lost is not None:
            return Fact[bool](why=self.lost)
        return Fact[bool](value=False, at=At(self.source, 1), origin="default")

    def _appl(self) -> Fact[str]:
        """Coded text, "" for coded blank; origin default and no value when it is not coded."""
        fact = self.fact("ODACCESS", "APPL", lambda text: text, None)
        return fact.model_copy(update={"why": None}) if fact.origin == "default" else fact

    def _ports(self) -> list[DrdaPort]:
        ports = []
        for statement in self.named("ODACCESS"):
            for param in statement.params:
                if param.name == "DRDAPORT" and isinstance(param.value, list):
                    inner = {one.name: one for one in param.value}
                    at = self.at(param.start, param.end)
                    ports.append(DrdaPort(id=self._inner(inner, "ID"), porttmot=self._inner(inner, "PORTTMOT"), at=at))
        return ports

    def _inner(self, params: dict[str | None, Param], name: str) -> Fact[int]:
        param = params.get(name)
        if param is None:
            return Fact[int](why=f"ODACCESS.DRDAPORT.{name} is not coded")
        at = self.at(param.start, param.end)
        value = _number(param.value) if isinstance(param.value, str) else None
        if value is None or (name == "ID" and not 1 <= value <= 65535):
            return Fact[int](at=at, origin="coded", why=f"ODACCESS.DRDAPORT.{name} is no number it can be")
        return Fact[int](value=value, at=at, origin="coded")

    def _others(self) -> list[OtherAppl]:
        rows = []
        for statement in self.statements:
            if statement.name in ("DATASTORE", "RMTIMSCON"):
                name = self.param(statement, f"{statement.name}.ID", "ID", lambda text: text or None, None)
                appl = self.param(statement, f"{statement.name}.APPL", "APPL", lambda text: text, None)
                user = self.param(statement, f"{statement.name}.USERID", "USERID", lambda text: text, None)
                rows.append(OtherAppl(statement=statement.name, id=name.value, appl=appl, userid=user))
        return rows

    def remarks(self, endpoint: Endpoint) -> list[Report]:
        """What is read well and worth saying."""
        rows: list[Report] = []

        def say(code: str, item: str, statement: Statement) -> None:
            rows.append(Report(code, item, "remark", statement.start, statement.start + len(statement.name)))

        hws, odaccess = self.named("HWS"), self.named("ODACCESS")
        if not hws:
            rows.append(Report("no-hws-statement", "HWS", "error", 0, 0))
        off = endpoint.racf.value is False
        if off and hws:
            say("racf-off" if endpoint.racf.origin == "coded" else "racf-defaulted-off", "HWS.RACF", hws[0])
        if len(odaccess) == 1 and endpoint.appl.why is None:
            if endpoint.appl.origin == "default":
                say("appl-from-hws-id", "ODACCESS.APPL", odaccess[0])
            elif off and endpoint.appl.value:
                say("appl-ignored-racf-off", "ODACCESS.APPL", odaccess[0])
        return rows

    def diagnostics(self, reports: list[Report]) -> list[Diagnostic]:
        rows = [
            Diagnostic(
                input="hwscfg",
                path=self.text.path,
                record=self.at(report.start, report.end).record if self.cards.at else 1,
                level=report.level,
                code=report.code,
                message=f"{report.item} {_SAYS.get(report.code, 'cannot be read')}",
            )
            for report in reports
        ]
        extra = [("data-past-column-72", record) for record in self.cards.beyond]
        if self.cards.open_comment is not None:
            extra.append(("unclosed-comment", self.cards.open_comment))
        rows += [
            Diagnostic(
                input="hwscfg", path=self.text.path, record=record, level="error", code=code,
                message=f"record {record} {_SAYS[code]}",
            )
            for code, record in extra
        ]  # fmt: skip
        return sorted(rows, key=lambda row: (row.record or 0, row.code, row.message))


def _flag(text: str) -> bool | None:
    return {"Y": True, "N": False}.get(text)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 10 else None
