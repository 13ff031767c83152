"""A verdict as a policy gives it, for whoever tests what is made of it."""

from __future__ import annotations

from typing import Any, Final

CITED: Final[dict[str, Any]] = {"at": [0, 2, 5, 9], "role": "primary", "note": "here"}
ROW: Final[dict[str, Any]] = {
    "object": "endpoint:IMSA",
    "verdict": "fail",
    "severity": "high",
    "message": "It is wrong.",
    "reason": None,
    "facts": {"level": "NONE"},
    "masked_by": None,
    "places": [CITED],
    "remediation": {"racf": ["SETROPTS LIST"], "ims": [], "other": [], "undo": []},
    "assumptions": [],
}
