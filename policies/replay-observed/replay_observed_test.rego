package auditor.policies.replay_observed_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.replay_observed

of(estate) := by_object if {
	verdicts := replay_observed.verdicts with input as estate
	by_object := {verdict.object: verdict | some verdict in verdicts}
}

words(estate) := {subject: verdict.verdict | some subject, verdict in of(estate)}

the(estate) := of(estate)["endpoint:ICON1/user:PARTNER1"]

refused(more) := testing.with_logons([testing.logon("PARTNER1", more)])

test_where_nothing_was_replayed_it_passes if {
	words(testing.estate) == {
		"endpoint:ICON1/user:BATCH1": "pass",
		"endpoint:ICON1/user:WEBUSR1": "pass",
		"endpoint:ICON1/user:PARTNER1": "pass",
	}
}

test_replays_advise if {
	verdict := the(refused({"replayed": 2, "refused": {"replayed ticket": 2}, "replayed_at": [[6, 9, 282, 289]]}))
	verdict.verdict == "advisory"
	verdict.severity == "advisory"
	verdict.facts == {"applications": ["APP1"]}
	verdict.places == [{"at": [6, 9, 282, 289], "role": "primary", "note": "a replayed ticket"}]
}

test_a_word_that_is_not_known_leaves_it_open if {
	base := refused({"refused": {"a reason not named here": 1}})
	the(base).verdict == "undecided"
	told := object.union(base, {"site": object.union(base.site, {"smf": {"time_zone": null, "words": {"PTKREPLY": 33}, "columns": {}}})})
	the(told).verdict == "pass"
	other := object.union(base, {"site": object.union(base.site, {"smf": {"time_zone": null, "words": {"PTKREPLY": 32}, "columns": {}}})})
	the(other).verdict == "undecided"
}

test_refusals_of_known_reasons_are_none if the(refused({"refused": {"revoked user": 3}})).verdict == "pass"

test_without_coverage_it_is_undecided if {
	base := refused({})
	the(object.union(base, {"observed": object.union(base.observed, {"coverage": []})})).verdict == "undecided"
}

test_without_records_it_is_undecided if {
	verdicts := of(testing.without_smf(testing.estate))
	count(verdicts) > 0
	every verdict in verdicts {
		verdict.verdict in {"undecided", "not_applicable"}
	}
}

test_logons_of_users_whom_the_unload_may_have_lost_are_said if {
	logons := [testing.logon("WEBUSR1", {}), testing.logon("BATCH1", {"user": null})]
	subject := "endpoint:ICON1"
	not of(testing.with_logons(logons))[subject]
	of(testing.also_damaged(testing.with_logons(logons), "unload", "0200", null))[subject].verdict == "undecided"
	not of(testing.also_damaged(testing.with_logons(logons), "unload", "0205", null))[subject]
	not of(testing.also_damaged(testing.with_logons([logons[0]]), "unload", "0200", null))[subject]
}
