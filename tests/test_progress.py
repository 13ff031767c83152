"""Long steps say how far they are; in batch nothing is said."""

from __future__ import annotations

import io
import sys

import auditor
from auditor.progress import Watch
from auditor.settings import Settings
from tests.shop.build import FIXTURES


class Terminal(io.StringIO):
    """A standard error that is one."""

    def isatty(self):
        return True


def watched(monkeypatch, stream, **words):
    monkeypatch.setattr(sys, "stderr", stream)
    with Watch(**words) as watch:
        watch.bytes("unload", 3_000_000, 12_000_000)
        watch.step("policies", 20, 47)
        watch.step("remediation")
        watch.step("[b]report[/b]", 1, 2)
        if watch._bar is not None:
            watch._bar.refresh()
    return stream.getvalue()


def test_each_step_says_what_is_done_and_of_how_much(monkeypatch):
    said = watched(monkeypatch, Terminal())
    assert "[b]report[/b]" in said
    assert "1 of 2" in said


def test_in_batch_and_when_quiet_nothing_is_said(monkeypatch):
    assert watched(monkeypatch, io.StringIO()) == ""
    assert watched(monkeypatch, Terminal(), quiet=True) == ""


def test_a_run_tells_of_every_policy_ticket_and_trial_how_far_it_is():
    told = []
    auditor.audit(
        Settings.load(FIXTURES / "replay-allowed/auditor.toml"),
        step=lambda name, done=0, total=0: told.append((name, done, total)),
    )
    assert list(dict.fromkeys(name for name, _, _ in told)) == [
        "trials", "policies", "cross-check", "remediation", "remediation, trial 1"
    ]  # fmt: skip
    for name in ("policies", "cross-check", "remediation, trial 1"):
        far = [(done, total) for one, done, total in told if one == name and total]
        assert far == sorted(far)
        assert far[-1][0] == far[-1][1] > 0, name
