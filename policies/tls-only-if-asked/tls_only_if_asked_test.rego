package auditor.policies.tls_only_if_asked_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.tls_only_if_asked

from(estate) := verdict if {
	verdicts := tls_only_if_asked.verdicts with input as estate
	count(verdicts) == 1
	some verdict in verdicts
}

of(rules) := from(testing.with_tls(rules))

on(name) := testing.tls_rule(name, {})

off(name) := testing.clear_rule(name, {})

broken := testing.tls_rule("X", {"broken": ["GrpOn is not in the file"]})

policies(rows) := object.union(testing.with_tls([]), {"tls_policies": [testing.tls_policy(rules) | some rules in rows]})

test_without_evidence_it_is_undecided if {
	estate := object.union(testing.changed(testing.not_offered("tls")), {"tls": []})
	from(estate).reason == "no TLS evidence was offered (--tls)"
	from(object.union(testing.estate, {"tls": []})).reason == "the TLS evidence says nothing about this port"
}

test_a_statement_cannot_tell if {
	verdict := from(testing.estate)
	[verdict.object, verdict.verdict, verdict.reason] == ["endpoint:ICON1/port:5555", "not_applicable", "a statement of the site cannot tell how TLS is set up"]
}

test_a_policy_that_could_not_be_read_is_undecided if {
	lost := {"evidence": {"tls": {"offered": true, "damage": [{"input": "tls", "code": "unreadable", "message": "x is binary data", "at": null}]}}}
	from(testing.changed(lost)).reason == "TLS evidence is lost: x is binary data"
	from(object.union(testing.with_tls([on("A")]), lost)).verdict == "undecided"
}

test_a_policy_that_is_lost_is_undecided if {
	lost := object.union(testing.tls_policy([on("A")]), {"lost": "line 4 cannot be read"})
	from(object.union(testing.with_tls([]), {"tls_policies": [lost]})).reason == "line 4 cannot be read"
}

test_a_rule_that_cannot_be_resolved_leaves_it_open if {
	of([broken]).reason == "rule X cannot be resolved: GrpOn is not in the file"
	of([on("A"), broken]).verdict == "pass"
}

test_a_port_that_is_not_known_is_undecided if {
	verdicts := tls_only_if_asked.verdicts with input as testing.with_endpoint({"ports": []})
	{verdict.verdict | some verdict in verdicts} == {"undecided"}
}

asks(change) := testing.tls_rule("ASKS", object.union({"application_controlled": testing.fact(true)}, change))

test_a_rule_that_waits_for_the_program_fails if {
	verdict := of([asks({})])
	[verdict.verdict, verdict.severity, verdict.facts] == ["fail", "high", {"port": 5555}]
	verdict.message == "TLS is not enforced by the policy: it starts only if IMS Connect asks for it, and nothing says that it does."
	verdict.places == [
		{"at": [5, 10, 1, 20], "role": "primary", "note": "rule ASKS: TLS starts when the program asks for it"},
		{"at": [2, 4, 11, 40], "role": "related", "note": "the port in the member"},
	]
	"ICON1 uses the stack of this policy." in verdict.assumptions
}

test_rules_that_do_not_wait_pass if {
	every rules in [[on("A")], [off("A")], [], [on("A"), asks({})], [asks({"ports": [[6000, 6000]]}), on("A")]] {
		of(rules).verdict == "pass"
	}
}

test_a_rule_that_only_some_meet_fails_too if {
	of([asks({"narrow": ["time"]}), on("A")]).verdict == "fail"
	of([testing.tls_rule("A", {"narrow": ["remote address"]}), asks({})]).verdict == "fail"
}

test_a_rule_of_an_unknown_job_is_undecided if {
	of([asks({"job": "ICON*"}), on("A")]).reason == "whether connections meet rule ASKS, which waits for the program, is open"
	of([testing.tls_rule("A", {"job": "ICON*"}), asks({})]).verdict == "undecided"
}

test_stacks_that_differ_are_undecided if {
	from(policies([[on("A")], [asks({})]])).verdict == "undecided"
	from(policies([[asks({})], [asks({})]])).verdict == "fail"
}
