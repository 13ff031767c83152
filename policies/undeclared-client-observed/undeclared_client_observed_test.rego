package auditor.policies.undeclared_client_observed_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.undeclared_client_observed

of(estate) := by_object if {
	verdicts := undeclared_client_observed.verdicts with input as estate
	by_object := {verdict.object: verdict | some verdict in verdicts}
}

words(estate) := {subject: verdict.verdict | some subject, verdict in of(estate)}

with_client(change) := object.union(testing.with_logons([testing.logon("PARTNER1", {})]), {"clients": [testing.client("partner", "off-host", object.union({"users": ["PARTNER1"]}, change))]})

test_tickets_of_declared_clients_pass if {
	words(testing.estate) == {
		"endpoint:ICON1/user:BATCH1": "pass",
		"endpoint:ICON1/user:WEBUSR1": "pass",
		"endpoint:ICON1/user:PARTNER1": "pass",
	}
}

test_a_user_that_no_client_declares_fails if {
	verdict := of(testing.with_logons([testing.logon("SECADM", {"accepted_at": [[6, 7, 282, 289], [6, 9, 282, 289]]})]))["endpoint:ICON1/user:SECADM"]
	verdict.verdict == "fail"
	verdict.severity == "high"
	verdict.facts == {"absent": true, "applications": ["APP1"], "jobs": ["ICON1"]}
	verdict.places == [
		{"at": [6, 7, 282, 289], "role": "primary", "note": "an accepted ticket"},
		{"at": [6, 9, 282, 289], "role": "related", "note": "an accepted ticket"},
	]
	startswith(verdict.message, "40 tickets for SECADM and APP1 were accepted at ICON1 (from 2026-11-01 to 2026-11-02)")
	verdict.remediation.other[1] == "- {id: seen-SECADM, endpoint: ICON1, kind: off-host, generates_tickets: true, application: APP1, users: [SECADM], status: draft}"
	count(verdict.assumptions) == 1
}

test_the_draft_names_the_requester_that_records_show if {
	changed := testing.with_logons([testing.logon("SECADM", {})])
	observed := object.union(changed.observed, {"generated": [testing.generation("WEBSTC", "SECADM", {})]})
	verdict := of(object.union(changed, {"observed": observed}))["endpoint:ICON1/user:SECADM"]
	contains(verdict.remediation.other[1], "kind: racf-service, ")
	contains(verdict.remediation.other[1], "requester: WEBSTC, ")
}

test_the_requester_of_other_tickets_is_no_maker if {
	changed := testing.with_logons([testing.logon("SECADM", {})])
	every change in [{"application": "APP2"}, {"user": "WEBUSR1"}, {"requester": null}, {"made": 0}] {
		observed := object.union(changed.observed, {"generated": [testing.generation("WEBSTC", "SECADM", change)]})
		verdict := of(object.union(changed, {"observed": observed}))["endpoint:ICON1/user:SECADM"]
		contains(verdict.remediation.other[1], "kind: off-host, ")
	}
}

test_a_client_of_another_kind_declares_no_tickets if {
	every change in [
		{"generates_tickets": false},
		{"status": "draft"},
		{"endpoint": "ICON2"},
		{"application": "APP2"},
		{"users": ["WEBUSR1"]},
	] {
		words(with_client(change))["endpoint:ICON1/user:PARTNER1"] == "fail"
	}
}

test_its_own_client_declares_them_in_any_case if {
	every change in [{}, {"application": "app1"}] {
		words(with_client(change))["endpoint:ICON1/user:PARTNER1"] == "pass"
	}
}

test_a_client_of_tm_declares_its_users_too if {
	estate := object.union(with_client({"users": []}), {"other_clients": [testing.client("tm", "ims-tm", {"users": ["PARTNER1"]})]})
	words(estate)["endpoint:ICON1/user:PARTNER1"] == "pass"
}

test_one_undeclared_application_is_enough if {
	estate := testing.with_logons([testing.logon("PARTNER1", {}), testing.logon("PARTNER1", {"application": "APP2", "accepted": 3})])
	verdict := of(estate)["endpoint:ICON1/user:PARTNER1"]
	verdict.verdict == "fail"
	verdict.facts.applications == ["APP2"]
}

test_refused_tickets_are_none if {
	words(testing.with_logons([testing.logon("SECADM", {"accepted": 0})])) == {"endpoint:ICON1/user:SECADM": "not_applicable"}
}

test_refused_tickets_ask_for_no_inventory if {
	estate := testing.with_logons([testing.logon("SECADM", {"accepted": 0}), testing.logon("WEBUSR1", {})])
	without := object.union(estate, {"evidence": {"clients": {"offered": false}}})
	words(without) == {"endpoint:ICON1/user:SECADM": "not_applicable", "endpoint:ICON1/user:WEBUSR1": "undecided"}
}

test_tickets_of_unknown_users_are_undecided if {
	words(testing.with_logons([testing.logon(null, {"accepted": 2}), testing.logon("BATCH1", {})])) == {
		"endpoint:ICON1": "undecided",
		"endpoint:ICON1/user:BATCH1": "pass",
	}
	words(testing.with_logons([testing.logon(null, {"accepted": 0}), testing.logon("BATCH1", {})])) == {"endpoint:ICON1/user:BATCH1": "pass"}
}

test_without_records_the_endpoint_is_undecided if {
	verdict := of(testing.without_smf(testing.estate))["endpoint:ICON1"]
	verdict.verdict == "undecided"
	verdict.reason == "no SMF records were offered (--smf)"
}

test_without_an_inventory_nothing_is_declared_or_not if {
	estate := object.union(testing.changed(testing.not_offered("clients")), {"clients": []})
	words(estate)["endpoint:ICON1/user:BATCH1"] == "undecided"
}

test_without_an_endpoint_the_system_is_undecided if {
	words(object.union(testing.changed(testing.not_offered("hwscfg")), {"endpoints": []})).system == "undecided"
}

test_a_refused_ticket_for_another_application_needs_no_client if {
	rows := [testing.logon("PARTNER1", {}), testing.logon("PARTNER1", {"application": "APP2", "accepted": 0})]
	words(testing.with_logons(rows))["endpoint:ICON1/user:PARTNER1"] == "pass"
}

# One logon of a user whom the unload does not have, with this many tickets accepted.
nameless(accepted) := testing.with_logons([testing.logon("WEBUSR1", {}), testing.logon("BATCH1", {"user": null, "accepted": accepted})])

test_tickets_of_users_whom_the_unload_may_have_lost_get_one_verdict if {
	verdict := of(testing.also_damaged(nameless(3), "unload", "0200", null))["endpoint:ICON1"]
	verdict.verdict == "undecided"
	contains(verdict.reason, "3 accepted tickets are of users whom the unload does not have")
	contains(verdict.reason, "record 42 of the unload is lost")
	whole := of(nameless(3))["endpoint:ICON1"]
	whole.reason == "3 accepted tickets are of users whom the unload does not have"
	refused := of(testing.also_damaged(nameless(0), "unload", "0200", null))["endpoint:ICON1"]
	refused.verdict == "undecided"
	not contains(refused.reason, "accepted tickets")
	not of(nameless(0))["endpoint:ICON1"]
}
