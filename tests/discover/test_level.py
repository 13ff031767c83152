"""`check` says of the z/OS release what the evidence proves: at least, before, as the records say, or nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from auditor import Settings
from auditor.discover.level import level_of
from auditor.gather import Gathered, gather
from tests.shop.shop import DAY
from tests.shop.traffic import busy
from tests.writers.smf import jobinit, put


@pytest.fixture
def gathered(tmp_path) -> Gathered:
    return gather(Settings.load(busy().write(tmp_path / "shop")))


@pytest.mark.parametrize(
    ("ssignon", "words"),
    [("enhanced", "at least z/OS 2.5"), ("legacy", "before enhanced PassTickets"), ("absent", "cannot be told")],
)
def test_the_columns_of_keys_tell_a_bound(gathered, ssignon, words):
    unload = gathered.estate.unload.model_copy(update={"ssignon": ssignon})
    gathered.estate = gathered.estate.model_copy(update={"unload": unload})
    assert level_of("unload", gathered).startswith(words)


def test_the_columns_of_containment_tell_a_later_one(gathered):
    users = dict(gathered.estate.users)
    name = next(iter(users))
    users[name] = replace(users[name], contained=False)
    gathered.estate = gathered.estate.model_copy(update={"users": users})
    assert level_of("unload", gathered).startswith("at least z/OS 3.2")


@pytest.mark.parametrize(
    ("versions", "words"),
    [
        (["77E0"], "RACF 77E0 (z/OS 3.1), as its records say"),
        (["77E0", "7790"], "RACF 7790, RACF 77E0 (z/OS 3.1), as its records say"),
        (["    "], "cannot be told: no record that counts names the level of RACF"),
    ],
)
def test_smf_records_name_their_level(tmp_path, versions, words):
    shop = busy()
    shop.smf = [
        put(jobinit("IMSDRDA1", "WEBUSR1", job="ICONDB1", at=f"{DAY} 1{number}:00:00"), 277, version)
        for number, version in enumerate(versions)
    ]
    assert level_of("smf", gather(Settings.load(shop.write(tmp_path / "shop")))) == words


def test_other_files_have_none_to_tell(gathered):
    assert level_of("setropts", gathered) is None
    gathered.facts.unload = None
    assert level_of("unload", gathered) is None
