"""In which order to fix it: causes, those first on which others wait, each with who does it and what hangs on it."""

from __future__ import annotations

from dataclasses import dataclass

from auditor.models.verdict import SEVERITIES, Result, Verdict
from auditor.renderers.causes import by_cause
from auditor.renderers.words import area, masked, open_fails

STEPS = 12
"""Steps that are shown; the rest is counted."""
_PEOPLE = {
    "A": "RACF administrator", "B": "RACF administrator", "C": "RACF administrator", "D": "RACF administrator",
    "E": "IMS system programmer", "F": "auditor", "G": "IMS system programmer", "H": "owner of the client",
    "I": "owner of the client", "S": "whoever the site's policy names",
}  # fmt: skip
"""Who fixes a finding that has no commands, by the area of its policy."""
_IN_MEMBERS = frozenset({"PT-A07", "PT-A11"})
"""Policies of another area whose fault stands in the HWSCFGxx member."""
_AUDITOR = ("GLOBALAUDIT", "SETROPTS LOGOPTIONS", "UAUDIT", "SETROPTS AUDIT")


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do: `verdict` stands for all findings of its cause."""

    verdict: Verdict
    number: int
    """Findings of this cause."""
    waits: int
    """Findings that have no effect while this one stands, and come up once it is fixed."""
    who: str

    @property
    def proven(self) -> bool:
        """Whether there are commands, which were run on the model: a proof takes away those that failed."""
        return bool(self.verdict.remediation.racf or self.verdict.remediation.ims)

    @property
    def todo(self) -> str:
        """Where the commands are, or what a person has to decide first."""
        remedy = self.verdict.remediation
        if self.proven:
            return f"proven: {'remediation.racf' if remedy.racf else 'remediation.ims'}"
        return f"a person decides: {remedy.other[0]}" if remedy.other else "a person decides"


def steps(result: Result) -> list[Step]:
    """Return what to do first: what masks others, then the worst, then what most objects share.

    Findings that another one masks are left out: they count as waiting for it.
    """
    waiting = dict(masked(result))
    rows = by_cause(verdict for verdict in open_fails(result) if verdict.masked_by is None)
    made = [
        Step(
            verdict=row[0],
            number=len(row),
            waits=waiting.get(row[0].policy, 0),
            who=_who(row[0]),
        )
        for row in rows
    ]
    return sorted(made, key=_weight)


def _weight(step: Step) -> tuple[bool, int, int, str, str]:
    rank = SEVERITIES.index(step.verdict.severity)
    return not step.waits, -rank, -step.number, step.verdict.policy, step.verdict.object


def _who(verdict: Verdict) -> str:
    """Who runs its commands; without commands, whose area it is."""
    remedy = verdict.remediation
    if remedy.racf:
        audits = any(command.startswith(_AUDITOR) or _AUDITOR[0] in command for command in remedy.racf)
        return "auditor (AUDITOR attribute)" if audits else "RACF administrator"
    if remedy.ims:
        return "IMS system programmer"
    if verdict.object.startswith("client:"):
        return "owner of the client"
    return _PEOPLE["E" if verdict.policy in _IN_MEMBERS else area(verdict.policy)]
