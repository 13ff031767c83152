package auditor.policies.key_data_set_readable_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.key_data_set_readable

verdicts_of(estate) := verdicts if {
	verdicts := key_data_set_readable.verdicts with input as estate
}

with_profiles(profiles) := testing.changed({"site": {"ckds_data_sets": ["ICSF.CKDS"]}, "data_sets": profiles})

with_fields(fields) := with_profiles([object.union(testing.data_set("ICSF.**", true, {"SECGRP": "READ"}), fields)])

word(fields) := testing.words(verdicts_of(with_fields(fields)))["profile:DATASET/ICSF.**"]

test_only_what_lets_everybody_in_counts if {
	word({}) == "pass"
	word({"uacc": "READ"}) == "fail"
	word({"warning": true}) == "fail"
	word({"erase": false}) == "pass"
	word({"audit": testing.audit_none}) == "pass"
	{verdict.severity | some verdict in verdicts_of(with_fields({"uacc": "READ"}))} == {"medium"}
	{verdict.facts.faults | some verdict in verdicts_of(with_fields({"uacc": "READ", "erase": false}))} == {["public"]}
}

test_what_may_let_everybody_in_is_undecided if {
	word({"conditional": [{"id": "*", "access": "READ", "kind": "PROGRAM", "name": "X", "at": [0, 68, 0, 0]}]}) == "undecided"
}

test_no_profile_covers_it if {
	bare := with_profiles([])
	testing.words(verdicts_of(bare)) == {"system": "pass"}
	open := object.union(bare, {"options": object.union(bare.options, {"protect_all": testing.fact(false)})})
	testing.words(verdicts_of(open)) == {"system": "fail"}
}

test_none_is_named if {
	testing.words(verdicts_of(testing.estate)) == {"system": "not_applicable"}
}

test_lost_records_leave_it_undecided if {
	testing.words(verdicts_of(object.union(with_fields({}), testing.damaged("unload", "0404", "DATASET"))))["profile:DATASET/ICSF.**"] == "undecided"
	testing.words(verdicts_of(object.union(with_profiles([]), testing.not_offered("unload")))) == {"system": "undecided"}
	named := object.union(with_fields({}), {"evidence": {"unload": {"offered": true, "damage": [{
		"input": "unload", "code": "x", "message": "", "record_type": "0404", "class": "DATASET", "name": "ICSF.**", "at": [0, 42, 0, 0],
	}]}}})
	testing.words(verdicts_of(named)) == {"profile:DATASET/ICSF.**": "undecided"}
}
