"""Every form of one result says the same numbers: open findings, questions, advisories, waived."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter

import pytest
from defusedxml import ElementTree

from auditor.cli import run
from auditor.history.store import opened
from auditor.history.story import points
from auditor.models.verdict import Result
from auditor.renderers.context import RenderContext
from auditor.renderers.interface import render
from auditor.renderers.page import Page, numbers
from auditor.renderers.words import answer, by_weight, open_fails
from tests.shop.build import FIXTURES


@pytest.fixture(scope="module", params=["example", "sound", "hostile"])
def told(request, tmp_path_factory):
    """A fixture's result and the history it was recorded in."""
    folder = tmp_path_factory.mktemp(request.param)
    history = str(folder / "history.db")
    config = str(FIXTURES / request.param / "auditor.toml")
    run(["scan", config, "--quiet", "--format", "json", "--out", str(folder), "--history", history])
    return Result.model_validate_json((folder / "result.json").read_text()), history


def counted(result: Result) -> Counter[str]:
    """THE definition: a fail that nobody accepted is an open finding; the others go by their verdict."""
    return Counter(
        "waived" if verdict.verdict == "fail" and verdict.waiver is not None else verdict.verdict
        for verdict in result.verdicts
    )


def test_the_headline_and_the_menu(told):
    result, _ = told
    count = counted(result)
    assert len(open_fails(result)) == count["fail"]
    number = re.search(r"has (\d+) open finding", answer(result))
    assert int(number[1] if number else 0) == count["fail"]
    page = Page(result, RenderContext())
    assert len(page.findings) == count["fail"] + count["waived"] + count["advisory"]
    assert len(page.undecided) == count["undecided"]
    assert sum(len(group) for _, _, rows in page.policies() for _, group in rows) == len(result.verdicts)


def test_the_picture(told):
    result, _ = told
    cells = dict(numbers(list(result.verdicts)))
    count = counted(result)
    assert sum(cells[word] for word in ("critical", "high", "medium", "low")) <= count["fail"]
    low = sum(verdict.severity == "advisory" for verdict in open_fails(result))
    assert sum(cells[word] for word in ("critical", "high", "medium", "low")) == count["fail"] - low
    assert (cells["undecided"], cells["waived"], cells["pass"]) == (count["undecided"], count["waived"], count["pass"])


def test_the_tables(told):
    result, _ = told
    count = counted(result)
    rows = list(csv.DictReader(io.StringIO(render("csv", result).decode("utf-8-sig"))))
    said = Counter("waived" if row["verdict"] == "fail" and row["waived_until"] else row["verdict"] for row in rows)
    assert said == count
    plan = list(csv.DictReader(io.StringIO(render("poam", result).decode("utf-8-sig"))))
    waiting = sum(verdict.masked_by is not None for verdict in open_fails(result))
    assert sum(int(row["findings"]) for row in plan if row["due"] == "") == count["fail"] - waiting


def test_the_other_forms(told):
    result, _ = told
    count = counted(result)
    suites = ElementTree.fromstring(render("junit", result))
    assert sum(1 for _ in suites.iter("failure")) == count["fail"]
    text = render("markdown", result).decode()
    assert f"## {answer(result)}"[:30].replace("-", "") in text.replace("\\", "").replace("-", "")


def test_the_history(told):
    result, history = told
    with opened(history, write=False) as connection:
        (point,) = points(connection)
    severities = Counter(verdict.severity for verdict in by_weight(result.verdicts) if verdict in open_fails(result))
    assert dict(point.fails) == dict(severities)
    assert point.undecided == counted(result)["undecided"]
