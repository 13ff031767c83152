from __future__ import annotations

import pytest

from auditor.racf import assumptions
from auditor.racf.access import decide
from auditor.racf.question import Question
from auditor.racf.system import System
from tests.racf.estates import (
    conditional,
    connection,
    estate,
    generic,
    known_class,
    lost,
    member,
    options,
    profile,
    user,
)


def answer(appx, who=None, want="READ", unprotected="allowed", cls="APPL", **different):
    profiles = {cls: {"APPX": appx} if appx is not None else {}} | different.pop("profiles", {})
    one = estate(profiles, {"U": who} if who is not None else {}, **different)
    return decide(System(one), Question(cls, "APPX", "U", want, unprotected))


def outcome(*args, **different):
    return answer(*args, **different).outcome


BOTH = user("GRPA", "GRPB")


@pytest.mark.parametrize(
    ("appx", "who", "different", "expected"),
    [
        (profile("READ", {"U": "NONE", "GRPA": "READ"}), user("GRPA"), {}, "denied"),
        (profile("NONE", {"GRPA": "NONE", "GRPB": "READ"}), BOTH, {}, "allowed"),
        (profile("NONE", {"GRPA": "NONE", "GRPB": "READ"}), BOTH, {"options": options(grplist=False)}, "denied"),
        (profile("READ", {"GRPA": "NONE"}), user("GRPA"), {}, "denied"),
        (profile("READ", {"*": "READ"}), user(restricted=True), {}, "denied"),
        (profile("NONE", {"GRPA": "READ"}), user(connections={"GRPA": connection(revoked=True)}), {}, "denied"),
        (None, user(), {}, "allowed"),
        (None, user(restricted=True), {}, "allowed"),
        (profile(), user(), {"classes": {"APPL": known_class(active=False)}}, "allowed"),
    ],
    ids=["user final", "highest group", "NOGRPLIST", "group entry before UACC", "RESTRICTED", "revoked connection",
         "no profile", "no profile, RESTRICTED", "class inactive"],
)  # fmt: skip
def test_worked_cases(appx, who, different, expected):
    assert outcome(appx, who, **different) == expected


def test_specific_profile_without_the_user_denies_though_a_broader_one_allows():
    profiles = {"APPL": {"APP%": generic("NONE"), "**": generic("READ")}}
    assert outcome(None, user(), profiles=profiles) == "denied"


def test_grplist_unknown_settles_only_when_it_does_not_matter():
    unknown = options(grplist=None)
    assert outcome(profile("NONE", {"GRPB": "READ"}), BOTH, options=unknown) == "undecided"
    assert outcome(profile("NONE", {"GRPA": "READ"}), BOTH, options=unknown) == "allowed"
    assert outcome(profile("NONE", {"GRPC": "READ"}), BOTH, options=unknown) == "denied"


def test_connection_dates_count():
    resumed = connection(revoked=True, resume_date="2026-11-01")
    coming = connection(revoke_date="2026-11-02")
    acl = {"GRPA": "READ"}
    assert outcome(profile("NONE", acl), user(connections={"GRPA": resumed})) == "allowed"
    assert outcome(profile("NONE", acl), user(connections={"GRPA": coming})) == "denied"


def test_id_star_stands_before_uacc_and_says_so():
    found = answer(profile("READ", {"*": "NONE"}), user())
    assert found.outcome == "denied"
    assert assumptions.ID_STAR_BEFORE_UACC in found.assumptions


def test_id_star_is_not_for_undefined_users_but_uacc_is():
    assert outcome(profile("NONE", {"*": "READ"})) == "denied"
    assert outcome(profile("READ")) == "allowed"


def test_restricted_user_with_an_entry():
    assert outcome(profile("NONE", {"GRPA": "READ"}), user(restricted=True)) == "allowed"


def test_levels_are_ordered():
    for level, expected in (("READ", "denied"), ("UPDATE", "allowed"), ("ALTER", "allowed"), ("EXECUTE", "denied")):
        assert outcome(profile("NONE", {"U": level}), user(), want="UPDATE") == expected
    assert outcome(profile("NONE", {"U": "ODD"}), user()) == "undecided"


def test_conditional_entries_prove_nothing():
    assert outcome(profile(conditional=(conditional("GRPA", "READ"),)), user()) == "undecided"
    assert outcome(profile(conditional=(conditional("*", "READ"),)), user()) == "undecided"
    assert outcome(profile(conditional=(conditional("*", "READ"),)), user(restricted=True)) == "denied"
    assert outcome(profile(conditional=(conditional("GRPZ", "READ"),)), user()) == "denied"
    assert outcome(profile(conditional=(conditional("U", "EXECUTE"),)), user()) == "denied"


def test_warning_lets_through():
    assert outcome(profile(warning=True), user()) == "allowed"


@pytest.mark.parametrize("mark", [{"seclevel": "020"}, {"seclabel": "SECRET"}, {"categories": 1}])
def test_mandatory_checks_are_not_modelled(mark):
    assert outcome(profile("READ", **mark), user()) == "undecided"
    assert outcome(profile("NONE", **mark), user()) == "denied"


@pytest.mark.parametrize(
    ("damage", "allowed", "denied"),
    [
        (lost("0505", "APPL", "APPX"), "undecided", "undecided"),
        (lost("0507", "APPL"), "allowed", "undecided"),
        (lost("0502", "APPL", "APPX"), "undecided", "denied"),
        (lost("0205", None, "U"), "undecided", "undecided"),
        (lost("0205", None, "OTHER"), "allowed", "denied"),
        (lost("0505", "FACILITY"), "allowed", "denied"),
    ],
)
def test_lost_records(damage, allowed, denied):
    assert outcome(profile("READ"), user(), damage=(damage,)) == allowed
    assert outcome(profile("NONE"), user(), damage=(damage,)) == denied


def test_own_entry_settles_what_a_lost_entry_could_say():
    assert outcome(profile("NONE", {"U": "READ"}), user(), damage=(lost("0505"),)) == "allowed"


def test_class_state_unknown():
    unknown = {"classes": {"APPL": known_class(active=None)}}
    assert outcome(profile("READ"), user(), **unknown) == "allowed"
    assert outcome(profile("NONE"), user(), **unknown) == "undecided"
    assert outcome(profile("NONE"), user(), unprotected="denied", **unknown) == "denied"


def test_ptktdata_has_to_be_raclisted():
    ticket = {"cls": "PTKTDATA", "unprotected": "denied"}
    bare = {"classes": {"PTKTDATA": known_class(raclisted=False)}}
    found = answer(profile("READ"), user(), **ticket, **bare)
    assert (found.outcome, found.assumptions) == ("undecided", (assumptions.RACLIST_NEEDED,))
    assert outcome(profile("NONE"), user(), **ticket, **bare) == "denied"
    by_application = {"classes": {"PTKTDATA": known_class(raclisted=False, raclisted_by_application=True)}}
    assert outcome(profile("READ"), user(), **ticket, **by_application) == "allowed"


def test_global_table_never_proves_and_is_not_for_restricted():
    ticket = {"cls": "PTKTDATA", "unprotected": "denied"}
    table = {"profiles": {"GLOBAL": {"PTKTDATA": profile(members=(member("APP*", "READ"),))}}}
    on = {"classes": {"PTKTDATA": known_class(global_checking=True)}}
    assert outcome(profile(), user(), **ticket, **table, **on) == "undecided"
    assert outcome(profile(), user(), **ticket, **table) == "denied"
    assert outcome(profile(), user(restricted=True), **ticket, **table, **on) == "denied"
    assert outcome(profile(), user(), want="UPDATE", **ticket, **table, **on) == "denied"
    appl = {"profiles": {"GLOBAL": {"APPL": profile(members=(member("APPX", "READ"),))}}}
    assert outcome(profile(), user(), **appl, classes={"APPL": known_class(global_checking=True)}) == "denied"


def test_every_reason_has_its_places():
    found = answer(profile("NONE", {"GRPA": "READ"}), user())
    assert found.reasons[0].at[0].record == 51
    assert found.reasons[0].text == "APPL profile APPX gives U READ by group GRPA, READ is needed"
