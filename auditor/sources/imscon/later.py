"""What commands in a capture change of the IMS Connect that a display or member shows.

A display is a moment. UPDATE IMSCON, the MODIFY form UPDATE MEMBER and the WTOR forms (SETRACF and others) change what
runs after it; which IMS Connect a command reached, and whether it was carried out, is not known from the command alone.
So each value that it may set is *unknown*, with the record, unless it is shown again later or has that value already.
Source: IMS, "UPDATE IMSCON TYPE(CONFIG) command", "UPDATE MEMBER TYPE(IMSCON) command", "IMS Connect WTOR commands".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from auditor.sources.capture import Command, Operand, Row, commands, operands
from auditor.sources.imscon.table import FIELDS, OTHERS

_VERB = re.compile(
    r"(?<!\w)((?:UPDATE|UPD|CREATE|CRE|DELETE|DEL|SHUTDOWN|SHUT)\s+(?:IMSCON|IMSC|MEMBER|PORT)|SETRACF|SETUIDC|"
    r"SETPWMC|SETOAUTO|SETRRS|CLOSEHWS|OPENPORT|STARTPT|STOPPORT|STOPPT|HWSC0010I)(?![\w-])",
    re.IGNORECASE,
)
_WTOR = {"SETRACF": "RACF", "SETUIDC": "UIDCACHE", "SETPWMC": "PSWDMC", "SETOAUTO": "OAUTO", "SETRRS": "RRS"}


class Later(NamedTuple):
    """A command and the values it may set; `sets` None: any of them. `ports`: what listens may be others."""

    record: int
    first: int
    last: int
    label: str
    sets: dict[str, str] | None
    """Name of the value -> its text; "" where that is not certain."""
    ports: bool = False

    @property
    def restart(self) -> bool:
        """The IMS Connect ends or begins: what was shown before is over, and the values of its member hold."""
        return self.sets is None and self.ports


def later_commands(rows: Sequence[Row]) -> dict[int, Later]:
    """Commands that change a running IMS Connect, by the record in which they stand."""
    asked = [row for row in rows if "HWSC0001I" not in row[2]]
    return {command.record: _later(command) for command in commands(asked, _VERB)}


def _later(command: Command) -> Later:
    verb = re.sub(r"\s+", " ", command.verb)
    place = (command.record, command.first, command.last, verb)
    given = list(operands(command.text))
    if verb in _WTOR:
        name = _WTOR[verb]
        values = [one.name.strip(".;") for one in given if one.inside is None]
        return Later(*place, {name: values[0] if len(values) == 1 else ""})
    if verb in ("CLOSEHWS", "HWSC0010I") or verb.startswith("SHUT"):
        return Later(*place, None, ports=True)  # it ends or begins again: with the values of its member
    kind = next((one.inside or "" for one in given if one.name == "TYPE"), "").strip().upper()
    config = verb.startswith("UPD") and not verb.endswith("PORT") and kind in ("CONFIG", "IMSCON", "")
    if not config:
        return Later(*place, {}, ports="PORT" in (kind, *verb.split()) or "PORT" in verb or "PT" in verb)
    return Later(*place, _set(given))


def _set(given: Sequence[Operand]) -> dict[str, str] | None:
    """What SET(...) sets; None for anything, where it cannot be told."""
    inner = [one for each in given if each.name == "SET" for one in operands(each.inside or "")]
    known = {*FIELDS, *OTHERS}
    if any(one.inside is None or one.name not in known for one in inner):
        return None
    if not inner:
        return {} if any(one.name in ("START", "STOP") for one in given) else None
    return {one.name: (one.inside or "").strip().upper() for one in inner}
