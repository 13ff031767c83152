package auditor.policies.key_masked_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.key_masked

masked := {"profiles": {"PTKTDATA": {"APP1": {"ssignon": {"protection": "*MASKED*"}}}}}

with_protection(text) := testing.changed({"profiles": {"PTKTDATA": {"APP1": {"ssignon": {"protection": text}}}}})

key := "profile:PTKTDATA/APP1"

test_no_legacy_key_passes if testing.words(key_masked.verdicts) == {key: "pass"} with input as testing.estate

test_a_label_passes if testing.words(key_masked.verdicts) == {key: "pass"} with input as with_protection("APP1.DES.KEY")

test_a_masked_key_fails if {
	verdicts := key_masked.verdicts with input as testing.changed(masked)
	count(verdicts) == 1
	some verdict in verdicts
	verdict.verdict == "fail"
	verdict.severity == "high"
	verdict.facts == {"protection": "*MASKED*"}
	verdict.places[0] == {"at": [0, 101, 262, 325], "role": "primary", "note": "the legacy key is kept in the RACF database"}
	verdict.remediation.racf == ["RALTER PTKTDATA APP1 SSIGNON(ENCRYPTKEY)", "SETROPTS RACLIST(PTKTDATA) REFRESH"]
	verdict.remediation.undo == []
}

test_a_token_or_an_unknown_form_is_an_advisory if {
	every text in ["*KEYTOKEN*", "*UNKNOWN*", "*NEW*"] {
		testing.words(key_masked.verdicts) == {key: "advisory"} with input as with_protection(text)
	}
}

test_no_key_is_out_of_scope if {
	estate := testing.changed({"profiles": {"PTKTDATA": {"APP1": {"ssignon": null}}}})
	testing.words(key_masked.verdicts) == {key: "not_applicable"} with input as estate
}

test_an_unload_without_key_records_is_undecided if {
	estate := testing.changed({"unload": {"ssignon": "absent"}})
	testing.words(key_masked.verdicts) == {key: "undecided"} with input as estate
}

test_a_lost_key_record_is_undecided if {
	estate := testing.changed(testing.damaged("unload", "0530", "PTKTDATA"))
	testing.words(key_masked.verdicts) == {key: "undecided"} with input as estate
}

test_an_inactive_class_masks_the_finding if {
	estate := testing.changed(object.union(masked, {"classes": {"PTKTDATA": {"active": testing.fact(false)}}}))
	verdicts := key_masked.verdicts with input as estate
	{[verdict.verdict, verdict.masked_by] | some verdict in verdicts} == {["fail", "PT-A01"]}
}

test_no_member_leaves_the_scope_open if {
	estate := object.union(testing.changed(testing.not_offered("hwscfg")), {"endpoints": []})
	testing.words(key_masked.verdicts) == {"system": "undecided"} with input as estate
}

test_which_appl_profile_decides_is_no_matter_of_keys if {
	generic := testing.only_profiles(testing.estate, "APPL", {"APP*": testing.profile(true, {})})
	estate := object.union(generic, {"classes": {"APPL": {"generic": testing.unknown("no listing")}}})
	verdicts := key_masked.verdicts with input as estate
	not testing.words(verdicts).system
}
