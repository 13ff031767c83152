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

test_an_endpoint_without_racf_cannot_be_reached if {
	estate := object.union(testing.changed(both), {"endpoints": [object.union(testing.endpoint, testing.racf_off)]})
	one(estate, subject).verdict == "pass"
	one(estate, subject).facts.applications == []
}

test_an_unknown_application_is_undecided_and_nothing_is_made_up_for_it if {
	unnamed := {"running": null, "id": testing.unknown("it is a symbol"), "appl": object.union(testing.not_coded, {"why": "APPL= is not coded"})}
	words(object.union(testing.changed(both), {"endpoints": [object.union(testing.endpoint, unnamed)]}))[subject] == "undecided"
}

test_a_doubt_about_the_logon_is_named if {
	verdict := one(testing.changed(object.union(both, {"users": {"SECADM": {"start_time": "08:00:00"}}})), subject)
	verdict.verdict == "undecided"
	verdict.reason == "SECADM may log on only at certain hours, and the hour of a logon is not known"
}

# -- mending -------------------------------------------------------------------------------------------------------------

# A profile for tickets of this user alone.
exact(change) := testing.changed(object.union(admitted, {"profiles": {"PTKTDATA": {"IRRPTAUTH.APP1.SECADM": change}}}))

orders(verdict, words_) := [order | some order in verdict.remediation[words_]; contains(order, "IRRPTAUTH")]

test_of_a_profile_of_its_own_the_others_are_taken_off if {
	verdict := one(exact(testing.profile(false, {"WEBSTC": "UPDATE", "SECADM": "UPDATE"})), subject)
	orders(verdict, "racf") == ["PERMIT IRRPTAUTH.APP1.SECADM CLASS(PTKTDATA) ID(WEBSTC) DELETE"]
	orders(verdict, "undo") == ["PERMIT IRRPTAUTH.APP1.SECADM CLASS(PTKTDATA) ID(WEBSTC) ACCESS(UPDATE)"]
}

test_of_a_profile_of_its_own_everybody_is_taken_off if {
	verdict := one(exact(testing.profile(false, {"*": "UPDATE"})), subject)
	orders(verdict, "racf") == ["PERMIT IRRPTAUTH.APP1.SECADM CLASS(PTKTDATA) ID(*) DELETE"]
	orders(verdict, "undo") == ["PERMIT IRRPTAUTH.APP1.SECADM CLASS(PTKTDATA) ID(*) ACCESS(UPDATE)"]
}

test_a_profile_of_its_own_that_is_open_is_closed if {
	verdict := one(exact(object.union(testing.profile(false, {}), {"uacc": "UPDATE"})), subject)
	orders(verdict, "racf") == ["RALTER PTKTDATA IRRPTAUTH.APP1.SECADM UACC(NONE)"]
	orders(verdict, "undo") == ["RALTER PTKTDATA IRRPTAUTH.APP1.SECADM UACC(UPDATE)"]
}

test_warning_mode_of_a_profile_of_its_own_is_ended if {
	verdict := one(exact(object.union(testing.profile(false, {}), {"warning": true})), subject)
	orders(verdict, "racf") == ["RALTER PTKTDATA IRRPTAUTH.APP1.SECADM NOWARNING"]
	orders(verdict, "undo") == ["RALTER PTKTDATA IRRPTAUTH.APP1.SECADM WARNING"]
}

doors(verdict, words_) := [order | some order in verdict.remediation[words_]; contains(order, "CLASS(APPL)")]

test_the_door_is_opened_again_as_it_was if {
	doors(one(testing.changed(both), subject), "undo") == ["PERMIT APP1 CLASS(APPL) ID(SECADM) ACCESS(READ)"]
	through_group := {"profiles": {"APPL": {"APP1": {"acl": {"SECGRP": {"access": "READ", "at": [0, 97, 262, 278]}}}}}}
	doors(one(testing.changed(object.union(reach, through_group)), subject), "undo") == ["PERMIT APP1 CLASS(APPL) ID(SECADM) DELETE"]
}

test_without_an_appl_profile_there_is_no_door_to_shut if {
	verdict := one(testing.only_profiles(testing.changed(both), "APPL", {}), subject)
	verdict.verdict == "fail"
	doors(verdict, "racf") == []
}

test_a_declared_user_is_not_shut_out if {
	client := testing.client("admin", "off-host", {"users": ["SECADM"], "key_profile": "APP1"})
	verdict := one(object.union(testing.changed(both), {"clients": [client]}), subject)
	verdict.verdict == "fail"
	doors(verdict, "racf") == []
}

# One application with a profile for tickets, and one without.
test_where_no_profile_decides_nobody_makes_tickets if {
	authority := {"IRRPTAUTH.APP1.*": testing.profile(true, {"WEBSTC": "UPDATE"})}
	endpoints := [testing.endpoint, object.union(testing.endpoint, {"name": "ICON2", "running": null, "appl": testing.fact("APP2")})]
	estate := object.union(testing.only_profiles(testing.changed(admitted), "PTKTDATA", authority), {"endpoints": endpoints})
	[way.application | some way in one(estate, subject).facts.ways] == ["APP1"]
}
