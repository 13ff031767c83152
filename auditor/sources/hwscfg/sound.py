"""What is wrong with the statements of a member: every finding with its code, item and place.

Codes and items are those of the product's documentation (`auditor schema result`). An *error* leaves something unusable
or undetermined; a *remark* is read well and left to the policies.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from auditor.sources.hwscfg.grammar import Param, Statement
from auditor.sources.hwscfg.table import LISTENING, ONCE, REPEATABLE, STATEMENTS

_NAME = re.compile(r"[A-Z0-9#$@]{1,8}")


SAYS = {
    "appl-blank": "is coded blank: the HWS ID is used",
    "appl-from-hws-id": "is not coded: the HWS ID is used as application name",
    "appl-ignored-racf-off": "has no effect, because RACF is off",
    "appl-too-long": "is longer than 8 characters",
    "control-character": "holds a character that is no blank and no text: IMS Connect does not read what it stands in",
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
"""What a code says of its item."""


@dataclass(frozen=True, slots=True)
class Report:
    """One finding. `item` names what it is about: `HWS.RACF=YES`."""

    code: str
    item: str
    level: Literal["error", "remark"]
    start: int
    end: int


def check(statements: list[Statement]) -> list[Report]:
    """Every finding about the statements, in the order of the text."""
    reports = [report for statement in statements for report in _statement(statement)]
    counts = Counter(statement.name for statement in statements)
    seen: set[str] = set()
    for statement in statements:
        if statement.name in ONCE and counts[statement.name] > 1:
            if statement.name in seen:
                reports.append(Report("duplicate-statement", statement.name, "error", statement.start, statement.end))
            seen.add(statement.name)
    return [*reports, *_ports(statements)]


def _statement(statement: Statement) -> Iterator[Report]:
    name = statement.name
    if name not in STATEMENTS:
        code = "lowercase-keyword" if name.upper() in STATEMENTS else "unknown-statement"
        yield Report(code, name, "error", statement.start, statement.end)
        return
    known = STATEMENTS[name]
    if known is None:
        return
    yield from _params(name, statement.params, known)
    coded = {param.name for param in statement.params}
    if name == "RMTIMSCON" and ("APPL" in coded) != ("USERID" in coded):
        item = "RMTIMSCON.APPL" if "APPL" in coded else "RMTIMSCON.USERID"
        # A remark: it is read well, and PT-G07 judges it.
        yield Report("rmtimscon-appl-without-userid", item, "remark", statement.start, statement.end)


def _params(prefix: str, params: Any, known: dict[str, Any]) -> Iterator[Report]:
    counts = Counter(param.name for param in params)
    seen: set[str | None] = set()
    for param in params:
        item = f"{prefix}.{param.name}" if param.name else prefix
        if param.name is None:
            if param.value:
                yield Report("invalid-value", f"{prefix}={_shown(param)}", "error", param.start, param.end)
            continue
        if param.name not in known:
            code = "lowercase-keyword" if param.name.upper() in known else "unknown-parameter"
            yield Report(code, item, "error", param.start, param.end)
            continue
        if counts[param.name] > 1 and (prefix, param.name) not in REPEATABLE and param.name in seen:
            yield Report("duplicate-parameter", item, "error", param.start, param.end)
        seen.add(param.name)
        yield from _value(item, param, known[param.name])


def _value(item: str, param: Param, kind: Any) -> Iterator[Report]:
    if isinstance(kind, dict):
        if isinstance(param.value, list):
            yield from _params(item, param.value, kind)
        else:
            yield Report("invalid-value", f"{item}={_shown(param)}", "error", param.start, param.end)
    elif kind in ("list", "ports", "text"):
        return
    elif isinstance(param.value, list):
        yield Report("invalid-value", f"{item}={_shown(param)}", "error", param.start, param.end)
    else:
        yield from _scalar(item, param, kind)


def _scalar(item: str, param: Param, kind: Any) -> Iterator[Report]:
    value: str = param.value

    def report(code: str, what: str, level: Literal["error", "remark"] = "error") -> Report:
        return Report(code, what, level, param.start, param.end)

    if kind == "appl":
        # Remarks: the value is read well, and what it leads to is for the policies to say.
        if not value:
            yield report("appl-blank", item, "remark")
        elif not _NAME.fullmatch(value):
            long = len(value) > 8
            yield report("appl-too-long" if long else "invalid-value", item if long else f"{item}={value}", "remark")
    elif kind == "name8":
        if value[:1].isdigit():
            yield report("id-bad-first-character", item)
        elif not _NAME.fullmatch(value):
            yield report("invalid-value", f"{item}={value}")
    elif kind in ("flag", "number") or isinstance(kind, tuple):
        allowed = ("Y", "N") if kind == "flag" else kind
        if not value.isdecimal() if kind == "number" else value not in allowed:
            yield report("invalid-value", f"{item}={value}")


def _shown(param: Param) -> str:
    return param.value if isinstance(param.value, str) else "(...)"


def _ports(statements: list[Statement]) -> Iterator[Report]:
    """Ports out of range anywhere, and ports that this IMS Connect would have to listen on twice."""
    seen: set[str] = set()
    for statement in statements:
        known = STATEMENTS.get(statement.name) or {}
        for item, param, value, listening in _port_values(statement, known):
            if not value.isdecimal():
                yield Report("invalid-value", f"{item}={value}", "error", param.start, param.end)
            elif len(value) > 5:
                yield Report("port-field-too-long", item, "error", param.start, param.end)
            elif not 1 <= int(value) <= 65535:
                yield Report("port-out-of-range", item, "error", param.start, param.end)
            elif listening and value in seen:
                yield Report("duplicate-port", value, "error", param.start, param.end)
            elif listening:
                seen.add(value)


def _port_values(statement: Statement, known: dict[str, Any]) -> Iterator[tuple[str, Param, str, bool]]:
    for param in statement.params:
        kind = known.get(param.name or "")
        item = f"{statement.name}.{param.name}"
        if kind == "port" and isinstance(param.value, str):
            yield item, param, param.value, False
        elif kind == "ports":
            values = param.value if isinstance(param.value, list) else [param]
            for one in values:
                if isinstance(one.value, str) and one.value != "LOCAL":
                    yield item, one, one.value, True
        elif isinstance(kind, dict) and "ID" in kind and isinstance(param.value, list):
            for one in param.value:
                if one.name == "ID" and isinstance(one.value, str):
                    yield f"{item}.ID", one, one.value, param.name in LISTENING
