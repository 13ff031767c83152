from __future__ import annotations

import pytest

from auditor.models.estate import UnloadLevel
from auditor.racf.keys import key_profile, reuse_allowed, search
from auditor.racf.system import System
from tests.racf.estates import ENHANCED, LEGACY, estate, generic, keys, lost, profile


def system(profiles, ssignon="enhanced", **different):
    level = UnloadLevel(groups=True, users=True, resources=True, ssignon=ssignon)
    return System(estate({"PTKTDATA": profiles}, unload=level, **different))


def tried(*names, **different):
    one = system({name: keys(**LEGACY) for name in names}, **different)
    return [(found.key.name, found.certain) for found in search(one, "APP1", "U1", "GRPA")]


def test_the_first_qualified_and_then_the_unqualified():
    every = ("APP1", "APP1.GRPA", "APP1.U1", "APP1.GRPA.U1")
    assert tried(*every) == [("APP1.GRPA.U1", True), ("APP1", True)]
    assert tried(*every[:3]) == [("APP1.U1", True), ("APP1", True)]
    assert tried(*every[:2]) == [("APP1.GRPA", True), ("APP1", True)]
    assert tried("APP1", "APP1.GRPB", "APP1.U1.GRPA", "APP10") == [("APP1", True)]
    assert tried("APP1.U1") == [("APP1.U1", True)]


def test_generic_key_profiles_are_ignored():
    one = system({"APP1": generic(), "APP1.*": generic()})
    assert search(one, "APP1", "U1", "GRPA") == ()
    assert "generic" in key_profile(one, "APP1").why.text


def test_a_lost_profile_may_be_tried():
    assert tried("APP1", damage=(lost("0500", "PTKTDATA", "APP1.U1"),)) == [("APP1.U1", False), ("APP1", True)]
    assert tried("APP1", "APP1.GRPA", damage=(lost("0500", "PTKTDATA", "APP1.U1"),)) == [
        ("APP1.U1", False), ("APP1.GRPA", False), ("APP1", True),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("key", "legacy", "enhanced", "kind"),
    [
        (keys(**LEGACY), True, False, "legacy"),
        (keys("*MASKED*"), True, False, "legacy"),
        (keys("*KEYTOKEN*"), True, False, "legacy"),
        (keys("*UNKNOWN*"), None, False, None),
        (keys("*NEW*"), None, False, None),
        (keys(**ENHANCED), False, True, "enhanced"),
        (keys(**LEGACY, **ENHANCED), True, True, "enhanced"),
        (keys(), False, False, None),
        (keys("LABEL", None), True, None, None),
        (profile(), False, False, None),
    ],
)
def test_which_keys_a_profile_holds(key, legacy, enhanced, kind):
    found = key_profile(system({"APP1": key}), "APP1")
    assert (found.legacy, found.enhanced, found.kind) == (legacy, enhanced, kind)
    assert found.exists is True


def test_no_record_at_all_is_unknown_and_not_no_key():
    found = key_profile(system({"APP1": profile()}, "absent"), "APP1")
    assert (found.exists, found.legacy, found.enhanced, found.without_key) == (True, None, None, False)


def test_an_old_unload_has_no_enhanced_keys():
    found = key_profile(system({"APP1": keys("LABEL", None)}, "legacy"), "APP1")
    assert (found.kind, len(found.assumptions)) == ("legacy", 1)


def test_a_lost_segment_is_unknown():
    found = key_profile(system({"APP1": profile()}, damage=(lost("0530", "PTKTDATA", "APP1"),)), "APP1")
    assert found.legacy is None


def test_each_kind_has_its_own_replay_switch():
    both = keys(**LEGACY, **ENHANCED, appldata="no replay protection - do not change", replay=False)
    found = key_profile(system({"APP1": both}), "APP1")
    assert reuse_allowed(found, "legacy") is True
    assert reuse_allowed(found, "enhanced") is False
    other = key_profile(system({"APP1": keys(**LEGACY, **ENHANCED, replay=True)}), "APP1")
    assert reuse_allowed(other, "legacy") is False
    assert reuse_allowed(other, "enhanced") is True
    assert reuse_allowed(key_profile(system({"APP1": keys(**ENHANCED, replay=None)}), "APP1"), "enhanced") is None
