"""Remedies of fixtures and generated installations: a quick part of `python -m tests.remedy`."""

from __future__ import annotations

import pytest

from auditor.settings import Settings
from tests.monotonic.estates import offered
from tests.racf.installations import installation
from tests.remedy.properties import of_estate, of_fixture, wrong
from tests.shop.build import FIXTURES


@pytest.mark.parametrize("name", ["example", "appl-inactive", "replay-allowed", "ticket-events-not-recorded"])
def test_every_finding_is_fixed_or_left_to_a_person_and_can_be_taken_back(name, who):
    assert list(wrong(of_fixture(Settings.load(FIXTURES / name / "auditor.toml"), who), who)) == []


@pytest.mark.parametrize("seed", [0, 5])
def test_the_same_of_installations_that_nobody_thought_of(seed, who):
    assert list(wrong(of_estate(offered(installation(seed)), who), who)) == []
