package auditor.policies.tls_weak_cipher_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.tls_weak_cipher

from(estate) := verdict if {
	verdicts := tls_weak_cipher.verdicts with input as estate
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
	verdicts := tls_weak_cipher.verdicts with input as testing.with_endpoint({"ports": []})
	{verdict.verdict | some verdict in verdicts} == {"undecided"}
}

listing(names, change) := testing.tls_rule("OLD", object.union({"ciphers": [[null, name] | some name in names]}, change))

test_strong_suites_pass if {
	every name in ["TLS_AES_256_GCM_SHA384", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "TLS_RSA_WITH_AES_128_CBC_SHA"] {
		of([listing([name], {})]).verdict == "pass"
	}
}

test_each_weakness_fails if {
	every name, severity in {
		"TLS_RSA_WITH_NULL_SHA256": "high", "TLS_NULL_WITH_NULL_NULL": "high", "TLS_DH_anon_WITH_AES_128_CBC_SHA": "high",
		"TLS_RSA_EXPORT_WITH_RC4_40_MD5": "high", "TLS_RSA_WITH_RC4_128_SHA": "medium", "TLS_RSA_WITH_RC2_CBC_128_SHA": "medium",
		"TLS_RSA_WITH_DES_CBC_SHA": "medium", "TLS_RSA_WITH_3DES_EDE_CBC_SHA": "medium", "TLS_RSA_WITH_AES_128_MD5": "medium",
	} {
		verdict := of([listing(["TLS_AES_256_GCM_SHA384", name], {})])
		[verdict.verdict, verdict.severity, verdict.facts] == ["fail", severity, {"port": 5555, "suites": [name]}]
	}
}

test_the_worst_suite_counts if {
	verdict := of([listing(["TLS_RSA_WITH_3DES_EDE_CBC_SHA", "TLS_RSA_WITH_NULL_MD5"], {})])
	[verdict.severity, verdict.facts.suites] == ["high", ["TLS_RSA_WITH_3DES_EDE_CBC_SHA", "TLS_RSA_WITH_NULL_MD5"]]
}

test_a_suite_that_is_not_known_is_undecided if {
	of([testing.tls_rule("A", {"ciphers": [["FEFE", null]]})]).reason == "rule A lists the suite FEFE, which is not known here"
	of([testing.tls_rule("A", {"ciphers": [["FEFE", null], ["0002", "TLS_RSA_WITH_NULL_SHA"]]})]).verdict == "fail"
}

test_no_list_is_undecided if {
	of([testing.tls_rule("A", {"ciphers": null})]).reason == "rule A lists no suites, and the default list of System SSL is not in evidence"
	of([off("A")]).verdict == "pass"
}

test_with_suite_b_the_list_does_not_count if {
	of([listing(["TLS_RSA_WITH_NULL_SHA"], {"suite_b": true})]).verdict == "pass"
	of([testing.tls_rule("A", {"ciphers": null, "suite_b": true})]).verdict == "pass"
}

test_only_rules_with_tls_that_are_met_count if {
	weak := ["TLS_RSA_WITH_NULL_SHA"]
	of([on("A"), listing(weak, {})]).verdict == "pass"
	of([listing(weak, {"application_controlled": testing.fact(true)})]).verdict == "fail"
	of([listing(weak, {"narrow": ["time"]}), on("A")]).verdict == "fail"
	of([listing(weak, {"job": "ICON*"}), on("A")]).reason == "whether connections meet rule OLD, which accepts TLS_RSA_WITH_NULL_SHA, is open"
}

test_stacks_that_differ_are_undecided if {
	from(policies([[on("A")], [listing(["TLS_RSA_WITH_NULL_SHA"], {})]])).verdict == "undecided"
}
