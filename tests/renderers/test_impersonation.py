from __future__ import annotations

import pytest

from auditor.models.verdict import CrossCheck
from auditor.renderers import impersonation
from auditor.renderers.where import Where
from auditor.renderers.words import details
from tests.renderers.sample_result import clean, trial


def attempt(**different):
    one = trial("", "SECADM", "logon")
    fields = {"step": "impersonate", "way": "user", "requester": "WEBSTC", "makers": 1, "expected": "denied"}
    return one.model_copy(update=fields | {"simulated": "denied", "agrees": True} | different)


def check(*trials, untried=0):
    return CrossCheck(agree=len(trials), disagree=0, trials=trials, untried=untried)


def test_nobody_tried_nothing_to_tell():
    assert impersonation.summary(check(trial("c", "U1", "logon"))) == []


def test_one_line_counts_who_gets_in():
    rows = [attempt(simulated=word) for word in ("allowed", "denied", "undecided")]
    (line,) = impersonation.summary(check(*rows, untried=2))
    assert "3 tickets" in line
    assert "1 get in, 1 cannot be told" in line
    assert "2 pairs" in line
    (plain,) = impersonation.summary(check(rows[1]))
    assert "0 get in." in plain


@pytest.mark.parametrize(
    ("different", "words"),
    [
        ({}, "WEBSTC, may ask for it"),
        ({"makers": 3, "way": "group"}, "WEBSTC, may ask for it through a group (3 such makers)"),
        ({"makers": None, "way": "everyone"}, "WEBSTC, as everyone may ask for it"),
        ({"way": "task"}, "WEBSTC, as a started task that is not checked"),
        ({"way": "alter", "key_profile": "APP1"}, "WEBSTC, controls the key profile APP1"),
        (
            {"way": "key", "client": "partner", "requester": None, "key_profile": "APP1", "makers": 2},
            "client partner, has the key of APP1 (2 such makers)",
        ),
    ],
)
def test_who_makes_the_ticket(different, words):
    assert impersonation.maker(attempt(**different)) == words


def test_disagreements_and_those_who_get_in_stand_first():
    rows = [attempt(user="A"), attempt(user="B", simulated="allowed"), attempt(user="C", agrees=False)]
    assert [one.user for one in impersonation.attempts(check(*rows, trial("c", "U1", "logon")))] == ["C", "B", "A"]


def test_they_are_no_declared_logons():
    plain = clean()
    trials = (*plain.crosscheck.trials, attempt(client="ghost", endpoint="ELSEWHERE"))
    more = plain.model_copy(update={"crosscheck": plain.crosscheck.model_copy(update={"trials": trials})})
    assert [line for line in details(more) if "privileged" not in line] == details(plain)
    assert Where(more)._by_client == Where(plain)._by_client
