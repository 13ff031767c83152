"""What holds of every installation, whatever is in it."""

from __future__ import annotations

import pytest

from auditor.crosscheck import plan, run
from auditor.models.imsconnect import effective_racf
from tests.racf.estates import NOON
from tests.racf.installations import installation

MUST_FAIL = ("wrong-user", "wrong-application", "too-early", "too-late", "altered", "folded")


def answered(seed, **different):
    estate = installation(seed, **different)
    trials = plan(estate)
    return estate, trials, run(estate, trials, keys=None, now=NOON)


@pytest.mark.parametrize("first", range(0, 300, 100))
def test_bad_tickets_never_get_in_and_every_answer_has_its_reason(first):
    seen = set()
    for seed in range(first, first + 100):
        estate, trials, done = answered(seed)
        racf, _ = effective_racf(estate.endpoints[0])
        for trial, one in zip(trials, done, strict=True):
            assert trial.id == one.id
            assert one.reasons or one.outcome == "allowed"
            seen.add((trial.step, one.outcome))
            if trial.step in MUST_FAIL and racf and trial.made_for_application and one.path[-1].name == "VERIFY":
                assert one.outcome == "denied", (seed, one)
            if one.outcome == "denied" and one.racf_return_code is not None:
                assert one.racf_return_code != "00", (seed, one)
    assert {("logon", "allowed"), ("logon", "denied"), ("logon", "undecided"), ("generate", "allowed")} <= seen


def test_nothing_unknown_leaves_little_undecided():
    causes = (
        "condition",
        "ODACCESS",
        "variable",
        "security level",
        "RACLISTed",
        "times of day",
        "global access",
        "trusted",
        "cannot be told",
        "no UID of",
        "WARNING mode",
        "is inactive",
    )
    for seed in range(150):
        _, _, done = answered(seed, clean=True)
        for one in done:
            if one.outcome == "undecided":
                assert all(any(cause in text for cause in causes) for text in one.reasons), (seed, one)


def test_a_logon_is_not_better_than_its_ticket():
    for seed in range(150):
        estate, _, done = answered(seed)
        racf, _ = effective_racf(estate.endpoints[0])
        outcomes = {one.id: one.outcome for one in done}
        for name, outcome in outcomes.items():
            if name.endswith("/generate") and outcome == "denied" and racf:
                assert outcomes[name.replace("/generate", "/logon")] != "allowed", (seed, name)
