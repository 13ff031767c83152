package auditor.policies.restricted_user_relies_on_public_access_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.restricted_user_relies_on_public_access

words(estate) := found if {
	found := testing.words(restricted_user_relies_on_public_access.verdicts) with input as estate
}

one(estate, subject) := verdict if {
	verdicts := restricted_user_relies_on_public_access.verdicts with input as estate
	some verdict in verdicts
	verdict.object == subject
}

open := object.union(testing.profile(false, {}), {"uacc": "READ"})

relying := object.union(testing.only_profiles(testing.estate, "APPL", {"APP1": open}), {"users": {"WEBUSR1": {"restricted": true}}})

user := "user:WEBUSR1"

test_users_without_the_attribute_pass if words(testing.estate) == {"user:BATCH1": "pass", "user:PARTNER1": "pass", user: "pass"}

test_public_access_alone_fails if {
	verdict := one(relying, user)
	verdict.verdict == "fail"
	verdict.severity == "medium"
	verdict.masked_by == null
	verdict.facts == {"profile": "APP1", "level": "NONE", "needed": "READ", "by": "restricted", "applications": ["APP1"]}
	verdict.places == [
		{"at": [0, 50, 542, 549], "role": "primary", "note": "the RESTRICTED attribute"},
		{"at": [0, 100, 337, 344], "role": "related", "note": "UACC lets everybody else in"},
	]
	verdict.remediation.racf == ["PERMIT APP1 CLASS(APPL) ID(APPGRP) ACCESS(READ)", "SETROPTS RACLIST(APPL) REFRESH"]
	verdict.remediation.undo == ["PERMIT APP1 CLASS(APPL) ID(APPGRP) DELETE", "SETROPTS RACLIST(APPL) REFRESH"]
}

test_an_entry_of_its_group_is_enough if words(testing.changed({"users": {"WEBUSR1": {"restricted": true}}}))[user] == "pass"

test_an_inactive_class_masks_it if one(object.union(relying, {"classes": {"APPL": {"active": testing.fact(false)}}}), user).masked_by == "PT-D01"

test_an_unknown_class_is_undecided if words(object.union(relying, {"classes": {"APPL": {"active": testing.unknown("no listing")}}}))[user] == "undecided"

test_no_inventory_is_undecided if {
	words(object.union(testing.changed(testing.not_offered("clients")), {"clients": []})) == {"endpoint:ICON1": "undecided"}
}
