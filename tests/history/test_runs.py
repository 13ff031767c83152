"""Five months of the example installation tell one story, on SQLite and on PostgreSQL alike."""

from __future__ import annotations

from itertools import pairwise

import pytest

from auditor import output
from auditor.history.store import opened
from auditor.history.story import findings, points, story
from auditor.renderers.upgrade import read_result
from auditor.settings import Settings
from tests.shop import runs

DAYS = tuple(runs.MONTHS)


@pytest.fixture(scope="module")
def scanned(tmp_path_factory):
    """The folder with the five reports as `auditor scan` wrote them, recorded in SQLite."""
    folder = tmp_path_factory.mktemp("months")
    history = str(folder / "history.db")
    codes = runs.scan(runs.write(folder / "installations"), history, folder / "reports")
    assert codes == [8] * 5
    return folder, history


def result(folder, day):
    return read_result(folder / "reports" / day / "result.json")


def fails(folder, day) -> set[tuple[str, str]]:
    return {(one.policy, one.object) for one in result(folder, day).verdicts if one.verdict == "fail"}


def test_faults_come_and_go(scanned):
    folder, _ = scanned
    found = [fails(folder, day) for day in DAYS]
    gone = [then - now for then, now in pairwise(found)]
    new = [now - then for then, now in pairwise(found)]
    assert {("PT-A01", "endpoint:ICONPRD"), ("PT-A08", "client:order-batch/user:BATORD1")} <= gone[0]
    assert {("PT-A03", "endpoint:ICONPR2"), ("PT-A11", "endpoint:ICONPR2")} <= gone[1]
    assert ("PT-B07", "profile:APPL/IMSPRD1") in new[1] & gone[2]
    assert ("PT-B02", "profile:PTKTDATA/IRRPTAUTH.IMSPRD1.*") in new[2] & gone[3]
    assert ("PT-C01", "profile:PTKTDATA/IMSPRD1") in gone[3]


def test_one_waiver_holds_and_one_runs_out_on_the_way(scanned):
    folder, _ = scanned
    waived = {day: {one.policy for one in result(folder, day).verdicts if one.waiver is not None} for day in DAYS}
    assert [sorted(waived[day]) for day in DAYS] == [
        [],
        ["PT-B06", "PT-C03"],
        ["PT-B06", "PT-C03"],
        ["PT-C03"],
        ["PT-C03"],
    ]
    about = {day: {one.slug for one in result(folder, day).verdicts if one.policy == "WAIVER"} for day in DAYS}
    assert [sorted(about[day]) for day in DAYS] == [[], [], [], ["waiver-expired"], ["waiver-expired"]]


def test_a_finding_keeps_the_day_it_was_first_seen_on(scanned):
    folder, history = scanned
    with opened(history) as connection:
        known = {(one.policy, one.object): one for one in findings(connection, "example").values()}
        line = points(connection, "example")
        told = story(connection, line[-1].scan)
        since = {one.fingerprint: (one.policy, one.object) for one in result(folder, DAYS[4]).verdicts}
        seen = {since[print_]: day for print_, day in told.first_seen.items()}
    assert [point.as_of for point in line] == list(DAYS)
    steady = known["PT-A05", "client:partner-feed"]
    assert (steady.first_seen, steady.last_seen) == (DAYS[0], DAYS[4])
    assert not {(one.policy, one.object) for one in told.gone} & fails(folder, DAYS[4]), "other facts, same finding"
    assert seen["PT-B03", "profile:PTKTDATA/IRRPTAUTH.IMSPRD1.*"] == DAYS[0], "through three versions of its facts"
    brief = known["PT-B07", "profile:APPL/IMSPRD1"]
    assert (brief.first_seen, brief.last_seen) == (DAYS[2], DAYS[2])
    assert {one.policy for one in told.gone} >= {"PT-B02", "PT-C01", "PT-C02"}
    page = (folder / "reports" / DAYS[4] / "report.html").read_text()
    assert "5 recorded scans" in page
    assert all(day in page for day in DAYS)


@pytest.mark.postgresql
def test_postgresql_gives_the_same_pages_and_the_same_story(scanned, postgresql, tmp_path):
    folder, history = scanned
    for day in DAYS:
        mine = Settings(system="example", out=str(tmp_path / day), history=postgresql)
        with output.directory_of(mine) as directory:
            output.write(result(folder, day), mine, directory, {})
        for name in ("report.html", "result.json"):
            there = (folder / "reports" / day / name).read_bytes()
            assert (tmp_path / day / name).read_bytes() == there, f"{name} of {day}"
    told = []
    for url in (history, postgresql):
        with opened(url) as connection:
            told.append((points(connection), findings(connection, "example")))
            told[-1] += tuple(story(connection, point.scan) for point in told[-1][0])
    assert told[0] == told[1]
