package auditor.policies.inputs_do_not_match_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.inputs_do_not_match

file(kind, dated, system) := {
	"kind": kind, "path": kind, "sha256": "0", "codepage": "utf-8", "records": 1, "rejected": 0, "form": null,
	"dated": dated, "system": system,
}

judged(files) := [verdict | some verdict in verdicts][0] if {
	verdicts := inputs_do_not_match.verdicts with input as object.union(testing.estate, {"inputs": files})
}

test_same_days_pass if judged([file("unload", "2026-11-01", null), file("imscon", "2026-11-02", null)]).verdict == "pass"

test_days_too_far_apart_are_an_advisory if {
	verdict := judged([file("unload", "2026-10-01", null), file("imscon", "2026-11-02", null)])
	verdict.verdict == "advisory"
	contains(verdict.message, "the imscon is of 2026-11-02 and the unload of 2026-10-01")
	verdict.places == [{"at": [1, 1, 0, 0], "role": "primary", "note": "the imscon is of 2026-11-02 and the unload of 2026-10-01"}]
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
