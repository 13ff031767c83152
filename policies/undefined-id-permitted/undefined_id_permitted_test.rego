package auditor.policies.undefined_id_permitted_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.undefined_id_permitted

words(estate) := found if {
	found := testing.words(undefined_id_permitted.verdicts) with input as estate
}

one(estate, subject) := verdict if {
	verdicts := undefined_id_permitted.verdicts with input as estate
	some verdict in verdicts
	verdict.object == subject
}

listed(class, name, level) := testing.changed({"profiles": {class: {name: {"acl": {"GONE1": {"access": level, "at": [0, 98, 262, 278]}}}}}})

test_defined_ids_pass if {
	{word | some word in words(testing.estate)} == {"pass"}
	count(words(testing.estate)) == 5
}

test_an_undefined_id_fails if {
	verdict := one(listed("APPL", "APP1", "READ"), "profile:APPL/APP1/id:GONE1")
	verdict.verdict == "fail"
	verdict.severity == "medium"
	verdict.facts == {"access": "READ", "conditional": [], "absent": true}
	verdict.places == [{"at": [0, 98, 262, 269], "role": "primary", "note": "GONE1 has READ"}]
	verdict.remediation.racf == ["PERMIT APP1 CLASS(APPL) ID(GONE1) DELETE", "SETROPTS RACLIST(APPL) REFRESH"]
	verdict.remediation.undo == []
}

test_update_on_an_authority_profile_is_high if {
	one(listed("PTKTDATA", "IRRPTAUTH.**", "UPDATE"), "profile:PTKTDATA/IRRPTAUTH.**/id:GONE1").severity == "high"
}

test_a_conditional_entry_counts if {
	entry := {"id": "GONE1", "access": "READ", "kind": "TERMINAL", "name": "TERM1", "at": [0, 97, 6, 251]}
	estate := testing.changed({"profiles": {"APPL": {"APP1": {"conditional": [entry]}}}})
	one(estate, "profile:APPL/APP1/id:GONE1").remediation.racf[0] == "PERMIT APP1 CLASS(APPL) ID(GONE1) DELETE WHEN(TERMINAL(TERM1))"
}

test_everybody_is_no_undefined_id if {
	star := testing.changed({"profiles": {"APPL": {"APP1": {"acl": {"*": {"access": "READ", "at": [0, 98, 262, 278]}}}}}})
	words(star)["profile:APPL/APP1"] == "pass"
}

test_a_partial_unload_is_undecided if {
	estate := object.union(listed("APPL", "APP1", "READ"), {"unload": {"groups": false}})
	{word | some word in words(estate)} == {"undecided"}
}

test_a_profile_with_an_undefined_id_does_not_pass if not words(listed("APPL", "APP1", "READ"))["profile:APPL/APP1"]

entry(id, level) := {"id": id, "access": level, "kind": "TERMINAL", "name": "TERM1", "at": [0, 97, 6, 251]}

test_a_conditional_entry_of_a_defined_id_is_no_finding if {
	estate := testing.changed({"profiles": {"APPL": {"APP1": {"conditional": [entry("BATCH1", "READ"), entry("GONE1", "READ")]}}}})
	not words(estate)["profile:APPL/APP1/id:BATCH1"]
	verdict := one(estate, "profile:APPL/APP1/id:GONE1")
	verdict.facts.conditional == ["READ"]
	count(verdict.remediation.racf) == 2
}

test_less_than_update_on_an_authority_profile_is_medium if {
	one(listed("PTKTDATA", "IRRPTAUTH.**", "READ"), "profile:PTKTDATA/IRRPTAUTH.**/id:GONE1").severity == "medium"
}

test_update_under_a_condition_is_high_and_less_is_not if {
	every level, severity in {"UPDATE": "high", "READ": "medium"} {
		estate := testing.changed({"profiles": {"PTKTDATA": {"IRRPTAUTH.**": {"conditional": [entry("GONE1", level)]}}}})
		one(estate, "profile:PTKTDATA/IRRPTAUTH.**/id:GONE1").severity == severity
	}
}
