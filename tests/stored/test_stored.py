"""A gate decides on a model. What it says of the stored layer is what a scan says once the change is made."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import islice

import pytest

from tests.monotonic.judging import judges
from tests.stored import judging
from tests.stored.changes import REFRESH, change
from tests.stored.judging import Bench

SEEDS = int(os.environ.get("AUDITOR_CHANGES", "50"))


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    with judges() as who:
        yield Bench(tmp_path_factory.mktemp("stored"), who)


def test_the_gate_and_a_scan_of_what_is_stored_say_the_same(bench: Bench) -> None:
    told = {seed: bench.judge(change(seed)) for seed in range(SEEDS)}
    wrong = [f"seed {seed}, {change(seed)}: {line}" for seed, each in told.items() for line in each.wrong]
    assert wrong == []
    assert sum(each.moved for each in told.values()) >= SEEDS // 3, "changes that change nothing prove nothing"


CHANGES = [
    ["PERMIT IRRPTAUTH.IMSDRDA1.BATUSR1 CLASS(PTKTDATA) ID(WEBUSR1) ACCESS(UPDATE)"],
    ["RALTER PTKTDATA IMSDRDA1 SSIGNON(EPTKEYLABEL(NEW.KEY) REPLAY(YES))"],
    ["RDEFINE APPL IMS* UACC(READ)", "RDELETE APPL IMSDRDA2"],
    ["ADDUSER NEWUSR DFLTGRP(DRDAGRP) OWNER(SECGRP)", "ALTUSER NEWUSR SPECIAL"],
    ["SETROPTS NOCLASSACT(APPL)"],
]


@pytest.mark.parametrize("commands", CHANGES)
def test_changes_that_move_verdicts(bench: Bench, commands: list[str]) -> None:
    told = bench.judge([*commands, *REFRESH])
    assert told.wrong == []
    assert told.moved


def test_a_difference_is_seen(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """A model that forgets one permit differs from the scan, in its verdicts and in what the gate names."""
    whole = judging.shop_after

    def forgetful(shop, before, _after):
        return whole(shop, before, before)

    monkeypatch.setattr(judging, "shop_after", forgetful)
    told = bench.judge([*CHANGES[0], *REFRESH])
    assert any(line.startswith("only the gate says PT-B") for line in told.wrong)
    assert any(line.startswith("new: the gate names") for line in told.wrong)


def test_changes_are_of_many_kinds() -> None:
    words = {command.split()[0] for seed in range(200) for command in islice(change(seed), 4)}
    assert words >= {"PERMIT", "RDEFINE", "RALTER", "RDELETE", "ALTUSER", "CONNECT", "REMOVE", "ADDUSER", "SETROPTS"}
