from __future__ import annotations

import pytest

from auditor.racf.users import day_and_time, inactivity, revoked_on
from tests.racf.estates import DAY, options, user

BEFORE, BETWEEN, AFTER = "2026-10-01", "2026-10-15", "2026-12-01"


@pytest.mark.parametrize(
    ("flag", "revoke", "resume", "expected"),
    [
        (False, None, None, False),
        (False, DAY, None, True),
        (False, AFTER, None, False),
        (False, BEFORE, BETWEEN, False),
        (False, BETWEEN, BEFORE, True),
        (False, BEFORE, BEFORE, True),
        (False, BEFORE, AFTER, True),
        (True, None, None, True),
        (True, None, DAY, False),
        (True, None, AFTER, True),
        (True, BETWEEN, BEFORE, True),
        (True, BEFORE, BETWEEN, False),
        (True, AFTER, BEFORE, False),
    ],
)
def test_effective_revocation(flag, revoke, resume, expected):
    assert revoked_on(DAY, flag=flag, revoke_date=revoke, resume_date=resume) is expected


def test_inactivity():
    set_to = {"inactive": True, "inactive_days": 30}
    assert inactivity(user(last_access="2026-10-03"), options(**set_to), DAY).outcome == "allowed"
    assert inactivity(user(last_access="2026-10-02"), options(**set_to), DAY).outcome == "denied"
    assert inactivity(user(last_access=None), options(**set_to), DAY).outcome == "denied"
    assert inactivity(user(last_access=None, created=None), options(**set_to), DAY).outcome == "undecided"
    assert inactivity(user(last_access=BEFORE), options(**set_to, initstats=False), DAY).outcome == "allowed"
    assert inactivity(user(last_access=BEFORE), options(**set_to, initstats=None), DAY).outcome == "undecided"
    assert inactivity(user(), options(inactive=None), DAY).outcome == "undecided"


def test_days_and_times():
    monday_off = (True, False, True, True, True, True, True)
    sunday_off = (False, True, True, True, True, True, True)
    assert day_and_time(user(days=monday_off), DAY).outcome == "denied"
    assert day_and_time(user(days=sunday_off), DAY).outcome == "allowed"
    assert day_and_time(user(start_time="08:00:00", end_time="17:00:00"), DAY).outcome == "undecided"
    assert day_and_time(user(days=monday_off, start_time="08:00:00"), DAY).outcome == "denied"
