"""`result.sarif`: SARIF 2.1.0 (OASIS, errata 01), for merge requests and code-scanning pages."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any
from urllib.parse import quote

from auditor.models.verdict import Place, PolicySummary, Result, Verdict
from auditor.renderers.context import History, PolicyText, RenderContext
from auditor.renderers.words import AREAS, answer, area
from auditor.visible import numbered

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

LEVELS = {"critical": "error", "high": "error", "medium": "warning", "low": "note", "advisory": "note"}
KINDS = {"fail": "fail", "undecided": "review", "advisory": "informational"}
"""SARIF's kind for the verdicts that become results (section 3.27.9). Passes are counted in the rules."""
_SCORES = {"critical": "9.5", "high": "8.0", "medium": "5.5", "low": "3.0", "advisory": "0.0"}
"""`security-severity` as code-scanning pages sort by it: one value in the middle of each band."""


def render(result: Result, context: RenderContext) -> bytes:
    """Findings, advisories and undecided verdicts; waived ones as suppressed results."""
    rules = [_rule(policy, context.catalogue) for policy in result.policies]
    index = {policy.id: number for number, policy in enumerate(result.policies)}
    seen: dict[str, int] = {}
    shown = [v for v in result.verdicts if v.verdict in KINDS]
    run: dict[str, Any] = {
        "tool": {
            "driver": {
                "name": numbered(result.tool.name),
                "version": numbered(result.tool.version),
                "semanticVersion": numbered(result.tool.version),
                "rules": rules,
            }
        },
        "automationDetails": {"id": f"auditor/{quote(numbered(result.system), safe='')}/"},
        "columnKind": "unicodeCodePoints",
        "artifacts": [_artifact(one.path, one.sha256, one.kind) for one in result.inputs],
        "invocations": [
            {
                "executionSuccessful": result.return_code < 12,
                "exitCode": result.return_code,
                "toolExecutionNotifications": [_notification(one) for one in result.diagnostics],
            }
        ],
        "results": [_result(verdict, index, context, seen) for verdict in shown],
        "properties": {"system": numbered(result.system), "asOf": result.as_of, "answer": numbered(answer(result))},
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return (json.dumps(log, indent=1, ensure_ascii=True) + "\n").encode("ascii")


def _rule(policy: PolicySummary, catalogue: Mapping[str, PolicyText]) -> dict[str, Any]:
    rule: dict[str, Any] = {
        "id": numbered(policy.id),
        "name": numbered(policy.slug),
        "shortDescription": {"text": numbered(policy.title)},
        "defaultConfiguration": {"level": LEVELS[policy.severity]},
        "properties": {
            "tags": ["security", AREAS[area(policy.id)]],
            "security-severity": _SCORES[policy.severity],
            "verdict": policy.verdict,
            "examined": policy.examined,
        },
    }
    if policy.id in catalogue:
        rule["fullDescription"] = {"text": numbered(catalogue[policy.id].description)}
    return rule


def _result(verdict: Verdict, index: Mapping[str, int], context: RenderContext, seen: dict[str, int]) -> dict[str, Any]:
    kind = KINDS[verdict.verdict]
    print_ = numbered(verdict.fingerprint)
    seen[print_] = seen.get(print_, 0) + 1
    message = verdict.message if verdict.reason is None else f"{verdict.message} {verdict.reason}"
    row: dict[str, Any] = {
        "ruleId": numbered(verdict.policy),
        "kind": kind,
        "level": LEVELS[verdict.severity] if kind == "fail" else "none",
        "message": {"text": numbered(message)},
        "fingerprints": {"auditor/v1": print_},
        "partialFingerprints": {"primaryLocationLineHash": f"{print_}:{seen[print_]}"},
        "locations": [_location(one, verdict) for one in verdict.places if one.role == "primary"][:1]
        or [{"logicalLocations": [_logical(verdict)]}],
        "properties": {
            "severity": verdict.severity,
            "verdict": verdict.verdict,
            "maskedBy": verdict.masked_by,
            "remediation": {
                key: [numbered(line) for line in lines] for key, lines in asdict(verdict.remediation).items()
            },
            "controls": [f"{numbered(c.framework)} {numbered(c.id)} ({c.fit})" for c in verdict.controls],
        },
    }
    if verdict.policy in index:
        row["ruleIndex"] = index[verdict.policy]
    related = [_location(place, None) | {"id": n} for n, place in enumerate(_others(verdict), 1)]
    if related:
        row["relatedLocations"] = related
    if context.history is not None and verdict.verdict == "fail":
        row["baselineState"] = _state(verdict, context.history)
    row["suppressions"] = _suppressions(verdict)
    return row


def _state(verdict: Verdict, history: History) -> str:
    """The finding against the scan before, in SARIF's words."""
    if verdict.fingerprint in history.new:
        return "new"
    return "updated" if verdict.fingerprint in history.worse else "unchanged"


def _others(verdict: Verdict) -> list[Place]:
    """Every place but the one that stands under `locations`."""
    first = next((place for place in verdict.places if place.role == "primary"), None)
    return [place for place in verdict.places if place is not first]


def _suppressions(verdict: Verdict) -> list[dict[str, Any]]:
    """A waiver is an external, accepted suppression; an empty list says that nobody suppressed it (3.27.23)."""
    waiver = verdict.waiver
    if waiver is None:
        return []
    people = f"owner {waiver.owner}, approved by {waiver.approver}"
    words = f"{waiver.reason} ({people}, {waiver.ticket}, until {waiver.expires})"
    return [{"kind": "external", "status": "accepted", "justification": numbered(words)}]


def _location(place: Place, verdict: Verdict | None) -> dict[str, Any]:
    region: dict[str, Any] = {"startLine": max(place.record, 1), "snippet": {"text": numbered(place.text.rstrip())}}
    if place.columns is not None:
        region |= {"startColumn": max(place.columns[0], 1), "endColumn": max(place.columns[1], place.columns[0], 1) + 1}
    location: dict[str, Any] = {
        "physicalLocation": {"artifactLocation": {"uri": _uri(place.path)}, "region": region},
        "message": {"text": numbered(place.note)},
    }
    if verdict is not None:
        location["logicalLocations"] = [_logical(verdict)]
    return location


def _logical(verdict: Verdict) -> dict[str, str]:
    return {"fullyQualifiedName": numbered(verdict.object), "kind": "resource"}


def _artifact(path: str, sha256: str, kind: str) -> dict[str, Any]:
    return {
        "location": {"uri": _uri(path)},
        "hashes": {"sha-256": sha256},
        "description": {"text": numbered(kind)},
    }


def _uri(path: str) -> str:
    """A relative reference or absolute path as RFC 3986 wants it; a drive or scheme never starts one."""
    return quote(numbered(path).replace("\\", "/"), safe="/~")


def _notification(one: Any) -> dict[str, Any]:
    location: dict[str, Any] = {"artifactLocation": {"uri": _uri(one.path)}}
    if one.record:
        location["region"] = {"startLine": one.record}
    return {
        "descriptor": {"id": numbered(one.code)},
        "level": "error" if one.level == "error" else "note",
        "message": {"text": numbered(one.message)},
        "locations": [{"physicalLocation": location}],
    }
