package auditor.policies.long_ticket_life_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.long_ticket_life

life(seconds) := testing.changed({"profiles": {"PTKTDATA": {"APP1": {"ssignon": {"timeout": seconds}}}}})

key := "profile:PTKTDATA/APP1"

test_the_default_passes if testing.words(long_ticket_life.verdicts) == {key: "pass"} with input as testing.estate

test_a_long_life_fails if {
	verdicts := long_ticket_life.verdicts with input as life(300)
	some verdict in verdicts
	verdict.verdict == "fail"
	verdict.severity == "low"
	verdict.facts == {"timeout": 300, "limit": 60}
	verdict.places[0] == {"at": [0, 101, 405, 414], "role": "primary", "note": "TIMEOUT"}
	verdict.remediation.racf == ["RALTER PTKTDATA APP1 SSIGNON(TIMEOUT(60))", "SETROPTS RACLIST(PTKTDATA) REFRESH"]
	verdict.remediation.undo[0] == "RALTER PTKTDATA APP1 SSIGNON(TIMEOUT(300))"
}

test_as_long_as_a_legacy_ticket_is_medium if {
	verdicts := long_ticket_life.verdicts with input as life(600)
	{verdict.severity | some verdict in verdicts} == {"medium"}
}

test_a_blank_life_is_undecided if testing.words(long_ticket_life.verdicts) == {key: "undecided"} with input as life(null)

test_a_legacy_key_has_a_fixed_window if {
	estate := testing.changed({"profiles": {"PTKTDATA": {"APP1": {"ssignon": {"protection": "APP1.DES.KEY", "key_label": "", "timeout": 600}}}}})
	testing.words(long_ticket_life.verdicts) == {key: "not_applicable"} with input as estate
}

test_an_unload_without_key_records_is_undecided if {
	testing.words(long_ticket_life.verdicts) == {key: "undecided"} with input as testing.changed({"unload": {"ssignon": "absent"}})
}

test_an_inactive_class_masks_the_finding if {
	verdicts := long_ticket_life.verdicts with input as object.union(life(300), {"classes": {"PTKTDATA": {"active": testing.fact(false)}}})
	{[verdict.verdict, verdict.masked_by] | some verdict in verdicts} == {["fail", "PT-A01"]}
}

test_the_limit_is_the_one_that_the_site_states if {
	verdicts := long_ticket_life.verdicts with input as object.union(life(300), {"site": {"max_timeout": 300}})
	{verdict.verdict | some verdict in verdicts} == {"pass"}
}

test_a_lost_key_record_leaves_a_pass_undecided if {
	testing.words(long_ticket_life.verdicts) == {key: "undecided"} with input as testing.changed(testing.damaged("unload", "0530", "PTKTDATA"))
}

test_without_a_key_profile_there_is_nothing_to_judge if {
	testing.words(long_ticket_life.verdicts) == {"system": "not_applicable"} with input as testing.only_profiles(testing.estate, "PTKTDATA", {})
}

test_without_an_unload_nothing_is_judged if {
	bare := testing.only_profiles(testing.changed(testing.not_offered("unload")), "PTKTDATA", {})
	testing.words(long_ticket_life.verdicts) == {"system": "undecided"} with input as bare
}

test_without_a_member_the_scope_stays_open if {
	estate := object.union(testing.changed(testing.not_offered("hwscfg")), {"endpoints": []})
	testing.words(long_ticket_life.verdicts) == {"system": "undecided"} with input as estate
}

test_which_appl_profile_decides_is_no_matter_of_keys if {
	generic := testing.only_profiles(testing.estate, "APPL", {"APP*": testing.profile(true, {})})
	estate := object.union(generic, {"classes": {"APPL": {"generic": testing.unknown("no listing")}}})
	verdicts := long_ticket_life.verdicts with input as estate
	not testing.words(verdicts).system
}
