package auditor.policies.ptktdata_inactive_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.ptktdata_inactive

inactive := {"classes": {"PTKTDATA": {"active": testing.fact(false)}}}

test_active_class_passes if {
	testing.words(ptktdata_inactive.verdicts) == {"endpoint:ICON1": "pass"} with input as testing.estate
}

test_inactive_class_fails_and_names_the_clients if {
	verdicts := ptktdata_inactive.verdicts with input as testing.changed(inactive)
	count(verdicts) == 1
	some verdict in verdicts
	verdict.verdict == "fail"
	verdict.severity == "critical"
	verdict.facts.clients == ["batch", "gateway", "partner"]
	verdict.places[0] == {"at": [1, 5, 1, 8], "role": "primary", "note": "PTKTDATA is not among the active classes"}
	verdict.remediation.racf == ["SETROPTS CLASSACT(PTKTDATA) RACLIST(PTKTDATA)"]
	count(verdict.remediation.undo) == 2
}

test_a_key_profile_is_proof_enough_of_use if {
	estate := object.union(testing.changed(inactive), {"clients": []})
	testing.words(ptktdata_inactive.verdicts) == {"endpoint:ICON1": "fail"} with input as estate
}

test_unknown_use_is_an_advisory if {
	bare := testing.only_profiles(testing.changed(inactive), "PTKTDATA", {})
	estate := object.union(bare, {"clients": []})
	testing.words(ptktdata_inactive.verdicts) == {"endpoint:ICON1": "advisory"} with input as estate
}

test_an_unknown_class_is_undecided_with_the_reason if {
	estate := testing.changed({"classes": {"PTKTDATA": {"active": testing.unknown("no SETROPTS LIST was offered")}}})
	verdicts := ptktdata_inactive.verdicts with input as estate
	[[verdict.verdict, verdict.reason] | some verdict in verdicts] == [["undecided", "no SETROPTS LIST was offered"]]
}

test_racf_off_is_out_of_scope if {
	endpoint := object.union(testing.endpoint, {"running": null, "racf": testing.fact(false)})
	estate := object.union(testing.changed(inactive), {"endpoints": [endpoint]})
	testing.words(ptktdata_inactive.verdicts) == {"endpoint:ICON1": "not_applicable"} with input as estate
}

test_unknown_racf_is_undecided if {
	endpoint := object.union(testing.endpoint, {"running": null, "racf": testing.unknown("HWS.RACF is coded twice")})
	estate := object.union(testing.changed(inactive), {"endpoints": [endpoint]})
	testing.words(ptktdata_inactive.verdicts) == {"endpoint:ICON1": "undecided"} with input as estate
}

test_no_member_offered_is_undecided if {
	estate := object.union(testing.changed(testing.not_offered("hwscfg")), {"endpoints": []})
	testing.words(ptktdata_inactive.verdicts) == {"system": "undecided"} with input as estate
}

test_a_member_without_odaccess_is_out_of_scope if {
	endpoint := object.union(testing.endpoint, {"odaccess": testing.fact(false)})
	estate := object.union(testing.estate, {"endpoints": [endpoint]})
	testing.words(ptktdata_inactive.verdicts) == {"endpoint:ICON1": "not_applicable"} with input as estate
}

test_a_key_of_another_application_is_no_proof_of_use_here if {
	other := testing.only_profiles(testing.changed(inactive), "PTKTDATA", {"APP9": testing.key_profile})
	testing.words(ptktdata_inactive.verdicts) == {"endpoint:ICON1": "advisory"} with input as object.union(other, {"clients": []})
}

test_without_a_display_a_pass_rests_on_the_member if {
	verdicts := ptktdata_inactive.verdicts with input as testing.with_endpoint({"running": null})
	[verdict.assumptions | some verdict in verdicts; verdict.verdict == "pass"] == [["ICON1 runs with the values of its member: no display of it was offered."]]
}
