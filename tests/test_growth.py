"""No stage grows faster than its input: twice as much takes at most 2.2 times the steps. Calls are counted.

What judges is Rego and has no calls to count here; tests.benchmarks.stages measures it.
"""

from __future__ import annotations

import gc
import random
import sys
from collections.abc import Callable
from dataclasses import replace

import pytest

from auditor.crosscheck import plan_all, run
from auditor.gather import gather
from auditor.history.store import opened, record
from auditor.judge import waivers
from auditor.models.formats import FORMATS
from auditor.models.waiver import Waiver
from auditor.remedy import Fail, Outlook, prove
from auditor.renderers.interface import RenderContext, render
from auditor.settings import Settings
from auditor.sources.irrdbu00.sound.agreement import Agreement
from tests.benchmarks.open_site import write
from tests.renderers import sample_result

RATIO = 2.2
NOON = 1_793_620_800


def steps(call: Callable[[], object]) -> int:
    """How many functions are called, those of the interpreter's own types too."""
    number = 0

    def count(_frame, event, _argument):
        nonlocal number
        number += event in ("call", "c_call")

    gc.collect()
    before = sys.getprofile()
    sys.setprofile(count)
    try:
        call()
    finally:
        sys.setprofile(before)
    return number


def holds(make: Callable[[int], Callable[[], object]], size: int) -> None:
    """Assert the ratio between a size and its double; each is run once before, so that nothing is loaded in it."""
    small, large = make(size), make(2 * size)
    small()
    assert steps(large) <= RATIO * steps(small)


@pytest.fixture(scope="module")
def sites(tmp_path_factory):
    """Open sites of one and two megabytes: twice the users, connections, groups, profiles and entries."""
    return {size: write(tmp_path_factory.mktemp(f"site{size}"), size) for size in (1, 2)}


def test_reading_and_joining(sites):
    holds(lambda size: lambda: gather(Settings.load(sites[size])), 1)


@pytest.fixture(scope="module")
def estate(sites):
    return gather(Settings.load(sites[1])).estate


@pytest.mark.parametrize("by", ["clients", "users"])
def test_trials_by_clients_and_by_their_users(estate, by):
    first = next(one for one in estate.clients if one.id == "pool0")
    people = [name for name in estate.users if name.startswith("U")]

    def make(size):
        clients, users = (size, 2) if by == "clients" else (2, size)
        dice = random.Random(1)
        many = tuple(
            first.model_copy(update={"id": f"c{n}", "users": tuple(dice.sample(people, users))}) for n in range(clients)
        )
        changed = estate.model_copy(update={"clients": many})

        def both():
            trials = plan_all(changed).trials
            run(changed, trials, keys=None, now=NOON)

        return both

    holds(make, 10)


@pytest.mark.parametrize("name", [row.name for row in FORMATS])
def test_every_format_by_findings(name):
    def make(size):
        result = sample_result.large(size)
        return lambda: render(name, result, RenderContext())

    holds(make, 500)


def test_history_by_findings(tmp_path):
    def make(size):
        result = sample_result.large(size)

        def kept():
            with opened(f"{tmp_path}/history{size}.db") as connection:
                record(connection, result)

        kept()  # the tables are made
        return kept

    holds(make, 300)


def test_waivers_by_waivers(tmp_path):
    result = sample_result.large(400)

    def make(size):
        accepted = tuple(
            Waiver.model_validate(
                {"policy": one.policy, "object": one.object, "owner": "o", "approver": "a", "reason": "r",
                 "ticket": "T", "expires": "2027-01-01", "at": (0, 1, 1, 1)}
            )
            for one in result.verdicts[:size]
        )  # fmt: skip
        return lambda: waivers.apply(result.verdicts, accepted, "2026-11-02", "waivers.yaml", {})

    holds(make, 150)


@pytest.mark.parametrize("sound", [True, False], ids=["cleared", "left"])
def test_remedies_by_findings(estate, sound):
    """Up to the number whose undo is worked out one by one; what the policies cost is not in it."""
    first = sample_result.large(20).verdicts[0]
    people = [name for name in estate.users if name.startswith("U")]

    def make(size):
        rows = []
        for number, user in enumerate(people[:size]):
            command = f"PERMIT IMSDRDA{number % 2 + 1} CLASS(APPL) ID({user}) ACCESS(NONE)"
            remedy = replace(first.remediation, racf=(command,), ims=(), undo=())
            rows.append(replace(first, object=f"user:{user}", remediation=remedy, verdict="fail"))
        left = {} if sound else {(one.policy, one.object): None for one in rows}

        def judge(_estate, _only=None):
            return Outlook({key: Fail("high", masked=False) for key in left})

        return lambda: prove(rows, estate, estate, judge)

    holds(make, 50)


def test_universal_groups_are_left_out_once_whatever_the_number_of_connections():
    class Groups(set):
        taken = 0

        def __sub__(self, other):
            type(self).taken += 1
            return set(self) - other

    class People:
        def __init__(self, number):
            pairs = {(f"U{n}", f"G{n}") for n in range(number)}
            self.seen = {code: set() for code in ("0100", "0200", "0202", "0203", "0205", "0207", "020A", "0270")}
            self.seen |= {"0102": {(group, user) for user, group in pairs}, "0205": set(pairs), "0203": set(pairs)}
            self.rows = {code: {} for code in self.seen}

    class Level:
        users = groups = False

    for number in (10, 100):
        Groups.taken = 0
        agreement = Agreement(People(number), None, Level())
        agreement._homeless = lambda *_: None
        agreement.check({f"U{n}" for n in range(number)}, Groups(f"G{n}" for n in range(number)))
        assert Groups.taken == 1
