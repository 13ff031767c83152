package auditor.policies.tls_deprecated_protocol_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.tls_deprecated_protocol

from(estate) := verdict if {
	verdicts := tls_deprecated_protocol.verdicts with input as estate
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
	verdicts := tls_deprecated_protocol.verdicts with input as testing.with_endpoint({"ports": []})
	{verdict.verdict | some verdict in verdicts} == {"undecided"}
}

offering(names, origin, change) := testing.tls_rule("OLD", object.union(
	{"protocols": {name: shown |
		some name in names
		shown := object.union(testing.fact(true), {"origin": origin})
	}},
	change,
))

test_tls_1_2_alone_passes if {
	verdict := of([on("A")])
	[verdict.verdict, verdict.message] == ["pass", "No AT-TLS rule that connections can meet offers a deprecated protocol."]
}

test_each_deprecated_protocol_fails if {
	every name, severity in {"SSLv2": "high", "SSLv3": "high", "TLSv1": "medium", "TLSv1.1": "medium"} {
		verdict := of([offering([name], "coded", {})])
		[verdict.verdict, verdict.severity, verdict.facts] == ["fail", severity, {"port": 5555, "protocols": [name], "coded": true}]
	}
}

test_a_policy_that_is_silent_about_versions_offers_them if {
	verdict := of([offering(["TLSv1", "TLSv1.1"], "default", {})])
	[verdict.verdict, verdict.facts] == ["fail", {"port": 5555, "protocols": ["TLSv1", "TLSv1.1"], "coded": false}]
}

test_with_suite_b_versions_do_not_count if of([offering(["SSLv3"], "coded", {"suite_b": true})]).verdict == "pass"

test_an_environment_file_may_set_what_is_not_coded if {
	silent := offering(["TLSv1"], "default", {"envfile": true})
	of([silent]).reason == "an environment file (Envfile) may set TLSv1 for rule OLD"
	of([offering(["TLSv1"], "coded", {"envfile": true})]).verdict == "fail"
	of([object.union(silent, {"suite_b": true})]).verdict == "pass"
	of([off("A"), silent]).verdict == "pass"
}

test_a_protocol_that_is_not_shown_is_undecided if {
	hidden := testing.tls_rule("A", {"protocols": {"TLSv1": testing.unknown("TLSv1 is not shown")}})
	of([hidden]).reason == "whether rule A offers TLSv1 is not shown"
	of([object.union(hidden, {"suite_b": true})]).verdict == "pass"
	of([object.union(hidden, {"enabled": testing.fact(false)})]).verdict == "pass"
	of([testing.tls_rule("A", {"protocols": {"TLSv1.3": testing.unknown("TLSv1.3 is not shown")}})]).verdict == "pass"
}

test_only_rules_with_tls_that_are_met_count if {
	of([on("A"), offering(["SSLv3"], "coded", {})]).verdict == "pass"
	of([offering(["SSLv3"], "coded", {"enabled": testing.fact(false)})]).verdict == "pass"
	of([offering(["SSLv3"], "coded", {"application_controlled": testing.fact(true)})]).verdict == "fail"
	of([offering(["SSLv3"], "coded", {"narrow": ["time"]}), on("A")]).verdict == "fail"
	of([offering(["SSLv3"], "coded", {"job": "ICON*"}), on("A")]).reason == "whether connections meet rule OLD, which offers SSLv3, is open"
}

test_stacks_that_differ_are_undecided if {
	from(policies([[on("A")], [offering(["SSLv3"], "coded", {})]])).verdict == "undecided"
	from(policies([[on("A")], [on("B")]])).verdict == "pass"
}
