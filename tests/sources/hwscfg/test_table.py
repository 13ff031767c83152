"""A parameter is a row of the table and a field of the model."""

from __future__ import annotations

from auditor.models.imsconnect import Endpoint
from auditor.sources.hwscfg.table import FACTS, LISTENING, ONCE, STATEMENTS


def test_every_fact_is_a_parameter_and_a_field() -> None:
    for field, row in FACTS.items():
        assert field in Endpoint.model_fields
        assert row.statement in ONCE
        assert row.parameter in (STATEMENTS[row.statement] or {})


def test_ports_that_listen_are_parameters() -> None:
    known = {name for parameters in STATEMENTS.values() if parameters for name in parameters}
    assert known >= LISTENING
