package auditor.policies.undeclared_client_in_file_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.undeclared_client_in_file

the(change) := judged(testing.with_written([testing.written("found:a/b", change)]))

judged(estate) := verdict if {
	verdicts := undeclared_client_in_file.verdicts with input as estate
	some verdict in verdicts
}

with_entry(change) := judged(object.union(
	testing.with_written([testing.written("found:a/b", {"requester": testing.fact("NEWUSR")})]),
	{"clients": [testing.client("one", "sql-batch", object.union({"requester": "ONE", "users": ["ONE"]}, change))]},
))

test_a_declared_client_passes if {
	verdict := the({})
	verdict.verdict == "pass"
	verdict.facts.declared == ["batch"]
	contains(verdict.assumptions[0], "port 5555")
}

test_another_user_is_not_declared if {
	verdict := the({"requester": testing.fact("NEWUSR")})
	verdict.verdict == "fail"
	verdict.severity == "medium"
	verdict.facts == {"application": "APP1", "endpoint": "ICON1", "users": ["NEWUSR"]}
	verdict.places[0].at == [6, 8, 0, 0]
	count(verdict.remediation.other) == 2
}

test_the_user_of_the_url_counts_before_the_job if {
	the({"user": testing.fact("WEBUSR1")}).facts.declared == ["gateway"]
}

test_another_application_is_not_declared if the({"application": testing.fact("APP2")}).verdict == "fail"

test_the_declared_endpoint_may_have_the_port_too if the({"endpoint": testing.fact("ICON2")}).verdict == "undecided"

test_a_port_that_no_endpoint_has_is_not_declared if {
	the({"endpoint": testing.unknown("no member has the port"), "port": testing.fact(7777)}).verdict == "fail"
}

test_an_unknown_endpoint_may_be_the_declared_one if {
	verdict := the({"endpoint": testing.unknown("several members have port 5555"), "requester": testing.fact("BATCH1")})
	verdict.verdict == "undecided"
	contains(verdict.reason, "several members have port 5555")
	contains(verdict.reason, "it may be batch")
}

test_an_unknown_user_may_be_a_declared_one if {
	verdict := the({"requester": testing.unknown("who submits it is unknown")})
	verdict.verdict == "undecided"
	contains(verdict.reason, "batch or gateway or partner")
}

test_an_unknown_application_may_be_the_declared_one if {
	the({"application": testing.unknown("applName is APPL")}).verdict == "undecided"
}

test_an_entry_that_names_the_file_declares_it if {
	with_entry({"evidence": ["jobs/ordnite.jcl"]}).verdict == "pass"
	with_entry({"evidence": ["ordnite.jcl"]}).verdict == "pass"
	with_entry({"evidence": ["./ordnite.jcl"]}).verdict == "pass"
	with_entry({"evidence": [{"kind": "jcl", "file": "ordnite.jcl", "line": 8}]}).verdict == "pass"
	with_entry({"evidence": [{"kind": "jcl", "file": "ordnite.jcl", "line": null}]}).verdict == "pass"
}

test_an_entry_that_names_another_line_or_file_does_not if {
	with_entry({"evidence": [{"kind": "jcl", "file": "ordnite.jcl", "line": 9}]}).verdict == "fail"
	with_entry({"evidence": ["nite.jcl"]}).verdict == "fail"
	with_entry({}).verdict == "fail"
}

test_an_entry_with_the_id_declares_it if with_entry({"id": "found:a/b"}).verdict == "pass"

test_a_draft_declares_nothing if with_entry({"id": "found:a/b", "status": "draft"}).verdict == "fail"

test_a_comment_is_no_client if {
	testing.words(undeclared_client_in_file.verdicts) == {"system": "not_applicable"} with input as testing.with_written([testing.written("found:a/b", {"comment": true})])
}

test_without_an_inventory_nothing_is_said if {
	verdict := judged(object.union(testing.changed(testing.not_offered("clients")), {"clients": []}))
	verdict.verdict == "undecided"
	contains(verdict.reason, "no client inventory")
}

test_a_password_client_is_declared_without_an_application if {
	estate := object.union(
		testing.with_written([testing.written("found:a/b", {"application": testing.not_given, "user": testing.fact("REP1")})]),
		{"clients": [testing.client("reports", "password", {"application": null, "generates_tickets": false, "users": ["REP1"]})]},
	)
	judged(estate).facts.declared == ["reports"]
}
