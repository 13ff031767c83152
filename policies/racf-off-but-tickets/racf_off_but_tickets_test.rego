package auditor.policies.racf_off_but_tickets_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.racf_off_but_tickets

the(estate) := verdict if {
	verdicts := racf_off_but_tickets.verdicts with input as estate
	some verdict in verdicts
}

test_racf_on_passes if the(testing.estate).verdict == "pass"

test_racf_on_passes_without_an_inventory if {
	the(object.union(testing.changed(testing.not_offered("clients")), {"clients": []})).verdict == "pass"
}

test_racf_off_with_tickets_fails if {
	verdict := the(testing.with_endpoint(testing.racf_off))
	verdict.verdict == "fail"
	verdict.severity == "high"
	verdict.facts.source == "member"
	verdict.facts.clients == ["batch", "gateway", "partner"]
	verdict.remediation.ims == ["UPDATE IMSCON TYPE(CONFIG) SET(RACF(ON))"]
	verdict.remediation.undo == ["UPDATE IMSCON TYPE(CONFIG) SET(RACF(OFF))"]
	verdict.assumptions == ["ICON1 runs with the values of its member: no display of it was offered."]
	verdict.places[0] == {"at": [1, 5, 1, 8], "role": "primary", "note": "RACF is off here"}
}

test_the_running_value_counts if {
	verdict := the(testing.with_endpoint({"running": object.union(testing.endpoint.running, {"racf": testing.fact(false)})}))
	verdict.verdict == "fail"
	verdict.facts.source == "running"
}

test_racf_off_without_tickets_passes_here if {
	the(object.union(testing.with_endpoint(testing.racf_off), {"clients": []})).verdict == "pass"
}

test_racf_off_without_an_inventory_is_undecided if {
	estate := object.union(testing.with_endpoint(testing.racf_off), {"clients": [], "evidence": {"clients": {"offered": false}}})
	the(estate).verdict == "undecided"
}

test_unknown_racf_is_undecided if {
	the(testing.with_endpoint({"running": null, "racf": testing.unknown("HWS.RACF is coded twice")})).reason == "HWS.RACF is coded twice"
}

test_no_member_offered_is_undecided if {
	estate := object.union(testing.changed(testing.not_offered("hwscfg")), {"endpoints": []})
	testing.words(racf_off_but_tickets.verdicts) == {"system": "undecided"} with input as estate
}

test_a_member_without_odaccess_is_out_of_scope if {
	estate := testing.with_endpoint({"odaccess": testing.fact(false)})
	testing.words(racf_off_but_tickets.verdicts) == {"endpoint:ICON1": "not_applicable"} with input as estate
}

test_unknown_odaccess_is_never_a_pass if {
	words := testing.words(racf_off_but_tickets.verdicts) with input as testing.with_endpoint({"odaccess": testing.unknown("the member is cut")})
	words["endpoint:ICON1"] == "undecided"
}

test_a_display_that_shows_racf_on_goes_before_the_member if {
	the(testing.with_endpoint({"racf": testing.fact(false)})).verdict == "pass"
}

test_drafts_for_another_endpoint_leave_it_open if {
	drafts := [testing.client("one", "off-host", {"status": "draft", "endpoint": "ICON2"})]
	estate := object.union(testing.with_endpoint(testing.racf_off), {"clients": drafts})
	testing.words(racf_off_but_tickets.verdicts)["endpoint:ICON1"] == "undecided" with input as estate
}
