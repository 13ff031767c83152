package auditor.policies.unsound_ownership_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.unsound_ownership

words(estate) := found if {
	found := testing.words(unsound_ownership.verdicts) with input as estate
}

one(estate, subject) := verdict if {
	verdicts := unsound_ownership.verdicts with input as estate
	some verdict in verdicts
	verdict.object == subject
}

owned(owner) := testing.changed({"profiles": {"APPL": {"APP1": {"owner": owner}}}})

app := "profile:APPL/APP1"

test_the_security_group_passes if {
	{word | some word in words(testing.estate)} == {"pass"}
	words(testing.estate)["group:SECGRP"] == "pass"
}

test_an_undefined_owner_fails if {
	verdict := one(owned("GONE1"), app)
	verdict.verdict == "fail"
	verdict.severity == "medium"
	verdict.facts == {"owner": "GONE1", "ownership": "undefined", "absent": true}
	verdict.places == [{"at": [0, 100, 282, 289], "role": "primary", "note": "owner of the profile"}]
	verdict.remediation.racf == ["RALTER APPL APP1 OWNER(SECGRP)", "SETROPTS RACLIST(APPL) REFRESH"]
	verdict.remediation.undo == []
}

test_the_owner_that_a_command_leaves_open_is_undecided if {
	verdict := one(owned(""), app)
	verdict.verdict == "undecided"
	verdict.reason == "who issues the command that defines the profile, and so owns it, is not known"
	verdict.severity == "low"
	[place.note | some place in verdict.places] == ["the profile"]
}

test_a_partial_unload_proves_nothing_undefined if {
	words(object.union(owned("GONE1"), {"unload": {"users": false}}))[app] == "undecided"
}

test_a_personal_owner_fails if {
	verdict := one(owned("WEBUSR1"), app)
	verdict.severity == "low"
	verdict.remediation.undo[0] == "RALTER APPL APP1 OWNER(WEBUSR1)"
}

test_without_a_list_only_undefined_and_revoked_are_judged if {
	unlisted := {"site": {"security_owners": null}}
	words(object.union(owned("WEBUSR1"), unlisted))[app] == "pass"
	words(object.union(owned("GONE1"), unlisted))[app] == "fail"
	words(object.union(object.union(owned("WEBUSR1"), unlisted), {"users": {"WEBUSR1": {"revoked": true}}}))[app] == "fail"
	not words(object.union(testing.estate, unlisted))["group:SECGRP"]
}

test_group_special_outside_the_team_fails if {
	estate := object.union(owned("APPGRP"), {"users": {"WEBUSR1": {"connections": {"APPGRP": {"special": true}}}}})
	verdict := one(estate, "group:APPGRP")
	verdict.verdict == "fail"
	verdict.severity == "medium"
	verdict.facts.group_special == ["WEBUSR1"]
	verdict.remediation.racf == ["CONNECT WEBUSR1 GROUP(APPGRP) NOSPECIAL"]
	verdict.remediation.undo == ["CONNECT WEBUSR1 GROUP(APPGRP) SPECIAL"]
}

test_a_group_that_owns_is_nobodys_own if words(owned("APPGRP"))[app] == "pass"

test_a_user_whom_the_site_names_may_own if {
	words(object.union(owned("WEBUSR1"), {"site": {"security_owners": ["WEBUSR1"]}}))[app] == "pass"
}

test_that_the_owners_are_the_right_ones_is_assumed_only_without_a_list if {
	one(testing.estate, app).assumptions == []
	one(testing.changed({"site": {"security_owners": null}}), app).assumptions == ["The owners are the right ones: the site names no security owners."]
}

# -- the new owner -------------------------------------------------------------------------------------------------------

given_to(owners, change) := one(object.union(object.union(owned("GONE1"), {"site": {"security_owners": owners}}), change), app).remediation.racf

test_the_new_owner_is_one_that_exists if {
	given_to(["GONE2", "SECGRP"], {})[0] == "RALTER APPL APP1 OWNER(SECGRP)"
	given_to(["GONE2", "SECADM"], {})[0] == "RALTER APPL APP1 OWNER(SECADM)"
	given_to(["GONE2"], {}) == []
}

test_a_revoked_user_is_no_new_owner if given_to(["SECADM"], {"users": {"SECADM": {"revoked": true}}}) == []

# -- groups that own profiles --------------------------------------------------------------------------------------------

special(connections) := object.union(owned("APPGRP"), {"users": {"WEBUSR1": {"connections": object.union(
	{"APPGRP": {"special": true}},
	connections,
)}}})

test_a_revoked_connection_gives_no_control_of_the_group if {
	words(special({"APPGRP": {"special": true, "revoked": true}}))["group:APPGRP"] == "pass"
}

unlisted := {"site": {"administrators": null}}

test_the_team_may_have_group_special if {
	words(object.union(special({"SECGRP": testing.connection}), unlisted))["group:APPGRP"] == "pass"
	words(object.union(special({}), {"site": {"administrators": ["WEBUSR1"]}}))["group:APPGRP"] == "pass"
	words(object.union(special({}), {"site": {"security_owners": ["SECGRP", "WEBUSR1"]}}))["group:APPGRP"] == "pass"
}

test_a_revoked_connection_to_the_team_does_not_count if {
	words(object.union(special({"SECGRP": object.union(testing.connection, {"revoked": true})}), unlisted))["group:APPGRP"] == "fail"
}

# Who says who belongs to the team: the site, and never who is in the owning group.
test_who_joins_the_owning_group_is_not_of_the_team_for_that if {
	joined := testing.changed({
		"groups": {"SECGRP": {"members": {"WEBUSR1": {"authority": "JOIN", "at": [0, 49, 6, 22]}}}},
		"users": {"WEBUSR1": {"connections": {"SECGRP": object.union(testing.connection, {"special": true})}}},
	})
	words(joined)["group:SECGRP"] == "fail"
	words(object.union(joined, unlisted))["group:SECGRP"] == "fail"
	words(object.union(joined, {"site": {"administrators": ["SECADM", "WEBUSR1"]}}))["group:SECGRP"] == "pass"
}

test_a_list_of_administrators_says_all_there_is_of_the_team if {
	words(special({"SECGRP": testing.connection}))["group:APPGRP"] == "fail"
}

test_only_the_profiles_of_the_group_are_named if one(special({}), "group:APPGRP").facts.profiles == [app]
