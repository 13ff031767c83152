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
