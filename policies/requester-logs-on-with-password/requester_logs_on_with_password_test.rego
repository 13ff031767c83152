package auditor.policies.requester_logs_on_with_password_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.requester_logs_on_with_password

verdicts_of(estate) := verdicts if {
	verdicts := requester_logs_on_with_password.verdicts with input as estate
}

words(estate) := testing.words(verdicts_of(estate))

one(estate, user) := verdict if {
	some verdict in verdicts_of(estate)
	verdict.object == sprintf("user:%s", [user])
}

open_server := testing.changed({"users": {"WEBSTC": {"protected": false}}})

test_a_protected_server_passes if words(testing.estate) == {"user:BATCH1": "not_applicable", "user:WEBSTC": "pass"}

test_a_server_with_a_password_fails if {
	verdict := one(open_server, "WEBSTC")
	verdict.verdict == "fail"
	verdict.severity == "medium"
	verdict.facts == {"clients": ["gateway"], "protected": false}
	verdict.remediation.racf == ["ALTUSER WEBSTC NOPASSWORD NOPHRASE"]
	verdict.remediation.undo == []
	verdict.places == [{"at": [0, 50, 391, 394], "role": "primary", "note": "not PROTECTED"}]
}

# A SQL Batch user is its own ticket target: NOPASSWORD would shut it out.
test_no_password_is_ever_taken_from_a_sql_batch_user if {
	verdict := one(testing.estate, "BATCH1")
	verdict.verdict == "not_applicable"
	contains(verdict.reason, "SQL Batch")
	every verdict_ in verdicts_of(testing.estate) {
		verdict_.remediation.racf == []
	}
	both := testing.changed({"clients": [
		testing.client("batch", "sql-batch", {"requester": "WEBSTC", "users": ["WEBSTC"]}),
		testing.client("gateway", "racf-service", {"requester": "WEBSTC", "users": ["WEBUSR1"]}),
	]})
	one(object.union(both, {"users": {"WEBSTC": {"protected": false}}}), "WEBSTC").verdict == "not_applicable"
}

test_nor_from_a_user_of_any_client if {
	clients := [
		testing.client("gateway", "racf-service", {"requester": "WEBSTC", "users": ["WEBUSR1"]}),
		testing.client("other", "off-host", {"users": ["WEBSTC"]}),
	]
	one(object.union(open_server, {"clients": clients}), "WEBSTC").verdict == "not_applicable"
	quiet := [object.union(client, {"generates_tickets": client.id == "gateway"}) | some client in clients]
	one(object.union(open_server, {"clients": quiet}), "WEBSTC").verdict == "fail"
}

test_a_server_that_does_not_exist_is_out_of_scope if {
	estate := testing.changed({"clients": [testing.client("new", "racf-service", {"requester": "GHOST", "users": ["PARTNER1"]})]})
	one(estate, "GHOST").verdict == "not_applicable"
	one(object.union(estate, {"unload": {"users": false}, "users": {}}), "GHOST").verdict == "undecided"
}

test_clients_that_ask_as_nobody_or_make_no_tickets_are_out_of_scope if {
	quiet := [object.union(client, {"generates_tickets": false}) | some client in testing.estate.clients]
	words(testing.changed({"clients": quiet})) == {"system": "not_applicable"}
}

test_damage_costs_what_it_touches if {
	words(object.union(testing.estate, testing.damaged("unload", "0200", null)))["user:WEBSTC"] == "undecided"
	one(object.union(open_server, testing.damaged("unload", "0200", null)), "WEBSTC").verdict == "fail"
}

test_without_an_inventory_it_is_undecided if {
	words(object.union(testing.changed(testing.not_offered("clients")), {"clients": []})) == {"endpoint:ICON1": "undecided"}
}
