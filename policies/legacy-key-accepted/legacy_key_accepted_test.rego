package auditor.policies.legacy_key_accepted_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.legacy_key_accepted

both := {"profiles": {"PTKTDATA": {"APP1": {"ssignon": {"protection": "APP1.DES.KEY"}}}}}

only_legacy := {"profiles": {"PTKTDATA": {"APP1": {"ssignon": {"protection": "*MASKED*", "key_label": ""}}}}}

key := "profile:PTKTDATA/APP1"

test_an_enhanced_key_alone_passes if testing.words(legacy_key_accepted.verdicts) == {key: "pass"} with input as testing.estate

test_both_keys_fail if {
	verdicts := legacy_key_accepted.verdicts with input as testing.changed(both)
	some verdict in verdicts
	verdict.verdict == "fail"
	verdict.severity == "medium"
	verdict.facts == {"enhanced": "yes", "migration_ended": false, "off_host": ["partner"]}
	verdict.places[0] == {"at": [0, 101, 262, 325], "role": "primary", "note": "a legacy key is there"}
	verdict.remediation.racf == ["RALTER PTKTDATA APP1 SSIGNON(NOLEGACYKEY)", "SETROPTS RACLIST(PTKTDATA) REFRESH"]
	verdict.remediation.undo == ["RALTER PTKTDATA APP1 SSIGNON(KEYLABEL(APP1.DES.KEY))", "SETROPTS RACLIST(PTKTDATA) REFRESH"]
}

test_after_the_end_of_the_migration_it_is_high if {
	verdicts := legacy_key_accepted.verdicts with input as testing.changed(object.union(both, {"site": {"migration_end": "2026-06-30"}}))
	{verdict.severity | some verdict in verdicts} == {"high"}
}

test_on_its_last_day_the_migration_has_not_passed if {
	verdicts := legacy_key_accepted.verdicts with input as testing.changed(object.union(both, {"site": {"migration_end": "2026-11-02"}}))
	{verdict.severity | some verdict in verdicts} == {"medium"}
}

test_a_legacy_key_alone_fails_and_cannot_be_brought_back if {
	verdicts := legacy_key_accepted.verdicts with input as testing.changed(only_legacy)
	some verdict in verdicts
	verdict.verdict == "fail"
	verdict.severity == "medium"
	count(verdict.remediation.racf) == 4
	verdict.remediation.undo == []
}

test_an_unknown_form_is_undecided if {
	estate := testing.changed({"profiles": {"PTKTDATA": {"APP1": {"ssignon": {"protection": "*UNKNOWN*"}}}}})
	testing.words(legacy_key_accepted.verdicts) == {key: "undecided"} with input as estate
}

test_no_key_is_out_of_scope if {
	estate := testing.changed({"profiles": {"PTKTDATA": {"APP1": {"ssignon": null}}}})
	testing.words(legacy_key_accepted.verdicts) == {key: "not_applicable"} with input as estate
}

test_an_unload_without_key_records_is_undecided if {
	testing.words(legacy_key_accepted.verdicts) == {key: "undecided"} with input as testing.changed({"unload": {"ssignon": "absent"}})
}

test_an_inactive_class_masks_the_finding if {
	estate := testing.changed(object.union(both, {"classes": {"PTKTDATA": {"active": testing.fact(false)}}}))
	verdicts := legacy_key_accepted.verdicts with input as estate
	{verdict.masked_by | some verdict in verdicts} == {"PT-A01"}
}

test_only_those_who_make_tickets_with_the_key_are_switched if {
	clients := [
		testing.client("maker", "off-host", {"application": "app1"}),
		testing.client("idle", "off-host", {"generates_tickets": false}),
		testing.client("elsewhere", "off-host", {"application": "APP2"}),
		testing.client("unsaid", "off-host", {"application": null}),
		testing.client("served", "racf-service", {}),
	]
	verdicts := legacy_key_accepted.verdicts with input as testing.changed(object.union(both, {"clients": clients}))
	some verdict in verdicts
	verdict.facts.off_host == ["maker"]
	[place.note | some place in verdict.places; startswith(place.note, "client")] == ["client maker makes tickets itself"]
}

test_a_lost_key_record_leaves_a_pass_undecided if {
	testing.words(legacy_key_accepted.verdicts) == {key: "undecided"} with input as testing.changed(testing.damaged("unload", "0530", "PTKTDATA"))
}

test_without_a_key_profile_there_is_nothing_to_judge if {
	testing.words(legacy_key_accepted.verdicts) == {"system": "not_applicable"} with input as testing.only_profiles(testing.estate, "PTKTDATA", {})
}

test_without_an_unload_nothing_is_judged if {
	bare := testing.only_profiles(testing.changed(testing.not_offered("unload")), "PTKTDATA", {})
	testing.words(legacy_key_accepted.verdicts) == {"system": "undecided"} with input as bare
}

test_without_a_member_the_scope_stays_open if {
	estate := object.union(testing.changed(testing.not_offered("hwscfg")), {"endpoints": []})
	testing.words(legacy_key_accepted.verdicts) == {"system": "undecided"} with input as estate
}

test_which_appl_profile_decides_is_no_matter_of_keys if {
	generic := testing.only_profiles(testing.estate, "APPL", {"APP*": testing.profile(true, {})})
	estate := object.union(generic, {"classes": {"APPL": {"generic": testing.unknown("no listing")}}})
	verdicts := legacy_key_accepted.verdicts with input as estate
	not testing.words(verdicts).system
}

test_only_is_not_said_of_a_key_while_the_other_is_unknown if {
	estate := testing.changed({"profiles": {"PTKTDATA": {"APP1": {"ssignon": {"protection": "SOME.LABEL", "key_label": null}}}}})
	verdicts := legacy_key_accepted.verdicts with input as estate
	some verdict in verdicts
	verdict.object == key
	verdict.verdict == "fail"
	endswith(verdict.message, "whether it has an enhanced key too is unknown.")
}
