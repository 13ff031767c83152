package auditor.policies.user_cache_without_age_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.user_cache_without_age

judged(change) := [verdict | some verdict in verdicts][0] if {
	estate := object.union(testing.estate, {"endpoints": [object.union(testing.endpoint, change)]})
	verdicts := user_cache_without_age.verdicts with input as estate
}

cached := {"uidcache": testing.fact(true), "running": null}

test_no_cache_is_out_of_scope if judged({}).verdict == "not_applicable"

test_a_cache_without_age_fails if {
	verdict := judged(cached)
	verdict.verdict == "fail"
	verdict.severity == "low"
	some sentence in verdict.assumptions
	contains(sentence, "not confirmed")
}

test_a_long_age_is_worse if {
	verdict := judged(object.union(cached, {"uidage": testing.fact(86401)}))
	verdict.verdict == "fail"
	verdict.severity == "medium"
}

test_a_short_age_passes if judged(object.union(cached, {"uidage": testing.fact(86400)})).verdict == "pass"

test_the_running_cache_counts if judged({"running": {"uidcache": testing.fact(true)}}).verdict == "fail"

test_an_unknown_cache_is_undecided if {
	judged({"running": null, "uidcache": testing.unknown("HWS.UIDCACHE is coded twice")}).verdict == "undecided"
	judged({"running": null, "uidcache": {"value": null, "at": null, "origin": null, "why": null}}).verdict == "undecided"
}

test_an_age_that_cannot_be_read_is_undecided if {
	broken := {"value": null, "at": [2, 1, 1, 9], "origin": "coded", "why": "HWS.UIDAGE= has a value it cannot have"}
	judged(object.union(cached, {"uidage": broken})).verdict == "undecided"
}

test_a_damaged_member_cannot_prove_that_no_age_is_coded if {
	judged(object.union(cached, {"damaged": true})).verdict == "undecided"
}

test_a_display_alone_cannot_prove_that_no_age_is_coded if {
	shown := {"member": false, "uidage": testing.unknown("the member of ICON1 was not offered"), "running": {"uidcache": testing.fact(true)}}
	verdict := judged(shown)
	verdict.verdict == "undecided"
	verdict.reason == "the member of ICON1 was not offered"
}

test_an_age_that_a_display_shows_counts if {
	judged({"running": {"uidcache": testing.fact(true), "uidage": testing.fact(60)}}).verdict == "pass"
	judged({"running": {"uidcache": testing.fact(true), "uidage": testing.fact(86401)}}).severity == "medium"
}

test_no_member_is_undecided if {
	estate := object.union(testing.changed(testing.not_offered("hwscfg")), {"endpoints": []})
	testing.words(user_cache_without_age.verdicts) == {"system": "undecided"} with input as estate
}

test_an_age_that_is_unknown_without_a_reason_is_undecided if {
	silent := {"value": null, "at": null, "origin": null, "why": null}
	judged(object.union(cached, {"uidage": silent})).verdict == "undecided"
}
