package auditor.policies.tickets_on_short_connections_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.tickets_on_short_connections

the(change) := verdict if {
	estate := object.union(testing.estate, {"clients": [testing.client("one", "off-host", change)]})
	verdicts := tickets_on_short_connections.verdicts with input as estate
	some verdict in verdicts
}

test_pooled_connections_pass if {
	words := testing.words(tickets_on_short_connections.verdicts) with input as testing.estate
	words == {"client:batch": "pass", "client:gateway": "pass", "client:partner": "pass"}
}

test_short_connections_fail if {
	verdict := the({"connections": "non-persistent", "places": {"connections": [3, 9, 18, 31]}})
	verdict.verdict == "fail"
	verdict.severity == "medium"
	verdict.places[0].at == [3, 9, 18, 31]
	count(verdict.remediation.other) == 2
}

test_one_ticket_a_second_fails if the({"tickets_per_second": 1}).verdict == "fail"

test_less_than_one_a_second_passes if the({"tickets_per_second": 0.9}).verdict == "pass"

test_unknown_connections_are_undecided if the({"connections": "unknown", "tickets_per_second": null}).verdict == "undecided"

test_a_high_rate_fails_whatever_the_connections if the({"connections": "unknown", "tickets_per_second": 3}).verdict == "fail"

test_an_unsaid_rate_is_no_fault if the({"tickets_per_second": null}).verdict == "pass"

test_password_clients_are_out_of_scope if the({"generates_tickets": false, "connections": "non-persistent"}).verdict == "not_applicable"

test_without_an_inventory_each_endpoint_is_undecided if {
	estate := object.union(testing.changed(testing.not_offered("clients")), {"clients": []})
	testing.words(tickets_on_short_connections.verdicts) == {"endpoint:ICON1": "undecided"} with input as estate
}

test_an_empty_inventory_is_out_of_scope if {
	testing.words(tickets_on_short_connections.verdicts) == {"system": "not_applicable"} with input as object.union(testing.estate, {"clients": []})
}

# -- what files write ----------------------------------------------------------------------------------------------------

pooled(life, entry) := verdict if {
	row := testing.written("found:a/b", {"requester": testing.fact("ONE"), "connections": life})
	client := testing.client("one", "sql-batch", object.union({"requester": "ONE", "users": ["ONE"]}, entry))
	estate := object.union(testing.with_written([row]), {"clients": [client]})
	verdicts := tickets_on_short_connections.verdicts with input as estate
	some verdict in verdicts
}

test_a_pool_that_closes_at_once_fails_whatever_is_declared if {
	verdict := pooled(testing.fact("non-persistent"), {})
	verdict.verdict == "fail"
	verdict.places[0].at == [1, 5, 1, 8]
	verdict.facts.declared == "persistent"
	count(verdict.remediation.other) == 2
}

test_a_pool_settles_what_the_inventory_leaves_open if pooled(testing.fact("persistent"), {"connections": "unknown"}).verdict == "pass"

test_a_short_life_settles_nothing if pooled(testing.fact("short-lived"), {"connections": "unknown"}).verdict == "undecided"

test_an_unknown_pool_settles_nothing if pooled(testing.unknown("no pool"), {"connections": "unknown"}).verdict == "undecided"

test_without_a_pool_the_inventory_is_assumed if {
	count(pooled(testing.unknown("no pool"), {}).assumptions) == 1
	count(pooled(testing.fact("persistent"), {}).assumptions) == 0
}

test_what_was_seen_of_its_users_is_cited if {
	verdict := the({"connections": "non-persistent", "users": ["PARTNER1"]})
	verdict.places[1] == {"at": [6, 7, 282, 289], "role": "related", "note": "seen: 40 accepted tickets, up to 2 a minute, last on 2026-11-02"}
	elsewhere := the({"connections": "non-persistent", "users": ["PARTNER1"], "endpoint": "ICON2"})
	count(elsewhere.places) == 1
}
