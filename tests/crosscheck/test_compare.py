from __future__ import annotations

import pytest

from auditor.crosscheck import compare, plan, run
from auditor.errors import EngineFailed
from auditor.models.place import InputFile
from tests.racf.estates import LEGACY, NOON, application_estate, keys, profile

ESTATE = application_estate(keys(**LEGACY), appl={"APP1": profile()})
TRIALS = plan(ESTATE)
DONE = run(ESTATE, TRIALS, keys=None, now=NOON)


def rows(**different):
    return [
        {"id": one.id, "expected": different.get(one.id.split("/")[-1], one.outcome), "reasons": ["because"]}
        for one in DONE
    ]


def test_agreement_and_disagreement():
    assert (compare(TRIALS, rows(), DONE).agree, compare(TRIALS, rows(), DONE).disagree) == (len(TRIALS), 0)
    checked = compare(TRIALS, rows(logon="allowed"), DONE)
    wrong = [one for one in checked.trials if not one.agrees]
    assert [(one.step, one.expected, one.simulated, one.expected_reasons) for one in wrong] == [
        ("logon", "allowed", "denied", ("because",)),
    ]
    assert checked.disagree == 1


@pytest.mark.parametrize(
    "expected",
    [
        rows()[1:],
        [*rows(), {"id": DONE[0].id, "expected": "allowed", "reasons": []}],
        rows(logon="perhaps"),
        rows(logon=None),
    ],
)
def test_an_expectation_that_is_missing_double_or_no_outcome_disagrees(expected):
    assert compare(TRIALS, expected, DONE).disagree == 1


def test_a_missing_simulation_disagrees():
    assert compare(TRIALS, rows(), DONE[1:]).disagree == 1


def test_an_answer_to_a_question_nobody_asked():
    with pytest.raises(EngineFailed, match="not in the estate"):
        compare(TRIALS, [*rows(), {"id": "ghost", "expected": "denied", "reasons": []}], DONE)


def test_stations_quote_their_lines():
    unload = InputFile(kind="unload", path="unload.txt", sha256="", codepage="", records=99)
    checked = compare(TRIALS, rows(), DONE, inputs=(unload,), lines={(0, 50): "0500 APP1"})
    logon = next(one for one in checked.trials if one.step == "logon")
    place = logon.path[-1].places[0]
    assert (place.text, place.record, place.role) == ("0500 APP1", 50, "primary")
    assert logon.racf_return_code == "34"
