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
