"""What was observed leaves the history after `keep_observed_days`; how many there were stays."""

from __future__ import annotations

import pytest

from auditor import Settings, audit
from auditor.history.forget import forget_observed
from auditor.history.store import opened, record
from auditor.history.tables import scans, verdicts
from auditor.models.verdict import Result
from tests.shop.build import FIXTURES


@pytest.fixture(scope="module")
def result() -> Result:
    return audit(Settings.load(FIXTURES / "undeclared-client-observed/auditor.toml"))


def test_old_scans_lose_what_was_observed_and_keep_the_counts(tmp_path, result):
    with opened(str(tmp_path / "h.db")) as connection:
        old = record(connection, result)
        new = record(connection, result.model_copy(update={"as_of": "2027-02-01"}))
        assert forget_observed(connection, result.system, "2027-02-01", 90) == 1
        assert forget_observed(connection, result.system, "2027-02-01", 90) == 0
        texts = dict(connection.execute(scans.select().with_only_columns(scans.c.id, scans.c.result)).all())
        kept, whole = Result.model_validate_json(texts[old]), Result.model_validate_json(texts[new])
        rows = connection.execute(verdicts.select()).all()
    assert kept.observed is None
    assert whole.observed == result.observed
    assert {row.scan for row in rows if row.policy.startswith("PT-H")} == {new}
    assert not [one for one in kept.verdicts if one.policy.startswith("PT-H")]
    assert [one for one in kept.crosscheck.trials if one.step == "observed"] == []
    assert kept.policies == result.policies


def test_other_systems_and_young_scans_are_left_alone(tmp_path, result):
    with opened(str(tmp_path / "h.db")) as connection:
        record(connection, result)
        assert forget_observed(connection, "OTHER", "2027-02-01", 90) == 0
        assert forget_observed(connection, result.system, result.as_of, 90) == 0
