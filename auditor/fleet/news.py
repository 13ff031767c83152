"""One notification for a whole fleet: what is new or worse since each channel was last told.

The fleet is told as one result whose objects begin with the name of their system, so that what the notification of a
scan knows (its baseline, its hooks) holds here too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from auditor import output
from auditor.models.fleet import FleetResult, FleetSystem
from auditor.models.verdict import CrossCheck, Remediation, Result, Verdict
from auditor.renderers.fleet_files import SILENT, Results
from auditor.settings import Settings


def tell(
    fleet: FleetResult, results: Results, settings: Settings, directory: Path, hooks: tuple[str | None, str | None]
) -> None:
    """Tell the command and the address of `hooks` what is new or worse; None: there is no such hook.

    `results` gives the last result of a system. To be called while the directory is locked.
    """
    if not any(hooks):
        return
    verdicts = tuple(verdict for system in fleet.systems for verdict in _verdicts(system, results))
    whole = Result(
        tool=fleet.tool,
        system=fleet.fleet,
        as_of=fleet.as_of,
        return_code=fleet.return_code,
        inputs=(),
        endpoints=(),
        policies=(),
        verdicts=verdicts,
        crosscheck=CrossCheck(agree=0, disagree=0, trials=()),
        diagnostics=(),
        assumptions=(),
    )
    output.notify(whole, settings, directory, *hooks)


def _verdicts(system: FleetSystem, results: Results) -> Iterator[Verdict]:
    """A system that did not report is news, and what was last known of it is neither gone nor new again."""
    if not system.reported:
        yield _silent(system)
        for each in system.findings:
            yield replace(
                _silent(system), policy=each.policy, object=f"{system.name}: {each.object}", severity=each.severity,
                message=each.message, fingerprint=each.fingerprint, masked_by=each.masked_by,
            )  # fmt: skip
        return
    for verdict in results(system).verdicts:
        yield replace(verdict, object=f"{system.name}: {verdict.object}")


def _silent(system: FleetSystem) -> Verdict:
    return Verdict(
        policy=SILENT, slug=SILENT, object=f"system:{system.name}", verdict="fail", severity="high",
        message=f"the system did not report: {system.why}", reason=None, facts={}, masked_by=None,
        fingerprint=f"{SILENT}/{system.name}", waiver=None, places=(), remediation=Remediation(), controls=(),
        assumptions=(),
    )  # fmt: skip
