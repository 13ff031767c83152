package auditor.policies.ptktdata_not_raclisted_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.ptktdata_not_raclisted

change(class, name, fact) := testing.changed({"classes": {class: {name: fact}}})

words(estate) := found if {
	found := testing.words(ptktdata_not_raclisted.verdicts) with input as estate
}

off := testing.fact(false)

test_raclisted_classes_pass if {
	words(testing.estate) == {"class:PTKTDATA": "pass", "class:APPL": "pass"}
}

test_ptktdata_not_raclisted_fails if {
	verdicts := ptktdata_not_raclisted.verdicts with input as change("PTKTDATA", "raclisted", off)
	some verdict in verdicts
	verdict.object == "class:PTKTDATA"
	verdict.verdict == "fail"
	verdict.severity == "high"
	verdict.remediation.racf == ["SETROPTS RACLIST(PTKTDATA)"]
	verdict.remediation.undo == ["SETROPTS NORACLIST(PTKTDATA)"]
	verdict.places == [{"at": [1, 5, 1, 8], "role": "primary", "note": "PTKTDATA is not among the SETR RACLIST classes"}]
}

test_a_key_profile_alone_is_use if {
	words(object.union(change("PTKTDATA", "raclisted", off), {"clients": []}))["class:PTKTDATA"] == "fail"
}

test_a_client_alone_is_use if {
	estate := testing.only_profiles(change("PTKTDATA", "raclisted", off), "PTKTDATA", {})
	words(estate)["class:PTKTDATA"] == "fail"
}

test_no_use_at_all_is_out_of_scope if {
	bare := testing.only_profiles(change("PTKTDATA", "raclisted", off), "PTKTDATA", {})
	words(object.union(bare, {"clients": []}))["class:PTKTDATA"] == "not_applicable"
}

test_no_use_needs_proof if {
	bare := testing.only_profiles(change("PTKTDATA", "raclisted", off), "PTKTDATA", {})
	words(object.union(bare, {"clients": [], "evidence": {"clients": {"offered": false}}}))["class:PTKTDATA"] == "undecided"
}

test_raclisted_by_an_application_only_is_an_advisory if {
	estate := testing.changed({"classes": {"PTKTDATA": {"raclisted": off, "raclisted_by_application": testing.fact(true)}}})
	words(estate)["class:PTKTDATA"] == "advisory"
}

test_unknown_lines_are_undecided if {
	lost := testing.unknown("the line is not in the listing")
	words(change("PTKTDATA", "raclisted", lost))["class:PTKTDATA"] == "undecided"
	words(change("PTKTDATA", "active", lost))["class:PTKTDATA"] == "undecided"
	only := testing.changed({"classes": {"PTKTDATA": {"raclisted": off, "raclisted_by_application": lost}}})
	words(only)["class:PTKTDATA"] == "undecided"
	words(change("APPL", "active", lost))["class:APPL"] == "undecided"
	words(change("APPL", "raclisted", lost))["class:APPL"] == "undecided"
}

test_an_inactive_class_is_out_of_scope if {
	words(change("PTKTDATA", "active", off))["class:PTKTDATA"] == "not_applicable"
	words(change("APPL", "active", off))["class:APPL"] == "not_applicable"
}

test_appl_not_in_storage_is_an_advisory if {
	words(change("APPL", "raclisted", off)) == {"class:PTKTDATA": "pass", "class:APPL": "advisory"}
}

test_appl_genlisted_or_by_application_will_do if {
	every name in ["genlist", "raclisted_by_application"] {
		estate := testing.changed({"classes": {"APPL": {"raclisted": off, name: testing.fact(true)}}})
		words(estate)["class:APPL"] == "pass"
	}
}

# Nothing uses tickets, as far as is known: neither inventory nor key profile.
unused(options) := object.union(
	testing.only_profiles(testing.changed({"classes": {"PTKTDATA": options}}), "PTKTDATA", {}),
	{"clients": [], "evidence": {"clients": {"offered": false}}},
)

test_what_needs_no_proof_of_use_is_judged_without_an_inventory if {
	words(unused({}))["class:PTKTDATA"] == "pass"
	words(unused({"active": off, "raclisted": off}))["class:PTKTDATA"] == "not_applicable"
}
