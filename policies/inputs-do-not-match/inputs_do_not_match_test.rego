package auditor.policies.inputs_do_not_match_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.inputs_do_not_match

file(kind, dated, system) := {
	"kind": kind, "path": kind, "sha256": "0", "codepage": "utf-8", "records": 1, "rejected": 0, "form": null,
	"dated": dated, "taken": dated, "taken_from": how(dated), "system": system,
}

how(null) := null

how(day) := "heading" if day != null

# The same day, of which only the newest date inside tells.
bound(kind, day) := object.union(file(kind, day, null), {"taken_from": "bound"})

judged(files) := [verdict | some verdict in verdicts][0] if {
	verdicts := inputs_do_not_match.verdicts with input as object.union(testing.estate, {"inputs": files})
}

test_same_days_pass if judged([file("unload", "2026-11-01", null), file("imscon", "2026-11-02", null)]).verdict == "pass"

test_days_too_far_apart_are_an_advisory if {
	verdict := judged([file("unload", "2026-10-28", null), file("imscon", "2026-11-02", null)])
	verdict.verdict == "advisory"
	contains(verdict.message, "the imscon is of 2026-11-02 and the unload of 2026-10-28")
	verdict.places == [{"at": [1, 1, 0, 0], "role": "primary", "note": "the imscon is of 2026-11-02 and the unload of 2026-10-28"}]
}

test_data_after_the_audited_day_is_an_advisory_even_beside_undated_inputs if {
	verdict := judged([file("unload", "2026-11-20", null), file("setropts", null, null)])
	verdict.verdict == "advisory"
	contains(verdict.message, "after the day the audit speaks for")
}

test_a_profile_changed_after_the_audited_day_is_an_advisory if {
	late := {"profiles": {"APPL": {"APP1": {"changed": "2026-11-03"}}}}
	verdicts := inputs_do_not_match.verdicts with input as testing.changed(late)
	some verdict in verdicts
	verdict.verdict == "advisory"
	contains(verdict.message, "APPL APP1 was changed on 2026-11-03")
}

test_two_system_names_are_an_advisory if {
	verdict := judged([file("unload", "2026-11-01", "PROD"), file("imscon", "2026-11-01", "TEST")])
	verdict.verdict == "advisory"
	contains(verdict.message, "names system TEST and the unload system PROD")
}

test_unknown_dates_are_undecided if {
	verdict := judged([file("unload", "2026-11-01", null), file("setropts", null, null)])
	verdict.verdict == "undecided"
	verdict.reason == "nothing in the setropts tells of which day it is"
}

test_nothing_to_compare_is_undecided if judged([]).verdict == "undecided"

test_the_inventory_has_no_day_and_needs_none if {
	judged([file("unload", "2026-11-01", null), file("clients", null, null), file("tls", null, null)]).verdict == "pass"
}

test_only_days_that_are_known_are_shown if {
	verdict := judged([file("unload", "2026-11-01", null), file("setropts", null, null)])
	verdict.facts == {"dates": {"unload": "2026-11-01"}}
}

test_an_undated_profile_was_not_changed_late if {
	undated := {"profiles": {"APPL": {"APP1": {"changed": null}}}, "inputs": [file("unload", "2026-11-01", null)]}
	testing.words(inputs_do_not_match.verdicts) == {"system": "pass"} with input as testing.changed(undated)
}

test_two_names_are_said_once_and_cited_at_the_later_input if {
	verdict := judged([file("unload", "2026-11-01", "PROD"), file("imscon", "2026-11-01", "TEST")])
	note := "the imscon names system TEST and the unload system PROD"
	verdict.message == sprintf("The inputs do not belong together: %s.", [note])
	verdict.places == [{"at": [1, 1, 0, 0], "role": "primary", "note": note}]
}

test_one_name_twice_passes if {
	judged([file("unload", "2026-11-01", "PROD"), file("imscon", "2026-11-01", "PROD")]).verdict == "pass"
}

test_an_input_that_names_no_system_contradicts_none if {
	judged([file("unload", "2026-11-01", null), file("imscon", "2026-11-01", "PROD")]).verdict == "pass"
	judged([file("unload", "2026-11-01", "PROD"), file("imscon", "2026-11-01", null)]).verdict == "pass"
}

# -- age -----------------------------------------------------------------------------------------------------------------

test_evidence_older_than_the_limit_is_an_advisory_with_its_age if {
	verdict := judged([file("unload", "2026-10-24", null), file("setropts", "2026-10-24", null)])
	verdict.verdict == "advisory"
	contains(verdict.message, "the unload was taken on 2026-10-24, 9 days before 2026-11-02 (max_evidence_days is 8)")
	contains(verdict.message, "the setropts was taken on 2026-10-24")
}

test_evidence_of_the_last_day_that_is_allowed_passes if {
	judged([file("unload", "2026-10-25", null), file("setropts", "2026-10-25", null)]).verdict == "pass"
}

test_a_bound_beyond_the_limit_is_told_as_a_bound if {
	verdict := judged([bound("unload", "2026-10-24")])
	verdict.verdict == "advisory"
	contains(verdict.message, "nothing tells when the unload was taken, and its newest date is 2026-10-24, 9 days before 2026-11-02")
	not contains(verdict.message, "the unload was taken on")
}

test_a_bound_within_the_limit_proves_that_the_evidence_is_new_enough if {
	judged([bound("unload", "2026-10-30"), file("setropts", "2026-11-02", null)]).verdict == "pass"
}

test_a_bound_after_the_day_of_another_input_is_too_far_from_it if {
	verdict := judged([bound("unload", "2026-11-01"), file("setropts", "2026-10-28", null)])
	verdict.verdict == "advisory"
	contains(verdict.message, "the unload is of 2026-11-01 and the setropts of 2026-10-28")
}

test_the_site_sets_the_limit if {
	inputs := [file("unload", "2026-10-24", null)]
	estate := object.union(testing.changed({"site": {"max_evidence_days": 9}}), {"inputs": inputs})
	testing.words(inputs_do_not_match.verdicts) == {"system": "pass"} with input as estate
}

test_a_member_as_it_will_be_needs_no_day if {
	inputs := [file("unload", "2026-11-01", null), file("hwscfg", null, null)]
	before := object.union(testing.estate, {"inputs": inputs})
	testing.words(inputs_do_not_match.verdicts) == {"system": "undecided"} with input as before
	after := object.union(before, {"change": {"layer": "active", "owed": []}})
	testing.words(inputs_do_not_match.verdicts) == {"system": "pass"} with input as after
}

test_other_evidence_needs_its_day_in_a_gate_too if {
	inputs := [file("unload", "2026-11-01", null), file("setropts", null, null)]
	after := object.union(testing.estate, {"inputs": inputs, "change": {"layer": "active", "owed": []}})
	testing.words(inputs_do_not_match.verdicts) == {"system": "undecided"} with input as after
}
