"""`verdicts.csv`: one row for each verdict, passes too, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json

from auditor.models.verdict import Result, Verdict
from auditor.renderers.context import RenderContext
from auditor.renderers.reasons import folded
from auditor.renderers.words import AREAS, area
from auditor.visible import numbered

COLUMNS = (
    "system", "as_of", "policy", "slug", "area", "object", "verdict", "severity", "message", "reason", "masked_by",
    "fingerprint", "first_seen", "waived_until", "waiver_owner", "waiver_approver", "waiver_ticket", "waiver_reason",
    "input", "path", "record", "columns", "controls", "racf", "ims", "other", "undo", "assumptions", "facts",
)  # fmt: skip

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "|", "%", "＝", "＋", "－", "＠")  # noqa: RUF001 - spreadsheets take the wide forms too


def render(result: Result, context: RenderContext) -> bytes:
    """RFC 4180, UTF-8 with a byte order mark (spreadsheets take it for a national code page otherwise)."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(COLUMNS)
    seen = context.history.first_seen if context.history else {}
    for verdict in result.verdicts:
        row = row_of(result, verdict, seen.get(verdict.fingerprint, ""))
        writer.writerow([cell(row[name]) for name in COLUMNS])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def cell(value: str) -> str:
    """`value` as a spreadsheet shows it and does not run it (OWASP, "CSV Injection"): a leading quote defuses."""
    text = numbered(value, lines=True)
    return "'" + text if text.lstrip().startswith(_FORMULA) else text


def row_of(result: Result, verdict: Verdict, first_seen: str) -> dict[str, str]:
    """Return the cells of one verdict by column, as they are: `cell` makes each safe."""
    waiver, remedy = verdict.waiver, verdict.remediation
    place = next((one for one in verdict.places if one.role == "primary"), None)
    return {
        "system": result.system,
        "as_of": result.as_of,
        "policy": verdict.policy,
        "slug": verdict.slug,
        "area": AREAS[area(verdict.policy)],
        "object": verdict.object,
        "verdict": verdict.verdict,
        "severity": verdict.severity,
        "message": verdict.message,
        "reason": folded(verdict.reason or ""),
        "masked_by": verdict.masked_by or "",
        "fingerprint": verdict.fingerprint,
        "first_seen": first_seen,
        "waived_until": waiver.expires if waiver else "",
        "waiver_owner": waiver.owner if waiver else "",
        "waiver_approver": waiver.approver if waiver else "",
        "waiver_ticket": waiver.ticket if waiver else "",
        "waiver_reason": waiver.reason if waiver else "",
        "input": place.input if place else "",
        "path": place.path if place else "",
        "record": str(place.record) if place else "",
        "columns": f"{place.columns[0]} to {place.columns[1]}" if place and place.columns else "",
        "controls": "; ".join(f"{one.framework} {one.id} ({one.fit})" for one in verdict.controls),
        "racf": "\n".join(remedy.racf),
        "ims": "\n".join(remedy.ims),
        "other": "\n".join(remedy.other),
        "undo": "\n".join(remedy.undo),
        "assumptions": "\n".join(verdict.assumptions),
        "facts": json.dumps(verdict.facts, ensure_ascii=True, sort_keys=True),
    }
