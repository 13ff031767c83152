package auditor.policies.stale_identity_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.stale_identity

words(estate) := found if {
	found := testing.words(stale_identity.verdicts) with input as estate
}

one(estate, subject) := verdict if {
	verdicts := stale_identity.verdicts with input as estate
	some verdict in verdicts
	verdict.object == subject
}

old := testing.changed({"users": {"WEBUSR1": {"last_access": "2026-01-15"}}})

user := "user:WEBUSR1"

test_users_in_use_pass if {
	words(testing.estate) == {"system": "pass", "user:BATCH1": "pass", "user:PARTNER1": "pass", user: "pass", "user:WEBSTC": "pass"}
}

test_an_unused_user_fails if {
	verdict := one(old, user)
	verdict.verdict == "fail"
	verdict.severity == "low"
	verdict.facts.access == [{"by": "group APPGRP", "class": "APPL", "level": "READ", "name": "APP1"}]
	verdict.places[1] == {"at": [0, 99, 262, 278], "role": "related", "note": "WEBUSR1 holds READ on APP1 by group APPGRP"}
	verdict.remediation.racf == ["PERMIT APP1 CLASS(APPL) ID(WEBUSR1) ACCESS(NONE)", "SETROPTS RACLIST(APPL) REFRESH"]
	verdict.remediation.undo == ["PERMIT APP1 CLASS(APPL) ID(WEBUSR1) DELETE", "SETROPTS RACLIST(APPL) REFRESH"]
}

test_a_user_never_used_counts_from_its_creation if {
	one(testing.changed({"users": {"WEBUSR1": {"last_access": null}}}), user).facts.last_used == "2024-01-01"
}

test_logons_that_are_not_recorded_prove_nothing if {
	endpoint := object.union(testing.endpoint, {"running": null, "odracfst": testing.fact(false)})
	words(object.union(old, {"endpoints": [endpoint]}))[user] == "advisory"
}

test_a_protected_requester_is_an_advisory if {
	words(testing.changed({"users": {"WEBSTC": {"last_access": "2026-01-15"}}}))["user:WEBSTC"] == "advisory"
}

test_a_revoked_user_is_not_stale if words(object.union(old, {"users": {"WEBUSR1": {"revoked": true}}}))[user] == "pass"

test_lost_users_are_undecided if words(testing.changed(testing.damaged("unload", "0200", null))).system == "undecided"
