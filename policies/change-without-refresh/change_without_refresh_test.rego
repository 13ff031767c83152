package auditor.policies.change_without_refresh_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.change_without_refresh

owed := {"class": "PTKTDATA", "profile": "APP1", "why": "no refresh follows the change", "at": [6, 3, 0, 0]}

changed(rows) := testing.changed({"change": {"layer": "active", "owed": rows}})

test_a_scan_is_out_of_scope if {
	testing.words(change_without_refresh.verdicts) == {"system": "not_applicable"} with input as testing.estate
}

test_a_refreshed_change_passes if {
	expected := {"class:APPL": "pass", "class:PTKTDATA": "pass"}
	testing.words(change_without_refresh.verdicts) == expected with input as changed([])
}

test_a_change_that_is_owed_a_refresh_fails if {
	verdicts := change_without_refresh.verdicts with input as changed([owed])
	some verdict in verdicts
	verdict.object == "class:PTKTDATA"
	verdict.verdict == "fail"
	verdict.facts == {"class": "PTKTDATA", "profiles": ["APP1"]}
	verdict.places == [{"at": [6, 3, 0, 0], "role": "primary", "note": "no refresh follows the change"}]
	verdict.remediation.racf == ["SETROPTS RACLIST(PTKTDATA) REFRESH"]
}

test_other_classes_that_are_owed_a_refresh_fail_too if {
	words := testing.words(change_without_refresh.verdicts) with input as changed([object.union(owed, {"class": "STARTED"})])
	words == {"class:APPL": "pass", "class:PTKTDATA": "pass", "class:STARTED": "fail"}
}

test_a_class_that_is_not_raclisted_needs_its_generics_refreshed if {
	verdicts := change_without_refresh.verdicts with input as object.union(
		changed([owed]),
		{"classes": {"PTKTDATA": {"raclisted": testing.fact(false)}}},
	)
	some verdict in verdicts
	verdict.remediation.racf == ["SETROPTS GENERIC(PTKTDATA) REFRESH"]
}

test_unknown_raclist_is_undecided if {
	unknown := {"classes": {"APPL": {"raclisted": testing.unknown("no SETROPTS LIST was offered")}}}
	verdicts := change_without_refresh.verdicts with input as object.union(changed([]), unknown)
	some verdict in verdicts
	verdict.object == "class:APPL"
	verdict.verdict == "undecided"
	verdict.reason == "no SETROPTS LIST was offered"
}

test_raclist_unknown_without_a_reason_is_undecided if {
	silent := {"classes": {"APPL": {"raclisted": {"value": null, "at": null, "origin": null, "why": null}}}}
	verdicts := change_without_refresh.verdicts with input as object.union(changed([]), silent)
	some verdict in verdicts
	verdict.reason == "whether class APPL is RACLISTed is unknown"
}

test_a_change_of_a_whole_class_names_no_profile if {
	verdicts := change_without_refresh.verdicts with input as changed([object.union(owed, {"profile": null})])
	some verdict in verdicts
	verdict.verdict == "fail"
	verdict.facts == {"class": "PTKTDATA", "profiles": []}
}
