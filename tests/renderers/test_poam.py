"""The plan of action has each cause once, in the order of work, and each waiver with its end."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

from auditor.models.verdict import Remediation, WaiverApplied
from auditor.renderers.interface import render
from tests.renderers.test_conclusion import OFF, finding, result


def rows(*verdicts):
    text = render("poam", result(verdicts=verdicts)).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_each_cause_is_a_row_and_what_masks_comes_first():
    hidden = finding("PT-A09", "client:c/user:U1", "critical", masked_by="PT-A01")
    open_ = [finding("PT-B20", f"user:U{n}", message=f"U{n} is open.") for n in range(3)]
    remedy = Remediation(racf=("SETROPTS CLASSACT(PTKTDATA)",))
    found = rows(hidden, *open_, replace(OFF, remediation=remedy))
    assert [(row["policy"], row["findings"], row["waiting_for_it"]) for row in found] == [
        ("PT-A01", "1", "1"),
        ("PT-B20", "3", "0"),
    ]
    assert found[0]["milestones"] == "SETROPTS CLASSACT(PTKTDATA)"
    assert (found[0]["state"], found[1]["state"]) == ("open; commands proven on the model", "open; a person decides")
    assert {row["detected"] for row in found} == {"2026-11-02"}


def test_a_waiver_promises_the_due_date():
    waiver = WaiverApplied(reason="=cmd()", owner="racf-team", expires="2027-01-31", approver="cio", ticket="R-1")
    (row,) = rows(finding("PT-C03", "profile:PTKTDATA/APP1", waiver=waiver))
    assert (row["due"], row["responsible"], row["state"]) == ("2027-01-31", "racf-team", "risk accepted by waiver")
    assert row["comments"] == "'=cmd()"
