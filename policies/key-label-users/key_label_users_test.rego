package auditor.policies.key_label_users_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.key_label_users

verdicts_of(estate) := verdicts if {
	verdicts := key_label_users.verdicts with input as estate
}

one(estate) := verdict if {
	some verdict in verdicts_of(estate)
	verdict.object == "profile:PTKTDATA/APP1"
}

label := "APP1.EPT.KEY"

guarded(acl) := testing.changed({"profiles": {"CSFKEYS": {label: testing.profile(false, acl)}}})

grouped(acl) := testing.changed({"profiles": {"GCSFKEYS": {"TICKETS": object.union(testing.profile(false, acl), {"members": [
	{"name": label, "access": "", "at": [0, 103, 262, 516]},
]})}}})

test_whom_the_site_trusts_is_not_told if {
	one(guarded({"SECGRP": "CONTROL"})).verdict == "pass"
	one(grouped({"SECGRP": "CONTROL"})).verdict == "pass"
	one(testing.estate).verdict == "pass"
}

test_others_are_told if {
	verdict := one(guarded({"WEBSTC": "READ", "SECGRP": "CONTROL", "BATCH1": "EXECUTE"}))
	verdict.verdict == "advisory"
	verdict.message == "WEBSTC may use a key of APP1, which is all a ticket needs."
	verdict.facts == {"labels": [label], "ids": ["WEBSTC"]}
	count(verdict.places) == 2
	count(verdict.assumptions) == 1
}

test_grouping_profiles_count if {
	one(grouped({"WEBSTC": "READ"})).facts.ids == ["WEBSTC"]
	one(grouped({"NOBODY": "READ"})).verdict == "pass"
}

test_no_label_is_out_of_scope if {
	estate := testing.changed({"profiles": {"PTKTDATA": {"APP1": {"ssignon": {"protection": "*MASKED*", "key_label": ""}}}}})
	one(estate).verdict == "not_applicable"
}

test_what_cannot_be_told_is_undecided if {
	wide := testing.changed({"profiles": {"CSFKEYS": {"APP1.**": testing.profile(true, {"WEBSTC": "READ"})}}})
	one(testing.with_class(wide, "CSFKEYS", {"generic": testing.unknown("no listing")})).verdict == "undecided"
	one(testing.changed({"unload": {"ssignon": "absent"}, "profiles": {"PTKTDATA": {"APP1": {"ssignon": null}}}})).verdict == "undecided"
	one(object.union(guarded({}), testing.damaged("unload", "0505", "CSFKEYS"))).verdict == "undecided"
	one(object.union(guarded({}), testing.damaged("unload", "0505", "APPL"))).verdict == "pass"
}

test_no_unload_and_no_profile if {
	base := testing.only_profiles(testing.estate, "PTKTDATA", {})
	testing.words(verdicts_of(base)) == {"system": "not_applicable"}
	testing.words(verdicts_of(object.union(base, testing.not_offered("unload")))) == {"system": "undecided"}
}
