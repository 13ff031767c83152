"""JCL symbols: what SET, PROC and EXEC give, and where they are put in place of &NAME.

In statements always; in in-stream data only where SYMBOLS= asks for it, and only those that EXPORT names before they
are set. Without SYMBOLS= an ampersand in the data stays what it is: the start of a RACF variable.
Source: z/OS MVS JCL Reference, "Using symbols in JES in-stream data", "EXPORT statement", "SYMBOLS parameter".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from auditor.racf.commands.carriers.carried import Problem, Row
from auditor.racf.commands.carriers.fields import words
from auditor.racf.commands.carriers.lines import CARD

LONGEST = 255
"""Characters of a symbol's value."""
KINDS = frozenset({"JCLONLY", "EXECSYS", "CNVTSYS"})
UNRESOLVED = "a symbol stands here that the job does not give; put its value in its place"

_SYMBOL = re.compile(r"&&|&([A-Z@#$][A-Z0-9@#$]{0,7})(\.?)")
_LEFT = re.compile(r"(?<!&)&(?!&)[A-Za-z@#$]")


def put(text: str, values: Mapping[str, str]) -> str:
    """The text with the symbols that have a value replaced; a period that ends one goes with it."""
    if "&" not in text:
        return text
    return _SYMBOL.sub(lambda found: values.get(found[1], found[0]) if found[1] else found[0], text)


def left(text: str) -> bool:
    """Whether a symbol still stands in the text. `&&` is none: it starts a temporary data set, or is one ampersand."""
    return _LEFT.search(text) is not None


@dataclass(slots=True)
class Symbols:
    """The symbols of a job at one point of it. `exported`: those that in-stream data may hold, with their values."""

    values: dict[str, str] = field(default_factory=dict)
    exported: dict[str, str] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)

    def export(self, listed: str) -> None:
        """EXPORT SYMLIST=: the symbols are exported from the next time they are set."""
        self.names.update(words(listed))

    def set(self, name: str, value: str) -> None:
        """SET, a default of PROC, or an operand of EXEC. A value that is too long is none."""
        if len(value) > LONGEST:
            self.values.pop(name, None)
            self.exported.pop(name, None)
            return
        self.values[name] = value
        if name in self.names or "*" in self.names:
            self.exported[name] = value

    def copy(self) -> Symbols:
        """The same symbols for a procedure, whose own do not outlive it."""
        return Symbols(dict(self.values), dict(self.exported), set(self.names))


def in_data(rows: list[Row], kind: str, symbols: Symbols, problems: list[Problem]) -> list[Row]:
    """In-stream data after substitution. `kind`: the value of SYMBOLS=, empty without it."""
    if not kind:
        return rows
    first = words(kind)[0]
    done: list[Row] = []
    for number, line in rows:
        if len(line) > CARD:
            done.append((number, line))  # a problem where the stream is read
            continue
        text = put(line, symbols.exported)
        lasting = put(text, symbols.values)
        if lasting != text:
            message = "the symbol is not exported, so JES leaves it; put EXPORT SYMLIST= before its SET statement"
            problems.append(Problem(number, "symbol-not-exported", message))
        elif re.search(r"&\S", text) or first not in KINDS:
            problems.append(Problem(number, "symbol", UNRESOLVED))
        done.append((number, lasting))
    return done
