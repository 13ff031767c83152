"""`history findings`, `export` and `prune`: what is listed, what is written, and what stays."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest

from auditor.cli import run
from auditor.history.listing import Wanted, listing
from auditor.history.prune import prune
from auditor.history.store import opened
from auditor.history.story import documents, points
from auditor.models.verdict import Result
from tests.history.test_history import _record, _result, _verdict


@pytest.fixture
def recorded(url):
    """Three scans of one system and one of another: A goes, B stays and gets worse, C is new."""
    _record(url, _result("2026-01-01", _verdict("A"), _verdict("B", severity="low")))
    _record(url, _result("2026-02-01", _verdict("B", severity="low"), _verdict("Z", "undecided")))
    last = replace(_verdict("C"), message="=cmd()", policy="PT-B08")
    _record(url, _result("2026-03-01", _verdict("B"), last))
    _record(url, _result("2026-02-15", _verdict("A"), system="OTHER"))
    return url


def objects(url: str, **wanted: object) -> list[str]:
    with opened(url, write=False) as connection:
        return [f"{row.system} {row.object}" for row in listing(connection, Wanted(**wanted))]


def test_each_finding_has_its_days_and_what_it_said_last(recorded):
    with opened(recorded, write=False) as connection:
        rows = {row.object: row for row in listing(connection, Wanted(system="PLEX1"))}
    assert rows.keys() == {"endpoint:A", "endpoint:B", "endpoint:C"}
    gone, still = rows["endpoint:A"], rows["endpoint:B"]
    assert (gone.first_seen, gone.last_seen, gone.open) == ("2026-01-01", "2026-01-01", False)
    assert (still.first_seen, still.last_seen, still.open, still.severity) == ("2026-01-01", "2026-03-01", True, "high")
    assert rows["endpoint:C"].message == "=cmd()"


def test_the_filters_narrow(recorded):
    assert objects(recorded) == ["OTHER endpoint:A", "PLEX1 endpoint:A", "PLEX1 endpoint:B", "PLEX1 endpoint:C"]
    assert objects(recorded, policy="PT-B*") == ["PLEX1 endpoint:C"]
    assert objects(recorded, open_only=True) == ["OTHER endpoint:A", "PLEX1 endpoint:B", "PLEX1 endpoint:C"]
    assert objects(recorded, since="2026-02-20") == ["PLEX1 endpoint:B", "PLEX1 endpoint:C"]
    assert objects(recorded, severity="low") == []
    assert objects(recorded, system="NOBODY") == []


def test_the_command_writes_three_formats(recorded, capsys):
    words = ["history", "--history", recorded, "findings", "--system", "PLEX1"]
    assert run([*words, "--format", "json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert [row["object"] for row in document["findings"]] == ["endpoint:A", "endpoint:B", "endpoint:C"]
    assert run([*words, "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert rows[2]["message"] == "'=cmd()"
    assert rows[0]["open"] == "no"
    assert run(words) == 0
    assert "2026-01-01 to 2026-03-01  open  high" in capsys.readouterr().out


def test_export_writes_each_scan_whole(recorded, capsys):
    assert run(["history", "--history", recorded, "export", "--system", "PLEX1"]) == 0
    scans = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    days = [Result.model_validate_json(json.dumps(scan["result"])).as_of for scan in scans]
    assert days == ["2026-01-01", "2026-02-01", "2026-03-01"]


def days_left(url: str) -> list[str]:
    with opened(url, write=False) as connection:
        assert len(list(documents(connection))) == len(points(connection))
        return [f"{point.system} {point.as_of}" for point in points(connection)]


@pytest.mark.parametrize(
    ("limits", "left"),
    [
        ({"days": 28}, ["OTHER 2026-02-15", "PLEX1 2026-02-01", "PLEX1 2026-03-01"]),
        ({"days": 0}, ["OTHER 2026-02-15", "PLEX1 2026-03-01"]),
        ({"count": 2}, ["OTHER 2026-02-15", "PLEX1 2026-02-01", "PLEX1 2026-03-01"]),
        ({"days": 400, "count": 1}, ["OTHER 2026-02-15", "PLEX1 2026-03-01"]),
        ({"days": 400}, ["OTHER 2026-02-15", "PLEX1 2026-01-01", "PLEX1 2026-02-01", "PLEX1 2026-03-01"]),
    ],
)
def test_what_is_old_goes_and_the_latest_stays(recorded, limits, left):
    with opened(recorded) as connection:
        gone = prune(connection, **limits)
    assert days_left(recorded) == left
    assert sum(gone.values()) == 4 - len(left)
    assert objects(recorded, open_only=True) == ["OTHER endpoint:A", "PLEX1 endpoint:B", "PLEX1 endpoint:C"]


def test_prune_wants_a_limit(recorded, capsys):
    words = ["history", "--history", recorded, "prune"]
    assert run(words) == 16
    assert "--keep-days" in capsys.readouterr().err
    assert run([*words, "--keep-scans", "0"]) == 16
    capsys.readouterr()
    assert run([*words, "--keep-scans", "1"]) == 0
    assert "PLEX1: 2 scans taken out" in capsys.readouterr().out
    assert run([*words, "--keep-scans", "1"]) == 0
    assert "no scan is that old" in capsys.readouterr().out
