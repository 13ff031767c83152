"""The page of a fleet: hostile text, size, nothing known, and never green over what is missing."""

from __future__ import annotations

import re

import pytest

from auditor.models.fleet import (
    FleetApplication,
    FleetFinding,
    FleetHolder,
    FleetKey,
    FleetResult,
    FleetSystem,
    FleetWaiver,
)
from auditor.models.verdict import Tool
from auditor.renderers.fleet import render
from auditor.renderers.fleet_view import FleetPage

HOSTILE = "<script>alert(1)</script>\x1b[31m\u202e=cmd()"
WORDS = ("fail", "undecided", "advisory", "pass", "not_applicable")


def system(name="SYSA", **more):
    row = {"name": name, "path": f"{name}/auditor.toml", "folder": name, "reported": True, "return_code": 0,
           "as_of": "2026-11-02", "last_reported": "2026-11-02"}  # fmt: skip
    return FleetSystem(**{**row, **more})


def finding(name="SYSA", **more):
    row = {"system": name, "policy": "PT-C01", "object": "profile:PTKTDATA/IMSP", "severity": "high", "message": "m",
           "fingerprint": "f"}  # fmt: skip
    return FleetFinding(**{**row, **more})


def fleet(*systems, code=None):
    worst = max((one.return_code for one in systems), default=12) if code is None else code
    return FleetResult(
        tool=Tool(name="auditor", version="1"), fleet="BANK", as_of="2026-11-02", return_code=worst, systems=systems
    )


def test_hostile_text_is_text():
    each = finding(HOSTILE, object=HOSTILE, message=HOSTILE, owner=HOSTILE, due="2026-01-01")
    page = render(
        fleet(
            system(
                HOSTILE, folder="a b&c", findings=(each,), new=(each,),
                applications=(FleetApplication(system=HOSTILE, endpoint=HOSTILE, application=HOSTILE, racf=None),),
                holders=(FleetHolder(system=HOSTILE, id=HOSTILE, profile=HOSTILE, access="UPDATE"),),
                waivers=(FleetWaiver(system=HOSTILE, policy="P", object=HOSTILE, owner=HOSTILE, expires="2026-11-03"),),
            ),
            system("SYSB", reported=False, return_code=12, why=HOSTILE, path=HOSTILE),
        )
    ).decode()  # fmt: skip
    assert "<script>alert" not in page
    assert "\x1b" not in page
    assert "\u202e" not in page
    assert 'href="a%20b%26c/report.html"' in page
    assert not re.search(r"(?:src|href)=[\"']?(?:https?:)?//", page)


@pytest.mark.parametrize("word", WORDS)
def test_a_cell_shows_the_worst_word(word):
    worst = WORDS[WORDS.index(word) :]
    page = render(fleet(system(areas={"A": dict.fromkeys(worst, 3)}))).decode()
    assert f'<td class="f-{word}">3 <small>' in page


@pytest.mark.parametrize("word", ["pass", "not_applicable"])
def test_what_passed_on_evidence_that_is_not_good_does_not_look_clean(word):
    page = render(fleet(system(return_code=12, areas={"A": {word: 3}}))).decode()
    assert '<td class="doubtful">3 <small>' in page
    assert "but the evidence is not good" in page
    assert f'<td class="f-{word}">' not in page


def test_every_word_of_a_cell_has_a_colour_of_its_own():
    page = render(fleet(system())).decode()
    for word in WORDS:
        assert re.search(rf"td\.f-{word}\{{background", page), word


def test_what_did_not_report_is_first_and_never_in_order():
    silent = system("ZZZ", reported=False, return_code=12, why="it is not there", findings=(finding("ZZZ"),))
    page = FleetPage(fleet(system(), silent, system("SYSB", return_code=8, findings=(finding("SYSB"),))))
    assert [one.name for one in page.systems] == ["ZZZ", "SYSB", "SYSA"]
    assert page.sentence == "Of 3 systems of BANK, 1 did not report, 1 has open findings and 1 is in order."
    assert page.shared == []
    assert "did not report" in render(page.result).decode()


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"return_code": 12}, "1 has evidence that is damaged or too old"),
        ({"return_code": 4, "verdicts": {"undecided": 2}}, "1 could not be judged in full"),
        ({"verdicts": {"pass": 2}}, "1 is in order"),
    ],
)
def test_the_sentence(more, words):
    assert FleetPage(fleet(system(**more))).sentence == f"Of 1 system of BANK, {words}."


def test_shared_causes_overdue_findings_and_waivers_that_end():
    late = {"owner": "racf", "due": "2026-11-01"}
    ends = [
        FleetWaiver(system="SYSA", policy="P", object="o", owner="x", expires=day)
        for day in ("2026-12-02", "2026-12-03")
    ]
    page = FleetPage(
        fleet(
            system(findings=(finding(), finding(object="other")), waivers=tuple(ends)),
            system("SYSB", findings=(finding("SYSB", **late),)),
        )
    )
    assert [(one.object, one.systems) for one in page.shared] == [("profile:PTKTDATA/IMSP", ("SYSA", "SYSB"))]
    assert page.owners == [("racf", 1, 1), ("", 2, 0)]
    assert [one.expires for one in page.ending] == ["2026-12-02"]
    assert "1 finding is overdue." in page.details


def test_three_hundred_systems_are_less_than_two_megabytes():
    areas = {letter: {"fail": 12345, "pass": 12345} for letter in "ABCDEFGHIS"}

    def rows(name):
        return tuple(finding(name, object=f"user:{each}", message="m" * 200) for each in range(50))

    names = [f"SYSTEM{number:04}" for number in range(300)]
    more = {"areas": areas, "oldest": "2026-11-01", "compared_with": "2026-11-01"}
    systems = [system(name, findings=rows(name), new=rows(name), **more) for name in names]
    page = render(fleet(*systems))
    assert len(page) < 2_000_000
    assert b"more stand in" in page


def test_a_fleet_without_systems_is_not_in_order():
    assert "in order" not in FleetPage(fleet()).sentence


@pytest.mark.parametrize(("segment", "words"), [(False, "no SSIGNON segment"), (None, "unknown")])
def test_a_key_that_is_not_known_is_not_said_to_be_absent(segment, words):
    key = FleetKey(system="SYSA", profile="IMSP", segment=segment, protection=None, key_label=None, type=None,
                   timeout=None, replay=None)  # fmt: skip
    end = FleetApplication(system="SYSA", endpoint="ICON1", application="IMSP", racf=True)
    page = FleetPage(fleet(system(keys=(key,), applications=(end,), whole=segment is not None)))
    assert page.applications[0].keys == (f"IMSP: {words}",)
    assert page.partial == (() if segment is False else ("SYSA",))
    assert ("Not known in full of" in render(page.result).decode()) == (segment is None)
