package auditor.policies.privileged_user_reachable_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.privileged_user_reachable

words(estate) := found if {
	found := testing.words(privileged_user_reachable.verdicts) with input as estate
}

one(estate, subject) := verdict if {
	verdicts := privileged_user_reachable.verdicts with input as estate
	some verdict in verdicts
	verdict.object == subject
}

reach := {"profiles": {"PTKTDATA": {"IRRPTAUTH.**": {"acl": {"WEBSTC": {"access": "UPDATE", "at": [0, 98, 262, 278]}}}}}}

admitted := {"profiles": {"APPL": {"APP1": {"acl": {"SECADM": {"access": "READ", "at": [0, 97, 262, 278]}}}}}}

both := object.union(reach, admitted)

subject := "user:SECADM"

test_nobody_else_passes if words(testing.estate) == {subject: "pass"}

test_a_chain_to_its_end_fails if {
	verdict := one(testing.changed(both), subject)
	verdict.verdict == "fail"
	verdict.severity == "critical"
	verdict.facts.ways == [{
		"application": "APP1", "profile": "IRRPTAUTH.**", "holders": ["WEBSTC"], "count": 1, "everybody": false, "appl_profile": "APP1",
	}]
	verdict.places[0] == {"at": [0, 98, 271, 278], "role": "primary", "note": "WEBSTC may make tickets through IRRPTAUTH.**"}
	verdict.remediation.racf == [
		"RDEFINE PTKTDATA IRRPTAUTH.APP1.SECADM UACC(NONE) OWNER(SECGRP)",
		"PERMIT IRRPTAUTH.APP1.SECADM CLASS(PTKTDATA) RESET(ALL)",
		"PERMIT APP1 CLASS(APPL) ID(SECADM) ACCESS(NONE)",
		"SETROPTS RACLIST(APPL) REFRESH",
		"SETROPTS RACLIST(PTKTDATA) REFRESH",
	]
	verdict.remediation.undo[0] == "RDELETE PTKTDATA IRRPTAUTH.APP1.SECADM"
}

test_one_permit_away_is_an_advisory if words(testing.changed(reach)) == {subject: "advisory"}

test_the_user_itself_is_no_holder if {
	own := {"profiles": {"PTKTDATA": {"IRRPTAUTH.APP1.SECADM": testing.profile(false, {"SECADM": "UPDATE"})}}}
	words(testing.changed(object.union(both, own))) == {subject: "pass"}
}

test_a_revoked_user_cannot_be_reached if {
	words(testing.changed(object.union(both, {"users": {"SECADM": {"revoked": true}}}))) == {subject: "pass"}
}

test_uacc_lets_everybody_reach_it if {
	open := {"profiles": {"PTKTDATA": {"IRRPTAUTH.**": {"uacc": "UPDATE"}}}}
	one(testing.changed(object.union(admitted, open)), subject).facts.ways[0].everybody == true
}

test_uid_0_and_the_sites_names_are_privileged if {
	estate := testing.changed({"users": {"BATCH1": {"uid": 0}}, "site": {"privileged": ["WEBUSR1"]}})
	object.keys(words(estate)) == {subject, "user:BATCH1", "user:WEBUSR1"}
}

test_unknown_generic_checking_is_undecided if {
	estate := testing.changed(object.union(both, {"classes": {"PTKTDATA": {"generic": testing.unknown("no listing")}}}))
	words(estate) == {subject: "undecided"}
}
