package auditor.lib.keys_tried_test

import rego.v1

import data.auditor.lib.keys
import data.auditor.lib.testing

# Which key VERIFY tries. BATCH1's default group is APPGRP; nothing is known of NOBODY where the unload is not whole.
holding(names) := testing.only_profiles(testing.estate, "PTKTDATA", {name: testing.key_profile | some name in names})

losing(base, name) := object.union(base, {"evidence": {"unload": {"offered": true, "damage": [{
	"input": "unload", "code": "truncated", "message": "it is cut", "at": null,
	"record_type": "0500", "class": "PTKTDATA", "name": name,
}]}}})

# Users that were not read may be there all the same.
losing_users(base) := object.union(base, {"unload": {"users": false}})

tries(user, maker, estate) := answer if {
	answer := keys.tries("APP1", user, maker) with input as estate
}

qualified(user, names) := found if {
	found := keys.qualified("APP1", user) with input as holding(names)
}

test_qualified_profiles_are_taken_in_the_order_of_their_shapes if {
	four := ["APP1", "APP1.APPGRP.BATCH1", "APP1.BATCH1", "APP1.APPGRP"]
	qualified("BATCH1", four) == ["APP1.APPGRP.BATCH1"]
	qualified("BATCH1", array.slice(four, 2, 4)) == ["APP1.BATCH1"]
	qualified("BATCH1", ["APP1.APPGRP"]) == ["APP1.APPGRP"]
	qualified("BATCH1", ["APP1", "APP1.STCGRP", "APP2.BATCH1"]) == []
}

test_of_a_user_without_a_known_group_only_the_name_has_a_shape if {
	qualified("NOBODY", ["APP1.NOBODY", "APP1.APPGRP"]) == ["APP1.NOBODY"]
	qualified("NOBODY", ["APP1.APPGRP", "APP1.APPGRP.NOBODY"]) == []
}

test_a_profile_that_does_not_count_is_not_taken if {
	found := keys.qualified("APP1", "BATCH1") with input as testing.only_profiles(testing.estate, "PTKTDATA", {"APP1.BATCH1": testing.profile(true, {})})
	found == []
}

test_the_plain_profile_is_always_tried if {
	tries("BATCH1", "APP1", holding(["APP1"])) == "yes"
	tries("BATCH1", "APP1", holding(["APP1", "APP1.BATCH1"])) == "yes"
	tries("BATCH1", "APP1", holding([])) == "no"
	tries("BATCH1", "APP1", losing(holding([]), "APP1")) == "unknown"
}

test_only_the_first_qualified_profile_is_tried if {
	both := holding(["APP1", "APP1.BATCH1", "APP1.APPGRP"])
	tries("BATCH1", "APP1.BATCH1", both) == "yes"
	tries("BATCH1", "APP1.APPGRP", both) == "no"
	tries("BATCH1", "APP1.APPGRP.BATCH1", both) == "no"
}

test_an_earlier_profile_that_may_be_lost_leaves_it_open if {
	tries("BATCH1", "APP1.APPGRP", losing(holding(["APP1.APPGRP"]), "APP1.BATCH1")) == "unknown"
	tries("BATCH1", "APP1.BATCH1", losing(holding(["APP1.BATCH1"]), "APP1.APPGRP")) == "yes"
	tries("BATCH1", "APP1.APPGRP.BATCH1", losing(holding(["APP1.APPGRP.BATCH1"]), "APP1.BATCH1")) == "yes"
}

test_a_qualified_profile_that_may_be_lost_is_not_known_to_be_tried if {
	tries("BATCH1", "APP1.BATCH1", losing(holding([]), "APP1.BATCH1")) == "unknown"
}

test_a_profile_of_another_shape_is_never_tried if {
	every maker in ["APP2", "APP1.STCGRP", "APP1.WEBUSR1", "APP2.BATCH1", "APP1.BATCH1.APPGRP"] {
		tries("BATCH1", maker, holding([maker])) == "no"
	}
}

test_of_an_unread_user_every_group_could_be_the_one if {
	tries("NOBODY", "APP1.NOBODY", losing_users(holding(["APP1.NOBODY"]))) == "yes"
	every maker in ["APP1.APPGRP", "APP1.APPGRP.NOBODY"] {
		tries("NOBODY", maker, losing_users(holding([maker]))) == "unknown"
		tries("NOBODY", maker, holding([maker])) == "no"
	}
	every maker in ["APP2.APPGRP", "APP2.APPGRP.NOBODY", "APP1.APPGRP.BATCH1", "APP1.A.NOBODY.X", "APP2"] {
		tries("NOBODY", maker, losing_users(holding([maker]))) == "no"
	}
}

test_a_profile_that_is_not_there_is_never_tried_of_an_unread_user if {
	tries("NOBODY", "APP1.APPGRP", losing_users(holding([]))) == "no"
}

perhaps(user, maker, estate) := names if {
	names := keys.perhaps_tried("APP1", user, maker) with input as estate
}

test_profiles_are_perhaps_tried_up_to_the_first_that_is_there if {
	perhaps("BATCH1", "APP1", holding(["APP1", "APP1.BATCH1", "APP1.APPGRP"])) == ["APP1.BATCH1", "APP1"]
	perhaps("BATCH1", "APP1", losing(holding(["APP1.APPGRP"]), "APP1.BATCH1")) == ["APP1.BATCH1", "APP1.APPGRP", "APP1"]
	perhaps("BATCH1", "APP1", holding([])) == ["APP1"]
}

test_the_maker_is_perhaps_tried_where_the_group_could_be_the_one if {
	perhaps("NOBODY", "APP1.APPGRP", losing_users(holding(["APP1.APPGRP"]))) == ["APP1.APPGRP", "APP1"]
	perhaps("NOBODY", "APP1.APPGRP", holding(["APP1.APPGRP"])) == ["APP1"]
}

test_no_profile_is_named_twice if {
	perhaps("BATCH1", "APP1.BATCH1", holding(["APP1.BATCH1"])) == ["APP1.BATCH1", "APP1"]
	perhaps("BATCH1", "APP1", losing(holding([]), "APP1")) == ["APP1"]
}
