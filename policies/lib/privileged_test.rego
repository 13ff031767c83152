package auditor.lib.privileged_test

import rego.v1

import data.auditor.lib.privileged
import data.auditor.lib.testing

found(estate) := answer if {
	answer := privileged.users with input as estate
}

of(change) := testing.changed({"users": {"WEBUSR1": change}})

test_each_attribute_makes_a_user_privileged_by_its_name if {
	found(testing.estate) == {"SECADM": {"SPECIAL"}}
	found(of({"uid": 0})).WEBUSR1 == {"UID 0"}
	every word, flag in privileged.words {
		found(of({flag: true})).WEBUSR1 == {word}
	}
}

test_the_site_names_privileged_users_that_exist if {
	found(testing.changed({"site": {"privileged": ["WEBUSR1", "GONE1"]}})) == {"SECADM": {"SPECIAL"}, "WEBUSR1": {"named by the site"}}
}

columns := {"columns": {"user": {"special": [40, 43], "operations": [45, 48]}}}

place(estate) := at if {
	at := privileged.place("WEBUSR1") with input as object.union(estate, columns)
}

test_the_place_is_the_one_that_says_so if {
	place(of({"operations": true})) == [0, 50, 45, 48]
	place(of({"special": true, "uid": 0, "uid_at": [0, 60, 6, 13]})) == [0, 50, 40, 43]
	place(of({"uid": 0, "uid_at": [0, 60, 6, 13]})) == [0, 60, 6, 13]
	place(of({"uid": 0})) == [0, 50, 6, 13]
	place(of({"uid": 5, "uid_at": [0, 60, 6, 13]})) == [0, 50, 6, 13]
}
