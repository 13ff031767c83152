"""What SMF records say of small groups: one to four of anything could be somebody, so that they are `few`.

No times are left either: the chart by hour goes, and messages name days alone.
"""

from __future__ import annotations

import re
from typing import Any

_COUNTED = ("accepted", "refused", "passwords", "tickets", "unknown_users")
_FEW = re.compile(r"\b[1-4]\b(?= (?:accepted|refused|tickets|times|a minute))|(?<=, )[1-4]\b(?= accepted)")


def few_observed(data: dict[str, Any]) -> None:
    """Change the plain data of a result: counts of one to four, in the section of SMF records and in findings of it."""
    for verdict in data["verdicts"]:
        if verdict["policy"].startswith("PT-H"):
            verdict["message"] = _FEW.sub("few", verdict["message"])
            verdict["reason"] = verdict["reason"] and _FEW.sub("few", verdict["reason"])
    observed = data.get("observed")
    if observed is None:
        return
    _few(observed)
    for endpoint in observed["endpoints"]:
        endpoint["hours"] = []
        for row in (*endpoint["rows"], *endpoint["peaks"]):
            _few(row)
    for job in observed["unjoined"]:
        _few(job)


def _few(row: dict[str, Any]) -> None:
    for name in _COUNTED:
        if row.get(name) in range(1, 5):
            row[name] = "few"
