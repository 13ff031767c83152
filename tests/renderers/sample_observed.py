"""What was observed, as a report shows it: believable and hostile at once, with long names and every state of a row."""

from __future__ import annotations

from auditor.models.observed import ObservedEndpoint, ObservedSummary, Pace, Peak, SideBySide, Unjoined
from auditor.models.verdict import Result

EVIL = '<script>alert("x")</script>'
STATES = (
    "declared and seen", "declared and never seen", "seen and not declared", "declared, not proven",
    "tickets not declared", "written and not declared",
)  # fmt: skip


def observed(result: Result) -> Result:
    """The result with a section of SMF records."""
    rows = tuple(
        SideBySide(
            client=None if state.endswith("and not declared") else f"client-{number}", kind="racf-service",
            status="draft" if number == 4 else "confirmed", user=f"USER{number}", application="IMSPRD1", state=state,
            written=(f"jobs/{'very-long-name-' * 6}{number}.jcl, line 9",) if number % 2 else (),
            accepted=number * 7, refused=number, passwords=number % 2,
            first="2026-10-27" if "seen" in state else None, last="2026-11-02" if "seen" in state else None,
        )
        for number, state in enumerate(STATES)
    )  # fmt: skip
    endpoint = ObservedEndpoint(
        id="ICONPRD", application="IMSPRD1", jobs=("ICONPRD",), covered=True, rows=rows,
        hours=tuple((hour * 3, 24 - hour) for hour in range(24)), unnamed=(f"{EVIL}.sh, line 1",),
        peaks=(Peak(tickets=9, user="USER1", day="2026-10-29"),),
    )  # fmt: skip
    silent = ObservedEndpoint(id="ICONTST", application=None, jobs=(), covered=False, rows=())
    summary = ObservedSummary(
        first="2026-10-27", last="2026-11-02", days=7, systems=("SYSA",), time_zone=None,
        pace=Pace(tickets=6, minutes=10), endpoints=(endpoint, silent),
        unjoined=(Unjoined(job="OLDJOB", application=EVIL, why="the site names this job for several", accepted=3),),
        unplaced=("lost.sh, line 4",), unknown_users=2, passed={"of other applications and jobs": 12},
    )  # fmt: skip
    return result.model_copy(update={"observed": summary})
