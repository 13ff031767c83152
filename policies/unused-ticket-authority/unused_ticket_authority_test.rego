package auditor.policies.unused_ticket_authority_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.unused_ticket_authority

of(estate) := by_object if {
	verdicts := unused_ticket_authority.verdicts with input as estate
	by_object := {verdict.object: verdict | some verdict in verdicts}
}

words(estate) := {subject: verdict.verdict | some subject, verdict in of(estate)}

entry := "profile:PTKTDATA/IRRPTAUTH.APP1.WEBUSR1/id:WEBSTC"

with_made(rows, change) := object.union(testing.estate, {"observed": object.union(testing.estate.observed, object.union({"generated": rows, "days": 90}, change))})

without(change) := of(with_made([testing.generation("BATCH1", "BATCH1", {})], change))[entry]

test_entries_that_are_used_pass if {
	words(testing.estate) == {
		"profile:PTKTDATA/IRRPTAUTH.APP1.BATCH1/id:BATCH1": "pass",
		entry: "pass",
	}
}

test_an_entry_without_a_ticket_fails_after_a_whole_period if {
	verdict := without({})
	verdict.verdict == "fail"
	verdict.severity == "low"
	verdict.facts == {"access": "UPDATE", "absent": true}
	verdict.places[0].at == [0, 99, 262, 278]
}

undeclared(change) := of(object.union(
	with_made([testing.generation("BATCH1", "BATCH1", {})], {}),
	{"clients": [testing.client("gateway", "racf-service", object.union({"requester": "WEBSTC", "users": ["WEBUSR1"]}, change))]},
))[entry].remediation

test_who_needs_the_entry_no_more_loses_it if {
	every change in [{"status": "draft"}, {"generates_tickets": false}, {"requester": "ESBSTC"}, {"requester": null}] {
		undeclared(change).racf[0] == "PERMIT IRRPTAUTH.APP1.WEBUSR1 CLASS(PTKTDATA) ID(WEBSTC) DELETE"
		undeclared(change).undo[0] == "PERMIT IRRPTAUTH.APP1.WEBUSR1 CLASS(PTKTDATA) ID(WEBSTC) ACCESS(UPDATE)"
	}
}

test_the_entry_of_a_declared_client_is_not_taken_away if {
	object.get(undeclared({}), "racf", []) == []
	contains(undeclared({}).other[0], "declares gateway, which needs this entry")
	grouped := object.union(with_made([testing.generation("BATCH1", "BATCH1", {})], {}), {"profiles": object.union(
		testing.estate.profiles,
		{"PTKTDATA": object.union(testing.estate.profiles.PTKTDATA, {"IRRPTAUTH.APP1.WEBUSR1": testing.profile(false, {"STCGRP": "UPDATE"})})},
	)})
	of(grouped)["profile:PTKTDATA/IRRPTAUTH.APP1.WEBUSR1/id:STCGRP"].remediation.racf == []
}

test_a_short_period_is_undecided if without({"days": 89}).reason == "there are records of 89 days, and stale_days is 90"

# A file may hold logons of a long time and tickets made of a short one.
test_few_days_of_tickets_made_are_undecided if {
	without({"generation_days": 89}).reason == "records of tickets made (PTCREATE) reach over 89 days, and stale_days is 90"
}

test_tickets_of_others_are_no_use_of_it if {
	every change in [{"made": 0}, {"requester": null}, {"user": null}, {"application": "APP2"}, {"requester": "BATCH1"}, {"user": "PARTNER1"}] {
		of(with_made([testing.generation("WEBSTC", "WEBUSR1", change)], {}))[entry].verdict == "fail"
	}
}

test_a_group_is_used_by_its_members if {
	base := testing.only_profiles(testing.estate, "PTKTDATA", {"IRRPTAUTH.APP1.WEBUSR1": testing.profile(false, {"STCGRP": "UPDATE"})})
	of(base)["profile:PTKTDATA/IRRPTAUTH.APP1.WEBUSR1/id:STCGRP"].verdict == "pass"
	other := testing.only_profiles(testing.estate, "PTKTDATA", {"IRRPTAUTH.APP1.WEBUSR1": testing.profile(false, {"SECGRP": "UPDATE"})})
	of(other)["profile:PTKTDATA/IRRPTAUTH.APP1.WEBUSR1/id:SECGRP"].verdict == "undecided"
}

test_reading_makes_no_ticket if {
	base := testing.only_profiles(testing.estate, "PTKTDATA", {"IRRPTAUTH.APP1.WEBUSR1": testing.profile(false, {"SECADM": "READ", "*": "UPDATE"})})
	words(base) == {"system": "not_applicable"}
}

unlogged := object.union(testing.profile(false, {"WEBSTC": "UPDATE"}), {"audit": testing.audit_none})

quiet(profile, change) := of(testing.only_profiles(with_made([testing.generation("BATCH1", "BATCH1", {})], change), "PTKTDATA", {
	"IRRPTAUTH.APP1.WEBUSR1": profile,
	"IRRPTAUTH.APP1.BATCH1": testing.profile(false, {"BATCH1": "UPDATE"}),
}))[entry]

test_a_profile_that_asks_for_no_record_proves_nothing if {
	quiet(unlogged, {}).verdict == "undecided"
	quiet(object.union(unlogged, {"global_audit": {"level": "SUCCESS", "success_from": "UPDATE", "failure_from": ""}}), {}).verdict == "fail"
	quiet(object.union(unlogged, {"audit": {"level": "FAIL", "success_from": "", "failure_from": "READ"}}), {}).verdict == "undecided"
	quiet(object.union(unlogged, {"audit": {"level": "SUCCESS", "success_from": "ALTER", "failure_from": ""}}), {}).verdict == "undecided"
}

test_a_ticket_seen_under_the_profile_proves_its_records if {
	profile := object.union(unlogged, {"acl": {"SECADM": {"access": "UPDATE", "at": [0, 98, 262, 278]}}})
	base := testing.only_profiles(with_made([testing.generation("WEBSTC", "WEBUSR1", {})], {}), "PTKTDATA", {"IRRPTAUTH.APP1.WEBUSR1": profile})
	of(base)["profile:PTKTDATA/IRRPTAUTH.APP1.WEBUSR1/id:SECADM"].verdict == "fail"
}

test_lost_records_leave_it_open if {
	of(object.union(with_made([testing.generation("BATCH1", "BATCH1", {})], {}), testing.damaged("smf", null, null)))[entry].verdict == "undecided"
}

test_records_of_no_day_that_counts_prove_nothing if {
	of(object.union(object.remove(testing.estate, ["observed"]), {"observed": null}))[entry].verdict == "undecided"
}

test_without_records_it_is_undecided if {
	verdicts := of(testing.without_smf(testing.estate))
	count(verdicts) > 0
	every verdict in verdicts {
		verdict.verdict in {"undecided", "not_applicable"}
	}
}

test_authority_for_another_application_is_out_of_scope if {
	base := testing.only_profiles(testing.estate, "PTKTDATA", {"IRRPTAUTH.OTHER.WEBUSR1": testing.profile(false, {"WEBSTC": "UPDATE"})})
	words(base) == {"system": "not_applicable"}
}

test_records_of_failures_are_none_of_successes if {
	quiet(object.union(unlogged, {"audit": {"level": "FAIL", "success_from": "READ", "failure_from": "READ"}}), {}).verdict == "undecided"
}

# Without a listing nobody knows whether a generic profile decided about the ticket that was made.
test_a_ticket_of_an_unknown_profile_leaves_it_open if {
	made := with_made([testing.generation("WEBSTC", "PARTNER1", {})], {})
	wide := object.union(made, {"profiles": {"PTKTDATA": {"IRRPTAUTH.APP1.*": testing.profile(true, {"WEBSTC": "UPDATE"})}}})
	estate := testing.with_class(wide, "PTKTDATA", {"generic": testing.unknown("no listing")})
	of(estate)["profile:PTKTDATA/IRRPTAUTH.APP1.*/id:WEBSTC"].verdict == "undecided"
}
