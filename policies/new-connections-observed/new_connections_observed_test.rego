package auditor.policies.new_connections_observed_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.new_connections_observed

of(estate) := by_object if {
	verdicts := new_connections_observed.verdicts with input as estate
	by_object := {verdict.object: verdict | some verdict in verdicts}
}

the(logons) := verdict if {
	some subject, verdict in of(testing.with_logons(logons))
	contains(subject, "/user:")
}

legacy_only(appldata) := object.union(
	testing.with_logons([testing.logon("PARTNER1", {"same_second": 2})]),
	{"profiles": object.union(testing.estate.profiles, {"PTKTDATA": object.union(testing.estate.profiles.PTKTDATA, {"APP1": object.union(testing.key_profile, {
		"appldata": appldata,
		"ssignon": object.union(testing.key_profile.ssignon, {"protection": "*MASKED*", "key_label": ""}),
	})})})},
)

test_connections_that_are_kept_pass if {
	words := {subject: verdict.verdict | some subject, verdict in of(testing.estate)}
	words == {
		"endpoint:ICON1/user:BATCH1": "pass",
		"endpoint:ICON1/user:WEBUSR1": "pass",
		"endpoint:ICON1/user:PARTNER1": "pass",
	}
}

test_two_busy_hours_fail if {
	verdict := the([testing.logon("WEBUSR1", {"busy_hours": 2, "peak": 31})])
	verdict.verdict == "fail"
	verdict.severity == "medium"
	verdict.facts == {"applications": ["APP1"], "rule": {"tickets": 6, "minutes": 10}}
	contains(verdict.message, "more than 6 accepted tickets a minute for WEBUSR1 in at least 10 minutes of 2 hours (up to 31 a minute")
	verdict.places[0].at == [6, 7, 282, 289]
	count(verdict.remediation.other) == 2
}

test_one_busy_hour_is_a_peak if the([testing.logon("WEBUSR1", {"busy_hours": 1})]).verdict == "pass"

test_hours_of_two_systems_are_not_added if {
	rows := [testing.logon("WEBUSR1", {"busy_hours": 1}), testing.logon("WEBUSR1", {"busy_hours": 1, "system": "SYSB"})]
	the(rows).verdict == "pass"
}

made_by_jobs(more) := object.union(base, {"observed": object.union(base.observed, {"generated": [
	testing.generation("BATCH1", "BATCH1", {"job": "JOB1"}),
	testing.generation("BATCH1", "BATCH1", object.union({"job": "JOB2"}, more)),
]})}) if {
	base := testing.with_logons([testing.logon("BATCH1", {"busy_hours": 2})])
}

test_batch_jobs_that_make_a_ticket_each_are_not_told_apart if {
	of(made_by_jobs({}))["endpoint:ICON1/user:BATCH1"].verdict == "undecided"
	of(made_by_jobs({"job": "JOB1"}))["endpoint:ICON1/user:BATCH1"].verdict == "fail"
	of(made_by_jobs({"user": "WEBUSR1"}))["endpoint:ICON1/user:BATCH1"].verdict == "fail"
	of(made_by_jobs({"made": 0}))["endpoint:ICON1/user:BATCH1"].verdict == "fail"
}

test_jobs_of_another_kind_of_client_are_no_excuse if {
	changed := testing.with_logons([testing.logon("WEBUSR1", {"busy_hours": 2})])
	observed := object.union(changed.observed, {"generated": [
		testing.generation("WEBSTC", "WEBUSR1", {"job": "JOB1"}),
		testing.generation("WEBSTC", "WEBUSR1", {"job": "JOB2"}),
	]})
	of(object.union(changed, {"observed": observed}))["endpoint:ICON1/user:WEBUSR1"].verdict == "fail"
}

test_one_legacy_ticket_accepted_twice_proves_that_replay_is_allowed if {
	verdict := of(legacy_only(""))["endpoint:ICON1/user:PARTNER1"]
	verdict.verdict == "fail"
	verdict.facts.replayed == true
}

test_where_the_unload_allows_replay_nothing_is_proven_by_it if {
	of(legacy_only("NO REPLAY PROTECTION"))["endpoint:ICON1/user:PARTNER1"].verdict == "pass"
}

test_two_enhanced_tickets_of_a_second_differ if the([testing.logon("PARTNER1", {"same_second": 2})]).verdict == "pass"

test_one_ticket_a_second_proves_nothing if {
	estate := object.union(legacy_only(""), {"observed": testing.observed([testing.logon("PARTNER1", {"same_second": 1})])})
	of(estate)["endpoint:ICON1/user:PARTNER1"].verdict == "pass"
}

test_refused_tickets_are_no_connections if the([testing.logon("WEBUSR1", {"accepted": 0, "busy_hours": 2})]).verdict == "not_applicable"

damaged(name) := {"evidence": {"smf": {"offered": true, "damage": [{
	"input": "smf", "code": "bad-flag", "message": "", "record_type": null, "class": null, "name": name, "at": [6, 5, 0, 0],
}]}}}

test_lost_records_leave_a_rate_open if {
	of(testing.changed(damaged(null)))["endpoint:ICON1/user:BATCH1"].verdict == "undecided"
	of(testing.changed(damaged("APP1")))["endpoint:ICON1/user:BATCH1"].verdict == "undecided"
	of(testing.changed(damaged("APP2")))["endpoint:ICON1/user:BATCH1"].verdict == "pass"
}

test_without_records_the_endpoint_is_undecided if of(testing.without_smf(testing.estate))["endpoint:ICON1"].verdict == "undecided"

test_without_an_endpoint_the_system_is_undecided if {
	of(object.union(testing.changed(testing.not_offered("hwscfg")), {"endpoints": []})).system.verdict == "undecided"
}

test_several_jobs_without_a_rate_pass if {
	base := made_by_jobs({})
	quiet := object.union(base, {"observed": object.union(base.observed, {"logons": [testing.logon("BATCH1", {})]})})
	of(quiet)["endpoint:ICON1/user:BATCH1"].verdict == "pass"
}

test_logons_of_users_whom_the_unload_may_have_lost_are_said if {
	logons := [testing.logon("WEBUSR1", {}), testing.logon("BATCH1", {"user": null})]
	subject := "endpoint:ICON1"
	not of(testing.with_logons(logons))[subject]
	of(testing.also_damaged(testing.with_logons(logons), "unload", "0200", null))[subject].verdict == "undecided"
	not of(testing.also_damaged(testing.with_logons(logons), "unload", "0205", null))[subject]
	not of(testing.also_damaged(testing.with_logons([logons[0]]), "unload", "0200", null))[subject]
}
