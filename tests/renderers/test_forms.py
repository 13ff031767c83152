"""JSON, CSV, SARIF, JUnit, Markdown, OSCAL: what programs read."""

from __future__ import annotations

import csv
import io
import json
import re

import jsonschema
import pytest
from junitparser import Error, Failure, JUnitXml, Skipped

from auditor.models.verdict import Result
from auditor.renderers.context import Comparison
from auditor.renderers.csv import cell
from auditor.renderers.interface import RenderContext, render
from tests.renderers import sample_result

ALL = ("believable", "clean", "hostile")


@pytest.fixture(params=ALL)
def each(request):
    return request.getfixturevalue(request.param)


def test_json_reads_back_as_the_same_result(each):
    assert Result.model_validate_json(render("json", each)) == each


def test_json_keeps_every_key_also_when_empty(clean):
    verdict = json.loads(render("json", clean))["verdicts"][0]
    assert {"masked_by", "waiver", "reason", "places", "assumptions"} <= verdict.keys()


def _rows(result):
    return list(csv.DictReader(io.StringIO(render("csv", result).decode("utf-8-sig"), newline="")))


def test_csv_has_one_row_for_each_verdict_passes_too(each):
    rows = _rows(each)
    assert [row["verdict"] for row in rows] == [v.verdict for v in each.verdicts]
    assert "pass" in {row["verdict"] for row in rows}


def test_no_cell_starts_a_formula(hostile):
    starts = {value.lstrip()[:1] for row in _rows(hostile) for value in row.values()}
    assert not starts & set("=+-@|%\t\r")
    assert "'" in starts


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "\n=1", "|calc", "%0A"])
def test_a_formula_is_defused(text):
    assert cell(text).startswith(("'", "<U+"))


@pytest.fixture(scope="session")
def sarif_schema(root):
    return json.loads((root / "tests/data/sarif-schema-2.1.0.json").read_text())


def test_sarif_is_valid(each, sarif_schema):
    jsonschema.Draft4Validator(sarif_schema).validate(json.loads(render("sarif", each)))


def test_the_schema_can_refuse(sarif_schema, believable):
    log = json.loads(render("sarif", believable))
    log["runs"][0]["results"][0]["level"] = "dreadful"
    assert not jsonschema.Draft4Validator(sarif_schema).is_valid(log)


def test_sarif_has_findings_with_places_fingerprints_and_suppressions(believable):
    run = json.loads(render("sarif", believable))["runs"][0]
    assert len(run["results"]) == sum(v.verdict in ("fail", "advisory", "undecided") for v in believable.verdicts)
    by_rule = {row["ruleId"]: row for row in run["results"]}
    waived, open_ = by_rule["PT-C03"], by_rule["PT-B02"]
    assert waived["suppressions"][0]["status"] == "accepted"
    assert "RISK-118" in waived["suppressions"][0]["justification"]
    assert open_["suppressions"] == []
    assert open_["level"] == "error"
    region = open_["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"], region["endColumn"]) == (48213, 253, 261)
    assert [place["id"] for place in open_["relatedLocations"]] == [1]
    assert by_rule["PT-C01"]["kind"] == "review"
    assert by_rule["PT-C01"]["level"] == "none"
    assert {row["fingerprints"]["auditor/v1"] for row in run["results"]} <= {v.fingerprint for v in believable.verdicts}
    for row in run["results"]:
        assert run["tool"]["driver"]["rules"][row["ruleIndex"]]["id"] == row["ruleId"]
    assert run["invocations"][0]["exitCode"] == 12
    assert run["invocations"][0]["executionSuccessful"] is False


def test_junit_has_a_case_for_each_verdict_and_undecided_is_no_pass(believable):
    report = JUnitXml.fromstring(render("junit", believable))
    suites = {suite.name: list(suite) for suite in report}
    assert sum(len(cases) for name, cases in suites.items() if name != "evidence") == len(believable.verdicts)

    def kinds(start):
        return [
            type(case.result[0]) if case.result else None
            for n, cases in suites.items()
            if n.startswith(start)
            for case in cases
        ]

    assert kinds("PT-B02") == [Failure]
    assert kinds("PT-E03") == [Error, Error]
    assert kinds("PT-C03") == [Skipped]
    assert kinds("PT-A01") == [None]
    assert len(kinds("evidence")) == 2
    assert report.failures == 10
    assert report.errors == 5


def test_markdown_starts_with_the_decision_and_stays_short(believable):
    text = render("markdown", believable).decode()
    assert text.startswith(
        "## Evidence of PRODPLEX is damaged, incomplete or too old, and PRODPLEX has 10 open findings"
    )
    assert "Return code **12**" in text
    assert len(render("markdown", sample_result.large(10_000))) < 10_000


def test_markdown_of_a_change_starts_with_the_gates_word(believable, clean):
    change = Comparison(
        before=clean, decision="blocked", reasons=("PT-B02 is new",), new=believable.verdicts[:1], return_code=8
    )
    text = render("markdown", believable, RenderContext(comparison=change)).decode()
    assert text.startswith("## Change blocked on PRODPLEX")
    assert "Return code **8**" in text
    assert "1 new, 0 worse, 0 gone" in text


def test_markdown_shows_hostile_text_as_text(hostile):
    text = render("markdown", hostile).decode()
    assert not re.search(r"(?<!\\)<(script|img|svg)", text)
    table = [line for line in text.splitlines() if line.startswith("| ")]
    assert len({len(re.findall(r"(?<!\\)\|", line)) for line in table}) == 1


def test_oscal_is_valid_by_the_official_model(each):
    trestle = pytest.importorskip("trestle.oscal.assessment_results")
    model = trestle.Model.model_validate(json.loads(render("oscal", each)))
    result = model.assessment_results.results[0]
    assert len(result.observations) == len(each.verdicts)
    assert len(result.risks or []) == sum(v.verdict == "fail" for v in each.verdicts)


def test_oscal_says_what_is_waived_and_what_is_open(believable):
    result = json.loads(render("oscal", believable))["assessment-results"]["results"][0]
    assert sorted(risk["status"] for risk in result["risks"]).count("deviation-approved") == 1
    assert "names PassTickets" in result["remarks"]
    undecided = [f for f in result["findings"] if f["target"]["status"]["reason"] == "other"]
    assert len(undecided) == 3
    assert {f["target"]["status"]["state"] for f in undecided} == {"not-satisfied"}
