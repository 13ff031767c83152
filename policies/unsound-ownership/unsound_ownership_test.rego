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
