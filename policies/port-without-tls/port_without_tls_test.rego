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

# -- AT-TLS policies: the rows of the decision table -----------------------------------------------------------------------

on(name) := testing.tls_rule(name, {})

narrow(name, how) := testing.tls_rule(name, {"narrow": [how]})

off(name) := testing.clear_rule(name, {})

asking := testing.tls_rule("ASKS", {"application_controlled": testing.fact(true)})

of(rules) := from(testing.with_tls(rules))

from(estate) := verdict if {
	verdicts := port_without_tls.verdicts with input as estate
	count(verdicts) == 1
	some verdict in verdicts
}

test_all_on_and_the_last_not_narrow_passes if {
	verdict := of([narrow("A", "remote address"), on("B"), off("C")])
	[verdict.verdict, verdict.message] == ["pass", "Each connection to this port meets an AT-TLS rule with TLS on."]
	verdict.facts == {"port": 5555, "tls": "required", "evidence": "rules A, B", "client_authentication": ["none"], "protocols": ["TLSv1.2", "TLSv1.3"]}
	verdict.places[0] == {"at": [5, 10, 1, 20], "role": "primary", "note": "rule A: TLS is on"}
	verdict.assumptions == [
		"ICON1 uses the stack of this policy.",
		"The stack runs the AT-TLS policy that was offered: TCPCONFIG TTLS is on, and the agent installed this file.",
	]
}

test_no_rule_at_all_fails if {
	verdict := of([])
	[verdict.verdict, verdict.message] == ["fail", "DRDA port 5555 has no TLS: tickets, passwords and data cross the network in clear."]
	verdict.facts == {"port": 5555, "tls": "none", "evidence": "no AT-TLS rule covers the port", "client_authentication": [], "protocols": []}
	[place.note | some place in verdict.places] == ["the port in the member"]
}

test_a_rule_without_tls_fails if {
	verdict := of([off("A"), on("B")])
	[verdict.verdict, verdict.facts.tls, verdict.facts.evidence] == ["fail", "none", "rules A"]
	of([testing.clear_rule("A", {"narrow": ["time"]}), on("B")]).verdict == "fail"
}

test_rules_of_other_ports_and_outbound_ones_do_not_count if {
	every other in [{"ports": [[5556, 5560]]}, {"ports": [[1, 5554], [5556, 65535]]}, {"inbound": false}] {
		of([testing.tls_rule("A", other)]).facts.evidence == "no AT-TLS rule covers the port"
		of([testing.clear_rule("A", other), on("B")]).verdict == "pass"
	}
}

test_the_ends_of_a_range_belong_to_it if {
	every ports in [[[5550, 5552], [5555, 5556]], [[5550, 5555]]] {
		of([testing.tls_rule("A", {"ports": ports})]).verdict == "pass"
	}
}

test_a_part_in_clear_by_address_time_or_remote_port_fails if {
	every how in ["local address", "remote address", "remote port", "time"] {
		every rules in [[narrow("A", how)], [narrow("A", how), off("B")]] {
			verdict := of(rules)
			[verdict.verdict, verdict.facts.tls] == ["fail", "partly"]
			verdict.message == "Some connections to DRDA port 5555 have no TLS: tickets, passwords and data cross the network in clear."
		}
	}
}

test_a_part_in_clear_by_an_unknown_user_is_undecided if {
	by_user := testing.tls_rule("A", {"perhaps": ["Userid ICONSTC"]})
	of([by_user]).reason == "whether each connection meets a rule with TLS is open: it depends on Userid ICONSTC"
	of([by_user, off("B")]).reason == "whether connections meet rule B, which has no TLS, is open: it depends on Userid ICONSTC"
	of([by_user, on("B")]).verdict == "pass"
	of([testing.clear_rule("A", {"perhaps": ["Userid ICONSTC"]}), on("B")]).verdict == "undecided"
	of([testing.clear_rule("A", {"perhaps": ["Userid ICONSTC"]})]).verdict == "fail"
	of([testing.clear_rule("A", {"perhaps": ["Userid ICONSTC"]}), off("B")]).verdict == "fail"
}

test_a_rule_whose_conditions_are_unknown_leaves_nobody_for_sure if {
	odd := testing.tls_rule("A", {"unknown": ["Color in line 4 is no condition"], "narrow": ["time"]})
	of([odd]).verdict == "undecided"
	of([odd, off("B")]).verdict == "undecided"
	of([odd, on("B")]).verdict == "pass"
}

# -- jobs ----------------------------------------------------------------------------------------------------------------

as_job(name, rules) := from(object.union(testing.with_tls(rules), {"site": {"endpoints": {"ICON1": {"job": name}}}}))

of_job(mask) := testing.tls_rule("A", {"job": mask})

test_a_rule_of_the_job_counts_and_one_of_another_does_not if {
	every mask in ["ICONPRD", "ICON*", "*"] {
		as_job("ICONPRD", [of_job(mask), off("B")]).verdict == "pass"
		as_job("iconprd", [of_job(mask), off("B")]).verdict == "pass"
	}
	every mask in ["ICONPRD1", "ICONPR", "TN3270", "ICONT*"] {
		as_job("ICONPRD", [of_job(mask), off("B")]).facts.evidence == "rules B"
	}
}

test_an_unknown_job_may_or_may_not_match if {
	of([of_job("ICON*"), off("B")]).reason == "whether connections meet rule B, which has no TLS, is open: it depends on Jobname ICON*"
	of([of_job("ICON*"), on("B")]).verdict == "pass"
	as_job(null, [of_job("ICON*")]).verdict == "undecided"
}

test_a_mask_that_is_not_understood_is_unknown if {
	every mask in ["IC?N*", "*PRD", "I*N"] {
		as_job("ICONPRD", [of_job(mask), off("B")]).verdict == "undecided"
	}
}

test_an_unknown_job_and_an_address_together_prove_nothing_more if {
	both := testing.tls_rule("A", {"job": "ICON*", "narrow": ["remote address"]})
	of([both]).verdict == "fail"
	of([both, of_job("ICON*")]).verdict == "undecided"
}

# -- asks, broken, lost, order ----------------------------------------------------------------------------------------------

test_tls_that_starts_only_when_asked_for_is_undecided_here if {
	of([asking]).reason == "rule ASKS starts TLS only when the program asks for it, and whether IMS Connect asks is not known (PT-E07)"
	of([on("A"), asking]).verdict == "pass"
	of([object.union(asking, {"narrow": ["time"]}), off("B")]).verdict == "fail"
}

test_a_rule_that_cannot_be_resolved_is_undecided if {
	of([testing.tls_rule("A", {"broken": ["GrpOn is not in the file"]})]).reason == "rule A cannot be resolved: GrpOn is not in the file"
	of([testing.tls_rule("A", {"enabled": testing.unknown("x")})]).reason == "rule A cannot be resolved: its actions are not shown as On or Off"
	of([testing.tls_rule("A", {"application_controlled": testing.unknown("x")})]).verdict == "undecided"
	of([on("A"), testing.tls_rule("B", {"broken": ["x"]})]).verdict == "pass"
}

test_a_fail_that_is_proven_goes_before_what_is_open if {
	of([testing.tls_rule("A", {"broken": ["x"], "narrow": ["time"]})]).verdict == "fail"
	of([testing.clear_rule("A", {"narrow": ["time"]}), asking]).verdict == "fail"
}

test_a_policy_that_is_lost_is_undecided if {
	lost := object.union(testing.tls_policy([on("A")]), {"lost": "line 4 cannot be read"})
	from(object.union(testing.with_tls([]), {"tls_policies": [lost]})).reason == "line 4 cannot be read"
}

test_rules_whose_order_is_open if {
	one := testing.tls_rule("a1", {"unordered": ["B"]})
	same := testing.tls_rule("B", {"unordered": ["a1"]})
	of([one, same]).verdict == "pass"
	other := testing.clear_rule("B", {"unordered": ["a1"]})
	of([one, other]).reason == "whether connections meet rule B, which has no TLS, is open: it depends on the order of B and a1, the order of a1 and B"
	of([other, one]).verdict == "undecided"
	of([off("0"), one, other]).verdict == "fail"
}

# -- several sources ---------------------------------------------------------------------------------------------------------

with_both(tls, rules) := from(object.union(testing.with_tls(rules), stated(tls)))

test_a_statement_and_a_policy_that_agree if {
	with_both("required", [on("A")]).verdict == "pass"
	verdict := with_both("none", [])
	[verdict.verdict, verdict.facts.evidence] == ["fail", "PAGENT rule DRDA-IN; no AT-TLS rule covers the port"]
}

test_a_statement_and_a_policy_that_differ_are_undecided_and_both_named if {
	with_both("required", []).reason == "the evidence differs: the AT-TLS policy leaves connections in clear (no AT-TLS rule covers the port); the site states required (PAGENT rule DRDA-IN)"
	with_both("none", [on("A")]).verdict == "undecided"
	with_both("required", [asking]).verdict == "undecided"
}

test_a_statement_does_not_help_where_a_policy_could_not_be_read if {
	lost := {"evidence": {"tls": {"offered": true, "damage": [{"input": "tls", "code": "unreadable", "message": "x is binary data", "at": null}]}}}
	from(testing.changed(lost)).reason == "TLS evidence is lost: x is binary data"
	from(object.union(testing.changed(lost), {"tls": []})).verdict == "undecided"
}

test_policies_of_two_stacks_have_to_agree if {
	first := object.union(testing.tls_policy([on("A")]), {"form": "report", "stack": "TCPIP1"})
	second := object.union(testing.tls_policy([]), {"form": "report", "stack": "TCPIP2"})
	from(object.union(testing.with_tls([]), {"tls_policies": [first, second]})).reason == concat("", [
		"the evidence differs: the AT-TLS policy of TCPIP1 requires it (rules A); ",
		"the AT-TLS policy of TCPIP2 leaves connections in clear (no AT-TLS rule covers the port)",
	])
	verdict := from(object.union(testing.with_tls([]), {"tls_policies": [first, first]}))
	[verdict.verdict, verdict.assumptions] == ["pass", ["ICON1 uses the stack of this policy.", "TCPCONFIG TTLS is on: a report of the Policy Agent does not show it."]]
}

# -- what is told of the rules that are met ------------------------------------------------------------------------------

asked_of_clients(role, kind) := of([testing.tls_rule("A", {"role": testing.fact(role), "client_auth": testing.fact(kind)})]).facts.client_authentication

test_client_authentication_is_told if {
	asked_of_clients("Server", "Required") == ["none"]
	asked_of_clients("Client", "Required") == ["none"]
	asked_of_clients("ServerWithClientAuth", "PassThru") == ["optional"]
	asked_of_clients("ServerWithClientAuth", "Full") == ["optional"]
	asked_of_clients("ServerWithClientAuth", "Required") == ["needed"]
	asked_of_clients("ServerWithClientAuth", "SAFCheck") == ["needed and mapped to a user"]
	of([testing.tls_rule("A", {"role": testing.unknown("x")})]).facts.client_authentication == ["unknown"]
}
