package auditor.policies.user_cannot_log_on_test

import rego.v1

import data.auditor.lib.testing
import data.auditor.policies.user_cannot_log_on

words(estate) := found if {
	found := testing.words(user_cannot_log_on.verdicts) with input as estate
}

one(estate, subject) := verdict if {
	verdicts := user_cannot_log_on.verdicts with input as estate
	some verdict in verdicts
	verdict.object == subject
}

with_user(change) := testing.changed({"users": {"WEBUSR1": change}})

user := "user:WEBUSR1"

factor := {"factors": [{"name": "AZFTOTP1", "active": true, "at": [0, 51, 15, 34]}]}

test_sound_users_pass if words(testing.estate) == {"user:BATCH1": "pass", "user:PARTNER1": "pass", user: "pass"}

test_a_protected_user_fails if {
	verdict := one(with_user({"protected": true}), user)
	verdict.verdict == "fail"
	verdict.severity == "high"
	verdict.places[0] == {"at": [0, 50, 391, 394], "role": "primary", "note": "the user is PROTECTED"}
	verdict.remediation.racf == []
}

test_a_revoked_user_fails if {
	verdict := one(with_user({"revoked": true}), user)
	verdict.remediation.racf == ["ALTUSER WEBUSR1 RESUME"]
	verdict.remediation.undo == ["ALTUSER WEBUSR1 REVOKE"]
}

test_a_revoked_default_connection_fails if {
	verdict := one(with_user({"connections": {"APPGRP": {"revoked": true}}}), user)
	verdict.verdict == "fail"
	verdict.remediation.racf == ["CONNECT WEBUSR1 GROUP(APPGRP) RESUME"]
}

test_a_factor_without_bypass_fails if {
	verdict := one(with_user(factor), user)
	verdict.verdict == "fail"
	verdict.remediation.racf[0] == "RDEFINE MFADEF MFABYPASS.APPL.APP1 UACC(NONE) OWNER(SECGRP)"
	verdict.remediation.undo[0] == "RDELETE MFADEF MFABYPASS.APPL.APP1"
}

test_a_bypass_or_the_passticket_factor_passes if {
	bypass := {"profiles": {"MFADEF": {"MFABYPASS.APPL.APP1": testing.profile(false, {"WEBUSR1": "READ"})}}}
	words(object.union(with_user(factor), bypass))[user] == "pass"
	words(with_user({"factors": [{"name": "AZFPTKT1", "active": true, "at": [0, 51, 15, 34]}]}))[user] == "pass"
}

test_days_are_an_advisory if words(with_user({"days": [true, false, true, true, true, true, true]}))[user] == "advisory"

test_unknown_inactivity_is_undecided if {
	words(testing.changed({"options": {"inactive": testing.unknown("no listing")}}))[user] == "undecided"
}

test_an_undefined_user_fails if {
	estate := object.union(testing.estate, {"clients": [testing.client("new", "off-host", {"users": ["NOBODY"]})]})
	one(estate, "user:NOBODY").facts.absent == true
	words(object.union(estate, testing.damaged("unload", "0200", null)))["user:NOBODY"] == "undecided"
}

test_no_inventory_is_undecided if {
	words(object.union(testing.changed(testing.not_offered("clients")), {"clients": []})) == {"endpoint:ICON1": "undecided"}
}

test_no_generating_client_is_out_of_scope if words(object.union(testing.estate, {"clients": []})) == {"system": "not_applicable"}
