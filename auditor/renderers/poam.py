"""`poam.csv`: a plan of action and milestones, one row for each cause, in the order in which to fix them.

The columns are those of a plan of action and milestones (NIST SP 800-53, CA-5): weakness, controls, asset, severity,
who, since when, milestones, state. A due date is a person's promise: the column is there and empty, but for what a
waiver promises.
"""

from __future__ import annotations

import csv
import io

from auditor.models.verdict import Result, Verdict
from auditor.renderers.context import RenderContext
from auditor.renderers.csv import cell
from auditor.renderers.order_of_work import Step, steps
from auditor.renderers.text import count
from auditor.renderers.words import by_weight

COLUMNS = (
    "id", "system", "as_of", "policy", "weakness", "controls", "asset", "findings", "severity", "responsible",
    "detected", "due", "milestones", "state", "waiting_for_it", "comments",
)  # fmt: skip


def render(result: Result, context: RenderContext) -> bytes:
    """RFC 4180, UTF-8 with a byte order mark; no field runs as a formula."""
    seen = context.history.first_seen if context.history else {}
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(COLUMNS)
    rows = [_open(step, result, seen.get(step.verdict.fingerprint, "")) for step in steps(result)]
    rows += [
        _waived(verdict, result, seen.get(verdict.fingerprint, ""))
        for verdict in by_weight(result.verdicts)
        if verdict.verdict == "fail" and verdict.waiver is not None
    ]
    writer.writerows([cell(row[name]) for name in COLUMNS] for row in rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _open(step: Step, result: Result, since: str) -> dict[str, str]:
    verdict = step.verdict
    commands = [*verdict.remediation.racf, *verdict.remediation.ims] or list(verdict.remediation.other)
    return _row(verdict, result, since) | {
        "findings": str(step.number),
        "responsible": step.who,
        "milestones": "\n".join(commands),
        "state": "open; commands proven on the model" if step.proven else "open; a person decides",
        "waiting_for_it": str(step.waits),
        "comments": f"{count(step.number, 'finding')} of this cause",
    }


def _waived(verdict: Verdict, result: Result, since: str) -> dict[str, str]:
    waiver = verdict.waiver
    assert waiver is not None  # noqa: S101 - asked for those alone
    return _row(verdict, result, since) | {
        "findings": "1",
        "responsible": waiver.owner,
        "due": waiver.expires,
        "state": "risk accepted by waiver",
        "waiting_for_it": "0",
        "comments": waiver.reason,
    }


def _row(verdict: Verdict, result: Result, since: str) -> dict[str, str]:
    return dict.fromkeys(COLUMNS, "") | {
        "id": verdict.fingerprint,
        "system": result.system,
        "as_of": result.as_of,
        "policy": verdict.policy,
        "weakness": verdict.message,
        "controls": "; ".join(f"{control.framework} {control.id} ({control.fit})" for control in verdict.controls),
        "asset": verdict.object,
        "severity": verdict.severity,
        "detected": since or result.as_of,
    }
