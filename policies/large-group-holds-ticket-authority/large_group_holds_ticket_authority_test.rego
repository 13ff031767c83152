package auditor.policies.large_group_holds_ticket_authority_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.large_group_holds_ticket_authority

words(estate) := found if {
	found := testing.words(large_group_holds_ticket_authority.verdicts) with input as estate
}

one(estate, subject) := verdict if {
	verdicts := large_group_holds_ticket_authority.verdicts with input as estate
	some verdict in verdicts
	verdict.object == subject
}

granted(members) := testing.changed({
	"profiles": {"PTKTDATA": {"IRRPTAUTH.APP1.WEBUSR1": {"acl": {"BIGGRP": {"access": "UPDATE", "at": [0, 98, 262, 278]}}}}},
	"groups": {"BIGGRP": testing.group(members)},
	"users": {id: testing.user("BIGGRP") | some id in members},
})

many := [sprintf("BIG%d", [number]) | some number in numbers.range(1, 11)]

entry := "profile:PTKTDATA/IRRPTAUTH.APP1.WEBUSR1/id:BIGGRP"

test_no_group_passes if {
	{word | some word in words(testing.estate)} == {"pass"}
	count(words(testing.estate)) == 3
}

test_a_small_group_passes if not words(granted(["BIG1", "BIG2"]))[entry]

test_a_large_group_fails if {
	verdict := one(granted(many), entry)
	verdict.verdict == "fail"
	verdict.severity == "medium"
	verdict.facts == {"access": "UPDATE", "members": 11, "limit": 10, "leads": []}
	verdict.places[0] == {"at": [0, 98, 271, 278], "role": "primary", "note": "group BIGGRP has UPDATE"}
	verdict.remediation.racf == ["PERMIT IRRPTAUTH.APP1.WEBUSR1 CLASS(PTKTDATA) ID(BIGGRP) DELETE", "SETROPTS RACLIST(PTKTDATA) REFRESH"]
	verdict.remediation.undo[0] == "PERMIT IRRPTAUTH.APP1.WEBUSR1 CLASS(PTKTDATA) ID(BIGGRP) ACCESS(UPDATE)"
}

test_revoked_members_do_not_count if {
	estate := object.union(granted(many), {"users": {"BIG1": {"revoked": true}}})
	not words(estate)[entry]
	words(estate)[web] == "pass"
}

test_a_member_outside_the_team_that_can_connect_others_fails if {
	estate := object.union(granted(["BIG1"]), {"groups": {"BIGGRP": {"members": {"BIG1": {"authority": "CONNECT"}}}}})
	one(estate, entry).facts.leads == [{"user": "BIG1", "authority": "CONNECT"}]
}

test_a_known_requester_is_permitted_before_the_group_is_removed if {
	estate := object.union(granted(array.concat(many, ["WEBSTC2"])), {"clients": [testing.client("gateway", "racf-service", {"requester": "WEBSTC2", "users": ["WEBUSR1"]})]})
	one(estate, entry).remediation.racf[0] == "PERMIT IRRPTAUTH.APP1.WEBUSR1 CLASS(PTKTDATA) ID(WEBSTC2) ACCESS(UPDATE)"
}

test_no_users_in_the_unload_is_undecided if {
	{word | some word in words(testing.changed({"unload": {"users": false}}))} == {"undecided"}
}

web := "profile:PTKTDATA/IRRPTAUTH.APP1.WEBUSR1"

test_a_profile_with_such_a_group_does_not_pass if not words(granted(many))[web]

connecting(user, change) := object.union(granted([user]), object.union({"groups": {"BIGGRP": {"members": {user: {"authority": "CONNECT"}}}}}, change))

member_of_the_team(revoked) := {
	"site": {"administrators": null},
	"groups": {"BIGGRP": {"owner": "STCGRP"}},
	"users": {"BIG1": {"connections": {"SECGRP": object.union(testing.connection, {"revoked": revoked})}}},
}

test_a_member_of_the_team_may_connect_others if not words(connecting("BIG1", member_of_the_team(false)))[entry]

test_a_member_of_the_owning_group_is_not_of_the_team_for_that if {
	owned_by_the_team := {"groups": {"BIGGRP": {"owner": "SECGRP"}}}
	estate := object.union(connecting("BIG1", member_of_the_team(false)), owned_by_the_team)
	one(estate, entry).facts.leads == [{"user": "BIG1", "authority": "CONNECT"}]
}

test_the_owner_of_the_group_may_connect_others if {
	estate := connecting("BIG1", {})
	not words(object.union(estate, {"groups": {"BIGGRP": {"owner": "BIG1"}}}))[entry]
}

test_a_revoked_connection_to_the_team_does_not_count if {
	one(connecting("BIG1", member_of_the_team(true)), entry).facts.leads == [{"user": "BIG1", "authority": "CONNECT"}]
}

test_group_special_outside_the_team_fails if {
	estate := object.union(granted(["BIG1"]), {"users": {"BIG1": {"connections": {"BIGGRP": {"special": true}}}}})
	one(estate, entry).facts.leads == [{"user": "BIG1", "authority": "group-SPECIAL"}]
}

test_authority_in_another_group_lets_nobody_into_this_one if {
	estate := object.union(granted(["BIG1"]), {"groups": {"APPGRP": {"members": {"BIG1": {"authority": "JOIN", "at": [0, 49, 6, 22]}}}}})
	not words(estate)[entry]
}

test_such_a_group_without_update_is_no_matter if {
	read := {"profiles": {"PTKTDATA": {"IRRPTAUTH.**": {"acl": {"BIGGRP": {"access": "READ", "at": [0, 97, 262, 278]}}}}}}
	found := words(object.union(granted(many), read))
	found["profile:PTKTDATA/IRRPTAUTH.**"] == "pass"
	not found["profile:PTKTDATA/IRRPTAUTH.**/id:BIGGRP"]
}

test_the_message_says_which_of_the_two_it_is if {
	one(granted(many), entry).message == "Group BIGGRP with 11 active members may make tickets through IRRPTAUTH.APP1.WEBUSR1."
	one(connecting("BIG1", {}), entry).message == "Group BIGGRP may make tickets through IRRPTAUTH.APP1.WEBUSR1, and members outside its owning team can let others in."
}

# -- who keeps the authority ---------------------------------------------------------------------------------------------

permitted(clients) := [order | some order in one(estate, entry).remediation.racf; contains(order, "ACCESS(UPDATE)")] if {
	estate := object.union(granted(array.concat(many, ["WEBSTC2", "WEBSTC"])), {"clients": clients})
}

asking(change) := testing.client("gateway", "racf-service", object.union({"requester": "WEBSTC2", "users": ["WEBUSR1"]}, change))

test_only_requesters_who_rely_on_the_group_are_permitted if {
	count(permitted([asking({})])) == 1
	permitted([asking({"requester": "BATCH1"})]) == []
	permitted([asking({"requester": "WEBSTC"})]) == []
	permitted([asking({"users": ["BATCH1"]})]) == []
	permitted([asking({"generates_tickets": false})]) == []
	permitted([asking({"application": null})]) == []
	permitted([asking({"requester": null})]) == []
}

test_clients_that_ask_for_nothing_that_can_be_told_hide_no_other if {
	uncovered := object.union(asking({"id": "other", "application": "OTHER"}), {"requester": "BATCH1"})
	nobody := asking({"id": "nobody", "requester": null})
	narrow := testing.only_profiles(granted(many), "PTKTDATA", {"IRRPTAUTH.APP1.WEBUSR1": testing.profile(false, {"BIGGRP": "UPDATE"})})
	estate := object.union(narrow, {"clients": [nobody, uncovered, asking({"requester": "BIG1"}), object.union(uncovered, {"id": "third"})]})
	one(estate, entry).remediation.racf[0] == "PERMIT IRRPTAUTH.APP1.WEBUSR1 CLASS(PTKTDATA) ID(BIG1) ACCESS(UPDATE)"
}
