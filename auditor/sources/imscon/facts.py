"""The values of one IMS Connect while displays of it are read, and how the text of each is read.

Source: IMS, "QUERY IMSCON TYPE(CONFIG) command", "UPDATE IMSCON TYPE(CONFIG) command".
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from auditor.models.imsconnect import DrdaPort
from auditor.models.place import At, Fact
from auditor.sources.imscon.later import FIELDS, Later

_ON = {"ON": True, "Y": True, "YES": True, "OFF": False, "N": False, "NO": False}
_CASE = {"ON": "Y", "Y": "Y", "OFF": "N", "N": "N", "RCF": "R", "R": "R"}
NAME = re.compile(r"[A-Z0-9#$@]{1,8}")


def _integer(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 10 else None


def _application(text: str) -> str | None:
    """A name; "" for what a display shows when none is set."""
    if text in ("", "0", "N/A"):
        return ""
    return text if NAME.fullmatch(text) else None


READ: dict[str, Callable[[str], Any]] = {
    "RACF": _ON.get, "PSWDMC": _CASE.get, "UIDCACHE": _ON.get, "UIDAGE": _integer, "ODRACFST": _ON.get,
    "ODBMAPPL": _application,
}  # fmt: skip
"""Column or keyword of a display, and how its text is read."""


@dataclass(slots=True)
class Draft:
    """Values of one IMS Connect while its display is read."""

    at: At
    facts: dict[str, Fact[Any]] = field(default_factory=dict)
    ports: list[DrdaPort] = field(default_factory=list)

    def take_back(self, command: Later, at: At, why: str) -> bool:
        """Make unknown what the command may have set and no later line shows; whether it touched anything."""
        touched = False
        for column, name in FIELDS.items():
            fact = self.facts.get(name)
            if (column not in command.sets) if command.sets is not None else (command.restart and fact is None):
                continue
            if fact is not None and fact.at is not None and fact.at.record > command.record:
                continue
            text = (command.sets or {}).get(column)
            if text and fact is not None and fact.value is not None and READ[column](text) == fact.value:
                continue
            self.facts[name], touched = Fact[Any](at=at, why=why), True
        if command.ports and self.at.record < command.record:
            touched = True
            self.ports.append(DrdaPort(id=Fact[int](at=at, why=why), at=at))
        return touched
