"""RACF and IMS command scripts: read them, print them, and apply them to the model of RACF."""

from __future__ import annotations

from auditor.racf.commands.carriers import Problem
from auditor.racf.commands.dispositions import NEEDS_AUDITOR
from auditor.racf.commands.effects import Applied, Team, apply
from auditor.racf.commands.effects.profiles import starred
from auditor.racf.commands.effects.state import Undecided
from auditor.racf.commands.messages import Reaction
from auditor.racf.commands.printer import print_command
from auditor.racf.commands.script import Located, Script, names_of, parse_script

__all__ = [
    "NEEDS_AUDITOR",
    "Applied",
    "Located",
    "Problem",
    "Reaction",
    "Script",
    "Team",
    "Undecided",
    "apply",
    "names_of",
    "parse_script",
    "print_command",
    "starred",
]
