"""What a file that was offered as something else looks like: the advice a person needs most."""

from __future__ import annotations

import re
from collections.abc import Sequence

_SIGNS = (
    (re.compile(r"^\s*[01 0-]?ATTRIBUTES\s*=|^\s*ACTIVE CLASSES\s*="), "a SETROPTS LIST"),
    (re.compile(r"^(0[1245][0-9A-Z]{2}|1210|1560) "), "an IRRDBU00 unload"),
    (re.compile(r"^\s*(HWS|TCPIP|ODACCESS|DATASTORE)\s*=?\s*\("), "an HWSCFGxx member"),
    (re.compile(r"HWSC0001I|QUERY IMSCON"), "a captured IMS Connect display"),
    (re.compile(r"^\s*-?\s*(clients|ports|waivers):"), "a YAML file of the site"),
    (re.compile(r"^//\S* "), "JCL"),
)


def looks_like(lines: Sequence[str]) -> str:
    """`, it looks like ...`, or nothing when the first lines tell nothing."""
    for line in lines[:60]:
        for sign, name in _SIGNS:
            if sign.search(line):
                return f", it looks like {name}"
    return ""
