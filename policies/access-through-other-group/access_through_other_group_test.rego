package auditor.policies.access_through_other_group_test

import rego.v1

import data.auditor.lib.access_through_other_group.routes
import data.auditor.lib.testing
import data.auditor.policies.access_through_other_group

off := {"options": {"grplist": testing.fact(false)}}

# WEBUSR1 belongs to another default group and gets its access through APPGRP.
elsewhere := {
	"users": {"WEBUSR1": object.union(testing.user("OTHERS"), {"connections": {"APPGRP": testing.connection}})},
	"groups": {"OTHERS": testing.group(["WEBUSR1"])},
}

test_with_list_of_groups_checking_every_group_counts if {
	words := testing.words(access_through_other_group.verdicts) with input as testing.changed(elsewhere)
	words == {user: "pass" | some user in ["user:BATCH1", "user:PARTNER1", "user:WEBUSR1", "user:WEBSTC"]}
	verdicts := access_through_other_group.verdicts with input as testing.changed(elsewhere)
	every verdict in verdicts {
		startswith(verdict.message, "List-of-groups checking is active")
	}
}

test_default_groups_pass if {
	words := testing.words(access_through_other_group.verdicts) with input as testing.changed(off)
	words == {user: "pass" | some user in ["user:BATCH1", "user:PARTNER1", "user:WEBUSR1", "user:WEBSTC"]}
}

test_another_group_fails if {
	verdicts := access_through_other_group.verdicts with input as testing.changed(object.union(off, elsewhere))
	some verdict in verdicts
	verdict.object == "user:WEBUSR1"
	verdict.verdict == "fail"
	verdict.facts.through == [{"class": "APPL", "profile": "APP1", "group": "APPGRP"}]
	verdict.places[0] == {"at": [0, 99, 262, 278], "role": "primary", "note": "group APPGRP gives the access"}
	verdict.remediation.racf == ["PERMIT APP1 CLASS(APPL) ID(OTHERS) ACCESS(READ)", "SETROPTS RACLIST(APPL) REFRESH"]
}

test_a_requester_is_judged_too if {
	estate := object.union(testing.changed(off), {
		"users": {"WEBSTC": {"connections": {"TKTGRP": testing.connection}}},
	})
	without := testing.only_profiles(estate, "PTKTDATA", {
		"APP1": testing.key_profile,
		"IRRPTAUTH.APP1.WEBUSR1": testing.profile(false, {"TKTGRP": "UPDATE"}),
	})
	words := testing.words(access_through_other_group.verdicts) with input as without
	words["user:WEBSTC"] == "fail"
}

test_the_user_s_own_entry_needs_no_group if {
	own := {"profiles": {"APPL": {"APP1": {"acl": {"WEBUSR1": {"access": "READ", "at": [0, 98, 262, 278]}}}}}}
	estate := object.union(testing.changed(object.union(off, elsewhere)), own)
	testing.words(access_through_other_group.verdicts)["user:WEBUSR1"] == "pass" with input as estate
}

test_unknown_grplist_is_undecided_only_where_it_matters if {
	unknown := {"options": {"grplist": testing.unknown("no SETROPTS LIST was offered")}}
	words := testing.words(access_through_other_group.verdicts) with input as testing.changed(object.union(unknown, elsewhere))
	words["user:WEBUSR1"] == "undecided"
	words["user:BATCH1"] == "pass"
}

test_without_an_inventory_each_endpoint_is_undecided if {
	estate := object.union(testing.changed(testing.not_offered("clients")), {"clients": []})
	testing.words(access_through_other_group.verdicts) == {"endpoint:ICON1": "undecided"} with input as estate
}

test_an_inventory_without_ticket_clients_is_out_of_scope if {
	estate := object.union(testing.estate, {"clients": []})
	testing.words(access_through_other_group.verdicts) == {"system": "not_applicable"} with input as estate
}

test_lost_connections_leave_it_undecided if {
	estate := testing.changed(object.union(off, testing.damaged("unload", "0205", null)))
	words := testing.words(access_through_other_group.verdicts) with input as estate
	words["user:BATCH1"] == "undecided"
}

test_an_application_without_a_name_is_looked_at_by_nobody if {
	nameless := object.union(testing.endpoint, {
		"running": null, "id": testing.unknown("it is a symbol"),
		"appl": object.union(testing.not_coded, {"why": "ODACCESS.APPL= is not coded"}),
	})
	estate := object.union(testing.changed({"options": {"grplist": testing.fact(false)}}), {"endpoints": [nameless]})
	wanted := routes.wanted with input as estate
	{row | some row in wanted; row.class == "APPL"} == set()
}

# PERMIT refuses a group that does not exist.
test_a_default_group_that_is_not_defined_is_not_permitted if {
	verdicts := access_through_other_group.verdicts with input as testing.changed(object.union(off, {"users": elsewhere.users}))
	some verdict in verdicts
	verdict.object == "user:WEBUSR1"
	verdict.verdict == "fail"
	verdict.remediation.racf == []
	verdict.remediation.undo == []
	contains(verdict.remediation.other[0], "OTHERS is not defined")
}
