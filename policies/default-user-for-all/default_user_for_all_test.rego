package auditor.policies.default_user_for_all_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.default_user_for_all

coded := testing.fact("TMUSER")

of(change) := verdict if {
	verdicts := default_user_for_all.verdicts with input as testing.with_endpoint(object.union({"racfid": coded}, change))
	count(verdicts) == 1
	some verdict in verdicts
}

test_a_user_for_all_fails_in_production if {
	verdict := of({})
	[verdict.object, verdict.verdict, verdict.severity] == ["endpoint:ICON1", "fail", "medium"]
	verdict.message == "Whoever sends a message without a user is TMUSER."
	verdict.facts == {"user": "TMUSER", "ports": [5101], "environment": "production"}
	[place.role | some place in verdict.places] == ["primary", "related"]
}

test_nobody_named_passes if {
	every value in [testing.not_coded, testing.fact("")] {
		of({"racfid": value}).verdict == "pass"
		of({"racfid": value, "environment": "test", "tm_ports": []}).verdict == "pass"
	}
}

test_without_ports_for_ims_tm_it_is_out_of_scope if {
	of({"tm_ports": []}).verdict == "not_applicable"
	of({"tm_ports": [], "unread": "X cannot be read"}).reason == "X cannot be read"
	of({"unread": "X cannot be read"}).verdict == "fail"
}

test_a_port_without_its_number_is_a_port if {
	verdict := of({"tm_ports": [{"id": testing.unknown("PORTID=X"), "at": [2, 2, 20, 30]}]})
	[verdict.verdict, verdict.facts.ports] == ["fail", []]
}

test_a_test_endpoint_is_out_of_scope_and_no_label_advises if {
	of({"environment": "test"}).verdict == "not_applicable"
	of({"environment": null}).verdict == "advisory"
}

test_an_unknown_user_is_undecided if {
	of({"racfid": testing.unknown("RACFID= is coded twice")}).reason == "RACFID= is coded twice"
}

test_an_ims_connect_without_drda_counts_too if of({"odaccess": testing.fact(false)}).verdict == "fail"

test_no_member_is_undecided if {
	estate := object.union(testing.changed(testing.not_offered("hwscfg")), {"endpoints": []})
	testing.words(default_user_for_all.verdicts) == {"system": "undecided"} with input as estate
}
