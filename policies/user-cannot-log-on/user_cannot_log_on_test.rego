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

# RESUME fails until NOCONTAIN, so it is no remedy; whether the flag or a resume date would let the user in plays no part.
test_a_contained_user_fails_and_is_let_go_by_a_person if {
	verdict := one(with_user({"contained": true, "revoked": true, "resume_date": "2020-01-01"}), user)
	verdict.verdict == "fail"
	contains(verdict.message, "WEBUSR1 is contained")
	verdict.places[0].note == "the user is revoked"
	verdict.places[0].at == [0, 50, 650, 653]
	verdict.remediation.racf == []
	contains(verdict.remediation.other[0], "NOCONTAIN RESUME")
}

test_who_is_not_known_to_be_contained_is_not if words(with_user({"contained": null}))[user] == "pass"

test_a_user_unused_for_too_long_is_not_resumed_by_a_command if {
	verdict := one(with_user({"revoked": true, "last_access": "2025-01-01"}), user)
	verdict.remediation.racf == []
	some sentence in verdict.remediation.other
	contains(sentence, "inactivity")
}

test_nothing_is_resumed_while_the_default_group_does_not_exist if {
	gone := {"revoked": true, "default_group": "NOGRP", "connections": {"NOGRP": object.union(testing.connection, {"revoked": true})}}
	one(with_user(gone), user).remediation.racf == []
}

test_a_revoked_default_connection_fails if {
	verdict := one(with_user({"connections": {"APPGRP": {"revoked": true}}}), user)
	verdict.verdict == "fail"
	verdict.remediation.racf == ["CONNECT WEBUSR1 GROUP(APPGRP) RESUME"]
}

test_a_factor_without_bypass_fails if {
	verdict := one(with_user(factor), user)
	verdict.verdict == "fail"
	verdict.remediation.racf[0] == "RDEFINE MFADEF MFABYPASS.APPL.APP1 UACC(NONE) OWNER(SECGRP) AUDIT(FAILURES(READ))"
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

# -- for which applications ----------------------------------------------------------------------------------------------

asking(change) := object.union(testing.estate, {"clients": [testing.client("gateway", "off-host", object.union({"users": ["WEBUSR1"]}, change))]})

test_a_client_that_makes_no_tickets_has_no_ticket_user if {
	words(asking({"generates_tickets": false})) == {"system": "not_applicable"}
}

test_the_name_of_the_endpoint_counts_and_the_clients_where_it_is_unknown if {
	one(asking({"application": "other"}), user).facts.applications == ["APP1"]
	one(asking({"application": "other", "endpoint": "ICON9"}), user).facts.applications == ["OTHER"]
	one(asking({"application": null, "endpoint": "ICON9"}), user).facts.applications == [""]
	unnamed := {"running": null, "id": testing.unknown("it is a symbol"), "appl": object.union(testing.not_coded, {"why": "APPL= is not coded"})}
	one(object.union(asking({"application": "other"}), {"endpoints": [object.union(testing.endpoint, unnamed)]}), user).facts.applications == ["OTHER"]
}

# -- places --------------------------------------------------------------------------------------------------------------

notes(estate) := [place.note | some place in one(estate, user).places]

by_gateway := "client gateway declares WEBUSR1"

test_each_cause_has_its_place_and_no_other if {
	notes(with_user({"protected": true})) == ["the user is PROTECTED", by_gateway]
	notes(with_user({"revoked": true})) == ["the user is revoked", by_gateway]
	notes(with_user(factor)) == ["active factor AZFTOTP1", by_gateway]
	notes(with_user({"connections": {"APPGRP": {"revoked": true}}})) == ["the connection to the default group is revoked", by_gateway]
	notes(with_user({"default_group": "OTHER"})) == ["no connection to this default group", by_gateway]
	notes(with_user({"last_access": "2026-01-15"})) == ["date of last use", by_gateway]
}

test_a_revocation_by_date_is_where_the_date_is if {
	columns := {"columns": {"user": {"revoke_date": [458, 467]}}}
	one(object.union(with_user({"revoke_date": "2026-11-01"}), columns), user).places[0].at == [0, 50, 458, 467]
}

test_a_factor_that_is_off_is_no_cause if {
	off := {"name": "AZFSIDP1", "active": false, "at": [0, 52, 15, 34]}
	notes(with_user({"factors": array.concat(factor.factors, [off])})) == ["active factor AZFTOTP1", by_gateway]
}

test_only_clients_that_make_tickets_for_the_user_are_cited if {
	clients := array.concat(testing.estate.clients, [testing.client("idle", "off-host", {"users": ["WEBUSR1"], "generates_tickets": false})])
	notes(object.union(with_user({"protected": true}), {"clients": clients})) == ["the user is PROTECTED", by_gateway]
}

# -- fixing --------------------------------------------------------------------------------------------------------------

advice(change) := [word |
	some sentence in one(with_user(change), user).remediation.other
	word := split(sentence, " ")[0]
]

test_each_cause_has_its_advice_and_no_other if {
	advice({"protected": true}) == ["Use"]
	advice({"revoked": true}) == ["Resume"]
	advice({"connections": {"APPGRP": {"revoked": true}}}) == ["Resume"]
	advice(factor) == ["A"]
	advice({"last_access": "2026-01-15"}) == ["RACF"]
}

test_a_missing_connection_is_made_and_unmade if {
	verdict := one(with_user({"default_group": "SECGRP"}), user)
	verdict.remediation.racf == ["CONNECT WEBUSR1 GROUP(SECGRP)"]
	verdict.remediation.undo == ["REMOVE WEBUSR1 GROUP(SECGRP)"]
}

test_nobody_is_connected_to_a_group_that_does_not_exist if {
	verdict := one(with_user({"default_group": "OTHER"}), user)
	verdict.remediation.racf == []
	"Its default group OTHER is not defined: give the user another one with ALTUSER DFLTGRP." in verdict.remediation.other
}

test_nothing_is_proposed_for_a_protected_user if {
	verdict := one(with_user(object.union(factor, {"protected": true})), user)
	verdict.remediation.racf == []
	count(verdict.remediation.other) > 0
}

refresh := "SETROPTS RACLIST(MFADEF) REFRESH"

test_a_new_bypass_goes_with_its_profile if {
	verdict := one(with_user(factor), user)
	verdict.remediation.racf == [
		"RDEFINE MFADEF MFABYPASS.APPL.APP1 UACC(NONE) OWNER(SECGRP) AUDIT(FAILURES(READ))",
		"PERMIT MFABYPASS.APPL.APP1 CLASS(MFADEF) ID(WEBUSR1) ACCESS(READ)",
		refresh,
	]
	verdict.remediation.undo == ["RDELETE MFADEF MFABYPASS.APPL.APP1", refresh]
}

test_a_bypass_that_exists_is_only_permitted if {
	bypass := {"profiles": {"MFADEF": {"MFABYPASS.APPL.APP1": testing.profile(false, {})}}}
	verdict := one(object.union(with_user(factor), bypass), user)
	verdict.remediation.racf == ["PERMIT MFABYPASS.APPL.APP1 CLASS(MFADEF) ID(WEBUSR1) ACCESS(READ)", refresh]
	verdict.remediation.undo == ["PERMIT MFABYPASS.APPL.APP1 CLASS(MFADEF) ID(WEBUSR1) DELETE", refresh]
}

test_a_factor_that_takes_tickets_is_no_cause if {
	taking := {"factors": [{"name": "AZFPTKT1", "active": true, "at": [0, 51, 15, 34]}]}
	notes(with_user(object.union(taking, {"revoked": true}))) == ["the user is revoked", by_gateway]
}
