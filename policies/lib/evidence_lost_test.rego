package auditor.lib.evidence_lost_test

import rego.v1

import data.auditor.lib.evidence
import data.auditor.lib.testing

# The estate with these records lost: type, class and name.
without(rows) := testing.changed({"evidence": {"unload": {"offered": true, "damage": [{
	"input": "unload", "code": "truncated", "message": "it is cut", "at": null,
	"record_type": row[0], "class": row[1], "name": row[2],
} |
	some row in rows
]}}})

of_profile(row) := count(reasons) if {
	reasons := evidence.lost_of_profile({"0500", "0505"}, "APPL", "APP1") with input as without([row])
}

of_user(row) := count(reasons) if {
	reasons := evidence.lost_of_user({"0200"}, "BATCH1") with input as without([row])
}

test_a_record_that_could_be_of_the_profile_is_a_reason if {
	every row in [["0500", "APPL", "APP1"], ["0505", "APPL", null], ["0500", null, null], [null, "APPL", "APP1"], [null, null, null]] {
		of_profile(row) == 1
	}
}

test_a_record_of_something_else_is_none_of_the_profile if {
	every row in [["0530", "APPL", "APP1"], ["0500", "PTKTDATA", "APP1"], ["0500", "APPL", "APP2"]] {
		of_profile(row) == 0
	}
}

test_a_record_that_could_be_of_the_user_is_a_reason if {
	every row in [["0200", null, "BATCH1"], ["0200", null, null], [null, null, null]] {
		of_user(row) == 1
	}
	every row in [["0205", null, "BATCH1"], ["0200", null, "WEBUSR1"], ["0500", "APPL", "BATCH1"]] {
		of_user(row) == 0
	}
}

test_the_reason_names_what_may_be_lost if {
	profile := evidence.lost_of_profile({"0500"}, "APPL", "APP1") with input as without([[null, null, null]])
	profile == {"a record of the unload is lost that could have been of APPL APP1"}
	user := evidence.lost_of_user({"0200"}, "BATCH1") with input as without([[null, null, null]])
	user == {"a record of the unload is lost that could have been of user BATCH1"}
}

test_nothing_is_lost_of_a_whole_unload if {
	profile := evidence.lost_of_profile({"0500"}, "APPL", "APP1") with input as testing.estate
	profile == set()
	user := evidence.lost_of_user({"0200"}, "BATCH1") with input as testing.estate
	user == set()
}

test_names_of_lost_profiles if {
	rows := [
		["0500", "APPL", "ONE*"],
		[null, "APPL", "TWO*"],
		["0500", null, "THREE*"],
		["0500", "APPL", null],
		["0505", "APPL", "FOUR*"],
		["0500", "PTKTDATA", "FIVE*"],
	]
	names := evidence.lost_names("APPL") with input as without(rows)
	names == {"ONE*", "TWO*", "THREE*"}
}

test_no_profile_can_be_told_without_resources if {
	whole := evidence.no_profiles with input as testing.estate
	whole == set()
	empty := evidence.no_profiles with input as testing.changed({"unload": {"resources": false}})
	count(empty) == 1
	none := evidence.no_profiles with input as testing.changed(object.union(testing.not_offered("unload"), {"unload": {"resources": false}}))
	none == {"no RACF database unload was offered (--unload)"}
}

unsure_users(rows) := found if {
	found := evidence.unsure_users with input as without(rows)
}

test_users_of_whom_a_connection_or_a_factor_may_be_lost if {
	unsure_users([["0205", null, "BATCH1"], ["020A", null, "GONE"], [null, null, "SECADM"]]) == {"BATCH1", "GONE", "SECADM"}
	unsure_users([["0200", null, "BATCH1"], ["0404", null, "WEBUSR1"], [null, "APPL", "SECADM"], ["0205", "APPL", "SECADM"]]) == set()
}

test_a_record_without_a_name_could_be_of_any_user if {
	every type in ["0205", "020A", null] {
		unsure_users([[type, null, null]]) == object.keys(testing.estate.users)
	}
}
