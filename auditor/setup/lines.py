"""What a set-up consists of: lines for those who carry them out, and what is left to a person with the reason."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final, Literal

Who = Literal["icsf", "racf", "clients", "hwscfg", "ims"]
Key = tuple[str, str]
"""Policy and object."""

POLICIES: Final = (
    "PT-A01", "PT-A02", "PT-A03", "PT-A04", "PT-A05", "PT-A06", "PT-A07", "PT-A08", "PT-A09", "PT-A11", "PT-B12",
    "PT-B13", "PT-D01", "PT-D02", "PT-D03",
)  # fmt: skip
"""What must pass for a declared client to log on with a ticket: the set-up is about these and no others."""

STEPS: Final = {
    "1a": "activate class PTKTDATA and load it (SETROPTS CLASSACT and RACLIST)",
    "1b": "define the application in class APPL, and activate that class",
    "1b-generic": "switch generic profiles of PTKTDATA on",
    "1c": "define the application in class PTKTDATA with its key",
    "1d": "permit the users in class APPL",
    "1e": "permit who asks for tickets, by an IRRPTAUTH profile",
    "1f": "refresh what is in storage",
    "2": "have IMS Connect check users: HWS RACF=Y",
    "3": "give IMS Connect the application name: ODACCESS APPL=, or UPDATE IMSCON SET(ODBMAPPL())",
    "4": "have the client make a ticket for that name at each connection",
}
"""The steps of IBM's procedure (IMS, "RACF PassTicket for IMS Connect client connections to IMS DB"), restored."""


@dataclass(frozen=True, slots=True)
class Line:
    """One command, parameter or sentence of the set-up."""

    who: Who
    text: str
    step: str
    """A key of `STEPS`."""
    reason: str
    settles: tuple[Key, ...] = ()
    """The findings that it is for."""
    unit: str = ""
    """The application it serves; empty: what all of them need."""
    endpoint: str = ""
    """HWS ID of the IMS Connect it goes to."""
    client: str = ""
    """The client whose owner it is for."""
    cautions: tuple[str, ...] = ()
    """Whom it shuts out, and what to look at before it runs."""
    part: str = ""
    """The profile whose lines stand or fall together, as objects are named."""
    undo: str = ""
    """What takes it back, where no model works that out: commands to IMS Connect and parameters of a member."""

    def saying(self, text: str, reason: str, who: Who | None = None, settles: tuple[Key, ...] | None = None) -> Line:
        """Return a line beside this one, with another text and reason."""
        settled = self.settles if settles is None else settles
        return replace(self, text=text, reason=reason, who=who or self.who, settles=settled)

    def warning(self, *cautions: str) -> Line:
        """Return the line with these cautions before it."""
        return replace(self, cautions=cautions)


@dataclass(frozen=True, slots=True)
class Left:
    """Something that is left to a person."""

    subject: str
    """What it is about, as objects are named: client:x/user:y, endpoint:E, profile:CLASS/NAME."""
    why: str
    todo: tuple[str, ...] = ()
    policy: str = ""
    accepted: bool = False
    """A waiver accepts it, so that it is left alone on purpose."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The lines of a set-up in their order, and what is left to a person."""

    lines: tuple[Line, ...] = ()
    left: tuple[Left, ...] = ()

    def of(self, who: Who) -> tuple[Line, ...]:
        """Return the lines of one file."""
        return tuple(line for line in self.lines if line.who == who)


def needed(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Leave out refreshes of classes that nothing changes."""
    rows = tuple(lines)
    others = " ".join(line.text for line in rows if "REFRESH" not in line.text)
    kept = []
    for line in rows:
        name = line.text.partition("(")[2].partition(")")[0] if "REFRESH" in line.text else ""
        if not name or re.search(rf"\b{name}\b", others):
            kept.append(line)
    return tuple(kept)
