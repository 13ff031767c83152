package auditor.policies.racf_off_in_production_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.racf_off_in_production

word(change) := words["endpoint:ICON1"] if {
	estate := object.union(testing.estate, {"endpoints": [object.union(testing.endpoint, change)]})
	words := testing.words(racf_off_in_production.verdicts) with input as estate
}

off := {"racf": testing.fact(false), "running": null}

test_racf_on_passes if word({}) == "pass"

test_racf_off_in_production_fails if word(off) == "fail"

test_the_running_value_counts if word({"running": {"racf": testing.fact(false)}}) == "fail"

test_racf_off_in_test_is_out_of_scope if word(object.union(off, {"environment": "test"})) == "not_applicable"

test_racf_off_without_a_label_is_an_advisory if word(object.union(off, {"environment": null})) == "advisory"

test_unknown_racf_is_undecided if {
	word({"running": null, "racf": testing.unknown("HWS.RACF is coded twice")}) == "undecided"
}

test_displays_that_contradict_each_other_are_undecided_whatever_the_member_says if {
	word({"running": {"racf": {"value": null, "at": [4, 3, 0, 0], "origin": null, "why": "two displays differ"}}}) == "undecided"
}

test_unknown_racf_without_a_reason_is_undecided if {
	word({"running": null, "racf": {"value": null, "at": null, "origin": null, "why": null}}) == "undecided"
}

test_the_finding_asks_for_evidence_of_the_exit if {
	estate := object.union(testing.estate, {"endpoints": [object.union(testing.endpoint, off)]})
	verdicts := racf_off_in_production.verdicts with input as estate
	some verdict in verdicts
	verdict.remediation.ims == ["UPDATE IMSCON TYPE(CONFIG) SET(RACF(ON))"]
	verdict.remediation.undo == ["UPDATE IMSCON TYPE(CONFIG) SET(RACF(OFF))"]
	some sentence in verdict.remediation.other
	contains(sentence, "HWSAUTH0")
	verdict.places == [{"at": [1, 5, 1, 8], "role": "primary", "note": "RACF is off here"}]
}

test_no_member_is_undecided if {
	estate := object.union(testing.changed(testing.not_offered("hwscfg")), {"endpoints": []})
	testing.words(racf_off_in_production.verdicts) == {"system": "undecided"} with input as estate
}
