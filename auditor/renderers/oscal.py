"""`oscal.json`: OSCAL assessment-results 1.1, for the tools that auditors collect evidence with.

NIST, "OSCAL Assessment Results Model v1.1.2". Every identifier is derived from the result, so the same result gives
the same bytes. OSCAL wants a time where a result knows a day: midnight GMT of that day is written.
"""

from __future__ import annotations

import json
import re
import uuid
from typing import Any

from auditor.models.verdict import Result, Verdict
from auditor.renderers.context import RenderContext
from auditor.renderers.words import COVERAGE_NOTE, answer, details
from auditor.visible import numbered

VERSION = "1.1.2"
_SPACE = uuid.UUID("6d1f3c52-0a6e-5d0c-9a53-6b0b1f0a7c11")
"""Name space of the identifiers; it only has to stay the same."""
_NS = "urn:auditor:oscal"
_NOT_TOKEN = re.compile(r"[^A-Za-z0-9._-]+")
_BARE_ID = re.compile(r"[A-Za-z]{2}-\d+(\(\d+\))?([a-z])?\Z")


def render(result: Result, context: RenderContext) -> bytes:
    """Verdicts as observations; fails (and advisories) also as findings; open ones as risks."""
    return (json.dumps(document(result, context), indent=1, ensure_ascii=True) + "\n").encode("ascii")


def document(result: Result, context: RenderContext) -> dict[str, Any]:
    """The document before it is written."""
    when = f"{result.as_of}T00:00:00Z"
    base = f"{result.system}|{result.as_of}|" + "|".join(one.sha256 for one in result.inputs)
    rows = list(enumerate(result.verdicts))
    found = [(n, v) for n, v in rows if v.verdict in ("fail", "undecided", "advisory")]
    entry: dict[str, Any] = {
        "uuid": _id(base, "result"),
        "title": _line(f"PassTicket audit of {result.system}"),
        "description": "\n".join([numbered(answer(result)), *map(numbered, details(result))]),
        "start": when,
        "props": [_prop("return-code", str(result.return_code)), _prop("system", result.system)],
        "reviewed-controls": _reviewed(result),
        "remarks": "\n".join([COVERAGE_NOTE, *map(numbered, result.assumptions)]),
    }
    if rows:
        entry["observations"] = [_observation(base, n, v, when) for n, v in rows]
    risks = [_risk(base, n, v, context) for n, v in found if v.verdict == "fail"]
    if risks:
        entry["risks"] = risks
    if found:
        entry["findings"] = [_finding(base, n, v) for n, v in found]
    return {
        "assessment-results": {
            "uuid": _id(base, "document"),
            "metadata": {
                "title": _line(f"PassTicket audit of {result.system}, {result.as_of}"),
                "last-modified": when,
                "version": result.as_of,
                "oscal-version": VERSION,
                "props": [_prop("tool", f"{result.tool.name} {result.tool.version}")],
            },
            "import-ap": {"href": "#" + _id(base, "plan"), "remarks": "The catalogue of policies is the plan."},
            "results": [entry],
            "back-matter": {"resources": [_plan(base), *(_input(base, n, result) for n in range(len(result.inputs)))]},
        }
    }


def _id(*parts: str) -> str:
    return str(uuid.uuid5(_SPACE, "|".join(parts).encode("utf-8", "backslashreplace").decode()))


def _line(text: str) -> str:
    """OSCAL titles and property values are one line, without blanks at the ends, and not empty."""
    return numbered(text).strip() or "-"


def _token(text: str) -> str:
    token = _NOT_TOKEN.sub("_", numbered(text)).strip("_") or "x"
    return token if token[0].isalpha() else "_" + token


def _prop(name: str, value: str) -> dict[str, str]:
    return {"name": name, "ns": _NS, "value": _line(value)}


def _reviewed(result: Result) -> dict[str, Any]:
    """Controls by framework. A general control that we read so is marked: OSCAL must not claim more than the report."""
    frameworks: dict[str, set[str]] = {}
    for verdict in result.verdicts:
        for control in verdict.controls:
            frameworks.setdefault(control.framework, set()).add(_control(control.framework, control.id))
    if not frameworks:
        return {"control-selections": [{"description": "No published control is claimed.", "include-all": {}}]}
    return {
        "description": COVERAGE_NOTE,
        "control-selections": [
            {"description": numbered(name), "include-controls": [{"control-id": one} for one in sorted(ids)]}
            for name, ids in sorted(frameworks.items())
        ],
    }


def _control(framework: str, name: str) -> str:
    """`AC-6(10)` of NIST as OSCAL's catalogue writes it (`ac-6.10`); any other with its framework in front."""
    if "800-53" in framework and _BARE_ID.match(name):
        return name.lower().replace("(", ".").replace(")", "")
    return _token(f"{framework}_{name}")


def _subject(base: str, verdict: Verdict) -> dict[str, Any]:
    return {"subject-uuid": _id(base, "object", verdict.object), "type": "resource", "title": _line(verdict.object)}


def _observation(base: str, number: int, verdict: Verdict, when: str) -> dict[str, Any]:
    row: dict[str, Any] = {
        "uuid": _id(base, "observation", str(number)),
        "title": _line(f"{verdict.policy} {verdict.slug}"),
        "description": numbered(verdict.message) or "-",
        "props": [_prop("verdict", verdict.verdict), _prop("fingerprint", verdict.fingerprint)],
        "methods": ["TEST"],
        "types": ["control-objective"],
        "subjects": [_subject(base, verdict)],
        "collected": when,
    }
    if verdict.places:
        row["relevant-evidence"] = [
            {"description": _line(f"{p.path}, record {p.record}: {p.note}")} for p in verdict.places
        ]
    if verdict.reason:
        row["remarks"] = numbered(verdict.reason)
    return row


def _risk(base: str, number: int, verdict: Verdict, context: RenderContext) -> dict[str, Any]:
    waiver, remedy = verdict.waiver, verdict.remediation
    row: dict[str, Any] = {
        "uuid": _id(base, "risk", str(number)),
        "title": _line(f"{verdict.policy} on {verdict.object}"),
        "description": numbered(verdict.message) or "-",
        "statement": numbered(verdict.reason or verdict.message) or "-",
        "props": [_prop("severity", verdict.severity)],
        "status": "deviation-approved" if waiver else "open",
    }
    since = context.history.first_seen.get(verdict.fingerprint) if context.history else None
    if since:
        row["props"].append(_prop("first-seen", since))
    if waiver:
        row["props"] += [_prop("waiver-owner", waiver.owner), _prop("waiver-approver", waiver.approver)]
        row["props"] += [_prop("waiver-ticket", waiver.ticket), _prop("waiver-expires", waiver.expires)]
        row["props"].append(_prop("waiver-reason", waiver.reason))
    commands = [*remedy.racf, *remedy.ims, *remedy.other]
    if commands:
        row["remediations"] = [
            {
                "uuid": _id(base, "remediation", str(number)),
                "lifecycle": "recommendation",
                "title": _line(f"Fix {verdict.policy}"),
                "description": "\n".join(numbered(line) for line in commands),
            }
        ]
    return row


def _finding(base: str, number: int, verdict: Verdict) -> dict[str, Any]:
    reason = {"fail": "fail", "undecided": "other", "advisory": "pass"}[verdict.verdict]
    row: dict[str, Any] = {
        "uuid": _id(base, "finding", str(number)),
        "title": _line(f"{verdict.policy} on {verdict.object}"),
        "description": numbered(verdict.message) or "-",
        "target": {
            "type": "objective-id",
            "target-id": _token(f"{verdict.policy}_{verdict.slug}"),
            "status": {
                "state": "satisfied" if verdict.verdict == "advisory" else "not-satisfied",
                "reason": reason,
                "remarks": numbered(verdict.reason or verdict.message) or "-",
            },
        },
        "related-observations": [{"observation-uuid": _id(base, "observation", str(number))}],
    }
    if verdict.verdict == "fail":
        row["related-risks"] = [{"risk-uuid": _id(base, "risk", str(number))}]
    return row


def _plan(base: str) -> dict[str, Any]:
    return {"uuid": _id(base, "plan"), "title": "Catalogue of policies", "description": "The policies this run judged."}


def _input(base: str, number: int, result: Result) -> dict[str, Any]:
    one = result.inputs[number]
    return {
        "uuid": _id(base, "input", str(number)),
        "title": _line(f"{one.kind}: {one.path}"),
        "rlinks": [{"href": _token(one.path), "hashes": [{"algorithm": "SHA-256", "value": one.sha256}]}],
    }
