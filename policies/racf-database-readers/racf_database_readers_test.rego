package auditor.policies.racf_database_readers_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.racf_database_readers

verdicts_of(estate) := verdicts if {
	verdicts := racf_database_readers.verdicts with input as estate
}

one(estate) := verdict if {
	some verdict in verdicts_of(estate)
	verdict.object == "profile:DATASET/SYS1.RACF*"
}

with_list(acl) := testing.changed({"site": {"racf_data_sets": ["SYS1.RACF"]}, "data_sets": [testing.data_set("SYS1.RACF*", true, acl)]})

operator(base, change) := object.union(base, {"users": object.union(base.users, {"OPER1": object.union(
	testing.user("STCGRP"),
	object.union({"operations": true}, change),
)})})

test_whom_the_site_trusts_is_not_told if {
	one(with_list({"SECGRP": "ALTER", "SECADM": "READ"})).verdict == "pass"
	one(object.union(with_list({"STCGRP": "READ"}), {"site": {"racf_data_sets": ["SYS1.RACF"], "privileged": ["STCGRP"]}})).verdict == "pass"
	one(with_list({"STCGRP": "EXECUTE", "NOBODY": "READ"})).verdict == "pass"
}

test_others_are_told_with_how_many_they_are if {
	verdict := one(with_list({"APPGRP": "READ", "SECGRP": "READ"}))
	verdict.verdict == "advisory"
	verdict.facts.ids == {"APPGRP": 3}
	verdict.message == "SYS1.RACF can be read by APPGRP (3 users)."
	verdict.places[0].note == "APPGRP has READ"
	one(with_list({"WEBSTC": "UPDATE"})).facts.ids == {"WEBSTC": 1}
}

test_operations_is_full_access_unless_the_list_says_otherwise if {
	base := with_list({"SECGRP": "READ"})
	verdict := one(operator(base, {}))
	verdict.verdict == "advisory"
	verdict.facts.operations == ["OPER1"]
	verdict.message == "SYS1.RACF can be read by 1 user with OPERATIONS."
	one(operator(base, {"revoked": true})).verdict == "pass"
	one(operator(base, {"operations": false})).verdict == "pass"
	one(operator(with_list({"OPER1": "NONE"}), {})).verdict == "pass"
	one(operator(with_list({"STCGRP": "NONE"}), {})).verdict == "pass"
	one(object.union(operator(base, {}), {"site": {"racf_data_sets": ["SYS1.RACF"], "privileged": ["OPER1"]}})).verdict == "pass"
}

test_what_cannot_be_told_is_undecided if {
	testing.words(verdicts_of(testing.estate)) == {"system": "undecided"}
	bare := testing.changed({"site": {"racf_data_sets": ["SYS1.RACF"]}})
	testing.words(verdicts_of(object.union(bare, testing.not_offered("unload")))) == {"system": "undecided"}
	testing.words(verdicts_of(bare)) == {"system": "not_applicable"}
	one(object.union(with_list({}), testing.damaged("unload", "0205", null))).verdict == "undecided"
	one(object.union(with_list({}), testing.damaged("unload", "0404", "DATASET"))).verdict == "undecided"
	one(object.union(with_list({"APPGRP": "READ"}), testing.damaged("unload", "0404", "DATASET"))).verdict == "advisory"
	listed := {"evidence": {"unload": {"offered": true, "damage": [{
		"input": "unload", "code": "x", "message": "", "record_type": "0200", "class": null, "name": "SECGRP", "at": [0, 42, 0, 0],
	}]}}}
	one(object.union(with_list({"SECGRP": "READ"}), listed)).verdict == "undecided"
}

# One name that no profile covers, and one of which EGN would have to tell.
test_of_the_system_one_verdict_speaks if {
	names := ["SYS1.RACF", "SYS2.RACF.BACKUP"]
	base := testing.changed({"site": {"racf_data_sets": names}, "data_sets": [testing.data_set("SYS2.RACF*", true, {})]})
	unknown := object.union(base, {"options": object.union(base.options, {"egn": testing.unknown("no listing")})})
	testing.words(verdicts_of(unknown)) == {"system": "undecided"}
	count(verdicts_of(unknown)) == 1
}
