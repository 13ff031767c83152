"""Files completely or not at all, one run at a time, and hooks that hear what is new or worse and nothing else."""

from __future__ import annotations

import json
import sys
import threading
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from auditor import output
from auditor.errors import ConfigurationError, UsageError
from auditor.models.verdict import CrossCheck, Remediation, Result, Tool, Verdict, WaiverApplied
from auditor.renderers import policy_texts
from auditor.renderers.interface import render
from auditor.settings import Settings

ACCEPTED = WaiverApplied(reason="r", owner="o", approver="a", ticket="t", expires="2027-01-01")


def verdict(name: str, word: str = "fail", severity: str = "high", waiver: WaiverApplied | None = None) -> Verdict:
    return Verdict(
        policy="PT-A01", slug="ptktdata-inactive", object=f"endpoint:{name}", verdict=word, severity=severity,
        message="m", reason=None, facts={}, masked_by=None, fingerprint=f"fp-{name}", waiver=waiver, places=(),
        remediation=Remediation(), controls=(), assumptions=(),
    )  # fmt: skip


def result(*verdicts: Verdict, system: str = "PLEX1", as_of: str = "2026-11-02", code: int = 8) -> Result:
    return Result(
        tool=Tool(name="auditor", version="0"), system=system, as_of=as_of, return_code=code, inputs=(), endpoints=(),
        policies=(), verdicts=verdicts, crosscheck=CrossCheck(agree=0, disagree=0, trials=()), diagnostics=(),
        assumptions=(),
    )  # fmt: skip


def settings(tmp_path, **more) -> Settings:
    return Settings(system="PLEX1", out=str(tmp_path / "out"), formats=("json",), **more)


@pytest.fixture(autouse=True)
def no_catalogue(monkeypatch, request):
    """Files are what is tested here; the catalogue's words have a test of their own."""
    if "words" not in request.node.name:
        monkeypatch.setattr(policy_texts, "policy_texts", lambda _further=(): {})


def names(folder) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name != ".lock")


# -- the directory -----------------------------------------------------------------------------------------------------


def test_a_run_that_fails_midway_leaves_stale_files_and_nothing_that_looks_new(tmp_path):
    mine = settings(tmp_path)
    with output.directory_of(mine) as folder:
        output.write(result(verdict("OLD")), mine, folder, {"remediation.racf": b"x"})
    with pytest.raises(RuntimeError), output.directory_of(mine) as folder:
        output.write(result(verdict("NEW")), mine, folder, {})
        raise RuntimeError
    assert names(folder) == ["remediation.racf.stale", "result.json.stale"]


def test_a_directory_made_for_a_run_that_fails_goes_again(tmp_path):
    mine = Settings(out=str(tmp_path / "a" / "b"))
    with pytest.raises(UsageError), output.directory_of(mine):
        raise UsageError("w", "a")
    assert list(tmp_path.iterdir()) == []


def test_a_directory_that_was_there_stays(tmp_path):
    (tmp_path / "out").mkdir()
    with pytest.raises(UsageError), output.directory_of(settings(tmp_path)):
        raise UsageError("w", "a")
    assert (tmp_path / "out").is_dir()


def test_the_second_of_two_runs_is_refused_and_touches_nothing(tmp_path):
    mine = settings(tmp_path)
    with output.directory_of(mine) as folder:
        output.write(result(), mine, folder, {})
        before = (folder / "result.json").read_bytes()
        with pytest.raises(UsageError, match="another run"), output.directory_of(mine):
            pytest.fail("two runs at once")
        assert names(folder) == ["result.json"]
        assert (folder / "result.json").read_bytes() == before


def test_a_directory_that_cannot_be_made_is_refused(tmp_path):
    (tmp_path / "out").write_text("a file")
    with pytest.raises(ConfigurationError), output.directory_of(settings(tmp_path)):
        pytest.fail("there is no directory")


def test_a_report_that_cannot_be_written_leaves_no_record(tmp_path, monkeypatch):
    from auditor.history.store import opened
    from auditor.history.story import points

    mine = settings(tmp_path, history=str(tmp_path / "h.db"))

    def full(*_):
        raise ConfigurationError("no space", "make room")

    with monkeypatch.context() as patched, pytest.raises(ConfigurationError), output.directory_of(mine) as folder:
        patched.setattr("auditor.renderers.write.write_all", full)
        output.write(result(), mine, folder, {})
    with opened(mine.history) as connection:
        assert points(connection) == ()
    with output.directory_of(mine) as folder:
        output.write(result(), mine, folder, {})
    with opened(mine.history) as connection:
        assert len(points(connection)) == 1


def test_policies_bring_their_words_and_what_they_need():
    words = policy_texts.policy_texts()
    from auditor.rego.catalogue import load_catalogue

    for policy in load_catalogue().policies:
        assert words[policy.id].description == policy.description
        assert len(words[policy.id].needs) == len(policy.needs)
    assert "--setropts" in words["PT-A01"].needs


# -- one line ----------------------------------------------------------------------------------------------------------


def test_quiet_is_exactly_one_line(tmp_path, capsys):
    output.tell(result(verdict("A"), verdict("B", "undecided")), tmp_path, quiet=True)
    said = capsys.readouterr().out
    assert said == "auditor PLEX1 2026-11-02 RC=8 fail=1 undecided=1 advisory=0 pass=0 not_applicable=0\n"


# -- the scan before ---------------------------------------------------------------------------------------------------


def stale(folder, one: Result) -> None:
    folder.mkdir(exist_ok=True)
    (folder / "result.json.stale").write_bytes(render("json", one))


def test_the_scan_before_is_the_one_the_directory_held(tmp_path):
    stale(tmp_path / "out", result(verdict("A"), code=8))
    assert output.previous(settings(tmp_path), tmp_path / "out") == result(verdict("A"))


def test_another_system_in_the_directory_is_no_predecessor_and_the_history_is_asked(tmp_path):
    from auditor.history.store import opened, record

    stale(tmp_path / "out", result(system="OTHER"))
    assert output.previous(settings(tmp_path), tmp_path / "out") is None
    url = str(tmp_path / "h.db")
    with opened(url) as connection:
        record(connection, result(as_of="2026-11-01"))
        record(connection, result(as_of="2026-10-01"))
        record(connection, result(as_of="2026-11-30", system="OTHER"))
    found = output.previous(settings(tmp_path, history=url), tmp_path / "out")
    assert found == result(as_of="2026-11-01")


def test_a_broken_predecessor_is_said_and_counts_as_none(tmp_path, capsys):
    stale(tmp_path / "out", result())
    (tmp_path / "out/result.json.stale").write_text("{")
    assert output.previous(settings(tmp_path), tmp_path / "out") is None
    assert capsys.readouterr().err.startswith("warning: ")


# -- hooks -------------------------------------------------------------------------------------------------------------


@pytest.fixture
def hook(tmp_path):
    """A command that keeps what it is told; `told()` reads it, None when it was not called."""
    kept = tmp_path / "told.json"
    script = tmp_path / "hook.py"
    script.write_text(f"import sys; print('hook speaks'); open({str(kept)!r}, 'w').write(sys.stdin.read())")

    def told():
        return json.loads(kept.read_text()) if kept.exists() else None

    return f"'{sys.executable}' '{script}'", told


def test_a_first_scan_tells_its_findings(hook, capfd):
    command, told = hook
    output.notify(result(verdict("A"), verdict("B", "undecided"), verdict("C", "pass")), None, command, None)
    assert told()["schema"] == "auditor/summary/1"
    assert told()["previous"] is None
    assert [one["object"] for one in told()["new"]] == ["endpoint:A"]
    assert told()["verdicts"]["undecided"] == 1
    said = capfd.readouterr()
    assert said.out == ""
    assert "hook speaks" in said.err


@pytest.mark.parametrize(
    ("then", "now"),
    [
        ((verdict("A"),), (verdict("A"),)),
        ((verdict("A"), verdict("B")), (verdict("B"), verdict("A", "pass"))),
        ((verdict("A", severity="high"),), (verdict("A", severity="low"),)),
        ((), (verdict("A", waiver=ACCEPTED),)),
        ((), (verdict("A", "pass"),)),
    ],
    ids=["the same", "mended", "better", "new but accepted", "new pass"],
)
def test_silence_when_nothing_is_new_or_worse(hook, then, now):
    command, told = hook
    output.notify(result(*now), result(*then), command, None)
    assert told() is None


@pytest.mark.parametrize(
    ("then", "now", "where"),
    [
        ((), (verdict("A"),), "new"),
        ((verdict("A", waiver=ACCEPTED),), (verdict("A"),), "new"),
        ((verdict("A", severity="low"),), (verdict("A", severity="high"),), "worse"),
        ((verdict("A", "pass"),), (verdict("A", "undecided"),), "worse"),
        ((replace(verdict("A"), masked_by="PT-D01"),), (verdict("A"),), "worse"),
    ],
    ids=["new", "waiver expired", "graver", "no longer known", "now in effect"],
)
def test_what_is_new_or_worse_is_told(hook, then, now, where):
    command, told = hook
    output.notify(result(*now), result(*then), command, None)
    assert [one["object"] for one in told()[where]] == ["endpoint:A"]
    assert told()["previous"] == {"as_of": "2026-11-02", "return_code": 8}


def test_a_higher_return_code_is_worse(hook):
    command, told = hook
    output.notify(result(code=12), result(code=8), command, None)
    assert (told()["return_code"], told()["new"], told()["worse"]) == (12, [], [])


@pytest.fixture
def listener():
    """An HTTP server on loopback; gives its address and what was posted. Paths beginning with /no are refused."""
    posted: list[tuple[str, dict]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            posted.append((self.headers["Content-Type"], json.loads(body)))
            self.send_response(500 if self.path.startswith("/no") else 204)
            self.end_headers()

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", posted
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_summary_is_posted(listener, capsys):
    address, posted = listener
    output.notify(result(verdict("A")), None, None, address + "/hook")
    ((kind, body),) = posted
    assert kind == "application/json"
    assert body["new"][0]["policy"] == "PT-A01"
    assert capsys.readouterr().err == ""


def test_a_refused_post_is_a_warning(listener, capsys):
    address, posted = listener
    output.notify(result(verdict("A")), None, None, address + "/no")
    assert len(posted) == 1
    assert capsys.readouterr().err == "warning: the notification was not delivered: HTTPError\n"


@pytest.mark.parametrize("command", ["/nowhere/at/all", f"'{sys.executable}' -c 'raise SystemExit(3)'"])
def test_a_command_that_fails_is_a_warning(command, capsys):
    output.notify(result(verdict("A")), None, command, None)
    assert capsys.readouterr().err.startswith("warning: the notify command failed: ")


@pytest.mark.parametrize(
    ("command", "url"),
    [("'open quote", None), ("", None), (None, "ftp://host/x"), (None, "host"), (None, "http://"), (None, "http://[x")],
)
def test_a_hook_that_could_never_be_called_is_refused_before_the_audit(command, url):
    with pytest.raises(UsageError):
        output.check_hook(command, url)


def test_hooks_that_can_be_called_are_taken():
    output.check_hook("mail -s 'PassTickets' ops", "https://hooks.example.com/x?y=1")
    output.check_hook(None, None)
