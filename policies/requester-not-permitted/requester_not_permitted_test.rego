package auditor.policies.requester_not_permitted_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.requester_not_permitted

words(estate) := found if {
	found := testing.words(requester_not_permitted.verdicts) with input as estate
}

the(estate, subject) := verdict if {
	verdicts := requester_not_permitted.verdicts with input as estate
	some verdict in verdicts
	verdict.object == subject
}

batch := "client:batch/user:BATCH1"

# The profile of the batch job with this access list.
list(acl) := testing.only_profiles(testing.estate, "PTKTDATA", object.union(
	object.remove(testing.estate.profiles.PTKTDATA, ["IRRPTAUTH.APP1.BATCH1"]),
	{"IRRPTAUTH.APP1.BATCH1": testing.profile(false, acl)},
))

test_permitted_requesters_pass if {
	words(testing.estate) == {batch: "pass", "client:gateway/user:WEBUSR1": "pass", "client:partner": "not_applicable"}
}

test_no_entry_fails if {
	verdict := the(list({}), batch)
	verdict.verdict == "fail"
	verdict.facts.profile == "IRRPTAUTH.APP1.BATCH1"
	verdict.facts.level == "NONE"
	verdict.facts.needed == "UPDATE"
	verdict.facts.by == "UACC"
	verdict.remediation.racf == [
		"PERMIT IRRPTAUTH.APP1.BATCH1 CLASS(PTKTDATA) ID(BATCH1) ACCESS(UPDATE)",
		"SETROPTS RACLIST(PTKTDATA) REFRESH",
	]
	verdict.remediation.undo[0] == "PERMIT IRRPTAUTH.APP1.BATCH1 CLASS(PTKTDATA) ID(BATCH1) DELETE"
}

test_read_is_not_enough if {
	verdict := the(list({"BATCH1": "READ"}), batch)
	verdict.verdict == "fail"
	verdict.facts.by == "user"
	verdict.facts.absent == false
	verdict.remediation.undo[0] == "PERMIT IRRPTAUTH.APP1.BATCH1 CLASS(PTKTDATA) ID(BATCH1) ACCESS(READ)"
}

test_control_is_more_than_enough if the(list({"BATCH1": "CONTROL"}), batch).verdict == "pass"

test_a_group_will_do if the(list({"APPGRP": "UPDATE"}), batch).facts.by == "group APPGRP"

test_the_specific_profile_decides_alone if {
	broad := {"IRRPTAUTH.**": testing.profile(true, {"BATCH1": "UPDATE"})}
	estate := testing.only_profiles(testing.estate, "PTKTDATA", object.union(list({}).profiles.PTKTDATA, broad))
	the(estate, batch).verdict == "fail"
}

test_a_generic_that_decides_is_replaced_for_declared_needs_only if {
	profiles := {"IRRPTAUTH.APP1.*": testing.profile(true, {"WEBSTC": "UPDATE", "GONE": "UPDATE", "SECADM": "ALTER"})}
	verdict := the(testing.only_profiles(testing.estate, "PTKTDATA", profiles), batch)
	verdict.verdict == "fail"
	verdict.facts.candidates == ["IRRPTAUTH.APP1.*"]
	verdict.remediation.racf == [
		"RDEFINE PTKTDATA IRRPTAUTH.APP1.BATCH1 UACC(NONE) OWNER(SECGRP) AUDIT(SUCCESS(UPDATE) FAILURES(READ))",
		"PERMIT IRRPTAUTH.APP1.BATCH1 CLASS(PTKTDATA) ID(BATCH1) ACCESS(UPDATE)",
		"SETROPTS RACLIST(PTKTDATA) REFRESH",
	]
	verdict.remediation.undo[0] == "RDELETE PTKTDATA IRRPTAUTH.APP1.BATCH1"
	verdict.remediation.other == [
		"The new profile replaces IRRPTAUTH.APP1.* for IRRPTAUTH.APP1.BATCH1; only declared requesters are permitted.",
		"Access to IRRPTAUTH.APP1.BATCH1 that ends: GONE, SECADM, WEBSTC.",
	]
}

test_no_profile_fails_closed if {
	verdict := the(testing.only_profiles(testing.estate, "PTKTDATA", {"APP1": testing.key_profile}), batch)
	verdict.verdict == "fail"
	verdict.facts.profile == null
	verdict.places[0].note == "client batch asks for tickets"
	verdict.places[0].role == "primary"
}

test_a_disguised_discrete_is_named if {
	estate := testing.only_profiles(testing.estate, "PTKTDATA", {"IRRPTAUTH.APP1.*": testing.profile(false, {"BATCH1": "UPDATE"})})
	the(estate, batch).verdict == "fail"
	the(estate, batch).facts.disguised == ["IRRPTAUTH.APP1.*"]
}

test_an_undefined_requester_is_named if {
	clients := [testing.client("batch", "sql-batch", {"requester": "GONE", "users": ["BATCH1"]})]
	verdict := the(object.union(testing.estate, {"clients": clients}), batch)
	verdict.verdict == "fail"
	contains(verdict.remediation.other[0], "not defined")
}

test_an_inactive_class_masks if {
	inactive := {"classes": {"PTKTDATA": {"active": testing.fact(false)}}}
	verdict := the(testing.changed(inactive), batch)
	verdict.verdict == "fail"
	verdict.masked_by == "PT-A01"
	verdict.remediation.racf[0] == "SETROPTS CLASSACT(PTKTDATA) RACLIST(PTKTDATA)"
	verdict.remediation.undo == ["SETROPTS NOCLASSACT(PTKTDATA)", "SETROPTS RACLIST(PTKTDATA) REFRESH"]
	denied := the(testing.with_class(list({}), "PTKTDATA", {"active": testing.fact(false)}), batch)
	startswith(denied.remediation.racf[0], "PERMIT")
}

test_an_unknown_class_is_undecided if {
	the(testing.changed({"classes": {"PTKTDATA": {"active": testing.unknown("no listing")}}}), batch).reason == "no listing"
}

test_unknown_generic_status_is_undecided if {
	lost := {"classes": object.union(testing.estate.classes, {"PTKTDATA": object.union(testing.class_options, {"generic": testing.unknown("not listed")})})}
	bare := testing.only_profiles(testing.estate, "PTKTDATA", {"IRRPTAUTH.**": testing.profile(true, {"BATCH1": "UPDATE"})})
	the(object.union(bare, lost), batch).reason == "not listed"
}

test_an_incomplete_entry_is_undecided if {
	every change in [{"requester": null, "users": ["BATCH1"]}, {"requester": "BATCH1", "users": ["BATCH1"], "application": null}] {
		clients := [testing.client("batch", "sql-batch", change)]
		the(object.union(testing.estate, {"clients": clients}), batch).verdict == "undecided"
	}
}

test_a_client_without_users_is_undecided if {
	clients := [testing.client("batch", "sql-batch", {"requester": "BATCH1"})]
	words(object.union(testing.estate, {"clients": clients})) == {"client:batch": "undecided"}
}

test_password_clients_are_out_of_scope if {
	clients := [testing.client("one", "password", {}), testing.client("two", "sql-batch", {"generates_tickets": false})]
	words(object.union(testing.estate, {"clients": clients})) == {"client:one": "not_applicable", "client:two": "not_applicable"}
}

test_a_lost_entry_could_be_the_permit if {
	the(testing.also_damaged(list({}), "unload", "0505", "PTKTDATA"), batch).verdict == "undecided"
	the(testing.also_damaged(list({"BATCH1": "READ"}), "unload", "0505", "PTKTDATA"), batch).verdict == "fail"
	the(testing.changed(testing.not_offered("unload")), batch).verdict == "undecided"
}

test_without_an_inventory_each_endpoint_is_undecided if {
	estate := object.union(testing.changed(testing.not_offered("clients")), {"clients": []})
	testing.words(requester_not_permitted.verdicts) == {"endpoint:ICON1": "undecided"} with input as estate
}

test_an_empty_inventory_is_out_of_scope if {
	testing.words(requester_not_permitted.verdicts) == {"system": "not_applicable"} with input as object.union(testing.estate, {"clients": []})
}

test_another_declared_requester_of_the_same_ticket_keeps_it if {
	profiles := {"IRRPTAUTH.APP1.*": testing.profile(true, {"STCGRP": "UPDATE", "BATCH1": "NONE"})}
	other := testing.client("other", "racf-service", {"requester": "WEBSTC", "users": ["BATCH1"]})
	estate := object.union(testing.only_profiles(testing.estate, "PTKTDATA", profiles), {"clients": array.concat(testing.estate.clients, [other])})
	verdict := the(estate, batch)
	permits := [command | some command in verdict.remediation.racf; startswith(command, "PERMIT")]
	permits == [
		"PERMIT IRRPTAUTH.APP1.BATCH1 CLASS(PTKTDATA) ID(BATCH1) ACCESS(UPDATE)",
		"PERMIT IRRPTAUTH.APP1.BATCH1 CLASS(PTKTDATA) ID(WEBSTC) ACCESS(UPDATE)",
	]
	"Access to IRRPTAUTH.APP1.BATCH1 that ends: STCGRP." in verdict.remediation.other
}

test_a_draft_keeps_nothing if {
	profiles := {"IRRPTAUTH.APP1.*": testing.profile(true, {"WEBSTC": "UPDATE"})}
	other := testing.client("other", "racf-service", {"requester": "WEBSTC", "users": ["BATCH1"], "status": "draft"})
	estate := object.union(testing.only_profiles(testing.estate, "PTKTDATA", profiles), {"clients": array.concat(testing.estate.clients, [other])})
	verdict := the(estate, batch)
	permits := [command | some command in verdict.remediation.racf; contains(command, "ID(WEBSTC)")]
	permits == []
}

test_a_disguised_discrete_of_other_names_is_not_told if {
	profiles := {"IRRPTAUTH.APP1.*": testing.profile(false, {}), "IRRPTAUTH.APP2.*": testing.profile(false, {})}
	the(testing.only_profiles(testing.estate, "PTKTDATA", profiles), batch).facts.disguised == ["IRRPTAUTH.APP1.*"]
}

test_the_other_entries_of_a_profile_that_stays_are_left_alone if {
	verdict := the(list({"WEBSTC": "UPDATE"}), batch)
	verdict.remediation.racf == [
		"PERMIT IRRPTAUTH.APP1.BATCH1 CLASS(PTKTDATA) ID(BATCH1) ACCESS(UPDATE)",
		"SETROPTS RACLIST(PTKTDATA) REFRESH",
	]
	verdict.remediation.other == []
}

test_what_the_requester_had_is_not_carried_over_its_permit if {
	profiles := {"IRRPTAUTH.APP1.*": testing.profile(true, {"BATCH1": "READ", "WEBSTC": "READ"})}
	verdict := the(testing.only_profiles(testing.estate, "PTKTDATA", profiles), batch)
	[command | some command in verdict.remediation.racf; startswith(command, "PERMIT")] == [
		"PERMIT IRRPTAUTH.APP1.BATCH1 CLASS(PTKTDATA) ID(BATCH1) ACCESS(UPDATE)",
	]
}

test_a_first_profile_replaces_none if {
	the(testing.only_profiles(testing.estate, "PTKTDATA", {"APP1": testing.key_profile}), batch).remediation.other == []
}

test_a_client_without_an_application_is_undecided_beside_one_with_it if {
	clients := [
		testing.client("batch", "sql-batch", {"requester": "BATCH1", "users": ["BATCH1"]}),
		testing.client("other", "sql-batch", {"requester": "BATCH1", "users": ["BATCH1"], "application": null}),
	]
	found := words(object.union(testing.estate, {"clients": clients}))
	found == {"client:batch/user:BATCH1": "pass", "client:other/user:BATCH1": "undecided"}
}

test_no_permit_helps_a_contained_requester if {
	verdict := the(object.union(testing.estate, testing.changed({"users": {"BATCH1": {"contained": true}}})), batch)
	verdict.verdict == "fail"
	contains(verdict.message, "BATCH1 is contained")
	verdict.facts.profile == null
	verdict.remediation.racf == []
	contains(verdict.remediation.other[0], "NOCONTAIN RESUME")
}
