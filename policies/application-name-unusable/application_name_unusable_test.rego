package auditor.policies.application_name_unusable_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.application_name_unusable

the(change) := verdict if {
	verdicts := application_name_unusable.verdicts with input as testing.with_endpoint(object.union({"running": null}, change))
	some verdict in verdicts
}

named(name) := the({"appl": testing.fact(name)})

test_a_good_name_passes if {
	testing.words(application_name_unusable.verdicts) == {"endpoint:ICON1": "pass"} with input as testing.estate
	named("A#$@9").verdict == "pass"
	named("ABCDEFGH").verdict == "pass"
}

test_bad_names_fail if {
	every name, why in {
		"IMS.DRDA": "it contains a period, which RACF reads as the end of a qualifier",
		"ABCDEFGHI": "it is longer than 8 characters",
		"IMS_A": "it contains a character outside A-Z 0-9 # $ @",
		"imsa": "it contains a character outside A-Z 0-9 # $ @",
	} {
		named(name).facts.faults == [why]
	}
}

test_reserved_names_fail if {
	named("IRRPTAUTH").facts.faults == [
		"it begins with IRRPTAUTH, which names authority profiles",
		"it is longer than 8 characters",
	]
}

test_the_finding_says_where_and_what_to_do if {
	verdict := named("IMS.DRDA")
	verdict.verdict == "fail"
	verdict.severity == "high"
	verdict.places[0].role == "primary"
	count(verdict.remediation.other) == 2
}

test_no_name_at_all_fails if {
	verdict := the({"appl": testing.not_coded, "id": testing.not_coded})
	verdict.verdict == "fail"
	verdict.facts.faults == ["neither ODACCESS APPL= nor HWS ID= gives one"]
	the({"appl": testing.fact(""), "id": testing.fact("")}).verdict == "fail"
}

test_a_damaged_member_proves_no_blank if {
	the({"appl": testing.not_coded, "id": testing.not_coded, "damaged": true}).verdict == "undecided"
}

test_the_place_falls_back_to_the_endpoint if {
	nowhere := object.union(testing.not_coded, {"at": null})
	the({"appl": nowhere, "id": nowhere}).places[0].at == [2, 1, 1, 3]
}

test_the_hws_id_is_judged_where_it_is_used if {
	the({"appl": testing.not_coded, "id": testing.fact("I.D")}).verdict == "fail"
}

test_no_member_offered_is_undecided if {
	estate := object.union(testing.changed(testing.not_offered("hwscfg")), {"endpoints": []})
	testing.words(application_name_unusable.verdicts) == {"system": "undecided"} with input as estate
}

test_a_member_without_odaccess_is_out_of_scope if {
	estate := testing.with_endpoint({"odaccess": testing.fact(false)})
	testing.words(application_name_unusable.verdicts) == {"endpoint:ICON1": "not_applicable"} with input as estate
}

test_unknown_odaccess_is_never_a_pass if {
	words := testing.words(application_name_unusable.verdicts) with input as testing.with_endpoint({"odaccess": testing.unknown("the member is cut")})
	words["endpoint:ICON1"] == "undecided"
}

test_an_unknown_application_is_undecided if {
	estate := testing.with_endpoint({"running": null, "appl": testing.unknown("ODACCESS.APPL is coded twice")})
	verdicts := application_name_unusable.verdicts with input as estate
	[verdict.reason | some verdict in verdicts; verdict.verdict == "undecided"] == ["ODACCESS.APPL is coded twice"]
}

test_an_id_that_nobody_coded_is_a_name_where_it_has_a_value if {
	the({"appl": testing.not_coded, "id": object.union(testing.not_coded, {"value": "ICON1"})}).facts.application == "ICON1"
}

test_a_blank_id_does_not_matter_where_it_is_not_used if {
	the({"id": testing.fact("")}).verdict == "pass"
	the({"id": testing.not_coded}).verdict == "pass"
}
