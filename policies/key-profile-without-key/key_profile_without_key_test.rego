package auditor.policies.key_profile_without_key_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.key_profile_without_key

word(estate) := found if {
	words := testing.words(key_profile_without_key.verdicts) with input as estate
	found := words["profile:PTKTDATA/APP1"]
}

segment(change) := testing.changed({"profiles": {"PTKTDATA": {"APP1": {"ssignon": change}}}})

test_an_enhanced_key_passes if word(testing.estate) == "pass"

test_a_legacy_key_passes if word(segment({"protection": "*MASKED*", "key_label": ""})) == "pass"

test_no_segment_fails if {
	verdicts := key_profile_without_key.verdicts with input as segment(null)
	some verdict in verdicts
	verdict.verdict == "fail"
	verdict.severity == "high"
	verdict.facts.absent
	verdict.places == [{"at": [0, 100, 6, 251], "role": "primary", "note": "the profile; it has no SSIGNON record (0530)"}]
	verdict.remediation.racf == [
		"RALTER PTKTDATA APP1 SSIGNON(EPTKEYLABEL(<label>))",
		"SETROPTS RACLIST(PTKTDATA) REFRESH",
	]
	count(verdict.remediation.undo) == 2
}

test_blank_fields_fail if {
	verdicts := key_profile_without_key.verdicts with input as segment({"protection": "", "key_label": ""})
	some verdict in verdicts
	verdict.verdict == "fail"
	verdict.facts.absent == false
	verdict.places[0].at == [0, 101, 262, 325]
}

test_a_form_that_cannot_tell_is_undecided if word(segment({"protection": "*UNKNOWN*", "key_label": ""})) == "undecided"

test_an_unload_without_any_segment_is_undecided if {
	word(object.union(segment(null), {"unload": object.union(testing.estate.unload, {"ssignon": "absent"})})) == "undecided"
}

test_an_old_unload_with_a_blank_legacy_key_fails if {
	old := object.union(segment({"protection": "", "key_label": null}), {"unload": object.union(testing.estate.unload, {"ssignon": "legacy"})})
	word(old) == "fail"
}

test_a_lost_record_could_be_the_segment if {
	word(object.union(segment(null), {"evidence": testing.damaged("unload", "0530", "PTKTDATA").evidence})) == "undecided"
	word(object.union(testing.estate, testing.damaged("unload", "0530", "PTKTDATA"))) == "undecided"
}

test_no_key_profile_is_out_of_scope if {
	testing.words(key_profile_without_key.verdicts) == {"system": "not_applicable"} with input as testing.only_profiles(testing.estate, "PTKTDATA", {})
}

test_no_key_profile_needs_an_unload if {
	bare := testing.only_profiles(testing.estate, "PTKTDATA", {})
	testing.words(key_profile_without_key.verdicts) == {"system": "undecided"} with input as object.union(bare, testing.not_offered("unload"))
}

test_an_unknown_application_leaves_the_endpoint_undecided if {
	estate := testing.with_endpoint({"running": null, "appl": testing.unknown("ODACCESS.APPL is coded twice")})
	testing.words(key_profile_without_key.verdicts) == {"endpoint:ICON1": "undecided"} with input as estate
}

test_no_member_offered_is_undecided if {
	estate := object.union(testing.changed(testing.not_offered("hwscfg")), {"endpoints": []})
	testing.words(key_profile_without_key.verdicts) == {"system": "undecided"} with input as estate
}
