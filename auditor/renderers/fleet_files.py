"""The results of all systems of a fleet in one CSV, JUnit or SARIF file, with the system in each row.

A system that did not report has a row of its own, an error: no reader may take what is missing for what is in order.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

from auditor.models.fleet import FleetResult, FleetSystem
from auditor.models.verdict import Result
from auditor.renderers.context import RenderContext
from auditor.visible import numbered

Results = Callable[[FleetSystem], Result]
"""Gives the saved result of a system; one at a time, because all of them together may not fit into memory."""
SILENT = "did-not-report"


def render(word: str, fleet: FleetResult, results: Results) -> bytes:
    """Return the whole file of format `word`: csv, junit or sarif."""
    return {"csv": _csv, "junit": _junit, "sarif": _sarif}[word](fleet, results)


def _csv(fleet: FleetResult, results: Results) -> bytes:
    from auditor.renderers import csv as one

    out = io.StringIO(newline="")
    columns = (*one.COLUMNS, "owner", "due", "fleet_first_seen")
    writer = csv.DictWriter(out, columns, restval="", quoting=csv.QUOTE_ALL)
    writer.writeheader()
    for system in fleet.systems:
        for row in _rows_of(system, results) if system.reported else [_silent_row(system)]:
            writer.writerow({name: one.cell(text) for name, text in row.items()})
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _rows_of(system: FleetSystem, results: Results) -> Iterator[dict[str, str]]:
    from auditor.renderers.csv import row_of

    findings = {(each.policy, each.object, each.fingerprint): each for each in system.findings}
    result = results(system)
    for verdict in result.verdicts:
        row = row_of(result, verdict, "")
        each = findings.get((verdict.policy, verdict.object, verdict.fingerprint))
        if each is not None:
            row |= {"owner": each.owner or "", "due": each.due or "", "fleet_first_seen": each.first_seen or ""}
        yield row


def _silent_row(system: FleetSystem) -> dict[str, str]:
    return {
        "system": system.name,
        "policy": SILENT,
        "object": f"system:{system.name}",
        "verdict": "undecided",
        "severity": "high",
        "message": _silence(system),
    }


def _silence(system: FleetSystem) -> str:
    return numbered(f"the system did not report: {system.why}")


def _junit(fleet: FleetResult, results: Results) -> bytes:
    from junitparser import Error, JUnitXml, TestCase, TestSuite

    from auditor.renderers import junit

    report = JUnitXml(numbered(f"auditor fleet {fleet.fleet}"))
    for system in fleet.systems:
        name = numbered(system.name)
        if not system.reported:
            suite = TestSuite(f"{name}: {SILENT}")
            case = TestCase(f"system:{name}", classname=f"auditor.{name}.{SILENT}")
            case.result = [Error(_silence(system), SILENT)]
            suite.add_testcases([case])
            report.add_testsuite(suite)
            continue
        for suite in JUnitXml.fromstring(junit.render(results(system), RenderContext())):
            suite.name = f"{name}: {suite.name}"
            for case in suite:
                case.classname = f"auditor.{name}.{str(case.classname).removeprefix('auditor.')}"
            report.add_testsuite(suite)
    report.update_statistics()  # type: ignore[no-untyped-call]
    out = io.BytesIO()
    report.write(out)
    return out.getvalue() + b"\n"


def _sarif(fleet: FleetResult, results: Results) -> bytes:
    """One run for each system, as the SARIF of a scan has it; of one that did not report, a run that failed."""
    from auditor.renderers import sarif

    runs: list[Any] = []
    for system in fleet.systems:
        if system.reported:
            runs += json.loads(sarif.render(results(system), RenderContext()))["runs"]
        else:
            runs.append(_silent_run(fleet, system))
    log = {"$schema": sarif.SCHEMA, "version": "2.1.0", "runs": runs}
    return (json.dumps(log, indent=1, ensure_ascii=True) + "\n").encode("ascii")


def _silent_run(fleet: FleetResult, system: FleetSystem) -> dict[str, Any]:
    name, text = numbered(system.name), {"text": _silence(system)}
    return {
        "tool": {"driver": {"name": fleet.tool.name, "version": fleet.tool.version, "rules": [{"id": SILENT}]}},
        "automationDetails": {"id": f"auditor/{quote(name, safe='')}/"},
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": False,
                "exitCode": system.return_code,
                "toolExecutionNotifications": [{"level": "error", "message": text}],
            }
        ],
        "results": [{"ruleId": SILENT, "ruleIndex": 0, "kind": "fail", "level": "error", "message": text}],
        "properties": {"system": name},
    }
