"""Both opinions agree on a few hundred installations; `python -m tests.differential` asks for many more."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.differential.anybody import attempts
from tests.differential.observed import with_observed
from tests.differential.opinions import Rego, crosscheck, offered
from tests.racf.estates import ENHANCED, LEGACY, application_estate, client, keys, lost
from tests.racf.installations import installation

WAYS = {(way, outcome) for way in ("key", "alter") for outcome in ("allowed", "denied", "undecided")}
EVERY = {(step, outcome) for step in ("generate", "logon", "replay") for outcome in ("allowed", "denied", "undecided")}


@pytest.fixture(scope="module")
def rego():
    return Rego()


def test_both_opinions_agree_on_every_trial(rego):
    seen = set()
    for seed in range(250):
        estate = installation(seed)
        done = crosscheck(estate, rego, more=attempts(estate, seed))
        seen |= {(one.way or one.step, one.simulated) for one in done.trials}
        differ = [(one.step, one.expected, one.simulated, one.reasons) for one in done.trials if not one.agrees]
        assert not differ, (seed, differ)
    assert seen >= EVERY | WAYS


def test_both_opinions_agree_on_users_who_are_contained(rego):
    """RACF refuses them every access and every logon, whatever dates and lists say, where it is asked."""
    refused = set()
    for seed in range(120):
        estate = installation(seed)
        users = {name: replace(one, contained=name != "U2") for name, one in estate.users.items()}
        done = crosscheck(estate.model_copy(update={"users": users}), rego, more=attempts(estate, seed))
        differ = [(one.step, one.expected, one.simulated, one.reasons) for one in done.trials if not one.agrees]
        assert not differ, (seed, differ)
        contained = {name for name, one in users.items() if one.contained}
        asked = [one for one in done.trials if one.step == "generate" and one.requester in contained]
        entered = [one for one in done.trials if one.step == "logon" and one.user in contained]
        refused |= {(one.step, one.simulated) for one in (*asked, *entered)}
    assert {("generate", "denied"), ("logon", "denied")} <= refused


def test_both_opinions_agree_on_tickets_that_were_accepted(rego):
    """Nobody is asked for: only where the ticket is presented, so that every outcome comes of the logon alone."""
    outcomes = set()
    for seed in range(3000, 3080):
        done = crosscheck(with_observed(installation(seed), seed), rego)
        seen = [one for one in done.trials if one.step == "observed"]
        differ = [(one.user, one.expected, one.simulated, one.reasons) for one in seen if not one.agrees]
        assert not differ, (seed, differ)
        outcomes |= {one.simulated for one in seen}
    assert outcomes == {"allowed", "denied", "undecided"}


def test_both_opinions_agree_where_everything_is_known(rego):
    settled = 0
    for seed in range(1000, 1100):
        estate = installation(seed, clean=True)
        done = crosscheck(estate, rego, more=attempts(estate, seed))
        assert done.disagree == 0, seed
        settled += sum(one.simulated != "undecided" for one in done.trials)
    assert settled > 1000


def test_both_opinions_agree_where_profiles_share_the_keys_that_are_offered(rego):
    changed = 0
    for seed in range(250):
        estate = installation(seed)
        done, plain = crosscheck(estate, rego, offered(estate, seed)), crosscheck(estate, rego)
        assert not [one for one in done.trials if not one.agrees], seed
        changed += done.trials != plain.trials
    assert changed > 20


@pytest.mark.parametrize(
    "key", [keys(), keys(**LEGACY), keys(**ENHANCED), keys(**LEGACY, appldata="NO REPLAY PROTECTION")]
)
@pytest.mark.parametrize("damage", [(), (lost("0500", "PTKTDATA", "APP1"),)])
def test_both_opinions_agree_on_a_generic_profile_of_the_name_of_a_key(rego, key, damage):
    made = application_estate(replace(key, generic=True), client(), damage=damage)
    assert not [one for one in crosscheck(made, rego).trials if not one.agrees]
