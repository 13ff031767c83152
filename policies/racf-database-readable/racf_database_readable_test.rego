package auditor.policies.racf_database_readable_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.racf_database_readable

verdicts_of(estate) := verdicts if {
	verdicts := racf_database_readable.verdicts with input as estate
}

one(estate) := verdict if {
	some verdict in verdicts_of(estate)
	verdict.object == "profile:DATASET/SYS1.RACF*"
}

system(estate) := verdict if {
	some verdict in verdicts_of(estate)
	verdict.object == "system"
}

# The site names one data set, and these are the profiles that can decide it.
with_profiles(profiles) := testing.changed({"site": {"racf_data_sets": ["SYS1.RACF"]}, "data_sets": profiles})

with_fields(fields) := with_profiles([object.union(testing.data_set("SYS1.RACF*", true, {"SECGRP": "READ"}), fields)])

test_a_well_kept_profile_passes if {
	verdict := one(with_fields({}))
	verdict.verdict == "pass"
	verdict.facts == {"profile": "SYS1.RACF*", "volumes": [], "data_sets": ["SYS1.RACF"]}
	verdict.assumptions == []
	not system(with_fields({}))
}

test_everybody_reads_it if {
	one(with_fields({"uacc": "EXECUTE"})).verdict == "pass"
	one(with_fields({"uacc": "READ"})).places[0].note == "UACC(READ)"
	one(with_fields({"acl": {"*": {"access": "READ", "at": [0, 68, 67, 74]}}})).places[0].note == "ID(*) has READ"
	one(with_fields({"warning": true})).facts.faults == ["warning"]
	every fields in [
		{"uacc": "READ"}, {"uacc": "ALTER"}, {"acl": {"*": {"access": "READ", "at": [0, 68, 67, 74]}}}, {"warning": true},
	] {
		verdict := one(with_fields(fields))
		verdict.verdict == "fail"
		verdict.severity == "high"
		contains(verdict.remediation.other[0], "change masked keys")
	}
}

test_a_masked_key_makes_it_critical if {
	masked := {"profiles": {"PTKTDATA": {"APP1": {"ssignon": {"protection": "*MASKED*"}}}}}
	one(object.union(with_fields({"uacc": "READ"}), masked)).severity == "critical"
	one(object.union(with_fields({"warning": true}), masked)).severity == "critical"
	one(object.union(with_fields({"erase": false}), masked)).severity == "medium"
	one(object.union(with_fields({}), masked)).severity == "critical"
}

test_what_is_deleted_can_be_read if {
	verdict := one(with_fields({"erase": false}))
	verdict.verdict == "fail"
	verdict.severity == "medium"
	count(verdict.assumptions) == 1
	contains(verdict.remediation.other[0], "ALTDSD 'SYS1.RACF*' ERASE ")
	not contains(verdict.remediation.other[0], "change masked keys")
	one(with_fields({"erase": null})).verdict == "pass"
}

test_accesses_are_recorded if {
	both := {
		"audit": {"level": "FAIL", "success_from": "", "failure_from": "READ"},
		"global_audit": {"level": "SUCCESS", "success_from": "READ", "failure_from": ""},
	}
	one(with_fields(both)).verdict == "pass"
	every audit in [
		{"level": "NONE", "success_from": "", "failure_from": ""},
		{"level": "FAIL", "success_from": "", "failure_from": "READ"},
		{"level": "SUCCESS", "success_from": "READ", "failure_from": ""},
		{"level": "ALL", "success_from": "UPDATE", "failure_from": "READ"},
		{"level": "ALL", "success_from": "READ", "failure_from": "UPDATE"},
	] {
		verdict := one(with_fields({"audit": audit}))
		verdict.severity == "low"
		verdict.facts.faults == ["log"]
		one(with_fields({"audit": audit, "global_audit": testing.audit_all})).verdict == "pass"
	}
}

test_the_weightiest_fault_counts if {
	faulty := {"uacc": "READ", "erase": false, "audit": testing.audit_none}
	one(with_fields(faulty)).severity == "high"
	one(with_fields(faulty)).facts.faults == ["erase", "log", "public"]
	one(with_fields(object.remove(faulty, ["uacc"]))).severity == "medium"
}

test_what_may_let_everybody_in_is_undecided if {
	conditional := {"id": "*", "access": "READ", "kind": "PROGRAM", "name": "IRRDBU00", "at": [0, 68, 0, 0]}
	one(with_fields({"conditional": [conditional]})).verdict == "undecided"
	one(with_fields({"conditional": [object.union(conditional, {"id": "SECGRP"})]})).verdict == "pass"
	one(with_fields({"conditional": [object.union(conditional, {"access": "NONE"})]})).verdict == "pass"
	one(with_fields({"conditional": [conditional], "uacc": "READ"})).verdict == "fail"
	one(with_fields({"conditional": [conditional], "erase": false})).verdict == "undecided"
	one(with_fields({"uacc": "X<07>"})).verdict == "undecided"
}

global_table(member) := object.union(with_fields({}), {"profiles": object.union(with_fields({}).profiles, {"GLOBAL": {"DATASET": object.union(
	testing.profile(false, {}),
	{"members": [object.union({"at": [0, 104, 262, 516]}, member)]},
)}})})

test_the_global_table_is_no_reason_to_pass if {
	one(global_table({"name": "SYS1.*", "access": "READ"})).verdict == "undecided"
	one(global_table({"name": "SYS1.RACF", "access": "ALTER"})).verdict == "undecided"
	one(global_table({"name": "SYS1.**", "access": "NONE"})).verdict == "pass"
	one(global_table({"name": "SYS2.**", "access": "READ"})).verdict == "pass"
}

test_no_profile_covers_it if {
	bare := with_profiles([])
	system(bare).verdict == "pass"
	open := object.union(bare, {"options": object.union(bare.options, {"protect_all": testing.fact(false)})})
	verdict := system(open)
	verdict.verdict == "fail"
	verdict.severity == "high"
	verdict.facts == {"data_sets": ["SYS1.RACF"], "absent": true}
	unknown := object.union(bare, {"options": object.union(bare.options, {"protect_all": testing.unknown("no listing")})})
	system(unknown).verdict == "undecided"
	contains(system(unknown).reason, "no listing")
}

test_the_site_names_none if {
	verdict := system(testing.estate)
	verdict.verdict == "undecided"
	contains(verdict.reason, "racf_data_sets")
	count(verdicts_of(testing.estate)) == 1
}

test_lost_records_leave_it_undecided if {
	one(object.union(with_fields({}), testing.damaged("unload", "0505", "APPL"))).verdict == "pass"
	one(object.union(with_fields({}), testing.damaged("unload", "0503", "GLOBAL"))).verdict == "undecided"
	one(object.union(with_fields({"uacc": "READ"}), testing.damaged("unload", "0404", "DATASET"))).verdict == "fail"
	system(object.union(with_profiles([]), testing.damaged("unload", "0400", "DATASET"))).verdict == "undecided"
	every code in ["0400", "0402", "0404"] {
		one(object.union(with_fields({}), testing.damaged("unload", code, "DATASET"))).verdict == "undecided"
	}
}

test_no_unload_and_no_data_sets_in_it if {
	system(object.union(with_profiles([]), testing.not_offered("unload"))).verdict == "undecided"
	partial := object.union(with_profiles([]), {"unload": object.union(testing.estate.unload, {"data_sets": false})})
	system(partial).verdict == "undecided"
	contains(system(partial).reason, "0400")
}
