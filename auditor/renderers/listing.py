"""Findings of a history as text, CSV or JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from auditor.renderers.csv import cell
from auditor.visible import visible

Row = Mapping[str, str | bool]
"""A finding by `COLUMNS`."""
COLUMNS = ("system", "policy", "object", "severity", "first_seen", "last_seen", "open", "waived", "message")


def as_text(rows: Sequence[Row]) -> str:
    """Return a line a finding, and what it said below."""
    lines = []
    for row in rows:
        text = {name: visible(_word(row[name])) for name in COLUMNS}
        state = ("open" if row["open"] else "gone") + (", waived" if row["waived"] else "")
        head = f"{text['first_seen']} to {text['last_seen']}  {state}  {text['severity']:<8}  {text['policy']}"
        lines.append(f"{head}  {text['system']}  {text['object']}\n    {text['message']}\n")
    return "".join(lines)


def as_csv(rows: Sequence[Row]) -> str:
    """Return RFC 4180 with a head; no field runs as a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(COLUMNS)
    writer.writerows([cell(_word(row[name])) for name in COLUMNS] for row in rows)
    return out.getvalue()


def _word(value: str | bool) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else value


def as_json(rows: Sequence[Row]) -> str:
    """Return `{"schema": "auditor/findings/1", "findings": [...]}`."""
    document = {"schema": "auditor/findings/1", "findings": [dict(row) for row in rows]}
    return json.dumps(document, indent=2, ensure_ascii=True) + "\n"


LISTINGS: Mapping[str, Callable[[Sequence[Row]], str]] = MappingProxyType(
    {"text": as_text, "csv": as_csv, "json": as_json}
)
"""Renderers by the name of their format."""
