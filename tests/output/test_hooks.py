"""Hooks hear what is new or worse since they were last told, each for itself, and nothing else."""

from __future__ import annotations

import gzip
import json
import sys
import threading
import time
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from auditor import output
from auditor.errors import UsageError
from auditor.models.verdict import Result
from auditor.output import hooks
from tests.output.results import ACCEPTED, result, settings, verdict


@pytest.fixture
def hook(tmp_path):
    """A command that keeps what it is told; `told()` gives and forgets it, None when it was not called."""
    kept = tmp_path / "told.json"
    script = tmp_path / "hook.py"
    script.write_text(f"import sys; print('hook speaks'); open({str(kept)!r}, 'w').write(sys.stdin.read())")

    def told():
        if not kept.exists():
            return None
        text = kept.read_text()
        kept.unlink()
        return json.loads(text)

    return f"'{sys.executable}' '{script}'", told


@pytest.fixture
def listener():
    """An HTTP server on loopback; gives its address and what was posted.

    Paths that begin with /no are refused, those with /away are sent elsewhere, and /slow answers byte by byte.
    """
    posted: list[tuple[str, dict]] = []
    stop = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if self.path.startswith("/slow"):
                for _ in range(600):
                    if stop.wait(0.05):
                        return
                    self.wfile.write(b"H")
                return
            posted.append((self.headers["Content-Type"], json.loads(body)))
            self.send_response(500 if self.path.startswith("/no") else 302 if self.path.startswith("/away") else 204)
            if self.path.startswith("/away"):
                self.send_header("Location", "/login")
            self.end_headers()

        def do_GET(self):
            posted.append(("GET", {}))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", posted
    stop.set()
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(params=["beside the report", "in the history"])
def night(request, tmp_path):
    """One scan with hooks after another, its baseline kept in either place."""
    history = str(tmp_path / "h.db") if request.param == "in the history" else None
    mine = settings(tmp_path, history=history)

    def run(now: Result, command: str | None = None, url: str | None = None) -> None:
        with output.locked(mine) as folder:
            output.notify(now, mine, folder, command, url)

    return run


def state(tmp_path):
    return sorted((tmp_path / "out").glob(".told-*"))


# -- what is told


def test_a_first_scan_tells_its_findings(night, hook, capfd):
    command, told = hook
    night(result(verdict("A"), verdict("B", "undecided"), verdict("C", "pass")), command)
    news = told()
    assert (news["schema"], news["previous"]) == ("auditor/summary/1", None)
    assert [one["object"] for one in news["new"]] == ["endpoint:A"]
    assert news["verdicts"]["undecided"] == 1
    said = capfd.readouterr()
    assert said.out == ""
    assert said.err == "hook speaks\n"


@pytest.mark.parametrize(
    ("then", "now"),
    [
        ((verdict("A"),), (verdict("A"),)),
        ((verdict("A"), verdict("B")), (verdict("B"), verdict("A", "pass"))),
        ((verdict("A", severity="high"),), (verdict("A", severity="low"),)),
        ((), (verdict("A", waiver=ACCEPTED),)),
        ((), (verdict("A", "pass"),)),
    ],
    ids=["the same", "fixed", "better", "new but accepted", "new pass"],
)
def test_silence_when_nothing_is_new_or_worse(night, hook, then, now):
    command, told = hook
    night(result(*then), command)
    told()
    night(result(*now), command)
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
def test_what_is_new_or_worse_is_told(night, hook, then, now, where):
    command, told = hook
    night(result(*then, as_of="2026-11-01"), command)
    told()
    night(result(*now), command)
    news = told()
    assert [one["object"] for one in news[where]] == ["endpoint:A"]
    assert news["previous"] == {"as_of": "2026-11-01", "return_code": 8}


def test_a_higher_return_code_is_worse_and_so_is_a_changed_threshold(night, hook):
    command, told = hook
    night(result(verdict("A", severity="low"), code=4), command)
    told()
    night(result(verdict("A", severity="low"), code=8), command)
    news = told()
    assert (news["return_code"], news["new"], news["worse"]) == (8, [], [])
    night(result(verdict("A", severity="low"), code=4), command)
    assert told() is None
    night(result(verdict("A", severity="low"), code=8), command)
    assert told() is not None, "again above the threshold"


# -- the baseline is what was last told


def test_what_comes_back_is_told_again(night, hook):
    command, told = hook
    for now, heard in ((verdict("A"), True), (verdict("A", "pass"), False), (verdict("A"), True)):
        night(result(now), command)
        assert (told() is not None) is heard


def test_a_delivery_that_failed_twice_is_made_by_the_third_night_with_what_came_meanwhile(night, hook, tmp_path, capfd):
    command, told = hook
    night(result(code=0), command)
    script = tmp_path / "hook.py"
    good = script.read_text()
    script.write_text("raise SystemExit(3)")
    night(result(verdict("A")), command)
    night(result(verdict("A"), verdict("B")), command)
    assert (
        capfd.readouterr().err
        == "warning: the notify command failed: it ended with 3; the next scan tells it again\n" * 2
    )
    script.write_text(good)
    night(result(verdict("A"), verdict("B")), command)
    news = told()
    assert [one["object"] for one in news["new"]] == ["endpoint:A", "endpoint:B"]
    assert news["previous"]["return_code"] == 0, "what was last told, not what was last seen"
    night(result(verdict("A"), verdict("B")), command)
    assert told() is None


def test_each_channel_has_its_own_baseline(night, hook, listener):
    command, told = hook
    address, posted = listener
    night(result(verdict("A")), command, address + "/no")
    assert told() is not None
    assert len(posted) == 1
    night(result(verdict("A")), command, address + "/no")
    assert told() is None, "the command knows"
    assert len(posted) == 2, "the address was never reached"
    night(result(verdict("A")), None, address + "/other")
    assert [one["object"] for one in posted[2][1]["new"]] == ["endpoint:A"], "another address knows nothing yet"
    night(result(verdict("A")), command, address + "/other")
    assert (told(), len(posted)) == (None, 3)


def test_each_system_has_its_own_baseline(tmp_path, hook):
    command, told = hook
    for system in ("PLEX1", "PLEX2"):
        mine = settings(tmp_path).model_copy(update={"system": system})
        with output.locked(mine) as folder:
            output.notify(result(verdict("A"), system=system), mine, folder, command, None)
        assert told()["system"] == system
    assert len(state(tmp_path)) == 2


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: b"",
        lambda content: content[:-9],
        lambda _: b"{}",
        lambda _: gzip.compress(b"{}"),
        lambda _: gzip.compress(b"\xff"),
        lambda content: gzip.compress(gzip.decompress(content).replace(b'"fail"', b'"fine"')),
    ],
    ids=["empty", "cut", "no gzip", "no result", "no text", "changed"],
)
def test_a_damaged_baseline_is_said_and_everything_counts_as_new(tmp_path, hook, capfd, damage):
    command, told = hook
    mine = settings(tmp_path)
    for heard in (True, True, False):
        with output.locked(mine) as folder:
            output.notify(result(verdict("A")), mine, folder, command, None)
        assert (told() is not None) is heard
        said = capfd.readouterr().err
        if heard and "cannot be read" not in said:
            (path,) = state(tmp_path)
            path.write_bytes(damage(path.read_bytes()))
        elif heard:
            assert said.startswith("warning: what the notify command was told before cannot be read; everything")


def test_a_baseline_that_was_removed_counts_everything_as_new(tmp_path, hook):
    command, told = hook
    mine = settings(tmp_path)
    for _ in range(2):
        with output.locked(mine) as folder:
            output.notify(result(verdict("A")), mine, folder, command, None)
        assert told()["previous"] is None
        (path,) = state(tmp_path)
        path.unlink()


def test_what_is_kept_names_no_address_quotes_no_evidence_and_is_for_its_user_alone(tmp_path, listener):
    address, _ = listener
    mine = settings(tmp_path)
    secret = address.replace("http://", "http://robot:hunter2@") + "/x?token=hunter2"
    with output.locked(mine) as folder:
        output.notify(result(verdict("A")), mine, folder, None, address + "/x?token=hunter2")
        output.notify(result(verdict("A")), mine, folder, None, secret)
    for path in state(tmp_path):
        assert b"hunter2" not in path.read_bytes() + gzip.decompress(path.read_bytes())
        assert "hunter2" not in path.name
        assert path.stat().st_mode & 0o777 == 0o600
    assert state(tmp_path)


def test_a_baseline_that_cannot_be_written_is_said_and_told_again(tmp_path, hook, monkeypatch, capfd):
    command, told = hook
    mine = settings(tmp_path)

    def full(*_):
        raise OSError(28, "full")

    with monkeypatch.context() as patched, output.locked(mine) as folder:
        patched.setattr("auditor.renderers.write.write_private", full)
        output.notify(result(verdict("A")), mine, folder, command, None)
    assert told() is not None
    assert "cannot be kept (OSError); the next scan tells it again" in capfd.readouterr().err
    with output.locked(mine) as folder:
        output.notify(result(verdict("A")), mine, folder, command, None)
    assert told() is not None


# -- hooks that misbehave


def test_the_summary_is_posted(night, listener, capsys):
    address, posted = listener
    night(result(verdict("A")), None, address + "/hook")
    ((kind, body),) = posted
    assert kind == "application/json"
    assert body["new"][0]["policy"] == "PT-A01"
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(("path", "code"), [("/no", 500), ("/away", 302)])
def test_an_answer_that_is_no_success_is_no_delivery(tmp_path, listener, capsys, path, code):
    address, posted = listener
    mine = settings(tmp_path)
    with output.locked(mine) as folder:
        output.notify(result(verdict("A")), mine, folder, None, address + path)
    assert [kind for kind, _ in posted] == ["application/json"], "no redirect is followed"
    warning = f"warning: the notification was not delivered: HTTP {code}; the next scan tells it again\n"
    assert capsys.readouterr().err == warning
    assert state(tmp_path) == []


@pytest.mark.parametrize("command", ["/nowhere/at/all", f"'{sys.executable}' -c 'raise SystemExit(3)'"])
def test_a_command_that_fails_is_a_warning(tmp_path, command, capsys):
    mine = settings(tmp_path)
    with output.locked(mine) as folder:
        output.notify(result(verdict("A")), mine, folder, command, None)
    assert capsys.readouterr().err.startswith("warning: the notify command failed: ")
    assert state(tmp_path) == []


@pytest.mark.parametrize("kind", ["the hook", "its child", "address"])
def test_a_hook_that_hangs_is_given_up(tmp_path, monkeypatch, listener, capfd, kind):
    monkeypatch.setattr(hooks, "_SECONDS", 1)
    mark = tmp_path / "late"
    script = tmp_path / "hang.py"
    script.write_text(f"import time; time.sleep(3); open({str(mark)!r}, 'w')")
    asleep = f"'{sys.executable}' '{script}'"
    command = {"the hook": asleep, "its child": f'sh -c "{asleep}; true"', "address": None}[kind]
    url = listener[0] + "/slow" if kind == "address" else None
    mine = settings(tmp_path)
    began = time.monotonic()
    with output.locked(mine) as folder:
        output.notify(result(verdict("A")), mine, folder, command, url)
    assert time.monotonic() - began < 3
    assert "within 1 seconds; the next scan tells it again" in capfd.readouterr().err
    assert state(tmp_path) == []
    if command is not None:
        time.sleep(2.5)
        assert not mark.exists(), "what it started ended with it"


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
