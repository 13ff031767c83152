package auditor.policies.access_through_other_group_guards_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.access_through_other_group

off := {"options": {"grplist": testing.fact(false)}}

# WEBUSR1 belongs to another default group and gets its access through APPGRP.
elsewhere := {
	"users": {"WEBUSR1": object.union(testing.user("OTHERS"), {"connections": {"APPGRP": testing.connection}})},
	"groups": {"OTHERS": testing.group(["WEBUSR1"])},
}

words(change) := found if {
	found := testing.words(access_through_other_group.verdicts) with input as testing.changed(object.union(off, change))
}

reasons(change) := {verdict.object: verdict.reason | some verdict in verdicts} if {
	verdicts := access_through_other_group.verdicts with input as testing.changed(object.union(off, change))
}

test_where_racf_is_off_nobody_enters_by_a_group if {
	change := object.union(elsewhere, {"endpoints": [object.union(testing.endpoint, testing.racf_off)]})
	words(change) == {user: "pass" | some user in ["user:BATCH1", "user:PARTNER1", "user:WEBUSR1", "user:WEBSTC"]}
}

test_users_of_clients_without_tickets_are_not_judged if {
	old := testing.client("old", "sql-batch", {"generates_tickets": false, "requester": "SECADM", "users": ["SECADM"]})
	words({"clients": [old]}) == {"system": "not_applicable"}
}

test_off_host_clients_ask_racf_for_nothing if {
	change := {"clients": [testing.client("partner", "off-host", {"requester": "SECADM", "users": ["PARTNER1"]})]}
	words(change) == {"user:PARTNER1": "pass"}
}

test_an_unknown_requester_is_nobody if {
	words({"clients": [testing.client("gateway", "racf-service", {"users": ["WEBUSR1"]})]}) == {"user:WEBUSR1": "pass"}
}

test_an_unknown_application_asks_for_no_profile if {
	change := {"clients": [testing.client("gateway", "racf-service", {"application": null, "requester": "WEBSTC", "users": ["WEBUSR1"]})]}
	words(change) == {"user:WEBUSR1": "pass"}
}

test_the_access_of_others_is_not_asked_of_a_user if {
	other := {"users": {"WEBSTC": {"connections": {"APPGRP": testing.connection}}}}
	words(other)["user:WEBSTC"] == "pass"
}

test_a_group_that_gives_too_little_is_not_depended_on if {
	change := object.union(elsewhere, {"profiles": {"APPL": {"APP1": {"acl": {"APPGRP": {"access": "NONE"}}}}}})
	words(change)["user:WEBUSR1"] == "pass"
}

test_no_profile_that_decides_is_no_dependence if {
	estate := testing.without_profiles("APPL", ["APP1"])
	found := testing.words(access_through_other_group.verdicts) with input as object.union(estate, off)
	found["user:WEBUSR1"] == "pass"
}

test_a_group_that_is_neither_on_nor_off_has_a_reason if {
	silent := {"options": {"grplist": {"value": null, "at": null, "origin": null, "why": null}}}
	reasons(object.union(elsewhere, silent))["user:WEBUSR1"] == "whether list-of-groups checking (GRPLIST) is active is unknown"
}

test_an_application_name_that_is_unknown_is_never_a_pass if {
	lost := {"endpoints": [object.union(testing.endpoint, {"running": null, "appl": testing.unknown("ODACCESS APPL= is coded twice")})]}
	reasons(lost)["user:PARTNER1"] == "ODACCESS APPL= is coded twice"
	words(lost)["user:WEBSTC"] == "pass"
}

test_no_application_name_matters_where_racf_is_off if {
	lost := {"running": null, "racf": testing.fact(false), "appl": testing.unknown("ODACCESS APPL= is coded twice")}
	every user in ["user:BATCH1", "user:PARTNER1", "user:WEBUSR1", "user:WEBSTC"] {
		words({"endpoints": [object.union(testing.endpoint, lost)]})[user] == "pass"
	}
}

test_a_member_that_was_not_offered_is_never_a_pass if {
	change := object.union(testing.not_offered("hwscfg"), {"endpoints": []})
	reasons(change)["user:WEBUSR1"] == "no member or display of ICON1 was offered"
}

test_users_without_tickets_are_not_missed_where_the_member_is if {
	old := testing.client("old", "password", {"generates_tickets": false, "users": ["SECADM"]})
	words({"endpoints": [], "clients": [old]}) == {"system": "not_applicable"}
}

test_generic_profiles_that_perhaps_count_are_never_a_pass if {
	unknown := {"classes": {"PTKTDATA": {"generic": testing.unknown("no GENERIC line")}}}
	generic := testing.only_profiles(testing.changed(object.union(off, unknown)), "PTKTDATA", {"IRRPTAUTH.APP1.*": testing.profile(true, {})})
	verdicts := access_through_other_group.verdicts with input as generic
	{verdict.object: verdict.reason | some verdict in verdicts; verdict.verdict == "undecided"} == {
		"user:BATCH1": "no GENERIC line",
		"user:WEBSTC": "no GENERIC line",
	}
}

test_a_proven_dependence_outweighs_what_is_unknown if {
	more := testing.client("more", "off-host", {"endpoint": "ICON9", "users": ["WEBUSR1"]})
	words(object.union(elsewhere, {"clients": array.concat(testing.estate.clients, [more])}))["user:WEBUSR1"] == "fail"
}
