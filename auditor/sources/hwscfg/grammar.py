"""The grammar of HWSCFGxx statements, over text that has no blanks left: `NAME=(PARAM=value,PARAM=(...),...)`.

Source: IMS, syntax diagrams of the HWS, TCPIP, DATASTORE, IMSPLEX, ODACCESS, RMTIMSCON, RMTCICS, ISC and MSC
statements; published members write both `HWS=(...)` and `HWS (...)`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import pyparsing as pp

from auditor.sources.hwscfg.lines import Cards

_DEPTH = 6


@dataclass(frozen=True, slots=True)
class Param:
    """`NAME=value`, or a positional value (`name` None). `value` is text or the parameters in parentheses."""

    name: str | None
    value: Any
    start: int
    end: int
    """Offsets into the joined text."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of the member."""

    name: str
    params: tuple[Param, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Broken:
    """Text that is no statement: what it says is lost."""

    code: str
    message: str
    start: int
    end: int


@cache
def _grammar() -> pp.ParserElement:
    """One statement, from its name to its last parenthesis."""
    word = pp.Regex(r"[^,()='\"]+|'[^']*'|\"[^\"]*\"")
    params = pp.Forward()
    group = pp.Suppress("(") + params + pp.Suppress(")")

    def param(start: int, tokens: pp.ParseResults, *, named: bool) -> Param:
        rest: list[Any] = list(tokens)
        name = rest.pop(0) if named else None
        end = rest.pop()
        value = rest.pop() if rest else ""
        return Param(name, value.as_list() if isinstance(value, pp.ParseResults) else value, start, end)

    end = pp.Empty().set_parse_action(lambda _text, place, _tokens: [place])
    value = pp.Group(group) | word | pp.Empty()
    named = word + (pp.Suppress("=") + value | pp.Group(group)) + end
    named.set_parse_action(lambda _text, place, tokens: param(place, tokens, named=True))
    positional = value + end
    positional.set_parse_action(lambda _text, place, tokens: param(place, tokens, named=False))
    params <<= pp.DelimitedList(named | positional)
    statement = word("name") + pp.Optional(pp.Suppress("=")) + pp.Group(group)("params")
    return statement.leave_whitespace()


def parse(cards: Cards) -> tuple[list[Statement], list[Broken]]:
    """Take the joined text apart, statement by statement: one that is broken does not hide the others."""
    statements: list[Statement] = []
    broken: list[Broken] = []
    start, text = 0, cards.text
    while start < len(text):
        end = _closing(text, start)
        if isinstance(end, Broken):
            _lose(broken, end)
            start = end.end
            continue
        done = _statement(text, start, end)
        if isinstance(done, Statement):
            statements.append(done)
        else:
            _lose(broken, done)
        start = end
    return statements, broken


def _lose(broken: list[Broken], piece: Broken) -> None:
    """Add a broken piece; one that goes on where the last ended in the same way is the same damage."""
    if broken and broken[-1].code == piece.code and broken[-1].end == piece.start:
        broken[-1] = replace(broken[-1], end=piece.end)
    else:
        broken.append(piece)


def _closing(text: str, start: int) -> int | Broken:
    """The offset behind the parenthesis that closes the statement at `start`."""
    depth = 0
    for offset in range(start, len(text)):
        if text[offset] == "(":
            depth += 1
            if depth > _DEPTH:
                return Broken("syntax", "parentheses are nested too deeply", start, len(text))
        elif text[offset] == ")":
            depth -= 1
            if depth < 0:
                return Broken("unbalanced-parentheses", "a closing parenthesis has no opening one", start, offset + 1)
            if depth == 0:
                return offset + 1
    if depth == 0:
        return Broken("syntax", "this is no statement: a name and parentheses are expected", start, len(text))
    return Broken("unbalanced-parentheses", "the statement is not closed at the end of the member", start, len(text))


def _statement(text: str, start: int, end: int) -> Statement | Broken:
    piece = text[start:end]
    try:
        tokens = _grammar().parse_string(piece, parse_all=True)
    except pp.ParseException as error:
        return Broken(
            "syntax", "the statement cannot be read from here on", start + min(error.loc, len(piece) - 1), end
        )
    params = tuple(_shifted(param, start) for param in tokens["params"])
    empty = len(params) == 1 and params[0].name is None and params[0].value == ""
    return Statement(tokens["name"], () if empty else params, start, end)


def _shifted(param: Param, by: int) -> Param:
    """`param` with offsets into the whole text instead of into its statement."""
    value = [_shifted(inner, by) for inner in param.value] if isinstance(param.value, list) else param.value
    return Param(param.name, value, param.start + by, param.end + by)
