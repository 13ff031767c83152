"""The values of one IMS Connect while displays of it are read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from auditor.models.imsconnect import DrdaPort
from auditor.models.place import At, Fact
from auditor.sources.imscon.later import Later
from auditor.sources.imscon.table import FIELDS, READ


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
