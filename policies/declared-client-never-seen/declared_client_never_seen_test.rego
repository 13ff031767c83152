package auditor.policies.declared_client_never_seen_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.declared_client_never_seen

of(estate) := by_object if {
	verdicts := declared_client_never_seen.verdicts with input as estate
	by_object := {verdict.object: verdict | some verdict in verdicts}
}

words(estate) := {subject: verdict.verdict | some subject, verdict in of(estate)}

the(estate) := of(estate)["client:partner"]

unseen(change) := object.union(testing.estate, {"observed": object.union(testing.observed([testing.logon("BATCH1", {"first": "2026-08-05"})]), change)})

test_clients_that_are_seen_pass if {
	words(testing.estate) == {"client:batch": "pass", "client:gateway": "pass", "client:partner": "pass"}
	the(testing.estate).places[1] == {"at": [6, 7, 282, 289], "role": "related", "note": "a logon"}
}

test_one_that_is_not_seen_fails_after_a_whole_period if {
	verdict := the(unseen({"days": 90}))
	verdict.verdict == "fail"
	verdict.severity == "low"
	verdict.facts == {"absent": true, "users": ["PARTNER1"]}
	verdict.places[0].at == [3, 2, 0, 0]
}

test_in_a_short_period_it_advises if the(unseen({"days": 89})).verdict == "advisory"

# Ninety days of other records say nothing of logons at this endpoint.
test_logons_have_to_reach_over_the_period if {
	elsewhere := testing.logon("BATCH1", {"endpoint": "ICON2", "first": "2026-01-01", "accepted": 0})
	verdicts := {first: verdict |
		some first in ["2026-08-05", "2026-08-06"]
		verdict := the(unseen({"days": 90, "logons": [testing.logon("BATCH1", {"first": first}), elsewhere]})).verdict
	}
	verdicts == {"2026-08-05": "fail", "2026-08-06": "advisory"}
}

test_coverage_without_a_logon_advises if the(unseen({"days": 90, "logons": []})).verdict == "advisory"

test_refused_tickets_are_a_sight_too if {
	the(testing.with_logons([testing.logon("PARTNER1", {"accepted": 0, "refused": {"revoked user": 1}})])).verdict == "pass"
}

test_at_another_endpoint_it_is_not_seen if the(testing.with_logons([testing.logon("BATCH1", {}), testing.logon("PARTNER1", {"endpoint": "ICON2"})])).verdict == "advisory"

test_without_coverage_it_is_undecided if the(unseen({"coverage": []})).verdict == "undecided"

test_what_declares_no_tickets_is_out_of_scope if {
	every change in [{"generates_tickets": false}, {"status": "draft"}] {
		estate := object.union(testing.estate, {"clients": [testing.client("partner", "off-host", object.union({"users": ["PARTNER1"]}, change))]})
		the(estate).verdict == "not_applicable"
	}
}

test_a_client_without_users_or_endpoint_is_undecided if {
	every change in [{"users": []}, {"endpoint": "ICON9"}] {
		estate := object.union(testing.estate, {"clients": [testing.client("partner", "off-host", object.union({"users": ["PARTNER1"]}, change))]})
		the(estate).verdict == "undecided"
	}
}

test_an_empty_inventory_is_out_of_scope if words(object.union(testing.estate, {"clients": []})) == {"system": "not_applicable"}

test_without_records_it_is_undecided if {
	verdicts := of(testing.without_smf(testing.estate))
	count(verdicts) > 0
	every verdict in verdicts {
		verdict.verdict in {"undecided", "not_applicable"}
	}
}
