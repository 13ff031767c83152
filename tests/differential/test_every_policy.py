"""No policy ends a run over what an installation can leave blank: dates above all."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from auditor.models.estate import Estate
from auditor.policies.catalogue import load_catalogue
from auditor.rego.embedded.engine import Embedded
from tests.racf.installations import installation

DATES = ("last_access", "created", "changed", "referenced", "revoke_date", "resume_date", "newest")
OTHERS = (
    "start_time", "end_time", "days", "roaudit", "failed_attempts", "uid", "authority", "universal", "type", "timeout",
    "replay", "trusted",
)  # fmt: skip
BLANK = frozenset((*DATES, *OTHERS))
"""Fields that are None where the record is blank, or of a release that does not have them."""


def blanked(value: Any, random: Random) -> Any:
    """The same with half of these fields blank."""
    if isinstance(value, dict):
        return {
            name: None if name in BLANK and random.random() < 0.5 else blanked(one, random)
            for name, one in value.items()
        }
    return [blanked(one, random) for one in value] if isinstance(value, list) else value


@pytest.fixture(scope="module")
def engine():
    started = Embedded(60)
    yield started
    started.close()


def test_every_policy_has_a_verdict_whatever_is_blank(engine):
    catalogue = load_catalogue()
    asked = catalogue.questions()
    undated = 0
    for seed in range(60):
        estate = Estate.model_validate(blanked(installation(seed).model_dump(mode="json"), Random(seed)))
        undated += any(one.last_access is None and one.created is None for one in estate.users.values())
        answers = engine.evaluate(catalogue.modules(), asked, estate.model_dump_json().encode())
        assert not [policy.id for policy in catalogue.policies if not answers[policy.id]], seed
    assert undated > 10
