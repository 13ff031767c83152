"""Whether one user can become another by setting a password: what is lost of the target stays open."""

from __future__ import annotations

from dataclasses import replace

import pytest

from auditor.racf.surrogates import may_become
from auditor.racf.system import System
from tests.racf.estates import application_estate, generic, keys, known_class, lost, user

OPEN = generic("READ")


def reset(facility, *, target_is_lost):
    made = application_estate(keys())
    users = {"R1": user(), "U1": replace(user(), owner="GRPA")}
    damage = ()
    if target_is_lost:
        del users["U1"]
        damage = (lost("0200", None, "U1"),)
    unload = made.evidence.unload.model_copy(update={"offered": True, "damage": damage})
    made = made.model_copy(
        update={
            "users": users,
            "profiles": made.profiles | {"FACILITY": facility},
            "classes": made.classes | {"FACILITY": known_class()},
            "evidence": made.evidence.model_copy(update={"unload": unload}),
        }
    )
    return may_become(System(made), "reset", "R1", "U1").outcome


@pytest.mark.parametrize("name", ["IRR.PWRESET.OWNER.*", "IRR.PWRESET.TREE.**", "IRR.PWRESET.**"])
def test_a_lost_user_may_be_owned_by_whom_the_maker_resets(name):
    assert reset({name: OPEN}, target_is_lost=True) == "undecided"


@pytest.mark.parametrize(
    ("facility", "outcome"),
    [({"IRR.PWRESET.OWNER.*": OPEN}, "allowed"), ({"IRR.PASSWORD.RESET": OPEN}, "allowed"), ({}, "denied")],
)
def test_of_a_user_whose_owner_is_read_it_is_settled(facility, outcome):
    assert reset(facility, target_is_lost=False) == outcome


@pytest.mark.parametrize(
    ("facility", "outcome"),
    [
        ({"IRR.**": generic()}, "denied"),
        ({"IRR.PWRESET.EXCLUDE.*": generic()}, "denied"),
        ({"IRR.PWRESET.EXCLUDE.*": generic(), "IRR.PASSWORD.RESET": OPEN}, "undecided"),
        ({"IRR.PWRESET.EXCLUDE.*": OPEN}, "undecided"),
    ],
)
def test_nobody_resets_a_lost_user_whom_a_profile_excludes(facility, outcome):
    assert reset(facility, target_is_lost=True) == outcome
