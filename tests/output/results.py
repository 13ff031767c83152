"""The smallest results, for whoever tests what is done with one."""

from __future__ import annotations

from auditor.models.verdict import CrossCheck, Remediation, Result, Tool, Verdict, WaiverApplied
from auditor.settings import Settings

ACCEPTED = WaiverApplied(reason="r", owner="o", approver="a", ticket="t", expires="2027-01-01")


def verdict(name: str, word: str = "fail", severity: str = "high", waiver: WaiverApplied | None = None) -> Verdict:
    return Verdict(
        policy="PT-A01", slug="ptktdata-inactive", object=f"endpoint:{name}", verdict=word, severity=severity,
        message="m", reason=None, facts={}, masked_by=None, fingerprint=f"fp-{name}", waiver=waiver, places=(),
        remediation=Remediation(), controls=(), assumptions=(),
    )  # fmt: skip


def result(*verdicts: Verdict, system: str = "PLEX1", as_of: str = "2026-11-02", code: int = 8) -> Result:
    return Result(
        tool=Tool(name="auditor", version="0"), system=system, as_of=as_of, return_code=code, inputs=(), endpoints=(),
        policies=(), verdicts=verdicts, crosscheck=CrossCheck(agree=0, disagree=0, trials=()), diagnostics=(),
        assumptions=(),
    )  # fmt: skip


def settings(tmp_path, **more) -> Settings:
    return Settings(system="PLEX1", out=str(tmp_path / "out"), formats=("json",), **more)
