package auditor.policies.application_open_to_all_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.application_open_to_all

object_name := "profile:APPL/APP1"

with_profile(changes) := testing.only_profiles(testing.estate, "APPL", {"APP1": object.union(testing.profile(false, {"APPGRP": "READ"}), changes)})

everyone := {"acl": {"*": {"access": "READ", "at": [0, 98, 262, 278]}}}

test_a_closed_profile_passes if {
	testing.words(application_open_to_all.verdicts) == {object_name: "pass"} with input as testing.estate
}

test_uacc_read_is_the_whole_finding if {
	verdicts := application_open_to_all.verdicts with input as with_profile({"uacc": "READ"})
	verdicts == {{
		"object": object_name,
		"verdict": "fail",
		"severity": "critical",
		"message": "APPL APP1 lets every user of the system into the application.",
		"reason": null,
		"facts": {
			"profile": "APP1",
			"level": "READ",
			"needed": "READ",
			"by": "UACC",
			"endpoints": ["ICON1"],
			"excluded": [],
		},
		"masked_by": null,
		"places": [
			{"at": [0, 100, 337, 344], "role": "primary", "note": "UACC is READ"},
			{"at": [1, 5, 1, 8], "role": "related", "note": "ICON1 uses this profile"},
		],
		"remediation": {
			"racf": ["RALTER APPL APP1 UACC(NONE)", "SETROPTS RACLIST(APPL) REFRESH"],
			"ims": [],
			"other": ["Permit every group that uses the application first: closing the profile cuts off everyone who is not named."],
			"undo": ["RALTER APPL APP1 UACC(READ)", "SETROPTS RACLIST(APPL) REFRESH"],
		},
		"assumptions": ["The higher of UACC and ID(*) counts as open to everyone; which of them RACF uses for defined users is not settled here."],
	}}
}

test_id_star_fails_and_users_who_rely_on_it_are_permitted_first if {
	estate := testing.only_profiles(testing.estate, "APPL", {"APP1": object.union(testing.profile(false, {}), everyone)})
	some verdict in application_open_to_all.verdicts with input as estate
	verdict.verdict == "fail"
	verdict.facts.by == "ID(*)"
	verdict.places[0] == {"at": [0, 98, 271, 278], "role": "primary", "note": "ID(*) has READ"}
	verdict.remediation.racf == [
		"PERMIT APP1 CLASS(APPL) ID(APPGRP) ACCESS(READ)",
		"PERMIT APP1 CLASS(APPL) ID(*) DELETE",
		"SETROPTS RACLIST(APPL) REFRESH",
	]
	verdict.remediation.undo == [
		"PERMIT APP1 CLASS(APPL) ID(*) ACCESS(READ)",
		"PERMIT APP1 CLASS(APPL) ID(APPGRP) DELETE",
		"SETROPTS RACLIST(APPL) REFRESH",
	]
}

test_a_lower_id_star_does_not_hide_the_uacc if {
	less := {"acl": {"*": {"access": "NONE", "at": [0, 98, 262, 278]}}, "uacc": "READ"}
	testing.words(application_open_to_all.verdicts) == {object_name: "fail"} with input as with_profile(less)
}

test_it_is_high_where_nobody_uses_tickets if {
	estate := object.union(with_profile({"uacc": "READ"}), {"clients": []})
	{verdict.severity | some verdict in application_open_to_all.verdicts} == {"high"} with input as estate
}

test_it_is_high_at_a_test_endpoint if {
	endpoint := object.union(testing.endpoint, {"environment": "test"})
	estate := object.union(with_profile({"uacc": "READ"}), {"endpoints": [endpoint]})
	{verdict.severity | some verdict in application_open_to_all.verdicts} == {"high"} with input as estate
}

test_who_stays_shut_out_is_said if {
	shut := {"uacc": "READ", "acl": {"BATCH1": {"access": "NONE", "at": [0, 97, 262, 278]}}}
	some verdict in application_open_to_all.verdicts with input as with_profile(shut)
	verdict.facts.excluded == ["BATCH1"]
}

test_an_inactive_class_masks_it if {
	estate := object.union(with_profile({"uacc": "READ"}), {"classes": {"APPL": {"active": testing.fact(false)}}})
	{verdict.masked_by | some verdict in application_open_to_all.verdicts} == {"PT-D01"} with input as estate
}

test_a_condition_for_everyone_is_undecided if {
	row := {"id": "*", "access": "READ", "kind": "TERMINAL", "name": "T1", "at": [0, 96, 0, 0]}
	testing.words(application_open_to_all.verdicts) == {object_name: "undecided"} with input as with_profile({"conditional": [row]})
}

test_a_lost_record_of_the_class_leaves_a_pass_undecided if {
	estate := testing.changed(testing.damaged("unload", "0505", "APPL"))
	testing.words(application_open_to_all.verdicts) == {object_name: "undecided"} with input as estate
}

test_a_lost_record_does_not_hide_an_open_profile if {
	estate := object.union(with_profile({"uacc": "READ"}), testing.damaged("unload", "0505", "APPL"))
	testing.words(application_open_to_all.verdicts) == {object_name: "fail"} with input as estate
}

test_no_profile_is_out_of_scope if {
	estate := testing.without_profiles("APPL", ["APP1"])
	testing.words(application_open_to_all.verdicts) == {"system": "not_applicable"} with input as estate
}

test_no_unload_is_undecided if {
	bare := testing.only_profiles(testing.estate, "APPL", {})
	testing.words(application_open_to_all.verdicts) == {"system": "undecided"} with input as object.union(bare, testing.not_offered("unload"))
}

test_an_unknown_application_name_is_undecided if {
	endpoint := object.union(testing.endpoint, {"running": null, "appl": testing.unknown("ODACCESS APPL= is coded twice")})
	estate := testing.changed({"endpoints": [endpoint]})
	testing.words(application_open_to_all.verdicts) == {"endpoint:ICON1": "undecided"} with input as estate
}

test_a_variable_in_a_name_is_undecided if {
	estate := testing.only_profiles(testing.estate, "APPL", {"&APPS": testing.profile(true, {})})
	testing.words(application_open_to_all.verdicts) == {"endpoint:ICON1": "undecided"} with input as estate
}

one(estate, subject) := verdict if {
	verdicts := application_open_to_all.verdicts with input as estate
	some verdict in verdicts
	verdict.object == subject
}

test_only_endpoints_that_use_the_profile_are_named if {
	other := object.union(testing.endpoint, {"name": "ICON2", "appl": testing.fact("APP2"), "running": null})
	estate := object.union(with_profile({"uacc": "READ"}), {"endpoints": [testing.endpoint, other]})
	both := object.union(estate, {"profiles": {"APPL": {"APP2": testing.profile(false, {})}}})
	one(both, object_name).facts.endpoints == ["ICON1"]
	one(both, "profile:APPL/APP2").verdict == "pass"
}

test_an_inactive_class_masks_nothing_where_racf_is_off if {
	estate := object.union(with_profile({"uacc": "READ"}), {"classes": {"APPL": {"active": testing.fact(false)}}})
	one(object.union(estate, {"endpoints": [object.union(testing.endpoint, testing.racf_off)]}), object_name).masked_by == null
}

test_a_condition_that_gives_nothing_opens_nothing if {
	row := {"id": "*", "access": "NONE", "kind": "TERMINAL", "name": "T1", "at": [0, 96, 0, 0]}
	testing.words(application_open_to_all.verdicts) == {object_name: "pass"} with input as with_profile({"conditional": [row]})
}

test_an_id_star_that_gives_nothing_is_no_proof_and_stays if {
	less := {"acl": {"*": {"access": "NONE", "at": [0, 98, 262, 278]}}, "uacc": "READ"}
	verdict := one(with_profile(less), object_name)
	[place.note | some place in verdict.places] == ["UACC is READ", "ICON1 uses this profile"]
	verdict.remediation.racf == ["RALTER APPL APP1 UACC(NONE)", "SETROPTS RACLIST(APPL) REFRESH"]
}

test_users_of_other_endpoints_are_not_permitted if {
	estate := object.union(with_profile({"uacc": "READ"}), {"clients": [testing.client("other", "off-host", {"endpoint": "ICON9", "users": ["SECADM"]})]})
	one(estate, object_name).remediation.racf == ["RALTER APPL APP1 UACC(NONE)", "SETROPTS RACLIST(APPL) REFRESH"]
}

test_the_profile_of_an_endpoint_without_its_member_is_not_known if {
	moved := [object.union(testing.client("one", "off-host", {"users": ["WEBUSR1"]}), {"endpoint": "ICON9"})]
	words := testing.words(application_open_to_all.verdicts) with input as object.union(testing.estate, {"clients": moved})
	words == {"profile:APPL/APP1": "pass", "endpoint:ICON9": "undecided"}
}
