package auditor.policies.restricted_user_relies_on_public_access_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.restricted_user_relies_on_public_access

words(estate) := found if {
	found := testing.words(restricted_user_relies_on_public_access.verdicts) with input as estate
}

one(estate, subject) := verdict if {
	verdicts := restricted_user_relies_on_public_access.verdicts with input as estate
	some verdict in verdicts
	verdict.object == subject
}

open := object.union(testing.profile(false, {}), {"uacc": "READ"})

relying := object.union(testing.only_profiles(testing.estate, "APPL", {"APP1": open}), {"users": {"WEBUSR1": {"restricted": true}}})

user := "user:WEBUSR1"

test_users_without_the_attribute_pass if words(testing.estate) == {"user:BATCH1": "pass", "user:PARTNER1": "pass", user: "pass"}

test_public_access_alone_fails if {
	verdict := one(relying, user)
	verdict.verdict == "fail"
	verdict.severity == "medium"
	verdict.masked_by == null
	verdict.facts == {"profile": "APP1", "level": "NONE", "needed": "READ", "by": "restricted", "applications": ["APP1"]}
	verdict.places == [
		{"at": [0, 50, 542, 549], "role": "primary", "note": "the RESTRICTED attribute"},
		{"at": [0, 100, 337, 344], "role": "related", "note": "UACC lets everybody else in"},
	]
	verdict.remediation.racf == ["PERMIT APP1 CLASS(APPL) ID(APPGRP) ACCESS(READ)", "SETROPTS RACLIST(APPL) REFRESH"]
	verdict.remediation.undo == ["PERMIT APP1 CLASS(APPL) ID(APPGRP) DELETE", "SETROPTS RACLIST(APPL) REFRESH"]
}

test_an_entry_of_its_group_is_enough if words(testing.changed({"users": {"WEBUSR1": {"restricted": true}}}))[user] == "pass"

test_an_inactive_class_masks_it if one(object.union(relying, {"classes": {"APPL": {"active": testing.fact(false)}}}), user).masked_by == "PT-D01"

test_an_unknown_class_is_undecided if words(object.union(relying, {"classes": {"APPL": {"active": testing.unknown("no listing")}}}))[user] == "undecided"

test_no_inventory_is_undecided if {
	words(object.union(testing.changed(testing.not_offered("clients")), {"clients": []})) == {"endpoint:ICON1": "undecided"}
}

restricted := {"users": {"WEBUSR1": {"restricted": true}}}

only(acl, uacc) := object.union(testing.only_profiles(testing.estate, "APPL", {"APP1": object.union(testing.profile(false, acl), {"uacc": uacc})}), restricted)

test_a_closed_profile_is_not_relied_on if words(only({}, "NONE"))[user] == "pass"

test_where_racf_is_off_nobody_is_refused if {
	estate := object.union(relying, {"endpoints": [object.union(testing.endpoint, testing.racf_off)]})
	words(estate) == {"user:BATCH1": "pass", "user:PARTNER1": "pass", user: "pass"}
}

test_where_racf_is_unknown_it_still_fails if {
	endpoint := object.union(testing.endpoint, {"running": null, "racf": testing.unknown("HWS.RACF is coded twice")})
	words(object.union(relying, {"endpoints": [endpoint]}))[user] == "fail"
}

test_an_unknown_application_name_is_undecided if {
	endpoint := object.union(testing.endpoint, {"running": null, "appl": testing.unknown("lost")})
	verdict := one(object.union(testing.changed(restricted), {"endpoints": [endpoint]}), user)
	verdict.verdict == "undecided"
	verdict.reason == "the application name of ICON1 is unknown"
}

test_no_profile_that_decides_refuses_nobody if {
	words(object.union(testing.without_profiles("APPL", ["APP1"]), restricted))[user] == "pass"
}

test_an_unknown_class_matters_only_where_public_access_is_relied_on if {
	words(object.union(testing.changed(restricted), {"classes": {"APPL": {"active": testing.unknown("no listing")}}}))[user] == "pass"
}

test_a_class_that_is_unknown_without_a_reason_has_one if {
	silent := {"value": null, "at": null, "origin": null, "why": null}
	one(object.union(relying, {"classes": {"APPL": {"active": silent}}}), user).reason == "whether class APPL is active is unknown"
}

test_id_star_is_cited_where_it_is_what_lets_others_in if {
	[place.note | some place in one(only({"*": "READ"}, "NONE"), user).places] == ["the RESTRICTED attribute", "ID(*) lets everybody else in"]
	[place.note | some place in one(only({"*": "NONE"}, "READ"), user).places] == ["the RESTRICTED attribute", "UACC lets everybody else in"]
}

test_the_default_group_is_permitted_and_what_that_means_is_said if {
	one(relying, user).remediation.other == ["Permit the smallest group that fits: every member of APPGRP gets the access."]
}

alone := {"racf": ["PERMIT APP1 CLASS(APPL) ID(WEBUSR1) ACCESS(READ)", "SETROPTS RACLIST(APPL) REFRESH"], "other": []}

test_a_revoked_connection_gives_no_group_to_permit if {
	change := {"users": {"WEBUSR1": {"connections": {"APPGRP": {"revoked": true}}}}}
	object.filter(one(object.union(relying, change), user).remediation, ["racf", "other"]) == alone
}

test_an_undefined_default_group_is_not_permitted if {
	estate := object.union(object.remove(relying, ["groups"]), {"groups": object.remove(testing.estate.groups, ["APPGRP"])})
	object.filter(one(estate, user).remediation, ["racf", "other"]) == alone
}

test_without_a_member_a_restricted_user_is_undecided_never_out_of_scope if {
	estate := object.union(testing.changed(object.union(restricted, testing.not_offered("hwscfg"))), {"endpoints": []})
	words(estate) == {"user:BATCH1": "pass", "user:PARTNER1": "pass", user: "undecided"}
	one(estate, user).reason == "no member or display of ICON1 was offered"
}

test_a_client_without_tickets_names_no_target if {
	old := testing.client("old", "password", {"generates_tickets": false, "endpoint": "ICON9", "users": ["SECADM", "WEBUSR1"]})
	estate := object.union(testing.changed(restricted), {"clients": array.concat(testing.estate.clients, [old])})
	words(estate) == {"user:BATCH1": "pass", "user:PARTNER1": "pass", user: "pass"}
}

test_what_is_unknown_of_one_user_is_not_said_of_another if {
	more := testing.client("more", "off-host", {"endpoint": "ICON9", "users": ["PARTNER1"]})
	estate := object.union(testing.changed(restricted), {"clients": array.concat(testing.estate.clients, [more])})
	words(estate)[user] == "pass"
}

# -- READ through a group that may not count ---------------------------------------------------------------------------------

# The default group of WEBUSR1 is not on the list, and OTHERS is.
elsewhere := {
	"users": {"WEBUSR1": {"default_group": "APPGRP", "connections": {"OTHERS": testing.connection}}},
	"options": {"grplist": testing.unknown("no SETROPTS LIST was offered")},
}

test_a_group_that_may_not_count_leaves_it_undecided if {
	every estate in [only({"OTHERS": "READ"}, "READ"), only({"OTHERS": "READ", "*": "READ"}, "NONE"), only({"OTHERS": "UPDATE"}, "ALTER")] {
		verdict := one(object.union(estate, elsewhere), user)
		verdict.verdict == "undecided"
		verdict.reason == "whether list-of-groups checking (GRPLIST) is active is unknown"
	}
}

test_it_is_settled_where_the_list_of_groups_changes_nothing if {
	closed := only({"OTHERS": "READ"}, "NONE")
	one(object.union(closed, elsewhere), user).verdict == "pass"
	both := only({"OTHERS": "READ", "APPGRP": "READ"}, "READ")
	one(object.union(both, elsewhere), user).verdict == "pass"
	default_closed := only({"OTHERS": "READ", "APPGRP": "NONE"}, "READ")
	one(object.union(default_closed, elsewhere), user).verdict == "pass"
}

test_it_is_settled_by_a_listing if {
	through_other := object.union(only({"OTHERS": "READ"}, "READ"), elsewhere)
	one(object.union(through_other, {"options": {"grplist": testing.fact(true)}}), user).verdict == "pass"
	one(object.union(through_other, {"options": {"grplist": testing.fact(false)}}), user).verdict == "fail"
}
