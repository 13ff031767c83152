from __future__ import annotations

import multiprocessing
from dataclasses import replace

import pytest

from auditor.cli import run
from auditor.errors import ConfigurationError
from auditor.history.store import latest, number_of, opened, record
from auditor.history.story import findings, points, story
from auditor.models.verdict import CrossCheck, Remediation, Result, Tool, Verdict


def _verdict(name: str, word: str = "fail", severity: str = "high") -> Verdict:
    return Verdict(
        policy="PT-A01", slug="ptktdata-inactive", object=f"endpoint:{name}", verdict=word, severity=severity,
        message="m", reason=None, facts={}, masked_by=None, fingerprint=f"fp-{name}", waiver=None, places=(),
        remediation=Remediation(), controls=(), assumptions=(),
    )  # fmt: skip


def _result(as_of: str, *verdicts: Verdict, system: str = "PLEX1") -> Result:
    return Result(
        tool=Tool(name="auditor", version="0"), system=system, as_of=as_of, return_code=8, inputs=(), endpoints=(),
        policies=(), verdicts=verdicts, crosscheck=CrossCheck(agree=0, disagree=0, trials=()), diagnostics=(),
        assumptions=(),
    )  # fmt: skip


def _record(url: str, result: Result) -> int:
    with opened(url) as connection:
        number = record(connection, result)
    return number


def test_a_scan_is_told_among_its_predecessors(url):
    _record(url, _result("2026-01-01", _verdict("A"), _verdict("B")))
    _record(url, _result("2026-02-01", _verdict("B"), _verdict("Z", "undecided")))
    _record(url, _result("2026-02-15", _verdict("A"), system="OTHER"))
    last = _record(url, _result("2026-03-01", _verdict("B"), _verdict("C", severity="low")))
    with opened(url) as connection:
        told = story(connection, last)
        assert [(p.as_of, p.fails, p.undecided) for p in told.points] == [
            ("2026-01-01", {"high": 2}, 0),
            ("2026-02-01", {"high": 1}, 1),
            ("2026-03-01", {"high": 1, "low": 1}, 0),
        ]
        assert told.first_seen == {"fp-B": "2026-01-01", "fp-C": "2026-03-01"}
        assert told.new == ("fp-C",)
        assert told.gone == ()
        seen = findings(connection, "PLEX1")
        assert (seen["fp-A"].first_seen, seen["fp-A"].last_seen) == ("2026-01-01", "2026-01-01")
        assert {p.system for p in points(connection)} == {"PLEX1", "OTHER"}


def test_what_went_away_is_named(url):
    _record(url, _result("2026-01-01", _verdict("A"), _verdict("B")))
    last = _record(url, _result("2026-02-01", _verdict("B", "pass")))
    with opened(url) as connection:
        assert [one.object for one in story(connection, last).gone] == ["endpoint:A", "endpoint:B"]


def test_what_takes_effect_or_grows_is_worse_and_not_new(url):
    masked = replace(_verdict("A"), masked_by="PT-D01")
    _record(url, _result("2026-01-01", masked, _verdict("B", severity="low"), _verdict("C"), _verdict("D", "pass")))
    last = _record(url, _result("2026-02-01", _verdict("A"), _verdict("B"), _verdict("C"), _verdict("D", "advisory")))
    with opened(url) as connection:
        told = story(connection, last)
    assert (told.worse, told.new) == (("fp-A", "fp-B"), ())


def test_a_first_scan_is_worse_than_nothing(url):
    first = _record(url, _result("2026-01-01", _verdict("A")))
    with opened(url) as connection:
        assert story(connection, first).worse == ()


def test_an_interrupted_recording_leaves_nothing(url):
    with pytest.raises(KeyboardInterrupt), opened(url) as connection:
        record(connection, _result("2026-01-01", _verdict("A")))
        raise KeyboardInterrupt
    with opened(url) as connection:
        assert points(connection) == ()


def _worker(url: str, number: int) -> None:
    _record(url, _result(f"2026-01-{number:02}", _verdict("A"), _verdict(f"N{number}")))


def test_concurrent_scans_are_all_recorded_whole(url):
    workers = [multiprocessing.get_context("spawn").Process(target=_worker, args=(url, n)) for n in range(1, 5)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0, 0, 0, 0]
    with opened(url) as connection:
        assert [(p.as_of, p.fails) for p in points(connection)] == [(f"2026-01-0{n}", {"high": 2}) for n in range(1, 5)]


def test_the_commands_show_scans_and_trends(url, capsys):
    _record(url, _result("2026-01-01", _verdict("A"), _verdict("B")))
    _record(url, _result("2026-02-01", _verdict("B")))
    assert run(["history", "--history", url, "list"]) == 0
    assert "2026-02-01" in capsys.readouterr().out
    assert run(["history", "--history", url, "trend"]) == 0
    assert "2 -> 1" in capsys.readouterr().out
    assert run(["history", "--history", url, "findings", "--system", "PLEX1"]) == 0
    assert "2026-01-01 to 2026-01-01" in capsys.readouterr().out


def test_a_database_that_cannot_be_used_is_refused_without_its_password(tmp_path):
    url = "postgresql://someone:hunter2@127.0.0.1:1/none"
    with pytest.raises(ConfigurationError) as refused, opened(url):
        pass
    assert "hunter2" not in str(refused.value)
    with pytest.raises(ConfigurationError), opened("nosuch://x"):
        pass


def test_a_file_that_is_no_database_is_refused(tmp_path):
    path = tmp_path / "history.db"
    path.write_text("not a database, but long enough to be taken for one\n" * 100)
    with pytest.raises(ConfigurationError), opened(str(path)):
        pass


def test_a_finding_whose_facts_changed_is_the_same_finding_still(url):
    _record(url, _result("2026-01-01", _verdict("A"), _verdict("B")))
    changed = replace(_verdict("A"), fingerprint="other facts")
    last = _record(url, _result("2026-02-01", changed))
    with opened(url) as connection:
        told = story(connection, last)
    assert told.first_seen == {"other facts": "2026-01-01"}
    assert told.new == ()
    assert [one.object for one in told.gone] == ["endpoint:B"]


def test_the_latest_result_of_a_system_and_the_number_of_a_result(url):
    first, second = _result("2026-03-01", _verdict("A")), _result("2026-01-01", _verdict("B"))
    numbers = [_record(url, first), _record(url, second), _record(url, _result("2026-04-01", system="OTHER"))]
    with opened(url) as connection:
        assert latest(connection, "PLEX1") == first
        assert latest(connection, "NONE") is None
        assert [number_of(connection, one) for one in (first, second)] == numbers[:2]
        assert number_of(connection, _result("2026-03-01", _verdict("Z"))) is None
