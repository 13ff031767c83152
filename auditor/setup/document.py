"""The set-up as a document (`setup.json`, schema `auditor/setup/1`): every line with its reason, and the proof."""

from __future__ import annotations

import json
from typing import Any

from auditor.setup.lines import STEPS, Line
from auditor.setup.procedure import procedure
from auditor.setup.run import Setup


def document(setup: Setup) -> bytes:
    """Return the document as JSON; the same set-up gives the same bytes."""
    proven = setup.proven
    value: dict[str, Any] = {
        "schema": "auditor/setup/1",
        "system": setup.system,
        "as_of": setup.as_of,
        "return_code": setup.return_code,
        "assumptions": list(setup.assumptions),
        "lines": [_line(line) for line in proven.plan.lines],
        "procedure": [{"step": one.step, "what": STEPS[one.step], "state": one.state, "why": one.why}
                      for one in procedure(setup)],
        "left": [
            {"subject": one.subject, "policy": one.policy, "why": one.why, "todo": list(one.todo),
             "accepted": one.accepted}
            for one in setup.left
        ],
        "proof": {
            "logons": [_trial(one) for one in proven.logons],
            "must_be_refused": len(proven.must_fail),
            "get_in": [_trial(one) for one in proven.enters],
            "comes_with_it": list(proven.effects),
            "notes": list(proven.beside),
            "undo": list(proven.undo.commands),
            "cannot_be_taken_back": list(proven.undo.lost),
        },
    }  # fmt: skip
    return (json.dumps(value, indent=2) + "\n").encode()


def _line(line: Line) -> dict[str, Any]:
    return {
        "who": line.who,
        "line": line.text,
        "step": line.step,
        "reason": line.reason,
        "cautions": list(line.cautions),
        "findings": [{"policy": policy, "object": subject} for policy, subject in line.settles],
        "endpoint": line.endpoint or None,
        "client": line.client or None,
    }


def _trial(one: Any) -> dict[str, Any]:
    row = {"client": one.client, "user": one.user, "endpoint": one.endpoint, "step": one.step}
    return row | {"outcome": one.simulated, "reasons": list(one.reasons)}
