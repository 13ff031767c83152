package auditor.policies.tickets_refused_observed_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.tickets_refused_observed

of(estate) := by_object if {
	verdicts := tickets_refused_observed.verdicts with input as estate
	by_object := {verdict.object: verdict | some verdict in verdicts}
}

refused(number, more) := testing.logon("PARTNER1", object.union({"refused": {"invalid password or ticket": number}, "refused_at": [[6, 8, 282, 289]]}, more))

the(estate) := of(estate)["endpoint:ICON1/user:PARTNER1"]

test_nothing_refused_passes if {
	words := {subject: verdict.verdict | some subject, verdict in of(testing.estate)}
	words == {
		"endpoint:ICON1/user:BATCH1": "pass",
		"endpoint:ICON1/user:WEBUSR1": "pass",
		"endpoint:ICON1/user:PARTNER1": "pass",
	}
}

test_a_few_refusals_are_slips if the(testing.with_logons([refused(4, {})])).verdict == "pass"

test_refusals_at_a_steady_rate_fail if {
	verdict := the(testing.with_logons([refused(5, {})]))
	verdict.verdict == "fail"
	verdict.severity == "medium"
	verdict.facts == {"applications": ["APP1"], "reasons": ["invalid password or ticket"], "causes": []}
	verdict.places == [{"at": [6, 8, 282, 289], "role": "primary", "note": "a refused ticket"}]
	contains(verdict.message, "5 tickets for PARTNER1 were refused at ICON1")
	contains(verdict.message, "the key or the clock of its maker differs")
}

test_where_none_succeeds_it_is_high if the(testing.with_logons([refused(5, {"accepted": 0})])).severity == "high"

test_refusals_of_several_reasons_and_systems_are_added if {
	row := refused(2, {"refused": {"revoked user": 2, "replayed ticket": 1}})
	the(testing.with_logons([row, refused(2, {"system": "SYSB"})])).verdict == "fail"
}

test_the_cause_is_what_the_profiles_predict if {
	base := testing.with_logons([refused(5, {"accepted": 0})])
	revoked := object.union(base, {"users": {"PARTNER1": {"revoked": true}}})
	contains(the(revoked).message, "The cause is to be expected: PARTNER1 is revoked")
	no_permit := testing.only_profiles(base, "APPL", {"APP1": testing.profile(false, {})})
	count(the(no_permit).facts.causes) == 1
	contains(the(no_permit).message, "The cause is to be expected: ")
}

test_a_missing_key_is_a_cause if {
	base := testing.with_logons([refused(5, {"accepted": 0})])
	without := object.union(testing.without_profiles("PTKTDATA", {"APP1"}), {"observed": base.observed})
	the(without).facts.causes == ["there is no key profile APP1"]
	empty := object.union(base, {"profiles": object.union(base.profiles, {"PTKTDATA": {"APP1": object.union(testing.profile(false, {}), {"ssignon": null})}})})
	the(empty).facts.causes == ["key profile APP1 has no key"]
}

test_an_inactive_class_is_a_cause if {
	base := testing.with_logons([refused(5, {"accepted": 0})])
	the(testing.with_class(base, "PTKTDATA", {"active": testing.fact(false)})).facts.causes == ["class PTKTDATA is not active"]
}

test_where_a_client_uses_passwords_it_advises if {
	base := testing.with_logons([refused(5, {})])
	mixed := object.union(base, {"clients": array.concat(base.clients, [testing.client("old", "password", {"users": ["PARTNER1"], "generates_tickets": false})])})
	verdict := the(mixed)
	verdict.verdict == "advisory"
	contains(verdict.message, "A wrong password looks the same.")
}

test_where_nobody_declares_the_user_it_advises if {
	the(object.union(testing.with_logons([refused(5, {})]), {"clients": []})).verdict == "advisory"
}

test_without_an_inventory_it_is_undecided if {
	base := testing.with_logons([refused(5, {})])
	the(object.union(object.union(base, testing.not_offered("clients")), {"clients": []})).verdict == "undecided"
}

test_that_nothing_was_refused_needs_coverage if {
	base := testing.with_logons([refused(1, {"accepted": 0})])
	uncovered := object.union(base, {"observed": object.union(base.observed, {"coverage": []})})
	the(uncovered).verdict == "undecided"
	contains(the(uncovered).reason, "no record of an accepted ticket comes from the job of ICON1")
}

test_records_of_no_day_that_counts_prove_nothing if {
	estate := object.union(object.remove(testing.estate, ["observed"]), {"observed": null})
	of(estate)["endpoint:ICON1"].reason == "no SMF record is of a day that counts for the day of the audit"
}

test_without_records_the_endpoint_is_undecided if of(testing.without_smf(testing.estate))["endpoint:ICON1"].verdict == "undecided"

test_without_an_endpoint_the_system_is_undecided if {
	of(object.union(testing.changed(testing.not_offered("hwscfg")), {"endpoints": []})).system.verdict == "undecided"
}

test_only_what_was_refused_is_in_the_facts if {
	rows := [refused(5, {}), testing.logon("PARTNER1", {"application": "APP2"})]
	the(testing.with_logons(rows)).facts.applications == ["APP1"]
}

test_logons_of_users_whom_the_unload_may_have_lost_are_said if {
	logons := [testing.logon("WEBUSR1", {}), testing.logon("BATCH1", {"user": null})]
	subject := "endpoint:ICON1"
	not of(testing.with_logons(logons))[subject]
	of(testing.also_damaged(testing.with_logons(logons), "unload", "0200", null))[subject].verdict == "undecided"
	not of(testing.also_damaged(testing.with_logons(logons), "unload", "0205", null))[subject]
	not of(testing.also_damaged(testing.with_logons([logons[0]]), "unload", "0200", null))[subject]
}
