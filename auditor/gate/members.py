"""What a member as it will be codes otherwise, where no verdict need move by it: listed, not passed over.

Source: IMS, "HWSCFGxx member of the IMS PROCLIB data set".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from auditor.gate.reasons import Reasons
from auditor.sources.hwscfg.grammar import Statement
from auditor.sources.hwscfg.table import FACTS, ONCE

_JUDGED = frozenset({
    *((row.statement, row.parameter) for row in FACTS.values()),
    ("HWS", "ID"), ("ODACCESS", "APPL"), ("ODACCESS", "DRDAPORT"), ("RMTIMSCON", "PERSISTENT"),
})  # fmt: skip
"""Parameters of which any weaker value moves a verdict. Names that a link or TCPIP gives (APPL=, USERID=, RACFID=) are
none: another name is as good to a policy."""


def member_reasons(name: str, old: Sequence[Statement], new: Sequence[Statement]) -> Reasons:
    """Return the parameters that differ between two members of endpoint `name`; values are not quoted."""
    reasons = Reasons()
    before, after = Counter(_coded(old)), Counter(_coded(new))
    differing = dict.fromkeys((row[0], row[1]) for row in [*(before - after), *(after - before)])
    reasons.fold(
        [
            f"the member of {name} changes {' '.join(parameter).strip()}: no verdict need move by it"
            for parameter in differing
            if parameter not in _JUDGED
        ],
        f"parameters that differ in the member of {name}",
    )
    return reasons


def _coded(statements: Sequence[Statement]) -> Iterator[tuple[str, str, str]]:
    """Statement, parameter and value of everything coded, of a statement that may repeat with its ID."""
    for statement in statements:
        names = (param.value for param in statement.params if param.name == "ID" and statement.name not in ONCE)
        which = repr(_value(next(names, "")))
        yield statement.name, "", which
        for param in statement.params:
            yield statement.name, param.name or "", which + repr(_value(param.value))


def _value(value: Any) -> Any:
    """The value without its place in the file."""
    if isinstance(value, str):
        return value
    return [(param.name, _value(param.value)) for param in value]
