"""The values of an IMS Connect that displays show and commands set, and how the text of each is read.

Sources: IMS, "QUERY IMSCON TYPE(CONFIG) command", "UPDATE IMSCON TYPE(CONFIG) command".
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

FIELDS: Final = {
    "RACF": "racf", "PSWDMC": "pswdmc", "UIDCACHE": "uidcache", "UIDAGE": "uidage", "ODRACFST": "odracfst",
    "ODBMAPPL": "odbmappl",
}  # fmt: skip
"""What displays and commands call a value, and the field of `Running` that has it."""

OTHERS = frozenset([
    "CASCADE", "CM0ATOQ", "IDLETO", "MULTIRTP", "OAUTO", "ODBMAC", "ODBMTO", "RACFGENRC", "RRS", "SENDALTP", "TMRACFST",
    "TIMEOUT", "MAXSOC", "WARNSOC", "WARNINC",
])  # fmt: skip
"""Values that no policy asks for."""

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
