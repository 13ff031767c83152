"""The facts of a member: one endpoint, each value with its place or the reason why it is unknown.

Sources: IMS, "HWS statement", "ODACCESS statement", "DATASTORE statement", "RMTIMSCON statement". Three different APPL=
parameters exist; only that of ODACCESS concerns DRDA clients. IBM's default holds only where the statement that could
have coded the parameter was read without an error.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from auditor.models.imsconnect import Datastore, DrdaPort, Endpoint, Link, TmPort, other_appls
from auditor.models.place import At, Fact
from auditor.sources.evidence import Text
from auditor.sources.hwscfg.grammar import Param, Statement
from auditor.sources.hwscfg.lines import Cards, Strange
from auditor.sources.hwscfg.sound import SAYS, Report
from auditor.sources.hwscfg.table import FACTS, STATEMENTS, FactRow

T = TypeVar("T")


_POSITIONAL = ("HWS", "ODACCESS", "DATASTORE", "RMTIMSCON")
"""Statements without positional values: a value without its keyword may be of any parameter that is missed."""


class Builder:
    """Facts from statements, each with its place or the reason why it is unknown."""

    def __init__(
        self, text: Text, cards: Cards, source: int, statements: list[Statement], reports: list[Report]
    ) -> None:
        self.text, self.cards, self.source = text, cards, source
        self.statements, self.reports = statements, reports
        codes = ("unknown-parameter", "lowercase-keyword")
        self.misspelt = sorted(
            (
                report
                for report in reports
                if (report.code in codes and "." in report.item) or report.item.partition("=")[0] in _POSITIONAL
            ),
            key=lambda report: report.start,
        )
        self.lost = self._lost()

    def _lost(self) -> str | None:
        """Why something that is not seen may still be coded: text of the member that could not be read."""
        codes = {"syntax", "unbalanced-parentheses", "unknown-statement", "lowercase-keyword"}
        for report in self.reports:
            if report.code in codes and "." not in report.item:
                return f"{report.item} {SAYS.get(report.code, 'cannot be read')}, so it is not known what else is coded"
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
        """The statements of that name."""
        return [statement for statement in self.statements if statement.name == name]

    def fact(self, statement_name: str, name: str, convert: Callable[[str], T | None], default: T | None) -> Fact[T]:
        """The parameter `name` of a statement that a member has once."""
        found = self.named(statement_name)
        item = f"{statement_name}.{name}"
        if len(found) > 1 or (found and self._again(statement_name)):
            return Fact[Any](why=f"{statement_name} is there twice, so {name}= is undetermined")
        if not found:
            return Fact[Any](why=self.lost or f"the member has no {statement_name} statement")
        return self.param(found[0], item, name, convert, default)

    def param(
        self, statement: Statement, item: str, name: str, convert: Callable[[str], T | None], default: T | None
    ) -> Fact[T]:
        """The parameter `name` of one statement; `item` names it in reasons."""
        params = [param for param in statement.params if param.name == name]
        if len(params) > 1:
            return Fact[Any](at=self.at(params[1].start, params[1].end), why=f"{item} is coded twice")
        if (odd := self._strange(statement, params[0] if params else None)) is not None:
            place = params[0] if params else statement
            return Fact[Any](at=self.at(place.start, place.end), why=f"{item} {_odd(odd)}")
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

    def _again(self, statement_name: str) -> bool:
        """Text that could not be read holds another statement of the name: behind a separator of members, perhaps."""
        return len(re.findall(rf"{statement_name}=?\(", self.cards.text)) > len(self.named(statement_name))

    def _strange(self, statement: Statement, param: Param | None) -> Strange | None:
        """A character that is no text in the name of the statement, or in the parameter, its name or its value."""
        for odd in self.cards.strange:
            if param is not None and param.start <= odd.offset <= param.end:
                return odd
            before = odd.offset == statement.start and odd.record == self.cards.at[statement.start][0]
            if before or statement.start < odd.offset <= statement.start + len(statement.name):
                return odd
        return None

    def _maybe_coded(self, statement: Statement) -> str | None:
        """A misspelt parameter of the statement could be the one that is missed."""
        first = bisect_left(self.misspelt, statement.start, key=lambda report: report.start)
        if first < len(self.misspelt) and self.misspelt[first].start < statement.end:
            report = self.misspelt[first]
            return f"{report.item} {SAYS[report.code]}; it may be what was meant"
        return self.lost

    def endpoint(self) -> Endpoint:
        """The IMS Connect of the member, also when it has no usable HWS statement."""
        hws = self.named("HWS")
        name = self.fact("HWS", "ID", lambda text: text or None, None)
        bad = any(report.item == "HWS.ID" and report.level == "error" for report in self.reports)
        label = name.value or f"({Path(self.text.path).name})"
        at = self.at(hws[0].start, hws[0].start + 3) if hws else At(self.source, 1)
        datastores = tuple(self._datastore(each) for each in self.named("DATASTORE"))
        links = tuple(self._link(each) for each in self.named("RMTIMSCON"))
        return Endpoint(
            name=label,
            source=self.source,
            at=at,
            id=Fact[str](at=name.at, why="HWS.ID is no name RACF can have") if bad and name.value else name,
            odaccess=self._odaccess(),
            appl=self._appl(),
            **{
                field: self.fact(row.statement, row.parameter, _reader(row), row.default)
                for field, row in FACTS.items()
            },
            ports=tuple(self._ports()),
            datastores=datastores,
            links=links,
            racfid=self._racfid(),
            tm_ports=tuple(self._tm_ports()),
            unread=self.lost,
            other_appls=other_appls(datastores, links),
            damaged=any(report.level == "error" for report in self.reports)
            or not hws
            or self.lost is not None
            or bool(self.cards.strange),
        )

    def _odaccess(self) -> Fact[bool]:
        found = self.named("ODACCESS")
        if found and (odd := self._strange(found[0], None)) is not None:
            return Fact[bool](at=self.at(found[0].start, found[0].start + 8), why=f"ODACCESS {_odd(odd)}")
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
                    at, inner = self.at(param.start, param.end), param.value
                    number, wait = (self._inner(inner, name, "ODACCESS.DRDAPORT") for name in ("ID", "PORTTMOT"))
                    ports.append(DrdaPort(id=number, porttmot=wait, at=at))
        return ports

    def _inner(self, params: list[Param], name: str, of: str) -> Fact[int]:
        """The number `name` in the parentheses of the parameter `of`."""
        coded = [param for param in params if param.name == name]
        inside = (odd for odd in self.cards.strange for param in coded if param.start <= odd.offset <= param.end)
        if (strange := next(inside, None)) is not None:
            at = self.at(coded[0].start, coded[0].end)
            return Fact[int](at=at, why=f"{of}.{name} {_odd(strange)}")
        if len(coded) != 1:
            return Fact[int](why=f"{of}.{name} is {'coded twice' if coded else 'not coded'}")
        param = coded[0]
        at = self.at(param.start, param.end)
        value = _number(param.value) if isinstance(param.value, str) else None
        if value is None or (name == "ID" and not 1 <= value <= 65535):
            return Fact[int](at=at, origin="coded", why=f"{of}.{name} is no number it can be")
        return Fact[int](value=value, at=at, origin="coded")

    def _datastore(self, statement: Statement) -> Datastore:
        name, application = self._text(statement, "ID"), self._text(statement, "APPL")
        return Datastore(id=name.value or None, application=application, at=self._keyword(statement))

    def _link(self, statement: Statement) -> Link:
        name, application, user = (self._text(statement, each) for each in ("ID", "APPL", "USERID"))
        host, address = self._text(statement, "HOSTNAME"), self._text(statement, "IPADDR")
        return Link(
            id=name.value or None,
            application=application,
            user=user,
            persistent=self.param(statement, "RMTIMSCON.PERSISTENT", "PERSISTENT", _flag, default=False),
            host=host if host.origin != "default" else address,
            port=self.param(statement, "RMTIMSCON.PORT", "PORT", _port, None),
            at=self._keyword(statement),
        )

    def _racfid(self) -> Fact[str]:
        """RACFID= of TCPIP as coded; a member without the statement does not code it."""
        if not self.named("TCPIP") and self.lost is None:
            return Fact[str](at=At(self.source, 1), origin="default")
        fact = self.fact("TCPIP", "RACFID", lambda text: text, None)
        return fact.model_copy(update={"why": None}) if fact.origin == "default" else fact

    def _tm_ports(self) -> Iterator[TmPort]:
        """Ports of PORT=, PORTID= and SSLPORT=; `LOCAL` is no port of the network."""
        for statement in self.named("TCPIP"):
            for param in statement.params:
                if param.name == "PORT" and isinstance(param.value, list):
                    yield TmPort(id=self._inner(param.value, "ID", "TCPIP.PORT"), at=self.at(param.start, param.end))
                elif param.name in ("PORTID", "SSLPORT"):
                    for each in param.value if isinstance(param.value, list) else [param]:
                        if each.value != "LOCAL":
                            yield self._listed(param.name, each)

    def _listed(self, name: str, param: Param) -> TmPort:
        at = self.at(param.start, param.end)
        value = _port(param.value) if isinstance(param.value, str) else None
        odd = any(strange for strange in self.cards.strange if param.start <= strange.offset <= param.end)
        why = None if value is not None and not odd else f"TCPIP.{name} is no port it can be"
        return TmPort(id=Fact[int](value=None if why else value, at=at, origin="coded", why=why), at=at)

    def _text(self, statement: Statement, name: str) -> Fact[str]:
        """Coded text, "" for coded blank; origin default and no value when it is not coded."""
        return self.param(statement, f"{statement.name}.{name}", name, lambda text: text, None)

    def _keyword(self, statement: Statement) -> At:
        return self.at(statement.start, statement.start + len(statement.name))

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


def _odd(odd: Strange) -> str:
    return f"holds a character that is no text (record {odd.record} column {odd.column})"


def _reader(row: FactRow) -> Callable[[str], Any]:
    """How the text of a parameter is read: None where it is none of its values."""
    kind = (STATEMENTS[row.statement] or {})[row.parameter]
    if kind == "flag":
        return _flag
    if kind == "number":
        return _number
    return lambda text: text if not isinstance(kind, tuple) or text in kind else None


def _flag(text: str) -> bool | None:
    return {"Y": True, "N": False}.get(text)


def _port(text: str) -> int | None:
    number = _number(text)
    return number if number is not None and 1 <= number <= 65535 else None


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 10 else None
