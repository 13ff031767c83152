"""The set-up of fixtures, halves of the sound one and generated installations: part of `python -m tests.setup`."""

from __future__ import annotations

import pytest

from auditor.gather import gather
from auditor.settings import Settings
from tests.monotonic.estates import offered
from tests.racf.installations import installation
from tests.setup.halves import half, nothing, sound
from tests.setup.properties import of_fixture, of_installation, wrong
from tests.shop.build import FIXTURES


@pytest.mark.parametrize("name", ["sound", "requester-not-permitted", "racf-off-but-tickets", "key-profile-missing"])
def test_every_declared_client_of_a_fixture_can_log_on_afterwards(name, who):
    done = of_fixture(Settings.load(FIXTURES / name / "auditor.toml"), who)
    assert done.works
    assert list(wrong(done, who)) == []


@pytest.mark.parametrize("name", ["example", "user-cannot-log-on"])
def test_what_cannot_be_made_to_work_is_named_to_a_person(name, who):
    done = of_fixture(Settings.load(FIXTURES / name / "auditor.toml"), who)
    assert done.return_code == 8
    assert list(wrong(done, who)) == []


@pytest.mark.parametrize("name", ["sound", "racf-off-but-tickets", "application-name-mismatch"])
def test_from_nothing_of_racf_the_same_clients_can_log_on(name, who):
    done = of_installation(nothing(gather(Settings.load(FIXTURES / name / "auditor.toml")).estate), who)
    assert len(done.assumptions) == 2
    assert done.works
    assert list(wrong(done, who)) == []


def test_half_a_set_up_becomes_a_whole_one(who):
    whole = sound()
    for seed in range(10):
        done = of_installation(half(whole, seed), who)
        assert done.works, seed
        assert list(wrong(done, who)) == [], seed


def test_the_same_of_installations_that_nobody_thought_of(who):
    for seed in range(10, 20):
        assert list(wrong(of_installation(offered(installation(seed)), who), who)) == [], seed
