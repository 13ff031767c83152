package auditor.policies.port_without_tls_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.port_without_tls

port := "endpoint:ICON1/port:5555"

words(change) := found if {
	found := testing.words(port_without_tls.verdicts) with input as object.union(testing.estate, change)
}

stated(word) := {"tls": [object.union(testing.estate.tls[0], {"tls": word})]}

test_required_passes if words({}) == {port: "pass"}

test_none_fails_with_the_statement_as_evidence if {
	verdicts := port_without_tls.verdicts with input as object.union(testing.estate, stated("none"))
	some verdict in verdicts
	verdict.verdict == "fail"
	verdict.places == [
		{"at": [5, 2, 0, 0], "role": "primary", "note": "the statement about the port"},
		{"at": [2, 4, 11, 40], "role": "related", "note": "the port in the member"},
	]
	verdict.facts == {"port": 5555, "tls": "none", "evidence": "PAGENT rule DRDA-IN"}
}

test_no_evidence_is_undecided_never_a_pass if {
	verdicts := port_without_tls.verdicts with input as object.union(testing.changed(testing.not_offered("tls")), {"tls": []})
	[[verdict.verdict, verdict.reason] | some verdict in verdicts] == [[
		"undecided",
		"no TLS evidence was offered (--tls), and HWSCFGxx cannot show AT-TLS",
	]]
}

test_evidence_about_another_port_is_undecided if {
	verdicts := port_without_tls.verdicts with input as object.union(testing.estate, {"tls": []})
	[verdict.reason | some verdict in verdicts] == ["the TLS evidence says nothing about this port"]
}

test_a_port_that_only_runs_is_judged_too if {
	endpoint := object.union(testing.endpoint, {"running": {"ports": [{"id": testing.fact(5556), "porttmot": testing.fact(0), "at": [4, 5, 1, 9]}]}})
	words({"endpoints": [endpoint]}) == {port: "pass", "endpoint:ICON1/port:5556": "undecided"}
}

test_a_broken_port_is_undecided if {
	broken := {"id": testing.unknown("ODACCESS.DRDAPORT.ID is no number it can be"), "porttmot": testing.fact(0), "at": [2, 4, 1, 9]}
	words({"endpoints": [object.union(testing.endpoint, {"ports": [broken]})]}) == {"endpoint:ICON1": "undecided"}
}

test_no_port_at_all_is_undecided if {
	words({"endpoints": [object.union(testing.endpoint, {"ports": []})]}) == {"endpoint:ICON1": "undecided"}
}

test_no_member_is_undecided if {
	estate := object.union(testing.changed(testing.not_offered("hwscfg")), {"endpoints": []})
	testing.words(port_without_tls.verdicts) == {"system": "undecided"} with input as estate
}
