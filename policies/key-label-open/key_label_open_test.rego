package auditor.policies.key_label_open_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.key_label_open

verdicts_of(estate) := verdicts if {
	verdicts := key_label_open.verdicts with input as estate
}

one(estate) := verdict if {
	some verdict in verdicts_of(estate)
	verdict.object == "profile:PTKTDATA/APP1"
}

label := "APP1.EPT.KEY"

guarded(profiles) := testing.changed({"profiles": {"CSFKEYS": profiles}})

grouped(profile, members) := testing.changed({"profiles": {"GCSFKEYS": {"TICKETS": object.union(profile, {"members": [
{"name": name, "access": "", "at": [0, 103, 262, 516]} |
	some name in members
]})}}})

shut := testing.profile(false, {"SECGRP": "CONTROL"})

opened := object.union(shut, {"uacc": "READ"})

test_a_label_that_nothing_covers_is_open if {
	verdict := one(testing.estate)
	verdict.verdict == "fail"
	verdict.severity == "high"
	verdict.message == "A key of APP1 can be used by any program that calls ICSF: APP1.EPT.KEY: no profile of class CSFKEYS covers it."
	verdict.facts.absent
	verdict.facts.guards == [{"label": label, "profile": null, "groups": []}]
	verdict.remediation.racf == []
	contains(verdict.remediation.other[0], "Begin with WARNING")
	one(guarded({"OTHER.KEY": shut})).verdict == "fail"
}

test_a_guarded_label_passes if {
	one(guarded({label: shut})).verdict == "pass"
	one(guarded({"APP1.**": object.union(shut, {"generic": true})})).verdict == "pass"
	one(guarded({label: shut})).facts == {"guards": [{"label": label, "profile": label, "groups": []}]}
}

test_execute_is_not_enough_to_use_it if one(guarded({label: object.union(shut, {"uacc": "EXECUTE"})})).verdict == "pass"

test_public_access_is_open if {
	verdict := one(guarded({label: opened}))
	verdict.verdict == "fail"
	not verdict.facts.absent
	verdict.places[1] == {"at": [0, 100, 337, 344], "role": "primary", "note": "UACC(READ)"}
	one(guarded({label: testing.profile(false, {"*": "READ"})})).verdict == "fail"
}

test_warning_is_open if one(guarded({label: object.union(shut, {"warning": true})})).verdict == "fail"

test_a_member_of_a_grouping_profile_counts if {
	every members in [[label], ["APP1.*"], ["OTHER", label]] {
		one(grouped(shut, members)).verdict == "pass"
	}
}

test_a_grouping_profile_has_to_cover_it_and_shut_it if {
	one(grouped(shut, ["OTHER"])).verdict == "fail"
	one(grouped(opened, [label])).verdict == "fail"
	one(grouped(shut, [label])).facts.guards == [{"label": label, "profile": null, "groups": ["TICKETS"]}]
}

status(estate, change) := one(testing.with_class(estate, "CSFKEYS", change))

test_an_inactive_class_is_open if status(guarded({label: shut}), {"active": testing.fact(false)}).verdict == "fail"

test_to_pass_the_class_must_be_in_use if {
	status(guarded({label: shut}), {"active": testing.unknown("no listing")}).verdict == "undecided"
	status(guarded({label: shut}), {"raclisted": testing.unknown("no listing")}).verdict == "undecided"
	status(guarded({label: shut}), {"raclisted": testing.fact(false)}).verdict == "undecided"
}

# Open either way.
test_to_fail_no_listing_is_needed if {
	status(testing.estate, {"active": testing.unknown("no listing")}).verdict == "fail"
	status(guarded({label: opened}), {"active": testing.unknown("no listing")}).verdict == "fail"
	wide := guarded({"APP1.**": object.union(opened, {"generic": true})})
	status(wide, {"generic": testing.unknown("no listing")}).verdict == "fail"
}

test_a_generic_profile_that_may_not_count_is_undecided if {
	wide := guarded({"APP1.**": object.union(shut, {"generic": true})})
	status(wide, {"generic": testing.unknown("no listing")}).verdict == "undecided"
	status(wide, {"generic": testing.fact(false)}).verdict == "fail"
}

test_a_variable_is_undecided if {
	one(guarded({"&KEYS.EPT.KEY": object.union(shut, {"generic": true})})).verdict == "undecided"
	one(grouped(shut, ["&KEYS.EPT.KEY"])).verdict == "undecided"
}

masked_key := {"profiles": {"PTKTDATA": {"APP1": {"ssignon": {"protection": "*MASKED*", "key_label": ""}}}}}

test_a_key_that_is_not_in_icsf_is_out_of_scope if one(testing.changed(masked_key)).verdict == "not_applicable"

test_both_labels_count if {
	both := {"profiles": {"PTKTDATA": {"APP1": {"ssignon": {"protection": "APP1.DES.KEY"}}}}}
	verdict := one(object.union(guarded({label: shut}), both))
	verdict.verdict == "fail"
	verdict.facts.faults == [{"label": "APP1.DES.KEY", "fault": "no profile of class CSFKEYS covers it"}]
}

test_without_ssignon_records_it_is_undecided if {
	estate := testing.changed({"unload": {"ssignon": "absent"}, "profiles": {"PTKTDATA": {"APP1": {"ssignon": null}}}})
	one(estate).verdict == "undecided"
}

test_while_ptktdata_is_inactive_it_is_masked if {
	one(testing.with_class(testing.estate, "PTKTDATA", {"active": testing.fact(false)})).masked_by == "PT-A01"
}

test_a_label_that_a_change_brings_is_undecided if {
	inputs := array.concat(testing.estate.inputs, [object.union(testing.estate.inputs[0], {"kind": "change"})])
	moved := {"inputs": inputs, "profiles": {"PTKTDATA": {"APP1": {"ssignon": {"at": [count(testing.estate.inputs), 3, 0, 0]}}}}}
	one(testing.changed(moved)).verdict == "undecided"
	one(object.union(guarded({label: shut}), moved)).verdict == "pass"
	one(object.union(testing.changed(moved), {"unload": {"labels": [label]}})).verdict == "fail"
}

test_damage_costs_what_it_touches if {
	one(object.union(testing.estate, testing.damaged("unload", "0500", "CSFKEYS"))).verdict == "undecided"
	one(object.union(guarded({label: shut}), testing.damaged("unload", "0505", "CSFKEYS"))).verdict == "undecided"
	one(object.union(guarded({label: shut}), testing.damaged("unload", "0503", "GCSFKEYS"))).verdict == "undecided"
	one(object.union(guarded({label: opened}), testing.damaged("unload", "0505", "CSFKEYS"))).verdict == "fail"
	one(object.union(guarded({label: shut}), testing.damaged("unload", "0505", "APPL"))).verdict == "pass"
}

test_no_unload_and_no_profile if {
	base := testing.only_profiles(testing.estate, "PTKTDATA", {})
	testing.words(verdicts_of(base)) == {"system": "not_applicable"}
	testing.words(verdicts_of(object.union(base, testing.not_offered("unload")))) == {"system": "undecided"}
}
