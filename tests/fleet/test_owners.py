"""Owner, since when and due date of findings."""

from __future__ import annotations

from auditor.fleet.configuration import Match, Owner
from auditor.fleet.owners import owned, seen_in
from auditor.models.fleet import FleetFinding, FleetSystem

RULES = (
    Owner(match=Match(system="PROD*", policy="PT-B*"), owner="racf", days={"high": 30}),
    Owner(match=Match(object="endpoint:*"), owner="ims"),
)


def row(*findings, name="PROD1", as_of="2026-11-02"):
    rows = tuple(
        FleetFinding(system=name, policy=policy, object=where, severity=severity, message="", fingerprint="f")
        for policy, where, severity in findings
    )
    return FleetSystem(name=name, path="p", folder=name, reported=True, return_code=8, as_of=as_of, findings=rows)


def test_the_first_rule_that_fits_owns_it_and_days_count_from_the_first_run():
    first = owned(row(("PT-B01", "endpoint:A", "high")), {}, RULES)
    (finding,) = first.findings
    assert (finding.owner, finding.first_seen, finding.due) == ("racf", "2026-11-02", "2026-12-02")
    later = owned(row(("PT-B01", "endpoint:A", "high"), as_of="2026-11-20"), seen_in([first]), RULES)
    assert (later.findings[0].first_seen, later.findings[0].due) == ("2026-11-02", "2026-12-02")


def test_no_days_no_due_date_and_no_rule_no_owner():
    done = owned(row(("PT-B01", "x", "low"), ("PT-E01", "endpoint:A", "high"), ("PT-E01", "x", "high")), {}, RULES)
    assert [(one.owner, one.due) for one in done.findings] == [("racf", None), ("ims", None), (None, None)]


def test_another_system_is_another_finding():
    seen = seen_in([owned(row(("PT-B01", "x", "high")), {}, RULES)])
    (finding,) = owned(row(("PT-B01", "x", "high"), name="PROD2", as_of="2026-11-20"), seen, RULES).findings
    assert finding.first_seen == "2026-11-20"
