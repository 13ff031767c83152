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
		"no TLS evidence was offered (--tls)",
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

running(ports) := object.union(testing.endpoint, {"running": {"ports": ports}})

shown(number) := {"id": number, "porttmot": testing.fact(0), "at": [4, 5, 1, 9]}

test_a_port_of_both_is_judged_once_at_its_member if {
	verdicts := port_without_tls.verdicts with input as object.union(
		testing.estate,
		{"endpoints": [running([shown(testing.fact(5555))])], "tls": []},
	)
	[verdict.places[0].at | some verdict in verdicts] == [[2, 4, 11, 40]]
}

test_a_port_that_a_display_shows_without_its_number_is_undecided if {
	words({"endpoints": [running([shown(testing.unknown("PORT is cut off"))])]}) == {port: "pass", "endpoint:ICON1": "undecided"}
}

test_ports_that_only_run_are_known if {
	endpoint := object.union(running([shown(testing.fact(5556))]), {"ports": []})
	words({"endpoints": [endpoint]}) == {"endpoint:ICON1/port:5556": "undecided"}
}

test_a_broken_port_has_one_reason if {
	endpoint := object.union(testing.endpoint, {"ports": [shown(testing.unknown("ID= is no number"))]})
	verdicts := port_without_tls.verdicts with input as object.union(testing.estate, {"endpoints": [endpoint]})
	[verdict.reason | some verdict in verdicts] == ["ID= is no number"]
}

test_ports_of_one_endpoint_do_not_make_those_of_another_known if {
	other := object.union(testing.endpoint, {"name": "ICON2", "ports": []})
	words({"endpoints": [testing.endpoint, other]}) == {port: "pass", "endpoint:ICON2": "undecided"}
}

test_without_a_display_the_member_s_ports_are_judged if {
	words({"endpoints": [object.union(testing.endpoint, {"running": null})]}) == {port: "pass"}
}

test_evidence_about_the_same_port_of_another_endpoint_is_none if {
	other := object.union(testing.endpoint, {"name": "ICON2"})
	words({"endpoints": [testing.endpoint, other]}) == {port: "pass", "endpoint:ICON2/port:5555": "undecided"}
}

test_a_member_without_odaccess_is_out_of_scope if {
	words({"endpoints": [object.union(testing.endpoint, {"odaccess": testing.fact(false)})]}) == {"endpoint:ICON1": "not_applicable"}
}

test_a_port_that_is_unknown_without_a_reason_is_undecided if {
	silent := {"value": null, "at": null, "origin": null, "why": null}
	words({"endpoints": [object.union(testing.endpoint, {"ports": [shown(silent)]})]}) == {"endpoint:ICON1": "undecided"}
}

# -- the day of a statement ----------------------------------------------------------------------------------------------

stating(day, tls) := {word |
	statement := {"endpoint": "ICON1", "port": 5555, "tls": tls, "evidence": "a rule", "as_of": day, "at": [5, 2, 0, 0]}
	verdicts := port_without_tls.verdicts with input as object.union(testing.estate, {"tls": [statement]})
	some verdict in verdicts
	word := [verdict.verdict, verdict.reason]
}

test_a_statement_stands_for_a_year if {
	{word[0] | some word in stating("2025-11-01", "required")} == {"pass"}
	{word[0] | some word in stating("2025-11-01", "none")} == {"fail"}
	{word[0] | some word in stating(null, "required")} == {"pass"}
}

test_an_older_one_settles_nothing if {
	every tls in ["required", "none"] {
		stating("2025-10-31", tls) == {["undecided", "the statement is of 2025-10-31, more than a year before 2026-11-02"]}
	}
}
