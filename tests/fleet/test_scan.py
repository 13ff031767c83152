"""The made fleet of twelve systems, scanned: what each costs, what the overview and every file say."""

from __future__ import annotations

import csv
import io
import json
import shutil
import sys

import pytest
from junitparser import JUnitXml

from auditor.cli import run
from auditor.fleet.configuration import read_fleet
from auditor.fleet.run import Wanted, scan, systems_in
from auditor.fleet.saved import read_saved
from auditor.renderers.fleet_view import FleetPage
from tests.shop.fleet import SYSTEMS, make
from tests.working import broken

FILES = ("index.html", "fleet.json", "verdicts.csv", "junit.xml", "result.sarif")
GONE = "systems/gone/auditor.toml"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The fleet, scanned once in two processes; its folder and the return code."""
    place = tmp_path_factory.mktemp("made")
    file = make(place)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(place)
        code = run(["fleet", "scan", "fleet.toml", "--workers", "2", "--format", "csv,junit,sarif", "-q"])
    return place, file, code


@pytest.fixture
def small(tmp_path, monkeypatch):
    """A fleet of two of its systems, not scanned yet."""
    file = make(tmp_path)
    for folder in (tmp_path / "systems").iterdir():
        if folder.name not in ("sysa", "sysc"):
            shutil.rmtree(folder)
    file.write_text('[fleet]\nname = "MADE"\nsystems = ["systems/*"]\n')
    monkeypatch.chdir(tmp_path)
    return tmp_path


def rows(place):
    return {row.name: row for row in read_saved(place / "reports/MADE").systems}


def test_each_system_costs_itself_only(made):
    place, _, code = made
    codes = {name: row.return_code for name, row in rows(place).items()}
    assert code == 12
    assert codes == {
        "SYSA": 0, "SYSB": 0, "SYSC": 8, "SYSD": 8, "SYSE": 8, "SYSF": 8, "SYSG": 8, "SYSH": 8,
        "DEADFEED": 12, "DAMAGED": 12, "NOCLIENT": 4, GONE: 12,
    }  # fmt: skip
    assert [name for name, row in rows(place).items() if not row.reported] == [GONE]
    assert all((place / "reports/MADE" / name / "report.html").is_file() for name in SYSTEMS)


def test_a_system_is_judged_as_by_a_scan(made, monkeypatch):
    place, _, _ = made
    monkeypatch.chdir(place)
    assert run(["scan", "systems/sysh/auditor.toml", "--out", "alone", "--format", "json", "-q"]) == 8
    assert (place / "alone/result.json").read_bytes() == (place / "reports/MADE/SYSH/result.json").read_bytes()


def test_one_process_gives_the_same_bytes(made, monkeypatch):
    place, _, _ = made
    monkeypatch.chdir(place)
    run(["fleet", "scan", "fleet.toml", "--workers", "1", "--format", "csv,junit,sarif", "--out", "one", "-q"])
    for name in (*FILES, *(f"{system}/result.json" for system in SYSTEMS)):
        assert (place / "one" / name).read_bytes() == (place / "reports/MADE" / name).read_bytes(), name


def test_every_file_has_each_system_and_the_silent_one_as_an_error(made):
    place = made[0] / "reports/MADE"
    cells = list(csv.DictReader(io.StringIO((place / "verdicts.csv").read_bytes().decode("utf-8-sig"))))
    assert {row["system"] for row in cells} == {*SYSTEMS, GONE}
    assert [row["policy"] for row in cells if row["system"] == GONE] == ["did-not-report"]
    assert {row["owner"] for row in cells if row["system"] == "SYSC" and row["policy"].startswith("PT-C")} >= {
        "racf-team"
    }
    suites = list(JUnitXml.fromstring((place / "junit.xml").read_bytes()))
    assert {suite.name.partition(": ")[0] for suite in suites} == {*SYSTEMS, GONE}
    assert [suite.errors for suite in suites if suite.name.startswith(GONE)] == [1]
    runs = json.loads((place / "result.sarif").read_bytes())["runs"]
    assert [one["properties"]["system"] for one in runs] == [row.name for row in read_saved(place).systems]
    assert [one["properties"]["system"] for one in runs if not one["invocations"][0]["executionSuccessful"]] == [
        "DAMAGED", "DEADFEED", GONE,
    ]  # fmt: skip


def test_the_page_says_what_is_shared(made):
    page = FleetPage(read_saved(made[0] / "reports/MADE"))
    assert page.sentence.startswith("Of 12 systems of MADE, 1 did not report, 6 have open findings")
    assert page.systems[0].name == GONE
    assert ("SYSC", "SYSD") in [one.systems for one in page.shared]
    assert {"SYSA", "SYSB", "SYSH"} & {name for one in page.applications for name in one.systems}
    assert page.age(next(row for row in page.systems if row.name == "DEADFEED")) == 32


def test_what_a_damaged_unload_lost_is_not_said_to_be_absent(made):
    damaged = rows(made[0])["DAMAGED"]
    assert not damaged.whole
    assert False not in {key.segment for key in damaged.keys}
    assert rows(made[0])["SYSA"].whole


def test_report_and_list(made, monkeypatch, capsys):
    place = made[0]
    monkeypatch.chdir(place)
    before = (place / "reports/MADE/index.html").read_bytes()
    assert run(["fleet", "report", "fleet.toml"]) == 12
    assert (place / "reports/MADE/index.html").read_bytes() == before
    capsys.readouterr()
    assert run(["fleet", "list", "fleet.toml"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 12
    assert any(line.startswith("SYSA") and "2026-11-02" in line for line in lines)


def test_what_moves_from_run_to_run(small):
    """One story, because each scan takes its time: nothing, a fault, a fault that is gone, a folder that is gone."""
    hook = small / "hook.py"
    hook.write_text("import pathlib, sys; pathlib.Path('told.json').write_text(sys.stdin.read())")
    words = ["fleet", "scan", "fleet.toml", "-q", "--workers", "1", "--notify-command", f"{sys.executable} {hook}"]
    assert run(words) == 8
    told = json.loads((small / "told.json").read_text())
    assert {row["object"].partition(": ")[0] for row in told["new"]} == {"SYSC"}
    (small / "told.json").unlink()

    assert run([*words, "--changed-only"]) == 8
    assert [row.scanned for row in rows(small).values()] == [False, False]
    assert not (small / "told.json").exists()

    shutil.rmtree(small / "systems/sysc")
    assert run([*words, "--only", "SYSA"]) == 12
    lost = rows(small)["SYSC"]
    assert (lost.reported, lost.last_reported) == (False, "2026-11-02")
    assert [row["policy"] for row in json.loads((small / "told.json").read_text())["new"]] == ["did-not-report"]

    (small / "fleet.toml").write_text('[fleet]\nname = "MADE"\nsystems = ["systems/*"]\nretired = ["SYSC"]\n')
    assert run([*words, "--changed-only"]) == 0
    assert list(rows(small)) == ["SYSA"]


def test_a_system_that_is_refused_says_why_and_leaves_the_others_alone(small):
    (small / "systems/sysa/setropts.txt").unlink()
    hostile = small / "systems/zz<script>"
    hostile.mkdir()
    (hostile / "auditor.toml").write_text("[system]\nname = '<script>alert(1)</script>'\n[inputs]\nunload = 3\n")
    assert run(["fleet", "scan", "fleet.toml", "-q", "--workers", "1"]) == 12
    assert {name: row.return_code for name, row in rows(small).items()} == {
        "<script>alert(1)</script>": 12, "SYSA": 12, "SYSC": 8,
    }  # fmt: skip
    assert "setropts.txt" in rows(small)["SYSA"].why
    page = (small / "reports/MADE/index.html").read_text()
    assert "<script>alert" not in page


def test_a_process_that_dies_is_a_system_that_did_not_report(small):
    fleet = read_fleet("fleet.toml")
    done = scan(fleet, systems_in(fleet, "fleet.toml"), small / "out", None, Wanted(), lambda *_: None, broken)
    assert [row.reported for row in done.systems] == [False, False]
    assert done.return_code == 12


@pytest.mark.parametrize(
    "words", [["--only", "NOBODY"], ["--format", "pdf"], ["--format", ","], ["--out", ""], ["--notify-url", "ftp://x"]]
)
def test_what_cannot_be_meant_is_refused_and_touches_nothing(small, words):
    assert run(["fleet", "scan", "fleet.toml", *words]) == 16
    assert not (small / "reports").exists()


def test_a_saved_fleet_that_is_cut_or_missing_is_refused(small, capsys):
    assert run(["fleet", "report", "fleet.toml"]) == 16
    (small / "reports/MADE").mkdir(parents=True)
    (small / "reports/MADE/fleet.json").write_text('{"schema": "auditor/fleet/1", "sys')
    for word in ("report", "list", "scan"):
        assert run(["fleet", word, "fleet.toml"]) == 16
    assert "internal" not in capsys.readouterr().err
